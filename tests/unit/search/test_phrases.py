"""Phrases of words that nearly all articles have: found one by one or all at once, the hits are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.search import execution, phrases, positions
from reader.search.index import SearchIndex
from reader.search.order import Order
from reader.search.query import Bound
from reader.search.translation import search
from tests.unit.search.samples import FakeFacts, asked, make_document, make_documents, scanned

if TYPE_CHECKING:
    from pathlib import Path

    from reader.search.query import Document

_ASKED = [
    '"of the"',
    '"the of"',
    '"oil price"',
    '"the the"',
    '"gas gas oil"',
    '"oil price prices"',
    '"price oil gas oil"',
    '"oil price" gas ',
    '"oil price" "gas oil"',
    '"oil price" -gas ',
    '-"oil price"',
    'gas -"oil price"',
    '-"oil price" -"gas oil"',
    '"oil price" -"oil price"',
    'gas -"oil price" -("gas oil")',
    'gas -"oil pri',
    '"gas oil" -"oil price"',
    '-"oil zzz"',
    '"oil price" OR "gas oil"',
    '"oil price" OR prisoners ',
    '"oil price" ("oil price" OR zzz)',
    '"oil price" date:2025',
    '"oil price" tag:2',
    'title:"oil price"',
    'title:"price oil" gas ',
    'author:"anna nowak"',
    'outlet:"morning wire"',
    '"anna nowak"',
    '"oil pri',
    '"oil price p',
    '"gas o',
    '"oil price" "gas o',
    '"oil zzz"',
    "東京東京",
]
"""Queries with phrases: closed, open, of repeated words, in fields, under AND, OR and NOT."""


@pytest.fixture
def documents() -> list[Document]:
    return make_documents(150)


@pytest.fixture
def index(tmp_path: Path, documents: list[Document]) -> SearchIndex:
    """Three segments, with documents replaced and removed."""
    index = SearchIndex(tmp_path)
    index.update(make_documents(30, seed=5))
    index.update(documents[:70])
    index.update(documents[70:120])
    index.update([*documents[120:], make_document(9001, "oil price")], removed=[9001])
    documents.append(make_document(9001, "oil price"))
    return index


@pytest.fixture
def everything_is_expensive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrases, "_CHEAP", -1)
    monkeypatch.setattr(phrases, "_CHECK", 0.01)
    monkeypatch.setattr(phrases, "_COUNTED", 2)


@pytest.fixture(params=["wide", "blocked"])
def coding(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "blocked":
        monkeypatch.setattr(positions, "FEWEST_BLOCKS", 0)
        monkeypatch.setattr(positions, "PER_BLOCK", 3)


@pytest.mark.usefixtures("coding", "everything_is_expensive")
@pytest.mark.parametrize("text", _ASKED)
def test_expensive_phrases_find_what_a_scan_and_what_whoosh_finds(
    index: SearchIndex, documents: list[Document], text: str
) -> None:
    expected = scanned(documents, asked(text))
    page = index.search(asked(text), limit=1000, facts=FakeFacts())
    assert page.is_exact
    assert page.total == len(page.hits)
    assert {hit.key for hit in page.hits} == expected
    hits, total = search(index.folder, asked(text).root, FakeFacts(), limit=1000)
    assert ({hit.key for hit in hits}, total) == (expected, len(expected))


def _walk(index: SearchIndex, text: str, order: Order, each: int) -> list[int]:
    """Return the keys of all hits as whoever scrolls gets them."""
    found: list[int] = []
    while True:
        page = index.search(asked(text), order=order, offset=len(found), limit=each, facts=FakeFacts())
        found += [hit.key for hit in page.hits]
        assert page.total >= len(found)
        if not page.has_more:
            return found


@pytest.mark.usefixtures("everything_is_expensive")
@pytest.mark.parametrize("few", [0, 400])
@pytest.mark.parametrize("check", [0.01, 5.0, 1e9])
def test_scrolling_gives_each_hit_once_however_they_are_found(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch, documents: list[Document], few: int, check: float
) -> None:
    monkeypatch.setattr(execution, "_FEW", few)
    monkeypatch.setattr(phrases, "_CHECK", check)
    monkeypatch.setattr(phrases, "_FEWEST_TESTED", 4)
    for text in (
        '"oil price"',
        'gas -"oil price"',
        '-"oil price"',
        '"oil price" gas ',
        '"of the" oil ',
        '"gas oil" -potash ',
        '"gas o',
    ):
        expected = scanned(documents, asked(text))
        for order in (Order.RELEVANCE, Order.DATE):
            found = _walk(index, text, order, 3)
            assert len(found) == len(expected)
            assert set(found) == expected
            monkeypatch.setattr(phrases, "_CHEAP", 1_000_000)
            at_once = index.search(asked(text), order=order, limit=1000).hits
            monkeypatch.setattr(phrases, "_CHEAP", -1)
            assert found == [hit.key for hit in at_once]


@pytest.mark.usefixtures("everything_is_expensive")
def test_crowded_levels_come_in_one_order(index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(execution, "_FEW", 0)
    monkeypatch.setattr(execution, "_APART", 2)
    one_by_one = _walk(index, '"oil price"', Order.RELEVANCE, 2)
    monkeypatch.setattr(phrases, "_CHECK", 1e9)
    assert _walk(index, '"oil price"', Order.RELEVANCE, 2) == one_by_one


@pytest.mark.usefixtures("everything_is_expensive")
def test_a_page_tells_that_there_are_more(index: SearchIndex, documents: list[Document]) -> None:
    most = len(scanned(documents, asked('"oil price"')))
    page = index.search(asked('"oil price"'), limit=3)
    assert page.bound is Bound.AT_LEAST
    assert 3 <= page.total < most
    assert page.has_more
    assert page.counted == f"more than {page.total - 1}"
    later = index.search(asked('"oil price"'), offset=3, limit=3)
    assert later.total >= page.total
    whole = index.search(asked('"oil price"'), limit=1000)
    assert (whole.bound, whole.total, whole.counted) == (Bound.EXACT, most, str(most))
    assert not whole.has_more
    counted = index.search(asked('"oil price"'), limit=0)
    assert (counted.bound, counted.total) == (Bound.EXACT, most)


@pytest.mark.usefixtures("everything_is_expensive")
def test_a_begun_phrase_of_common_words_is_neither_an_upper_nor_a_lower_bound(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phrases, "_MOST_OPEN", 0)
    page = index.search(asked('"oil price p'), limit=1)
    assert page.bound is Bound.ABOUT
    assert page.counted == f"about {page.total}"
    assert page.has_more
    whole = index.search(asked('"oil price p'), limit=1000)
    assert whole.bound is Bound.AT_MOST
    assert whole.counted == f"up to {whole.total}"


def test_cheap_phrases_are_counted(index: SearchIndex, documents: list[Document]) -> None:
    page = index.search(asked('"oil price"'), limit=1)
    assert (page.is_exact, page.total) == (True, len(scanned(documents, asked('"oil price"'))))
