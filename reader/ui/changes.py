"""Changes: what became of the annotated words of an article whose file is another now, in one line; pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reader.annotations.annotation import PlacementStatus
from reader.ui.entries import shown_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.annotations.notebook import Placed

_QUOTED = 40
_EDITED = (PlacementStatus.EDITED, PlacementStatus.REPLACED)


def changes_said(placed: Iterable[Placed]) -> str:
    """Return `3 notes moved, the words of 1 were edited: was “…”, now “…”`; empty if all stand where they were made."""
    changed = [each.placement for each in placed if each.placement is not None]
    counts = Counter(each.status for each in changed)
    edited, gone = sum(counts[status] for status in _EDITED), counts[PlacementStatus.GONE]
    parts = []
    if moved := counts[PlacementStatus.MOVED]:
        parts.append(f"{moved:,} note{'' if moved == 1 else 's'} moved")
    if gone:
        parts.append(f"the words of {gone:,} are gone")
    if edited:
        first = next(each for each in changed if each.status in _EDITED)
        parts.append(f"the words of {edited:,} were edited: was {_quoted(first.was)}, now {_quoted(first.now or '')}")
    said = ", ".join(parts)
    return f"The article has changed: {said}" if said else ""


def _quoted(words: str) -> str:
    words = shown_text(words)
    return f"“{words if len(words) <= _QUOTED else words[: _QUOTED - 1].rstrip() + '…'}”"
