"""ArticleList: the rows of articles; only those on the screen are fetched and painted."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, ClassVar, Protocol

from rich.segment import Segment
from textual.binding import Binding

from reader.ui.grouping import Groups
from reader.ui.report import Report
from reader.ui.widgets.article_rows import ArticleRows

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.message import Message
    from textual.strip import Strip

    from reader.library import Listed
    from reader.search.query import Snippet

_TWO_LINES_BELOW = 72
"""A narrower list gives each article two lines: one cannot hold date, outlet, title and badges."""
_FETCHED_AROUND = 40
_ROWS_KEPT = 4000


class RowSource(Protocol):
    """Gives the rows of articles, quickly enough to be asked while painting."""

    def __call__(self, keys: Sequence[int]) -> list[Listed]:
        """Return the rows of these articles, in this order; unknown keys are left out."""


class ArticleList(ArticleRows):
    """Articles, one or two lines each, a third for the passage while the list shows hits, and heads above groups."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "step(1)", "Down", id="list.next", show=False, tooltip="Next article; takes a count: 5j"),
        Binding("k,up", "step(-1)", "Up", id="list.previous", show=False, tooltip="Previous article; takes a count"),
        Binding("ctrl+d", "page(0.5)", "Half a page down", id="list.half-down", show=False),
        Binding("ctrl+u", "page(-0.5)", "Half a page up", id="list.half-up", show=False),
        Binding("pagedown,ctrl+f,space", "page(1)", "Page down", id="list.page-down", show=False),
        Binding("pageup,ctrl+b,b", "page(-1)", "Page up", id="list.page-up", show=False),
        Binding("g,home", "top", "First article", id="list.top", show=False, tooltip="With a count: that article"),
        Binding("G,end", "bottom", "Last article", id="list.bottom", show=False, tooltip="With a count: that article"),
        Binding(
            "right_curly_bracket",
            "group(1)",
            "Next group",
            id="list.group-next",
            show=False,
            tooltip="When the list is grouped",
        ),
        Binding("left_curly_bracket", "group(-1)", "Previous group", id="list.group-previous", show=False),
        Binding(
            "x",
            "pick",
            "Choose",
            id="list.choose",
            show=False,
            tooltip="Choose an article, to change several at once; again: no longer",
        ),
        Binding(
            "X",
            "screen.choose_all",
            "Choose all",
            id="list.choose-all",
            show=False,
            tooltip="All that are listed, or none",
        ),
        Binding(
            "C",
            "screen.catch_up",
            "Catch up",
            id="list.catch-up",
            show=False,
            tooltip="Mark all that are listed as read",
        ),
        Binding(
            "number_sign", "screen.group", "Group", id="list.group", show=False, tooltip="By day, by outlet, or not"
        ),
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

    class Picked(Report):
        """Other articles are chosen, to be changed together."""

        list: ArticleList
        count: int
        """How many are chosen now."""

        @property
        def control(self) -> ArticleList:
            """The list that sent it."""
            return self.list

    class EndWanted(Report):
        """The cursor should go where the list has not been loaded yet."""

        list: ArticleList
        count: int | None
        """To which article, from 1; None for the last."""

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
        self._groups = Groups()
        self._picked: set[int] = set()
        self.in_all = ""
        """How many articles there are, in words, where the list has been given only the first of them."""
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

    @property
    def picked(self) -> list[int]:
        """The articles that are chosen, in the order of the list."""
        return [key for key in self._keys if key in self._picked] if self._picked else []

    @property
    def on_screen(self) -> list[int]:
        """The articles on the screen, whole or in part."""
        if not self._keys or not self._row_height:
            return []
        top, end = self.scroll_offset.y, self._line_count - 1
        first, _ = self._groups.at(min(top, end), self._row_height)
        last, _ = self._groups.at(min(top + self.page_height, end), self._row_height)
        return list(self._keys[first : last + 1])

    @property
    def cursor_line(self) -> int:
        """The line of the screen on which the cursor's article begins."""
        return self._line_of(self._cursor) - self.scroll_offset.y

    def show(
        self,
        keys: array[int],
        *,
        cursor: int | None = None,
        line: int | None = None,
        snippets: bool = False,
        groups: Groups | None = None,
    ) -> None:
        """List other articles.

        Args:
            keys: What to list.
            cursor: The article to put the cursor on. If it is not listed, the cursor goes to the one that followed it;
                without one, to the first.
            line: Line of the screen on which it should stand; by default as little as possible is scrolled.
            snippets: Keep a line for a passage under each.
            groups: Groups of exactly these articles.
        """
        self._cursor = 0 if cursor is None else self._place_for(cursor, keys)
        self._keys = keys
        self._groups = groups or Groups()
        self._snippets.clear()
        self._has_snippets = snippets
        if self._picked:
            self._set_picked(self._picked.intersection(keys))
        self._measure()
        if line is not None:
            self.scroll_to_line(self._line_of(self._cursor) - line)
        self._show_cursor()
        self.forget_lines()
        self._announce()

    def _place_for(self, cursor: int, keys: array[int]) -> int:
        """Return the place of an article among other keys; of one that is gone, that of the next one that is left."""
        place = _index(keys, cursor)
        before = _index(self._keys, cursor)
        if place is None and before is not None:
            there = frozenset(keys)
            follower = next((key for key in self._keys[before:] if key in there), None)
            place = len(keys) - 1 if follower is None else _index(keys, follower)
        return max(0, place or 0)

    def pick(self, keys: Iterable[int]) -> None:
        """Choose these articles and no others."""
        self._set_picked(set(keys))
        self.forget_lines()

    def _set_picked(self, keys: set[int]) -> None:
        if keys != self._picked:
            self._picked = keys
            self.post_message(self.Picked(self, len(keys)))

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
        return _index(self._keys, key)

    # -- painting ----------------------------------------------------------------------------------------------

    def _measure(self) -> None:
        width = self.line_width
        self._row_height = (2 if 0 < width < _TWO_LINES_BELOW else 1) + self._has_snippets
        self.set_line_count(self._groups.lines(len(self._keys), self._row_height))

    def _line_of(self, place: int) -> int:
        return self._groups.line_of(place, self._row_height)

    def resized(self) -> None:
        """Choose the height of rows for the width, and keep the first row first."""
        before = self._row_height or 1
        place, part = self._groups.at(self.scroll_offset.y, before)
        self._measure()
        if self._row_height != before:
            self.scroll_to_line(self._line_of(place) + min(part, 1))
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
        """Return article, part of its row, whether the cursor stands on it, and whether it is chosen."""
        place, part = self._groups.at(line, self._row_height)
        key = self._keys[place]
        cursor = place == self._cursor and (2 if self.has_focus else 1)
        return (key, part, self._row_height, part >= 0 and cursor, key in self._picked)

    def make_line(self, line: int, width: int) -> list[Segment]:
        """Return one line of an article's row."""
        place, part = self._groups.at(line, self._row_height)
        if part < 0:
            number = self._groups.number_of(place)
            return self._head_line(self._groups.heads[number], self._groups.counts[number], width)
        listed = self._row(place)
        is_cursor = place == self._cursor
        if listed is None:
            return [Segment(" " * width, self._row_style(is_cursor))]
        sign = "✓" if self._keys[place] in self._picked else "▌" if is_cursor else " "
        bar = Segment(sign, self._row_style(is_cursor, "article-list--unread"))
        lines = self._row_height - self._has_snippets
        if part >= lines:
            return [bar, *self._snippet_line(listed, width - 1, is_cursor)]
        if lines == 1:
            return [bar, *self._only_line(listed, width - 1, is_cursor)]
        if part == 0:
            return [bar, *self._title_line(listed, width - 1, is_cursor)]
        return [bar, *self._detail_line(listed, width - 1, is_cursor)]

    def _strip(self, line: int, width: int) -> Strip:
        """Return a line; the first on the screen is the head of the group that it belongs to, if there are groups."""
        is_head = bool(self._groups) and line == self.scroll_offset.y
        return super()._strip(self._head_above(line) if is_head else line, width)

    @property
    def _keeps_head(self) -> bool:
        """Tell whether the first line of the screen is always a head: there is room for an article below it."""
        return bool(self._groups) and self.page_height > self._row_height

    def _head_above(self, line: int) -> int:
        """Return the line of the head of the group that a line belongs to; without groups, the line itself."""
        if not self._keeps_head or not 0 <= line < self._line_count:
            return line
        place, _ = self._groups.at(line, self._row_height)
        return self._line_of(self._groups.next_start(place + 1, -1)) - 1

    # -- moving ------------------------------------------------------------------------------------------------

    def _announce(self) -> None:
        self.post_message(self.Moved(self, self.current))
        self._ask_snippets()

    def _ask_snippets(self) -> None:
        if not self._has_snippets or not self._row_height or not self._keys:
            return
        wanted = tuple(key for key in self.on_screen if key not in self._snippets)
        if wanted:
            self.post_message(self.Shown(self, wanted, max(20, self.line_width - 6)))

    def _refresh_row(self, place: int) -> None:
        self.refresh_lines(self._line_of(place), self._row_height)

    def _show_cursor(self) -> None:
        if self._keys and self._row_height:
            head = int(self._keeps_head)
            self.show_lines(self._line_of(self._cursor) - head, self._row_height + head)

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
        count = self.take_count()
        if self.in_all and (count is None or count > len(self._keys)):
            self.post_message(self.EndWanted(self, count))
        else:
            self.move_to((count or len(self._keys)) - 1)

    def action_group(self, direction: int) -> None:
        """Go to the first article of the next or the previous group."""
        for _ in range(self.take_count() or 1):
            if self._groups:
                self.move_to(self._groups.next_start(self._cursor, direction))

    def action_pick(self) -> None:
        """Choose the article under the cursor, or no longer, and go to the next; takes a count."""
        for _ in range(self.take_count() or 1):
            if self.current is not None:
                self._set_picked(self._picked ^ {self.current})
                self._refresh_row(self._cursor)
                self.move_to(self._cursor + 1)

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
        line = offset.y + self.scroll_offset.y
        if not 0 <= line < self._line_count:
            return
        place, part = self._groups.at(line if offset.y else self._head_above(line), self._row_height)
        if part < 0:
            return  # a head
        if place == self._cursor:
            self.action_choose()
        else:
            self.move_to(place)


def _index(keys: array[int], key: int) -> int | None:
    try:
        return keys.index(key)
    except ValueError:
        return None
