"""In a real terminal: what reaches it, and how it is left, whatever ends the program."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_PATIENCE = 30.0
_ALTERNATE_ON, _ALTERNATE_OFF = b"\x1b[?1049h", b"\x1b[?1049l"
_MOUSE_OFF = b"\x1b[?1000l"

HOSTILE = (
    "Title \x1b[31337m[bold]x[/bold] \x1b]52;c;aGFjaw==\x07 [/ \x9b31337m \u202eevil\n\n"
    "By \x1b[31337mMallory\n\nNovember 20, 2025\n\n"
    '"Mark \x1b]0;owned\x07 [red]me[/red]," said Eve \x1b[31337mMallory, '
    "who paid \x1b[31337m$5 million [/] \x00\x08.\n\n"
    "x\x1b[31337m" + "[/b]" * 50 + "\n"
)
_SCRIPT = """
import sys
from pathlib import Path
from reader.library import Library
from reader.paths import folders
from reader.ui.app import run
root = Path(sys.argv[1])
state = {"READER_STATE": str(root / "s")}
library = Library.open(folders(root / "articles", data=root / "d", cache=root / "c", environment=state))
sys.exit(run(library))
"""


class Terminal:
    """A program in a terminal of 100x30 cells."""

    def __init__(self, folder: Path, **more: str) -> None:
        (folder / "articles").mkdir(exist_ok=True)
        self.master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (30, 100))
        self.modes = termios.tcgetattr(slave)
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **more}
        if "NO_COLOR" not in more:
            environment.pop("NO_COLOR", None)
        command = [sys.executable, "-c", _SCRIPT, str(folder)]
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        self.slave = slave
        self.seen = b""

    def read_until(self, is_there: Callable[[bytes], bool]) -> None:
        end = time.monotonic() + _PATIENCE
        while not is_there(self.seen):
            assert time.monotonic() < end, self.seen[-2000:]
            if select.select([self.master], [], [], 0.05)[0]:
                self.seen += os.read(self.master, 65536)

    def press(self, keys: bytes, until: bytes) -> None:
        start = len(self.seen)
        os.write(self.master, keys)
        self.read_until(lambda seen: until in seen[start:])

    def ended(self) -> int:
        end = time.monotonic() + _PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < end
            if select.select([self.master], [], [], 0.05)[0]:
                self.seen += os.read(self.master, 65536)
        while select.select([self.master], [], [], 0.05)[0]:
            self.seen += os.read(self.master, 65536)
        return self.process.returncode

    def is_restored(self) -> bool:
        """Tell whether the terminal is as it was: its screen, its mouse, its modes."""
        is_left = self.seen.rfind(_ALTERNATE_OFF) > self.seen.rfind(_ALTERNATE_ON) >= 0
        return is_left and _MOUSE_OFF in self.seen and termios.tcgetattr(self.slave)[3] == self.modes[3]

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)
        os.close(self.slave)


@pytest.fixture
def terminal(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "bad.txt").write_text(HOSTILE, encoding="utf-8")
    opened = Terminal(tmp_path)
    yield opened
    opened.close()


def test_no_text_of_an_article_or_note_is_a_control_code(terminal):
    terminal.read_until(lambda seen: b"1 article" in seen and b"Title" in seen)
    terminal.press(b"\r", b"end")
    terminal.press(b"]", b"\x1b[")
    terminal.press(b"a", b"ctrl+s")
    # A paste of a hostile note, as a terminal hands it over.
    os.write(terminal.master, b"\x1b[200~note \x1b]52;c;aGFjaw==\x07 [red]x[/red] \xc2\x9b31337m end-of-note\x1b[201~")
    terminal.press(b"", b"end-of-note")
    terminal.press(b"\x13", b"Note saved")
    terminal.press(b"e", b"Found by")
    # The letters follow one by one, as fingers send them: a dialog may still be closing.
    for key in (b"q", b"/", b"m", b"a", b"l"):
        time.sleep(0.3)
        os.write(terminal.master, key)
    terminal.press(b"l", b"hit")
    os.write(terminal.master, b"\x11")
    assert terminal.ended() == 0
    assert terminal.is_restored()
    for code in (b"\x1b[31337m", b"\x1b]52;", b"\x1b]0;owned", "\x9b".encode(), "\u202e".encode(), b"\x00"):
        at = terminal.seen.find(code)
        assert at < 0, (code, terminal.seen[max(0, at - 80) : at + 20])


def test_no_color_sends_no_colour(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text(HOSTILE, encoding="utf-8")
    terminal = Terminal(tmp_path, NO_COLOR="1")
    try:
        terminal.read_until(lambda seen: b"1 article" in seen and b"Title" in seen)
        terminal.press(b"\r", b"end")
        assert b"38;2;" not in terminal.seen
        assert b"48;2;" not in terminal.seen
        assert re.search(rb"\x1b\[(?:\d+;)*[34][0-7](?:;\d+)*m", terminal.seen) is None
    finally:
        terminal.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_restores_the_terminal(terminal, number):
    terminal.read_until(lambda seen: b"1 article" in seen)
    terminal.process.send_signal(number)
    assert terminal.ended() == 128 + number
    assert terminal.is_restored()


def test_bytes_that_are_no_utf8_do_not_end_the_program(terminal):
    terminal.read_until(lambda seen: b"1 article" in seen)
    os.write(terminal.master, b"\xff\xfe\x80\xe9j")
    terminal.press(b"?", b"Esc closes")
    os.write(terminal.master, b"\x11")
    assert terminal.ended() == 0
    assert terminal.is_restored()


def test_what_is_typed_before_the_first_frame_is_a_search(terminal):
    os.write(terminal.master, b"/")
    terminal.read_until(lambda seen: _ALTERNATE_ON in seen)
    terminal.press(b"mal", b"Back to the list")
    assert b"Go to the text" not in terminal.seen
