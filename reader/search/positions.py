"""Where a word stands: positions that run through all documents of a segment, in one of two codings.

wide    a 32-bit number for each position
blocked for words with many positions: the low 16 bits of each, and a table that tells for each block of 65,536
        positions how many come before it; half the size, and still any position is found without reading the others
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left, bisect_right
from functools import lru_cache
from operator import mul, sub
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BLOCK: Final = 1 << 16
FEWEST_BLOCKS: Final = 8
"""Segments with fewer blocks keep all positions wide, so that small segments can be joined without gaps."""
PER_BLOCK: Final = 4
"""A word is blocked if it has more positions than this times the number of blocks: its table costs 1 byte for each."""
_LOW: Final = BLOCK - 1
_LOW_HALF: Final = 0 if sys.byteorder == "little" else 2
_STRETCH: Final = 1024
LOOKED_UP: Final = 16
"""Looking up one place costs as much as comparing so many positions."""
_NEAR: Final = 32
"""Documents ahead in which the next position is looked for before all others."""


class Positions(NamedTuple):
    """The positions of one word; `wide` is None if it is blocked."""

    wide: Sequence[int] | None
    lows: Sequence[int] = ()
    table: Sequence[int] = ()

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
    return _joined(positions, 0, 0, len(positions.lows)) if len(positions.lows) else ()


def between(positions: Positions, low: int, high: int) -> Sequence[int]:
    """Return the positions from `low` up to, not with, `high`, in order."""
    first, end = _extent(positions, low, high)
    return _of_extent(positions, low >> 16, first, end) if first < end else ()


def _extent(positions: Positions, low: int, high: int) -> tuple[int, int]:
    """Return which positions lie from `low` up to `high`: the first of them, and the first behind them."""
    wide, lows, table = positions
    if wide is not None:
        first = bisect_left(wide, low)
        return first, bisect_left(wide, high, first)
    block, last = low >> 16, high >> 16
    if last >= len(table) - 1:
        last, high = len(table) - 2, (len(table) - 1) << 16
        if block > last:
            return 0, 0
    start, stop = table[last], table[last + 1]
    if block == last:
        first = bisect_left(lows, low & _LOW, start, stop)
        return first, bisect_left(lows, high - (last << 16), first, stop)
    return bisect_left(lows, low & _LOW, table[block], table[block + 1]), bisect_left(
        lows, high - (last << 16), start, stop
    )


def _of_extent(positions: Positions, block: int, first: int, end: int) -> Sequence[int]:
    """Return the positions `first` to `end`, of which the first one lies in a block or the next ones."""
    wide, lows, table = positions
    if wide is not None:
        return wide[first:end]
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


def low_halves(numbers: bytes | array[int]) -> bytes:
    """Return the low 32 bits of each of an array of numbers of 64."""
    return memoryview(numbers).cast("B").cast("I")[::2].tobytes()


class Joiner:
    """Makes the blocked coding of one word from the positions of several segments, laid one after the other."""

    def __init__(self, blocks: int) -> None:
        self._blocks = blocks
        self._table = array("I")
        self._lows = bytearray()
        self._count = 0

    def add_wide(self, positions: array[int]) -> None:
        """Add positions in order, all of them after those added before."""
        if not positions:
            return
        first, last = positions[0] >> 16, positions[-1] >> 16
        self._fill(first + 1)
        self._table.extend(self._count + bisect_left(positions, block << 16) for block in range(first + 1, last + 1))
        self._lows += memoryview(positions).cast("B").cast("H")[::2].tobytes()
        self._count += len(positions)

    def add_blocked(self, lows: Sequence[int], table: Sequence[int], block: int) -> None:
        """Add blocked positions whose first block becomes `block`."""
        self._fill(block + 1)
        count = self._count
        self._table.extend([count + before for before in table[1:]])
        self._lows += memoryview(lows).tobytes()  # type: ignore[arg-type]  # slices of the file
        self._count += len(lows)

    def _fill(self, length: int) -> None:
        if length > len(self._table):
            self._table.extend([self._count] * (length - len(self._table)))

    def finish(self) -> tuple[bytearray, array[int]]:
        """Return the low halves and the table."""
        self._fill(self._blocks + 1)
        return self._lows, self._table


def followed(places: Sequence[int], positions: Positions, distance: int) -> list[int]:
    """Return those of `places` (in order) that have one of the positions so far behind them, or before if negative.

    A stretch at a time, so that what is compared stays in the processor's cache: few places are looked up one by one,
    many are compared as sets.
    """
    found: list[int] = []
    for at in range(0, len(places), _STRETCH):
        stretch = places[at : at + _STRETCH]
        low, high = max(0, stretch[0] + distance), max(0, stretch[-1] + distance + 1)
        first, end = _extent(positions, low, high)
        if len(stretch) * LOOKED_UP < end - first:
            found += _looked_up(stretch, positions, distance)
        elif first < end:
            there = _of_extent(positions, low >> 16, first, end)
            both = {place + distance for place in stretch}.intersection(there)
            found += sorted([position - distance for position in both])
    return found


def _looked_up(places: Sequence[int], positions: Positions, distance: int) -> list[int]:
    wide, lows, table = positions
    found: list[int] = []
    for place in places:
        position = place + distance
        if wide is not None:
            at = bisect_left(wide, position)
            if at < len(wide) and wide[at] == position:
                found.append(place)
            continue
        block = position >> 16
        if 0 <= block < len(table) - 1:
            end = table[block + 1]
            at = bisect_left(lows, position & _LOW, table[block], end)
            if at < end and lows[at] == position & _LOW:
                found.append(place)
    return found


def documents_at(positions: Iterable[int], first: Sequence[int]) -> list[int]:
    """Return the documents in which positions (in order) lie, each once; `first` are those of the documents' own."""
    found: list[int] = []
    end = -1
    document = 0
    for position in positions:
        if position >= end:
            near = document + _NEAR
            high = near if near < len(first) and first[near] > position else len(first)
            document = bisect_right(first, position, document, high) - 1
            end = first[document + 1]
            found.append(document)
    return found
