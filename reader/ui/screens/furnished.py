"""Furnished: the main screen shows its list first, and mounts and styles everything else after that."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from reader.ui.screens.steady import Steady

if TYPE_CHECKING:
    from reader.ui.widgets.article_view import ArticleView
    from reader.ui.widgets.highlights_pane import HighlightsPane
    from reader.ui.widgets.offer import Offer

_HERE = Path(__file__).absolute().parent
_LATE_SHEETS = (_HERE.parent / "app.tcss", _HERE / "main_late.tcss")


class Furnished(Steady[None], Screen[None]):
    """Base of the desk: panes and lines that come late, each there as soon as something asks for it."""

    def __init_subclass__(cls, *, is_whole: bool = False) -> None:
        """Let Textual gather bindings and reactives for the whole screen alone, not for each of its dozen parts."""
        if is_whole:
            super().__init_subclass__()

    is_furnished = False
    """All widgets are there."""
    _is_styled = False
    _first_classes: frozenset[str] | None = None
    """The classes of the screen that the first frame is styled for."""
    _view: ArticleView
    _pane: HighlightsPane
    _problem: Static
    _offer: Offer

    @property
    def view(self) -> ArticleView:
        """The reading view."""
        self.furnish()
        return self._view

    @property
    def pane(self) -> HighlightsPane:
        """The highlights of the open article."""
        self.furnish()
        return self._pane

    @property
    def problem(self) -> Static:
        """The line that says what is wrong with a query."""
        self.furnish()
        return self._problem

    @property
    def offer(self) -> Offer:
        """The line that offers what a query may go on with."""
        self.furnish()
        return self._offer

    def furnish(self) -> None:
        """Style and mount what the first frame does not show."""
        if self.is_furnished:
            return
        self.is_furnished = True
        from reader.ui.widgets.article_view import ArticleView  # the first frame shows no article
        from reader.ui.widgets.highlights_pane import HighlightsPane
        from reader.ui.widgets.offer import Offer

        self.read_late_styles()
        self._view, self._pane = ArticleView(id="text"), HighlightsPane(id="highlights")
        self._problem, self._offer = Static(Content(""), id="problem", markup=False), Offer(id="offer")
        self.query_one("#rooms").mount(self._view, self._pane)
        self.mount(self._problem, self._offer)
        self.set_up_reading()

    def set_up_reading(self) -> None:
        """Set up the panes of an article as the user left them; the parts that know how do it."""

    def read_late_styles(self) -> None:
        """Read the styles of what the first frame does not show: of other rooms, dialogs and terminals."""
        if self._is_styled:
            return
        self._is_styled = True
        for sheet in _LATE_SHEETS:
            self.app.stylesheet.add_source(sheet.read_text(encoding="utf-8"), read_from=(str(sheet), ""))
        if self._first_classes is not None:
            is_as_it_was = self.classes == self._first_classes and self.app.screen is self
            # Of the widgets that are there the late styles mean two alone, unless a key came before them.
            early = self.query("#articles, #query") if is_as_it_was else self.app.walk_children(with_self=True)
            self.app.stylesheet.update_nodes(early)
