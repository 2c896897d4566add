"""The postings of one field in a segment: which documents have which words, how well, and where.

Regions of a field `f` (documents N, words W, all integers little or big endian as the machine that wrote them):

    f.terms         the words in order of their bytes, each with a newline behind it
    f.heads         every 64th word, each with a newline behind it; f.blocks: where it begins in f.terms (u32)
    f.starts        W + 1 numbers (u32): the postings of word i are f.ids[starts[i]:starts[i + 1]] (u16, ascending) and
                    the same slice of f.impacts (u8). The postings of all words that begin alike are one slice.
    f.dense         numbers (u32) of the words that more than an eighth of the documents have. They have no ids: their
                    impacts are in f.vectors, N bytes for each word, one byte for each document; f.counts (u32) tells
                    how many of these are not 0
    f.prefixes      beginnings that too many postings share to look at while somebody types, each with a newline
                    behind it; f.prefix_vectors, f.prefix_counts as for dense words, with the largest impact
    f.wide, f.wide_starts, f.blocked, f.lows, f.low_starts, f.tables
                    positions, see `reader.search.positions`; `blocked` holds the numbers of the blocked words
    f.first, f.lengths
                    for each document: its first position and its number of words (u32); after the last document
                    f.first goes on with the end of all positions
    f.alias         in a twin of stems: for a stem with a single word, the number of this word in the field itself

A document's number has 16 bits, so a segment holds at most 65,536 of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, Final

from reader.search import lanes
from reader.search.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.search.layout import RegionReader

MOST_DOCUMENTS: Final = 1 << 16
PER_BLOCK: Final = 64
"""Words from one of `heads` to the next."""
NO_ALIAS: Final = 0xFFFF_FFFF


def most_sparse(documents: int) -> int:
    """Return the most documents of so many that a word may have; one with more is written as a vector."""
    return documents // 8


class FieldReader:
    """The postings of a field, read from the file as they are asked for."""

    def __init__(self, regions: RegionReader, name: str) -> None:
        self.name = name
        self.documents = regions.documents
        self._regions = regions
        self._last: tuple[int, list[bytes]] = (-1, [])

    def __len__(self) -> int:
        return max(0, self._regions.length(f"{self.name}.starts") // 4 - 1)

    def _array(self, name: str, code: str, start: int = 0, end: int | None = None) -> memoryview:
        return self._regions.array(f"{self.name}.{name}", code, start, end)

    def _bytes(self, name: str, start: int = 0, end: int | None = None) -> memoryview:
        return self._regions.bytes(f"{self.name}.{name}", start, end)

    def _ends(self, name: str, low: int, high: int) -> tuple[int, int]:
        """Return where what belongs to the words `low` to `high` begins and ends."""
        (first,), (last,) = (self._array(name, "I", number, number + 1) for number in (low, high))
        return first, last

    @cached_property
    def starts(self) -> memoryview:
        """Where the postings of each word begin in `ids`, and the end."""
        return self._array("starts", "I")

    @cached_property
    def _blocks(self) -> Sequence[int]:
        return [*self._array("blocks", "I"), self._regions.length(f"{self.name}.terms")]

    @cached_property
    def _heads(self) -> list[bytes]:
        return bytes(self._bytes("heads")).split(b"\n")[:-1]

    @cached_property
    def ids(self) -> memoryview:
        """The documents of all words that are not dense, one after the other."""
        return self._array("ids", "H")

    @cached_property
    def impacts(self) -> memoryview:
        """The impacts that belong to `ids`."""
        return self._bytes("impacts")

    @cached_property
    def dense(self) -> memoryview:
        """The numbers of the dense words."""
        return self._array("dense", "I")

    @cached_property
    def _counts(self) -> memoryview:
        return self._array("counts", "I")

    @cached_property
    def _prefixes(self) -> dict[bytes, int]:
        names = bytes(self._bytes("prefixes")).split(b"\n")[:-1]
        return {name: i for i, name in enumerate(names)}

    @cached_property
    def first(self) -> memoryview:
        """The first position of each document, and the end of all positions."""
        return self._array("first", "I")

    @cached_property
    def lengths(self) -> memoryview:
        """The number of words of each document."""
        return self._array("lengths", "I")

    # Words

    def _block(self, block: int) -> list[bytes]:
        """Return the words of a block; the last one is kept, since words are often looked up in order."""
        if self._last[0] == block:
            return self._last[1]
        words = bytes(self._bytes("terms", self._blocks[block], self._blocks[block + 1] - 1)).split(b"\n")
        self._last = block, words
        return words

    def place(self, term: bytes) -> tuple[int, bool]:
        """Return the number of the first word that is not less, and whether it is this one."""
        block = bisect_right(self._heads, term) - 1
        if block < 0:
            return 0, False
        words = self._block(block)
        at = bisect_left(words, term)
        return block * PER_BLOCK + at, at < len(words) and words[at] == term

    def find(self, term: bytes) -> int | None:
        """Return the number of a word."""
        at, found = self.place(term)
        return at if found else None

    def range(self, prefix: bytes) -> tuple[int, int]:
        """Return the numbers of the first word that begins so, and of the first after them."""
        return self.place(prefix)[0], self.place(prefix + b"\xff")[0]

    def term(self, number: int) -> bytes:
        """Return a word."""
        return self._block(number // PER_BLOCK)[number % PER_BLOCK]

    def terms_from(self, number: int = 0) -> Iterator[tuple[int, bytes]]:
        """Yield numbers and words from a word on."""
        for block in range(number // PER_BLOCK, len(self._blocks) - 1):
            for at, term in enumerate(self._block(block), block * PER_BLOCK):
                if at >= number:
                    yield at, term

    def words(self, low: int, high: int) -> list[bytes]:
        """Return the words `low` to `high`."""
        if low >= high:
            return []
        first, last = low // PER_BLOCK, -(-high // PER_BLOCK)
        words = bytes(self._bytes("terms", self._blocks[first], self._blocks[last] - 1)).split(b"\n")
        return words[low - first * PER_BLOCK : high - first * PER_BLOCK]

    def find_all(self, terms: Sequence[bytes]) -> list[int]:
        """Return the numbers of those of many words, given in order, that are there; faster than one by one."""
        heads = self._heads
        found: list[int] = []
        at = 0
        while at < len(terms):
            block = bisect_right(heads, terms[at]) - 1
            end = bisect_left(terms, heads[block + 1], at) if block + 1 < len(heads) else len(terms)
            if block >= 0:
                words = self._block(block)
                here = set(words).intersection(terms[at:end])
                found += sorted(block * PER_BLOCK + words.index(word) for word in here)
            at = end
        return found

    # Postings

    def dense_place(self, number: int) -> int | None:
        """Return which of the dense words a word is."""
        at = bisect_left(self.dense, number)
        return at if at < len(self.dense) and self.dense[at] == number else None

    def count(self, number: int) -> int:
        """Return how many documents have a word, deleted ones included."""
        first, last = self.extent(number)
        if first < last:
            return last - first
        dense = self.dense_place(number)
        return 0 if dense is None else int(self._counts[dense])

    def extent(self, number: int) -> tuple[int, int]:
        """Return where the postings of a word begin and end in `ids`; nowhere if it is dense."""
        first, last = self._array("starts", "I", number, number + 2)
        return first, last

    def _dense_vector(self, place: int) -> memoryview:
        start = place * self.documents
        return self._bytes("vectors", start, start + self.documents)

    def _slices(self, first: int, last: int) -> tuple[memoryview, memoryview]:
        """Return documents and impacts of a stretch of the postings."""
        ids = self._array("ids", "H", first, last)
        return ids, self._bytes("impacts", first, last)

    def vector(self, number: int) -> bytes:
        """Return the impacts of a word, one for each document of the segment."""
        first, last = self.extent(number)
        if first == last and (dense := self.dense_place(number)) is not None:
            return bytes(self._dense_vector(dense))
        return lanes.spread(*self._slices(first, last), self.documents)

    def vector_of(self, numbers: Sequence[int]) -> bytes:
        """Return for each document the largest impact of some words."""
        made = bytearray(self.documents)
        dense = []
        for number in numbers:
            first, last = self.extent(number)
            if first < last:
                lanes.scatter(*self._slices(first, last), made)
            elif (place := self.dense_place(number)) is not None:
                dense.append(place)
        return self._with_dense(made, dense)

    def postings(self, number: int) -> tuple[Sequence[int], Sequence[int]]:
        """Return the documents that have a word, and its impacts in them."""
        first, last = self.extent(number)
        if first == last and (dense := self.dense_place(number)) is not None:
            vector = self._dense_vector(dense)
            return list(compress(range(self.documents), vector)), list(filter(None, vector))
        return self._slices(first, last)

    def prefix_vector(self, prefix: bytes) -> bytes:
        """Return for each document the largest impact of the words that begin so."""
        low, high = self.range(prefix)
        if high - low == 1:
            return self.vector(low)
        stored = self._prefixes.get(prefix)
        if stored is not None:
            start = stored * self.documents
            return bytes(self._bytes("prefix_vectors", start, start + self.documents))
        return self._vector_of_range(low, high)

    def _vector_of_range(self, low: int, high: int) -> bytes:
        if low >= high:
            return bytes(self.documents)
        made = lanes.scattered(*self._slices(*self._ends("starts", low, high)), self.documents)
        return self._with_dense(made, range(bisect_left(self.dense, low), bisect_left(self.dense, high)))

    def _with_dense(self, made: bytearray, dense: Sequence[int]) -> bytes:
        """Return a vector or, where they are larger, the impacts of dense words."""
        if not dense:
            return bytes(made)
        together = lanes.number(made)
        for place in dense:
            together = lanes.larger(together, lanes.number(self._dense_vector(place)), self.documents)
        return lanes.vector(together, self.documents)

    def alias(self, number: int) -> int | None:
        """Return, in a twin of stems, the only word of a stem as its number in the field itself."""
        (word,) = self._array("alias", "I", number, number + 1)
        return None if word == NO_ALIAS else int(word)

    def aliases(self, low: int, high: int) -> memoryview:
        """Return the same for the stems `low` to `high`; `NO_ALIAS` where there are several words."""
        return self._array("alias", "I", low, high)

    # Positions

    @cached_property
    def wide_starts(self) -> memoryview:
        """Where the positions of each word begin in `wide`, and the end; empty for fields without positions."""
        return self._array("wide_starts", "I")

    @cached_property
    def blocked(self) -> memoryview:
        """The numbers of the words whose positions are blocked."""
        return self._array("blocked", "I")

    @cached_property
    def _low_starts(self) -> memoryview:
        return self._array("low_starts", "I")

    def positions(self, number: int) -> Positions:
        """Return where a word stands."""
        at = bisect_left(self.blocked, number)
        if at == len(self.blocked) or self.blocked[at] != number:
            return Positions(self._array("wide", "I", *self.wide_extent(number)))
        lows, check = self._regions.unchecked(f"{self.name}.lows", "H", self._low_starts[at], self._low_starts[at + 1])
        width = self._regions.length(f"{self.name}.tables") // (4 * len(self.blocked))
        return Positions(None, lows, self._array("tables", "I", at * width, (at + 1) * width).tolist(), check)

    @property
    def wide(self) -> memoryview:
        """The positions of all words that are not blocked, one word after the other."""
        return self._array("wide", "I")

    def wide_extent(self, number: int) -> tuple[int, int]:
        """Return where the positions of a word begin and end among the wide ones; nowhere if it is blocked."""
        first, last = self._array("wide_starts", "I", number, number + 2)
        return first, last

    def common_of_range(self, low: int, high: int) -> Sequence[int]:
        """Return the numbers of the blocked words among the words `low` to `high`."""
        return self.blocked[bisect_left(self.blocked, low) : bisect_left(self.blocked, high)]

    def count_wide(self, low: int, high: int) -> int:
        """Return how many positions `wide_of_range` has."""
        first, last = self._ends("wide_starts", low, high)
        return last - first

    def wide_of_range(self, low: int, high: int) -> memoryview:
        """Return the positions, in no order, of the words `low` to `high` that are not blocked."""
        return self._array("wide", "I", *self._ends("wide_starts", low, high))
