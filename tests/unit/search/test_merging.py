"""Whatever was added, changed, removed and merged: the index equals a fresh one, and Whoosh's searcher agrees."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.search import positions, publishing, writing
from reader.search.building import build_segment
from reader.search.index import SearchIndex
from reader.search.translation import search
from tests.unit.search.samples import QUERIES, FakeFacts, asked, make_documents, scanned

if TYPE_CHECKING:
    from pathlib import Path

    from reader.search.query import Document


@pytest.fixture(params=["as it is", "everything large"])
def thresholds(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small libraries written as large ones are: blocked positions, vectors for prefixes."""
    if request.param == "everything large":
        monkeypatch.setattr(positions, "FEWEST_BLOCKS", 1)
        monkeypatch.setattr(positions, "PER_BLOCK", 3)
        monkeypatch.setattr(writing, "_PREFIX_POSTINGS", 5)


def _check(index: SearchIndex, documents: list[Document]) -> None:
    index.check()
    assert index.keys() == {document.key for document in documents}
    for text in QUERIES:
        expected = scanned(documents, asked(text))
        page = index.search(asked(text), limit=100_000, facts=FakeFacts())
        found = {hit.key for hit in page.hits}
        assert page.is_exact
        assert page.total == len(page.hits) == len(found)
        assert found == expected, text
        hits, total = search(index.folder, asked(text).root, FakeFacts(), limit=100_000)
        assert {hit.key for hit in hits} == expected, text
        assert total == len(expected)


@pytest.mark.usefixtures("thresholds")
def test_merged_segments_hold_what_their_parts_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "MOST_SEGMENTS", 3)
    index = SearchIndex(tmp_path)
    documents: dict[int, Document] = {}
    for round_number in range(7):
        new = make_documents(25, seed=round_number, first=1 + round_number * 15)  # ten of each replace earlier ones
        index.publish([build_segment(tmp_path, new)], removed=[round_number * 15 + 2])
        documents |= {document.key: document for document in new}
        removed = round_number * 15 + 2
        if removed not in {document.key for document in new}:
            documents.pop(removed, None)
    _check(index, list(documents.values()))
    assert index.stats().segments > 1
    index.optimize()
    assert index.stats().segments == 1
    assert index.stats().deleted == 0
    _check(index, list(documents.values()))


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 5), st.integers(1, 12)),
        st.tuples(st.just("remove"), st.integers(1, 30), st.integers(1, 10)),
        st.tuples(st.just("merge"), st.just(0), st.just(0)),
    ),
    min_size=1,
    max_size=8,
)


@given(_STEPS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_history_equals_a_fresh_index(tmp_path: Path, steps: list[tuple[str, int, int]]) -> None:
    folder = tmp_path / os.urandom(6).hex()
    index = SearchIndex(folder)
    index.update([])
    documents: dict[int, Document] = {}
    for number, (step, first, count) in enumerate(steps):
        if step == "add":
            new = make_documents(count, seed=number, first=1 + first * 5)
            index.update(new)
            documents |= {document.key: document for document in new}
        elif step == "remove":
            gone = range(first, first + count)
            index.publish((), removed=gone)
            for key in gone:
                documents.pop(key, None)
        else:
            index.optimize()
    assert index.keys() == documents.keys()
    fresh = SearchIndex(folder / "fresh")
    fresh.update(documents.values())
    for text in QUERIES[:24]:
        one = index.search(asked(text), limit=1000, facts=FakeFacts())
        other = fresh.search(asked(text), limit=1000, facts=FakeFacts())
        assert {hit.key for hit in one.hits} == {hit.key for hit in other.hits}, text


def test_segments_merge_by_themselves(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path)
    for number in range(30):
        index.update(make_documents(1, seed=number, first=number))
    assert index.stats().segments <= publishing.MOST_SEGMENTS
    assert index.keys() == frozenset(range(30))
    assert len(list(tmp_path.glob("*.articles"))) == index.stats().segments


class _Sized:
    """As much of an open segment as choosing what to merge looks at."""

    def __init__(self, count: int, deleted: int = 0) -> None:
        self.count = count
        self.deleted = frozenset(range(deleted))

    def field(self, name: str) -> _Sized:
        return self

    @property
    def first(self) -> list[int]:
        return [0, self.count * 700]


@pytest.mark.parametrize(
    ("counts", "most", "chosen"),
    [
        ([50_000, 10, 10], 8, []),
        ([10] * 9, 8, list(range(9))),
        ([50_000, 40_000, *[10] * 9], 8, list(range(2, 11))),
        ([60_000] * 20, 8, []),
        ([60_000] * 20 + [10], 8, []),
        ([10, *[20_000] * 8], 8, [1, 2]),  # ten articles do not copy twenty thousand
        ([*[2_500] * 8, 20_000], 8, list(range(9))),
        ([*[2_500] * 8, 30_000], 8, []),
        ([1, 3, 9, 27, 81, 243, 729, 2187, 6561], 8, []),
        ([40_000, 30_000, 20_000, 10], 1, [2, 3]),
        ([60_000, 30_000], 1, []),
    ],
)
def test_what_is_merged(counts: list[int], most: int, chosen: list[int]) -> None:
    assert publishing._to_merge([_Sized(count) for count in counts], most) == chosen


def test_a_segment_of_which_a_quarter_is_deleted_is_written_anew() -> None:
    assert publishing._to_merge([_Sized(100), _Sized(100, 26)], 8) == [1]
