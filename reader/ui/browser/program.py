"""Program: one `reader` process and the browser tab that shows it; it ends when the tab closes or the server ends."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE
from contextlib import suppress
from typing import TYPE_CHECKING

from textual_serve.app_service import AppService

from reader.text import safe
from reader.ui.browser.place import DRIVER, VARIABLE
from reader.ui.clipboard import is_web_address

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Mapping, Sequence

    from aiohttp.web import WebSocketResponse
    from textual_serve.download_manager import DownloadManager

_GREETING = b"__GANGLION__\n"
"""What Textual's driver for browsers says first."""
_HEADER = 5
"""Bytes before a packet's payload: its kind, and the payload's length as a big-endian number."""
_PATIENCE = 3.0
"""Seconds that a program has to end when it is asked to; then it is ended."""
_LARGEST = (500, 300)
"""Columns and rows; a browser that asks for more gets these."""
_ELSEWHERE = frozenset({"TMUX", "STY", "SSH_TTY", "SSH_CONNECTION", "SSH_CLIENT", "DISPLAY", "WAYLAND_DISPLAY"})
"""Variables that speak of the server's terminal and desktop: the program's clipboard and browser are the browser's."""
_MOST_ERRORS = 64 * 1024
_AT_ONCE = 64 * 1024


def fitting(columns: int, rows: int) -> tuple[int, int]:
    """Return a size that a screen can have."""
    return min(max(columns, 1), _LARGEST[0]), min(max(rows, 1), _LARGEST[1])


def environment_of(own: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of a program in a browser, given the server's."""
    kept = {name: value for name, value in own.items() if name not in _ELSEWHERE}
    return kept | {VARIABLE: DRIVER, "TEXTUAL_COLOR_SYSTEM": "truecolor", "TERM": "xterm-256color"}


class Program(AppService):
    """textual-serve's end of the wire, started without a shell and ended whatever it does."""

    def __init__(self, arguments: Sequence[str], websocket: WebSocketResponse, downloads: DownloadManager) -> None:
        async def close() -> None:
            await websocket.close()

        super().__init__(
            "reader",
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=close,
            download_manager=downloads,
        )
        self._arguments = [sys.executable, "-m", "reader", *arguments]

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        columns, rows = fitting(width, height)
        environment = environment_of(self._build_environment(columns, rows))
        # A group of its own: Ctrl+C in the server's terminal is for the server, and whatever is stuck can be ended.
        self._process = process = await asyncio.create_subprocess_exec(
            *self._arguments, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment, start_new_session=True
        )
        self._stdin = process.stdin
        return process

    async def run(self) -> None:
        """Hand what the program shows to the browser until either is gone."""
        process = self._process
        assert process is not None  # noqa: S101 - `start` opened it
        assert process.stdout is not None  # noqa: S101
        assert process.stderr is not None  # noqa: S101
        errors = asyncio.create_task(_read_errors(process.stderr))
        with suppress(asyncio.IncompleteReadError, ConnectionError, ValueError):
            if await process.stdout.readline() == _GREETING:
                await self._follow(process.stdout)
        with suppress(ConnectionError):
            await self.remote_close()
        await self._end(process)
        if said := await errors:
            print(safe(said.decode("utf-8", "replace")), end="", file=sys.stderr)  # noqa: T201 - the user's terminal

    async def _follow(self, output: asyncio.StreamReader) -> None:
        on_packet = {b"D": self.on_data, b"M": self.on_meta, b"P": self.on_packed}
        while True:
            header = await output.readexactly(_HEADER)
            payload = await output.readexactly(int.from_bytes(header[1:], "big"))
            await on_packet[header[:1]](payload)

    async def on_meta(self, data: bytes) -> None:
        """Take what the program asks of the browser; addresses only if they are of the web."""
        message = json.loads(data)
        if message.get("type") != "open_url" or is_web_address(str(message.get("url"))):
            await super().on_meta(data)

    async def stop(self) -> None:
        """End the program: asked first, by force if it does not listen."""
        if self._task is None:
            return
        task, self._task = self._task, None
        await self._download_manager.cancel_app_downloads(app_service_id=self.app_service_id)
        try:
            async with asyncio.timeout(_PATIENCE):
                await self.send_meta({"type": "quit"})
                await asyncio.shield(task)
        except TimeoutError:
            self._kill()
            await task

    async def _end(self, process: Process) -> None:
        """Wait for the end of a program whose words nobody hears any more."""
        try:
            async with asyncio.timeout(_PATIENCE):
                while process.stdout is not None and await process.stdout.read(_AT_ONCE):
                    pass  # a program that cannot write cannot end
                await process.wait()
        except TimeoutError:
            self._kill()
            await process.wait()

    def _kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)


async def _read_errors(stream: asyncio.StreamReader) -> bytes:
    """Read all, lest the program wait for a reader; return the beginning."""
    kept = b""
    while data := await stream.read(_AT_ONCE):
        kept += data[: _MOST_ERRORS - len(kept)]
    return kept
