"""The main job: open a folder, read, search, see figures and quotes, annotate; it is there after a crash."""

from __future__ import annotations

import pytest

from reader.errors import NotSavedError


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40), (200, 60)])
async def test_read_search_and_annotate(at_screen, again, width, height):
    async with at_screen(width, height) as user:
        assert user.sees("Harbour strike ends after 19 days")
        assert user.sees("4 articles")

        await user.press("slash")
        await user.type("dockers")
        assert user.desk.query_text == "dockers"
        assert len(user.desk.articles.keys) == 1
        assert user.sees("1 hit")

        await user.press("enter", "enter")
        assert user.desk.room == "article"
        assert user.title == "Harbour strike ends after 19 days"
        assert user.desk.matches

        await user.press("right_square_bracket")
        focused = user.desk.view.focused_span
        assert focused is not None
        await user.press("a")
        await user.type("check this")
        await user.press("tab")
        await user.type("#port")
        await user.press("ctrl+s")
        assert user.status.startswith("Note saved")
        assert user.desk.view.has_class("-zen") is False

        # The process could be killed here: another one reads the same from the disk.
        (kept,) = again().notebook.all()
        assert (kept.note, kept.tags) == ("check this", ("port",))
        assert kept.anchor.span == focused

        await user.press("u")
        assert user.status.startswith("Undone")
        assert again().notebook.all() == ()
        await user.press("ctrl+r")
        assert len(again().notebook.all()) == 1

        await user.press("escape", "escape")
        assert user.desk.room == "list"
        assert len(user.desk.articles.keys) == 4


async def test_pane_and_text_move_each_other(at_screen):
    async with at_screen(200, 60) as user:
        await user.press("enter", "p", "j")
        entry = user.desk.pane.current
        assert entry is not None
        assert user.desk.view.focused_span == entry.span
        assert user.desk.room == "highlights"
        await user.press("enter")
        assert user.desk.room == "article"
        await user.press("2", "right_square_bracket")
        assert user.desk.pane.current.span == user.desk.view.focused_span != entry.span


async def test_a_figure_is_annotated_without_selecting(at_screen, library):
    async with at_screen() as user:
        await user.press("enter", "p", "m")
        assert user.status.startswith("Marked and saved")
        (kept,) = library.notebook.all()
        assert kept.anchor.span == user.desk.pane.current.span


async def test_a_note_that_cannot_be_written_stays_on_the_screen(at_screen, library, monkeypatch):
    def full(*_, **__):
        raise NotSavedError("No space left on device.")

    async with at_screen() as user:
        await user.press("enter", "right_square_bracket", "a")
        await user.type("do not lose me")
        with monkeypatch.context() as patch:
            patch.setattr(library.notebook, "mark", full)
            await user.press("ctrl+s")
        assert user.sees("NOT saved")
        assert user.sees("do not lose me")
        assert user.app.screen is not user.desk
        await user.press("ctrl+s")
        for _ in range(20):  # a slow disk takes its time, and the editor stays until the note is on it
            if user.app.screen is user.desk:
                break
            await user.press()
        assert user.app.screen is user.desk
        assert [each.note for each in library.notebook.all()] == ["do not lose me"]


async def test_esc_asks_before_a_note_is_lost(at_screen, library):
    async with at_screen() as user:
        await user.press("enter", "right_square_bracket", "a")
        await user.type("x")
        await user.press("escape")
        assert user.sees("Leave without saving this note?")
        await user.press("n")
        assert user.sees("ctrl+s")
        await user.press("escape", "y")
        assert user.app.screen is user.desk
        assert library.notebook.all() == ()


async def test_a_note_is_changed_and_deleted(at_screen, library):
    async with at_screen() as user:
        await user.press("enter", "right_square_bracket", "m", "a")
        await user.type("why")
        await user.press("ctrl+s")
        assert [each.note for each in library.notebook.all()] == ["why"]
        await user.press("d")
        assert library.notebook.all() == ()
        await user.press("u")
        assert len(library.notebook.all()) == 1


async def test_a_wrong_highlight_is_hidden_and_shown_again(at_screen):
    async with at_screen() as user:
        await user.press("enter", "right_square_bracket")
        span = user.desk.view.focused_span
        await user.press("x")
        assert span not in [figure.span for figure in user.desk.opened.highlights.figures]
        await user.press("u")
        assert span in [figure.span for figure in user.desk.opened.highlights.figures]


async def test_why_something_is_a_figure(at_screen):
    async with at_screen() as user:
        await user.press("enter", "right_square_bracket", "e")
        assert user.sees("Found by")
        await user.press("escape")
        assert user.app.screen is user.desk
