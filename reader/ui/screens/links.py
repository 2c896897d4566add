"""Links: the links of an article, each with a letter; the letter opens it, `y` or the capital letter copies it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from reader.ui.entries import shown_text
from reader.ui.links import letters
from reader.ui.screens.steady_screens import SteadyModal
from reader.ui.widgets.line_view import LineView
from reader.ui.wrapping import cells_of, fit

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.ui.links import WebLink

_TELLS = "A letter opens · a capital letter copies · Esc closes"


class LinkTable(LineView):
    """Its letter and words, and below them the address, for one should see where a link leads."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"link-table--letter", "link-table--words", "link-table--address"}
    can_focus = False

    def __init__(self, links: Sequence[WebLink], first: int) -> None:
        super().__init__(id="link-table")
        self._links = links
        self._names = letters(len(links))
        self._begun = ""
        self._first_lines: list[int] = []
        self._lines: list[tuple[int, bool]] = []
        for number, link in enumerate(links):
            self._first_lines.append(len(self._lines))
            self._lines += [(number, True), (number, False)] if link.words else [(number, True)]
        self._first = self._first_lines[first]

    def resized(self) -> None:
        """Fit the lines to the width, and begin with the links that are on the screen."""
        self.set_line_count(len(self._lines))
        self.scroll_to_line(self._first)

    def narrow(self, begun: str) -> None:
        """Show which links begin with the letter that was typed."""
        self._begun = begun
        self.refresh()
        named = next((number for number, name in enumerate(self._names) if name.startswith(begun)), None)
        if begun and named is not None:
            self.scroll_to_line(self._first_lines[named])

    def named(self, letter: str) -> WebLink | None:
        """Return the link of that name."""
        return self._links[self._names.index(letter)] if letter in self._names else None

    def is_begun(self, letter: str) -> bool:
        """Tell whether a name is longer than what was typed of it."""
        return any(name != letter and name.startswith(letter) for name in self._names)

    def line_key(self, line: int) -> Hashable:
        """Return the line and what was typed."""
        return line, self._begun

    def make_line(self, line: int, width: int) -> list[Segment]:
        """Return the line of a link's letter, or of its address."""
        number, is_first = self._lines[line]
        link, name = self._links[number], self._names[number]
        letter = f" {name}  "
        fitted = fit(shown_text(link.words if is_first and link.words else link.url), max(0, width - cells_of(letter)))
        is_faint = not is_first or not name.startswith(self._begun)
        return [
            Segment(letter if is_first else " " * cells_of(letter), self.style_of("link-table--letter")),
            Segment(fitted, self.style_of("link-table--address" if is_faint else "link-table--words")),
        ]

    def on_click(self, event: events.Click) -> None:
        """Open the link that was clicked."""
        line = event.y + self.scroll_offset.y
        if 0 <= line < self.line_count:
            self.screen.dismiss((self._links[self._lines[line][0]], False))


class Links(SteadyModal["tuple[WebLink, bool] | None"]):
    """Gives the link that was picked, and whether it is to be copied rather than opened."""

    CSS_PATH = "links.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="links.leave"),
        Binding("down,pagedown,space", "scroll_links(1)", "Down", id="links.down", show=False),
        Binding("up,pageup", "scroll_links(-1)", "Up", id="links.up", show=False),
    ]

    table = query_one(LinkTable)

    def __init__(self, links: Sequence[WebLink], here: int) -> None:
        """Take the links, at least one, and the offset where the user is."""
        super().__init__()
        self._links = links
        before = [n for n, link in enumerate(links) if link.span is not None and link.span.start < here]
        self._first = before[-1] + 1 if before and before[-1] + 1 < len(links) else 0
        self._begun = ""
        self._is_copying = False

    def compose(self) -> ComposeResult:
        """Make the table."""
        with Vertical(id="links-box"):
            yield Static(Content(_TELLS), id="links-title", markup=False)
            yield LinkTable(self._links, self._first)

    def on_mount(self) -> None:
        """As high as it needs to be."""
        self.table.styles.height = sum(2 if link.words else 1 for link in self._links)

    def on_key(self, event: events.Key) -> None:
        """Take the letters of a link."""
        letter = event.character or ""
        if not (letter.isascii() and letter.isalpha()):
            return
        event.stop()
        if letter == "y" and not self._begun:
            self._is_copying = True
            self.query_one("#links-title", Static).update(Content("Copy: type the letter of a link · Esc closes"))
            return
        self._is_copying = self._is_copying or letter.isupper()
        name = self._begun + letter.lower()
        link = self.table.named(name)
        if link is not None:
            self.dismiss((link, self._is_copying))
        else:
            self._begun = name if self.table.is_begun(name) else ""
            self.table.narrow(self._begun)

    def action_leave(self) -> None:
        """Drop the first of two letters; without one, close."""
        if self._begun:
            self._begun = ""
            self.table.narrow("")
        else:
            self.dismiss(None)

    def action_scroll_links(self, direction: int) -> None:
        """Show the links further down or up."""
        self.table.scroll_to_line(self.table.scroll_offset.y + direction * max(1, self.table.page_height - 1))
