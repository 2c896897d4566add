"""BrowserDriver: Textual's driver for a browser, which ends the program when the server is gone.

Textual's own stops listening when its input ends, and leaves the program running with nobody to see it.
"""

from __future__ import annotations

import os
import signal
from functools import partial
from typing import TYPE_CHECKING

from textual.drivers.web_driver import WebDriver
from textual.events import AppFocus, Resize
from textual.geometry import Size

from reader.ui.pasting import without_codes

if TYPE_CHECKING:
    from typing import Any

    from textual.app import App
    from textual.message import Message

_PATIENCE = 5.0
"""Seconds that a program without a server has to end by itself. What the user made is on disk already."""
_HUNG_UP = 129
"""The exit code of a program that had to be ended: 128 and the number of SIGHUP, as shells say it."""


class BrowserDriver(WebDriver):
    """Speaks with the server through standard input and output, while it is there."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._is_alone = False
        self._write = partial(self._send)  # every packet goes through it

    def start_application_mode(self) -> None:
        """Take over the browser's terminal; without the mouse if the user wants it so, which Textual's does not ask."""
        super().start_application_mode()
        # Textual's begins without the focus, after what the browser said of it may have been heard: keys would be lost.
        self._app.call_later(self._app.post_message, AppFocus())
        if not self._mouse:
            self._disable_mouse_support()

    def write(self, data: str) -> None:
        """Send what the browser's terminal shall show."""
        super().write(data.encode("utf-8", "replace").decode())

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Hear what the server says beside the keys; a size waits in the same row as the one of the start."""
        if packet_type != "resize":
            super().on_meta(packet_type, payload)
            return
        match payload:
            case {"width": int(width), "height": int(height)}:
                self._size = width, height
                self.send_message(Resize(Size(width, height), Size(width, height)))

    def run_input_thread(self) -> None:
        """Hand keys and mouse to the app until it exits, or until the server has gone."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._hang_up()
            # An app that is busy or stuck must not outlive its server.
            if not self.exit_event.wait(_PATIENCE):
                os._exit(_HUNG_UP)

    def process_message(self, message: Message) -> None:
        """Hand on a key, a click or a paste."""
        super().process_message(without_codes(message))

    def _send(self, packet: bytes) -> int:
        """Write a packet whole, or nothing any more: there is nobody left to tell of an error."""
        rest = memoryview(packet)
        while rest and not self._is_alone:
            try:
                rest = rest[os.write(self.fileno, rest) :]
            except OSError:
                self._hang_up()
        return len(packet)

    def _hang_up(self) -> None:
        """End as if the terminal had been closed, which it has."""
        self._is_alone = True
        if not self.exit_event.is_set():
            signal.raise_signal(signal.SIGHUP)
