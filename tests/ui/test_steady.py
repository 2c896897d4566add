"""What comes faster than the screen can follow: sizes, and keys that close the same dialog."""

from __future__ import annotations

from textual.events import Resize
from textual.geometry import Size

_MANY = 20


async def test_two_sizes_at_once_do_not_make_the_screen_jump_for_ever(at_screen, monkeypatch):
    async with at_screen(80, 24) as user:
        for keys in ((), ("M",)):
            await user.press(*keys)
            screen = user.app.screen
            laid_out = []

            def lay_out(size=None, scroll=False, own=screen._refresh_layout, seen=laid_out):
                seen.append(size)
                assert len(seen) < _MANY, seen
                own(size, scroll)

            monkeypatch.setattr(screen, "_refresh_layout", lay_out)
            for width in (120, 80, 100, 80):
                screen.post_message(Resize(Size(width, 24), Size(width, 24)))
                screen.call_later(lambda: None)  # a size that follows at once would take its place
            await user.press()
            assert screen.size == (80, 24)


async def test_a_dialog_that_is_closed_twice_closes_nothing_below(at_screen):
    async with at_screen(80, 24) as user:
        for keys in (("question_mark",), ("M", "ctrl+p")):
            await user.press(*keys)
            top, below = user.app.screen, user.app.screen_stack[-2]
            top.dismiss()
            top.dismiss()
            await user.press()
            assert user.app.screen is below
            while user.app.screen is not user.desk:
                user.app.screen.dismiss()
            await user.press()


async def test_a_screen_closes_with_what_lies_on_it(at_screen):
    async with at_screen(80, 24) as user:
        await user.press("M")
        notes = user.app.screen
        await user.press("question_mark")
        notes.dismiss()
        await user.press()
        assert user.app.screen is user.desk
