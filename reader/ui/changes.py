"""Changes: what became of the annotated words of an article whose file is another now, in one line; pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reader.annotations.kinds import PlacementStatus
from reader.text import safe
from reader.ui.wrapping import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.annotations.annotation import Placement
    from reader.annotations.notebook import Placed

_QUOTED = 40
_EDITED = (PlacementStatus.EDITED, PlacementStatus.REPLACED)
_UNSURE = 0.75
"""Share of the annotated words below which the user is asked to look whether the note still stands where it should."""


def changes_said(placed: Iterable[Placed]) -> str:
    """Return `3 notes moved, 1 edited: “…” is “…” now`; empty if all stand where they were made."""
    changed = [each.placement for each in placed if each.placement is not None]
    counts = Counter(each.status for each in changed)
    edited = [each for each in changed if each.status in _EDITED]
    numbers = (
        (counts[PlacementStatus.MOVED], "moved"),
        (counts[PlacementStatus.GONE], "gone"),
        (len(edited), "edited"),
    )
    parts = [f"{number:,} {what}" for number, what in numbers if number]
    if not parts:
        return ""
    first, _, rest = parts[0].partition(" ")
    parts[0] = f"{first} note{'' if first == '1' else 's'} {rest}"
    said = f"The text has changed: {', '.join(parts)}"
    return f"{said}: {_quoted(edited[0].was)} is {_quoted(edited[0].now or '')} now" if edited else said


def was_said(placement: Placement) -> str:
    """Return what the annotated words were, where others stand there now; else nothing."""
    if placement.status not in _EDITED:
        return ""
    check = f" (check: {placement.score:.0%} of it is left)" if 0 < placement.score < _UNSURE else ""
    return f"was: {safe(one_line(placement.was))}{check}"


def _quoted(words: str) -> str:
    words = safe(one_line(words))
    return f"“{words if len(words) <= _QUOTED else words[: _QUOTED - 1].rstrip() + '…'}”"
