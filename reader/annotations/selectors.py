"""Find a quote by its words and its context alone, for annotations whose old text is not kept."""

from __future__ import annotations

from reader.text import Span

CANDIDATES = 200
"""Occurrences of the quote that are weighed; a quote that stands more often is not findable by its words."""
LEAST_CONTEXT = 8
"""Equal code points of context that make a short quote certain."""
LONG_QUOTE = 24
"""Code points of a quote that is certain without context, if it stands once."""


def find_quote(text: str, exact: str, prefix: str, suffix: str) -> Span | None:
    """Return where the quote stands in `text`, judged by its context; None when that is not certain."""
    if not exact:
        return None
    best: tuple[int, int] | None = None
    found = 0
    is_tie = False
    start = text.find(exact)
    while start >= 0 and found < CANDIDATES:
        found += 1
        end = start + len(exact)
        shared = _common_end(text[max(0, start - len(prefix)) : start], prefix)
        shared += _common_start(text[end : end + len(suffix)], suffix)
        if best is None or shared > best[0]:
            best, is_tie = (shared, start), False
        elif shared == best[0]:
            is_tie = True
        start = text.find(exact, start + 1)
    if best is None or is_tie or (best[0] < LEAST_CONTEXT and (found > 1 or len(exact) < LONG_QUOTE)):
        return None
    return Span(best[1], best[1] + len(exact))


def _common_start(one: str, other: str) -> int:
    for index, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return index
    return min(len(one), len(other))


def _common_end(one: str, other: str) -> int:
    return _common_start(one[::-1], other[::-1])
