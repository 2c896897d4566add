"""The header of a Markdown file, read forgivingly: every scalar is text, and no header loses its article.

YAML (`---`), TOML (`+++`), JSON (`{`) and Pandoc's title block (`%`) as notes programs and site generators write them.
Not the whole of these languages: no anchors, aliases, tags or types. YAML that reads `No` as false and `12:30` as 750,
or that fails on a colon in a title, is why there is a reader of its own.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.articles.clean import clean

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE_LIMIT = 64 * 1024
"""Longest header in code points; longer ones are text."""
LIST_LIMIT = 1_000
"""Most values of one key."""

Values = dict[str, list[str]]

_KEY = re.compile(r"([^\s:#\-\[\]{}\"',&*!|>%@`][^:\n]{0,80}?)\s*:(?:\s+(.*)|)$")  # `title: Words`
_BLOCK_MARK = re.compile(r"[|>][+\-0-9]{0,2}\s*(?:#.*)?$")
_TOML_KEY = re.compile(r"([\w.\-]{1,80}|\"[^\"\n]{1,80}\")\s*=\s*(.*)$")
_ESCAPES = {"n": "\n", "t": " ", '"': '"', "\\": "\\", "/": "/"}


@dataclass(slots=True)
class Header:
    """Keys in small letters to their values, always a list; and where the text after the header begins."""

    values: Values = field(default_factory=dict)
    lines: int = 0
    """Number of lines that belong to it."""
    warnings: list[str] = field(default_factory=list)
    kind: str = ""

    def first(self, *names: str) -> str | None:
        """Return the first value of the first of these keys that has one."""
        return next((value for name in names for value in self.values.get(name, ()) if value), None)

    def all(self, *names: str) -> list[str]:
        """Return all values of the first of these keys that has some."""
        return next((values for name in names if (values := [v for v in self.values.get(name, ()) if v])), [])


def split(text: str) -> Header:
    """Return the header of cleaned text; an empty one where there is none."""
    if text.startswith("---\n"):
        return _fenced(text, ("---", "..."), _yaml, "YAML")
    if text.startswith("+++\n"):
        return _fenced(text, ("+++",), _toml, "TOML")
    if text.startswith("{"):
        return _json(text)
    if text.startswith("% "):
        return _pandoc(text)
    return Header()


def _fenced(text: str, ends: tuple[str, ...], parse: Callable[[list[str], Header], None], kind: str) -> Header:
    lines = text[:SIZE_LIMIT].split("\n")
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ends:
            header = Header(lines=number + 1, kind=kind)
            parse(lines[1:number], header)
            if not header.values and any(line.strip() for line in lines[1:number]):
                return Header(warnings=[f"the {kind} header could not be read and is shown as text"])
            return header
    return Header(
        warnings=[f"the {kind} header has no end and is shown as text"]
        if kind == "TOML" or _KEY.match(lines[1])
        else []
    )


def without_links(value: str) -> str:
    """Return a value without the brackets of notes programs: `[[Jane Doe|Jane]]` gives `Jane`, `[Jane](x)` too."""
    value = value.strip()
    if value.startswith("[[") and value.endswith("]]"):
        return value[2:-2].rsplit("|", 1)[-1].strip()
    if value.startswith("[") and value.endswith(")") and "](" in value:
        return value[1 : value.index("](")].strip()
    return value


def scalar(text: str) -> str:
    """Return a scalar without its quotes, escapes and comment."""
    text = text.strip()
    if text[:1] == '"':
        return _double_quoted(text)
    if text[:1] == "'":
        end = 1
        while (end := text.find("'", end)) > 0 and text[end + 1 : end + 2] == "'":
            end += 2
        return (text[1:end] if end > 0 else text[1:]).replace("''", "'").strip()
    comment = text.find(" #")
    text = (text[:comment] if comment >= 0 else text).strip()
    return "" if text in ("~", "null", "Null", "NULL") else text


def _double_quoted(text: str) -> str:
    pieces: list[str] = []
    position = 1
    while position < len(text) and text[position] != '"':
        if text[position] == "\\" and position + 1 < len(text):
            pieces.append(_ESCAPES.get(text[position + 1], text[position : position + 2]))
            position += 2
        else:
            pieces.append(text[position])
            position += 1
    return " ".join("".join(pieces).split())


def flow(text: str) -> list[str]:
    """Return the values of `[a, "b, c", d]`; a value that is no list is the only one. Nested lists become one."""
    text = text.strip()
    is_wikilink = text.startswith("[[") and text.endswith("]]") and "]]," not in text
    if text[:1] != "[" or is_wikilink:
        return [value for value in [text if is_wikilink else scalar(text)] if value]
    pieces = _split_list(text)
    return [value for value in map(scalar, pieces) if value][:LIST_LIMIT]


def _split_list(text: str) -> list[str]:
    """Split at the commas of a list, but not within quotes and inner brackets; a missing bracket is forgiven."""
    pieces: list[str] = []
    start, quote, depth = 1, "", 0
    for position in range(1, len(text)):
        sign = text[position]
        if quote:
            if sign == quote and text[position - 1] != "\\":
                quote = ""
        elif sign in "\"'" and not text[start:position].strip(" ["):
            quote = sign
        elif sign == "[":
            depth += 1
        elif sign == "]":
            if depth == 0:
                return [*pieces, text[start:position]]
            depth -= 1
        elif sign == "," and depth == 0:
            pieces.append(text[start:position])
            start = position + 1
    return [*pieces, text[start:]]


def name_of(key: str) -> str:
    """Return a key as it is looked up: folded, with underscores."""
    return key.strip().strip("\"'").casefold().replace("-", "_").replace(" ", "_")


def _add(values: Values, key: str, new: list[str]) -> None:
    kept = values.setdefault(name_of(key), [])
    kept += new[: LIST_LIMIT - len(kept)]


@dataclass(slots=True)
class _Yaml:
    """Keys at the margin, their lists, block texts and maps; of a map only its `name` or `title`."""

    header: Header
    key: str = ""
    block: list[str] | None = None
    """Lines of a text that `|` or `>` began."""
    unread: int = 0

    def read(self, line: str) -> None:
        bare = line.strip()
        is_indented = line[:1] in (" ", "\t")
        if self.block is not None:
            if is_indented or not bare:
                self.block.append(bare)
                return
            self.close()
        if not bare or bare.startswith("#"):
            return
        if self.key and (bare.startswith("- ") or bare == "-"):
            _add(self.header.values, self.key, _item(bare[1:].strip()))
        elif is_indented:
            self._nested(bare)
        else:
            self._entry(bare)

    def close(self) -> None:
        if self.block is not None:
            _add(self.header.values, self.key, [" ".join(self.block).strip()])
        self.block = None

    def _nested(self, bare: str) -> None:
        match = _KEY.match(bare)
        values = self.header.values.get(name_of(self.key))
        if match and self.key:
            if match[1].casefold() in ("name", "title", "family"):
                _add(self.header.values, self.key, [scalar(match[2] or "")])
        elif values:
            values[-1] += " " + scalar(bare)
        else:
            self.unread += 1

    def _entry(self, bare: str) -> None:
        match = _KEY.match(bare)
        if not match:
            self.unread += 1
            return
        self.key = match[1]
        value = (match[2] or "").strip()
        if _BLOCK_MARK.match(value):
            self.block = []
        elif value[:1] in ("&", "*", "!"):  # anchors, aliases and types are not read
            self.unread += 1
        else:
            _add(self.header.values, self.key, flow(value) if value else [])


def _yaml(lines: list[str], header: Header) -> None:
    reader = _Yaml(header)
    for line in lines:
        reader.read(line)
    reader.close()
    if reader.unread:
        header.warnings.append(_unread(reader.unread, "YAML"))


def _unread(count: int, kind: str) -> str:
    return f"{count} line{'s' if count > 1 else ''} of the {kind} header could not be read"


def _item(text: str) -> list[str]:
    match = _KEY.match(text)
    if match and match[1].casefold() in ("name", "title"):
        return [scalar(match[2] or "")]
    return flow(text)


def _toml(lines: list[str], header: Header) -> None:
    table = ""
    unread = 0
    pending = ""
    for line in lines:
        bare = f"{pending} {line.strip()}".strip() if pending else line.strip()
        pending = ""
        if not bare or bare.startswith("#"):
            continue
        if bare.startswith("[") and bare.endswith("]"):
            table = bare.strip("[] ").rsplit(".", 1)[-1]
            continue
        match = _TOML_KEY.match(bare)
        if not match:
            unread += 1
        elif match[2].startswith("[") and not match[2].rstrip().endswith("]") and len(bare) < SIZE_LIMIT:
            pending = bare
        else:
            name = match[1] if not table or match[1] != "name" else table
            _add(header.values, name, flow(match[2].strip().replace('"""', '"')))
    if unread:
        header.warnings.append(_unread(unread, "TOML"))


