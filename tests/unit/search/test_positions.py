"""Both codings of positions find the same phrases, across blocks and at their ends."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from reader.search.positions import BLOCK, Joiner, Positions, decoded, documents_at, documents_with_all, followed

_PLACES = st.lists(
    st.one_of(
        st.integers(0, 4 * BLOCK - 100),
        st.sampled_from([0, 1, BLOCK - 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK - 1, 2 * BLOCK, 3 * BLOCK - 3]),
    ),
    max_size=60,
    unique=True,
).map(sorted)


def _blocked(places: list[int]) -> Positions:
    joiner = Joiner(4)
    joiner.add_wide(array("I", places))
    lows, table = joiner.finish()
    return Positions(None, memoryview(lows).cast("H"), table)


@given(_PLACES)
def test_blocked_positions_are_read_back(places: list[int]) -> None:
    assert list(decoded(_blocked(places))) == places


@given(_PLACES, _PLACES, st.integers(1, 40))
def test_all_ways_to_follow_agree(one: list[int], other: list[int], distance: int) -> None:
    more = sorted({*other, *(place + distance for place in one[::2])})
    expected = [place for place in one if place + distance in set(more)]
    first = [*range(0, 4 * BLOCK, 777), 4 * BLOCK]
    places = [(_blocked(one), 0), (_blocked(more), distance)]
    ends = sorted(place + distance for place in expected)
    assert documents_with_all(places, first) == documents_at(ends, first)
    assert documents_with_all(places[::-1], first) == documents_at(ends, first)
    assert followed(one, _blocked(more), distance) == expected
    assert followed(one, Positions(array("I", more)), distance) == expected
    assert followed(one[:1], _blocked(more), distance) == [place for place in expected if place in one[:1]]


@given(_PLACES, _PLACES)
def test_segments_are_laid_one_after_the_other(first: list[int], second: list[int]) -> None:
    joiner = Joiner(8)
    joiner.add_wide(array("I", first))
    moved = _blocked(second)
    joiner.add_blocked(moved.lows, moved.table, 4)
    lows, table = joiner.finish()
    found = decoded(Positions(None, memoryview(lows).cast("H"), table))
    assert list(found) == first + [place + 4 * BLOCK for place in second]


def test_documents_come_once() -> None:
    first = [0, 5, 5, 9, 20]  # the second document is empty, the last number is the end
    assert documents_at([0, 4, 5, 8, 9, 19], first) == [0, 2, 3]
