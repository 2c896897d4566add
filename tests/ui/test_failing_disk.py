"""A disk that fails under the screen, call by call: the note stays on the screen with the error, and is saved later."""

from __future__ import annotations

import pytest

from reader.annotations import disk
from tests.unit.annotations.test_saving_faults import FaultyOs


@pytest.mark.parametrize("fault", ["ENOSPC", "EIO", "EROFS", "short"])
async def test_each_failing_call_leaves_the_note_on_the_screen(at_screen, again, library, monkeypatch, fault):
    async with at_screen(100, 30) as user:
        await user.press("enter", "right_square_bracket", "m")
        earlier = library.notebook.all()
        log = next((library.folders.data / "annotations").glob("*.jsonl"))
        before = log.read_bytes()
        await user.press("A")
        await user.type("keep me")
        failures, nth = 0, 0
        while user.app.screen is not user.desk:
            assert nth < 100
            with monkeypatch.context() as patch:
                patch.setattr(disk, "os", FaultyOs(nth, fault, 1000))
                await user.press("ctrl+s")
            if user.app.screen is not user.desk:
                failures += 1
                assert user.sees("NOT saved")
                assert user.sees("keep me")
                assert library.notebook.all() == earlier
                assert log.read_bytes() == before or log.read_bytes().startswith(before), "nothing earlier is touched"
            nth += 1
        assert failures >= 1
        assert [each.note for each in again().notebook.all()][:1] == ["keep me"]
        assert len(again().notebook.all()) == 2


async def test_a_mark_that_is_not_kept_is_not_shown_as_kept(at_screen, library, monkeypatch):
    async with at_screen(100, 30) as user:
        await user.press("enter", "right_square_bracket")
        with monkeypatch.context() as patch:
            patch.setattr(disk, "os", FaultyOs(0, "ENOSPC", 1000))
            await user.press("m")
            assert user.status.startswith("NOT saved: ")
            await user.press("s")
            assert user.status.startswith("NOT saved: ")
            await user.press("u")
            assert not user.status.startswith("Undone")
        assert library.notebook.all() == ()
        assert not any(each.is_starred for each in library.notebook.states())
        await user.press("m")
        assert user.status.startswith("Marked and saved")
