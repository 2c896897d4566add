"""Arithmetic on vectors of bytes gives what a loop over the documents gives."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search import lanes

_PAIRS = st.integers(0, 40).flatmap(
    lambda n: st.tuples(st.binary(min_size=n, max_size=n), st.binary(min_size=n, max_size=n))
)


@given(_PAIRS)
def test_larger_is_the_maximum_of_each_lane(pair: tuple[bytes, bytes]) -> None:
    one, other = pair
    found = lanes.larger(lanes.number(one), lanes.number(other), len(one))
    assert lanes.vector(found, len(one)) == bytes(map(max, one, other))


@given(st.binary(max_size=60))
def test_masks_count_members(vector: bytes) -> None:
    mask = lanes.mask(vector)
    present = [document for document, impact in enumerate(vector) if impact]
    assert lanes.size(mask) == len(present)
    assert lanes.members(lanes.vector(mask, len(vector)), 255) == present
    assert lanes.mask_of(present, len(vector)) == mask
    assert lanes.repeated(255, len(vector)) ^ mask == lanes.mask(bytes(not impact for impact in vector))


def test_scattering_keeps_the_largest() -> None:
    assert lanes.scattered([1, 3, 1, 3], [5, 2, 4, 9], 5) == bytes([0, 5, 0, 9, 0])


@given(st.dictionaries(st.integers(0, 699), st.integers(1, 255)), st.sampled_from([0, 10_000]))
def test_documents_are_spread_in_order(impacts: dict[int, int], few: int) -> None:
    documents = sorted(impacts)
    expected = bytes(impacts.get(document, 0) for document in range(700))
    weights = memoryview(bytes(impacts[document] for document in documents))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lanes, "_FEW", few)
        assert lanes.spread(memoryview(array("H", documents)), weights, 700) == expected
