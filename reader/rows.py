"""Rows of the catalogue that the first frame does not need: figures, quotes, and what an update writes."""

from __future__ import annotations

from typing import NamedTuple


class FigureRow(NamedTuple):
    """A figure of any article of the library."""

    key: int
    start: int
    end: int
    kind: str
    low: float
    high: float
    unit: str
    per: str | None
    noun: str
    bound: str
    rank: int
    shown: str
    """The words of the article."""


class QuoteRow(NamedTuple):
    """A quote of any article of the library."""

    key: int
    start: int
    end: int
    kind: str
    speaker: str | None
    words: str
    """What is between the marks."""
    rank: int


class Entry(NamedTuple):
    """An article with its highlights as rows of the tables; `reader.entering.entry_of` makes it."""

    key: int
    article: tuple[object, ...]
    figures: tuple[tuple[object, ...], ...]
    quotes: tuple[tuple[object, ...], ...]
    tags: tuple[tuple[object, ...], ...] = ()


class FileState(NamedTuple):
    """What is remembered of a file; one that has the same size and time is not read again."""

    size: int
    modified: int
    """Nanoseconds since the epoch."""
    problem: str | None = None
    """One line for people, where the file could not be read as an article."""
