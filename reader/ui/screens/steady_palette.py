"""The command palette as a screen; a module of its own, because the first frame waits for every class of a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.command import CommandPalette
from textual.widgets import LoadingIndicator

from reader.ui.screens.steady import Steady

if TYPE_CHECKING:
    from textual.await_complete import AwaitComplete


class SteadyPalette(Steady[None], CommandPalette):
    """Textual's command palette."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close it, and stop looking: what is found when it is gone has no styles, which would end the program."""
        self._cancel_gather_commands()
        self._stop_busy_countdown()
        self._stop_no_matches_countdown()
        return super().dismiss(result)

    # What was found last may be told when the parts that show it are gone.

    async def _watch__show_busy(self) -> None:
        if self.query(LoadingIndicator):
            await super()._watch__show_busy()

    def _watch__list_visible(self) -> None:
        if self.query(LoadingIndicator):
            super()._watch__list_visible()
