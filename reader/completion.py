"""Completion of queries: names of fields, and their values from the library; by prefix, so that typing stays quick."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from reader.annotations.tags import tag_counts
from reader.catalogue import Catalogue, folded
from reader.search.language import FIELDS, KNOWN, SAME_FIELD
from reader.text import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from reader.annotations.notebook import Notebook

MOST = 8
"""So many completions are offered."""
_FEWEST_LETTERS = 2
"""Before a field is offered for a word: most words are no fields."""
_LOOKED_AT = 200
"""Code points at the end of a query in which the piece that is being typed begins."""
# The piece at the end of a query that is being typed: "out", "-outlet:", "(outlet:coa".
_PIECE = re.compile(r'(?:^|[\s(])-*((?:([^\W\d_]{1,20}):)?([^\s()"]*))$')
# The same inside quotation marks: `outlet:"Coast C`.
_QUOTED_PIECE = re.compile(r'(?:^|[\s(])-*(([^\W\d_]{1,20}):"([^"]*))$')
_FIXED = {
    **KNOWN,
    "date": ("today", "yesterday", '"this week"', '"last week"', '"last 7 days"', '"this month"', '"last month"'),
}
_LISTS = {
    "outlet": "select outlet, count(*) from article where outlet is not null group by outlet_order",
    "author": "select authors, count(*) from article where authors != '[]' group by authors",
    "tag": "select tag, count(*) from tag group by tag_order",
    "lang": "select lang, count(*) from article where lang is not null group by lang",
}
_SPEAKERS = (
    "select speaker, count(*) as times from quote where speaker_order {} group by speaker_order "
    "order by times desc limit ?"
)


class Completion(NamedTuple):
    """One way to go on."""

    text: str
    """The whole query then."""
    label: str
    """What it adds, for people: `outlet:`, `Coast Courier`."""
    number: int | None = None
    """How many articles, or quotes, have the value."""
    about: str = ""
    """What a field asks for."""


class _Words(NamedTuple):
    """Names that can be found by the beginning of any of their words."""

    starts: list[tuple[str, str]]
    """What begins at a word, folded, and the name; sorted."""
    counts: Mapping[str, int]


class Completions:
    """Completes queries for one library; for use in a worker thread.

    It reads the catalogue through a connection of its own, because whoever paints must not wait for it.
    """

    def __init__(self, cache: Path, notebook: Notebook) -> None:
        self._cache = cache
        self._notebook = notebook
        self._catalogue: Catalogue | None = None
        self._generation = -1
        self._words: dict[str, _Words] = {}

    def close(self) -> None:
        """Close the catalogue."""
        if self._catalogue is not None:
            self._catalogue.close()

    def of(self, text: str) -> tuple[Completion, ...]:
        """Return ways to complete the end of a query, the most likely first; none inside a phrase or after a blank.

        Raises:
            LibraryError: the catalogue cannot be read.
        """
        found = _piece(text)
        if found is None:
            return ()
        piece, name, value = found
        before = text[: len(text) - len(piece)]
        if not name:
            return _fields(before, value)
        field = SAME_FIELD.get(name.lower(), name.lower())
        if field not in FIELDS:
            near = nearest(field, [*FIELDS, *SAME_FIELD])
            rest = piece.partition(":")[2]
            return (Completion(f"{before}{near}:{rest}", f"{near}:"),) if near else ()
        names = self._values(field, value)
        return tuple(Completion(f"{before}{name}:{_quoted(each)} ", each.strip('"'), count) for each, count in names)

    def _values(self, field: str, value: str) -> list[tuple[str, int | None]]:
        if field in _FIXED:
            beginning = value.casefold()
            return [(each, None) for each in _FIXED[field] if each.strip('"').startswith(beginning) and each != value]
        beginning = folded(value)
        if field == "tag":
            own = tag_counts((*self._notebook.all(), *self._notebook.states()))
            return _matching(_indexed(Counter(own) + Counter(self._listed(field).counts)), beginning.lstrip("#"))
        if field == "speaker":
            return self._speakers(beginning)
        return _matching(self._listed(field), beginning) if field in _LISTS else []

    def _open(self) -> Catalogue:
        if self._catalogue is None:
            self._catalogue = Catalogue(self._cache)
        return self._catalogue

    def _listed(self, field: str) -> _Words:
        generation = self._open().generation()
        if generation != self._generation:
            self._generation = generation
            self._words.clear()
        if field not in self._words:
            counts: Counter[str] = Counter()
            for name, count in self._open().select(_LISTS[field]):
                for each in json.loads(name) if field == "author" else (name,):
                    counts[" ".join(each.split())] += count
            self._words[field] = _indexed(counts)
        return self._words[field]

    def _speakers(self, beginning: str) -> list[tuple[str, int | None]]:
        sql = _SPEAKERS.format(">= ? and speaker_order < ?")
        rows = self._open().select(sql, (beginning or "\x01", beginning + "\U0010ffff", MOST))
        if len(rows) < MOST and len(beginning) > _FEWEST_LETTERS:
            inside = "% " + beginning.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"
            rows += self._open().select(_SPEAKERS.format("like ? escape '!'"), (inside, MOST - len(rows)))
        return [(" ".join(name.split()), count) for name, count in rows]


def is_wanted(text: str) -> bool:
    """Tell whether there may be completions: quick enough for every key."""
    found = _piece(text)
    if found is None:
        return False
    _, name, value = found
    return bool(name or _fields("", value))


def _piece(text: str) -> tuple[str, str, str] | None:
    """Return the piece being typed, with its field and its value; None inside a phrase."""
    pattern = _QUOTED_PIECE if text.count('"') % 2 else _PIECE
    found = pattern.search(text[-_LOOKED_AT:])
    return None if found is None else (found[1], found[2] or "", found[3])


def _fields(before: str, beginning: str) -> tuple[Completion, ...]:
    if len(beginning) < _FEWEST_LETTERS:
        return ()
    names = (name for name in FIELDS if name.startswith(beginning.lower()))
    return tuple(Completion(f"{before}{name}:", f"{name}:", about=FIELDS[name]) for name in names)


def _quoted(name: str) -> str:
    plain = name.strip('"').replace('"', " ")
    return plain if name == plain and plain.replace("-", "").replace("/", "").isalnum() else f'"{plain}"'


def _indexed(counts: Mapping[str, int]) -> _Words:
    starts = []
    for name in counts:
        whole = folded(name)
        at = 0
        while at >= 0:
            starts.append((whole[at:], name))
            at = whole.find(" ", at) + 1 or -1
    starts.sort()
    return _Words(starts, counts)


def _matching(words: _Words, beginning: str) -> list[tuple[str, int | None]]:
    """Return the names with a word that begins so, those that begin with it first, then the most frequent."""
    first = bisect_left(words.starts, (beginning, ""))
    end = bisect_left(words.starts, (beginning + "\U0010ffff", ""))
    names: Iterable[str] = {name for _, name in words.starts[first:end]}
    ranked = sorted(names, key=lambda name: (not folded(name).startswith(beginning), -words.counts[name], name))
    return [(name, words.counts[name]) for name in ranked[:MOST]]
