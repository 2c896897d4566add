"""Marks in a text, and the cutting of rows at their edges, so that overlapping marks all stay visible."""

from __future__ import annotations

from bisect import bisect_left
from enum import IntFlag
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.text import Span


class Kind(IntFlag):
    """Why characters are marked; a run of characters may be marked for several reasons at once."""

    FIGURE = 1
    QUOTE = 2
    NOTE = 4
    """An annotation of the user's."""
    MATCH = 8
    LINK = 16
    CURRENT_MATCH = 32
    FOCUS = 64
    """The highlight that the user stands on."""
    SELECTED = 128
    CARET = 256
    GREEN = 512
    """Colours of annotations, each laid over the look of all of them, which is that of yellow."""
    BLUE = 1024
    RED = 2048


COLORS = {"yellow": None, "green": Kind.GREEN, "blue": Kind.BLUE, "red": Kind.RED}
"""Colours that the screen shows and goes through; annotations may have others, which look like the first."""


def next_color(color: str) -> str:
    """Return the colour after this one, from the last to the first."""
    names = list(COLORS)
    return names[(names.index(color) + 1) % len(names)] if color in names else names[0]


class Mark(NamedTuple):
    """A marked range of a text."""

    start: int
    end: int
    kind: Kind


def mark(span: Span, kind: Kind) -> Mark:
    """Return the mark of a span."""
    return Mark(span.start, span.end, kind)


def per_block(marks: Iterable[Mark], blocks: Sequence[Span]) -> dict[int, list[Mark]]:
    """Return, by number of the block, the marks that touch it; blocks are in order and do not overlap."""
    found: dict[int, list[Mark]] = {}
    ends = [block.end for block in blocks]
    for each in marks:
        number = bisect_left(ends, each.start + 1)
        while number < len(blocks) and blocks[number].start < each.end:
            found.setdefault(number, []).append(each)
            number += 1
    return found


def cut(start: int, end: int, marks: Sequence[Mark]) -> list[tuple[int, int, Kind]]:
    """Cut the row `start..end` into runs of one set of kinds each.

    A caret, which covers nothing, takes the one character at its place.
    """
    nothing = Kind(0)
    touching = [each for each in marks if each.start < end and each.end > start]
    if not touching:
        return [(start, end, nothing)] if end > start else []
    edges = {start, end}
    for each in touching:
        edges.add(max(start, each.start))
        edges.add(min(end, each.end))
    ordered = sorted(edges)
    runs = []
    for left, right in pairwise(ordered):
        kinds = 0
        for each in touching:
            if each.start <= left and each.end >= right:
                kinds |= each.kind
        runs.append((left, right, Kind(kinds)))
    return runs
