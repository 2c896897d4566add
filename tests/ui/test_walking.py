"""Walking through articles: sequences of keys, contents, links, places to go back to, reading on at the end."""

from __future__ import annotations

import pytest
from textual import events

from tests.ui.conftest import HARBOUR, QUIET, make_library, make_shelf

LONG = (
    """---
title: The long way of the grain
outlet: Coast Courier
date: 2025-11-21
url: https://example.org/grain
---

A first paragraph says that 3,400 tons left the port, see [the report](https://example.org/report) of Monday.

## Harvest

"""
    + "\n\n".join(f"Paragraph {n} of the harvest, with no figure that anybody wants." for n in range(20))
    + """

### Weather in spring

"It rained for 40 days," said Anna Kowal, a farmer. More at https://example.net/a_(b)?x=1.

## Trade

The price rose by 15 percent. [Bad](javascript:alert(1)) and 中文 [中文链接](https://example.org/中).

"We sold everything," said Kowal.

"""
    + "\n\n".join(f"Paragraph {n} of the trade, and still nothing to count." for n in range(20))
    + "\n"
)


@pytest.fixture(scope="module")
def long_shelf(tmp_path_factory):
    return make_shelf(tmp_path_factory.mktemp("long"), {"long.md": LONG, "harbour.md": HARBOUR, "quiet.md": QUIET})


@pytest.fixture
def long_library(long_shelf, tmp_path):
    return make_library(*long_shelf, tmp_path)


def words(user) -> str:
    span = user.desk.view.focused_span
    return "" if span is None else span.of(user.desk.view.text)


def block(user) -> str:
    return user.desk.view.block_span.of(user.desk.view.text)


async def test_sequences_of_keys(at_screen, long_library):
    async with at_screen(80, 24, of=long_library) as user:
        await user.press("enter", "right_square_bracket", "f")
        assert words(user) == "3,400 tons"
        await user.press("2", "right_square_bracket", "q")
        assert words(user).startswith('"We sold')
        await user.press("left_square_bracket", "q")
        assert words(user).startswith('"It rained')
        await user.press("right_square_bracket", "h")
        assert block(user) == "Trade"
        await user.press("2", "left_square_bracket", "h")
        assert block(user) == "Harvest"
        await user.press("g", "right_square_bracket", "n")
        assert user.status == "There is no note further down."


async def test_the_first_key_alone_and_twice(at_screen, long_library):
    async with at_screen(80, 24, of=long_library) as user:
        await user.press("enter")
        await user.pilot.press("2", "right_square_bracket")
        assert user.desk.view.is_pending
        assert user.desk.status.count == "2]"
        await user.pilot.press("escape")
        assert not user.desk.view.is_pending
        assert user.desk.status.count == ""
        assert user.desk.room == "article"
        await user.press("right_square_bracket")
        assert words(user) == "3,400 tons"
        # Repeated, it waits for nothing; and a letter still makes it a sequence, from where it was.
        await user.pilot.press("right_square_bracket")
        assert words(user).startswith('"It rained')
        await user.press("f")
        assert words(user) == "40 days"
        await user.press("g", "right_square_bracket", "right_square_bracket", "right_square_bracket")
        assert words(user).startswith('"It rained')
        # Typed at once, as from a busy terminal, they are a sequence as well.
        await user.press("g")
        for name, character in (("right_square_bracket", "]"), ("f", "f"), ("right_square_bracket", "]"), ("f", "f")):
            user.app._driver.send_message(events.Key(name, character))
        await user.press()
        assert user.app.screen is user.desk
        assert words(user) == "40 days"
        # What is no sequence is two keys, also where the second has priority.
        await user.press("left_square_bracket", "a")
        assert words(user).startswith('"It rained')
        assert type(user.app.screen).__name__ == "NoteEditor"
        await user.press("escape")
        assert words(user).startswith('"It rained')


async def test_contents(at_screen, long_library):
    async with at_screen(60, 20, of=long_library) as user:
        await user.press("enter", "c")
        assert user.sees("Weather in spring")
        await user.press("down", "down", "enter")
        assert block(user) == "Trade"
        assert "Trade" in user.lines()[2]
        await user.press("c")
        assert any("▸" in line and "Trade" in line for line in user.lines())
        # Letters narrow the list, in any case and without accents; without any, the cursor is where one reads.
        await user.type("wea spr")
        assert not any("▸" in line for line in user.lines())
        await user.press("enter")
        assert block(user) == "Weather in spring"
        await user.press("c")
        await user.type("zzz")
        assert user.sees("No heading has these words.")
        await user.press("enter", "ctrl+u", "up", "ctrl+end", "enter")
        assert block(user) == "Trade"
        await user.press("c", "escape")
        assert user.app.screen is user.desk
        await user.press("J", "J", "c")
        assert user.status == "This article has no headings."


