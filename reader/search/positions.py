"""Where a word stands: positions that run through all documents of a segment, in one of two codings.

wide    a 32-bit number for each position
blocked for words with many positions: the low 16 bits of each, and a table that tells for each block of 65,536
        positions how many come before it; half the size, and still any position is found without reading the others
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from itertools import repeat
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BLOCK: Final = 1 << 16
FEWEST_BLOCKS: Final = 8
"""Segments with fewer blocks keep all positions wide, so that small segments can be joined without gaps."""
PER_BLOCK: Final = 4
"""A word is blocked if it has more positions than this times the number of blocks: its table costs 1 byte for each."""


class Positions(NamedTuple):
    """The positions of one word; `wide` is None if it is blocked."""

    wide: Sequence[int] | None
    lows: Sequence[int] = ()
    table: Sequence[int] = ()

    def __len__(self) -> int:
        return len(self.lows if self.wide is None else self.wide)


def is_blocked(count: int, blocks: int) -> bool:
    """Tell how a word with so many positions is written in a segment of so many blocks."""
    return blocks >= FEWEST_BLOCKS and count > PER_BLOCK * blocks


def blocks_of(end: int) -> int:
    """Return the number of blocks of a segment whose positions end there."""
    return -(-end // BLOCK)


def decoded(positions: Positions) -> Sequence[int]:
    """Return all positions, in order."""
    if positions.wide is not None:
        return positions.wide
    lows, table = positions.lows, positions.table
    found: list[int] = []
    for block in range(len(table) - 1):
        first, last = table[block], table[block + 1]
        if first < last:
            base = block << 16
            found += [base + low for low in lows[first:last]]
    return found


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


def followed(starts: list[int], positions: Positions, distance: int) -> list[int]:
    """Return those of `starts` (in order) that have one of the positions so far behind."""
    if positions.wide is not None:
        wide = positions.wide
        if len(starts) * 24 < len(wide):
            return [start for start in starts if _stands(start + distance, wide, 0, len(wide))]
        there = set(wide)
        return [start for start in starts if start + distance in there]
    lows, table = positions.lows, positions.table
    if len(starts) * 24 < len(lows):
        return [start for start in starts if _stands_blocked(start + distance, lows, table)]
    return _followed_by_block(starts, lows, table, distance)


def is_crowded(positions: Positions) -> bool:
    """Tell whether there are so many positions in each block that blocks are best compared as sets."""
    return positions.wide is None and len(positions.lows) > 16 * len(positions.table)


class _Moved:
    """Blocked positions, all moved forward by the same distance, block by block.

    The low halves are moved by one addition to all of them. Positions at the end of a block, whose sum has 17 bits, are
    taken out before, and come up in the next block.
    """

    def __init__(self, positions: Positions, distance: int) -> None:
        self._table = positions.table
        self._late: dict[int, list[int]] = {}
        self._ends: Sequence[int] = positions.table[1:]
        self._lows = positions.lows
        if distance:
            self._move(distance)

    def _move(self, distance: int) -> None:
        table = self._table
        lows = bytearray(memoryview(self._lows).cast("B"))  # type: ignore[arg-type]  # slices of the file
        view = memoryview(lows).cast("H")
        limit = BLOCK - distance
        ends = list(self._ends)
        for block, last in enumerate(ends):
            end = last
            while end > table[block] and view[end - 1] >= limit:
                end -= 1
                self._late.setdefault(block + 1, []).append(view[end] + distance - BLOCK)
                view[end] = 0
            ends[block] = end
        self._ends = ends
        each = int.from_bytes(distance.to_bytes(2, "little") * len(view), "little")
        moved = (int.from_bytes(lows, "little") + each).to_bytes(len(lows), "little")
        self._lows = memoryview(moved).cast("H")

    def of_block(self, block: int) -> Sequence[int]:
        """Return the low halves of a block."""
        here = self._lows[self._table[block] : self._ends[block]]
        late = self._late.get(block)
        return [*here, *late] if late else here


def documents_with_all(places: list[tuple[Positions, int]], first: Sequence[int]) -> list[int]:
    """Return the documents in which the words of a phrase stand one behind the other, for words with many positions.

    All positions are moved to the place of the last word; then the sets of a block meet, and its documents are found
    among the few that begin in it. No position is handled by Python itself.
    """
    longest = max(step for _, step in places)
    places = sorted(places, key=lambda place: len(place[0]))
    words = [_Moved(positions, longest - step) for positions, step in places]
    found: list[int] = []
    document = 0
    for block in range(len(places[0][0].table) - 1):
        base = block << 16
        there = set(words[0].of_block(block)).intersection(*(word.of_block(block) for word in words[1:]))
        following = bisect_left(first, base + BLOCK, document)
        if there:
            # Documents that begin in the block, and the one that goes on into it.
            begins = [position - base for position in first[document:following]]
            documents = sorted(set(map(bisect_right, repeat(begins), there)))
            found += [document + place - 1 for place in documents]
        document = following
    # A document that runs over a border came up on both sides of it.
    return list(dict.fromkeys(found))


def _stands(position: int, positions: Sequence[int], low: int, high: int) -> bool:
    at = bisect_left(positions, position, low, high)
    return at < high and positions[at] == position


def _stands_blocked(position: int, lows: Sequence[int], table: Sequence[int]) -> bool:
    block = position >> 16
    return block < len(table) - 1 and _stands(position & 0xFFFF, lows, table[block], table[block + 1])


def _followed_by_block(starts: list[int], lows: Sequence[int], table: Sequence[int], distance: int) -> list[int]:
    found: list[int] = []
    at = 0
    while at < len(starts):
        block = (starts[at] + distance) >> 16
        base = (block << 16) - distance
        end = bisect_left(starts, base + BLOCK, at)
        if block < len(table) - 1 and table[block] < table[block + 1]:
            there = set(lows[table[block] : table[block + 1]])
            found += [start for start in starts[at:end] if start - base in there]
        at = end
    return found


def documents_at(positions: Iterable[int], first: Sequence[int]) -> list[int]:
    """Return the documents in which positions (in order) lie, each once; `first` are those of the documents' own."""
    found: list[int] = []
    end = -1
    document = 0
    for position in positions:
        if position >= end:
            document = bisect_left(first, position + 1, document) - 1
            end = first[document + 1]
            found.append(document)
    return found
