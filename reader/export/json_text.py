"""JSON as text that no terminal obeys, and back; strings survive the way exactly."""

from __future__ import annotations

import json
import uuid
from typing import Any

from reader.errors import ExportError
from reader.text import safe

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "pullquote")
"""Ids of annotations that came without a usable one are made in it."""


def dump(value: object) -> str:
    """Return a value as indented JSON; what is not printable is escaped, so that it comes back as it was."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    if safe(text) != text:
        text = "".join(char if safe(char) == char else f"\\u{ord(char):04x}" for char in text)
    return text + "\n"


def load(text: str) -> Any:
    """Return the value of a JSON text.

    Raises:
        ExportError: it is no JSON, or nested too deeply.
    """
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except ValueError as error:
        raise ExportError(f"this is not JSON: {error}") from error
    except RecursionError as error:
        raise ExportError("this JSON is nested too deeply to be notes") from error


def text_of(item: object, key: str, default: str = "") -> str:
    """Return a string of an object; `default` if it is missing or no string."""
    value = item.get(key) if isinstance(item, dict) else None
    return value if isinstance(value, str) else default


def list_of(item: object, key: str) -> list[Any]:
    """Return a list of an object; a single value counts as a list of one, nothing as an empty one."""
    value = item.get(key) if isinstance(item, dict) else None
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def own_id(given: str, *parts: str) -> str:
    """Return `given` if it is a UUID, else a UUID that is always the same for the same `given` or `parts`."""
    bare = given.removeprefix("urn:uuid:")
    try:
        return str(uuid.UUID(bare)) if len(bare) == len(str(NAMESPACE)) else _named(given, *parts)
    except ValueError:
        return _named(given, *parts)


def _named(given: str, *parts: str) -> str:
    name = given or "\x1f".join(parts)
    return str(uuid.uuid5(NAMESPACE, name.encode("utf-8", "backslashreplace").decode()))
