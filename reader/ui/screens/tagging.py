"""Tagging: a line for tags to add and to remove, and a colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static

from reader.errors import ReaderError
from reader.ui.byline import tags_line
from reader.ui.noted import TagChange
from reader.ui.screens.steady_screens import SteadyModal
from reader.ui.widgets.tags_input import TagsInput, offered_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

_TAGS_SHOWN = 12


class Tagging(SteadyModal[TagChange]):
    """Gives what to change of some annotations or articles; what it offers comes a moment after it opens."""

    CSS_PATH = "tagging.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Save", id="tagging.save", tooltip="Change the tags, as one action"),
        Binding("tab", "complete", "Complete", id="tagging.complete", tooltip="Take the first of the tags offered",
                priority=True),
        Binding("escape", "leave", "Leave", id="tagging.leave"),
    ]  # fmt: skip

    words = query_one("#tagging-words", TagsInput)

    def __init__(
        self, what: str, used: Iterable[str], known: Callable[[], Mapping[str, int]], *, has_color: bool
    ) -> None:
        """Ask for tags of `what`, which has `used`; `known` gives those of the library, and may take its time."""
        super().__init__()
        self._title = f"Tags of {what}"
        self._used = tuple(dict.fromkeys(used))
        self._known = known
        self._has_color = has_color

    def compose(self) -> ComposeResult:
        """Make the line, and what it can say."""
        shown = tags_line(self._used[:_TAGS_SHOWN]) + (" …" if len(self._used) > _TAGS_SHOWN else "")
        color = "  color:green" if self._has_color else ""
        with Vertical(id="tagging-box"):
            yield Static(Content(self._title), id="tagging-title", markup=False)
            if shown:
                yield Static(Content(shown), id="tagging-used", markup=False)
            yield TagsInput(placeholder=f"tag  -tag{color}", id="tagging-words")
            yield Static(Content(""), id="tagging-offered", markup=False)
            keys = "-tag drops  Tab completes  Enter saves  Esc leaves"
            yield Static(Content(keys), id="tagging-keys", markup=False)

    def on_mount(self) -> None:
        """Let letters go to the line, and look up the tags there are."""
        self.words.used = self._used
        self.set_focus(self.words)
        self._look_up()

    @work(thread=True, group="note", exit_on_error=False)
    def _look_up(self) -> None:
        try:
            known = self._known()
        except ReaderError:
            return  # the line works without; what is wrong with the notes is said where they are shown
        self.app.call_from_thread(self._offer_from, known)

    def _offer_from(self, known: Mapping[str, int]) -> None:
        self.words.known = known
        self._offer()

    @on(Input.Changed)
    def _offer(self) -> None:
        self.query_one("#tagging-offered", Static).update(Content(offered_line(self.words.offered())))

    def action_complete(self) -> None:
        """Take the first of the tags that are offered."""
        self.words.complete()

    @on(Input.Submitted)
    def action_take(self) -> None:
        """Give what was typed."""
        self.dismiss(TagChange.parse(self.words.value, has_color=self._has_color))

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)
