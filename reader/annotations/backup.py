"""Backups of the annotations in the state folder: one a day, some kept for weeks and months. Restoring only adds."""

from __future__ import annotations

import hashlib
import io
import re
import tarfile
import zlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reader.annotations import disk
from reader.annotations.events import LINE_BYTES, BadLineError, NewerLineError, parse
from reader.annotations.log import FILE_BYTES, Log
from reader.annotations.presence import is_log
from reader.annotations.texts import TEXTS, Texts, unpacked
from reader.errors import AnnotationError, NotSavedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = "backups"
DAYS, WEEKS, MONTHS = 7, 4, 12
"""So many of each are kept."""
_NAME = re.compile(r"annotations-(\d{4}-\d\d-\d\d)\.tar\.gz", re.ASCII)
"""annotations-2025-03-04.tar.gz"""
_TEXT = re.compile(r"([0-9a-f]{64})\.txt\.gz", re.ASCII)


@dataclass(frozen=True, slots=True)
class Restored:
    """What a backup brought back."""

    events: int
    """Changes that were not in the logs."""
    texts: int
    """Texts of articles as they were annotated."""
    path: Path | None
    """The log in which the changes are now; None if there were none."""


def back_up(data: Path, state: Path, *, today: date | None = None) -> Path | None:
    """Write the backup of today and remove those that are no longer kept; None if there is one or nothing to keep.

    Raises:
        NotSavedError: it could not be written; the older ones are as they were.
    """
    today = today or date.today()  # noqa: DTZ011 - the user's own day
    source = Log(data, state).folder
    folder = state / FOLDER
    path = folder / f"annotations-{today.isoformat()}.tar.gz"
    try:
        if path.exists() or not any(source.glob("*.jsonl*")):
            return None
        disk.make_folder(folder)
        archive = _packed(source)
        digest = hashlib.sha256(archive).hexdigest()
        disk.replace(path.with_name(path.name + ".sha256"), f"{digest}  {path.name}\n".encode())
        disk.replace(path, archive)
        for old in _superseded(backups(state)):
            old.unlink(missing_ok=True)
            old.with_name(old.name + ".sha256").unlink(missing_ok=True)
    except OSError as error:
        raise NotSavedError(f"no backup was made: {error.strerror or error}; free some space in {folder}") from error
    return path


def backups(state: Path) -> list[Path]:
    """Return the backups that there are, oldest first."""
    return sorted(path for path in (state / FOLDER).glob("annotations-*.tar.gz") if _NAME.fullmatch(path.name))


def _packed(source: Path) -> bytes:
    """Return an archive of all logs and texts."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz", compresslevel=6) as archive:
        for path in sorted(source.rglob("*")):
            is_ours = is_log(path.name) or (path.parent.name == TEXTS and _TEXT.fullmatch(path.name))
            if is_ours and path.is_file() and not path.is_symlink():
                archive.add(path, arcname=str(path.relative_to(source)))
    return buffer.getvalue()


def _superseded(paths: list[Path]) -> list[Path]:
    """Return the backups that are neither of the last days nor the last of one of the last weeks or months."""
    days = {path: date.fromisoformat(path.name[12:22]) for path in paths}
    newest = sorted(paths, key=lambda path: days[path], reverse=True)
    kept = set(newest[:DAYS])
    for period, many in ((lambda day: day.isocalendar()[:2], WEEKS), (lambda day: (day.year, day.month), MONTHS)):
        last: dict[tuple[int, ...], Path] = {}
        for path in newest:
            last.setdefault(period(days[path]), path)
        kept |= set(list(last.values())[:many])
    return [path for path in paths if path not in kept]


def restore(archive: Path, data: Path, state: Path) -> Restored:
    """Add whatever an archive holds and the logs do not; nothing that is there is changed or removed.

    Raises:
        AnnotationError: the archive cannot be read, or is not what was written.
        NotSavedError: what it holds could not be written.
    """
    log = Log(data, state)
    lines: dict[bytes, None] = {}
    texts: dict[str, str] = {}
    try:
        for name, content in _members(archive):
            if is_log(name):
                lines |= dict.fromkeys(line for line in content.split(b"\n") if _is_event(line))
            elif match := _TEXT.fullmatch(name):
                texts[match.group(1)] = unpacked(content, match.group(1)) or ""
    except (OSError, tarfile.TarError, EOFError, zlib.error) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise AnnotationError(f"{archive} cannot be read as a backup: {why}") from error
    path = log.folder / f"restored-{_label(archive)}.jsonl"
    try:
        with log.writing():
            present = set()
            for each in log.folder.iterdir():
                if is_log(each.name) and each.is_file():
                    present |= set(each.read_bytes().split(b"\n"))
            missing = [line + b"\n" for line in lines if line not in present]
            if missing:
                disk.append(path, b"".join(missing), is_first=True)
            kept = Texts(log.folder / TEXTS)
            lost = {digest: text for digest, text in texts.items() if text and kept.text(digest) is None}
            for digest, text in lost.items():
                kept.keep(digest, text)
    except OSError as error:
        raise NotSavedError(f"not restored: {error.strerror or error}; free some space and restore again") from error
    return Restored(len(missing), len(lost), path if missing else None)


def _members(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the plain files of an archive by their last names; where they say they lie is nobody's business."""
    raw = archive.read_bytes()
    beside = archive.with_name(archive.name + ".sha256")
    if beside.is_file() and beside.read_text(errors="replace").split(" ")[0] != hashlib.sha256(raw).hexdigest():
        raise AnnotationError(f"{archive.name} is not what was written: its checksum differs; take another backup")
    with tarfile.open(fileobj=io.BytesIO(raw), mode="r:gz") as members:
        for member in members:
            content = members.extractfile(member) if member.isreg() and member.size <= FILE_BYTES else None
            if content is not None:
                yield member.name.rpartition("/")[2], content.read()


def _is_event(line: bytes) -> bool:
    """Tell whether a line is worth bringing back: events, those of newer versions too."""
    try:
        parse(line.decode())
    except NewerLineError:
        return True
    except (BadLineError, UnicodeDecodeError):
        return False
    return len(line) < LINE_BYTES


def _label(archive: Path) -> str:
    match = _NAME.fullmatch(archive.name)
    return match.group(1) if match else "backup"