async def test_links_are_opened_and_copied_by_letter(at_screen, long_library, monkeypatch):
    opened = []
    monkeypatch.setattr("reader.ui.clipboard.browse", lambda url: bool(opened.append(url)) or True)
    for name in ("TMUX", "DISPLAY", "WAYLAND_DISPLAY", "SSH_TTY", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    async with at_screen(80, 24, of=long_library) as user:
        await user.press("enter", "O")
        assert user.sees("the report")
        assert user.sees("https://example.net/a_(b)?x=1")
        assert not user.sees("javascript")
        await user.press("b")
        assert opened == ["https://example.org/report"]
        await user.press("O", "y", "c")
        assert (long_library.folders.state / "copied.txt").read_text() == "https://example.net/a_(b)?x=1\n"
        await user.press("O", "A")
        assert (long_library.folders.state / "copied.txt").read_text() == "https://example.org/grain\n"
        await user.press("O", "escape")
        assert user.app.screen is user.desk
        assert len(opened) == 1


async def test_back_and_forward_across_articles(at_screen, long_library):
    async with at_screen(80, 24, of=long_library) as user:
        await user.press("enter", "less_than_sign")
        assert user.status == "There is no place to go back to."
        await user.press("right_square_bracket", "f", "G")
        long, end = user.title, user.desk.view.here
        await user.press("J")
        other = user.title
        assert other != long
        await user.press("ctrl+o")
        assert (user.title, user.desk.view.here) == (long, end)
        await user.press("less_than_sign")
        assert block(user).startswith("A first paragraph")
        await user.press("greater_than_sign")
        assert user.desk.view.here == end
        await user.press("greater_than_sign")
        assert user.title == other
        await user.press("greater_than_sign")
        assert user.status == "There is no place to go forward to."


async def test_reading_on_at_the_end(at_screen, long_library):
    async with at_screen(80, 24, of=long_library) as user:
        await user.press("enter", "G")
        first, key = user.title, user.desk.opened.key
        await user.press("space")
        assert user.status == "Next: Harbour strike ends after 19 days; the same key again opens it."
        await user.press("k", "G", "space")
        assert user.title == first
        await user.press("space")
        assert user.title == "Harbour strike ends after 19 days"
        assert long_library.listed([key])[0].is_read
        await user.press("u")  # which is for what the user did
        assert user.status == "There is nothing to undo."
        assert long_library.listed([key])[0].is_read
        await user.press("J", "G", "space", "space")
        assert user.status == "This is the end; q goes back to the list."


async def test_the_keys_of_less_and_vim(at_screen, long_library):
    async with at_screen(80, 24, of=long_library) as user:
        await user.press("enter", "enter")
        view = user.desk.view
        assert view.scroll_offset.y == 1
        await user.press("5", "0", "percent_sign")
        assert view.scroll_offset.y == round((view.line_count - view.page_height) / 2)
        await user.press("g", "asterisk")
        assert user.status.startswith("Stand on words first")
        await user.press("v", "w", "w", "asterisk")
        assert user.desk.found_text == "paragraph"
        assert user.status == "Match 2 of 41"
        await user.press("n", "N", "less_than_sign", "less_than_sign", "less_than_sign")
        assert block(user).startswith("A first paragraph")


async def test_counts_and_units_of_a_selection(at_screen, long_library):
    async with at_screen(80, 24, of=long_library) as user:
        await user.press("enter", "v")
        view = user.desk.view
        await user.pilot.press("3")
        assert user.desk.status.count == "3"
        await user.press("w")
        assert view.selection.of(view.text) == "A first paragraph"
        await user.press("escape", "w", "w", "v", "2", "w")
        assert view.selection.of(view.text) == "paragraph says that"
        await user.press("o", "b", "b")
        assert view.selection.of(view.text) == "A first paragraph says that"
        await user.press("escape", "2", "p")
        assert view.selection.of(view.text).startswith("A first")
        assert view.selection.of(view.text).endswith("Harvest")
        await user.press("escape", "v", "2", "j")
        assert view.selection.of(view.text).endswith("Monday.\n\nH")
