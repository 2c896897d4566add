"""What merging reads: the fields of several segments, moved to where they go, and their words side by side.

Nothing here looks at single postings of segments without deletions: ids and positions of all words move by one addition
to all lanes at once, and words meet in ranges of some ten thousand, in passes that run in C.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from functools import cached_property
from itertools import accumulate, chain, compress, count, pairwise
from operator import sub
from typing import TYPE_CHECKING, Final

from reader.search.positions import BLOCK, blocks_of, decoded
from reader.search.postings import NO_ALIAS, FieldReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.search.positions import Joiner
    from reader.search.segment import OpenSegment

_TOGETHER: Final = 1 << 13
"""Words of the largest segment that are merged together."""


def _moved(numbers: memoryview, by: int, size: int) -> bytes:
    """Return an array of unsigned integers of `size` bytes with the same added to each, as bytes."""
    raw = numbers.cast("B")
    if not by:
        return bytes(raw)
    each = int.from_bytes(by.to_bytes(size, "little") * len(numbers), "little")
    return (int.from_bytes(raw, "little") + each).to_bytes(len(raw), "little")


class Source:
    """A field of one of the segments that are merged, without its deleted documents."""

    def __init__(self, segment: OpenSegment, name: str, first_document: int, first_position: int) -> None:
        self.reader: FieldReader = segment.field(name)
        self.count = segment.count - len(segment.deleted)
        """Documents that go on."""
        self.first_document = first_document
        self.first_position = first_position
        """What is added to ids and positions."""
        self.merged = array("I", [NO_ALIAS]) * len(self.reader)
        """Of each word, its number in the merged field."""
        self.is_changed = bool(segment.deleted)
        """Whether documents were deleted: words may be without any now."""
        self._deleted = segment.deleted
        self._all = segment.count

    @cached_property
    def kept(self) -> bytes:
        """For each document, whether it goes on."""
        made = bytearray(b"\1" * self._all)
        for document in self._deleted:
            made[document] = 0
        return bytes(made)

    @cached_property
    def _places_kept(self) -> bytearray:
        """For each position, whether its document goes on."""
        first = self.reader.first
        made = bytearray(b"\1" * first[-1])
        for document in self._deleted:
            made[first[document] : first[document + 1]] = bytes(first[document + 1] - first[document])
        return made

    @cached_property
    def _postings(self) -> tuple[bytes, bytes, Sequence[int]]:
        """The ids (u16) and impacts of all words that are not dense, and where those of each word begin."""
        reader = self.reader
        if not self._deleted:
            return _moved(reader.ids, self.first_document, 2), bytes(reader.impacts), reader.starts
        numbers = list(accumulate(self.kept, initial=self.first_document))
        flags = bytes(map(self.kept.__getitem__, reader.ids))
        before = array("I", accumulate(flags, initial=0))
        ids = array("H", map(numbers.__getitem__, compress(reader.ids, flags)))
        starts = array("I", map(before.__getitem__, reader.starts))
        return ids.tobytes(), bytes(compress(reader.impacts, flags)), starts

    @property
    def ids(self) -> bytes:
        """The documents (u16) of all words that are not dense."""
        return self._postings[0]

    @property
    def impacts(self) -> bytes:
        """The impacts that belong to `ids`."""
        return self._postings[1]

    @property
    def starts(self) -> Sequence[int]:
        """Where the postings of each word begin, and the end."""
        return self._postings[2]

    @cached_property
    def _wide(self) -> tuple[bytes, Sequence[int]]:
        reader = self.reader
        if not self._deleted:
            return _moved(reader.wide, self.first_position, 4), reader.wide_starts
        flags = bytes(map(self._places_kept.__getitem__, reader.wide))
        before = array("I", accumulate(flags, initial=0))
        wide = array("I", [self.first_position + position for position in compress(reader.wide, flags)])
        return wide.tobytes(), array("I", map(before.__getitem__, reader.wide_starts))

    @property
    def wide(self) -> bytes:
        """The positions (u32) of all words that are not blocked."""
        return self._wide[0]

    @property
    def wide_starts(self) -> Sequence[int]:
        """Where the positions of each word begin in `wide`, and the end."""
        return self._wide[1]

    @cached_property
    def special(self) -> frozenset[int]:
        """The words that are dense or blocked here."""
        return frozenset(self.reader.dense).union(self.reader.blocked)

    def documents(self, number: int) -> int:
        """Return how many documents have a word."""
        if not self._deleted:
            return self.reader.count(number)
        sparse = self.starts[number + 1] - self.starts[number]
        if sparse or self.reader.dense_place(number) is None:
            return sparse
        return self.count - self.vector(number).count(0)

    def vector(self, number: int) -> bytes:
        """Return the impacts of a word, one for each document that goes on."""
        vector = self.reader.vector(number)
        return bytes(compress(vector, self.kept)) if self._deleted else vector

    def postings(self, number: int) -> tuple[bytes, bytes]:
        """Return the documents (u16) and impacts of a word."""
        first, last = self.starts[number], self.starts[number + 1]
        if first < last or self.reader.dense_place(number) is None:
            return self.ids[2 * first : 2 * last], self.impacts[first:last]
        vector = self.vector(number)
        numbers = range(self.first_document, self.first_document + self.count)
        return array("H", compress(numbers, vector)).tobytes(), bytes(filter(None, vector))

    def count_positions(self, number: int) -> int:
        """Return how many positions a word has."""
        return len(self.positions(number) if self._deleted else self.reader.positions(number))

    def positions(self, number: int) -> array[int]:
        """Return the positions of a word."""
        first, last = self.wide_starts[number], self.wide_starts[number + 1]
        made = array("I", self.wide[4 * first : 4 * last])
        positions = self.reader.positions(number)
        if positions.wide is None:
            found: Iterable[int] = decoded(positions)
            if self._deleted:
                found = [position for position in found if self._places_kept[position]]
            made.extend([position + self.first_position for position in found])
        return made

    def join(self, joiner: Joiner, number: int) -> None:
        """Add the positions of a word to its blocked coding."""
        positions = self.reader.positions(number)
        if positions.wide is None and not self._deleted:
            joiner.add_blocked(positions.lows, positions.table, self.first_position >> 16)
        else:
            joiner.add_wide(self.positions(number))

    def first_positions(self) -> list[int]:
        """Return where the documents that go on begin in the merged segment."""
        return [self.first_position + first for first in compress(self.reader.first, self.kept)]


def sources_of(segments: Sequence[OpenSegment], name: str) -> tuple[list[Source], int]:
    """Return where each segment's documents and positions go, and where the positions end."""
    made: list[Source] = []
    document = position = 0
    for segment in segments:
        reader = segment.field(name)
        if len(reader.blocked):  # low halves stay as they are only if the block begins where it began
            position = blocks_of(position) * BLOCK
        source = Source(segment, name, document, position)
        made.append(source)
        document += source.count
        position += reader.first[-1] if len(reader.first) else 0
    return made, position


