"""Traps of Textual, one test each: what once broke programs like this one, and does not break this one."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from textual import events
from textual.reactive import Reactive

from reader.search.words import words_from
from reader.text import Span
from reader.ui import selecting
from reader.ui.app import ReaderApp
from reader.ui.selecting import Selection
from reader.ui.widgets.article_view import ArticleView
from reader.ui.widgets.line_view import LineView
from tests.ui.conftest import make_library, make_shelf

UI = Path(__file__).resolve().parents[2] / "reader" / "ui"

FAMILY = "👨‍👩‍👧"
TEXTS = {
    "hostile.md": "---\ntitle: '[/red] [bold] unclosed [ and [/'\noutlet: '[/]'\nurl: https://example.org/[/x]\n---\n\n"
    "A body [/red] with [links](https://example.org/[bold]) and [/ tags.\n\n## A heading [/b]\n\nMore of it.\n",
    "arabic.md": "---\ntitle: نص عربي\ndate: 2025-11-02\n---\n\nقال الوزير إن النهر ارتفع. ثم عاد.\n\n"
    "城市在河边 and 🇵🇱 stay, q\u0301 too.\n\n" + "\n\n".join(f"Paragraph {n} of many." for n in range(60)) + "\n",
}


@pytest.fixture(scope="module")
def trap_shelf(tmp_path_factory):
    return make_shelf(tmp_path_factory.mktemp("traps"), TEXTS)


@pytest.fixture
def trap_library(trap_shelf, tmp_path):
    return make_library(*trap_shelf, tmp_path)


# 1, 2 and 3 need a terminal, or none: bytes that are no UTF-8, and signals, in test_terminal.py; standard input and
# error that are no terminal in tests/cli/test_commands.py.


async def test_4_nothing_is_selected_by_textual_itself(at_screen):
    """Textual's selection reads past the end of a text that ends in blank lines; only the article's own is used."""
    async with at_screen() as user:
        assert not ReaderApp.ALLOW_SELECT
        assert not any(widget.allow_select for widget in user.desk.query(LineView))
        await user.press("enter")
        await user.pilot.mouse_down("#status", offset=(2, 0))
        await user.pilot.hover("#text", offset=(5, 9))
        await user.pilot.mouse_up("#text", offset=(5, 9))
        assert not user.desk.get_selected_text()


async def test_5_the_first_character_is_a_place(at_screen):
    """An offset of nought is a place, not the absence of one."""
    assert Selection(5, 0).span == Span(0, 5)
    assert Selection(0, 5).span == Span(0, 5)
    async with at_screen() as user:
        await user.press("enter", "g", "v", "v")
        view = user.desk.view
        start = view.selection.start
        await user.press("escape", "escape")
        row = view._layout.row_of(start) - view.scroll_offset.y
        await user.pilot.mouse_down("#text", offset=(view._margin + 8, row))
        await user.pilot.hover("#text", offset=(0, row))
        await user.pilot.mouse_up("#text", offset=(0, row))
        await user.press()
        assert view.selection == Span(start, start + 5)


async def test_6_and_7_words_and_paragraphs_by_mouse_and_a_drag_beyond_the_edge(at_screen, trap_library):
    """Textual selects whole widgets by double click, and stops to extend when the mouse keeps still."""
    async with at_screen(80, 24, of=trap_library) as user:
        await user.press("enter")
        view = user.desk.view
        left = view._margin + 3
        row = view._layout.row_of(view.text.index("Paragraph 3")) - view.scroll_offset.y
        await user.pilot.click("#text", offset=(left + 2, row), times=2)
        await user.press()
        assert view.selection.of(view.text) == "Paragraph"
        await user.pilot.click("#text", offset=(left + 2, row), times=3)
        await user.press()
        assert view.selection.of(view.text) == "Paragraph 3 of many."
        await user.press("escape", "escape")
        await user.pilot.mouse_down("#text", offset=(left, row))
        bottom = view.page_height
        view.post_message(events.MouseMove(view, left + 4, bottom + 1, 0, 1, 1, False, False, False))
        await user.pilot.pause(0.3)
        before, end = view.scroll_offset.y, view.selection.end
        await user.pilot.pause(0.3)
        assert view.scroll_offset.y > before
        assert view.selection.end > end
        await user.pilot.mouse_up("#text", offset=(left, bottom - 1))
        await user.press()
        before = view.scroll_offset.y
        await user.pilot.pause(0.2)
        assert view.scroll_offset.y == before
        assert view.selection.of(view.text).startswith("Paragraph 3 of many.\n\nParagraph 4")


def test_8_watchers_wait_for_the_first_size():
    """Watchers that run at mount would wrap a text for a width of nought."""
    own = [each for each in vars(ArticleView).values() if isinstance(each, Reactive)]
    for owner in ArticleView.__mro__:
        if owner.__module__.startswith("reader."):
            own += [each for each in vars(owner).values() if isinstance(each, Reactive)]
    assert own
    assert not any(each._init for each in own)


async def test_9_and_10_the_scroll_bar_has_its_own_column_and_pages_turn_at_once(at_screen, trap_library):
    """The size of a scrolling view includes its scroll bar, and Textual's page keys are animated."""
    async with at_screen(60, 20, of=trap_library) as user:
        await user.press("enter")
        view = user.desk.view
        assert view.line_width == view.size.width - 1
        assert user.app.animation_level == "none"
        before = view.scroll_offset.y
        view.action_page(1)
        assert view.scroll_offset.y == before + view.page_height - 2


