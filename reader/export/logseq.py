"""Markdown for Logseq: page properties, then a block for each annotation with its id and tags as properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.export.entry import MARKER, by_article, one_line
from reader.export.links import web_address
from reader.text import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.export.entry import Exported, Source

# What Logseq obeys anywhere in a block; a zero-width space inside takes the meaning and leaves the look.
_OBEYED = ("::", "[[", "]]", "((", "))", "{{", "}}", "#+")


def logseq(entries: Sequence[Exported]) -> str:
    """Return all entries as one Logseq page; each article is a block, its annotations the blocks inside."""
    lines = [f"generator:: {MARKER}", ""]
    for source, members in by_article(entries):
        lines.append(f"- {_inert(one_line(source.title))}")
        lines.extend(f"  {name}:: {value}" for name, value in _facts(source))
        for entry in members:
            lines.extend(_block(entry))
    return "\n".join(lines) + "\n"


def _facts(source: Source) -> list[tuple[str, str]]:
    """Return the properties of an article: names in lower case with hyphens, values of one line."""
    values = [
        ("author", ", ".join(source.authors)),
        ("outlet", source.outlet),
        ("published", source.published),
        ("url", web_address(source.url)),
    ]
    return [(name, value if name == "url" else _inert(one_line(value))) for name, value in values if value]


def _block(entry: Exported) -> list[str]:
    first = f"> {_inert(one_line(entry.quote))}" if entry.quote else "Note"
    lines = [f"\t- {first}", f"\t  id:: {one_line(entry.annotation.id)}"]
    tags = [_inert(tag).replace(",", " ") for tag in entry.tags]
    if tags:
        lines.append(f"\t  tags:: {', '.join(tags)}")
    for text in (entry.note, entry.change):
        if text:
            head, *rest = _inert(text).split("\n")
            lines.append(f"\t\t- {head}")
            lines.extend(f"\t\t  {line}".rstrip() for line in rest)
    return lines


def _inert(text: str) -> str:
    text = safe(text)
    for mark in _OBEYED:
        text = text.replace(mark, f"{mark[0]}\u200b{mark[1]}")
    return text
