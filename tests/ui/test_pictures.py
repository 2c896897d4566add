"""Pictures of the main states; read every changed picture before accepting it."""

from __future__ import annotations

import pytest

from reader.ui.app import ReaderApp

STATES = {
    "list-80x24": ((80, 24), ("j",)),
    "reading-80x24": ((80, 24), ("enter", "right_square_bracket")),
    "highlights-80x24": ((80, 24), ("enter", "p", "j")),
    "reading-120x40": ((120, 40), ("enter", "right_square_bracket", "m", "right_curly_bracket")),
    "search-120x40": ((120, 40), ("slash", *"mayor")),
    "selecting-200x60": ((200, 60), ("enter", "v", "2", "s")),
}


@pytest.mark.parametrize("state", STATES)
def test_picture(snap_compare, library, settled, state):
    size, keys = STATES[state]

    async def act(pilot):
        await pilot.pause(0.2)
        pilot.app.screen.search_row.query_input.cursor_blink = False
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)

    assert snap_compare(ReaderApp(library), terminal_size=size, run_before=act)
