"""Saving: drafts become events, one write for each action of the user; only then do they count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.annotations.bodies import annotation_of, is_known
from reader.annotations.events import HIGHEST, LINE_BYTES, Event, serialise
from reader.annotations.ids import now
from reader.annotations.texts import digest_of
from reader.errors import AnnotationError, NotSavedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.events import Body
    from reader.annotations.log import Log
    from reader.annotations.store import Store
    from reader.annotations.texts import Texts


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


def draft(store: Store, annotation: str, body: Body | None, undo: tuple[str, int] | None = None) -> Draft:
    """Return the draft of a change to what the store shows now."""
    folded = store.folded.get(annotation)
    return Draft(annotation, body, folded.on if folded else {}, store.digests(annotation), undo)


def save(log: Log, store: Store, drafts: Sequence[Draft], texts: Texts, text: str | None) -> bool:
    """Write one action and add it to the store; tell whether something of others' was read on the way.

    `text` is the one that it speaks of, which is kept first.

    Raises:
        NotSavedError: nothing was written, and the store holds nothing of it.
        AnnotationError: a line would be too long.
    """
    at = now()
    try:
        with log.writing() as known:
            if text is not None:
                texts.keep(digest_of(text), text)
            # Another terminal of this device may have written since; its counters are taken.
            is_changed = store.add(log.read())
            device = log.renew_device() if known.name in store.forked else known
            first = log.highest + 1
            act = first if len(drafts) > 1 else None
            events = [_event(each, device.name, first + place, at, act) for place, each in enumerate(drafts)]
            log.append(device.name, [_line(event) for event in events])
    except OSError as error:
        raise NotSavedError(_message(error), _unsaved(drafts, at)) from error
    store.add(events)
    log.highest = max(log.highest, events[-1].n)
    return is_changed


def _event(each: Draft, by: str, n: int, at: str, act: int | None) -> Event:
    op = "del" if each.body is None else "put"
    return Event(op, each.id, by, n, at, each.on, each.body, each.undo, act, each.over)


def _line(event: Event) -> bytes:
    line = serialise(event)
    if len(line) > LINE_BYTES or event.n > HIGHEST:
        raise AnnotationError("the annotation is too long to be kept; shorten the note or the marked passage")
    return line


def _message(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    reason = error.strerror or " ".join(str(each) for each in error.args if each)
    return f"NOT SAVED: {reason}{where}. Nothing else was changed; mend this and save again, or copy your text out."


def _unsaved(drafts: Sequence[Draft], at: str) -> tuple[object, ...]:
    return tuple(annotation_of(each.id, each.body, at) for each in drafts if each.body and is_known(each.body))
