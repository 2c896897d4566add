"""Sizes that change faster than the screen can follow."""

from __future__ import annotations

from textual.events import Resize
from textual.geometry import Size


async def test_two_sizes_at_once_do_not_make_the_screen_jump_for_ever(at_screen):
    async with at_screen(80, 24) as user:
        for screen in ("desk", "notes"):
            if screen == "notes":
                await user.press("M")
            laid_out = []
            lay_out = user.app.screen._refresh_layout
            user.app.screen._refresh_layout = lambda size=None, scroll=False: (laid_out.append(size), lay_out(size))
            for width in (120, 80, 100, 80):
                user.app.screen.post_message(Resize(Size(width, 24), Size(width, 24)))
                user.app.screen.call_later(lambda: None)  # what follows at once would take its place
            await user.press()
            count = len(laid_out)
            await user.press()
            assert len(laid_out) == count, screen
            assert user.app.screen.size == (80, 24)
