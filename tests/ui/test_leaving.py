"""Screens that are closed: they let go of what they painted, and what they are told afterwards ends nothing."""

from __future__ import annotations

from textual._styles_cache import StylesCache
from textual.css.query import NoMatches

from reader.ui.screens.notes import NotesUnreadable, OrphansFound, OthersWrote
from reader.ui.widgets.notes_list import NotesList


async def test_closed_screens_let_go_of_what_they_painted(at_screen):
    # Other things may know a screen for a while, such as a worker that has ended; this cache would know a thousand.
    async with at_screen(120, 40) as user:
        await user.press("enter")
        for key in ("question_mark", "M", "t", "a") * 2:
            await user.press(key)
            closed = user.app.screen
            assert closed is not user.desk
            await user.press("escape")
            for _ in range(100):  # until its parts are gone, which a busy machine takes its time for
                if not closed.is_attached and not closed.is_running:
                    break
                await user.pilot.pause(0.02)
        await user.pilot.pause()
        own = [*user.desk.walk_children(with_self=True)]
        assert StylesCache.get_inner_outer.cache_info().currsize <= 2 * len(own)
        watching = {each for watchers in getattr(user.app, "__watchers").values() for each, _ in watchers}
        assert watching <= {user.app, *own}


async def test_answers_that_come_after_the_notes_were_left_end_nothing(at_screen):
    async with at_screen(120, 40) as user:
        await user.press("enter", "right_square_bracket", "m", "M")
        notes = user.app.screen
        listed, noted = notes.list, notes.list.current
        told = [
            NotesList.Moved(listed, noted),
            NotesList.Opened(listed),
            NotesUnreadable(notes._question, "Cannot be read."),
            OrphansFound({}, is_done=True),
            OthersWrote(),
        ]
        await user.press("escape")
        assert not notes.is_shown
        try:
            notes.list  # noqa: B018 - the parts are gone, which is what makes it hard
        except NoMatches:
            pass
        else:
            raise AssertionError
        for message in told:
            await notes._on_message(message)
        assert user.app.screen is user.desk


async def test_a_click_on_the_note_under_the_cursor_goes_to_it(at_screen):
    async with at_screen(120, 40) as user:
        await user.press("enter", "right_square_bracket", "m", "J", "M")
        await user.pilot.click(NotesList, offset=(5, 1))
        await user.press()
        assert user.app.screen is user.desk
        assert user.desk.view.focused_span is not None
