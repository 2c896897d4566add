"""Thumb: a scroll bar painted only where it changes; the stock one takes half of the time of a scrolled line."""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, cast

from rich.color import Color
from rich.segment import Segment
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.visual import Visual

if TYPE_CHECKING:
    from rich.style import Style as RichStyle
    from textual.css.styles import RulesMap
    from textual.style import Style
    from textual.visual import RenderOptions

_EIGHTHS = 8
"""Textual draws the ends of the thumb with eighths of a cell."""


@lru_cache(128)
def _strip_of(segment: Segment, base: RichStyle) -> Strip:
    """Return the one strip of a segment, so that Textual remembers how it was filtered and printed."""
    return Strip(Segment.apply_style([segment], base))


class Thumb(ScrollBarRender, Visual):
    """Textual's scroll bar, handed to the screen as strips instead of by way of a Rich console."""

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Return one strip a line."""
        del options  # nothing in a scroll bar is selected
        colours = cast("RichStyle", self.style)
        bar = self.render_bar(
            size=height or 1,
            virtual_size=self.virtual_size,
            window_size=self.window_size,
            position=self.position,
            thickness=width,
            vertical=self.vertical,
            back_color=colours.bgcolor or Color.default(),
            bar_color=colours.color or Color.default(),
        )
        return [_strip_of(segment, style.rich_style) for segment in bar.segments]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the cells that it is wide."""
        del rules, container_width
        return self.thickness

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the lines that it is high; the view decides."""
        del rules, width
        return 1


def _edges(position: float, height: int, window: int, total: int) -> tuple[int, int]:
    """Return the first and last place of the thumb in eighths of a cell, as Textual draws it."""
    thumb = max(1, window * height / total)
    start = int((height - thumb) * position / (total - window) * _EIGHTHS)
    return start, start + ceil(thumb * _EIGHTHS)


def move(bar: ScrollBar, position: float) -> None:
    """Move the thumb of a vertical scroll bar, and paint the lines anew in which it looks different."""
    height, window, total = bar.size.height, int(bar.window_size), int(bar.window_virtual_size)
    before = bar.position
    bar.set_reactive(ScrollBar.position, position)
    if height <= 0 or window <= 0 or total <= window:
        bar.refresh()
        return
    for old, new in zip(_edges(before, height, window, total), _edges(position, height, window, total), strict=True):
        if old != new:
            first, last = min(old, new) // _EIGHTHS, max(old, new) // _EIGHTHS
            bar.refresh(Region(0, first, bar.size.width, last - first + 1))
