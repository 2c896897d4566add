"""Find: a line at the bottom; words are found in the open article, or narrow its highlights, while they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static

from reader.ui.screens.steady_screens import SteadyModal

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType


class Find(SteadyModal[bool]):
    """Gives True when what was found is to stay marked."""

    CSS_PATH = "find.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", id="find.keep", tooltip="Close; n and N go on, a filter stays"),
        Binding("escape", "drop", "Close", id="find.close", tooltip="Nothing stays marked, or filtered"),
        Binding("down,ctrl+n", "walk(1)", "Next", id="find.next"),
        Binding("up,ctrl+p", "walk(-1)", "Previous", id="find.previous"),
    ]

    words = query_one("#find-words", Input)
    count = query_one("#find-count", Static)

    def __init__(
        self,
        text: str,
        find: Callable[[str], str],
        walk: Callable[[int], str],
        *,
        prompt: str = "find",
        placeholder: str = "Words in this article",
    ) -> None:
        """Take what was looked for last, and what finds and walks; both give back what to say."""
        super().__init__()
        self._prompt = prompt
        self._placeholder = placeholder
        self._text = text
        self._find = find
        self._walk = walk
        self._early = ""

    def compose(self) -> ComposeResult:
        """Make the line."""
        with Horizontal(id="find-row"):
            yield Static(Content(f" {self._prompt} "), id="find-prompt", markup=False)
            yield Input(self._text, placeholder=self._placeholder, id="find-words", compact=True)
            yield Static(Content(""), id="find-count", markup=False)

    def on_mount(self) -> None:
        """Let letters go to the line, those typed before it was there too."""
        self.words.focus()
        self.words.insert_text_at_cursor(self._early)

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed before the line is there."""
        if not self.is_mounted and event.is_printable and event.character:
            self._early += event.character

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self.count.update(Content(f" {self._find(event.value)} "))

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Close, and leave the matches marked."""
        self.dismiss(bool(self.words.value))

    def action_drop(self) -> None:
        """Close, and take the marks away."""
        self.dismiss(False)

    def action_walk(self, direction: int) -> None:
        """Go to the next or the previous match."""
        self.count.update(Content(f" {self._walk(direction)} "))
