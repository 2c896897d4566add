"""The catalogue answers what the list and the conditions of queries ask."""

from __future__ import annotations

import sqlite3
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from reader.articles.article import Article, ArticleId, Published
from reader.catalogue import Catalogue, folded, key_of
from reader.entering import entry_of
from reader.errors import CacheError, LibraryError
from reader.highlights.highlight import (
    Bound,
    Figure,
    FigureKind,
    Highlights,
    Quantity,
    Quote,
    QuoteKind,
)
from reader.rows import Entry, FileState
from reader.search.order import Order
from reader.text import Span

if TYPE_CHECKING:
    from pathlib import Path


def _article(path: str, title: str, outlet: str | None = None, day: str | None = None) -> Article:
    return Article(
        id=ArticleId(f"id-{path}"),
        revision="0",
        path=path,
        text="Some 40 ships left, “at last”.",
        blocks=(),
        title=title,
        outlet=outlet,
        authors=("Ana Žužić",),
        published=Published(day) if day else None,
    )


def _entry(article: Article, ordinal: int = 0, *, with_highlights: bool = False) -> Entry:
    figure = Figure(Span(0, 13), Quantity(40, 40, "ship"), "ships", Bound.ABOUT, FigureKind.COUNT, "count", 1)
    quote = Quote(Span(20, 29), Span(21, 28), QuoteKind.DIRECT, "Ana Žužić", None, None, "colon", 1)
    highlights = Highlights((figure,), (quote,)) if with_highlights else Highlights()
    return entry_of(key_of(article.path, ordinal), ordinal, article, highlights)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    made = Catalogue(tmp_path / "cache")
    articles = [
        _article("b.txt", "Żubr returns", "Gazeta", "2025-02-01"),
        _article("a.txt", "“Apples”", "The Herald", "2025-03-01"),
        _article("c.txt", "no date at all"),
    ]
    entries = [_entry(article, with_highlights=article.path == "a.txt") for article in articles]
    made.replace({article.path: FileState(10, 20) for article in articles}, entries)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("order", "paths"),
    [
        (Order.DATE, ["a.txt", "b.txt", "c.txt"]),
        (Order.RELEVANCE, ["a.txt", "b.txt", "c.txt"]),
        (Order.TITLE, ["a.txt", "c.txt", "b.txt"]),
        (Order.OUTLET, ["b.txt", "a.txt", "c.txt"]),
    ],
)
def test_articles_are_listed_in_an_order(catalogue: Catalogue, order: Order, paths: list[str]) -> None:
    assert [row.path for row in catalogue.rows(catalogue.keys(order))] == paths


def test_kept_orders_are_dropped_by_any_write(catalogue: Catalogue) -> None:
    before = {order: catalogue.keys(order) for order in Order}
    catalogue.keep_orders()
    assert {order: catalogue.keys(order) for order in Order} == before
    catalogue.remove(["a.txt"])
    assert list(catalogue.keys()) == [key_of("b.txt"), key_of("c.txt")]


def test_rows_come_in_the_order_asked_for_and_unknown_keys_are_left_out(catalogue: Catalogue) -> None:
    rows = catalogue.rows([key_of("c.txt"), 12345, key_of("a.txt")])
    assert [row.title for row in rows] == ["no date at all", "“Apples”"]
    assert rows[1].authors == ("Ana Žužić",)
    assert (rows[1].day, rows[1].figures, rows[1].quotes) == ("2025-03-01", 1, 1)
    assert (rows[0].day, rows[0].outlet) == ("", None)


def test_an_article_is_found_by_id_by_its_start_and_by_path(catalogue: Catalogue) -> None:
    assert [row.path for row in catalogue.find("id-a.txt")] == ["a.txt"]
    assert len(catalogue.find("id-")) == 3
    assert [row.path for row in catalogue.find("b.txt")] == ["b.txt"]
    assert catalogue.find("i%") == []


def test_a_file_read_again_replaces_its_articles_and_their_highlights(catalogue: Catalogue) -> None:
    catalogue.replace({"a.txt": FileState(11, 21)}, [_entry(_article("a.txt", "Pears"), 0)])
    assert [row.title for row in catalogue.rows([key_of("a.txt")])] == ["Pears"]
    assert catalogue.figures() == []
    assert catalogue.quotes() == []
    assert catalogue.files()["a.txt"] == FileState(11, 21)


def test_a_removed_file_is_forgotten(catalogue: Catalogue) -> None:
    catalogue.remove(["a.txt", "never-there.txt"])
    assert catalogue.known_paths() == {"b.txt", "c.txt"}
    assert catalogue.count() == 2


