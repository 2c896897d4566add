"""Compaction: the log of this device without what newer lines have long replaced. Only ever done when asked for.

What annotations are does not change by it, nor what is in the trash, nor what can be undone of younger changes.
Lines that cannot be read stay. The log as it was goes to the backups of this machine first.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from reader.annotations import disk
from reader.annotations.device import known_device
from reader.annotations.events import BadLineError, NewerLineError, parse
from reader.annotations.ids import now
from reader.annotations.log import Log
from reader.annotations.merge import DEEPEST, base_of, heads_of, seen_by
from reader.annotations.store import Store
from reader.errors import AnnotationError, NotSavedError

if TYPE_CHECKING:
    from pathlib import Path

    from reader.annotations.events import Event

BACKUPS = "backups"


@dataclass(frozen=True, slots=True)
class Compacted:
    """What a compaction came to."""

    lines: int
    """Of the log before."""
    dropped: int
    saved: int
    """Bytes."""
    kept_as: Path | None
    """The log as it was; None if nothing was dropped."""


def compact(data: Path, state: Path, *, older_than_days: int = 365) -> Compacted:
    """Drop from the log of this device what was replaced more than so many days ago.

    Raises:
        AnnotationError: two machines write under the name of this device, so it cannot be told what replaced what.
        NotSavedError: it could not be written; the log is as it was.
    """
    log, store = Log(data, state), Store()
    known = known_device(state)
    if known is None or not (log.folder / f"{known.name}.jsonl").is_file():
        return Compacted(0, 0, 0, None)
    path = log.folder / f"{known.name}.jsonl"
    cutoff = (datetime.fromisoformat(now()) - timedelta(days=older_than_days)).isoformat()
    try:
        with log.writing():
            store.add(log.read())
            if store.forked:
                raise AnnotationError("two machines wrote under one name, so nothing is compacted")
            before = path.read_bytes()
            lines = before.splitlines(keepends=True)
            needed = _needed(store, cutoff)
            kept = [line for line in lines if _is_kept(line, known.name, needed)]
            if len(kept) == len(lines):
                return Compacted(len(lines), 0, 0, None)
            disk.make_folder(state / BACKUPS)
            aside = state / BACKUPS / f"{known.name}-{now()[:19].replace(':', '')}.jsonl.gz"
            disk.replace(aside, gzip.compress(before, mtime=0))
            after = b"".join(kept)
            disk.replace(path, after)
    except OSError as error:
        raise NotSavedError(f"not compacted: {error.strerror or error}; the log is as it was") from error
    return Compacted(len(lines), len(lines) - len(kept), len(before) - len(after), aside)


def _is_kept(line: bytes, by: str, needed: set[tuple[str, int]]) -> bool:
    """Tell whether a line stays: whatever is no event of this device does."""
    try:
        event = parse(line.decode())
    except (BadLineError, NewerLineError, UnicodeDecodeError):
        return True
    return event.by != by or (event.by, event.n) in needed


def _needed(store: Store, cutoff: str) -> set[tuple[str, int]]:
    """Return which events say what annotations are, were before a young change, or what their forks began with."""
    needed: dict[tuple[str, int], None] = {}
    for events in store.events.values():
        for event in _needed_of(events, cutoff):
            needed[event.by, event.n] = None
    return set(needed)


def _needed_of(events: list[Event], cutoff: str) -> list[Event]:
    young = [event for event in events if event.at >= cutoff]
    old = [event for event in events if event.at < cutoff]
    needed = [*young, *_state(events), *_state(old)]
    for event in young:
        needed += _state(seen_by(event, events, {}))
    return needed


def _state(events: list[Event], depth: int = 0) -> list[Event]:
    """Return the events by which a state is known: heads, what deleted ones were, and what a fork began with."""
    if not events or depth > DEEPEST:
        return events
    heads = heads_of(events)
    alive = [head for head in heads if head.body is not None]
    if len(alive) > 1:
        return heads + _state(base_of(alive, events, {}), depth + 1)
    if not alive:
        return heads + _state([event for event in events if event.body is not None], depth + 1)
    return heads
