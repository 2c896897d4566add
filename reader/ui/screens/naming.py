"""Naming: a line at the bottom for the name of a saved search."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static

from reader.text import safe
from reader.ui.screens.steady_screens import SteadyModal
from reader.ui.wrapping import one_line
from reader.views import LONGEST_NAME

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class Naming(SteadyModal[str]):
    """Gives the name that was typed; None when nothing is to be done."""

    CSS_PATH = "naming.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Save", id="naming.save", tooltip="Save under this name"),
        Binding("escape", "leave", "Leave", id="naming.leave", tooltip="Save nothing"),
    ]

    name_input = query_one("#naming-name", Input)

    def __init__(self, prompt: str, name: str) -> None:
        """Ask for a name, and begin with this one."""
        super().__init__()
        self._prompt = prompt
        self._name_before = safe(one_line(name))[:LONGEST_NAME]

    def compose(self) -> ComposeResult:
        """Make the line."""
        with Horizontal(id="naming-row"):
            yield Static(Content(f" {self._prompt} "), id="naming-prompt", markup=False)
            yield Input(self._name_before, placeholder="Name", id="naming-name", compact=True, max_length=LONGEST_NAME)
            yield Static(Content(" Enter save   Esc leave "), id="naming-keys", markup=False)

    def on_mount(self) -> None:
        """Let letters go to the line; the first takes the place of the name that was offered."""
        self.set_focus(self.name_input)
        self.name_input.select_all()

    @on(Input.Submitted)
    def action_take(self) -> None:
        """Give what was typed."""
        self.dismiss(self.name_input.value.strip() or None)

    def action_leave(self) -> None:
        """Give nothing."""
        self.dismiss(None)
