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
from reader.search.postings import FieldWriter, is_dense
from reader.search.ranking import LEAD, LEAD_WORDS, TITLE, impacts
from reader.search.schema import GAP, stem_field
from reader.search.words import LONGEST, cut, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        self._document_at = array("H")
        """Of each position, its document."""
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
        self._document_at += array("H", [document]) * (position - self._end)
        self._first.append(self._end)
        self._lengths.append(length)
        self._end = position

    def finish(self, regions: RegionWriter) -> None:
        """Write the field, and its twin of stems."""
        self._cut_long_words()
        documents = len(self._first)
        self._rows = [impacts(length) for length in self._lengths]
        once = bytes(row[1] for row in self._rows)
        writer = FieldWriter(self.name, documents, blocks_of(self._end))
        words = sorted(self._places)
        made = self._finish_stems(words, documents, regions) if self._stems else {}
        is_large = not is_dense(1, documents)
        for word in words:
            places = self._places[word]
            if is_large and len(places) == 1 and word not in self._extras:  # most words of a segment
                document = self._document_at[places[0]]
                writer.add_single(word, document, once[document], places[0])
                continue
            found = made.pop(word, None) or self._postings(self._documents(word))
            writer.add(word, *found)
            writer.add_positions(places)
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

    def _documents(self, word: bytes) -> list[int]:
        """Return the documents of a word, each as often as the word weighs in it."""
        found = list(map(self._document_at.__getitem__, self._places[word]))
        extra = self._extras.get(word)
        return found + extra if extra else found

    def _postings(self, documents: list[int]) -> tuple[array[int], bytes]:
        """Return documents in order, each once, and impacts."""
        rows = self._rows
        counts = Counter(documents)  # extras follow the documents, which come in order, and bring no new ones
        return array("H", counts), bytes([rows[d][n if n < 256 else 255] for d, n in counts.items()])

    def _finish_stems(
        self, words: list[bytes], documents: int, regions: RegionWriter
    ) -> dict[bytes, tuple[array[int], bytes]]:
        """Write the twin of stems; return the postings of the words that share a stem, which come up on the way."""
        groups: dict[str, list[int]] = {}
        for number, word in enumerate(words):
            groups.setdefault(stem(word.decode()), []).append(number)
        writer = FieldWriter(stem_field(self.name), documents)
        made: dict[bytes, tuple[array[int], bytes]] = {}
        for root in sorted(groups):  # the order of code points is the order of UTF-8
            numbers = groups[root]
            if len(numbers) == 1:
                writer.add_alias(root.encode(), numbers[0])
                continue
            together: list[int] = []
            for number in numbers:
                found = self._documents(words[number])
                made[words[number]] = self._postings(found)
                together += found
            together.sort()
            writer.add(root.encode(), *self._postings(together))
        writer.finish(regions)
        return made
