"""The list: keys, counts, order, states, mouse, and what it says when it is empty."""

from __future__ import annotations

from threading import Event

import pytest

from reader.errors import IndexDamagedError
from reader.updating import Changes, Progress


async def test_moving(at_screen):
    async with at_screen(80, 24) as user:
        articles = user.desk.articles
        for keys, place in [
            (["j"], 2),
            (["down"], 3),
            (["k"], 2),
            (["G"], 4),
            (["g"], 1),
            (["3", "j"], 4),
            (["2", "G"], 2),
            (["end"], 4),
            (["home"], 1),
            (["space"], 4),
            (["b"], 1),
            (["9", "9", "j"], 4),
        ]:
            await user.press(*keys)
            assert articles.place[0] == place, keys


async def test_a_count_is_shown_while_it_is_typed(at_screen):
    async with at_screen(80, 24) as user:
        await user.press("1", "2")
        assert user.desk.status.count == "12"
        await user.press("k")
        assert user.desk.status.count == ""


async def test_order(at_screen):
    async with at_screen(80, 24) as user:

        def titles():
            return [each.row.title for each in user.desk.library.listed(user.desk.articles.keys)]

        assert titles()[0] == "Harbour strike ends after 19 days"
        await user.press("S")
        assert user.status == "Sorted by outlet."
        await user.press("S")
        assert titles()[0] == "A walk along the shore"
        await user.press("S")
        assert user.status == "Sorted newest first."


async def test_the_cursor_stays_on_its_article_when_the_order_changes(at_screen):
    async with at_screen(80, 24) as user:
        await user.press("j", "j")
        before = user.desk.articles.current
        await user.press("S")
        assert user.desk.articles.current == before


async def test_star_and_read_are_saved_and_undone(at_screen, again):
    async with at_screen(80, 24) as user:
        await user.press("s", "r")
        listed = user.desk.articles.listed
        assert (listed.is_starred, listed.is_read) == (True, True)
        state = again().notebook.state(listed.row.id)
        assert (state.is_starred, state.is_read) == (True, True)
        await user.press("u")
        assert user.desk.articles.listed.is_read is False
        assert user.desk.articles.listed.is_starred is True


async def test_clicks(at_screen):
    async with at_screen(120, 40) as user:
        # Two lines a row, below one line that is kept free.
        await user.pilot.click("#articles", offset=(5, 4))
        await user.press()
        assert user.desk.articles.place[0] == 2
        assert user.desk.room == "list"
        await user.pilot.click("#articles", offset=(5, 4))
        await user.press()
        assert user.desk.room == "article"


async def test_an_empty_library_says_what_to_do(at_screen, empty_library):
    async with at_screen(80, 24, of=empty_library) as user:
        assert user.sees("No articles yet.")
        assert user.sees("ctrl+l")
        await user.press("j", "enter", "a", "m", "p", "escape", "slash", "escape")


async def test_an_update_does_not_move_the_cursor(at_screen, library, monkeypatch):
    async with at_screen(80, 24) as user:
        await user.press("j", "j")
        before = user.desk.articles.current
        monkeypatch.setattr(library, "update", lambda *_, **__: Changes(2, 1, 0, ()))
        await user.press("ctrl+l")
        assert user.status == "Articles: 2 new, 1 changed."
        assert user.desk.articles.current == before


async def test_reading_new_files_shows_its_rate_and_can_be_stopped(at_screen, library, monkeypatch):
    runs = []
    stopped = "The update was stopped; what was read so far is kept."

    def update(on_progress, cancelled):
        runs.append(on_progress)
        on_progress(Progress("reading", 50, 200, 2.0))
        pause = Event()
        while not cancelled():
            pause.wait(0.01)
        return Changes(0, 0, 0, (stopped,))

    async with at_screen(80, 24) as user:
        monkeypatch.setattr(library, "update", update)
        await user.pilot.press("ctrl+l")
        while not runs:
            await user.pilot.pause()
        await user.pilot.pause()
        assert user.status == "Reading ███░░░░░░░░░ 50 of 200 · 25 a second · ctrl+l stops"
        await user.pilot.press("ctrl+l")
        while user.status != stopped:
            await user.pilot.pause()
        user.desk._update_quietly()  # what a timer does every half minute
        await user.pilot.pause()
        assert len(runs) == 1
        monkeypatch.setattr(library, "update", lambda *_, **__: Changes(1, 0, 0, ()))
        await user.press("ctrl+l")
        assert user.status == "Articles: 1 new."


async def test_a_damaged_index_is_said_to_be_built_anew(at_screen, library, monkeypatch):
    done = Event()

    def update(on_progress, cancelled):
        on_progress(Progress("rebuilding", 1200, 10000, 2.0))
        while not (done.wait(0.01) or cancelled()):
            pass
        return Changes(0, 0, 0, (), is_rebuilt=True)

    def damaged(*_, **__):
        raise IndexDamagedError("The index is damaged; the next update builds it anew.")

    async with at_screen(80, 24) as user:
        monkeypatch.setattr(library, "update", update)
        search = library.search
        monkeypatch.setattr(library, "search", damaged)
        await user.pilot.press("slash", *"strike")
        for _ in range(100):
            await user.pilot.pause()
            if "1,200" in user.status:
                break
        assert user.status == "The old index is unusable; building it anew: 1,200 of 10,000 · ctrl+l stops"
        assert user.sees("building the index")
        monkeypatch.setattr(library, "search", search)
        done.set()
        await user.press()
        assert user.sees("1 hit")


@pytest.mark.parametrize("size", [(20, 5), (60, 20), (100, 8), (1, 1), (300, 80)])
async def test_any_size_works(at_screen, size):
    async with at_screen(*size) as user:
        await user.press(
            "j", "enter", "j", "right_square_bracket", "p", "j", "escape", "v", "s", "escape", "escape", "q"
        )
        await user.press("slash", "a", "escape", "question_mark", "escape")
        await user.resize(90, 30)
        await user.resize(*size)
        assert user.desk.articles.place == (2, 4)
