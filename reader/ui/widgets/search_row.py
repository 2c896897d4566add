"""SearchRow: where a query is typed; it never leaves the screen, so that `/` lays out nothing anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.actions import SkipAction
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Input, Static

from reader.text import safe
from reader.ui.report import Report
from reader.ui.widgets.bare import Bare
from reader.ui.wrapping import cells_of, fit, one_line

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


_PLACEHOLDER = "Search all articles"
_VIEW_CELLS = 24
"""Most cells of the name of a view."""


class QueryInput(Input, inherit_css=False):
    """The line of text of the search row."""

    COMPONENT_CLASSES: ClassVar[set[str]] = Input.COMPONENT_CLASSES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back to the list", id="search.cancel", tooltip="Give back the list and its cursor"),
        Binding("down,ctrl+j", "results", "To the hits", id="search.results", show=False),
        Binding("up", "earlier", "Earlier searches", id="search.earlier", tooltip="Take up what was searched before"),
        Binding(
            "tab",
            "complete",
            "Complete",
            id="search.complete",
            tooltip="Take the field or value that is offered; again: the next one",
        ),
        Binding("ctrl+s", "save", "Save", id="search.save", tooltip="Keep this search under a name, among the views"),
    ]

    is_offered = False
    """There is something to complete the query with."""

    def __init__(self) -> None:
        super().__init__(placeholder=_PLACEHOLDER, select_on_focus=False, id="query")

    def _watch_value(self, value: str) -> None:
        # Textual assigns the new width of the text, which would lay out the whole screen for each letter.
        self.set_reactive(Widget.virtual_size, Size(self.content_width, 1))
        super()._watch_value(value)

    def action_leave(self) -> None:
        """Give up the search."""
        self.post_message(SearchRow.Cancelled())

    def action_results(self) -> None:
        """Go down to the hits."""
        self.post_message(SearchRow.Submitted(self.value))

    def action_earlier(self) -> None:
        """Ask for an earlier search."""
        self.post_message(SearchRow.EarlierWanted())

    def action_complete(self) -> None:
        """Take what is offered; without an offer, Tab goes to the next pane."""
        if not self.is_offered:
            raise SkipAction
        self.post_message(SearchRow.CompletionWanted())

    def action_cursor_right(self, select: bool = False) -> None:
        """Take what is offered when there is nothing at the right to go to."""
        if self.is_offered and not select and self.cursor_position == len(self.value):
            self.action_complete()
        else:
            super().action_cursor_right(select)

    def on_blur(self) -> None:
        """Offer nothing any more."""
        self.post_message(SearchRow.Left())

    def action_save(self) -> None:
        """Ask for the query to be saved under a name."""
        self.post_message(SearchRow.SaveWanted(self.value))


class SearchRow(Bare, Horizontal):
    """A prompt with the name of the view that is searched in, the query, and at the right what it found."""

    query_input = query_one("#query", QueryInput)
    found = query_one("#found", Static)

    class Changed(Report):
        """The query reads otherwise."""

        text: str

    class Submitted(Report):
        """The query is as it should be: on to the hits."""

        text: str

    class Cancelled(Report):
        """The search is given up."""

    class EarlierWanted(Report):
        """An earlier search should be put here."""

    class CompletionWanted(Report):
        """What is offered should be taken, or the next after it."""

    class Left(Report):
        """Keys go elsewhere."""

    class SaveWanted(Report):
        """The query should be saved under a name."""

        text: str

    @property
    def is_offered(self) -> bool:
        """There is something to complete the query with."""
        return self.query_input.is_offered

    @is_offered.setter
    def is_offered(self, is_offered: bool) -> None:
        self.query_input.is_offered = is_offered

    @property
    def view(self) -> str:
        """The view that is searched in; empty for all articles."""
        return self._view

    @view.setter
    def view(self, name: str) -> None:
        self._view = safe(one_line(name))
        shown = fit(self._view, min(cells_of(self._view), _VIEW_CELLS))
        self.query_one("#prompt", Static).update(Content(f" {shown} / " if shown else " / "))
        self.query_input.placeholder = f"Search in {shown}" if shown else _PLACEHOLDER

    @property
    def prompt_cells(self) -> int:
        """Cells before the query."""
        return 3 + (min(cells_of(self._view), _VIEW_CELLS) + 1 if self._view else 0)

    _view = ""

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
        self.query_input.value = safe(text).replace("\n", " ")
        self.query_input.cursor_position = len(self.query_input.value)

    def say(self, text: str) -> None:
        """Say at the right what was found."""
        self._said = text
        content = Content(f" {self._news}{safe(text)} ")
        self.found.update(content, layout=content.cell_length != self.found.size.width)

    @property
    def news(self) -> str:
        """What has come since, said before what was found."""
        return self._news

    @news.setter
    def news(self, news: str) -> None:
        if news != self._news:
            self._news = news
            self.say(self._said)

    _news = _said = ""

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
