"""Contents: the headings of an article, indented by their depth, narrowed by what is typed; Enter goes to one."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input

from reader.catalogue import folded
from reader.ui.entries import shown_text
from reader.ui.screens.steady_screens import SteadyModal
from reader.ui.widgets.line_view import LineView
from reader.ui.wrapping import fit

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType


_TELLS = "Type to narrow · Enter goes there · Esc closes"
_NOTHING_FOUND = "No heading has these words."


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
    can_focus = False

    class Chosen(Message):
        """The user goes to the heading under the cursor."""

    def __init__(self, headings: Sequence[Heading], here: int) -> None:
        super().__init__(id="heading-list")
        self.empty_text = _NOTHING_FOUND
        self._all = headings
        self._headings = headings
        self._top_level = min(heading.level for heading in headings)
        number = bisect_right([heading.offset for heading in headings], here) - 1
        self._here = headings[number] if number >= 0 else None
        self._cursor = max(0, number)
        self._version = 0

    @property
    def current(self) -> Heading | None:
        """The heading under the cursor; None when none is left."""
        return self._headings[self._cursor] if self._headings else None

    def narrow(self, text: str) -> None:
        """Leave the headings that hold every word of a text; without one, all, with the cursor where the user is."""
        words = [folded(word) for word in text.split()]
        self._headings = [each for each in self._all if all(word in folded(each.words) for word in words)]
        at_start = self._headings.index(self._here) if not words and self._here is not None else 0
        self._version += 1
        self.set_line_count(len(self._headings))
        self.scroll_to_line(0)
        self.step(at_start - self._cursor)

    def resized(self) -> None:
        """Fit the lines to the width."""
        self.set_line_count(len(self._headings))
        self.show_lines(self._cursor, margin=2)

    def line_key(self, line: int) -> Hashable:
        """Return the line, what is left, and whether the cursor stands on it."""
        return line, self._version, line == self._cursor

    def make_line(self, line: int, width: int) -> list[Segment]:
        """Return one line."""
        heading = self._headings[line]
        depth = heading.level - self._top_level
        cursor = ("heading-list--cursor",) if line == self._cursor else ()
        base = () if depth else ("heading-list--top",)
        words = fit("  " * min(depth, 6) + shown_text(heading.words), max(0, width - 3))
        return [
            Segment("▸ " if heading == self._here else "  ", self.style_of("heading-list--here", *cursor)),
            Segment(words + " ", self.style_of(*base, *cursor)),
        ]

    def step(self, by: int) -> None:
        """Move the cursor by so many headings, as far as there are any."""
        before, self._cursor = self._cursor, max(0, min(self._cursor + by, len(self._headings) - 1))
        self.refresh_line(before)
        self.refresh_line(self._cursor)
        self.show_lines(self._cursor, margin=2)

    def on_click(self, event: events.Click) -> None:
        """Go to the heading that was clicked."""
        line = event.y + self.scroll_offset.y
        if 0 <= line < len(self._headings):
            self.step(line - self._cursor)
            self.post_message(self.Chosen())


class Contents(SteadyModal[int | None]):
    """Gives the offset of the heading to go to."""

    CSS_PATH = "contents.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Go there", id="contents.choose"),
        Binding("escape", "dismiss", "Close", id="contents.close"),
        Binding("down,ctrl+n", "step(1)", "Down", id="contents.next", show=False, tooltip="Letters narrow the list"),
        Binding("up,ctrl+p", "step(-1)", "Up", id="contents.previous", show=False),
        Binding("pagedown", "step(10)", "Ten down", id="contents.page-down", show=False),
        Binding("pageup", "step(-10)", "Ten up", id="contents.page-up", show=False),
        Binding("ctrl+home", "step(-100000)", "First", id="contents.top", show=False),
        Binding("ctrl+end", "step(100000)", "Last", id="contents.bottom", show=False),
    ]

    headings = query_one(HeadingList)

    def __init__(self, headings: Sequence[Heading], here: int) -> None:
        """Take the headings in the order of the text, at least one, and the offset where the user is."""
        super().__init__()
        self._headings = headings
        self._here = here

    def compose(self) -> ComposeResult:
        """Make the filter and the list."""
        with Vertical(id="contents-box"):
            yield Input(placeholder=_TELLS, id="contents-filter", compact=True)
            yield HeadingList(self._headings, self._here)

    def on_mount(self) -> None:
        """As high as all headings need; it stays so while they are narrowed."""
        self.headings.styles.height = len(self._headings)
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self.headings.narrow(event.value)

    def action_step(self, by: int) -> None:
        """Move by headings."""
        self.headings.step(by)

    @on(Input.Submitted)
    @on(HeadingList.Chosen)
    def action_choose(self) -> None:
        """Go to the heading under the cursor."""
        if self.headings.current is not None:
            self.dismiss(self.headings.current.offset)
