"""The user's own editor in a real terminal: it gets the terminal as from a shell, and the screen comes back."""

from __future__ import annotations

import os
import signal
import sys
import termios

import pytest

from reader.annotations.notebook import Notebook
from tests.ui.test_terminal import Terminal

_LEFT = b"\x1b[?1049l"

_EDITOR = """
import sys, termios
modes = termios.tcgetattr(0)
is_usual = bool(modes[3] & termios.ICANON and modes[3] & termios.ECHO and modes[3] & termios.ISIG)
try:
    print("EDITOR", "usual" if is_usual else "raw", flush=True)
    line = sys.stdin.readline()
except KeyboardInterrupt:
    print("EDITOR interrupted", flush=True)
    line = sys.stdin.readline()
if line.strip() == "fail":
    sys.exit(3)
if line.strip() == "remove":
    import os
    os.unlink(sys.argv[1])
elif line.strip() != "nothing":
    with open(sys.argv[1], "a") as file:
        file.write(" " + line)
print("EDITOR ends", flush=True)
"""

ARTICLE = "The pier is closed\n\nNovember 20, 2025\n\nThe pier was closed for 12 days after the storm.\n"


@pytest.fixture
def open_terminal(tmp_path):
    """Return a function that opens the program with an editor, and what it holds to be the user's notebook."""
    opened: list[Terminal] = []
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "pier.txt").write_text(ARTICLE)
    (tmp_path / "editor.py").write_text(_EDITOR)
    (tmp_path / "tmp").mkdir()

    def start(editor: str = f"{sys.executable} {tmp_path / 'editor.py'}") -> Terminal:
        terminal = Terminal(tmp_path, EDITOR=editor, VISUAL="", TMPDIR=str(tmp_path / "tmp"))
        opened.append(terminal)
        terminal.read_until(lambda seen: b"1 article" in seen and b"pier" in seen)
        terminal.press(b"\r", b"end")
        terminal.press(b"A", b"ctrl+s")
        terminal.press(b"begun", b"begun")
        return terminal

    yield start
    for each in opened:
        each.close()


def notes(tmp_path):
    return [each.note for each in Notebook.open(tmp_path / "d", tmp_path / "s").all()]


def test_the_terminal_is_handed_over_and_taken_back(open_terminal, tmp_path):
    terminal = open_terminal()
    raw = termios.tcgetattr(terminal.slave)
    terminal.press(b"\x05", b"EDITOR usual")
    assert terminal.seen.rfind(b"\x1b[?1049l") > terminal.seen.rfind(b"\x1b[?1049h"), "the screen has been left"
    os.killpg(terminal.process.pid, signal.SIGINT)  # what a terminal does at ctrl+c
    terminal.press(b"", b"EDITOR interrupted")
    terminal.press(b"and written outside\n", b"EDITOR ends")
    terminal.read_until(lambda seen: seen.rfind(b"written outside") > seen.rfind(b"\x1b[?1049h") > seen.rfind(_LEFT))
    assert termios.tcgetattr(terminal.slave)[3] == raw[3], "keys come one by one again"
    terminal.press(b"\x13", b"Note saved")
    os.write(terminal.master, b"\x11")
    assert terminal.ended() == 0
    assert terminal.is_restored()
    assert notes(tmp_path) == ["begun and written outside"]
    assert list((tmp_path / "tmp").glob("note-*")) == []


@pytest.mark.parametrize(
    ("typed", "said", "are_left"),
    [(b"fail\n", b"failed (3)", 1), (b"remove\n", b"cannot be read back", 0), (b"nothing\n", b"begun", 0)],
)
def test_an_editor_that_fails_leaves_the_note_on_the_screen(open_terminal, tmp_path, typed, said, are_left):
    terminal = open_terminal()
    terminal.press(b"\x05", b"EDITOR usual")
    os.write(terminal.master, typed)
    start = len(terminal.seen)
    terminal.read_until(lambda seen: b"\x1b[?1049h" in seen[start:] and said in seen[start:])
    terminal.press(b"\x13", b"Note saved")
    os.write(terminal.master, b"\x11")
    assert terminal.ended() == 0
    assert notes(tmp_path) == ["begun"]
    assert len(list((tmp_path / "tmp").glob("note-*"))) == are_left


def test_an_editor_that_is_missing_is_named(open_terminal, tmp_path):
    terminal = open_terminal("/no/such/editor --wait")
    terminal.press(b"\x05", b"cannot be started")
    terminal.press(b"\x13", b"Note saved")
    os.write(terminal.master, b"\x11")
    assert terminal.ended() == 0
    assert terminal.is_restored()
    assert notes(tmp_path) == ["begun"]
    assert list((tmp_path / "tmp").iterdir()) == []
