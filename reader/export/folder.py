"""A folder of Markdown files, one for each article, for a vault that is exported to again and again.

A file belongs to the article whose id, or one of whose notes, it holds, so it may be renamed. What the user has
written into a file stays: such a file is known by its checksum, and only gets what is new at its end. Names are made
of titles, and a file of somebody else is never touched.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.errors import ExportError
from reader.export.entry import MARKER, by_article, one_line
from reader.export.files import MARKER_WITHIN, write
from reader.export.markdown import block_id, callout, markdown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from reader.export.entry import Exported, Source

NAME_LENGTH = 100
"""Code points of a file name made of a title."""
LARGEST = 8 << 20
"""Bytes of a Markdown file that is looked into."""
NO_NOTES = "*The notes on this article were deleted.*"

# What file systems, links and Obsidian do not take in a name: "a/b", "what?", "#1", "[x]".
_NOT_IN_NAME = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f\x7f]+')
# Names that Windows keeps for devices: "CON", "com1".
_RESERVED = re.compile(r"(?i)^(?:con|prn|aux|nul|com\d|lpt\d)$")
_ID = re.compile(r'(?m)^article-id: "([^"\n]*)"$')
_CHECKSUM = re.compile(r'(?m)^checksum: "([0-9a-f]*)"\n')
_BLOCK = re.compile(r"(?m)^\^([A-Za-z0-9-]+)\s*$")


@dataclass
class FolderReport:
    """What became of each file, by name."""

    written: list[str] = field(default_factory=list)
    """Made, or brought up to date."""
    unchanged: list[str] = field(default_factory=list)
    extended: list[str] = field(default_factory=list)
    """Edited by the user, so new notes were only put at its end."""
    emptied: list[str] = field(default_factory=list)
    """All notes on its article were deleted."""


@dataclass
class _File:
    """A file of an earlier export."""

    name: str
    text: str
    article: str
    blocks: frozenset[str]

    @property
    def is_edited(self) -> bool:
        return not is_as_written(self.text)


def write_folder(folder: Path, entries: Sequence[Exported], *, is_all: bool) -> FolderReport:
    """Write a file for each article with notes.

    Args:
        folder: Where to; it is made if it does not exist.
        entries: The notes, in any order.
        is_all: These are all notes there are: an earlier file whose article is not among them has lost its own.

    Raises:
        ExportError: the folder or a file cannot be written; the files before it are.
    """
    earlier, taken = _look(folder)
    report = FolderReport()
    left = {each.name: each for each in earlier}
    for source, members in by_article(entries):
        blocks = {block_id(entry) for entry in members}
        file = next((each for each in left.values() if each.article == source.id), None)
        file = file or next((each for each in left.values() if each.blocks & blocks), None)
        if file is None:
            name = _free_name(source, taken)
            taken.add(name.casefold())
            write(folder / name, page(source, members))
            report.written.append(name)
            continue
        del left[file.name]
        _bring_up_to_date(folder, file, source, members, report)
    if is_all:
        for file in left.values():
            _empty(folder, file, report)
    return report


def _bring_up_to_date(
    folder: Path, file: _File, source: Source, members: Sequence[Exported], report: FolderReport
) -> None:
    if file.is_edited:
        fresh = [callout(entry) for entry in members if block_id(entry) not in file.blocks]
        text = "\n\n".join([file.text.rstrip("\n"), *fresh]) + "\n" if fresh else file.text
        done = report.extended
    else:
        text, done = page(source, members), report.written
    if text == file.text:
        report.unchanged.append(file.name)
    else:
        write(folder / file.name, text)
        done.append(file.name)


def _empty(folder: Path, file: _File, report: FolderReport) -> None:
    if file.is_edited or not file.blocks:
        report.unchanged.append(file.name)
        return
    head = file.text[: file.text.index("\n> [!")].rstrip("\n") if "\n> [!" in file.text else file.text.rstrip("\n")
    write(folder / file.name, signed(f"{_CHECKSUM.sub('', head, count=1)}\n\n{NO_NOTES}\n"))
    report.emptied.append(file.name)


def page(source: Source, members: Sequence[Exported]) -> str:
    """Return the file of one article."""
    named = one_line(source.id).replace('"', "")
    return signed(_with_property(markdown(members), f'article-id: "{named}"'))


def signed(text: str) -> str:
    """Return a file with the checksum of the rest of it among its properties."""
    return _with_property(text, f'checksum: "{_digest(text)}"')


def _with_property(text: str, line: str) -> str:
    """Put a property behind the first, which is the marker: near enough to the start to be looked for there."""
    end = text.index("\n", text.index("\n") + 1) + 1
    return f"{text[:end]}{line}\n{text[end:]}"


def is_as_written(text: str) -> bool:
    """Tell whether nobody has changed a file since it was written; line ends do not count."""
    text = text.replace("\r\n", "\n")
    found = _CHECKSUM.search(text[:MARKER_WITHIN])
    return found is not None and _digest(text[: found.start()] + text[found.end() :]) == found.group(1)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def file_name(title: str) -> str:
    """Return a title as the name of a file, without its suffix: no folder, nothing hidden, no sign that ends a link."""
    plain = unicodedata.normalize("NFC", one_line(title))
    name = " ".join(_NOT_IN_NAME.sub(" ", plain).split())[:NAME_LENGTH].strip(" .")
    if not name:
        return "Untitled"
    return f"{name} -" if _RESERVED.match(name.split(".")[0]) else name


def _free_name(source: Source, taken: set[str]) -> str:
    name = file_name(source.title)
    found = f"{name}.md"
    if found.casefold() not in taken:
        return found
    # Of the same title: told apart by the article's id, which stays, and not by the order of this export.
    mark = hashlib.sha256(source.id.encode("utf-8", "surrogatepass")).hexdigest()
    lengths = (length for length in range(6, len(mark)) if f"{name} ({mark[:length]}).md".casefold() not in taken)
    return f"{name} ({mark[: next(lengths, len(mark))]}).md"


def _look(folder: Path) -> tuple[list[_File], set[str]]:
    """Return the files of earlier exports, by name, and the names that are taken, without their case."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with os.scandir(folder) as entries:
            found = sorted((each.name, each.is_file(follow_symlinks=False)) for each in entries)
    except OSError as error:
        raise ExportError(f"{folder} cannot be used: {error.strerror or error}; choose another folder") from error
    files = list(_files(folder, [name for name, is_file in found if is_file and name.endswith(".md")]))
    return files, {name.casefold() for name, _ in found}


def _files(folder: Path, names: Sequence[str]) -> Iterator[_File]:
    for name in names:
        try:
            with (folder / name).open("rb") as stream:
                start = stream.read(MARKER_WITHIN)
                if MARKER.encode() not in start:
                    continue
                data = start + stream.read(LARGEST)
            text = data.decode("utf-8")
        except (OSError, UnicodeDecodeError):
            continue  # not one that was written here, or not as it was written
        found = _ID.search(text[:MARKER_WITHIN])
        if found is not None and len(data) < LARGEST:
            yield _File(name, text, found.group(1), frozenset(_BLOCK.findall(text)))
