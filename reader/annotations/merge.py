"""The merge rule: what an annotation is, from all its events, whatever their order and however often they came.

Heads are the events that no other event has seen. One head is the state; several are a fork: they are merged field by
field against what all of them saw, so that nothing unseen is lost, and the next change that sees them closes the fork.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reader.annotations.bodies import ANCHOR_KEYS, changed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.annotations.events import Body, Event

DEEPEST = 40
"""So many forks inside forks are looked at for a common base; beyond, the newest common event is the base."""
_UNTOUCHED = {"read": False, "starred": False}
"""What every article is before anybody touches it: what two devices began with who both touched it first."""
_MERGED_KEYS = frozenset({*ANCHOR_KEYS, "article", "tags", "note", "created", "modified"})


@dataclass(frozen=True, slots=True)
class Folded:
    """What the events of one annotation come to."""

    body: Body | None
    """None if it was deleted and what it was is not known."""
    is_deleted: bool
    is_conflict: bool
    """Two devices changed the note without seeing each other's; both are in it."""
    n: int
    """Counter of its newest event."""
    at: str
    """Time of its newest head."""
    heads: tuple[Event, ...]
    on: dict[str, int]
    """Newest n seen per device: what an event that follows has to say in its `on`."""


def fold(events: Sequence[Event], forked: Mapping[str, int] | None = None) -> Folded:
    """Return the state of an annotation from all its events, without duplicates and in any order.

    `forked` names the devices under whose name two machines write, each with the first n that both gave.
    """
    return _fold(events, forked or {}, 0)


def _fold(events: Sequence[Event], forked: Mapping[str, int], depth: int) -> Folded:
    if len(events) == 1:
        (only,) = events
        on = {**only.on, only.by: max(only.n, only.on.get(only.by, 0))} if only.on else {only.by: only.n}
        return Folded(only.body, only.body is None, False, only.n, only.at, (only,), on)
    heads = heads_of(events, forked)
    newest = heads[-1]
    alive = [head for head in heads if head.body is not None]
    is_conflict = False
    if not alive:
        puts = [event for event in events if event.body is not None]
        body = _fold(puts, forked, depth + 1).body if puts and depth < DEEPEST else _last_body(puts)
    elif len(alive) == 1:
        body = alive[0].body
    else:
        base = _base(alive, events, forked, depth)
        body, is_conflict = _merged(base, alive)
    return Folded(body, not alive, is_conflict, newest.n, newest.at, tuple(heads), _seen(events))


def _last_body(puts: Sequence[Event]) -> Body | None:
    return max(puts, key=_sort_key).body if puts else None


def _seen(events: Sequence[Event]) -> dict[str, int]:
    seen: dict[str, int] = {}
    for event in events:
        for by, n in (*event.on.items(), (event.by, event.n)):
            if seen.get(by, 0) < n:
                seen[by] = n
    return seen


def heads_of(events: Sequence[Event], forked: Mapping[str, int] | None = None) -> list[Event]:
    """Return the events that no other has seen, oldest first; never none of them.

    What an event says it saw counts only below its own n: an event cannot have seen what was made after it.
    """
    covered: dict[str, int] = {}
    for event in events:
        for by, n in event.on.items():
            seen = min(n, event.n - 1)
            if covered.get(by, 0) < seen:
                covered[by] = seen
    heads = [event for event in events if covered.get(event.by, 0) < event.n]
    if forked and any(_is_unsure(event, forked) for event in events):
        # Counters cannot be trusted; what was replaced is named by its digest.
        replaced = {digest for event in events for digest in event.over}
        sure = [event for event in heads if not _is_unsure(event, forked)]
        heads = sure + [e for e in events if _is_unsure(e, forked) and e.digest not in replaced]
    return sorted(heads, key=_sort_key) if len(heads) > 1 else heads


def _sort_key(event: Event) -> tuple[int, str, str]:
    return event.n, event.by, event.digest


def _is_unsure(event: Event, forked: Mapping[str, int]) -> bool:
    """Tell whether counters do not name this event, because two machines counted under one name."""
    first = forked.get(event.by)
    return first is not None and event.n >= first