async def test_11_brackets_are_no_markup(at_screen, trap_library):
    """Most widgets of Textual read `[...]` in a text as markup, and end the program on `[/`."""
    async with at_screen(100, 30, of=trap_library) as user:
        await user.press("G", "enter")
        assert user.sees("[/red] [bold] unclosed [ and [/")
        assert user.sees("with links and [/ tags.")
        await user.press("c")
        assert user.sees("A heading [/b]")
        await user.press("escape", "O")
        assert user.sees("https://example.org/[bold]")
        await user.press("escape", "f", "left_square_bracket", "slash")
        assert user.sees("1 of")
        await user.press("enter", "v", "p", "m")
        assert "Marked" in user.status


async def test_12_few_widgets_and_a_frozen_heap(at_screen):
    """The collector stutters where there are thousands of widgets."""
    async with at_screen() as user:
        assert len(user.desk.query("*")) < 30
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0


async def test_13_a_joined_emoji_can_be_pasted_not_typed(at_screen):
    """Textual's Input drops a zero-width joiner that is typed; a paste keeps it.

    Nothing is missed: what is searched for are words, and no word has a joiner in it.
    """
    async with at_screen() as user:
        await user.press("slash")
        line = user.desk.search_row.query_input
        line.post_message(events.Key("zero_width_joiner", "\u200d"))
        await user.pilot.pause()
        assert line.value == ""
        line.post_message(events.Paste(FAMILY))
        await user.pilot.pause()
        assert line.value == FAMILY
    assert [word.text for word in words_from(f"one{FAMILY}two", 0)] == ["one", "two"]


def test_14_no_screen_is_switched():
    """Switching screens waits for 50 ms; dialogs are laid over the one screen, and widgets shown and hidden."""
    for source in UI.rglob("*.py"):
        code = source.read_text(encoding="utf-8")
        assert "switch_screen(" not in code
        assert "switch_mode(" not in code


async def test_15_offsets_stay_right_where_cells_do_not(at_screen, trap_library):
    """Text goes out in logical order and terminals turn Arabic round: what is marked may look shifted, but is right."""
    async with at_screen(80, 24, of=trap_library) as user:
        await user.press("enter", "v", "v")
        view = user.desk.view
        assert view.selection.of(view.text) == "قال"
        assert any("قال الوزير إن النهر ارتفع" in line for line in user.lines())
        await user.press("s")
        assert view.selection.of(view.text) == "قال الوزير إن النهر ارتفع."
        await user.press("escape", "escape", "right_curly_bracket", "v")
        # Whole characters as people see them: two cells each, two letters that make a flag, an accent of its own.
        await user.press("v", "escape", "v")
        text, at = view.text, view.block_span.start
        row = view._layout.row_of(at) - view.scroll_offset.y
        left = view._margin + 3
        await user.press("escape", "escape")
        await user.pilot.mouse_down("#text", offset=(left + 1, row))
        await user.pilot.hover("#text", offset=(left + 5, row))
        await user.pilot.mouse_up("#text", offset=(left + 5, row))
        await user.press()
        assert view.selection.of(text) == "城市"
        for whole in ("🇵🇱", "q\u0301"):
            at = text.index(whole)
            assert selecting.next_grapheme(text, at) == at + len(whole)
            assert selecting.previous_grapheme(text, at + len(whole)) == at
    assert selecting.next_grapheme(FAMILY, 0) == len(FAMILY)
    assert selecting.previous_grapheme(FAMILY, len(FAMILY)) == 0
