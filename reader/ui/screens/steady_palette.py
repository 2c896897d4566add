"""The command palette as a screen; a module of its own, because the first frame waits for every class of a screen."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from textual.command import CommandPalette
from textual.css.styles import RenderStyles, Styles
from textual.errors import NoWidget
from textual.widgets import LoadingIndicator

from reader.ui.screens.steady import Steady

if TYPE_CHECKING:
    from textual.await_complete import AwaitComplete
    from textual.events import Click
    from textual.worker import Worker


class SteadyPalette(Steady[None], CommandPalette):
    """Textual's command palette, without the picture of its prompt: not every terminal has one."""

    CSS_PATH = "steady_palette.tcss"

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close it, and stop looking: what is found when it is gone has no styles, which would end the program."""
        self._cancel_gather_commands()
        self._stop_busy_countdown()
        self._stop_no_matches_countdown()
        return super().dismiss(result)

    # What was typed last may be looked for, and what was found last be told, when the parts that show it are gone.

    def _gather_commands(self, search_value: str) -> Worker[None] | None:  # type: ignore[override]
        if self in self.app.screen_stack:
            return super()._gather_commands(search_value)
        return None

    def get_component_styles(self, *names: str) -> RenderStyles:
        """Return styles, also to a search that ends after the palette: Textual's would end the program."""
        try:
            return super().get_component_styles(*names)
        except KeyError:
            return RenderStyles(self, Styles(), Styles())

    def _on_click(self, event: Click) -> None:  # type: ignore[override]
        event.prevent_default()  # Textual calls the handlers of all bases, each by itself
        with suppress(NoWidget):  # the terminal was larger when it was clicked
            super()._on_click(event)

    async def _watch__show_busy(self) -> None:
        if self.query(LoadingIndicator):
            await super()._watch__show_busy()

    def _watch__list_visible(self) -> None:
        if self.query(LoadingIndicator):
            super()._watch__list_visible()
