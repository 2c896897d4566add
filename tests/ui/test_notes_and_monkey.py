"""All notes in one list; the keymap; and a monkey at the keyboard."""

from __future__ import annotations

import random

from reader.ui.keymap import table


async def test_a_note_is_found_and_opened_from_the_list_of_all(at_screen):
    async with at_screen(80, 24) as user:
        await user.press("enter", "right_square_bracket", "a")
        await user.type("wages")
        await user.press("ctrl+s")
        await user.press("J", "right_square_bracket", "m")
        second = user.title
        await user.press("M")
        assert user.sees("Notes and marks  2")
        await user.press("slash")
        await user.type("wag")
        assert user.sees("Notes and marks  1 of 2")
        await user.press("enter", "enter")
        assert user.title != second
        assert user.desk.view.focused_span is not None
        assert user.desk.articles.current == user.desk.opened.key


async def test_a_deleted_note_comes_back_from_the_trash(at_screen, library):
    async with at_screen(80, 24) as user:
        await user.press("enter", "right_square_bracket", "m", "d", "M", "ctrl+t")
        assert user.sees("Trash  1")
        await user.press("enter")
        assert user.app.screen.status.message == "Restored and saved."
        assert len(library.notebook.all()) == 1


def test_every_binding_is_named_once_and_says_what_it_does():
    keys = table()
    assert len({key.id for key in keys}) == len(keys) > 80
    assert all(key.id and key.keys and key.what for key in keys)


def test_no_two_bindings_of_a_place_share_a_key():
    for where in {key.where for key in table()} - {"Everywhere"}:
        seen = [name for key in table() if key.where == where for name in key.keys.split()]
        assert len(seen) == len(set(seen)), where


_KEYS = (
    *"jkhlgGJKnNvwbespomadxuyrsSBMzfAp0123456789/?+-cO%*<>",
    *(
        "enter",
        "escape",
        "tab",
        "shift+tab",
        "space",
        "up",
        "down",
        "left",
        "right",
        "home",
        "end",
        "pageup",
        "pagedown",
    ),
    *("right_square_bracket", "left_square_bracket", "right_curly_bracket", "left_curly_bracket", "ctrl+r", "ctrl+s"),
    *(
        "ctrl+d",
        "ctrl+u",
        "ctrl+t",
        "ctrl+o",
        "backspace",
        "quotation_mark",
        "left_parenthesis",
        "ctrl+l",
        "ctrl+p",
        "f1",
    ),
)


async def test_a_monkey_breaks_nothing(at_screen, monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("TMUX", raising=False)
    chance = random.Random(20)
    async with at_screen(100, 30) as user:
        for turn in range(8):
            await user.pilot.press(*chance.choices(_KEYS, k=40))
            x, y = chance.randrange(100), chance.randrange(30)
            await user.pilot.click(offset=(x, y), times=chance.choice((1, 1, 2, 3)))
            if turn == 4:
                await user.resize(70, 20)
                await user.resize(170, 40)
            await user.press()
        while user.app.screen is not user.desk:
            await user.press("escape")
            if user.sees("Leave without saving"):
                await user.press("y")
        await user.press("escape", "escape", "escape", "escape")
        assert user.desk.room == "list"
