"""Names of keys as they are printed on a keyboard."""

from __future__ import annotations

from textual.keys import format_key

NAMES = {
    "question_mark": "?",
    "slash": "/",
    "space": "Space",
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "backspace": "Backspace",
    "insert": "Ins",
    "delete": "Del",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}
"""Names that Textual does not give."""


def spelled(key: str) -> str:
    """Return a key, or keys that are typed one after the other, as they are printed on a keyboard: `?`, `]n`."""
    return "".join(_spelled_one(part) for part in key.split())


def _spelled_one(key: str) -> str:
    *modifiers, last = key.split("+") if key != "+" else [key]
    return "+".join([*modifiers, NAMES.get(last, format_key(last))])
