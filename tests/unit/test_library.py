"""The library joins the rooms: list, article, search, annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.catalogue import key_of
from reader.errors import ArticleError, LibraryError
from reader.library import Library, Listed, Noticed, reference_of
from reader.paths import Folders
from reader.search.order import Order
from reader.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HARBOUR, FERRY = key_of("harbour.txt"), key_of("news/ferry.md")


def _found(library: Library, text: str, order: Order = Order.DATE) -> list[int]:
    page = library.search(text, order=order)
    assert page.text == text
    assert page.total == len(page.hits)
    return [hit.key for hit in page.hits]


def test_a_folder_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"nowhere does not exist\. Name a folder"):
        Library.open(Folders(tmp_path / "nowhere", tmp_path, tmp_path, tmp_path))
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="is not a folder"):
        Library.open(Folders(tmp_path / "file", tmp_path, tmp_path, tmp_path))


def test_the_first_run_fills_the_default_library(tmp_path: Path) -> None:
    where = Folders(tmp_path / "Documents" / "Articles", tmp_path / "d", tmp_path / "c", tmp_path / "s", True)
    library = Library.open(where)
    assert library.update().added >= 3
    titles = {listed.row.title for listed in library.listed(library.keys())}
    assert "Start here: a tour with your fingers on the keys" in titles
    library.close()


def test_the_list_shows_what_the_user_did(library: Library) -> None:
    assert list(library.keys()) == [FERRY, HARBOUR]
    ferry = library.article(FERRY).article
    library.notebook.mark(ferry, Span(0, 5), note="why?")
    (listed,) = library.listed([FERRY])
    assert (listed.is_read, listed.is_starred, listed.notes) == (False, False, 1)


def test_an_article_opens_with_its_highlights_and_annotations(library: Library) -> None:
    opened = library.article(HARBOUR)
    shown = {figure.span.of(opened.article.text) for figure in opened.highlights.figures}
    assert any("14 ships" in text for text in shown)
    assert {quote.speaker for quote in opened.highlights.quotes} == {"Tomas Reyes"}
    made = library.notebook.mark(opened.article, opened.highlights.quotes[0].span, note="check the sum")
    (placed,) = library.article(HARBOUR).placed
    assert placed.annotation.id == made.id
    assert placed.placement.span == opened.highlights.quotes[0].span


def test_a_hidden_highlight_stays_hidden_until_it_is_undone(library: Library) -> None:
    opened = library.article(HARBOUR)
    figure = opened.highlights.figures[0]
    library.notebook.hide(opened.article, figure.span)
    again = library.article(HARBOUR)
    assert figure.span not in {f.span for f in again.highlights.figures}
    assert again.placed == ()
    library.notebook.undo()
    assert figure.span in {f.span for f in library.article(HARBOUR).highlights.figures}


def test_the_place_in_an_article_is_remembered(library: Library) -> None:
    assert library.article(HARBOUR).position == 0
    library.remember(HARBOUR, 120)
    assert library.article(HARBOUR).position == 120
    library.remember(HARBOUR, 10_000_000)
    opened = library.article(HARBOUR)
    assert opened.position == len(opened.article.text)


def test_an_article_that_is_gone_says_that_its_notes_are_kept(library: Library, folders: Folders) -> None:
    with pytest.raises(ArticleError, match="notes are kept"):
        library.article(12345)
    (folders.library / "harbour.txt").unlink()
    with pytest.raises(ArticleError, match=r"harbour\.txt"):
        library.article(HARBOUR)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("harbour ", [HARBOUR]),
        ("har", [HARBOUR]),
        ("ferry OR harbour ", [FERRY, HARBOUR]),
        ("outlet:herald ", [FERRY]),
        ("author:lind ", [HARBOUR]),
        ("date:2025-03 ", [FERRY, HARBOUR]),
        ("after:2025-03-04 ", [FERRY]),
        ("money:>1m ", [HARBOUR]),
        ("money:>1bn ", []),
        ("percent:10..20 ", [FERRY]),
        ("count:ships ", [HARBOUR]),
        ("count:people>200 ", [HARBOUR]),
        ("speaker:reyes ", [HARBOUR]),
        ('quote:"asked the islanders" ', [FERRY]),
        ("is:unread ", [FERRY, HARBOUR]),
        ("is:read ", []),
        ("has:quotes ", [FERRY, HARBOUR]),
        ("has:outlet ", [FERRY]),
        ("tag:transport ", [FERRY]),
        ("tag:Transport/Sea ", [FERRY]),
        ("tag:trans ", []),
        ("tag:trans", [FERRY]),
        ("tag:transport", [FERRY]),
        ("tag:zzz", []),
        ("is:u", [FERRY, HARBOUR]),
        ("storm has:", [HARBOUR]),
        ("money:>", [FERRY, HARBOUR]),
        ("has:tag ", [FERRY]),
        ("has:note ", []),
        ("storm -is:unread ", []),
        ("nowhere-to-be-found ", []),
    ],
)
def test_one_language_asks_everything(library: Library, text: str, keys: list[int]) -> None:
    assert _found(library, text) == keys


@pytest.mark.parametrize("order", [Order.DATE, Order.OUTLET, Order.TITLE])
def test_the_list_with_a_filter_is_the_search_for_it(library: Library, order: Order) -> None:
    library.notebook.set_state([reference_of(library.listed([FERRY])[0].row)], read=True, starred=True)
    filters: dict[str, Callable[[Listed], bool]] = {
        "is:unread ": lambda each: not each.is_read,
        "is:read ": lambda each: each.is_read,
        "-is:starred ": lambda each: not each.is_starred,
        "has:quotes ": lambda each: each.row.quotes > 0,
        "has:figures is:read ": lambda each: each.row.figures > 0 and each.is_read,
        "has:outlet ": lambda each: bool(each.row.outlet),
        "outlet:herald OR is:unread ": lambda each: "Herald" in (each.row.outlet or "") or not each.is_read,
        "date:2025-03-04 ": lambda each: each.row.day == "2025-03-04",
        "before:2025-03-05 ": lambda each: (each.row.day or "9") < "2025-03-05",
        "is:": lambda _each: True,
    }
    for text, passes in filters.items():
        wanted = [each.row.key for each in library.listed(library.keys(order)) if passes(each)]
        assert [hit.key for hit in library.search(text, order=order).hits] == wanted, text


def test_what_the_user_did_can_be_searched(library: Library) -> None:
    ferry = library.article(FERRY).article
    library.notebook.mark(ferry, Span(0, 6), note="Ask the Company", tags=["prices/ferry"])
    assert _found(library, "note:company ") == [FERRY]
    assert _found(library, "tag:prices ") == [FERRY]
    assert _found(library, "has:note ") == [FERRY]
    assert _found(library, "has:mark ") == [FERRY]
    reference = library.notebook.all()[0].article
    library.notebook.set_state([reference], read=True, starred=True)
    assert _found(library, "is:read ") == [FERRY]
    assert _found(library, "is:starred ") == [FERRY]
    assert _found(library, "is:unread ") == [HARBOUR]
    library.notebook.undo()
    assert _found(library, "is:read ") == []


def test_snippets_and_matches_come_from_the_text(library: Library) -> None:
    snippet = library.snippets([HARBOUR, 99], "quay ", 60)[HARBOUR]
    assert [match.of(snippet.text) for match in snippet.matches] == ["quay"]
    opened = library.article(HARBOUR)
    assert {span.of(opened.article.text).lower() for span in library.matches(opened, "storm ")} == {"storm"}


@pytest.mark.parametrize(
    ("text", "key", "shown"),
    [
        ("money:>1m ", HARBOUR, ["about $2.4 million"]),
        ("percent:10..20 ", FERRY, ["12 percent"]),
        ("count:people>200 quay ", HARBOUR, ["More than 300 people", "quay"]),
        ("speaker:petrenko ", FERRY, ['"Nobody asked the islanders,"']),
        ("-money:>1m ", FERRY, []),
    ],
)
def test_figures_and_quotes_that_answer_are_shown_as_matches(
    library: Library, text: str, key: int, shown: list[str]
) -> None:
    opened = library.article(key)
    assert [span.of(opened.article.text) for span in library.matches(opened, text)] == shown
    snippets = library.snippets([key], text, 60)
    assert bool(shown) == (key in snippets)
    assert all(match.of(snippets[key].text) in shown for match in (snippets[key].matches if shown else ()))


def test_a_new_file_is_found_after_an_update(library: Library, folders: Folders, update: Callable[[], object]) -> None:
    assert _found(library, "lighthouse ") == []
    (folders.library / "late.txt").write_text("The lighthouse\n\nIt was lit again, at last, for all to see.\n")
    update()
    assert _found(library, "lighthouse ") == [key_of("late.txt")]


def test_a_query_of_any_kind_never_raises(library: Library) -> None:
    for text in (
        "",
        " ",
        '"',
        "((",
        "AND",
        "OR OR",
        "*",
        "title:",
        "x" * 10_000,
        "\x1b[31m",
        "money:>",
        "date:[a TO b]",
    ):
        library.search(text)


def test_what_another_terminal_does_is_noticed(
    library: Library, folders: Folders, update: Callable[[], object]
) -> None:
    library.poll()
    assert library.poll() == Noticed(articles=False, notes=False)
    other = Library.open(folders)
    other.notebook.note(other.article(FERRY).article, "from the other terminal")
    assert library.poll() == Noticed(articles=False, notes=True)
    assert [a.note for a in library.notebook.all()] == ["from the other terminal"]
    other.close()
    (folders.library / "more.txt").write_text("One more\n\nIt is the last one for today.\n")
    update()
    assert library.poll() == Noticed(articles=True, notes=False)


def test_annotations_follow_an_article_whose_first_lines_change(
    library: Library, folders: Folders, update: Callable[[], object]
) -> None:
    before = library.article(HARBOUR).article
    start = before.text.index("More than 300 people")
    library.notebook.mark(before, Span(start, start + 20), note="source?")
    path = folders.library / "harbour.txt"
    path.write_text(path.read_text().replace("The harbour of Port Ellery reopened", "After weeks the port did reopen"))
    update()
    opened = library.article(HARBOUR)
    assert opened.article.id != before.id
    library.poll()
    (placed,) = library.article(HARBOUR).placed
    assert placed.annotation.note == "source?"
    assert placed.placement.span.of(opened.article.text) == "More than 300 people"


def test_the_first_update_of_a_day_makes_a_backup(library: Library, folders: Folders) -> None:
    library.notebook.note(library.article(FERRY).article, "worth keeping")
    library.update()
    assert len(list((folders.state / "backups").glob("*.tar.gz"))) == 1
