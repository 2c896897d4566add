"""The journal: the log, what was read of it, and the way in: drafts become events, one write for each action."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.annotations import cache
from reader.annotations.bodies import annotation_of, is_known
from reader.annotations.events import LINE_BYTES, Event, serialise
from reader.annotations.ids import now
from reader.annotations.log import Log
from reader.annotations.merge import fold
from reader.annotations.store import Store, no_collection
from reader.errors import AnnotationError, NotSavedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reader.annotations.annotation import Annotation
    from reader.annotations.events import Body
    from reader.annotations.merge import Folded

REMEMBERED = 100
"""So many changes back it is looked up what somebody had in sight."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A change that is to be kept."""

    id: str
    body: Body | None
    """The whole state; None to delete."""
    on: dict[str, int]
    """What the user had in sight."""
    over: tuple[str, ...]
    undo: tuple[str, int] | None = None
    is_automatic: bool = False
    """Nobody asked for it."""


class Journal:
    """What all devices wrote, and what this one writes."""

    def __init__(self, data: Path, state: Path) -> None:
        """Name the folders; nothing is read or created yet."""
        self.log = Log(data, state)
        self.store = Store()
        self._state = state
        self._is_read = False
        self._cached = 0
        """Events of the store that the cache holds already."""

    def read(self) -> bool:
        """Read what was written since the last time; tell whether anything was."""
        with no_collection():
            is_changed = not self._is_read and self._begin()
            is_changed = self.store.add(self.log.read()) or is_changed
            if self.store.is_partial and (self.store.has_forks or self.log.is_rewritten):
                self.whole()
                is_changed = True
        return is_changed

    def keep_cache(self) -> None:
        """Write the cache anew if much of what was read is not in it."""
        fresh = self.store.size - self._cached
        if fresh >= cache.WORTH and fresh * 4 >= len(self.store):
            self._cached = self.store.size
            with contextlib.suppress(OSError):
                cache.write(self.log, self.store, self._state)

    def _begin(self) -> bool:
        """Begin with the cache, if it can be used; tell whether it holds anything."""
        self._is_read = True
        self.store = cache.load(self.log, self._state) or Store()
        return bool(len(self.store))

    def whole(self) -> Store:
        """Return the store with every event that there is, read anew if need be: for undo, and for forks."""
        if self.store.is_partial:
            with no_collection():
                self.log.rewind()
                was_current = not (self.store.has_forks or self.log.is_rewritten)
                self.store = Store()
                self.store.add(self.log.read())
                self._cached = self.store.size if was_current else 0
        return self.store

    def draft(
        self,
        annotation: str,
        body: Body | None,
        *,
        undo: tuple[str, int] | None = None,
        in_sight: Folded | None = None,
    ) -> Draft:
        """Return the draft of a change to what the user had in sight: if not given, what the store shows now."""
        folded = in_sight or self.store.folded(annotation)
        if folded is None:
            return Draft(annotation, body, {}, (), undo)
        return Draft(annotation, body, folded.on, tuple(head.digest for head in folded.heads), undo)

    def in_sight(self, seen: Annotation) -> Folded | None:
        """Return what an annotation was when it looked as `seen`; None if it is not known that it ever did."""
        folded = self.store.folded(seen.id)
        if folded is None or _looks(folded, seen):
            return folded
        store = self.whole()
        events = sorted(store.events[seen.id], key=lambda event: (event.n, event.by))
        for end in range(len(events) - 1, max(0, len(events) - REMEMBERED), -1):
            earlier = fold(events[:end], store.forked)
            if _looks(earlier, seen):
                return earlier
        return None

    def save(self, drafts: Sequence[Draft], first: Callable[[], None] | None = None) -> bool:
        """Write one action and add it to the store; tell whether something of others' was read on the way.

        `first` is called before, when the folders are there: it writes what the action speaks of.

        Raises:
            NotSavedError: nothing was written, and the store holds nothing of it.
            AnnotationError: a line would be too long.
        """
        at = now()
        try:
            with self.log.writing() as known:
                if first is not None:
                    first()
                # Another terminal of this device may have written since; its counters are taken.
                is_changed = self.read()
                device = self.log.renew_device() if known.name in self.store.forked else known
                number = self.log.highest + 1
                act = number if len(drafts) > 1 else None
                events = [_event(each, device.name, number + place, at, act) for place, each in enumerate(drafts)]
                self.log.append(device.name, [_line(event) for event in events])
        except OSError as error:
            raise NotSavedError(_message(error), _unsaved(drafts, at)) from error
        self.store.add(events)
        self.log.highest = max(self.log.highest, events[-1].n)
        return is_changed


def _looks(folded: Folded, seen: Annotation) -> bool:
    if folded.is_deleted or folded.body is None or not is_known(folded.body):
        return False
    return annotation_of(seen.id, folded.body, folded.at, is_conflict=folded.is_conflict) == seen


def _event(each: Draft, by: str, n: int, at: str, act: int | None) -> Event:
    op = "del" if each.body is None else "put"
    return Event(op, each.id, by, n, at, each.on, each.body, each.undo, act, each.over, each.is_automatic)


def _line(event: Event) -> bytes:
    line = serialise(event)
    if len(line) > LINE_BYTES:
        raise AnnotationError("the annotation is too long to be kept; shorten the note or the marked passage")
    return line


def _message(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    reason = error.strerror or " ".join(str(each) for each in error.args if each)
    return f"NOT SAVED: {reason}{where}. Nothing else was changed; mend this and save again, or copy your text out."


def _unsaved(drafts: Sequence[Draft], at: str) -> tuple[object, ...]:
    return tuple(annotation_of(each.id, each.body, at) for each in drafts if each.body and is_known(each.body))
