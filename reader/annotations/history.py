"""Undo and redo: which actions can be taken back, and what taking one back changes. Pure.

Both are events like any other, so they survive a restart and reach other devices. They reach as far back as the log
of this device goes; compaction shortens them. An undo takes back only what its action did: what another device has
changed since stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.bodies import ANCHOR_KEYS, changed
from reader.annotations.kinds import AnnotationKind
from reader.annotations.merge import fold, seen_by
from reader.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.annotations.events import Body, Event

Action = tuple["Event", ...]
"""The events of one action of the user, in order."""
_SHOWN = 40
_NO_STATE: Body = {"read": False, "starred": False, "tags": []}
_ANCHOR = frozenset({*ANCHOR_KEYS, "article"})


def actions(own: Iterable[Event]) -> tuple[list[Action], list[Action]]:
    """Return what can be undone and what can be redone, the next one last, from all events of this device.

    What the program did by itself is neither: nobody would look for it behind the key that takes back the last action.
    An event that takes back an ordinary one is an undo; one that takes back an undo is a redo.
    """
    groups: dict[tuple[str, int], list[Event]] = {}
    group_of: dict[tuple[str, int], tuple[str, int]] = {}
    for event in sorted((each for each in own if not each.is_automatic), key=lambda event: event.n):
        name = (event.by, event.act or event.n)
        groups.setdefault(name, []).append(event)
        group_of[event.by, event.n] = name
    undoable: list[tuple[str, int]] = []
    redoable: list[tuple[str, int]] = []
    for name, group in groups.items():
        if group[0].undo is None:
            undoable.append(name)
            redoable.clear()
            continue
        target = group_of.get(group[0].undo)
        if target is not None and _take(undoable, target):
            redoable.append(name)
        elif target is not None and _take(redoable, target):
            undoable.append(name)
    return [tuple(groups[name]) for name in undoable], [tuple(groups[name]) for name in redoable]


def _take(stack: list[tuple[str, int]], name: tuple[str, int]) -> bool:
    """Remove a name from a stack, where it is nearly always the last; tell whether it was there."""
    if stack and stack[-1] == name:
        stack.pop()
        return True
    if name in stack:
        stack.remove(name)
        return True
    return False


def reverted(event: Event, events: Sequence[Event], forked: Mapping[str, int]) -> Body | None:
    """Return the state of an annotation without what `event` did; None if it is deleted then.

    `events` are all of that annotation.
    """
    before = body_before(event, events, forked)
    folded = fold(events, forked)
    current = None if folded.is_deleted else folded.body
    if event.body is None:
        return current if current is not None else before
    if current is None:
        return None
    if before is None and event.body.get("kind") == AnnotationKind.STATE:
        # The first mark of an article: marks that came to it since, here or elsewhere, are not of this action.
        left = _without(event.body | _NO_STATE, event.body, current)
        return left if any(left.get(key) for key in _NO_STATE) else None
    return None if before is None else _without(before, event.body, current)


def body_before(event: Event, events: Sequence[Event], forked: Mapping[str, int]) -> Body | None:
    """Return the live state that an event changed; None if there was none."""
    seen = seen_by(event, events, forked)
    if not seen:
        return None
    folded = fold(seen, forked)
    return None if folded.is_deleted else folded.body


def is_complete(event: Event, events: Sequence[Event], forked: Mapping[str, int]) -> bool:
    """Tell whether what an event changed is still known, which compaction may have ended."""
    return not event.on or bool(seen_by(event, events, forked))


def _without(before: Body, after: Body, current: Body) -> Body:
    """Return `current` with each field that went from `before` to `after`, and is still so, as it was."""
    changes: Body = {}
    for key in dict.fromkeys((*before, *after)):
        if key not in _ANCHOR and key != "tags" and before.get(key) != after.get(key) == current.get(key):
            changes[key] = before.get(key)
    was, now = before.get("tags") or [], after.get("tags") or []
    if was != now:
        kept = [tag for tag in current.get("tags") or [] if tag in was or tag not in now]
        back = [tag for tag in was if tag not in now and tag not in kept]
        changes["tags"] = was if current.get("tags") == now else kept + back
    if any(before.get(key) != after.get(key) == current.get(key) for key in ANCHOR_KEYS):
        changes |= {key: before.get(key) for key in _ANCHOR}
    return {key: value for key, value in changed(current, **changes).items() if value is not None}


def description(action: Action, events: Mapping[str, Sequence[Event]], forked: Mapping[str, int]) -> str:
    """Return what an action did, for people, in one printable line."""
    first = action[0]
    before = body_before(first, events[first.id], forked)
    body = first.body or before or {}
    words = _name(body) if len(action) == 1 else f"{len(action)} {_plural(body)}"
    if first.body is None:
        return f"deletion of {words}"
    if body.get("kind") == "state":
        return f"{_state_change(before or {}, body)}: {words}"
    if before is None:
        verb = {"hidden": "hiding of", "article": "note on", "search": "saving of"}.get(body.get("kind", ""))
        return f"{verb or ('note on' if body.get('note') else 'mark on')} {words}"
    return f"change of {words}"


def _name(body: Body) -> str:
    is_search = body.get("kind") == "search"
    text = (body.get("note") or "").partition("\n")[0] if is_search else body.get("exact") or _title(body)
    line = " ".join(safe(text[: 4 * _SHOWN]).split())
    return f"{'the search ' * is_search}“{line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + '…'}”"


def _title(body: Body) -> str:
    return body.get("article", {}).get("title") or ""


def _plural(body: Body) -> str:
    return "articles" if body.get("kind") == "state" else "annotations"


def _state_change(before: Body, after: Body) -> str:
    if before.get("read", False) != after.get("read", False):
        return "marked read" if after.get("read") else "marked unread"
    if before.get("starred", False) != after.get("starred", False):
        return "starred" if after.get("starred") else "star removed"
    return "tags changed"
