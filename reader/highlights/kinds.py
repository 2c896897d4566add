"""Kinds and bounds of figures: a module of its own, because the screen names them before it shows any figure."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class FigureKind(StrEnum):
    """What a figure measures."""

    MONEY = "money"
    PERCENT = "percent"
    DURATION = "duration"
    AGE = "age"
    MEASURE = "measure"
    COUNT = "count"
    NUMBER = "number"


class Bound(StrEnum):
    """How the text limits a value: said exactly, about, more than, less than, or as a movement."""

    EXACT = "="
    ABOUT = "~"
    MORE = ">"
    LESS = "<"
    UP = "up"
    DOWN = "down"


BOTH: Final = " … "
"""In the reason of a figure, between the cue of a movement and that of a bound: "rose by about 5 percent"."""
