"""A segment opened for searching: its columns, its fields, and the vectors that the leaves of a query ask for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from reader.search import lanes
from reader.search.layout import RegionReader
from reader.search.phrases import PhraseFinder
from reader.search.postings import FieldReader
from reader.search.schema import FORMAT, STEMMED, stem_field
from reader.search.syntax import Fuzzy, Phrase, Prefix, Word
from reader.search.words import stem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from reader.search.syntax import Node

_KEPT: Final = 48
"""Vectors that a segment keeps: those of the last keystrokes, which the next one asks for again."""
_KEPT_FINDERS: Final = 4
"""Phrases whose finders a segment keeps: those of the query that is asked, page by page."""


class Vector:
    """How well each document of a segment answers a leaf."""

    def __init__(self, impacts: bytes, documents: int) -> None:
        self.impacts = impacts
        self.documents = documents
        """Of documents that answer, deleted ones included."""

    @cached_property
    def mask(self) -> int:
        """Mask of the documents that answer."""
        return lanes.full(len(self.impacts)) if self.documents == len(self.impacts) else lanes.mask(self.impacts)


class OpenSegment:
    """One segment; `deleted` are documents that no longer belong to the index."""

    def __init__(self, path: Path, deleted: Collection[int] = ()) -> None:
        self.regions = RegionReader(path, FORMAT)
        self.count = self.regions.documents
        self.deleted = frozenset(deleted)
        self._fields: dict[str, FieldReader] = {}
        self._vectors: OrderedDict[Node, Vector] = OrderedDict()
        self._finders: OrderedDict[Phrase, PhraseFinder | None] = OrderedDict()

    def without(self, deleted: Collection[int]) -> OpenSegment:
        """Return the same segment with other deletions, and all that was read of it."""
        other = object.__new__(OpenSegment)
        other.__dict__ |= {name: value for name, value in self.__dict__.items() if name != "live"}
        other.deleted = frozenset(deleted)
        return other

    def field(self, name: str) -> FieldReader:
        """Return a field's postings."""
        reader = self._fields.get(name)
        if reader is None:
            reader = self._fields[name] = FieldReader(self.regions, name)
        return reader

    # Columns

    @cached_property
    def keys(self) -> memoryview:
        """The key of each document."""
        return self.regions.array("key", "q")

    @cached_property
    def days(self) -> memoryview:
        """The day of each document."""
        return self.regions.array("day", "I")

    @cached_property
    def all(self) -> int:
        """Mask of all documents."""
        return lanes.full(self.count)

    @cached_property
    def live(self) -> int:
        """Mask of the documents that are not deleted."""
        return self.all ^ lanes.mask_of(self.deleted, self.count)

    @cached_property
    def fresh(self) -> int:
        """What each document gets for being recent, and 1."""
        return lanes.number(self.regions.bytes("fresh")) + lanes.repeated(1, self.count)

    def names(self, column: str) -> list[bytes]:
        """Return what documents are ordered by: `titles` or `outlets`."""
        return bytes(self.regions.bytes(column)).split(b"\n")[:-1]

    def documents_of(self, keys: Iterable[int]) -> list[int]:
        """Return the documents that have one of these keys, in no order."""
        order = self.regions.array("key.order", "H")
        mine = self.keys
        found = []
        for key in keys:
            at = bisect_left(order, key, key=mine.__getitem__)
            if at < len(order) and mine[order[at]] == key:
                found.append(order[at])
        return found

    def with_keys(self, keys: frozenset[int]) -> int:
        """Return the mask of the documents that have one of these keys."""
        if len(keys) * 16 < self.count:
            return lanes.mask_of(self.documents_of(keys), self.count)
        return lanes.mask(bytes(map(keys.__contains__, self.keys)))

    def between(self, low: int, high: int) -> int:
        """Return the mask of the documents of the days from `low` to `high`."""
        known = self.regions.array("days", "I")
        first, last = bisect_left(known, max(low, 1)), bisect_right(known, high) - 1
        if first > last:
            return 0
        upper, lower = bytes(self.regions.bytes("day.high")), bytes(self.regions.bytes("day.low"))

        def of_low(start: int, end: int) -> int:
            return lanes.number(lower.translate(_within(start, end)))

        def of_high(start: int, end: int) -> int:
            return lanes.number(upper.translate(_within(start, end)))

        (a, b), (c, d) = divmod(first, 256), divmod(last, 256)
        if a == c:
            return of_high(a, a) & of_low(b, d)
        return (of_high(a, a) & of_low(b, 255)) | of_high(a + 1, c - 1) | (of_high(c, c) & of_low(0, d))

    # Leaves

    def vector(self, leaf: Word | Prefix | Fuzzy | Phrase) -> Vector:
        """Return how well each document answers a leaf; that of the last ones is kept."""
        kept = self._vectors.get(leaf)
        if kept is not None:
            self._vectors.move_to_end(leaf)
            return kept
        made = self._vector(leaf)
        self._vectors[leaf] = made
        if len(self._vectors) > _KEPT:
            self._vectors.popitem(last=False)
        return made

    def _vector(self, leaf: Word | Prefix | Fuzzy | Phrase) -> Vector:
        match leaf:
            case Word(field, text, exact):
                return self._word(field, text, exact=exact)
            case Prefix(field, text):
                return self._counted(self.field(field).prefix_vector(text.encode()))
            case Fuzzy(field, text):
                return self._fuzzy(field, text)
            case Phrase():
                return self._phrase(leaf)

    def _counted(self, impacts: bytes) -> Vector:
        return Vector(impacts, self.count - impacts.count(0))

    def _none(self) -> Vector:
        return Vector(bytes(self.count), 0)

    def _word(self, field: str, text: str, *, exact: bool) -> Vector:
        reader = self.field(field)
        word = text.encode()
        if not exact and field in STEMMED:
            twin = self.field(stem_field(field))
            number = twin.find(stem(text).encode())
            if number is not None:
                only = twin.alias(number)
                if only is None:
                    return Vector(twin.vector(number), twin.count(number))
                return Vector(reader.vector(only), reader.count(only))
            return self._none()
        number = reader.find(word)
        return self._none() if number is None else Vector(reader.vector(number), reader.count(number))

    def _fuzzy(self, field: str, text: str) -> Vector:
        reader = self.field(field)
        found = reader.find_all(near(text))
        if len(found) < 2:
            return Vector(reader.vector(found[0]), reader.count(found[0])) if found else self._none()
        return self._counted(reader.vector_of(found))

    def _phrase(self, phrase: Phrase) -> Vector:
        finder = self.finder(phrase)
        return self._none() if finder is None else self._counted(finder.found)

    def finder(self, phrase: Phrase) -> PhraseFinder | None:
        """Return what finds a phrase here; None if one of its words is missing. That of the last ones is kept."""
        if phrase not in self._finders:
            reader = self.field(phrase.field)
            numbers = [reader.find(word.encode()) for word in phrase.words[: len(phrase.words) - phrase.is_open]]
            known = [number for number in numbers if number is not None]
            self._finders[phrase] = PhraseFinder(reader, phrase, known) if len(known) == len(numbers) else None
            if len(self._finders) > _KEPT_FINDERS:
                self._finders.popitem(last=False)
        return self._finders[phrase]

    def is_rough(self, phrase: Phrase) -> bool:
        """Tell whether a phrase is answered by more documents than have it."""
        finder = self.finder(phrase)
        return finder is not None and finder.is_rough

    def candidates(self, phrase: Phrase) -> Vector:
        """Return the documents that may have a phrase."""
        finder = self.finder(phrase)
        return self._none() if finder is None else self._counted(finder.candidates)


@lru_cache(maxsize=256)
def _within(start: int, end: int) -> bytes:
    """Return the table that makes 255 of the bytes from `start` to `end` and 0 of others."""
    return bytes(255 if start <= byte <= end else 0 for byte in range(256))


_LATIN: Final = "abcdefghijklmnopqrstuvwxyz0123456789"
_CYRILLIC: Final = "абвгдежзийклмнопрстуфхцчшщъыьэюя"


@lru_cache(maxsize=32)
def near(text: str) -> tuple[bytes, ...]:
    """Return the words that one edit makes of a word, and the word itself, in the order of their bytes.

    Letters that are put in are those of the word's own script, Latin with digits or Cyrillic, and those of the word.
    """
    letters = sorted({*(_CYRILLIC if any("а" <= letter <= "я" for letter in text) else _LATIN), *text})
    cuts = [(text[:at], text[at:]) for at in range(len(text) + 1)]
    found = {text}
    found.update(head + tail[1:] for head, tail in cuts if tail)
    found.update(head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1)
    found.update(head + letter + tail[1:] for head, tail in cuts if tail for letter in letters)
    found.update(head + letter + tail for head, tail in cuts for letter in letters)
    return tuple(sorted(word.encode() for word in found if word))
