"""Confirm: a question with two answers; every key but `y` is a no."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.text import safe
from reader.ui.screens.steady_screens import SteadyModal

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class Confirm(SteadyModal[bool]):
    """Gives True for yes."""

    CSS_PATH = "confirm.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes", id="confirm.yes"),
        Binding("n,escape,q,enter", "answer(False)", "No", id="confirm.no"),
    ]

    def __init__(self, question: str, yes: str, no: str) -> None:
        super().__init__()
        self._question = safe(question)
        self._answers = f"y {yes}   n {no}"

    def compose(self) -> ComposeResult:
        """Make the question and its answers."""
        with Vertical(id="confirm-box"):
            yield Static(Content(self._question), markup=False)
            yield Static(Content(self._answers), id="confirm-keys", markup=False)

    def action_answer(self, answer: bool) -> None:
        """Give the answer."""
        self.dismiss(answer)
