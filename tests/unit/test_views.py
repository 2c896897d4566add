"""Views: saved searches are the user's, and are kept as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.annotations.notebook import Notebook
from reader.errors import AnnotationError
from reader.views import ALL, BUILT_IN, LONGEST_NAME, Views

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def notebook(tmp_path: Path) -> Notebook:
    return Notebook.open(tmp_path / "data", tmp_path / "state")


def test_a_search_is_there_after_a_restart_and_on_another_machine(notebook: Notebook, tmp_path: Path) -> None:
    saved = Views(notebook).save("  Potash   trade ", " potash\nOR trade ")
    assert (saved.name, saved.query) == ("Potash trade", "potash OR trade")
    for state in ("state", "of another machine"):
        assert Views(Notebook.open(tmp_path / "data", tmp_path / state)).saved() == (saved,)


def test_the_same_name_asks_the_new_query(notebook: Notebook) -> None:
    views = Views(notebook)
    first = views.save("Trade", "trade")
    second = views.save("trade", "trade -war")
    assert views.saved() == (second,)
    assert (second.name, second.query, second.id) == ("Trade", "trade -war", first.id)
    assert notebook.undo() == "change of the search “Trade”"
    assert views.saved() == (first,)


def test_every_change_is_undone(notebook: Notebook) -> None:
    views = Views(notebook)
    first = views.save("Trade", "trade")
    renamed = views.rename(first, "Commerce")
    assert (renamed.name, renamed.query) == ("Commerce", "trade")
    views.delete(renamed)
    assert views.saved() == ()
    assert notebook.undo() == "deletion of the search “Commerce”"
    assert views.saved() == (renamed,)
    assert notebook.undo() == "change of the search “Commerce”"
    assert views.saved() == (first,)
    assert notebook.undo() == "saving of the search “Trade”"
    assert views.saved() == ()


def test_two_terminals_keep_both(tmp_path: Path) -> None:
    one, other = (Notebook.open(tmp_path / "data", tmp_path / "state") for _ in range(2))
    Views(one).save("One", "one")
    Views(other).save("Other", "other")
    one.refresh()
    assert [view.name for view in Views(one).saved()] == ["One", "Other"]


def test_names_are_found_in_any_case_and_are_not_taken_twice(notebook: Notebook) -> None:
    views = Views(notebook)
    trade = views.save("Trade", "trade")
    assert views.named(" TRADE ") == trade
    assert views.named("unread") == BUILT_IN[1]
    assert views.named("none") is None
    with pytest.raises(AnnotationError, match="always there"):
        views.save("Unread", "x")
    with pytest.raises(AnnotationError, match="another view"):
        views.rename(trade, "starred")
    with pytest.raises(AnnotationError, match="needs a name"):
        views.save(" ", "x")
    with pytest.raises(AnnotationError, match="cannot be deleted"):
        views.delete(ALL)
    assert len(views.save("n" * 500, "x").name) == LONGEST_NAME


def test_saved_searches_are_no_notes(notebook: Notebook) -> None:
    view = Views(notebook).save("Trade", "trade")
    Views(notebook).delete(view)
    Views(notebook).save("Other", "other")
    assert notebook.all() == notebook.states() == notebook.trash() == ()
