"""A reader in a real terminal, for commands and tests that type at it: keys in, bytes out, sizes, memory."""

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
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_ALLOWED = re.compile(
    r"\x1b\[[?<>=]?[0-9;]{0,40}\$?[A-Za-z]"  # modes, places, styles
    r"|\x1b\]22;[a-z-]{0,20}\x07"  # the shape of the mouse pointer
    r"|\x1b\]52;c;[A-Za-z0-9+/=]{0,2000000}(?:\x07|\x1b\\)"  # what the user copied, in base64
    r"|\x1b\]8;[^\x00-\x1f\x7f-\x9f]{0,3000}\x1b\\"  # links
    r"|\x1bP[+$=][0-9A-Za-z;]{0,40}\x1b\\"
    r"|\x1b[=>78]"
    r"|\x07"  # the bell
)
_STYLE = re.compile(r"\x1b\[([0-9;]*)m")
_LARGEST_PARAMETER = 255
_CONTROL = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


def foreign_codes(output: bytes) -> list[str]:
    """Return the control codes in what a terminal was sent that no program of ours sends, with what surrounds them."""
    text = output.decode("utf-8", "replace")
    found = [
        text[max(0, m.start() - 40) : m.end() + 20]
        for m in _STYLE.finditer(text)
        if any(int(each or 0) > _LARGEST_PARAMETER for each in m.group(1).split(";"))
    ]
    rest = _ALLOWED.sub("", text)
    return found + [rest[max(0, m.start() - 40) : m.end() + 20] for m in _CONTROL.finditer(rest)]


class StuckError(Exception):
    """The program did not answer in time."""


class EndedError(Exception):
    """The program has ended; the argument is its exit code."""


class RealReader:
    """`reader FOLDER` in a terminal of its own."""

    patience = 60.0
    """Seconds to wait for an answer."""

    def __init__(self, folder: Path, own: Path, size: tuple[int, int] = (100, 30), trace: Path | None = None) -> None:
        """Start it with its own folders in `own`; under tracemalloc if there is a file to write to."""
        self.size = size
        self.seen = bytearray()
        """What came since the last `take`."""
        self._master, self._slave = pty.openpty()
        termios.tcsetwinsize(self._slave, (size[1], size[0]))
        hidden = ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "NO_COLOR", "SSH_TTY", "SSH_CONNECTION", "VISUAL")
        environment = {name: value for name, value in os.environ.items() if name not in hidden}
        environment |= {f"READER_{name.upper()}": str(own / name) for name in ("data", "cache", "state", "config")}
        environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "EDITOR": "true", "PYTHONPATH": str(ROOT)}
        environment["PYTHONFAULTHANDLER"] = "1"  # a program that hangs says where: see `stacks`
        program = [str(ROOT / "tests/bench/traced.py"), str(trace)] if trace else ["-m", "reader"]
        self.process = subprocess.Popen(
            [sys.executable, *program, str(folder)],
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env=environment,
            start_new_session=True,
        )

    def read(self, seconds: float = 0.0) -> None:
        """Take in what the program writes within some seconds."""
        end = time.monotonic() + seconds
        while select.select([self._master], [], [], max(0.0, min(0.02, end - time.monotonic())))[0]:
            self.seen += os.read(self._master, 65536)
        while time.monotonic() < end and self.process.poll() is None:
            if select.select([self._master], [], [], max(0.0, min(0.05, end - time.monotonic())))[0]:
                self.seen += os.read(self._master, 65536)

    def take(self) -> bytes:
        """Return what the program wrote since the last time, up to the last sequence, of which the end may be due."""
        self.read()
        end = max(0, self.seen.rfind(b"\x1b"))
        taken = bytes(self.seen[:end])
        del self.seen[:end]
        return taken

    def wait_for(self, expected: bytes, since: int = 0) -> None:
        """Read until some bytes have come.

        Raises:
            StuckError: they did not come in time.
            EndedError: the program has ended.
        """
        end = time.monotonic() + self.patience
        while expected not in self.seen[since:]:
            if self.process.poll() is not None:
                self.read()
                raise EndedError(self.process.returncode)
            if time.monotonic() > end:
                raise StuckError(f"{expected!r} did not come")
            self.read(0.05)

    def type(self, data: bytes) -> None:
        """Type bytes, and take in what comes meanwhile, so that neither waits for the other.

        Raises:
            StuckError: the program reads nothing.
            EndedError: the program has ended.
        """
        end = time.monotonic() + self.patience
        while data:
            readable, writable, _ = select.select([self._master], [self._master], [], 0.05)
            if readable:
                self.seen += os.read(self._master, 65536)
            if writable:
                data = data[os.write(self._master, data[:1024]) :]
            if self.process.poll() is not None:
                raise EndedError(self.process.returncode)
            if time.monotonic() > end:
                raise StuckError("the program reads nothing")

    def resize(self, width: int, height: int) -> None:
        """Give the terminal another size and wait until its last row is painted: the program's heartbeat."""
        self.read()
        since = len(self.seen)
        self.size = width, height
        termios.tcsetwinsize(self._slave, (height, width))
        os.killpg(self.process.pid, signal.SIGWINCH)
        self.wait_for(f"\x1b[{height};1H".encode(), since)

    def memory(self) -> float:
        """Return the megabytes that are resident."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def stacks(self) -> str:
        """End a program that hangs, and return what each of its threads was doing."""
        self.read()
        since = len(self.seen)
        self.process.send_signal(signal.SIGABRT)
        self.read(5)
        return bytes(self.seen[since:]).decode("utf-8", "replace").replace("\r", "")

    def close(self) -> None:
        """End the program and the terminal."""
        if self.process.poll() is None:
            self.process.terminate()
            end = time.monotonic() + 10
            while self.process.poll() is None and time.monotonic() < end:
                self.read(0.05)
            if self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._master)
        os.close(self._slave)
