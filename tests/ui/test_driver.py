"""The ear of the screen: what a terminal sends, however it is cut, becomes the right keys and pastes."""

from __future__ import annotations

import os
import threading

from textual import _parser
from textual.events import Key, Paste

from reader.ui import driver
from reader.ui.driver import TerminalDriver


class Ear(TerminalDriver):
    """A driver that listens at a pipe and keeps what it heard; it stops at a paste or at the key `q`."""

    def __init__(self, fileno: int) -> None:
        self.fileno = fileno
        self.exit_event = threading.Event()
        self._debug = False
        self.heard: list[str] = []

    def process_message(self, message) -> None:
        if isinstance(message, Paste):
            self.heard.append(f"paste {message.text}")
        elif isinstance(message, Key):
            self.heard.append(message.key)
        if self.heard and (self.heard[-1] == "q" or self.heard[-1].startswith("paste")):
            self.exit_event.set()


def listen(data: bytes) -> list[str]:
    """Return what a driver makes of some bytes."""
    end, start = os.pipe()
    try:
        os.write(start, data)
        ear = Ear(end)
        ear.run_input_thread()
    finally:
        os.close(end)
        os.close(start)
    return ear.heard


def test_a_paste_that_comes_in_pieces_late_is_no_keys(monkeypatch):
    times = iter(range(10_000))
    monkeypatch.setattr(_parser, "get_time", lambda: float(next(times)))  # a second passes at each look
    monkeypatch.setattr(driver, "_AT_ONCE", 4)
    assert listen(b"jx\x1b[200~dangerous\x1b[201~q") == ["j", "x", "paste dangerous", "q"]


def test_an_escape_that_nothing_follows_is_a_key(monkeypatch):
    monkeypatch.setattr(driver, "_PATIENCE", 0.01)
    monkeypatch.setattr(_parser, "get_time", iter(range(10_000)).__next__)
    end, start = os.pipe()
    try:
        os.write(start, b"\x1b")
        ear = Ear(end)
        ear.process_message = lambda message, hear=ear.process_message: (
            hear(message),
            os.write(start, b"q") if ear.heard == ["escape"] else None,
        )
        ear.run_input_thread()
    finally:
        os.close(end)
        os.close(start)
    assert ear.heard == ["escape", "q"]
