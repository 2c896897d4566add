"""Pictures of every state worth seeing, at three sizes in two themes; read every changed picture before accepting it.

One picture after the other is taken of one screen, as a user goes from state to state. To see them in other themes and
sizes: `python tests/bench/screenshots.py`.
"""

from __future__ import annotations

import pytest
from pytest_textual_snapshot import SVGImageExtension
from textual.widgets import Input, TextArea

STATES = {
    "list": ("j",),
    "chosen": ("x", "s", "k"),
    "grouped": ("escape", "number_sign", "number_sign"),
    "search": ("number_sign", "g", "slash", *"mayor"),
    "completion": ("ctrl+u", *"outlet:"),
    "no-hits": ("ctrl+u", *"zzz"),
    "views": ("escape", "V"),
    "reading": ("escape", "g", "enter", "right_square_bracket"),
    "marked": ("m", "right_curly_bracket", "right_square_bracket", "q"),
    "selecting": ("v", "2", "s"),
    "find": ("escape", "escape", "f", *"port"),
    "note": ("escape", "right_square_bracket", "a", *"Why"),
    "why": ("escape", "y", "e"),
    "contents": ("escape", "c"),
    "links": ("escape", "O"),
    "highlights": ("escape", "p", "j", "j"),
    "end": ("escape", "G"),
    "help": ("question_mark",),
    "palette": ("escape", "ctrl+p", *"theme"),
}
"""Keys from each state to the next."""


@pytest.mark.parametrize("theme", ["ink", "paper"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_pictures(at_screen, snapshot, monkeypatch, size, theme):
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _: None)
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda _: None)
    others = []
    async with at_screen(*size) as user:
        user.app.theme = theme
        for state, keys in STATES.items():
            await user.press(*keys)
            if state == "palette":
                await user.pilot.pause(0.3)  # it looks for what was typed after a pause
            picture = user.app.export_screenshot(title="pullquote")
            if snapshot.use_extension(SVGImageExtension)(name=state) != picture:
                others.append(state)
    assert not others, "look at them: --snapshot-update takes the new ones"
