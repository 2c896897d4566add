"""Turns documents into the postings of a segment, in memory: for each word the positions at which it stands.

One pass over the words of a document appends each position to the array of its word; documents, weights and impacts
are worked out at the end from the positions, word by word. Nearly all of the work runs in C, in `map`, `dict` and
`array`; Python's own loop runs once for each word of the segment, not for each word of a text.
"""

from __future__ import annotations

from array import array
from collections import Counter, deque
from itertools import repeat
from typing import TYPE_CHECKING, Final

from reader.search.positions import blocks_of
from reader.search.postings import FieldWriter
from reader.search.ranking import LEAD, LEAD_WORDS, TITLE, impacts
from reader.search.schema import GAP, stem_field
from reader.search.words import LONGEST, cut, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.search.layout import RegionWriter

_append: Final = array.append
_note: Final = list.append


class _Places(dict[bytes, "array[int]"]):
    def __missing__(self, word: bytes) -> array[int]:
        made = self[word] = array("I")
        return made


class _Extras(dict[bytes, list[int]]):
    def __missing__(self, word: bytes) -> list[int]:
        made: list[int] = []
        self[word] = made
        return made


class FieldInverter:
    """The words of one field of the documents of a segment."""

    def __init__(self, name: str, *, weighted: bool = False, stems: bool = False) -> None:
        self.name = name
        self._weighted = weighted
        self._stems = stems
        self._places = _Places()
        self._extras = _Extras()
        """Documents once for each unit of weight beyond the places themselves."""
        self._document_at = bytearray()
        """Of each position, its document: 16 bits."""
        self._first = array("I")
        self._lengths = array("I")
        self._end = 0

    def add(self, parts: Sequence[str]) -> None:
        """Add the next document; in a weighted field the first part is the title and the last one the text."""
        document = len(self._first)
        position = self._end
        length = 0
        for number, part in enumerate(parts):
            words = cut(part)
            deque(map(_append, map(self._places.__getitem__, words), range(position, position + len(words))), 0)
            if self._weighted:
                if number == 0:
                    deque(map(_note, map(self._extras.__getitem__, words * TITLE), repeat(document)), 0)
                if number == len(parts) - 1:
                    lead = words[:LEAD_WORDS] * LEAD
                    deque(map(_note, map(self._extras.__getitem__, lead), repeat(document)), 0)
            position += len(words) + GAP
            length += len(words)
        self._document_at += document.to_bytes(2, "little") * (position - self._end)
        self._first.append(self._end)
        self._lengths.append(length)
        self._end = position

    def finish(self, regions: RegionWriter) -> None:
        """Write the field, and its twin of stems."""
        self._cut_long_words()
        documents = len(self._first)
        self._at = memoryview(self._document_at).cast("H")
        self._rows = [impacts(length) for length in self._lengths]
        self._once = bytes(row[1] for row in self._rows)
        writer = FieldWriter(self.name, documents, blocks_of(self._end))
        words = sorted(self._places)
        for word in words:
            places = self._places[word]
            writer.add(word, *self._postings(word, places))
            writer.add_positions(places)
        if self._stems:
            self._finish_stems(words, documents, regions)
        self._first.append(self._end)
        writer.finish(regions, self._first, self._lengths)

    def _cut_long_words(self) -> None:
        """Join words that are the same up to `LONGEST` code points."""
        for word in [word for word in self._places if len(word) > LONGEST]:
            short = word.decode()[:LONGEST].encode()
            if short != word:
                places = self._places[short]
                places.extend(self._places.pop(word))
                self._places[short] = array("I", sorted(places))
                if word in self._extras:
                    self._extras[short] += self._extras.pop(word)

    def _postings(self, word: bytes, places: array[int]) -> tuple[array[int], bytes]:
        extra = self._extras.get(word)
        if extra is None:
            documents = list(map(self._at.__getitem__, places))
            if len(documents) == 1 or len(set(documents)) == len(documents):
                return array("H", documents), bytes(map(self._once.__getitem__, documents))
            return self._impacts(Counter(documents))
        counts = Counter(map(self._at.__getitem__, places))
        counts.update(extra)
        return self._impacts(counts)

    def _impacts(self, counts: Counter[int]) -> tuple[array[int], bytes]:
        rows = self._rows
        return array("H", counts), bytes([rows[d][n if n < 256 else 255] for d, n in counts.items()])

    def _finish_stems(self, words: Iterable[bytes], documents: int, regions: RegionWriter) -> None:
        groups: dict[bytes, list[int]] = {}
        ordered = list(words)
        for number, word in enumerate(ordered):
            groups.setdefault(stem(word.decode()).encode(), []).append(number)
        writer = FieldWriter(stem_field(self.name), documents)
        for root in sorted(groups):
            numbers = groups[root]
            if len(numbers) == 1:
                writer.add_alias(root, numbers[0])
                continue
            counts: Counter[int] = Counter()
            for number in numbers:
                counts.update(map(self._at.__getitem__, self._places[ordered[number]]))
                counts.update(self._extras.get(ordered[number], ()))
            ids = array("H", sorted(counts))
            rows = self._rows
            writer.add(root, ids, bytes([rows[d][n if (n := counts[d]) < 256 else 255] for d in ids]))
        writer.finish(regions)
