"""ArticleList: the rows of articles; only those on the screen are fetched and painted."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, ClassVar, Protocol

from rich.segment import Segment
from textual.binding import Binding

from reader.text import safe
from reader.ui.byline import tags_line
from reader.ui.report import Report
from reader.ui.widgets.line_view import LineView
from reader.ui.wrapping import cells_of, fit, one_line

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from rich.style import Style
    from textual import events
    from textual.binding import BindingType
    from textual.message import Message

    from reader.library import Listed
    from reader.search.query import Snippet

_TWO_LINES_BELOW = 72
"""A narrower list gives each article two lines: one cannot hold date, outlet, title and badges."""
_DATE_CELLS = 10
_OUTLET_CELLS = 16
_TAG_CELLS = 8
"""Fewest cells for tags: less of them says nothing."""
_FETCHED_AROUND = 40
_ROWS_KEPT = 4000


class RowSource(Protocol):
    """Gives the rows of articles, quickly enough to be asked while painting."""

    def __call__(self, keys: Sequence[int]) -> list[Listed]:
        """Return the rows of these articles, in this order; unknown keys are left out."""


class ArticleList(LineView):
    """Articles, one or two lines each, and a third for the snippet while the list shows hits."""

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
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "step(1)", "Down", id="list.next", show=False, tooltip="Next article; takes a count: 5j"),
        Binding("k,up", "step(-1)", "Up", id="list.previous", show=False, tooltip="Previous article; takes a count"),
        Binding("ctrl+d", "page(0.5)", "Half a page down", id="list.half-down", show=False),
        Binding("ctrl+u", "page(-0.5)", "Half a page up", id="list.half-up", show=False),
        Binding("pagedown,ctrl+f,space", "page(1)", "Page down", id="list.page-down", show=False),
        Binding("pageup,ctrl+b,b", "page(-1)", "Page up", id="list.page-up", show=False),
        Binding("g,home", "top", "First article", id="list.top", show=False, tooltip="With a count: that article"),
        Binding("G,end", "bottom", "Last article", id="list.bottom", show=False, tooltip="With a count: that article"),
        Binding("enter,l,right", "choose", "Read", id="list.open", tooltip="Open the article in the reading view"),
        Binding(
            "V", "screen.views", "Views", id="list.views", tooltip="Unread, starred, today, and the searches you saved"
        ),
    ]

    class Moved(Report):
        """The cursor stands on another article."""

        list: ArticleList
        key: int | None
        """None when the list is empty."""

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, ArticleList.Moved)

        @property
        def control(self) -> ArticleList:
            """The list that sent it."""
            return self.list

    class Chosen(Report):
        """An article is to be read."""

        list: ArticleList
        key: int

        @property
        def control(self) -> ArticleList:
            """The list that sent it."""
            return self.list

    class Shown(Report):
        """Other rows came on the screen while the list shows hits: they want snippets."""

        list: ArticleList
        keys: tuple[int, ...]
        width: int
        """Cells of a snippet."""

        def can_replace(self, message: Message) -> bool:
            """Only the rows on the screen matter."""
            return isinstance(message, ArticleList.Shown)

        @property
        def control(self) -> ArticleList:
            """The list that sent it."""
            return self.list

    def __init__(self, rows: RowSource, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._source = rows
        self._keys: array[int] = array("q")
        self._places: dict[int, int] | None = None
        self._rows: dict[int, Listed] = {}
        self._snippets: dict[int, Snippet] = {}
        self._cursor = 0
        self._has_snippets = False
        self._row_height = 0

    # -- content -----------------------------------------------------------------------------------------------

    @property
    def keys(self) -> array[int]:
        """The articles that are listed."""
        return self._keys

    @property
    def current(self) -> int | None:
        """The article under the cursor; None when the list is empty."""
        return self._keys[self._cursor] if self._keys else None

    @property
    def place(self) -> tuple[int, int]:
        """Place of the cursor, from 1, and number of articles."""
        return (self._cursor + 1 if self._keys else 0, len(self._keys))

    @property
    def listed(self) -> Listed | None:
        """The row under the cursor."""
        key = self.current
        return None if key is None else self._row(self._cursor)

    def show(
        self, keys: array[int], *, cursor: int | None = None, top: int | None = None, snippets: bool = False
    ) -> None:
        """List other articles.

        Args:
            keys: What to list.
            cursor: The article to put the cursor on, if it is listed; else it goes to the first.
            top: First line on the screen; by default as little as possible is scrolled.
            snippets: Keep a line for a snippet under each.
        """
        self._keys = keys
        self._snippets.clear()
        self._has_snippets = snippets
        self._cursor = 0
        if cursor is not None:
            self._cursor = next((place for place, key in enumerate(keys) if key == cursor), 0)
        self._measure()
        if top is not None:
            self.scroll_to_line(top)
        self._show_cursor()
        self.forget_lines()
        self._announce()

    def extend(self, keys: Iterable[int]) -> None:
        """Add articles at the end, without moving anything."""
        self._keys.extend(keys)
        self._measure()

    def set_snippets(self, snippets: dict[int, Snippet]) -> None:
        """Show passages under hits."""
        self._snippets.update(snippets)
        self.forget_lines()

    def forget_rows(self, keys: Iterable[int] | None = None) -> None:
        """Fetch rows anew when they are next painted: these, or all."""
        if keys is None:
            self._rows.clear()
        else:
            for key in keys:
                self._rows.pop(key, None)
        self.forget_lines()

    def move_to(self, place: int) -> None:
        """Put the cursor on the article at a place from 0, or as near as there is one."""
        place = max(0, min(place, len(self._keys) - 1))
        if place != self._cursor:
            old, self._cursor = self._cursor, place
            self._refresh_row(old)
            self._refresh_row(place)
            self._show_cursor()
        self._announce()

    def place_of(self, key: int) -> int | None:
        """Return the place, from 0, of an article; None when it is not listed."""
        return next((place for place, each in enumerate(self._keys) if each == key), None)

    # -- painting ----------------------------------------------------------------------------------------------

    def _measure(self) -> None:
        width = self.line_width
        self._row_height = (2 if 0 < width < _TWO_LINES_BELOW else 1) + self._has_snippets
        self.set_line_count(len(self._keys) * self._row_height)

    def on_resize(self) -> None:
        """Choose the height of rows for the width, and keep the first row first."""
        before = self._row_height or 1
        top, rest = divmod(self.scroll_offset.y, before)
        self._measure()
        if self._row_height != before:
            self.scroll_to_line(top * self._row_height + (rest and 1))
        self._show_cursor()
        self._ask_snippets()

    def _row(self, place: int) -> Listed | None:
        key = self._keys[place]
        row = self._rows.get(key)
        if row is None:
            if len(self._rows) > _ROWS_KEPT:
                self._rows.clear()
            around = range(max(0, place - 5), min(len(self._keys), place + _FETCHED_AROUND))
            wanted = [self._keys[each] for each in around if self._keys[each] not in self._rows]
            for listed in self._source(wanted):
                self._rows[listed.row.key] = listed
            row = self._rows.get(key)
        return row

    def line_key(self, line: int) -> Hashable:
        """Return article, part of its row and whether the cursor stands on it."""
        place, part = divmod(line, self._row_height)
        return (self._keys[place], part, self._row_height, place == self._cursor and (2 if self.has_focus else 1))

    def make_line(self, line: int, width: int) -> list[Segment]:
        """Return one line of an article's row."""
        place, part = divmod(line, self._row_height)
        listed = self._row(place)
        is_cursor = place == self._cursor
        if listed is None:
            return [Segment(" " * width, self._row_style(is_cursor))]
        bar = Segment("▌" if is_cursor else " ", self._row_style(is_cursor, "article-list--unread"))
        lines = self._row_height - self._has_snippets
        if part >= lines:
            return [bar, *self._snippet_line(listed, width - 1, is_cursor)]
        if lines == 1:
            return [bar, *self._only_line(listed, width - 1, is_cursor)]
        if part == 0:
            return [bar, *self._title_line(listed, width - 1, is_cursor)]
        return [bar, *self._detail_line(listed, width - 1, is_cursor)]

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
        badges = badges_of(listed)
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
        badges = badges_of(listed)
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
        tags = tags_line(listed.tags)
        if not tags or room < _TAG_CELLS:
            return []
        return [
            Segment(fit(tags, min(room - 1, cells_of(tags))) + " ", self._row_style(is_cursor, "article-list--tags"))
        ]

    def _snippet_line(self, listed: Listed, width: int, is_cursor: bool) -> list[Segment]:
        style = self._row_style(is_cursor, "article-list--detail")
        snippet = self._snippets.get(listed.row.key)
        if snippet is None:
            return [Segment(" " * width, style)]
        text = safe(snippet.text).replace("\n", " ")
        match_style = self._row_style(is_cursor, "article-list--detail", "article-list--match")
        segments = [Segment("    ", style)]
        at = 0
        for span in snippet.matches:
            segments.append(Segment(text[at : span.start], style))
            segments.append(Segment(text[span.start : span.end], match_style))
            at = span.end
        segments.append(Segment(text[at:], style))
        return [segment for segment in segments if segment.text] + [Segment(" " * width, style)]

    # -- moving ------------------------------------------------------------------------------------------------

    def _announce(self) -> None:
        self.post_message(self.Moved(self, self.current))
        self._ask_snippets()

    def _ask_snippets(self) -> None:
        if not self._has_snippets or not self._row_height or not self._keys:
            return
        first = self.scroll_offset.y // self._row_height
        last = (self.scroll_offset.y + self.page_height) // self._row_height + 1
        wanted = tuple(key for key in self._keys[first:last] if key not in self._snippets)
        if wanted:
            self.post_message(self.Shown(self, wanted, max(20, self.line_width - 6)))

    def _refresh_row(self, place: int) -> None:
        self.refresh_lines(place * self._row_height, self._row_height)

    def _show_cursor(self) -> None:
        if self._keys and self._row_height:
            self.show_lines(self._cursor * self._row_height, self._row_height)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Fetch snippets for rows that come into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._ask_snippets()

    def on_focus(self) -> None:
        """Paint the cursor as the one that keys move."""
        self._refresh_row(self._cursor)

    def on_blur(self) -> None:
        """Paint the cursor as idle."""
        self._refresh_row(self._cursor)

    def action_step(self, direction: int) -> None:
        """Move by articles."""
        self.move_to(self._cursor + direction * (self.take_count() or 1))

    def action_page(self, pages: float) -> None:
        """Move by pages."""
        rows = max(1, int(self.page_height / max(1, self._row_height) * abs(pages)))
        self.move_to(self._cursor + (rows if pages > 0 else -rows))

    def action_top(self) -> None:
        """Go to the first article, or to the one counted."""
        self.move_to((self.take_count() or 1) - 1)

    def action_bottom(self) -> None:
        """Go to the last article, or to the one counted."""
        self.move_to((self.take_count() or len(self._keys)) - 1)

    def action_choose(self) -> None:
        """Ask for the article to be opened."""
        if self.current is not None:
            self.post_message(self.Chosen(self, self.current))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a click on the cursor opens."""
        if not self._row_height:
            return
        offset = event.get_content_offset(self)
        if offset is None:
            return
        place = (offset.y + self.scroll_offset.y) // self._row_height
        if place >= len(self._keys):
            return
        if place == self._cursor:
            self.action_choose()
        else:
            self.move_to(place)


def badges_of(listed: Listed) -> str:
    """Return the counts of figures, quotes and notes in as few cells as they need: `12# 4" 2✎`."""
    row = listed.row
    counts = ((row.figures, "#"), (row.quotes, "”"), (listed.notes, "✎"))
    return " ".join(f"{count}{sign}" for count, sign in counts if count)
