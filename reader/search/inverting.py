"""Turns documents into the postings of a segment, in memory: for each word the positions at which it stands.

One pass over the words of a document gives each word a number. At the end all places of a field are sorted at once, by
word and position; documents, weights and impacts are read off the sorted places. All of this runs in numpy, which only
the processes that build an index load.
"""

from __future__ import annotations

from array import array
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from reader.search.positions import blocks_of
from reader.search.postings import NO_ALIAS
from reader.search.ranking import LEAD, LEAD_WORDS, TITLE, impacts
from reader.search.schema import GAP, stem_field
from reader.search.words import LONGEST, cut, stems
from reader.search.writing import FieldWriter, ranked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reader.search.layout import RegionWriter

    Numbers = NDArray[np.uint32]

_MOST_WEIGHT: Final = 255
"""Larger weights have the same impact."""
_HALF: Final = np.uint64(32)
_QUARTER: Final = np.uint64(16)


class _Numbered(dict[bytes, int]):
    """Numbers of words, in the order in which they come up."""

    def __missing__(self, word: bytes) -> int:
        made = self[word] = len(self)
        return made


class _Postings(NamedTuple):
    """The postings of some terms, one term after the other."""

    terms: Numbers
    """Of each posting, the number of its term; ascending."""
    ids: NDArray[np.uint16]
    weights: Numbers


def _begins(changes: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return where runs of what is alike begin; `changes` tells between which two neighbours one ends."""
    return np.flatnonzero(np.concatenate(([True], changes)))


class FieldInverter:
    """The words of one field of the documents of a segment."""

    def __init__(self, name: str, *, weighted: bool = False, stems: bool = False) -> None:
        self.name = name
        self._weighted = weighted
        self._stems = stems
        self._numbers = _Numbered()
        self._words = array("I")
        """The number of each word, in the order of the texts."""
        self._parts = array("I")
        """Of each part of a document: the document, the number of its words, and what lies between the position of a
        word and its place in `_words`."""
        self._heavy: list[tuple[int, int, int]] = []
        """Places of words that weigh more: from, to, and how much more."""
        self._first = array("I")
        self._lengths = array("I")
        self._end = 0

    def add(self, parts: Sequence[str]) -> None:
        """Add the next document; in a weighted field the first part is the title and the last one the text."""
        document, position, start = len(self._first), self._end, len(self._words)
        for number, part in enumerate(parts):
            at = len(self._words)
            self._words.extend(map(self._numbers.__getitem__, cut(part)))
            end = len(self._words)
            self._parts.extend((document, end - at, position - at))
            if self._weighted and number == 0:
                self._heavy.append((at, end, TITLE))
            if self._weighted and number == len(parts) - 1:
                self._heavy.append((at, min(end, at + LEAD_WORDS), LEAD))
            position += end - at + GAP
        self._first.append(self._end)
        self._lengths.append(len(self._words) - start)
        self._end = position

    def finish(self, regions: RegionWriter) -> None:
        """Write the field, and its twin of stems."""
        words, terms, places = self._sorted()
        documents, sizes, ahead = np.array(self._parts, np.uint32).reshape(-1, 3).T
        found = self._postings(terms, np.repeat(documents.astype(np.uint16), sizes)[places], places)
        if self._stems:
            self._finish_stems(words, found, regions)
        writer = FieldWriter(self.name, len(self._first), blocks_of(self._end))
        writer.add_all(words, np.bincount(found.terms, minlength=len(words)), found.ids, self._impacts(found))
        positions = np.repeat(ahead, sizes)[places] + places
        writer.add_all_positions(np.bincount(terms, minlength=len(words)), positions)
        self._first.append(self._end)
        writer.finish(regions, self._first, self._lengths)

    def _sorted(self) -> tuple[list[bytes], Numbers, Numbers]:
        """Return the words in order and, sorted by word and position, the word of each place and the place.

        Words that are the same up to `LONGEST` code points are one.
        """
        short = [word if len(word) <= LONGEST else word.decode()[:LONGEST].encode() for word in self._numbers]
        words, rank = ranked(short)
        both = rank.astype(np.uint64)[np.array(self._words, np.uint32)] << _HALF
        both |= np.arange(len(both), dtype=np.uint64)
        both.sort()
        return words, (both >> _HALF).astype(np.uint32), both.astype(np.uint32)

    def _postings(self, terms: Numbers, ids: NDArray[np.uint16], places: Numbers) -> _Postings:
        """Return the postings of places, of each of which the term and the document are known."""
        if not len(places):
            return _Postings(terms, ids, places)
        weight = np.ones(len(places), np.uint8)
        for start, end, more in self._heavy:
            weight[start:end] += more
        begins = _begins((terms[1:] != terms[:-1]) | (ids[1:] != ids[:-1]))
        return _Postings(terms[begins], ids[begins], np.add.reduceat(weight[places], begins, dtype=np.uint32))

    @cached_property
    def _rows(self) -> NDArray[np.uint8]:
        """Of each document, the impact of each weight."""
        return np.frombuffer(b"".join(map(impacts, self._lengths)), np.uint8).reshape(-1, _MOST_WEIGHT + 1)

    def _impacts(self, found: _Postings) -> NDArray[np.uint8]:
        return self._rows[found.ids, np.minimum(found.weights, _MOST_WEIGHT)]

    def _finish_stems(self, words: list[bytes], found: _Postings, regions: RegionWriter) -> None:
        """Write the twin of stems: postings of its own only for a stem that several words share."""
        roots = stems(words)
        terms, root = ranked(roots)
        is_shared = np.bincount(root, minlength=len(terms)) > 1
        aliases = np.zeros(len(terms), np.uint32)
        aliases[root] = np.arange(len(roots), dtype=np.uint32)
        aliases[is_shared] = NO_ALIAS
        together = _together(found, root, is_shared)
        writer = FieldWriter(stem_field(self.name), len(self._first))
        counts = np.bincount(together.terms, minlength=len(terms))
        writer.add_all(terms, counts, together.ids, self._impacts(together))
        writer.aliases = array("I", aliases.tobytes())
        writer.finish(regions)


def _together(found: _Postings, root: NDArray[np.int64], is_shared: NDArray[np.bool_]) -> _Postings:
    """Return the postings of those stems that several words share; `root` is the stem of each word."""
    terms = root[found.terms]
    chosen = is_shared[terms]
    both = terms[chosen].astype(np.uint64) << _HALF
    both |= found.ids[chosen].astype(np.uint64) << _QUARTER
    both |= np.minimum(found.weights[chosen], _MOST_WEIGHT)
    both.sort()
    pairs = both >> _QUARTER
    if not len(pairs):
        return _Postings(found.terms[:0], found.ids[:0], found.weights[:0])
    begins = _begins(pairs[1:] != pairs[:-1])
    weights = np.add.reduceat(both & np.uint64((1 << 16) - 1), begins).astype(np.uint32)
    return _Postings((pairs[begins] >> _QUARTER).astype(np.uint32), pairs[begins].astype(np.uint16), weights)
