"""Places to go back to, links and their letters; and lines that are painted past Textual, as Textual would."""

from __future__ import annotations

import pytest
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBarRender

from reader.articles.read import read
from reader.ui.jumps import JumpList, Place
from reader.ui.links import letters, links_in_text, web_links
from reader.ui.widgets import thumb
from reader.ui.widgets.line_view import LineView

A, B, C, D = (Place(1, 10), Place(1, 500), Place(2, 0), Place(3, 7))


def test_back_and_forward():
    jumps = JumpList()
    assert jumps.back(A) is None
    jumps = JumpList()
    jumps.leave(A)
    jumps.leave(B)
    assert jumps.back(C) == B
    assert jumps.back(B) == A
    assert jumps.back(A) is None
    assert jumps.forward(A) == B
    assert jumps.forward(B) == C
    assert jumps.forward(C) is None


def test_a_jump_from_an_earlier_place_is_kept_at_the_end():
    jumps = JumpList()
    for place in (A, B, C):
        jumps.leave(place)
    assert jumps.back(D) == C
    assert jumps.back(C) == B
    jumps.leave(B)
    assert jumps.back(A) == B
    assert jumps.back(B) == D


def test_the_oldest_places_are_forgotten():
    jumps = JumpList()
    for offset in range(1000):
        jumps.leave(Place(1, offset))
    steps = 0
    while jumps.back(Place(2, 0)) is not None:
        steps += 1
    assert steps == 99


def test_links_of_an_article():
    text = (
        "# Title\n\nSee [one](https://example.org/1), https://example.org/2. And (https://example.org/3_(x)), "
        "[same](https://example.org/2) [mail](mailto:a@example.org) [file](file:///etc/passwd) [rel](other.md) "
        "ftp://example.org/4 “https://example.org/5” http:// https://example.org/\x1b[31m6\n"
    )
    (article,) = read("a.md", text.encode())
    found = {link.url: link.words for link in web_links(article)}
    assert list(found)[:4] == [f"https://example.org/{end}" for end in ("1", "2", "3_(x)", "5")]
    assert found["https://example.org/1"] == "one"
    assert found["https://example.org/2"] == ""
    assert all(url.startswith("https://example.org/") and "\x1b" not in url for url in found)
    spans = [link.span.of(article.text) for link in links_in_text(article)]
    assert spans[:4] == ["one", "https://example.org/2", "https://example.org/3_(x)", "same"]
    for link in web_links(article):
        assert link.span is None or link.span.of(article.text) in (link.url, link.words)


@pytest.mark.parametrize("count", [0, 1, 25, 26, 300, 625])
def test_letters_name_each_link_once(count):
    names = letters(count)
    assert len(names) == len(set(names)) == count
    assert len({len(name) for name in names}) <= 1
    assert not any("y" in name for name in names)


@pytest.mark.parametrize("height", [1, 7, 24, 40])
def test_the_thumb_stands_where_textual_draws_it(height):
    for total in (height + 1, 2 * height, 1000):
        for position in range(0, total - height + 1, max(1, total // 13)):
            start, end = thumb._edges(position, height, height, total)
            bar = ScrollBarRender.render_bar(height, total, height, position)
            drawn = [n for n, each in enumerate(bar.segments) if each.style.meta == {"@mouse.down": "grab"}]
            assert start // 8 <= drawn[0] <= start // 8 + 1
            assert drawn[-1] <= end // 8


async def test_lines_look_as_textual_would_paint_them(at_screen):
    async with at_screen(200, 50) as user:
        await user.press("enter", "right_square_bracket", "m", "j", "v", "s")
        for view in user.desk.query(LineView):
            whole = Region(0, 0, *view.outer_size)
            for crop in (whole, Region(3, 1, 20, 5)):
                ours, theirs = view.render_lines(crop), ScrollView.render_lines(view, crop)
                assert [strip.text for strip in ours] == [strip.text for strip in theirs]
                assert [_cells(strip) for strip in ours] == [_cells(strip) for strip in theirs]


def _cells(strip):
    """Return what one sees of each cell; a blank has a background only."""
    return [
        (letter, segment.style.bgcolor, segment.style.reverse, None if letter == " " else segment.style)
        for segment in strip
        for letter in segment.text
    ]
