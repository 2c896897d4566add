"""The index is Whoosh's too: its parser and searcher work on it, and its own codec ranks alike."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import index as whoosh_index
from whoosh.qparser import QueryParser

from reader.search.index import SearchIndex
from reader.search.order import Order
from reader.search.query import NoFacts
from reader.search.schema import SEPARATOR, entry, schema, stem_field
from reader.search.translation import search, translate
from tests.unit.search.samples import QUERIES, FakeFacts, asked, make_document, make_documents, scanned

if TYPE_CHECKING:
    from pathlib import Path

    from reader.search.query import Document


def _write(writer: object, documents: list[Document]) -> None:
    for document in documents:
        one = entry(document)
        fields = {name: SEPARATOR.join(parts) for name, parts in one.parts.items() if parts}
        fields |= {stem_field(name): fields[name] for name in ("text", "title") if name in fields}
        writer.add_document(  # type: ignore[attr-defined]
            key=one.key, day=one.day, by_title=one.by_title, by_outlet=one.by_outlet, **fields
        )


def test_whoosh_opens_parses_and_searches_the_same_files(tmp_path: Path) -> None:
    documents = make_documents(40)
    SearchIndex(tmp_path).update(documents)
    with whoosh_index.open_dir(str(tmp_path)).searcher() as searcher:
        parser = QueryParser("text", searcher.schema)
        for typed, ours in [
            ("oil", "Oil "),
            ("oil AND price", "Oil Price "),
            ("oil NOT gas", "Oil -Gas "),
            ('"bank of"', '"bank of"'),
            ("gov*", "gov* "),
            ("title:oil", 'title:"oil"'),
        ]:
            hits = {hit["key"] for hit in searcher.search(parser.parse(typed), limit=None)}
            assert hits == scanned(documents, asked(ours)), typed
        assert searcher.doc_count() == 40
        terms = [text for name, text in searcher.reader().all_terms() if name == "text"]
        assert terms == sorted(set(terms))


def test_whoosh_answers_where_whoosh_wrote(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path)
    documents = make_documents(20)
    index.update(documents)
    more = make_documents(15, seed=9, first=100)
    writer = whoosh_index.open_dir(str(tmp_path)).writer()
    _write(writer, more)
    writer.commit(merge=False)
    other = SearchIndex(tmp_path)
    for text in QUERIES:
        page = other.search(asked(text), limit=1000, facts=FakeFacts())
        assert {hit.key for hit in page.hits} == scanned([*documents, *more], asked(text)), text
    for order in Order:
        assert other.search(asked("oil "), order=order, limit=3).total == other.search(asked("oil ")).total


def _long_documents(count: int) -> list[Document]:
    chance = random.Random(11)
    words = [f"w{number}x" for number in range(400)]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    made = []
    for key in range(1, count + 1):
        topic = chance.choices(words, k=12)
        body = chance.choices(words, weights, k=chance.randint(200, 1100)) + topic * chance.randint(0, 6)
        chance.shuffle(body)
        title = " ".join(chance.choices(words, k=4) + topic[:2])
        made.append(make_document(key, " ".join(body), title=title, day="2025-01-01"))
    return made


def test_the_best_hits_are_those_of_bm25f(tmp_path: Path) -> None:
    documents = _long_documents(150)
    index = SearchIndex(tmp_path / "ours")
    index.update(documents)
    (tmp_path / "stock").mkdir()
    stock = whoosh_index.create_in(str(tmp_path / "stock"), schema())
    writer = stock.writer()
    _write(writer, documents)
    writer.commit()
    chance = random.Random(3)
    shared = asked_for = 0
    with stock.searcher() as searcher:
        for _ in range(60):
            text = " ".join(f"w{chance.randrange(120)}x" for _ in range(chance.randint(1, 3))) + " "
            query = asked(text)
            ours = [hit.key for hit in index.search(query, limit=10).hits]
            found = searcher.search(translate(query.root, NoFacts()), limit=10)
            keys = searcher.reader().column_reader("key")
            theirs = [keys[number] for _, number in found.top_n]
            assert len(ours) == len(theirs)
            shared += len({*ours} & {*theirs})
            asked_for += len(theirs)
    assert shared / asked_for >= 0.9


def test_the_fast_path_ranks_as_the_slow_one_on_the_same_index(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path)
    index.update(_long_documents(150))
    shared = total = 0
    for number in range(40):
        query = asked(f"w{number}x w{(number * 7) % 60}x ")
        ours = [hit.key for hit in index.search(query, limit=10).hits]
        hits, count = search(tmp_path, query.root, NoFacts(), limit=10)
        assert count == index.search(query).total
        shared += len({*ours} & {hit.key for hit in hits})
        total += len(hits)
    assert shared / total >= 0.9


_LEAVES = st.sampled_from([text.strip() for text in QUERIES if text.strip() and " OR " not in text and "(" not in text])
_QUERIES = st.recursive(
    _LEAVES,
    lambda parts: st.one_of(
        st.tuples(parts, parts).map(" ".join),
        st.tuples(parts, parts).map(" OR ".join),
        parts.map("-({} )".format),
        parts.map("({} )".format),
    ),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> tuple[SearchIndex, list[Document]]:
    """Two segments, one with deletions."""
    index = SearchIndex(tmp_path_factory.mktemp("index"))
    documents = make_documents(60)
    index.update([*documents[:40], *make_documents(10, seed=4, first=900)])
    index.update(documents[40:], removed=range(900, 910))
    return index, documents


@given(_QUERIES, st.sampled_from(["", " "]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_query_has_the_hits_of_a_scan_and_of_whoosh(
    shelf: tuple[SearchIndex, list[Document]], text: str, end: str
) -> None:
    index, documents = shelf
    query = asked(text + end)
    page = index.search(query, limit=1000, facts=FakeFacts())
    keys = {hit.key for hit in page.hits}
    assert keys == scanned(documents, query)
    hits, total = search(index.folder, query.root, FakeFacts(), limit=1000)
    assert ({hit.key for hit in hits}, total) == (keys, len(page.hits))


def test_whoosh_reads_statistics_lengths_and_columns(tmp_path: Path) -> None:
    documents = make_documents(30)
    SearchIndex(tmp_path).update(documents)
    with whoosh_index.open_dir(str(tmp_path)).reader() as reader:
        oil = scanned(documents, asked("Oil "))
        assert reader.doc_frequency("text", "oil") == reader.frequency("text", "oil") == len(oil)
        information = reader.term_info("text", "oil")
        assert (information.doc_frequency(), information.max_id() < 30) == (len(oil), True)
        assert reader.doc_frequency("text", "nothinglikethis") == 0
        assert ("text", "oil") in reader
        assert ("nowhere", "oil") not in reader
        lengths = [reader.doc_field_length(number, "text") for number in range(30)]
        assert sum(lengths) == reader.field_length("text")
        assert (min(lengths), max(lengths)) == (reader.min_field_length("text"), reader.max_field_length("text"))
        assert reader.stored_fields(3) == {"key": documents[3].key}
        assert [text for (_, text), _ in reader.iter_from("text", "gas")][:1] == [b"gas"]
        assert {name for (name, _), _ in reader} <= set(reader.indexed_field_names())
        titles = reader.column_reader("by_title")
        assert len(list(titles)) == 30
        cursor = reader.cursor("text")
        assert cursor.find("oi") == "oil"
        assert cursor.term_info().doc_frequency() == len(oil)
        assert cursor.next() > "oil"
        assert cursor.first() == next(iter(reader.lexicon("text"))).decode()
        matcher = reader.postings("text", "oil")
        assert matcher.value_as("frequency") == len(matcher.value_as("positions")) > 0


def test_whoosh_deletes_in_our_segments(tmp_path: Path) -> None:
    documents = make_documents(30)
    index = SearchIndex(tmp_path)
    index.update(documents)
    assert len(index.keys()) == 30
    writer = whoosh_index.open_dir(str(tmp_path)).writer()
    writer.delete_by_term("author", "nowak")
    writer.commit(merge=False)
    assert index.refresh()
    left = [document for document in documents if document.key not in scanned(documents, asked("author:nowak "))]
    assert 0 < len(left) < 30
    assert index.keys() == {document.key for document in left}
    for text in QUERIES:
        page = index.search(asked(text), limit=1000, facts=FakeFacts())
        assert {hit.key for hit in page.hits} == scanned(left, asked(text)), text
