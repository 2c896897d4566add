"""Contents: the headings of an article, indented by their depth; Enter goes to one."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Static

from reader.ui.entries import shown_text
from reader.ui.screens.steady import SteadyModal
from reader.ui.widgets.line_view import LineView
from reader.ui.wrapping import fit

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType


class Heading(NamedTuple):
    """A heading of the article."""

    offset: int
    """First code point in the text."""
    level: int
    """1 is the top."""
    words: str


class HeadingList(LineView):
    """One line a heading; a sign before the one in whose part the user is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"heading-list--here", "heading-list--cursor", "heading-list--top"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down,ctrl+n", "step(1)", "Down", id="contents.next", show=False, tooltip="Takes a count"),
        Binding("k,up,ctrl+p", "step(-1)", "Up", id="contents.previous", show=False, tooltip="Takes a count"),
        Binding("ctrl+d,pagedown,space", "step(10)", "Ten down", id="contents.page-down", show=False),
        Binding("ctrl+u,pageup,b", "step(-10)", "Ten up", id="contents.page-up", show=False),
        Binding("g,home", "edge(-1)", "First", id="contents.top", show=False, tooltip="With a count: that heading"),
        Binding("G,end", "edge(1)", "Last", id="contents.bottom", show=False, tooltip="With a count: that heading"),
        Binding("enter,l,right", "choose", "Go there", id="contents.choose"),
    ]

    class Chosen(Message):
        """The user goes to the heading under the cursor."""

    def __init__(self, headings: Sequence[Heading], here: int) -> None:
        super().__init__(id="heading-list")
        self._headings = headings
        self._top_level = min(heading.level for heading in headings)
        self._here = bisect_right([heading.offset for heading in headings], here) - 1
        self._cursor = max(0, self._here)

    @property
    def current(self) -> Heading:
        """The heading under the cursor."""
        return self._headings[self._cursor]

    def on_resize(self) -> None:
        """Fit the lines to the width."""
        self.set_line_count(len(self._headings))
        self.show_lines(self._cursor, margin=2)

    def line_key(self, line: int) -> Hashable:
        """Return the line and whether the cursor stands on it."""
        return line, line == self._cursor

    def make_line(self, line: int, width: int) -> list[Segment]:
        """Return one line."""
        heading = self._headings[line]
        depth = heading.level - self._top_level
        cursor = ("heading-list--cursor",) if line == self._cursor else ()
        base = () if depth else ("heading-list--top",)
        words = fit("  " * min(depth, 6) + shown_text(heading.words), max(0, width - 3))
        return [
            Segment("▸ " if line == self._here else "  ", self.style_of("heading-list--here", *cursor)),
            Segment(words + " ", self.style_of(*base, *cursor)),
        ]

    def _go(self, number: int) -> None:
        before, self._cursor = self._cursor, max(0, min(number, len(self._headings) - 1))
        self.refresh_line(before)
        self.refresh_line(self._cursor)
        self.show_lines(self._cursor, margin=2)

    def action_step(self, by: int) -> None:
        """Move by headings."""
        self._go(self._cursor + by * (self.take_count() or 1))

    def action_edge(self, direction: int) -> None:
        """Go to the first or the last heading, or to one by its number."""
        self._go((self.take_count() or (1 if direction < 0 else len(self._headings))) - 1)

    def action_choose(self) -> None:
        """Go there."""
        self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        """Go to the heading that was clicked."""
        line = event.y + self.scroll_offset.y
        if 0 <= line < len(self._headings):
            self._go(line)
            self.action_choose()


class Contents(SteadyModal[int | None]):
    """Gives the offset of the heading to go to."""

    CSS_PATH = "contents.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,c", "dismiss", "Close", id="contents.close"),
    ]

    headings = query_one(HeadingList)

    def __init__(self, headings: Sequence[Heading], here: int) -> None:
        """Take the headings in the order of the text, at least one, and the offset where the user is."""
        super().__init__()
        self._headings = headings
        self._here = here

    def compose(self) -> ComposeResult:
        """Make the list."""
        with Vertical(id="contents-box"):
            yield Static(Content("Contents · Enter goes there, Esc closes"), id="contents-title", markup=False)
            yield HeadingList(self._headings, self._here)

    def on_mount(self) -> None:
        """As high as it needs to be."""
        self.headings.styles.height = len(self._headings)
        self.headings.focus()

    @on(HeadingList.Chosen)
    def _chosen(self) -> None:
        self.dismiss(self.headings.current.offset)
