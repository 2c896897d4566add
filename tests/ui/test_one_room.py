"""At 80 columns one room is seen at a time; what happens in the others holds when they are seen again."""

from __future__ import annotations

import pytest


def stands_in_sight(user) -> bool:
    """Tell whether the entry under the cursor of the pane is on the screen."""
    pane = user.desk.pane
    stop = pane._digest.stops[pane._cursor]
    first, last = stop.first_line, stop.first_line + stop.number_of_lines - 1
    return pane.scroll_offset.y <= first <= last < pane.scroll_offset.y + pane.size.height


@pytest.mark.parametrize("before", [(), ("enter",), ("enter", "p", "p")], ids=["unseen", "seen", "seen both"])
async def test_enter_on_an_entry_goes_to_its_place(at_screen, before):
    async with at_screen(80, 12) as user:
        await user.press("j", "j", *before, "p", "G")
        entry = user.desk.pane.current
        assert stands_in_sight(user)
        assert not user.sees("Harbour strike ends")
        await user.press("enter")
        assert user.desk.room == "article"
        assert user.desk.view.focused_span == entry.span
        words = entry.span.of(user.desk.opened.article.text)
        assert user.sees(words[:30])
        assert user.desk.status.place.startswith(("9", "100%"))


async def test_the_next_article_is_there_when_the_text_is_seen_again(at_screen):
    async with at_screen(80, 24) as user:
        await user.press("enter", "p", "J", "p")
        assert user.sees(user.title)
        assert user.sees("The council of Ostrava passed its budget")


async def test_what_was_said_of_the_text_is_not_said_in_the_list(at_screen):
    async with at_screen(80, 24) as user:
        await user.press("slash", *"port", "enter", "enter", "n")
        assert user.status.startswith("Match ")
        await user.press("q")
        assert user.status == ""
        await user.press("enter", "right_square_bracket", "m")
        saved = user.status
        await user.press("q")
        assert user.status == saved


async def test_the_pane_has_followed_when_it_is_seen_again(at_screen):
    async with at_screen(80, 12) as user:
        await user.press("j", "j", "enter", "p", "p", "G", "left_square_bracket", "p")
        assert user.desk.pane.current.span == user.desk.view.focused_span
        assert stands_in_sight(user)


async def test_a_hidden_text_that_comes_back_in_another_size_fits_it(at_screen):
    async with at_screen(80, 24) as user:
        await user.press("enter", "p", "J")
        await user.resize(60, 20)
        await user.press("p")
        assert user.sees(user.title)
        assert all(len(line.rstrip()) <= 60 for line in user.lines())
