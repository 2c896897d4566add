"""Word lists of the figure rules, written as blank-separated text."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the blank-separated words of a text as a set."""
    return frozenset(text.split())
