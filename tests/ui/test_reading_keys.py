"""Reading, searching and selecting: keys, places, messages that come too late."""

from __future__ import annotations

import pytest

from reader.search.order import Order
from reader.search.query import Page
from reader.ui.messages import ArticleRead, SearchAnswered


async def test_paragraphs_highlights_and_notes_are_walked(at_screen):
    async with at_screen() as user:
        await user.press("enter")
        view = user.desk.view
        before = view.block
        await user.press("right_curly_bracket")
        assert view.block > before
        await user.press("left_curly_bracket")
        assert view.block == before
        await user.press("right_square_bracket")
        first = view.focused_span
        await user.press("2", "right_square_bracket", "2", "left_square_bracket")
        assert view.focused_span == first
        await user.press("m", "G", "left_parenthesis")
        assert view.focused_span == first


async def test_other_articles(at_screen):
    async with at_screen() as user:
        await user.press("enter")
        first = user.title
        await user.press("J")
        assert user.title != first
        await user.press("K")
        assert user.title == first
        await user.press("K")
        assert user.status == "This is the first article."


async def test_the_place_is_remembered_and_kept_on_resize(at_screen, again):
    async with at_screen(60, 12) as user:
        await user.press("enter", "space", "space")
        view = user.desk.view
        place = view._layout.text_row_near(view.scroll_offset.y).start
        assert place > 0
        for size in [(40, 12), (100, 12), (60, 12)]:
            await user.resize(*size)
        assert view._layout.text_row_near(view.scroll_offset.y).start == place
        await user.press("escape")
    async with at_screen(60, 12, of=again()) as user:
        await user.press("enter")
        view = user.desk.view
        assert view._layout.text_row_near(view.scroll_offset.y).start == place


async def test_a_sentence_is_selected_by_keyboard_and_marked(at_screen, library):
    async with at_screen() as user:
        await user.press("enter", "v", "s", "m")
        (kept,) = library.notebook.all()
        assert kept.anchor.exact.startswith("Dockers in Varna")
        assert kept.anchor.exact.endswith("move again.")
        assert user.desk.view.selection is None


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("v v", "Dockers"),
        ("v v w w", "Dockers in Varna"),
        ("v w v", "in"),
        ("v v w b", "Dockers "),
        ("v l l v", "ckers"),
        ("v v l l", "Dockers i"),
        ("v v w o w", " Varna"),
    ],
)
async def test_selecting_by_words_and_characters(at_screen, keys, words):
    async with at_screen() as user:
        await user.press("enter", *keys.split())
        view = user.desk.view
        selected = view.selection.of(view.text)
        assert selected.strip() == words.strip() or words in ("Dockers ", " Varna")
        await user.press("escape", "escape")
        assert view.is_selecting is False
        assert user.desk.room == "article"


async def test_a_paragraph_and_two_sentences(at_screen):
    async with at_screen() as user:
        await user.press("enter", "right_curly_bracket", "v", "p")
        view = user.desk.view
        assert view.selection == view.block_span
        await user.press("escape", "v", "2", "s")
        assert view.selection.of(view.text).count(".") == 2


async def test_the_mouse_selects(at_screen, library):
    async with at_screen() as user:
        await user.press("enter")
        view = user.desk.view
        row = view._layout.row_of(view.block_span.start) - view.scroll_offset.y
        left = view._margin + 3
        await user.pilot.mouse_down("#text", offset=(left, row))
        await user.pilot.hover("#text", offset=(left + 7, row))
        await user.pilot.mouse_up("#text", offset=(left + 7, row))
        await user.press()
        assert view.selection.of(view.text) == "Dockers"
        await user.press("m")
        assert library.notebook.all()[0].anchor.exact == "Dockers"
        await user.pilot.click("#text", offset=(left + 9, row), times=2)
        await user.press()
        assert view.selection.of(view.text) == "in"


async def test_search_narrows_with_every_key_and_esc_gives_all_back(at_screen):
    async with at_screen(80, 24) as user:
        await user.press("j", "j")
        before = (user.desk.articles.current, user.desk.articles.place)
        await user.press("slash")
        await user.type("mayor")
        assert len(user.desk.articles.keys) == 2
        assert user.sees("2 hits")
        assert user.desk.articles._snippets
        await user.type(" novak")
        assert len(user.desk.articles.keys) == 1
        await user.press("escape")
        assert (user.desk.articles.current, user.desk.articles.place) == before
        assert user.desk.query_text == ""


async def test_no_hits_say_what_to_do(at_screen):
    async with at_screen(80, 24) as user:
        await user.press("slash")
        await user.type("zebra")
        assert user.sees("No article answers that.")
        assert user.sees("no hits")


async def test_a_query_that_cannot_be_read_keeps_the_last_hits(at_screen):
    async with at_screen(80, 24) as user:
        await user.press("slash")
        await user.type("mayor")
        await user.type(" money:abc")
        assert user.desk.problem.display
        assert len(user.desk.articles.keys) == 2
        await user.press("escape")
        assert not user.desk.problem.display


