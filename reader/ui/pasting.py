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


def without_codes(message: Message) -> Message:
    """Return a message of the keyboard or mouse, a paste without control codes."""
    if not isinstance(message, Paste):
        return message
    return Paste("".join(part if _KEPT.fullmatch(part) else safe(part) for part in _KEPT.split(message.text)))