def test_a_file_without_articles_keeps_its_problem(catalogue: Catalogue) -> None:
    catalogue.replace({"bad.txt": FileState(1, 1, "bad.txt holds no text.")}, [])
    assert catalogue.problems() == ["bad.txt holds no text."]
    assert "bad.txt" in catalogue.known_paths()


def test_figures_and_quotes_of_the_whole_library(catalogue: Catalogue) -> None:
    (figure,) = catalogue.figures("kind = ? and high >= ?", ("count", 30))
    assert (figure.shown, figure.low, figure.unit, figure.bound) == ("Some 40 ships", 40, "ship", "~")
    (quote,) = catalogue.quotes("speaker_order like ?", ("%zuzic%",))
    assert (quote.words, quote.speaker) == ("at last", "Ana Žužić")


def test_files_read_by_another_finder_are_read_again(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.highlights.highlight.FINDER_VERSION", -1)
    assert catalogue.files() == {}
    assert len(catalogue.known_paths()) == 3


def test_many_keys_at_once(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    articles = [_article(f"{n}.txt", str(n)) for n in range(2000)]
    catalogue.replace({a.path: FileState(1, 1) for a in articles}, [_entry(a) for a in articles])
    keys = catalogue.keys()
    assert len(catalogue.rows(keys)) == 2000
    assert len(catalogue.keys_of(a.id for a in articles)) == 2000
    assert len(catalogue.paths_of(keys)) == 2000
    catalogue.close()


@pytest.mark.parametrize("damage", [b"not a database at all" * 100, b""])
def test_a_damaged_catalogue_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "catalogue.sqlite").write_bytes(damage)
    catalogue = Catalogue(tmp_path)
    assert catalogue.count() == 0
    catalogue.close()


def test_a_catalogue_of_another_version_is_made_anew(tmp_path: Path) -> None:
    Catalogue(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "catalogue.sqlite")
    connection.execute("pragma user_version = 99")
    connection.close()
    catalogue = Catalogue(tmp_path)
    assert catalogue.count() == 0
    catalogue.close()


def test_one_thread_may_close_it_while_another_reads(tmp_path: Path) -> None:
    problems = []

    def read(catalogue: Catalogue) -> None:
        try:
            while True:
                catalogue.outlets()
        except CacheError as error:
            problems.append(str(error))

    for _ in range(30):
        opened = Catalogue(tmp_path)
        readers = [Thread(target=read, args=(opened,)) for _ in range(2)]
        for reader in readers:
            reader.start()
        opened.close()  # the interpreter died of it
        for reader in readers:
            reader.join()
    assert len(problems) == 60


def test_another_process_changing_it_is_noticed(catalogue: Catalogue, tmp_path: Path) -> None:
    before = catalogue.generation()
    other = Catalogue(tmp_path / "cache")
    other.remove(["a.txt"])
    other.close()
    assert catalogue.generation() != before
    assert catalogue.count() == 2


def test_a_failed_write_changes_nothing_and_says_where(catalogue: Catalogue) -> None:
    def broken() -> object:
        yield _entry(_article("d.txt", "d"))
        raise sqlite3.OperationalError("disk full")

    with pytest.raises(LibraryError, match=r"catalogue\.sqlite cannot be used \(disk full\)"):
        catalogue.replace({"d.txt": FileState(1, 1)}, broken())
    assert catalogue.count() == 3
    assert "d.txt" not in catalogue.known_paths()


def test_a_cache_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LibraryError, match="cannot be used"):
        Catalogue(tmp_path / "file")


def test_keys_are_the_same_everywhere_and_positive() -> None:
    assert key_of("a/b.txt") == key_of("a/b.txt", 0) != key_of("a/b.txt", 1)
    assert all(0 <= key_of(str(n)) < 2**63 for n in range(1000))


@pytest.mark.parametrize(("text", "key"), [("Łódź", "lodz"), (" Éva Székely ", "eva szekely"), ("ЁЛКА", "елка")])
def test_names_are_compared_without_case_and_accents(text: str, key: str) -> None:
    assert folded(text) == key


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zub", ["b.txt"]),
        ("returns zubr", ["b.txt"]),
        ("APPLES", ["a.txt"]),
        ("zbrtn", ["b.txt"]),
        ("date", ["c.txt"]),
        ("%", []),
        ("_", []),
        ("", []),
        ("e", ["a.txt", "b.txt", "c.txt"]),
    ],
)
def test_articles_are_found_by_their_titles(catalogue: Catalogue, typed: str, found: list[str]) -> None:
    assert [row.path for row in catalogue.rows(catalogue.titled(typed, 9))] == found
    assert catalogue.titled(typed, 1) == catalogue.titled(typed, 9)[:1]


def test_outlets_are_counted(catalogue: Catalogue) -> None:
    assert catalogue.outlets() == [("Gazeta", 1), ("The Herald", 1)]
