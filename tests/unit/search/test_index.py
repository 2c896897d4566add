"""The index finds what a scan of the articles finds, through adds, changes and removals."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from reader.errors import IndexDamagedError
from reader.search import execution, phrases
from reader.search import index as search_index
from reader.search.index import SearchIndex
from reader.search.order import Order
from reader.search.snippets import matches
from tests.unit.search.samples import QUERIES, FakeFacts, asked, make_document, make_documents, scanned

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def index(tmp_path: Path) -> SearchIndex:
    return SearchIndex(tmp_path / "index")


def _found(index: SearchIndex, text: str) -> set[int]:
    page = index.search(asked(text), limit=100_000, facts=FakeFacts())
    assert page.is_exact
    assert page.total == len(page.hits)
    keys = {hit.key for hit in page.hits}
    assert len(keys) == page.total
    return keys


def test_finds_what_a_scan_finds(index: SearchIndex) -> None:
    documents = make_documents(120)
    index.update(documents)
    for text in QUERIES:
        assert _found(index, text) == scanned(documents, asked(text)), text


def test_follows_changes_and_removals(index: SearchIndex) -> None:
    documents = {document.key: document for document in make_documents(60)}
    index.update(documents.values())
    changed = make_documents(20, seed=2, first=50)
    documents |= {document.key: document for document in changed}
    index.update(changed, removed=[1, 2, 3, 999])
    for key in (1, 2, 3):
        del documents[key]
    assert index.keys() == documents.keys()
    for text in QUERIES:
        assert _found(index, text) == scanned(documents.values(), asked(text)), text


def test_pages_are_stretches_of_one_order(index: SearchIndex) -> None:
    index.update(make_documents(80))
    for order in Order:
        whole = index.search(asked("oil "), order=order, limit=1000)
        pages = [index.search(asked("oil "), order=order, offset=start, limit=7) for start in range(0, whole.total, 7)]
        assert [hit.key for page in pages for hit in page.hits] == [hit.key for hit in whole.hits]
        assert all(page.total == whole.total for page in pages)


def test_orders(index: SearchIndex) -> None:
    index.update(
        [
            make_document(1, "oil", title="Zebra", outlet="B", day="2025-01-02"),
            make_document(2, "oil oil oil", title="apple", outlet="a", day="2025-01-03"),
            make_document(3, "oil and many other words", title="Éclair", outlet="C"),
        ]
    )

    def keys(order: Order) -> list[int]:
        return [hit.key for hit in index.search(asked("oil "), order=order).hits]

    assert keys(Order.DATE) == [2, 1, 3]
    assert keys(Order.TITLE) == [2, 3, 1]
    assert keys(Order.OUTLET) == [2, 1, 3]
    assert keys(Order.RELEVANCE)[0] == 2


def test_the_title_weighs_more(index: SearchIndex) -> None:
    filler = "words that fill the article " * 10
    index.update([make_document(1, f"{filler} potash"), make_document(2, filler, title="Potash")])
    assert [hit.key for hit in index.search(asked("potash ")).hits] == [2, 1]


def test_another_reader_sees_the_commit_after_refresh(index: SearchIndex) -> None:
    index.update(make_documents(5))
    other = SearchIndex(index.folder)
    assert other.search(asked("")).total == 5
    assert not other.refresh()
    index.update(make_documents(5, first=6))
    assert other.search(asked("")).total == 5
    assert other.refresh()
    assert other.search(asked("")).total == 10
    other.close()


def test_a_missing_index_is_damage(index: SearchIndex) -> None:
    with pytest.raises(IndexDamagedError):
        index.search(asked("oil "))
    index.discard()
    index.update(make_documents(1))
    assert index.keys() == {1}
    index.discard()
    assert not index.folder.exists()


def test_an_index_may_become_empty(index: SearchIndex) -> None:
    index.update(make_documents(3))
    index.update([], removed=[1, 2, 3])
    assert index.keys() == frozenset()
    assert index.search(asked("oil")).hits == ()


def test_more_like_names_distinctive_words(index: SearchIndex) -> None:
    documents = make_documents(30)
    special = make_document(99, "zeppelin zeppelin harbour harbour the the the")
    index.update([*documents, special, make_document(100, "a zeppelin in a harbour")])
    assert set(index.more_like(special.article).split()) >= {"zeppelin", "harbour"}
    assert {hit.key for hit in index.search(asked(index.more_like(special.article))).hits[:2]} == {99, 100}


def test_stats_and_check(index: SearchIndex) -> None:
    index.update(make_documents(4))
    index.check()
    assert index.stats().documents == 4
    assert index.stats().bytes > 0


def test_a_phrase_whose_last_word_is_only_begun_may_be_rough(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = make_documents(60)
    index.update(documents)
    exact = index.search(asked('"oil p'), limit=1000)
    monkeypatch.setattr(phrases, "_MOST_OPEN", 0)
    index.close()
    rough = index.search(asked('"oil p'), limit=1000)
    assert exact.is_exact
    assert not rough.is_exact
    assert {hit.key for hit in exact.hits} <= {hit.key for hit in rough.hits}
    assert rough.total == len(rough.hits)
    assert index.search(asked('"oil price"')).is_exact


@pytest.mark.parametrize(("few", "apart"), [(0, 4096), (0, 3), (1000, 4096)])
def test_pages_follow_on_however_hits_are_picked(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch, few: int, apart: int
) -> None:
    monkeypatch.setattr(execution, "_FEW", few)
    monkeypatch.setattr(execution, "_APART", apart)
    index.update(make_documents(90))
    index.update(make_documents(60, seed=3, first=200))
    whole = index.search(asked("the oil"), limit=1000)
    assert whole.total == len({hit.key for hit in whole.hits}) == len(whole.hits) > 20
    pages = [index.search(asked("the oil"), offset=start, limit=6).hits for start in range(0, whole.total + 6, 6)]
    assert [hit for page in pages for hit in page] == list(whole.hits)


def test_the_recent_come_first_among_equals(index: SearchIndex) -> None:
    index.update([make_document(key, "potash and oil", title="t", day=f"20{10 + key}-05-01") for key in (1, 2, 3)])
    assert [hit.key for hit in index.search(asked("potash ")).hits] == [3, 2, 1]


def test_words_of_every_script_are_found(index: SearchIndex) -> None:
    texts = {
        1: "Die Straße nach Köln",
        2: "Łódź i Żyrardów",
        3: "Переговоры в Минске",
        4: "東京都の会議",
        5: "L'été à Orléans",
        6: "x" * 200 + " " + "y" * 64,
    }
    index.update([make_document(key, text, title="t") for key, text in texts.items()])
    for text, key in [
        ("strasse ", 1),
        ("koln ", 1),
        ("lodz", 2),
        ("zyrardow ", 2),
        ("переговор", 3),
        ('"минске"', 3),
        ("東京 ", 4),
        ("会議", 4),
        ("orleans ", 5),
        ("x" * 200 + " ", 6),
        ("x" * 30, 6),
    ]:
        assert [hit.key for hit in index.search(asked(text)).hits] == [key], text


def test_ranges_of_many_days(index: SearchIndex) -> None:
    first = dt.date(2023, 1, 1)
    days = [(first + dt.timedelta(days=number)).isoformat() for number in range(700)]
    documents = [make_document(key, "oil", day=day) for key, day in enumerate(days, 1)]
    index.update([*documents, make_document(999, "oil")])
    for text in (
        "date:2023-01-05..2023-01-20",
        "date:2023-03..2024-08",
        "date:2023-09-13",
        "date:2023-09-12..2023-09-14",
        "before:2024-02",
        "after:2024-11-25",
        "date:2022",
        "date:2030 oil ",
        "-date:2023",
    ):
        assert _found(index, text) == scanned([*documents, make_document(999, "oil")], asked(text)), text


def test_facts_about_few_and_many_articles(index: SearchIndex) -> None:
    documents = make_documents(200)
    index.update(documents)
    for text in ("tag:90", "tag:1", "-tag:90 oil ", "tag:3 tag:5", "tag:nothing"):
        assert _found(index, text) == scanned(documents, asked(text)), text


def test_a_fuzzy_word_finds_all_its_neighbours(index: SearchIndex) -> None:
    words = ["price", "prize", "pride", "prices", "rice", "pirce", "spice", "oil"]
    documents = [make_document(key, f"{word} {'oil' if key % 2 else 'gas'}") for key, word in enumerate(words * 5, 1)]
    index.update(documents)
    for text in ("price~ ", "prise~ ", "price~ oil ", "prxce~ ", "prixx~ "):
        assert _found(index, text) == scanned(documents, asked(text)), text


def test_what_was_read_is_given_back_when_it_is_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = make_documents(60)
    index = SearchIndex(tmp_path)
    index.update(documents)
    before = {text: index.search(asked(text), limit=100, facts=FakeFacts()).hits for text in QUERIES}
    regions = index._segments[0].regions  # type: ignore[index]
    assert 0 < regions.resident <= (regions.path.stat().st_size | 0xFFFF) + 1
    monkeypatch.setattr(search_index, "MOST_RESIDENT", 0)
    for text in QUERIES:
        assert index.search(asked(text), limit=100, facts=FakeFacts()).hits == before[text]
        assert regions.resident == 0


@pytest.mark.parametrize(
    ("text", "queries"),
    [
        ("東京は日本の首都です", ["東", "京", "東京", "首都で"]),
        ("ประเทศไทยมีประชากร", ["ไทย", "ประชา"]),
        ("كَتَبَ مُحَمَّد رِسَالَة", ["محمد", "مُحَمَّد", "رسالة", "رساله "]),
        ("İstanbul'da ısı", ["istanbul", "Istanbul", "isi "]),
        ("Die Straße nach Łódź", ["strasse", "STRASSE ", "lodz ", "łódź"]),
        ("written in C++ and C#", ["C++", "c#", "C "]),
        ("the R&D of AT&T", ["R&D", "r&d ", "at&t"]),
        ("They don’t know O'Brien", ["don't", "don’t ", "o'brien"]),
        ("the U.S. said", ["U.S.", "u.s", "U.S. said"]),
        ("it has 1,200 people", ["1,200", "1200", "1.200", '"1,200"', "-1300"]),
        ("it has 1200 people", ["1,200", "1200"]),
        ("es hat 1.200.000 Leute", ["1200000", "1,200,000"]),
        ("up 50%, or 1.2m", ["50%", "1.2m", "50"]),
        ("jana@example.org, https://example.org/a-b?x=1", ["jana@exa", "https://example.org/a-b?x=1", "example.org"]),
        ("한국은 크다", ["한국", "한국은 "]),
        ("the bank-rate, the EU", ["bank-rate", "bank-ra", "eu", "EU "]),
    ],
)
def test_short_and_odd_words_are_found_and_marked(index: SearchIndex, text: str, queries: list[str]) -> None:
    index.update([make_document(1, text, title="zz"), make_document(2, "500 cats", title="yy")])
    for typed in queries:
        assert 1 in _found(index, typed), typed
        assert typed.startswith("-") or matches(text, asked(typed)), typed
    assert 2 not in _found(index, "50%")
    assert 2 not in _found(index, "C++")
