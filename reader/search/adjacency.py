"""Which places of a word have another word so far behind them: what phrases are made of.

Few places are looked up one by one. Many are compared with all positions of the other word, a stretch at a time, as
sets; and two words that are both blocked without any object for a position, as strings of bytes:

    Of a place within a block, the low byte is a key and the high byte its value. `bytes.maketrans` makes the table of
    a stretch of one word, `bytes.translate` gives for each position of the other the value that its key has, and where
    that equals its own high byte the two may meet. Stretches are short, so that few keys come up twice: a table in
    which the last one counts and another in which the first one counts hold all but a few, and these are looked up.
    What is found so is looked up as well: a key that no place has stands for itself, and may be met by chance.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from itertools import compress, pairwise, repeat
from operator import eq
from typing import TYPE_CHECKING, Final

from reader.search import lanes
from reader.search.positions import BLOCK, Positions, decoded, extent, of_extent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LOW: Final = BLOCK - 1
_STRETCH: Final = 1024
LOOKED_UP: Final = 16
"""Looking up one place costs as much as comparing so many positions as a set."""
_NEAR: Final = 32
"""Documents ahead in which the next position is looked for before all others."""
_TABLED: Final = 128
"""Places of a table at most: of so many, one in thirty shares its key with two others."""
_FEWEST_TABLED: Final = 12
"""Places that a block has on average, from which on tables pay."""
_SPARSE: Final = 4
"""Blocks for each place, from which on only the blocks with places are compared with their checksums."""
_FEWEST_MEETING: Final = 1024
_MOST_MEETING: Final = 16
"""Of so many places, one may meet; more are found faster as sets."""
_KEY: Final = 0 if sys.byteorder == "little" else 1
"""Which byte of a low half is the low one."""
_LOOKED_UP_TABLED: Final = 40
"""Looking up one place costs as much as comparing so many positions with a table."""


def met(base: Positions, positions: Positions, distance: int) -> Sequence[int]:
    """Return those of all places of a word, in order, that have a position of another so far behind them."""
    blocks = len(base.table) - 1
    if (
        base.wide is None
        and positions.wide is None
        and len(base) >= _FEWEST_TABLED * blocks
        and len(positions) <= _LOOKED_UP_TABLED * len(base)
    ):
        return _tabled(base, positions, distance)
    return followed(decoded(base), positions, distance)


def followed(places: Sequence[int], positions: Positions, distance: int) -> list[int]:
    """Return those of `places` (in order) that have one of the positions so far behind them, or before if negative.

    A stretch at a time, so that what is compared stays in the processor's cache: few places are looked up one by one,
    many are compared as sets.
    """
    found: list[int] = []
    for at in range(0, len(places), _STRETCH):
        stretch = places[at : at + _STRETCH]
        low, high = max(0, stretch[0] + distance), max(0, stretch[-1] + distance + 1)
        first, end = extent(positions, low, high)
        if len(stretch) * LOOKED_UP < end - first:
            found += _looked_up(stretch, positions, distance)
        elif first < end:
            there = of_extent(positions, low >> 16, first, end)
            both = {place + distance for place in stretch}.intersection(there)
            found += sorted([position - distance for position in both])
    return found


def _looked_up(places: Sequence[int], positions: Positions, distance: int) -> list[int]:
    wide, lows, table = positions.wide, positions.lows, positions.table
    wanted = [place + distance for place in places]
    if wide is not None:
        last = len(wide) - 1
        ats = map(min, map(bisect_left, repeat(wide), wanted), repeat(last))
        return list(compress(places, map(eq, map(wide.__getitem__, ats), wanted))) if wide else []
    end = (len(table) - 1) << 16
    if wanted and (wanted[0] < 0 or wanted[-1] >= end):
        places = [place for place in places if 0 <= place + distance < end]
        wanted = [place + distance for place in places]
    if not (wanted and lows):
        return []
    blocks = [position >> 16 for position in wanted]
    halves = [position & _LOW for position in wanted]
    starts = list(map(table.__getitem__, blocks))
    ends = [table[block + 1] for block in blocks]
    if len(places) * _SPARSE < blocks[-1] - blocks[0]:
        for block in dict.fromkeys(blocks):
            positions.check(table[block], table[block + 1])
    else:
        positions.check(starts[0], ends[-1])
    found = list(map(bisect_left, repeat(lows), halves, starts, ends))
    same = map(eq, map(lows.__getitem__, map(min, found, repeat(len(lows) - 1))), halves)
    # What is found at the end of a block is the first one of the next, and may equal it by chance.
    return [place for place, is_same, at, end in zip(places, same, found, ends, strict=True) if is_same and at < end]


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


# Two blocked words, compared by tables


def _repeated(value: int, size: int, count: int) -> int:
    return int.from_bytes(value.to_bytes(size, sys.byteorder) * count, sys.byteorder)


def _moved(base: Positions, distance: int) -> tuple[bytes, list[int]]:
    """Return the low halves of all places, moved by the distance, and the places that leave their block by it.

    Of the latter, the moved halves are as large, or small, as can be.
    """
    table = base.table
    raw = bytearray(memoryview(base.lows).cast("B"))  # type: ignore[arg-type]  # a slice of the file
    halves = memoryview(raw).cast("H")
    leaving: list[int] = []
    for block, (at, end) in enumerate(pairwise(table)):
        low = block << 16
        if distance > 0:
            while at < end and halves[end - 1] >= BLOCK - distance:
                end -= 1  # noqa: PLW2901 - the loop runs over what is left
                leaving.append(low + halves[end])
                halves[end] = _LOW - distance
        else:
            while at < end and halves[at] < -distance:
                leaving.append(low + halves[at])
                halves[at] = -distance
                at += 1  # noqa: PLW2901 - the loop runs over what is left
    moved = int.from_bytes(raw, sys.byteorder) + distance * _repeated(1, 2, len(halves))
    return moved.to_bytes(len(raw), sys.byteorder), sorted(leaving)


def _windows(base: Positions, moved: Sequence[int], positions: Positions) -> tuple[list[slice], list[slice]]:
    """Return stretches of places within a block, and those of the positions that can be equal to the moved ones."""
    lows = positions.lows
    mine: list[slice] = []
    theirs: list[slice] = []
    for first, last, low, high in zip(base.table, base.table[1:], positions.table, positions.table[1:], strict=False):
        at, there = first, low
        if last - first > _TABLED:
            pieces = -(-(last - first) // _TABLED)
            for piece in range(1, pieces):
                end = first + piece * (last - first) // pieces
                until = bisect_left(lows, moved[end], there, high)
                mine.append(slice(at, end))
                theirs.append(slice(there, until))
                at, there = end, until
        mine.append(slice(at, last))
        theirs.append(slice(there, high))
    return mine, theirs


class _Differing:
    """Compares strings of bytes with one, all bytes at once."""

    def __init__(self, one: bytes) -> None:
        self._one = int.from_bytes(one, "little")
        self._seven = lanes.repeated(0x7F, len(one))
        self._eighth = self._seven ^ ((1 << 8 * len(one)) - 1)

    def both(self, pieces: Iterable[bytes], others: Iterable[bytes]) -> int:
        """Return the lanes that differ from both strings, which are given in pieces: 0x80 in each."""
        return self._from(b"".join(pieces)) & self._from(b"".join(others)) & self._eighth

    def _from(self, other: bytes) -> int:
        apart = self._one ^ int.from_bytes(other, "little")
        # Adding 127 to seven bits sets the eighth unless they are 0, and never carries into the next lane.
        return ((apart & self._seven) + self._seven) | apart

    def equal(self, differing: int) -> int:
        """Return the other lanes."""
        return differing ^ self._eighth


def _numbers(found: int, count: int) -> list[int]:
    """Return which of so many lanes have their highest bit set and no other."""
    return lanes.members(found.to_bytes(count, "little"), 0x80)


def _tabled(base: Positions, positions: Positions, distance: int) -> Sequence[int]:
    base.check(0, len(base))
    positions.check(0, len(positions))
    moved, leaving = _moved(base, distance)
    theirs = bytes(memoryview(positions.lows).cast("B"))  # type: ignore[arg-type]  # a slice of the file
    keys, values, others = moved[_KEY::2], moved[1 - _KEY :: 2], theirs[_KEY::2]
    mine_at, theirs_at = _windows(base, memoryview(moved).cast("H"), positions)
    mine, of_mine = [keys[at] for at in mine_at], [values[at] for at in mine_at]
    there = [others[at] for at in theirs_at]
    last = list(map(bytes.maketrans, mine, of_mine))
    # Of bytes that come twice the last one counts in a table: turned around, it is the first one.
    first = [bytes.maketrans(some[::-1], of_some[::-1]) for some, of_some in zip(mine, of_mine, strict=True)]
    own = _Differing(values)
    lost = own.both(map(bytes.translate, mine, last), map(bytes.translate, mine, first))
    other = _Differing(theirs[1 - _KEY :: 2])
    meeting = other.equal(other.both(map(bytes.translate, there, last), map(bytes.translate, there, first)))
    if meeting.bit_count() > _FEWEST_MEETING + len(base) // _MOST_MEETING:
        return followed(decoded(base), positions, distance)
    rest = sorted(leaving + _places(base, _numbers(lost, len(base))))
    found = _looked_up(rest, positions, distance)
    here = [position - distance for position in _places(positions, _numbers(meeting, len(positions)))]
    return sorted({*found, *_looked_up(here, base, 0)})


def _places(positions: Positions, numbers: Iterable[int]) -> list[int]:
    """Return some of the positions of a blocked word, by their numbers, in order."""
    table, lows = positions.table, positions.lows
    found = []
    block = 0
    for number in numbers:
        while table[block + 1] <= number:
            block += 1
        found.append((block << 16) + lows[number])
    return found
