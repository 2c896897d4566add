"""What the yardsticks call: thin adapters over the program's own functions."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4)
def _alignment(old_text, new_text):
    from reader.annotations.alignment import Alignment

    return Alignment(old_text, new_text)


def reanchor(new_text, sel):
    """Return (start, end) of an annotation in a new text, or None; `sel` as the yardstick describes it."""
    from reader.annotations.anchors import anchor_at, place
    from reader.text import Span

    old_text = sel["old_text"]
    anchor = anchor_at(old_text, "", 1, Span(sel["start"], sel["end"]))
    span = place(anchor, old_text, new_text, _alignment(old_text, new_text)).span
    return None if span is None else (span.start, span.end)


reanchor.cache_clear = _alignment.cache_clear
