"""Steady: a screen that takes the size which the terminal has, not one that it had.

A screen of Textual lays itself out for each size that it is told, and then tells itself that size. When two sizes wait
for a screen that is busy, each of the two is told again and again, and the screen jumps between them for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.screen import Screen

if TYPE_CHECKING:
    from textual.geometry import Size

Result = TypeVar("Result")


class SteadyScreen(Screen[Result]):
    """Base of the screens that fill the terminal."""

    def _screen_resized(self, size: Size) -> None:  # noqa: ARG002 - it may be of a while ago
        super()._screen_resized(self.app.size)
