"""Tags of whole articles: one action, offered while typing, seen in the list and above the text, found by search."""

from __future__ import annotations

from reader.errors import NotSavedError
from reader.library import reference_of
from reader.ui.widgets.tags_input import TagsInput


def rows_of(library, *paths):
    by_path = {each.row.path: each.row for each in library.listed(library.keys())}
    return [by_path[path] for path in paths]


def tags_of(library, path):
    (row,) = rows_of(library, path)
    state = library.notebook.state(row.id)
    return None if state is None else state.tags


async def test_an_article_is_tagged_from_the_list_and_the_text_and_found_by_its_tag(at_screen, library):
    async with at_screen(120, 40) as user:
        await user.press("t")
        assert user.sees("Tags of 1 article")
        await user.type("#port strike")
        await user.press("enter")
        assert user.status == "Tags of 1 article saved: +port +strike"
        assert tags_of(library, "harbour.md") == ("port", "strike")
        assert any("2025-11-20" in line and "#port #strike" in line for line in user.lines())
        await user.press("enter")
        byline = next(n for n, line in enumerate(user.lines()) if "Ida Lund" in line)
        assert any("#port #strike" in line for line in user.lines()[byline + 1 : byline + 4])
        await user.press("t")
        assert user.sees("#port #strike")
        await user.type("-STRIKE color:green")
        await user.press("enter")
        assert tags_of(library, "harbour.md") == ("port", "color:green")
        assert user.sees("#port #color:green")
        await user.press("u")
        assert user.status == "Undone: tags changed: “Harbour strike ends after 19 days”"
        assert user.sees("#port #strike")
        await user.press("q", "slash")
        await user.type("tag:strike")
        assert list(user.desk.articles.keys) == [row.key for row in rows_of(library, "harbour.md")]


async def test_known_tags_are_offered_and_completed(at_screen, library):
    harbour, river = (reference_of(row) for row in rows_of(library, "harbour.md", "river.txt"))
    library.notebook.set_state([harbour, river], tags=["potash"])
    library.notebook.set_state([river], add_tags=["Prices", "sea birds", "trade/ports"])
    async with at_screen(80, 24) as user:
        await user.press("j", "t")
        assert user.sees("#potash  #Prices  #sea birds  #trade/ports")
        await user.type("p")
        assert user.sees("#potash  #Prices  #trade/ports")
        await user.type("r")
        assert user.app.screen.words._suggestion == "Prices"
        await user.press("tab")
        await user.type("sea")
        await user.press("tab")
        assert user.app.screen.words.value == 'Prices "sea birds" '
        await user.type("nothing")
        await user.press("tab")
        assert user.app.screen.words.value == 'Prices "sea birds" nothing'
        await user.press("enter")
        assert tags_of(library, "budget.md") == ("Prices", "sea birds", "nothing")
        await user.press("t")
        await user.type("-se")
        assert user.sees("#sea birds")
        await user.press("tab", "enter")
        assert tags_of(library, "budget.md") == ("Prices", "nothing")


async def test_tags_that_are_not_saved_say_so(at_screen, library, monkeypatch):
    def fail(*_, **__):
        raise NotSavedError("the disk is full", ())

    async with at_screen(80, 24) as user:
        monkeypatch.setattr(library.notebook, "set_state", fail)
        await user.press("t")
        await user.type("port")
        await user.press("enter")
        assert user.status == "NOT saved: the disk is full"
        assert not user.sees("#port")


async def test_nothing_is_tagged_without_an_article(at_screen, empty_library):
    async with at_screen(80, 24, of=empty_library) as user:
        await user.press("t")
        assert user.status == "There is no article here to tag."


async def test_many_long_tags_leave_room_for_the_title(at_screen, library):
    (row,) = rows_of(library, "harbour.md")
    library.notebook.set_state([reference_of(row)], tags=["x" * 100, "\x1b[31mred", "y" * 100])
    for width in (120, 60, 20):
        async with at_screen(width, 24) as user:
            assert user.sees("Harbour")
            assert not any("\x1b" in line for line in user.lines())


async def test_the_note_editor_offers_known_tags(at_screen, library):
    (river,) = (reference_of(row) for row in rows_of(library, "river.txt"))
    library.notebook.set_state([river], tags=["flooding", "sea birds"])
    async with at_screen(100, 30) as user:
        await user.press("enter", "a")
        await user.type("Check")
        await user.press("tab")
        await user.type("#floo")
        await user.press("right")
        line = user.app.screen.query_one("#tags", TagsInput)
        assert line.value == "#flooding"
        await user.type(" sea")
        assert line.offered() == []
        await user.press("ctrl+s")
        assert [each.tags for each in library.notebook.all()] == [("flooding", "sea")]
