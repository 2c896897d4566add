"""Where a word stands: positions that run through all documents of a segment, in one of two codings.

wide    a 32-bit number for each position
blocked for words with many positions: the low 16 bits of each, and a table that tells for each block of 65,536
        positions how many come before it; half the size, and still any position is found without reading the others
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from functools import lru_cache
from itertools import repeat
from operator import mul, sub
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BLOCK: Final = 1 << 16
FEWEST_BLOCKS: Final = 8
"""Segments with fewer blocks keep all positions wide: there is little to save."""
PER_BLOCK: Final = 4
"""A word is blocked if it has more positions than this times the number of blocks: its table costs 1 byte for each."""
_LOW: Final = BLOCK - 1
_LOW_HALF: Final = 0 if sys.byteorder == "little" else 2


def _good(_start: int, _end: int) -> None:
    """Find nothing wrong."""


class Positions(NamedTuple):
    """The positions of one word; `wide` is None if it is blocked."""

    wide: Sequence[int] | None
    lows: Sequence[int] = ()
    table: Sequence[int] = ()
    check: Callable[[int, int], None] = _good
    """Compares members `start` to `end` of `lows` with their checksums. Whoever looks at them calls it before: of a
    frequent word there are megabytes, of which a query may need little."""

    def __len__(self) -> int:
        return len(self.lows if self.wide is None else self.wide)


def most_wide(blocks: int) -> int:
    """Return the most positions that a word may have in a segment of so many blocks; one with more is blocked."""
    return PER_BLOCK * blocks if blocks >= FEWEST_BLOCKS else 1 << 32


def blocks_of(end: int) -> int:
    """Return the number of blocks of a segment whose positions end there."""
    return -(-end // BLOCK)


def decoded(positions: Positions) -> Sequence[int]:
    """Return all positions, in order."""
    if positions.wide is not None:
        return positions.wide
    positions.check(0, len(positions.lows))
    return _joined(positions, 0, 0, len(positions.lows)) if len(positions.lows) else ()


def between(positions: Positions, low: int, high: int) -> Sequence[int]:
    """Return the positions from `low` up to, not with, `high`, in order."""
    first, end = extent(positions, low, high)
    return of_extent(positions, low >> 16, first, end) if first < end else ()


def gathered(positions: Positions, lows: Sequence[int], highs: Sequence[int]) -> list[int]:
    """Return the positions within many ranges, given in order: from each of `lows` up to, not with, each of `highs`."""
    wide, halves, table, check = positions
    found: list[int] = []
    if wide is not None:
        starts = list(map(bisect_left, repeat(wide), lows))
        for start, end in zip(starts, map(bisect_left, repeat(wide), highs, starts), strict=True):
            found += wide[start:end]
        return found
    blocks = len(table) - 1
    for low, high in zip(lows, highs, strict=True):
        block = low >> 16
        if block != high >> 16 or block >= blocks:
            found += between(positions, low, high)
            continue
        first, last = table[block], table[block + 1]
        check(first, last)
        start = bisect_left(halves, low & _LOW, first, last)
        end = bisect_left(halves, high & _LOW, start, last)
        base = block << 16
        found += [base + half for half in halves[start:end]]
    return found


def extent(positions: Positions, low: int, high: int) -> tuple[int, int]:
    """Return which positions lie from `low` up to `high`: the first of them, and the first behind them."""
    wide, lows, table, check = positions
    if wide is not None:
        first = bisect_left(wide, low)
        return first, bisect_left(wide, high, first)
    block, last = low >> 16, high >> 16
    if last >= len(table) - 1:
        last, high = len(table) - 2, (len(table) - 1) << 16
        if block > last:
            return 0, 0
    start, stop = table[last], table[last + 1]
    check(start, stop)
    if block == last:
        first = bisect_left(lows, low & _LOW, start, stop)
        return first, bisect_left(lows, high - (last << 16), first, stop)
    check(table[block], table[block + 1])
    first = bisect_left(lows, low & _LOW, table[block], table[block + 1])
    return first, bisect_left(lows, high - (last << 16), start, stop)


def of_extent(positions: Positions, block: int, first: int, end: int) -> Sequence[int]:
    """Return the positions `first` to `end`, of which the first one lies in a block or the next ones."""
    wide, lows, table, check = positions
    if wide is not None:
        return wide[first:end]
    check(first, end)
    if end <= table[block + 1]:
        base = block << 16
        return [base + half for half in lows[first:end]]
    return _joined(positions, block, first, end)


@lru_cache(maxsize=4)
def _high_halves(blocks: int) -> list[bytes]:
    return [block.to_bytes(2, sys.byteorder) for block in range(blocks)]


def _joined(positions: Positions, block: int, first: int, end: int) -> Sequence[int]:
    """Return the positions `first` to `end` of a blocked word, from a block on that is not behind the first.

    Both halves are laid side by side as a whole: a few nanoseconds for each position.
    """
    table = positions.table
    after = bisect_left(table, end, block)
    bounds = [first, *table[block + 1 : after], end]
    highs = b"".join(map(mul, _high_halves(len(table) - 1)[block:after], map(sub, bounds[1:], bounds)))
    lows = bytes(positions.lows[first:end])
    made = bytearray(4 * (end - first))
    for offset, halves in ((_LOW_HALF, lows), (2 - _LOW_HALF, highs)):
        made[offset::4], made[offset + 1 :: 4] = halves[::2], halves[1::2]
    return memoryview(made).cast("I")
