"""What the terminal was sent, piece by piece, is what the screen would paint as a whole: nothing stale stays on it."""

from __future__ import annotations

import random
import re

import pytest
from rich.cells import split_graphemes
from textual._compositor import Compositor, LayoutUpdate
from textual.geometry import Size
from textual.widgets import Input, TextArea

_SENT = re.compile(r"\x1b\[([0-9;?]*)([A-Za-z])|\x1b\]8;[^\x1b]*\x1b\\|([^\x1b]+)")
_BACKGROUND = re.compile(r"48;[25][0-9;]*|\b(?:4[0-79]|10[0-7]|7)\b")
_KEYS = (
    *("j", "k", "down", "up", "g", "G", "ctrl+d", "ctrl+u", "space", "enter", "escape", "q", "tab", "p", "J", "K"),
    *("right_square_bracket", "left_square_bracket", "right_curly_bracket", "left_curly_bracket", "v", "w", "s", "l"),
    *("slash", "t", "h", "e", "f", "n", "N", "V", "S", "number_sign", "x", "X", "m", "a", "u", "ctrl+r", "r", "M"),
    *("z", "minus", "plus", "B", "c", "O", "L", "ctrl+o", "greater_than_sign", "question_mark", "backspace", "y"),
)


class Terminal:
    """The cells of a terminal: what stands in each, and the codes of its style."""

    def __init__(self, size: Size) -> None:
        self._cells = [[("", "")] * size.width for _ in range(size.height)]
        self._x = self._y = 0
        self._style = ""

    def send(self, codes: str) -> None:
        """Take what a program writes: places, styles, text."""
        for parameters, command, text in _SENT.findall(codes):
            if command == "H":
                row, _, column = parameters.partition(";")
                self._y, self._x = int(row or 1) - 1, int(column or 1) - 1
            elif command == "m":
                self._style = "" if parameters in ("", "0") else f"{self._style};{parameters}"
            for line, part in enumerate(text.split("\n")):
                if line:
                    self._x, self._y = 0, self._y + 1
                self._write(part)

    def _write(self, text: str) -> None:
        for start, end, width in split_graphemes(text)[0]:
            if self._y < len(self._cells) and self._x + width <= len(self._cells[self._y]):
                self._cells[self._y][self._x : self._x + width] = [(text[start:end], self._style)] + [("", "")] * (
                    width - 1
                )
            self._x += width

    def rows(self) -> list[list[tuple[str, str]]]:
        """Return for each row what can be seen of its cells: of a blank, only its background."""
        return [
            [(sign, style if sign.strip() else ";".join(_BACKGROUND.findall(style))) for sign, style in row]
            for row in self._cells
        ]


def _whole(app) -> list[list[tuple[str, str]]]:
    """Return what a terminal shows when all of the screen is sent to it."""
    terminal = Terminal(app.size)
    strips = app.screen._compositor.render_strips(app.size)
    terminal.send(LayoutUpdate([[strip] for strip in strips], app.size.region).render_segments(app.console))
    return terminal.rows()


@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_nothing_stale_stays_on_the_screen(at_screen, monkeypatch, size, number):
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _: None)
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda _: None)
    chance = random.Random(f"{size} {number}")
    terminal = Terminal(Size(*size))
    paint = Compositor.render_update

    def sent(compositor, *given, **named):
        update = paint(compositor, *given, **named)
        if update is not None:
            terminal.send(update.render_segments(user.app.console))
        return update

    async with at_screen(*size) as user:
        monkeypatch.setattr(Compositor, "render_update", sent)
        user.app.theme = chance.choice(["ink", "paper", "contrast", "terminal"])
        user.app.screen.refresh(layout=True)
        user.app.screen.refresh()
        pressed = []
        for key in chance.choices(_KEYS, k=30):
            pressed.append(key)
            await user.press(key)
            for _ in range(20):  # what a timer changes is painted a moment later
                if (rows := terminal.rows()) == (whole := _whole(user.app)):
                    break
                await user.pilot.pause(0.05)
            wrong = [number for number, row in enumerate(rows) if row != whole[number]]
            assert not wrong, (pressed, wrong, rows[wrong[0]], whole[wrong[0]])