class WordRange:
    """The words of all sources from one word up to another; an entry is a word of one source."""

    def __init__(self, sources: Sequence[Source], lows: Sequence[int], highs: Sequence[int]) -> None:
        self.sources = sources
        self.lows = lows
        self.highs = highs
        self._offsets = list(accumulate(map(sub, highs, lows), initial=0))
        texts = list(
            chain.from_iterable(s.reader.words(*bounds) for s, *bounds in zip(sources, lows, highs, strict=True))
        )
        self.words: list[bytes] = list(dict.fromkeys(sorted(texts)))
        """Each word once, in order."""
        place = dict(zip(self.words, count()))
        self.places = list(map(place.__getitem__, texts))
        """Of each entry, source by source, its word."""
        self._order = sorted(range(len(texts)), key=self.places.__getitem__)
        entries = Counter(self.places)
        self._begins = list(accumulate(map(entries.__getitem__, range(len(self.words))), initial=0))

    def found(self, place: int) -> list[tuple[int, int]]:
        """Return the entries of a word, in the order of the sources: each one's source, and the word's number there."""
        made = []
        for entry in self._order[self._begins[place] : self._begins[place + 1]]:
            source = bisect_right(self._offsets, entry) - 1
            made.append((source, self.lows[source] + entry - self._offsets[source]))
        return made

    def joined(self, starts: Iterable[Sequence[int]]) -> list[int]:
        """Return where the items of each word begin if each entry's lie behind one another, and the end."""
        sizes: list[int] = []
        for begins, low, high in zip(starts, self.lows, self.highs, strict=True):
            sizes += map(sub, begins[low + 1 : high + 1], begins[low:high])
        ends = list(accumulate(map(sizes.__getitem__, self._order), initial=0))
        return list(map(ends.__getitem__, self._begins))

    def pieces(self, starts: Iterable[Sequence[int]], items: Iterable[bytes], size: int) -> bytes:
        """Return the items (of `size` bytes) of all entries, in the order of words, then sources."""
        found: list[bytes] = []
        for begins, low, high, all_of_source in zip(starts, self.lows, self.highs, items, strict=True):
            bounds = [size * begin for begin in begins[low : high + 1]]
            found += [all_of_source[begin:end] for begin, end in pairwise(bounds)]
        return b"".join(map(found.__getitem__, self._order))

    def special(self) -> set[int]:
        """Return the words that are dense or blocked in a source."""
        return {
            self.places[self._offsets[at] + number - low]
            for at, (source, low, high) in enumerate(zip(self.sources, self.lows, self.highs, strict=True))
            for number in source.special
            if low <= number < high
        }

    def of_source(self, at: int) -> list[int]:
        """Return the words of a source, in its order."""
        return self.places[self._offsets[at] : self._offsets[at + 1]]


def word_ranges(sources: Sequence[Source]) -> Iterator[WordRange]:
    """Yield all words of the sources, range by range."""
    largest = max((source.reader for source in sources), key=len)
    lows = [0] * len(sources)
    for start in range(_TOGETHER, len(largest), _TOGETHER):
        end = largest.term(start)
        highs = [source.reader.place(end)[0] for source in sources]
        yield WordRange(sources, lows, highs)
        lows = highs
    yield WordRange(sources, lows, [len(source.reader) for source in sources])
