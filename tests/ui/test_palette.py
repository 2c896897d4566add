"""The command palette: actions of other rooms, articles by title, outlets, tags, earlier searches, themes."""

from __future__ import annotations

import pytest
from textual.command import CommandPalette

from reader.library import Library
from reader.paths import folders
from reader.ui.palette import Actions


async def choose(user, text):
    """Open the palette, type, and take the first line."""
    await user.press("ctrl+p")
    assert isinstance(user.app.screen, CommandPalette)
    await user.type(text)
    await user.pilot.pause(0.3)
    await user.press("enter")
    await user.pilot.pause(0.1)
    await user.press()


async def test_what_the_palette_does(at_screen, library):
    async with at_screen(120, 40) as user:
        # What works in another room goes there first.
        await choose(user, "Highlights: Last entry")
        assert user.desk.room == "highlights"
        assert user.desk.pane._cursor == len(user.desk.pane._digest.stops) - 1
        await choose(user, "Selecting: Sentence")
        assert user.desk.view.selection is not None
        await user.press("escape", "escape")
        # An article by words of its title, without accents and case, and by letters.
        await choose(user, "RIVER towns")
        assert user.title == "River towns count the damage"
        assert user.desk.room == "article"
        await choose(user, "citybudget")
        assert user.title == "City budget passes by one vote"
        # Outlets and earlier searches are searched for; an article that is not among the hits is found all the same.
        await choose(user, "Outlet: Coast")
        assert user.desk.query_text == 'outlet:"Coast Courier"'
        assert len(user.desk.articles.keys) == 2
        await choose(user, "River towns")
        assert user.title == "River towns count the damage"
        assert user.desk.query_text == ""
        await choose(user, "Search: outlet")
        assert user.desk.query_text == 'outlet:"Coast Courier"'
        await user.press("escape")
        await choose(user, "View: Unread")
        assert user.desk.listed_view.name == "Unread"
        await choose(user, "Views: Last view")
        side = user.desk.side_list
        assert side.has_focus
        assert side.current == library.views.all()[-1]
        await user.press("escape")
        await user.press("enter")
        await user.resize(70, 24)
        await choose(user, "Views: Last view")
        assert side.has_focus
        assert user.sees("SAVED SEARCHES")
        await user.press("k", "enter")
        assert user.desk.listed_view == library.views.all()[-2]
        await choose(user, "Theme: paper")
        assert user.app.theme == "paper"


@pytest.mark.parametrize(
    ("typed", "labels"),
    [("help", ["Help  (?)", "All notes: Help  (?)"]), ("with source", ["Copy  (y)", "All notes: Copy  (y)"])],
)
async def test_explanations_are_found_by_words_not_by_scattered_letters(at_screen, typed, labels):
    async with at_screen(120, 40) as user:
        offered = [hit.text async for hit in Actions(user.app.screen).search(typed)]
        assert offered == labels


async def test_the_notes_are_reached_and_left(at_screen, library):
    async with at_screen(120, 40) as user:
        await user.press("enter", "right_square_bracket", "m")
        await choose(user, "All notes: Choose all")
        assert type(user.app.screen).__name__ == "Notes"
        assert user.sees("✓")
        await choose(user, "List: Last article")
        assert user.app.screen is user.desk
        assert user.desk.articles.place == (4, 4)


@pytest.mark.parametrize("keys", [("question_mark",), ("enter", "right_square_bracket", "a")])
async def test_a_dialog_is_not_left_by_the_palette(at_screen, keys):
    async with at_screen(120, 40) as user:
        await user.press(*keys)
        offered = [each.label for each in Actions(user.app.screen).offers()]
        assert not any(label.startswith("List:") for label in offered)


async def test_an_outlet_is_no_markup(at_screen, tmp_path):
    (tmp_path / "articles").mkdir()
    text = "---\ntitle: 'Zebra [x'\noutlet: '[/red]Herald['\n---\n\nA text.\n"
    (tmp_path / "articles" / "zebra.md").write_text(text, encoding="utf-8")
    where = folders(tmp_path / "articles", data=tmp_path / "d", cache=tmp_path / "c")
    library = Library.open(where)
    library.update()
    async with at_screen(100, 30, of=library) as user:
        await user.press("ctrl+p")
        await user.type("zebra")
        await user.pilot.pause(0.3)
        assert user.sees("[/red]Herald[")
        # Keys that close it while it is still looking end nothing.
        await user.pilot.press("a", "escape", "escape", "ctrl+p", "b", "escape")
        await user.press()
        assert user.app.screen is user.desk
    library.close()
