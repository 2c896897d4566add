"""Annotations of an article whose id changed follow it where that is certain, and are listed as orphans otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.annotations.annotation import ArticleReference
from reader.articles.article import ArticleId
from reader.catalogue import key_of
from reader.homes import homes
from reader.library import reference_of
from reader.orphans import ARTICLE_GONE, WORDS_GONE, orphans
from reader.orphans import key_of as home_key
from reader.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library import Library
    from reader.paths import Folders

HARBOUR = key_of("harbour.txt")
FERRY = key_of("news/ferry.md")
GONE = ArticleId("no such article")


@pytest.mark.parametrize(
    ("reference", "key"),
    [
        (ArticleReference(GONE, "Another title", "https://ellery.example/ferry?utm_source=x"), FERRY),
        (ArticleReference(GONE, "HARBOUR reopens after the storm"), HARBOUR),
        (ArticleReference(GONE, "Harbour reopens after the storm", published="2025-03"), HARBOUR),
        (ArticleReference(GONE, "Harbour reopens after the storm", published="2024-03-03"), None),
        (ArticleReference(GONE, "Ferry prices rise again", outlet="Another Herald"), None),
        (ArticleReference(GONE, "Ferry prices rise again", outlet="the ellery herald"), FERRY),
        (ArticleReference(GONE, "Ferry prices rise"), None),
        (ArticleReference(GONE, ""), None),
        (ArticleReference(GONE, "«»"), None),
    ],
)
def test_an_article_is_known_by_its_address_or_its_title(library: Library, reference, key) -> None:
    found = homes(library.catalogue, [reference])
    assert found == ({} if key is None else {GONE: library.listed([key])[0].row.id})


def test_of_two_articles_with_one_title_none_is_taken(library: Library, folders: Folders, update) -> None:
    for number, text in enumerate(("It was sunny all the day long.", "It rained until late in the night.")):
        (folders.library / f"{number}.txt").write_text(f"The weather\n\n{text}\n")
    update()
    assert homes(library.catalogue, [ArticleReference(GONE, "The weather")]) == {}


@pytest.fixture
def edited(library: Library, folders: Folders, update: Callable[[], object]):
    """Return a function that annotates an article, edits its first lines, and gives its old and its new id."""

    def edit(**state: object) -> tuple[ArticleId, ArticleId]:
        before = library.article(HARBOUR).article
        library.notebook.set_state([reference_of(library.listed([HARBOUR])[0].row)], **state)  # type: ignore[arg-type]
        start = before.text.index("More than 300 people")
        library.notebook.mark(before, Span(start, start + 20), note="source?")
        library.notebook.note(before, "on all of it")
        path = folders.library / "harbour.txt"
        path.write_text(
            path.read_text().replace("The harbour of Port Ellery reopened", "After weeks the port did open")
        )
        update()
        assert library.poll().notes, "the list has to be painted anew"
        return before.id, library.article(HARBOUR).article.id

    return edit


def test_stars_tags_and_notes_follow_and_are_searched_and_changed(library: Library, edited) -> None:
    old, new = edited(read=True, starred=True, tags=["port"])
    assert old != new
    (listed,) = library.listed([HARBOUR])
    assert (listed.is_read, listed.is_starred, listed.tags, listed.notes) == (True, True, ("port",), 2)
    opened = library.article(HARBOUR)
    assert (opened.is_read, opened.tags, len(opened.placed)) == (True, ("port",), 2)
    for query in ("is:starred ", "tag:port ", "note:source ", "is:read "):
        assert [hit.key for hit in library.search(query).hits] == [HARBOUR], query
    assert [each.article.id for each in library.notebook.states()] == [old]
    library.notebook.set_state([reference_of(listed.row)], starred=False, add_tags=["sea"])
    (listed,) = library.listed([HARBOUR])
    assert (listed.is_read, listed.is_starred, listed.tags) == (True, False, ("port", "sea"))
    assert library.search("is:starred ").total == 0
    assert [each.article.id for each in library.notebook.states()] == [new]
    library.notebook.undo()
    assert library.listed([HARBOUR])[0].is_starred


def test_orphans_are_told_by_one_rule(library: Library, folders: Folders, update, edited) -> None:
    edited(starred=True)
    ferry = library.article(FERRY).article
    start = ferry.text.index("12 percent")
    lost = library.notebook.mark(ferry, Span(start, start + len("12 percent more from May")))
    assert orphans(library, library.notebook.all()) == {}
    path = folders.library / "news" / "ferry.md"
    path.write_text(path.read_text().replace("Tickets for the island ferry will cost 12 percent more from May.", ""))
    (folders.library / "harbour.txt").unlink()
    update()
    found = orphans(library, library.notebook.all())
    assert found.pop(lost.id) == WORDS_GONE
    assert set(found.values()) == {ARTICLE_GONE}
    assert len(found) == 2
    assert home_key(library, lost.article) == FERRY


def test_orphans_are_found_without_looking_for_highlights(library: Library, monkeypatch, edited) -> None:
    edited(read=True)
    monkeypatch.setattr("reader.highlights.find.find", None)
    assert orphans(library, library.notebook.all()) == {}
