"""Steady: mixed into screens so that they bear what comes faster than they can follow: two sizes, two closing keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual._styles_cache import StylesCache
from textual.await_complete import AwaitComplete

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.screen import Screen

    _Base = Screen
else:
    # Textual takes styles from the first base that is a node, so what is mixed in may be none.
    class _Base:
        def __class_getitem__(cls, _: object) -> type:
            return cls


Result = TypeVar("Result")


class Steady(_Base[Result]):
    """What makes a screen steady."""

    def _screen_resized(self, size: Size) -> None:  # noqa: ARG002 - it may be of a while ago
        # A screen of Textual lays itself out for each size that it is told, and then tells itself that size. When two
        # sizes wait for a screen that is busy, each of them is told again and again, and the screen jumps for ever.
        super()._screen_resized(self.app.size)

    @property
    def is_shown(self) -> bool:
        """Tell whether it is still shown, or lies below what is: a closed screen is told things while its parts go."""
        return self in self.app.screen_stack

    def on_unmount(self) -> None:
        """Let go of what Textual would keep of closed widgets: painted lines, and who wants to know of a new theme."""
        StylesCache.get_inner_outer.cache_clear()
        # Textual drops these when the theme changes next, which may be never: a text area, and all that was typed in
        # it, would live as long as the program.
        for watchers in getattr(self.app, "__watchers", {}).values():
            watchers[:] = [each for each in watchers if not each[0]._closing]  # noqa: SLF001 - as Textual itself does

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close the screen, and what lies on it; once: Textual's would close the one below at the second key."""
        if not self.is_shown:
            return AwaitComplete()
        while self.app.screen is not self:
            self.app.screen.dismiss()
        return super().dismiss(result)
