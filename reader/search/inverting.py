"""Turns documents into the postings of a segment, in memory: for each word the positions at which it stands.

One pass over the words of a document appends each position to the array of its word; documents, weights and impacts
are worked out at the end from the positions. All of the work on single words and places runs in C, in `map`, `dict`,
`Counter` and `array`; Python's own loops run once for some thousand words.
"""

from __future__ import annotations

from array import array
from collections import Counter, deque
from itertools import accumulate, chain, repeat
from operator import add, getitem, mod, sub
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.search.positions import blocks_of, low_halves
from reader.search.postings import NO_ALIAS, FieldWriter
from reader.search.ranking import LEAD, LEAD_WORDS, TITLE, impacts
from reader.search.schema import GAP, stem_field
from reader.search.words import LONGEST, cut, stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.search.layout import RegionWriter

_PLACE: Final = "L" if array("L").itemsize == 8 else "Q"  # 64 bits; "L" is stored faster
_SPAN: Final = (1 << 16) + 4099
"""Between the numbers of two words that are counted together: more than there are documents, and no power of 2, since
dictionaries look at the lowest bits of a number first."""
_append: Final = array.append
_note: Final = list.append
_OFTEN: Final = 48
"""A word with more places is worked on alone; of others, which are most, many are worked on together."""
_TOGETHER: Final = 1 << 11
"""Words that are worked on together: their numbers times `_SPAN` are integers of one digit, which are the fastest."""


class _Places(dict[bytes, "array[int]"]):
    def __missing__(self, word: bytes) -> array[int]:
        made = self[word] = array(_PLACE)
        return made


class _Extras(dict[bytes, list[int]]):
    def __missing__(self, word: bytes) -> list[int]:
        made: list[int] = []
        self[word] = made
        return made


def _documents(places: Sequence[array[int]]) -> list[int]:
    """Return the document of each place."""
    return memoryview(b"".join(places)).cast("H")[2::4].tolist()


class _Postings(NamedTuple):
    """The postings of some terms, one term after the other."""

    counts: array[int]
    """Of each term, the number of its documents."""
    ids: array[int]
    impacts: bytearray


