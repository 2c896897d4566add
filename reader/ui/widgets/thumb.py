"""Thumb: a scroll bar painted only where it changes; the stock one takes half of the time of a scrolled line."""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, cast

from rich.color import Color
from rich.segment import Segment
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from reader.ui.widgets.bare import Bare

if TYPE_CHECKING:
    from rich.style import Style as RichStyle
    from textual.scrollbar import ScrollBarRender

_EIGHTHS = 8
"""Textual draws the ends of the thumb with eighths of a cell."""


@lru_cache(128)
def _strip_of(segment: Segment, base: RichStyle) -> Strip:
    """Return the one strip of a segment, so that Textual remembers how it was filtered and printed."""
    return Strip(Segment.apply_style([segment], base))


class Thumb(Bare, ScrollBar):
    """Textual's scroll bar, handed to the screen as strips: its way by a console takes a tenth of the first frame."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a part of the bar."""
        bar = cast("ScrollBarRender", self.render())
        colours = cast("RichStyle", bar.style)
        segments = bar.render_bar(
            size=self.size.height or 1,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            thickness=self.size.width,
            vertical=self.vertical,
            back_color=colours.bgcolor or Color.default(),
            bar_color=colours.color or Color.default(),
        ).segments
        base = self.visual_style.rich_style
        strips = [_strip_of(segment, base) for segment in segments[crop.y : crop.bottom]]
        background = self.background_colors[1]
        for each in self.get_line_filters():
            strips = [strip.apply_filter(each, background) for strip in strips]
        return strips


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
