"""Colours of marks: one key goes through them, the text shows them, and the pane names them."""

from __future__ import annotations

import pytest

from reader.ui.marks import next_color
from reader.ui.themes import THEMES

WORDS = "1,240 containers"


async def test_m_on_a_mark_goes_through_the_colours(at_screen, library):
    async with at_screen(120, 40) as user:
        await user.press("enter", "right_square_bracket")
        while user.desk.view.focused_span.of(user.desk.opened.article.text) != WORDS:
            await user.press("right_square_bracket")
        await user.press("m")
        assert [each.color for each in library.notebook.all()] == ["yellow"]
        for color in ("green", "blue", "red"):
            await user.press("m")
            assert user.status.startswith(f"{color.capitalize()} now: “{WORDS}”")
            assert user.sees(f"({color})")
        await user.press("m")
        assert [each.color for each in library.notebook.all()] == ["yellow"]
        assert not user.sees("(yellow)")
        await user.press("u")
        assert [each.color for each in library.notebook.all()] == ["red"]
        assert len(library.notebook.all()) == 1


async def test_the_text_shows_each_colour_otherwise(at_screen, library):
    async with at_screen(120, 40) as user:
        await user.press("enter")
        styles = {user.desk.view.style_of("article-view--note", name).bgcolor for name in (
            "article-view--note", "article-view--note-green", "article-view--note-blue", "article-view--note-red"
        )}  # fmt: skip
        assert len(styles) == 4


@pytest.mark.parametrize(("color", "after"), [("yellow", "green"), ("red", "yellow"), ("#ff0000", "yellow")])
def test_colours_follow_each_other(color, after):
    assert next_color(color) == after


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_theme_has_every_colour(theme):
    assert {"note-muted", "note-green", "note-blue", "note-red"} <= theme.variables.keys()
