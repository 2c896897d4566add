"""Markdown for Obsidian: properties, a quote callout for each annotation, and its id as block id."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from reader.export.entry import MARKER, by_article, one_line
from reader.export.links import web_address
from reader.text import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.export.entry import Exported, Source

PLAIN_COLOR = "yellow"
"""Colour of a mark that is not named."""

# What means something in Markdown or to Obsidian inside a line: "*", "[[", "`", "<b>", "$x$", "%%", "==", "^id".
_INLINE = re.compile(r"([\\`*_\[\]<>$%=^~|#])")
# What means something at the start of a line: "- ", "+ ", "1. ", "1) ".
_LINE_START = re.compile(r"^(\s*)(?=[-+])|^(\s*\d+)(?=[.)])")
# Raw HTML and comments: "<b>", "</b>", "<!--"; not "<https://...>" nor "a < b".
_RAW_HTML = re.compile(r"<(?=[A-Za-z/!?])(?!https?://)")
# A line of three dashes, which would end or begin properties.
_RULE = re.compile(r"^(\s*)(?=-{3,}\s*$)")
_FENCE = re.compile(r"^\s*(```|~~~)")
_NOT_IN_TAG = re.compile(r"[^\w/-]+")


def markdown(entries: Sequence[Exported]) -> str:
    """Return all entries as one Markdown document; with properties if they are of one article."""
    articles = list(by_article(entries))
    parts = [_properties(articles[0][0], articles[0][1])] if len(articles) == 1 else [_marker()]
    for source, members in articles:
        parts.append(f"# {escaped(one_line(source.title))}")
        parts.append(_reference(source))
        parts.extend(callout(entry) for entry in members)
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(line: str) -> str:
    """Return one line of plain text so that Markdown shows it as it is."""
    return _LINE_START.sub(r"\1\2\\", _INLINE.sub(r"\\\1", safe(line)))


def harmless(note: str) -> str:
    """Return the user's Markdown with raw HTML, Obsidian comments and rules shown instead of obeyed."""
    lines = []
    is_code = False
    for line in safe(note).split("\n"):
        if _FENCE.match(line):
            is_code = not is_code
        lines.append(line if is_code else _RULE.sub(r"\1\\", _RAW_HTML.sub(r"\\<", line).replace("%%", r"%\%")))
    if is_code:
        lines.append("```")
    return "\n".join(lines)


def _marker() -> str:
    return f"---\ngenerator: {MARKER}\n---"


def _properties(source: Source, entries: Sequence[Exported]) -> str:
    tags = sorted({_tag(tag) for entry in entries for tag in entry.tags} - {""})
    values: list[tuple[str, str | list[str] | None]] = [
        ("generator", MARKER),
        ("title", one_line(source.title)),
        ("author", [one_line(author) for author in source.authors]),
        ("outlet", source.outlet and one_line(source.outlet)),
        ("url", web_address(source.url)),
        ("published", source.published and one_line(source.published)),
        ("tags", tags),
    ]
    # A JSON string is a YAML string in double quotes.
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values if value]
    return "\n".join(["---", *lines, "---"])


def _reference(source: Source) -> str:
    facts = [*source.authors, source.outlet, source.published]
    line = " · ".join(escaped(one_line(fact)) for fact in facts if fact)
    address = web_address(source.url)
    link = f"<{address.replace('<', '%3C').replace('>', '%3E')}>" if address else ""
    return "  \n".join(part for part in (line, link) if part)


def callout(entry: Exported) -> str:
    """Return one annotation: the words, what became of them, the note, the tags, and its id as block id."""
    quote = [escaped(line) for line in entry.quote.split("\n")] if entry.quote else []
    color = entry.annotation.color
    title = f" {escaped(one_line(color))}" if color != PLAIN_COLOR else ""
    lines = [f"[!quote]{title}" if quote else "[!note]", *quote]
    if entry.change:
        lines += ["", f"*{escaped(entry.change)}*"]
    if entry.note:
        lines += ["", *harmless(entry.note).split("\n")]
    tags = [f"#{_tag(tag)}" for tag in entry.tags if _tag(tag)]
    if tags:
        lines += ["", " ".join(tags)]
    block = "\n".join(f"> {line}".rstrip() for line in lines)
    return f"{block}\n\n^{block_id(entry)}"


def block_id(entry: Exported) -> str:
    """Return the id of an annotation in the letters that a block id may have."""
    return re.sub(r"[^A-Za-z0-9-]+", "-", entry.annotation.id)


def _tag(tag: str) -> str:
    return _NOT_IN_TAG.sub("-", tag).strip("-")