def _json(text: str) -> Header:
    """Read a JSON object that opens the file; what follows it is the text."""
    try:
        value, end = json.JSONDecoder(strict=False).raw_decode(text[:SIZE_LIMIT])
    except (ValueError, RecursionError):
        return Header(
            warnings=["the JSON header could not be read and is shown as text"]
            if text[1:3].strip() in ("", '"')
            else []
        )
    header = Header(kind="JSON")
    for key, item in value.items():
        values = item if isinstance(item, list) else [item]
        texts = [entry.get("name") if isinstance(entry, dict) else entry for entry in values[:LIST_LIMIT]]
        _add(
            header.values,
            str(key),
            [" ".join(clean(str(entry)).split()) for entry in texts if isinstance(entry, (str, int, float))],
        )
    rest = text[end:]
    header.lines = text.count("\n", 0, end) + 1
    if rest[: rest.find("\n") if "\n" in rest else len(rest)].strip():
        return Header(warnings=["the JSON header is followed by text on its line and is shown as text"])
    return header


def _pandoc(text: str) -> Header:
    """Read `% title`, `% authors`, `% date`; a line that is indented goes on with the one before."""
    header = Header(kind="Pandoc")
    names = ["title", "author", "date"]
    field_values: list[str] = []
    for line in text[:SIZE_LIMIT].split("\n"):
        if line.startswith("%") and len(field_values) < 3:
            field_values.append(line[1:].strip())
        elif line[:1] == " " and field_values and line.strip():
            field_values[-1] += ("; " if len(field_values) == 2 else " ") + line.strip()
        else:
            break
        header.lines += 1
    for name, value in zip(names, field_values, strict=False):
        _add(header.values, name, [part.strip() for part in value.split(";")] if name == "author" else [value])
    return header
