"""Org: a heading for each article, a quote block for each annotation, ids as properties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.export.entry import MARKER, by_article, one_line
from reader.export.links import web_address
from reader.text import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.export.entry import Exported, Source

# What Org obeys at the start of a line: "* heading", "#+end_quote", ":END:", "# comment".
_OBEYED = re.compile(r"^(\s*)(?=[*#:])")
_NOT_IN_TAG = re.compile(r"[^\w@]+")
_LONGEST_HEADING = 70


def org(entries: Sequence[Exported]) -> str:
    """Return all entries as one Org document."""
    lines = [f"# {MARKER}", ""]
    for source, members in by_article(entries):
        lines += [f"* {_heading(source.title)}", ":PROPERTIES:"]
        lines += [f":{name}: {value}" for name, value in _facts(source)]
        lines += [":END:", ""]
        for entry in members:
            lines += _section(entry)
    return "\n".join(lines)


def _facts(source: Source) -> list[tuple[str, str]]:
    values = [
        ("URL", web_address(source.url)),
        ("AUTHOR", ", ".join(source.authors)),
        ("OUTLET", source.outlet),
        ("PUBLISHED", source.published),
    ]
    return [(name, one_line(value)) for name, value in values if value]


def _section(entry: Exported) -> list[str]:
    tags = ":".join(filter(None, (_NOT_IN_TAG.sub("_", tag).strip("_") for tag in entry.tags)))
    heading = f"** {_heading(entry.quote or entry.note or 'Note')}"
    lines = [f"{heading} :{tags}:" if tags else heading]
    lines += [
        ":PROPERTIES:",
        f":ID: {one_line(entry.annotation.id)}",
        f":CREATED: {one_line(entry.annotation.created)}",
    ]
    lines += [":END:"]
    if entry.quote:
        lines += ["#+begin_quote", *_inert(entry.quote), "#+end_quote"]
    if entry.change:
        lines += _inert(entry.change)
    if entry.note:
        lines += _inert(entry.note)
    return [*lines, ""]


def _heading(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST_HEADING else line[: _LONGEST_HEADING - 1].rstrip() + "…"


def _inert(text: str) -> list[str]:
    """Return the lines of a text with a zero-width space, Org's own escape, before what would be obeyed."""
    return [_OBEYED.sub("\\1\u200b", line) for line in safe(text).split("\n")]
