"""Both codings of positions find the same phrases, across blocks and at their ends."""

from __future__ import annotations

from array import array
from bisect import bisect_left

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.search import adjacency
from reader.search.adjacency import documents_at, followed, met
from reader.search.positions import BLOCK, Positions, between, decoded, gathered
from reader.search.writing import blocked

_PLACES = st.lists(
    st.one_of(
        st.integers(0, 4 * BLOCK - 100),
        st.sampled_from([0, 1, BLOCK - 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK - 1, 2 * BLOCK, 3 * BLOCK - 3]),
    ),
    max_size=60,
    unique=True,
).map(sorted)


def _blocked(places: list[int]) -> Positions:
    lows, table = blocked(np.array(places, np.uint32), 4)
    return Positions(None, lows.data, table.data)


@given(_PLACES)
def test_blocked_positions_are_read_back(places: list[int]) -> None:
    assert list(decoded(_blocked(places))) == places


@given(_PLACES, st.integers(0, 4 * BLOCK), st.integers(0, 5 * BLOCK))
def test_a_stretch_of_positions_is_read(places: list[int], low: int, high: int) -> None:
    expected = places[bisect_left(places, low) : bisect_left(places, max(low, high))]
    assert list(between(_blocked(places), low, max(low, high))) == expected
    assert list(between(Positions(array("I", places)), low, max(low, high))) == expected


@pytest.mark.parametrize("looked_up", [0, 16, 1000])
@given(_PLACES, _PLACES, st.integers(-40, 40), st.sampled_from([1, 3, 1024]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_all_ways_to_follow_agree(
    monkeypatch: pytest.MonkeyPatch, looked_up: int, one: list[int], other: list[int], distance: int, stretch: int
) -> None:
    monkeypatch.setattr(adjacency, "LOOKED_UP", looked_up)
    monkeypatch.setattr(adjacency, "_STRETCH", stretch)
    more = sorted({*other, *(max(0, place + distance) for place in one[::2])})
    expected = [place for place in one if place + distance in set(more)]
    assert followed(one, _blocked(more), distance) == expected
    assert followed(decoded(_blocked(one)), _blocked(more), distance) == expected
    assert followed(one, Positions(array("I", more)), distance) == expected
    assert followed(one[:1], _blocked(more), distance) == [place for place in expected if place in one[:1]]


_CROWDED = st.lists(
    st.one_of(st.integers(0, 40), st.integers(BLOCK - 40, BLOCK + 40), st.integers(0, 4 * BLOCK - 100)),
    max_size=90,
    unique=True,
).map(sorted)


@pytest.mark.parametrize("fewest", [0, 10_000])
@pytest.mark.parametrize("tabled", [2, 8, 128])
@given(_CROWDED, _CROWDED, st.integers(-40, 40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_tables_find_what_sets_find(
    monkeypatch: pytest.MonkeyPatch, fewest: int, tabled: int, one: list[int], other: list[int], distance: int
) -> None:
    monkeypatch.setattr(adjacency, "_FEWEST_TABLED", 0)
    monkeypatch.setattr(adjacency, "_LOOKED_UP_TABLED", 1000)
    monkeypatch.setattr(adjacency, "_FEWEST_MEETING", fewest)
    monkeypatch.setattr(adjacency, "_TABLED", tabled)
    more = sorted({*other, *(max(0, place + distance) for place in one[::2])})
    expected = [place for place in one if place + distance in set(more)]
    assert list(met(_blocked(one), _blocked(more), distance)) == expected


@given(_PLACES, st.lists(st.integers(0, 4 * BLOCK), max_size=8))
def test_ranges_are_gathered(places: list[int], bounds: list[int]) -> None:
    bounds.sort()
    lows, highs = bounds[:-1:2], bounds[1::2]
    expected = [place for low, high in zip(lows, highs, strict=True) for place in places if low <= place < high]
    assert gathered(_blocked(places), lows, highs) == expected
    assert gathered(Positions(array("I", places)), lows, highs) == expected


def test_members_are_checked_before_they_are_looked_at() -> None:
    lows, table = memoryview(array("H", range(0, 60_000, 20))), [0, 1000, *[2000] * 10, 3000]
    seen: set[int] = set()
    positions = Positions(None, lows, table, lambda start, end: seen.update(range(start, end)))
    assert list(between(positions, 100, 200)) == [100, 120, 140, 160, 180]
    assert seen == set(range(1000))
    assert followed([80, 11 * BLOCK + 40_000], positions, 20) == [80, 11 * BLOCK + 40_000]
    assert seen == {*range(1000), *range(2000, 3000)}
    assert len(decoded(positions)) == 3000
    assert len(seen) == 3000


def test_documents_come_once() -> None:
    first = [0, 5, 5, 9, 20]  # the second document is empty, the last number is the end
    assert documents_at([0, 4, 5, 8, 9, 19], first) == [0, 2, 3]
    assert documents_at([3, 700, 701, 999], range(0, 1001, 10)) == [0, 70, 99]