class FieldInverter:
    """The words of one field of the documents of a segment."""

    def __init__(self, name: str, *, weighted: bool = False, stems: bool = False) -> None:
        self.name = name
        self._weighted = weighted
        self._stems = stems
        self._places = _Places()
        """Of each word its positions, and above them (by 32 bits) the documents in which they are."""
        self._extras = _Extras()
        """Documents once for each unit of weight beyond the places themselves."""
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
            place = document << 32 | position
            deque(map(_append, map(self._places.__getitem__, words), range(place, place + len(words))), 0)
            if self._weighted:
                if number == 0:
                    deque(map(_note, map(self._extras.__getitem__, words * TITLE), repeat(document)), 0)
                if number == len(parts) - 1:
                    lead = words[:LEAD_WORDS] * LEAD
                    deque(map(_note, map(self._extras.__getitem__, lead), repeat(document)), 0)
            position += len(words) + GAP
            length += len(words)
        self._first.append(self._end)
        self._lengths.append(length)
        self._end = position

    def finish(self, regions: RegionWriter) -> None:
        """Write the field, and its twin of stems."""
        self._cut_long_words()
        self._rows = [impacts(length) for length in self._lengths]
        words = sorted(self._places)
        places = list(map(self._places.__getitem__, words))
        if self._stems:
            self._finish_stems(words, places, regions)
        writer = FieldWriter(self.name, len(self._first), blocks_of(self._end))
        writer.add_all(words, *self._postings(words, places, range(len(words) + 1)))
        writer.add_all_positions(list(map(len, places)), low_halves(b"".join(places)))
        self._first.append(self._end)
        writer.finish(regions, self._first, self._lengths)

    def _cut_long_words(self) -> None:
        """Join words that are the same up to `LONGEST` code points."""
        for word in [word for word in self._places if len(word) > LONGEST]:
            short = word.decode()[:LONGEST].encode()
            if short != word:
                places = self._places[short]
                places.extend(self._places.pop(word))
                self._places[short] = array(_PLACE, sorted(places))
                if word in self._extras:
                    self._extras[short] += self._extras.pop(word)

    def _postings(self, words: Sequence[bytes], places: Sequence[array[int]], groups: Sequence[int]) -> _Postings:
        """Return the postings of groups of words, each as if its words were one; `groups` tells where they begin."""
        made = _Postings(array("I"), array("H"), bytearray())
        ends = list(accumulate(map(len, places), initial=0))
        begins = list(map(ends.__getitem__, groups))
        done = 0
        for often in [group for group, size in enumerate(map(sub, begins[1:], begins)) if size > _OFTEN]:
            self._add_some(words, places, groups[done : often + 1], made)
            first, last = groups[often], groups[often + 1]
            self._add_one(words[first:last], places[first:last], made)
            done = often + 1
        self._add_some(words, places, groups[done:], made)
        return made

    def _add_one(self, words: Sequence[bytes], places: Sequence[array[int]], made: _Postings) -> None:
        """Add the postings of a group of words."""
        weights = Counter(_documents(places))
        for word in words:
            if word in self._extras:
                weights.update(self._extras[word])
        ids = list(weights) if len(words) == 1 else sorted(weights)
        made.counts.append(len(ids))
        self._add_weights(ids, list(weights.values() if len(words) == 1 else map(weights.__getitem__, ids)), made)

    def _add_some(
        self, words: Sequence[bytes], places: Sequence[array[int]], groups: Sequence[int], made: _Postings
    ) -> None:
        """Add the postings of groups of words that are rare.

        A group's number and a document make one integer, and how often it comes is the weight of the group in the
        document: the rest is counting.
        """
        for start in range(0, len(groups) - 1, _TOGETHER):
            some = groups[start : start + _TOGETHER + 1]
            first, last = some[0], some[-1]
            count = len(some) - 1
            bases: Sequence[int] = range(0, count * _SPAN, _SPAN)
            if last - first > count:
                bases = list(chain.from_iterable(map(repeat, bases, map(sub, some[1:], some))))
            sizes = list(map(len, places[first:last]))
            weights = Counter(map(add, chain.from_iterable(map(repeat, bases, sizes)), _documents(places[first:last])))
            ends = list(accumulate(sizes, initial=0))
            ends = [ends[begin - first] for begin in some]
            counts = list(map(sub, ends[1:], ends))
            if len(weights) < ends[-1]:
                for code, weight in weights.items():
                    if weight > 1:
                        counts[code // _SPAN] -= weight - 1
            if self._extras:
                extras = map(self._extras.get, words[first:last], repeat(()))
                weights.update([base + document for base, more in zip(bases, extras, strict=True) for document in more])
            codes = sorted(weights)  # in order already if each group has one word
            made.counts.extend(counts)
            self._add_weights(list(map(mod, codes, repeat(_SPAN))), list(map(weights.__getitem__, codes)), made)

    def _add_weights(self, ids: list[int], weights: list[int], made: _Postings) -> None:
        made.ids.fromlist(ids)
        try:
            made.impacts.extend(map(getitem, map(self._rows.__getitem__, ids), weights))
        except IndexError:  # the rows end at 255
            weights = [min(weight, 255) for weight in weights]
            made.impacts.extend(map(getitem, map(self._rows.__getitem__, ids), weights))

    def _finish_stems(self, words: list[bytes], places: list[array[int]], regions: RegionWriter) -> None:
        """Write the twin of stems."""
        roots = stems(words)
        only = dict(zip(roots, range(len(words)), strict=True))
        shared = [root for root, times in Counter(roots).items() if times > 1]
        only.update(zip(shared, repeat(NO_ALIAS)))
        terms = sorted(only)
        shared.sort()
        members: dict[bytes, list[int]] = {root: [] for root in shared}
        for number, root in enumerate(roots):
            if root in members:
                members[root].append(number)
        numbers = list(chain.from_iterable(members.values()))
        groups = list(accumulate(map(len, members.values()), initial=0))
        found = self._postings([words[number] for number in numbers], [places[number] for number in numbers], groups)
        counts = dict.fromkeys(terms, 0)
        counts.update(zip(shared, found.counts, strict=True))
        writer = FieldWriter(stem_field(self.name), len(self._first))
        writer.add_all(terms, counts.values(), found.ids, found.impacts)
        writer.aliases = array("I", map(only.__getitem__, terms))
        writer.finish(regions)
