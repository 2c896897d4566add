"""TerminalDriver: reads the keyboard so that no byte of it can end the program.

Textual's own driver decodes strictly: one byte that is not UTF-8 (a Latin-1 paste, line noise over ssh) stops the
thread that reads keys, and the program with it. When the terminal is gone, it asks an empty line for keys forever. And
on a busy machine it takes the first half of a sequence for keys: a paste is then typed, as keys that do things.
"""

from __future__ import annotations

import os
import selectors
import signal
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from reader.ui.pasting import without_codes

if TYPE_CHECKING:
    from textual.message import Message

_PATIENCE = 0.1
"""Seconds after which an Esc that nothing follows is the Esc key."""
_AT_ONCE = 4096


class TerminalDriver(LinuxDriver):
    """Textual's driver for Unix terminals, with a forgiving ear."""

    def run_input_thread(self) -> None:
        """Hand keys and mouse to the app until it exits; bytes that are no UTF-8 become U+FFFD."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_PATIENCE):
                    try:
                        data = os.read(self.fileno, _AT_ONCE)
                    except OSError:
                        data = b""
                    if not data:
                        self._hang_up()
                        return
                    messages = parser.feed(decode(data))
                else:  # only in silence: a sequence whose end is waiting to be read is not over, however late it is
                    messages = parser.tick()
                for message in messages:
                    self.process_message(message)

    def process_message(self, message: Message) -> None:
        """Hand on a key, a click or a paste."""
        super().process_message(without_codes(message))

    def _hang_up(self) -> None:
        """End as if the terminal had been closed, which it has."""
        if not self.exit_event.is_set():
            signal.raise_signal(signal.SIGHUP)
