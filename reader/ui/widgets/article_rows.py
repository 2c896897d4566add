"""ArticleRows: how the rows of the list look: title, date, outlet, tags, states, counts and passages."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment

from reader.text import safe
from reader.ui.widgets.line_view import LineView
from reader.ui.wrapping import cells_of, fit, one_line

if TYPE_CHECKING:
    from rich.style import Style

    from reader.library import Listed
    from reader.search.query import Snippet

_DATE_CELLS = 10
_OUTLET_CELLS = 16
_TAG_CELLS = 8
"""Fewest cells for tags: less of them says nothing."""


class ArticleRows(LineView, is_part=True):
    """The part of the list that paints rows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article-list--cursor",
        "article-list--cursor-idle",
        "article-list--title",
        "article-list--read",
        "article-list--detail",
        "article-list--tags",
        "article-list--badge",
        "article-list--unread",
        "article-list--star",
        "article-list--match",
        "article-list--head",
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._snippets: dict[int, Snippet] = {}
        self.fresh: set[int] = set()
        """Articles that came while the list was open, and were not looked at yet."""

    def _badges(self, listed: Listed) -> str:
        new = "new " if listed.row.key in self.fresh else "changed " if listed.is_changed else ""
        return (new + badges_of(listed)).rstrip()

    def _head_line(self, head: str, count: int, width: int) -> list[Segment]:
        """Return the line above a group: its words, and how many articles stand below it."""
        return [Segment(fit(f" {safe(one_line(head))} · {count:,}", width), self.style_of("article-list--head"))]

    def _row_style(self, is_cursor: bool, *components: str) -> Style:
        if is_cursor:
            components += ("article-list--cursor" if self.has_focus else "article-list--cursor-idle",)
        return self.style_of(*components)

    def _title_segments(self, listed: Listed, width: int, is_cursor: bool) -> list[Segment]:
        title = fit(safe(one_line(listed.row.title)), max(0, width - 2))
        unread = Segment(" " if listed.is_read else "●", self._row_style(is_cursor, "article-list--unread"))
        style = self._row_style(is_cursor, "article-list--read" if listed.is_read else "article-list--title")
        return [unread, Segment(" " + title, style)]

    def _title_line(self, listed: Listed, width: int, is_cursor: bool) -> list[Segment]:
        star = "★ " if listed.is_starred else ""
        segments = self._title_segments(listed, width - len(star) - 1, is_cursor)
        return [*segments, Segment(" " + star, self._row_style(is_cursor, "article-list--star"))]

    def _detail_line(self, listed: Listed, width: int, is_cursor: bool) -> list[Segment]:
        badges = self._badges(listed)
        detail = " · ".join(part for part in (listed.row.day, safe(one_line(listed.row.outlet or ""))) if part)
        room = max(0, width - 3 - len(badges))
        detail_style = self._row_style(is_cursor, "article-list--detail")
        tags = self._tag_segments(listed, max(room // 2, room - cells_of(detail) - 1), is_cursor)
        return [
            Segment("  " + fit(detail, room - sum(each.cell_length for each in tags)), detail_style),
            *tags,
            Segment(badges + " ", self._row_style(is_cursor, "article-list--badge")),
        ]

    def _only_line(self, listed: Listed, width: int, is_cursor: bool) -> list[Segment]:
        badges = self._badges(listed)
        star = "★ " if listed.is_starred else ""
        outlet_cells = _OUTLET_CELLS if width < 110 else _OUTLET_CELLS + 8
        detail = f"{fit(listed.row.day, _DATE_CELLS)}  {fit(safe(one_line(listed.row.outlet or '')), outlet_cells)}  "
        room = width - cells_of(detail) - len(star) - len(badges) - 2
        tags = self._tag_segments(listed, room // 3, is_cursor)
        segments = self._title_segments(listed, room - sum(each.cell_length for each in tags), is_cursor)
        return [
            segments[0],
            Segment(" " + detail, self._row_style(is_cursor, "article-list--detail")),
            Segment(segments[1].text[1:] + " ", segments[1].style),
            *tags,
            Segment(star, self._row_style(is_cursor, "article-list--star")),
            Segment(badges + " ", self._row_style(is_cursor, "article-list--badge")),
        ]

    def _tag_segments(self, listed: Listed, room: int, is_cursor: bool) -> list[Segment]:
        """Return the tags in at most `room` cells with the blank after them; nothing where they say too little."""
        if not listed.tags or room < _TAG_CELLS:
            return []
        from reader.ui.byline import tags_line  # many libraries have no tags

        tags = tags_line(listed.tags)
        return [
            Segment(fit(tags, min(room - 1, cells_of(tags))) + " ", self._row_style(is_cursor, "article-list--tags"))
        ]

    def _snippet_line(self, listed: Listed, width: int, is_cursor: bool) -> list[Segment]:
        style = self._row_style(is_cursor, "article-list--detail")
        snippet = self._snippets.get(listed.row.key)
        if snippet is None:
            return [Segment(" " * width, style)]
        text = safe(snippet.text).replace("\n", " ")
        match_style = style + self.style_of(
            "article-list--match"
        )  # over the cursor, whose ground it could not be read on
        segments = [Segment("    ", style)]
        at = 0
        for span in snippet.matches:
            segments.append(Segment(text[at : span.start], style))
            segments.append(Segment(text[span.start : span.end], match_style))
            at = span.end
        segments.append(Segment(text[at:], style))
        return [segment for segment in segments if segment.text] + [Segment(" " * width, style)]


def badges_of(listed: Listed) -> str:
    """Return the counts of figures, quotes and notes in as few cells as they need: `12# 4" 2✎`."""
    row = listed.row
    counts = ((row.figures, "#"), (row.quotes, "”"), (listed.notes, "✎"))
    return " ".join(f"{count}{sign}" for count, sign in counts if count)
