"""Screens that bear what comes faster than they can follow: two sizes, two keys that both close them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.screen import ModalScreen, Screen
from textual.widgets import LoadingIndicator

if TYPE_CHECKING:
    from textual.geometry import Size

    _Base = Screen
else:
    # Textual takes styles from the first base that is a node, so what is mixed in may be none.
    class _Base:
        def __class_getitem__(cls, _: object) -> type:
            return cls


Result = TypeVar("Result")


class _Steady(_Base[Result]):
    """What makes a screen steady."""

    def _screen_resized(self, size: Size) -> None:  # noqa: ARG002 - it may be of a while ago
        # A screen of Textual lays itself out for each size that it is told, and then tells itself that size. When two
        # sizes wait for a screen that is busy, each of them is told again and again, and the screen jumps for ever.
        super()._screen_resized(self.app.size)

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close the screen, and what lies on it; once: Textual's would close the one below at the second key."""
        if self not in self.app.screen_stack:
            return AwaitComplete()
        while self.app.screen is not self:
            self.app.screen.dismiss()
        return super().dismiss(result)


class SteadyScreen(_Steady[Result], Screen[Result]):
    """Base of the screens that fill the terminal."""


class SteadyModal(_Steady[Result], ModalScreen[Result]):
    """Base of the dialogs."""


class SteadyPalette(_Steady[None], CommandPalette):
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