@pytest.mark.parametrize("query", ["mayor money:abc", "mayor or nothing at all of what fills this short row money:abc"])
async def test_the_pointer_stands_below_what_is_wrong_and_all_is_told(at_screen, query):
    async with at_screen(60, 24) as user:
        await user.press("slash")
        await user.type(query)
        row, pointer, *message = user.lines()[:4]
        assert row.index("money:abc") == pointer.index("▔") == pointer.rindex("▔") - len("money:abc") + 1
        told = " ".join(line.strip() for line in message)
        assert "abc is no value: 5, >1bn, 10..20 (k, m, bn, tn, %)" in told


async def test_an_unfinished_condition_hints_and_empties_nothing(at_screen):
    async with at_screen(100, 24) as user:
        await user.press("slash")
        await user.type("mayor")
        for letters, hits in ((" is:", 2), ("u", 2), ("nread", 2)):
            await user.type(letters)
            assert len(user.desk.articles.keys) == hits
            assert not user.desk.problem.display  # the offer says it
        await user.type(" date:20")
        assert len(user.desk.articles.keys) == 2
        assert user.desk.problem.has_class("-hint")
        assert user.sees("2025-12-18")
        await user.type("19")
        assert len(user.desk.articles.keys) == 0
        assert not user.desk.problem.display


async def test_late_answers_are_dropped(at_screen):
    async with at_screen(80, 24) as user:
        await user.press("slash")
        await user.type("mayor")
        keys = list(user.desk.articles.keys)
        user.desk.post_message(SearchAnswered("may", Order.RELEVANCE, Page("may", (), 0)))
        await user.press()
        assert list(user.desk.articles.keys) == keys
        await user.press("enter", "enter")
        shown = user.title
        other = user.desk.library.article(next(key for key in user.desk._all_keys if key != user.desk.opened.key))
        user.desk.post_message(ArticleRead(other.key, "", other, ()))
        await user.press()
        assert user.title == shown


async def test_matches_are_walked_across_articles(at_screen):
    async with at_screen() as user:
        await user.press("slash")
        await user.type("mayor")
        await user.press("enter", "enter")
        first = user.title
        matches = len(user.desk.matches)
        for _ in range(matches):
            await user.press("n")
        assert user.status == f"Match {matches} of {matches}"
        await user.press("n")
        assert user.title != first
        assert user.desk.view.match_span is not None
        await user.press("N")
        assert user.title == first


async def test_letters_typed_at_once_all_reach_the_query(at_screen):
    async with at_screen() as user:
        await user.pilot.press("slash", *"mayor")
        await user.press()
        assert user.desk.search_row.text == "mayor"


async def test_furniture_is_hidden_and_shown(at_screen):
    async with at_screen() as user:
        await user.press("enter")
        assert user.sees("How the strike began")
        await user.press("B")
        assert not user.sees("How the strike began")
        assert user.sees("page furniture")
        await user.press("B")
        assert user.sees("How the strike began")


async def test_width_and_zen(at_screen):
    async with at_screen() as user:
        await user.press("enter", "minus", "minus")
        narrow = user.desk.view.column_width
        assert narrow < 80
        await user.press("plus")
        assert user.desk.view.column_width == narrow + 4
        await user.press("z")
        assert not user.desk.status.display
        assert user.sees("Dockers in Varna")
        await user.press("z")
        assert user.desk.status.display


async def test_earlier_searches_come_back(at_screen):
    async with at_screen() as user:
        await user.press("slash")
        await user.type("mayor")
        await user.press("enter", "escape", "slash", "up")
        assert user.desk.search_row.text == "mayor"


async def test_copying_with_the_source(at_screen, library, monkeypatch):
    for name in ("TMUX", "DISPLAY", "WAYLAND_DISPLAY", "SSH_TTY", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    async with at_screen() as user:
        await user.press("enter", "v", "s", "y")
        copied = (library.folders.state / "copied.txt").read_text()
        assert copied.startswith("“Dockers in Varna went back")
        assert "— Ida Lund, “Harbour strike ends after 19 days”, Coast Courier, 20 November 2025" in copied
        assert "https://example.org/harbour" in copied


async def test_help_finds_a_key(at_screen):
    async with at_screen() as user:
        await user.press("question_mark")
        assert user.sees("EVERYWHERE")
        await user.type("undo")
        assert user.sees("ctrl+z")
        assert not user.sees("Next paragraph")
        await user.press("escape")
        assert user.app.screen is user.desk


async def test_finding_in_the_article(at_screen):
    async with at_screen() as user:
        await user.press("enter", "f")
        await user.type("the")
        assert user.sees("1 of 5")
        await user.press("down")
        assert user.sees("2 of 5")
        await user.press("enter", "n")
        assert user.status == "Match 3 of 5"
        await user.press("N", "N", "N")
        assert user.status == "Match 5 of 5"
        await user.press("f", "escape")
        assert user.desk.matches == ()
        await user.press("f")
        await user.type("(?")
        assert user.sees("not found")


async def test_moving_on_leaves_the_highlight(at_screen):
    async with at_screen() as user:
        await user.press("enter", "right_square_bracket", "right_curly_bracket")
        assert user.desk.view.focused_span is None
        assert user.desk.target().span == user.desk.view.block_span
