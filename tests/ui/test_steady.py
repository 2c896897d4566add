"""What comes faster than the screen can follow: sizes, and keys that close the same dialog."""

from __future__ import annotations

import pytest
from rich.style import Style
from textual.command import CommandInput, CommandList
from textual.events import Click, Paste, Resize
from textual.geometry import Size

from reader.ui.app import ReaderApp
from reader.ui.fault import report

_MANY = 20


def click(widget, x: int, y: int) -> Click:
    """Return a click on a widget at a place of the screen."""
    return Click(widget, x, y, 0, 0, 1, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y)


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


async def test_a_click_where_the_terminal_no_longer_is_ends_nothing(at_screen):
    async with at_screen(80, 24) as user:
        await user.press("ctrl+p")
        palette = user.app.screen
        palette.post_message(click(palette, 148, 39))
        await user.press()
        assert user.app.screen is palette
        await user.pilot.click(offset=(0, 0))
        await user.press()
        assert user.app.screen is user.desk


async def test_a_list_without_a_line_is_not_paged_through(at_screen):
    async with at_screen(40, 3) as user:
        await user.press("ctrl+p", "pageup", "pagedown", "end", "pageup", "home")
        assert user.app.is_running
        await user.press("escape")
        assert user.app.screen is user.desk


async def test_offers_bear_a_terminal_of_one_column(at_screen):
    async with at_screen(80, 24) as user:
        await user.press("ctrl+p")
        await user.pilot.pause(0.3)
        assert user.app.screen.query_one(CommandList).option_count > 3
        offered = user.app.screen.query_one(CommandList)
        for width in range(10):
            assert offered.get_content_height(Size(width, 9), Size(width, 9), width) > 3
        await user.resize(1, 1)
        await user.press("escape")
        assert user.app.screen is user.desk


@pytest.mark.parametrize("width", [4, 5, 6, 7])
async def test_offers_are_found_in_a_terminal_of_a_few_columns(at_screen, width):
    async with at_screen(60, 20) as user:
        await user.press("ctrl+p")
        await user.pilot.resize_terminal(width, 20)
        await user.press("b", "down")
        await user.pilot.pause(0.2)
        await user.resize(60, 20)
        assert user.sees("Back")


async def test_a_row_takes_of_a_paste_what_it_can_show(at_screen):
    async with at_screen(80, 24) as user:
        await user.press("slash")
        row = user.desk.search_row.query_input
        user.app.post_message(Paste("\ntwo lines"))
        await user.press("a", "b", "home")
        user.app.post_message(Paste("harbour " * 100_000 + "\nnext"))
        await user.press()
        assert row.value == ("harbour " * 250)[:1998] + "ab"
        user.app.post_message(Paste("more"))
        await user.press("shift+end")
        user.app.post_message(Paste("cd"))
        await user.press()
        assert row.value == ("harbour " * 250)[:1998] + "cd"


async def test_a_click_on_an_offer_that_is_gone_ends_nothing(at_screen):
    async with at_screen(80, 24) as user:
        await user.press("ctrl+p")
        await user.pilot.pause(0.3)
        offered = user.app.screen.query_one(CommandList)
        assert offered.option_count > 3
        clicked = click(offered, 4, user.app.screen.query_one(CommandInput).region.y)  # not where a click closes it
        clicked._style = Style.from_meta({"option": 3})
        offered.clear_options()
        offered.post_message(clicked)
        await user.press()
        assert user.app.screen is not user.desk
        # One that is there is taken.
        await user.press("escape", "ctrl+p")
        palette = user.app.screen
        await user.type("help")
        await user.pilot.pause(0.3)
        await user.pilot.click(CommandList, offset=(4, 1))
        await user.pilot.pause(0.3)
        assert user.app.screen is not palette


async def test_a_fault_of_the_program_is_a_line_and_a_file(library, capsys, monkeypatch):
    app = ReaderApp(library)

    async def use() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            monkeypatch.setattr(app.screen, "action_undo", lambda: 1 / 0)
            await pilot.press("u")
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await use()
    told = " ".join(capsys.readouterr().err.split())
    assert told.startswith(
        "reader: A fault in the program ended it (ZeroDivisionError: division by zero). What it said"
    )
    assert "Traceback" not in told
    details = (library.folders.state / "fault.txt").read_text()
    assert details.startswith("pullquote ")
    assert "ZeroDivisionError" in details


def test_a_fault_on_a_full_disk_is_told_on_the_terminal(tmp_path):
    (tmp_path / "state").write_text("in the way")
    told = report(ValueError("\x1b[31mred"), tmp_path / "state")
    assert told.splitlines()[-1] == "ValueError: ␛[31mred"
