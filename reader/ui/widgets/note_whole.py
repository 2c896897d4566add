"""NoteWhole: one annotation in full, beside the list of all."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment

from reader.articles.spelling import spelled
from reader.sifting import WHOLE_ARTICLE
from reader.text import safe
from reader.ui.widgets.line_view import LineView
from reader.ui.wrapping import one_line, wrap

if TYPE_CHECKING:
    from collections.abc import Hashable

    from reader.annotations.annotation import Anchor
    from reader.ui.noted import Noted
    from reader.ui.wrapping import Rows

_BLANKS = re.compile(r"\s+")
_LONGEST_WORD = 24
"""Most code points that are left out so as not to begin or end within a word."""
_WORDS, _NOTE = 2000, 8000
"""Most code points of the annotated words and of the note; the rest is a key away."""


class NoteWhole(LineView, can_focus=False):
    """Scrolls with the wheel; keys stay with the list."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"note-whole--{name}" for name in ("words", "note", "tags", "title", "context", "faint", "gone")
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._parts: list[tuple[str, str]] = []
        self._text = ""
        self._rows: Rows = []
        self._version = 0

    def show(self, noted: Noted | None) -> None:
        """Show an annotation from its start."""
        self._parts = [] if noted is None else _parts(noted)
        self._text = "".join(text for text, _ in self._parts)
        self._wrap()
        self.scroll_to_line(0)

    def _wrap(self) -> None:
        self._rows = wrap(self._text, self.line_width) if self._text and self.line_width else []
        self._version += 1
        self.set_line_count(len(self._rows))

    def resized(self) -> None:
        """Wrap anew."""
        self._wrap()

    def line_key(self, line: int) -> Hashable:
        """Return the line."""
        return (self._version, line)

    def make_line(self, line: int, width: int) -> list[Segment]:
        """Return one row of the text, in the styles of the parts that it touches."""
        start, end = self._rows[line]
        edges = [0, *accumulate(len(text) for text, _ in self._parts)]
        segments = []
        for (first, last), (_, name) in zip(pairwise(edges), self._parts, strict=True):
            if first < end and start < last:
                words = self._text[max(first, start) : min(last, end)]
                segments.append(Segment(words, self.style_of(f"note-whole--{name}")))
        return [*segments, Segment(" " * width, self.rich_style)]


def _words_around(anchor: Anchor) -> tuple[str, str]:
    """Return what stands before and after the words, in whole words, with an ellipsis where it is cut."""
    before, after = (_BLANKS.sub(" ", safe(each)) for each in (anchor.prefix, anchor.suffix))
    if anchor.span.start > len(anchor.prefix):
        before = "…" + before[before.find(" ", 0, _LONGEST_WORD) + 1 :]
    end = after.rfind(" ", max(0, len(after) - _LONGEST_WORD))
    return before, after[: end if end > 0 else len(after)] + "…"


def _parts(noted: Noted) -> list[tuple[str, str]]:
    """Return what is said of an annotation, each part with the name of its style."""
    annotation = noted.annotation
    article, anchor = annotation.article, annotation.anchor
    parts: list[tuple[str, str]] = []
    if noted.orphaned:
        parts.append((safe(noted.orphaned) + "\n\n", "gone"))
    if anchor is None:
        parts.append((WHOLE_ARTICLE, "words"))
    else:
        before, after = _words_around(anchor)
        cut = "…" if len(anchor.exact) > _WORDS else ""
        parts += [(before, "context"), (safe(anchor.exact[:_WORDS]) + cut, "words"), (after, "context")]
    if annotation.note.strip():
        cut = "…" if len(annotation.note) > _NOTE else ""
        parts.append(("\n\n" + safe(annotation.note[:_NOTE]).strip("\n") + cut, "note"))
    if annotation.tags:
        parts.append(("\n\n" + " ".join(f"#{one_line(safe(tag))}" for tag in annotation.tags), "tags"))
    parts.append(("\n\n" + (one_line(safe(article.title)) or "untitled"), "title"))
    day = spelled(article.published[:10]) if article.published else ""
    for line in (" · ".join(part for part in (article.author, article.outlet, day) if part), article.url):
        if line:
            parts.append(("\n" + one_line(safe(line)), "faint"))
    color = f"{annotation.color}, " if anchor is not None else ""
    changed = f", changed {annotation.modified[:10]}" if annotation.modified[:10] != annotation.created[:10] else ""
    parts.append(("\n\n" + one_line(safe(f"{color}made {annotation.created[:10]}{changed}")), "faint"))
    return parts
