"""Grouping: the list under heads, by day or outlet; where each group begins among places and lines. Pure."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.search.order import Order

if TYPE_CHECKING:
    from collections.abc import Sequence

_ONE_DAY = timedelta(days=1)


class Group(StrEnum):
    """What the list is grouped by."""

    NONE = "none"
    DAY = "day"
    OUTLET = "outlet"


ORDER_OF = {Group.DAY: Order.DATE, Group.OUTLET: Order.OUTLET}
"""In which order the articles of a group follow one another."""


class Groups:
    """The groups of one list of articles, each with one line above its first article."""

    def __init__(self, heads: Sequence[str] = (), counts: Sequence[int] = ()) -> None:
        """Take the words of the heads, and how many articles stand below each."""
        self.heads = heads
        self.counts = counts
        ends = [0, *accumulate(counts)]
        self._starts = array("q", ends[:-1])
        """Place of the first article of each group."""

    def __bool__(self) -> bool:
        return bool(self.heads)

    def lines(self, articles: int, height: int) -> int:
        """Return how many lines a list takes in which an article takes `height`."""
        return articles * height + len(self._starts)

    def line_of(self, place: int, height: int) -> int:
        """Return the first line of the article at a place."""
        return place * height + bisect_right(self._starts, place)

    def at(self, line: int, height: int) -> tuple[int, int]:
        """Return place and part of the article at a line; the part of a head is -1, its place that of its first."""
        if not self._starts:
            return divmod(line, height)
        low, high = 0, len(self._starts)
        while high - low > 1:
            middle = (low + high) // 2
            if self._starts[middle] * height + middle <= line:
                low = middle
            else:
                high = middle
        place, part = divmod(line - self._starts[low] * height - low - 1, height)
        return self._starts[low] + max(0, place), part if place >= 0 else -1

    def number_of(self, place: int) -> int:
        """Return the number of the group of a place."""
        return max(0, bisect_right(self._starts, place) - 1)

    def next_start(self, place: int, direction: int) -> int:
        """Return the first article of the next group, or of this one and then the previous."""
        number = self.number_of(place)
        if direction < 0 and self._starts[number] < place:
            return self._starts[number]
        return self._starts[max(0, min(number + direction, len(self._starts) - 1))]


def groups_of(group: Group, stretches: Sequence[tuple[str, int]]) -> Groups:
    """Return the groups of a list whose articles have these values, one after the other, so often."""
    today = date.today()  # noqa: DTZ011 - "today" is the user's own
    return Groups([head_of(group, value, today) for value, _ in stretches], [count for _, count in stretches])


def head_of(group: Group, value: str, today: date) -> str:
    """Return the words above a group: `Today`, `Tue 17 Nov 2026`, the name of an outlet."""
    if group is Group.OUTLET:
        return value or "No outlet"
    if not value:
        return "No date"
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value  # a month, or a year
    names = {today: "Today", today - _ONE_DAY: "Yesterday", today + _ONE_DAY: "Tomorrow"}
    return names.get(day) or f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


# Not `strftime`: the words of the screen are English in every locale.
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
