"""One helper for the word lists of this room."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the blank-separated words of a list that is written as one string."""
    return frozenset(text.split())