def _saw(event: Event, other: Event, forked: Mapping[str, int]) -> bool:
    """Tell whether `event` was made with `other` in sight."""
    if other.n >= event.n or event.on.get(other.by, 0) < other.n:
        return False
    return not _is_unsure(other, forked) or other.digest in event.over


def base_of(heads: Sequence[Event], events: Sequence[Event], forked: Mapping[str, int]) -> list[Event]:
    """Return the events that all heads saw: what a fork began with."""
    floor: dict[str, int] = {}
    for by in heads[0].on:
        floor[by] = min(min(head.on.get(by, 0), head.n - 1) for head in heads)
    replaced = set(heads[0].over).intersection(*(head.over for head in heads)) if forked else set()
    return [
        event
        for event in events
        if event.n <= floor.get(event.by, 0) and (not _is_unsure(event, forked) or event.digest in replaced)
    ]


def _base(heads: Sequence[Event], events: Sequence[Event], forked: Mapping[str, int], depth: int) -> Body | None:
    """Return the state that all heads saw; None if they have nothing in common."""
    common = base_of(heads, events, forked)
    puts = [event for event in common if event.body is not None]
    if not puts:
        return None
    return _fold(common, forked, depth + 1).body if depth < DEEPEST else _last_body(puts)


def seen_by(event: Event, events: Sequence[Event], forked: Mapping[str, int]) -> list[Event]:
    """Return those events that `event` was made with in sight: what it changed."""
    return [other for other in events if _saw(event, other, forked)]


def _merged(base: Body | None, heads: Sequence[Event]) -> tuple[Body, bool]:
    """Merge the bodies of live heads, oldest first; tell whether notes were joined."""
    known: Body = _UNTOUCHED | (base or {})
    bodies = [head.body for head in heads if head.body is not None]
    merged: Body = dict(bodies[-1])
    for key in _keys(bodies) - _MERGED_KEYS:
        merged[key] = _last_changed(key, known, bodies)
    anchor = _last_changed_anchor(known, bodies)
    for key in ("article", *ANCHOR_KEYS):
        merged.pop(key, None)
        if key in anchor:
            merged[key] = anchor[key]
    merged["tags"] = _tags(known, bodies)
    merged["created"] = min(created) if (created := [b["created"] for b in bodies if b.get("created")]) else ""
    merged["note"], is_conflict = _notes(known, heads)
    return changed({key: value for key, value in merged.items() if value is not None}), is_conflict


def _keys(bodies: Sequence[Body]) -> set[str]:
    return {key for body in bodies for key in body}


def _last_changed(key: str, base: Body, bodies: Sequence[Body]) -> Any:
    for body in reversed(bodies):
        if body.get(key) != base.get(key):
            return body.get(key)
    return base.get(key)


def _last_changed_anchor(base: Body, bodies: Sequence[Body]) -> Body:
    """Return the body whose place in an article counts: digest, span and words change together or not at all."""
    for body in reversed(bodies):
        if any(body.get(key) != base.get(key) for key in ANCHOR_KEYS):
            return body
    return bodies[-1]


def _tags(base: Body, bodies: Sequence[Body]) -> list[str]:
    """Return the tags of the base without those that anybody removed, and all that anybody added."""
    before: dict[str, None] = dict.fromkeys(base.get("tags") or ())
    each = [dict.fromkeys(body.get("tags") or ()) for body in bodies]
    kept = [tag for tag in before if all(tag in tags for tags in each)]
    added = [tag for tags in each for tag in tags if tag not in before]
    return list(dict.fromkeys((*kept, *added)))


def _notes(base: Body, heads: Sequence[Event]) -> tuple[str, bool]:
    """Return the note: the one that was changed, or all that were, joined."""
    before = base.get("note") or ""
    notes: dict[str, str] = {}
    for head in heads:
        note = (head.body or {}).get("note") or ""
        if note != before:
            notes.setdefault(note, head.by)
    if not notes:
        return before, False
    written = [(note, by) for note, by in notes.items() if note]
    if not written:
        return "", False
    first, *rest = written
    return first[0] + "".join(f"{joint(by)}{note}" for note, by in rest), bool(rest)


def joint(by: str) -> str:
    """Return what stands between two notes that were written without seeing each other; `by` wrote the second."""
    return f"\n\n---- also written, on {by}: ----\n\n"
