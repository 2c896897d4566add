"""SearchRow: where a query is typed; it never leaves the screen, so that `/` lays out nothing anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input, Static

from reader.text import safe
from reader.ui.wrapping import one_line

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class QueryInput(Input):
    """The line of text of the search row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back to the list", id="search.cancel", tooltip="Give back the list and its cursor"),
        Binding("down,ctrl+j", "results", "To the hits", id="search.results", show=False),
        Binding("up", "earlier", "Earlier searches", id="search.earlier", tooltip="Take up what was searched before"),
    ]

    def __init__(self) -> None:
        super().__init__(
            placeholder="Search all articles", select_on_focus=False, compact=True, id="query"
        )  # fmt: skip

    def action_leave(self) -> None:
        """Give up the search."""
        self.post_message(SearchRow.Cancelled())

    def action_results(self) -> None:
        """Go down to the hits."""
        self.post_message(SearchRow.Submitted(self.value))

    def action_earlier(self) -> None:
        """Ask for an earlier search."""
        self.post_message(SearchRow.EarlierWanted())


class SearchRow(Horizontal):
    """A prompt, the query, and at the right what it found."""

    DEFAULT_CSS = """
    SearchRow { height: 1; }
    SearchRow > #prompt { width: auto; }
    SearchRow > #query { width: 1fr; }
    SearchRow > #found { width: auto; }
    """

    query_input = query_one("#query", QueryInput)
    found = query_one("#found", Static)

    @dataclass
    class Changed(Message):
        """The query reads otherwise."""

        text: str

    @dataclass
    class Submitted(Message):
        """The query is as it should be: on to the hits."""

        text: str

    @dataclass
    class Cancelled(Message):
        """The search is given up."""

    @dataclass
    class EarlierWanted(Message):
        """An earlier search should be put here."""

    def compose(self) -> ComposeResult:
        """Make prompt, input and count."""
        yield Static(Content(" / "), id="prompt", markup=False)
        yield QueryInput()
        yield Static(Content(""), id="found", markup=False)

    @property
    def text(self) -> str:
        """The query as it is typed."""
        return self.query_input.value

    @text.setter
    def text(self, text: str) -> None:
        self.query_input.value = safe(one_line(text))
        self.query_input.cursor_position = len(self.query_input.value)

    def say(self, text: str) -> None:
        """Say at the right what was found."""
        self.found.update(Content(f" {safe(text)} "))

    def type_here(self) -> None:
        """Let keys go to the query."""
        # Not `focus()`, which waits for a turn: letters typed at once would still go where keys went before.
        self.screen.set_focus(self.query_input)

    @on(Input.Changed, "#query")
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))

    @on(Input.Submitted, "#query")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Submitted(event.value))
