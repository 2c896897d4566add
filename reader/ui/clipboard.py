"""Copying out of a terminal by the best way there is, and opening addresses; both say what they did."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.ui.browser.place import is_in_browser

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_PATIENCE = 2.0
"""Seconds to wait for a program that takes the text."""


def commands(environment: Mapping[str, str], platform: str = sys.platform) -> list[list[str]]:
    """Return the programs that can take a text here, best first.

    tmux drops OSC 52 by default but hands on what it is given itself; over ssh a program on this machine would fill
    the wrong clipboard.
    """
    if environment.get("TMUX"):
        return [["tmux", "load-buffer", "-w", "-"]]
    if environment.get("SSH_TTY") or environment.get("SSH_CONNECTION"):
        return []
    if platform == "darwin":
        return [["pbcopy"]]
    found = []
    if environment.get("WAYLAND_DISPLAY"):
        found.append(["wl-copy"])
    if environment.get("DISPLAY"):
        found += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    return found


def copy(text: str, osc52: Callable[[str], None], fallback: Path, environment: Mapping[str, str] | None = None) -> str:
    """Copy a text and return how, for people.

    Args:
        text: What to copy.
        osc52: Asks the terminal to copy; nobody knows whether it does.
        fallback: File that gets the text too, when the terminal alone was asked.
        environment: Of the process by default.
    """
    environment = os.environ if environment is None else environment
    for command in commands(environment):
        if shutil.which(command[0]) and _feed(command, text):
            return f"Copied with {command[0]}"
    osc52(text)
    place = "browser" if is_in_browser(environment) else "terminal"
    try:
        fallback.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fallback.touch(mode=0o600)
        fallback.write_text(text + "\n", encoding="utf-8", errors="replace")
    except OSError:
        return f"Sent to the {place}'s clipboard"
    return f"Sent to the {place}'s clipboard; also in {fallback}"


def _feed(command: list[str], text: str) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 - fixed programs, text on standard input
            command,
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def is_web_address(url: str) -> bool:
    """Tell whether an address may be handed to a browser: http or https, with a host, without blanks or controls."""
    if any(character <= " " or character == "\x7f" for character in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def browse(url: str, environment: Mapping[str, str] | None = None) -> bool:
    """Hand an address to the desktop's browser; False when there is no desktop or the address is none for a browser."""
    environment = os.environ if environment is None else environment
    if not is_web_address(url):
        return False
    if sys.platform == "darwin":
        opener = "open"
    elif environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        opener = "xdg-open"
    else:
        return False
    program = shutil.which(opener)
    if program is None:
        return False
    quiet = subprocess.DEVNULL
    try:
        subprocess.Popen([program, url], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603
    except OSError:
        return False
    return True
