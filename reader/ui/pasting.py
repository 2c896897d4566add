"""Pasting: what is pasted comes from elsewhere, and the rows that take it show it as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.events import Paste

from reader.text import safe

if TYPE_CHECKING:
    from textual.message import Message

_KEPT = re.compile("([\t\r])")
"""Terminals paste the end of a line as a carriage return; both have a meaning in a note."""


LONGEST_ROW = 2_000
"""Code points that a row takes of what is pasted; it measures all of its text at each key."""


def for_a_row(event: Paste, value: str, selected: int) -> Paste:
    """Return what a row that holds `value`, `selected` code points of it selected, takes of a paste."""
    line = event.text.splitlines()[:1]
    return Paste("".join(line)[: max(0, LONGEST_ROW - len(value) + selected)])


def without_codes(message: Message) -> Message:
    """Return a message of the keyboard or mouse, a paste without control codes."""
    if not isinstance(message, Paste):
        return message
    # A joiner at an end would join what is pasted to what stands there already, which may begin with another.
    parts = _KEPT.split(message.text.strip("\u200d"))
    return Paste("".join(part if _KEPT.fullmatch(part) else safe(part) for part in parts))
