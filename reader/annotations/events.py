"""Events: one line of the log is one change of one annotation, with its full state. Format version 1.

A line is JSON in UTF-8 with its keys in this order: `v` format version, `op` put or del, `id` of the annotation,
`by` device, `n` counter (1 + the highest seen anywhere), `at` time in UTC, `on` newest n seen per device for this
annotation, `over` digests of the events that it takes the place of, `undo` the event that it takes back, `act` n of the
first event of an action of several lines, `auto` true where nobody asked for the change, `a` the state. Keys that
nobody knows are kept.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

VERSION = 1
LINE_BYTES = 1 << 20
"""Longer lines are neither written nor read."""
HIGHEST = 1 << 53
"""No counter is higher; other languages read numbers as doubles."""
BELIEVED = 1 << 52
"""Higher counters are no counts but damage: they are read, but nobody goes on counting from there."""

Body = dict[str, Any]
"""The state of an annotation as it stands in a line, under `a`; never leaves this room."""

_PLAIN = frozenset({"v", "op", "id", "by", "n", "at", "on", "a"})
_KEYS = _PLAIN | {"over", "undo", "act", "auto"}
_TEXT: frozenset[type] = frozenset({str, type(None)})
_FLAG: frozenset[type] = frozenset({bool, type(None)})
_NUMBER: frozenset[type] = frozenset({int, type(None)})
_TEXTS = ("kind", "note", "color", "created", "modified", "text", "exact", "prefix", "suffix")
_FLAGS = ("read", "starred")
_ARTICLE = ("id", "url", "title", "outlet", "author", "published")


class BadLineError(ValueError):
    """A line that is no event; it is kept, skipped and reported."""


class NewerLineError(ValueError):
    """A line of a newer version; it is kept, skipped and reported."""

    def __init__(self, counter: int) -> None:
        super().__init__("written by a newer version")
        self.counter = counter
        """Its n, which counts as seen; 0 where it has none."""


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one annotation."""

    op: str
    """`put` or `del`."""
    id: str
    by: str
    n: int
    at: str
    on: dict[str, int]
    body: Body | None
    """None for `del`."""
    undo: tuple[str, int] | None = None
    act: int | None = None
    over: tuple[str, ...] = ()
    is_automatic: bool = False
    """The program did it by itself, such as marking an article as read at its end: undo leaves it alone."""
    extra: dict[str, Any] = field(default_factory=dict)
    """Keys of the line that this version does not know."""

    @property
    def digest(self) -> str:
        """Names the event by what it says, also where two machines gave the same `by` and `n`."""
        return hashlib.blake2b(serialise(self), digest_size=6).hexdigest()


def parse(line: str) -> Event:
    """Return the event of a line.

    Raises:
        BadLineError: it is none.
        NewerLineError: it is one, of a version that is not known here.
    """
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLineError("not JSON") from error
    if not isinstance(raw, dict):
        raise BadLineError("not an event")
    version, op = raw.get("v"), raw.get("op")
    if version != VERSION or (op != "put" and op != "del"):
        raise _stranger(raw)
    try:
        return _event(raw, op)
    except (KeyError, TypeError, AttributeError) as error:
        raise BadLineError("a key is missing or has a wrong type") from error


def _stranger(raw: Body) -> ValueError:
    """Return the error for a line that is not of this version: a newer one, or none at all."""
    version, counter = raw.get("v"), raw.get("n")
    if type(version) is not int or version < VERSION or not isinstance(raw.get("op"), str):
        return BadLineError("not an event")
    return NewerLineError(counter if type(counter) is int and 0 < counter < BELIEVED else 0)


def _event(raw: Body, op: str) -> Event:
    event_id, by, n, at, on = raw["id"], raw["by"], raw["n"], raw["at"], raw["on"]
    body = raw["a"] if op == "put" else None
    if not (type(event_id) is type(by) is type(at) is str and event_id and by and type(n) is int and 0 < n <= HIGHEST):
        raise TypeError
    for count in on.values():
        if type(count) is not int:
            raise TypeError
    if op == "put":
        _check(raw["a"])
    if raw.keys() <= _PLAIN:
        return Event(op, event_id, by, n, at, on, body)
    over, act, auto = raw.get("over", []), raw.get("act"), raw.get("auto", False)
    if type(over) is not list or not all(type(each) is str for each in over) or not (act is None or type(act) is int):
        raise TypeError
    if type(auto) is not bool:
        raise TypeError
    extra = {key: value for key, value in raw.items() if key not in _KEYS}
    return Event(op, event_id, by, n, at, on, body, _reference(raw.get("undo")), act, tuple(over), auto, extra)


def _reference(raw: Any) -> tuple[str, int] | None:
    if raw is None:
        return None
    by, n = raw if len(raw) == 2 else (None, None)
    if type(by) is not str or type(n) is not int:
        raise TypeError
    return by, n


def _check(body: Body) -> None:
    """Raise TypeError unless all keys that are known have the right type."""
    if type(body["article"]["id"]) is not str:
        raise TypeError
    _check_types(body["article"], _ARTICLE, _TEXT)
    _check_types(body, _TEXTS, _TEXT)
    _check_types(body, _FLAGS, _FLAG)
    for tag in body.get("tags") or ():
        if type(tag) is not str:
            raise TypeError
    if body.get("text") is not None:
        _check_types(body, ("norm",), _NUMBER)
        start, end = body["start"], body["end"]
        if not (type(start) is type(end) is int and 0 <= start <= end <= HIGHEST):
            raise TypeError


def _check_types(body: Body, keys: tuple[str, ...], types: frozenset[type]) -> None:
    for key in keys:
        if type(body.get(key)) not in types:
            raise TypeError


def serialise(event: Event) -> bytes:
    """Return the line of an event, with its newline."""
    raw: Body = {"v": VERSION, "op": event.op, "id": event.id, "by": event.by, "n": event.n, "at": event.at}
    raw["on"] = event.on
    if event.over:
        raw["over"] = event.over
    if event.undo:
        raw["undo"] = event.undo
    if event.act is not None:
        raw["act"] = event.act
    if event.is_automatic:
        raw["auto"] = True
    if event.body is not None:
        raw["a"] = event.body
    raw.update(event.extra)
    return encode(raw)


def encode(raw: object) -> bytes:
    """Return a value as one line of JSON in UTF-8; lone surrogates, which UTF-8 has not, as escapes."""
    text = json.dumps(raw, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(raw, separators=(",", ":")).encode() + b"\n"
