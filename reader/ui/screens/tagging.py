"""Tagging: a line for tags to add and to remove, and a colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.text import safe
from reader.ui.noted import TagChange
from reader.ui.wrapping import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.annotations.annotation import Annotation

_TAGS_SHOWN = 12


class Tagging(ModalScreen[TagChange]):
    """Gives what to change of some annotations."""

    CSS_PATH = "notes.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Save", id="tagging.save", tooltip="Change the tags, as one action"),
        Binding("escape", "leave", "Leave", id="tagging.leave"),
    ]

    words = query_one("#tagging-words", Input)

    def __init__(self, annotations: Sequence[Annotation]) -> None:
        super().__init__()
        count = len(annotations)
        self._title = f"Tags of {count:,} note{'' if count == 1 else 's'}"
        used = dict.fromkeys(tag for each in annotations for tag in each.tags)
        shown = " ".join(f"#{safe(one_line(tag))}" for tag in list(used)[:_TAGS_SHOWN])
        self._used = shown + (" …" if len(used) > _TAGS_SHOWN else "")

    def compose(self) -> ComposeResult:
        """Make the line, and what it can say."""
        with Vertical(id="tagging-box"):
            yield Static(Content(self._title), id="tagging-title", markup=False)
            if self._used:
                yield Static(Content(self._used), id="tagging-used", markup=False)
            yield Input(placeholder="tag  -tag  color:green", id="tagging-words", compact=True)
            yield Static(Content("tag adds   -tag removes   enter save   esc leave"), id="tagging-keys", markup=False)

    def on_mount(self) -> None:
        """Let letters go to the line."""
        self.set_focus(self.words)

    @on(Input.Submitted)
    def action_take(self) -> None:
        """Give what was typed."""
        self.dismiss(TagChange.parse(self.words.value))

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)
