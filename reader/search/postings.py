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

from array import array
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate, compress
from typing import TYPE_CHECKING, Final

from reader.search import lanes
from reader.search.positions import Joiner, Positions, most_wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.search.layout import Bytes, RegionReader, RegionWriter

MOST_DOCUMENTS: Final = 1 << 16
_PER_BLOCK: Final = 64
NO_ALIAS: Final = 0xFFFF_FFFF
_PREFIX_POSTINGS: Final = 20_000
"""A beginning with more postings gets a vector: reading so many takes about a millisecond."""
_PREFIX_DENSE: Final = 1 << 18
"""Also if its dense words have more bytes than this."""


def most_sparse(documents: int) -> int:
    """Return the most documents of so many that a word may have; one with more is written as a vector."""
    return documents // 8


class FieldWriter:
    """Collects the postings of a field, word by word in the order of their bytes."""

    def __init__(self, name: str, documents: int, blocks: int = 0) -> None:
        self.name = name
        self.documents = documents
        self.blocks = blocks
        self._terms: list[bytes] = []
        self._starts = array("I", [0])
        self._ids = array("H")
        self._impacts = bytearray()
        self._dense = array("I")
        self._counts = array("I")
        self._vectors = bytearray()
        self.aliases = array("I")
        """In a twin of stems, for each word that was added: `reader.search.postings.NO_ALIAS`, or the only word."""
        self._wide = array("I")
        self._wide_starts = array("I", [0])
        self._blocked = array("I")
        self._lows = bytearray()
        self._low_starts = array("I", [0])
        self._tables = bytearray()

    def __len__(self) -> int:
        return len(self._terms)

    def add_all(self, terms: Sequence[bytes], counts: Iterable[int], ids: array[int], impacts: bytearray) -> None:
        """Add words with the number of their documents, and the documents and impacts of all of them."""
        counts = list(counts)
        ends = list(accumulate(counts, initial=0))
        raw = memoryview(ids).cast("B")
        empty = dict.fromkeys(range(self.documents), 0)
        laid = 0
        most = most_sparse(self.documents)
        for place in [place for place, count in enumerate(counts) if count > most]:
            self.add_sparse(terms[laid:place], ends[laid : place + 1], raw, impacts)
            first, last = ends[place], ends[place + 1]
            vector = empty.copy()
            vector.update(zip(ids[first:last], impacts[first:last], strict=True))
            self.add_vector(terms[place], bytes(vector.values()), last - first)
            laid = place + 1
        self.add_sparse(terms[laid:], ends[laid:], raw, impacts)

    def add_sparse(self, terms: Sequence[bytes], ends: Sequence[int], ids: Bytes, impacts: Bytes) -> None:
        """Add words that are not dense: from each of `ends` to the next go the ids (as bytes) and impacts of a word."""
        begin, end = ends[0], ends[-1]
        ahead = self._starts[-1] - begin
        self._terms += terms
        self._ids.frombytes(memoryview(ids)[2 * begin : 2 * end])
        self._impacts += memoryview(impacts)[begin:end]
        self._starts.extend([ahead + end for end in ends[1:]])

    def add_postings(self, term: bytes, ids: bytes, impacts: bytes) -> None:
        """Add a word that is not dense; its ids as bytes."""
        self.add_sparse([term], [0, len(impacts)], ids, impacts)

    def add_vector(self, term: bytes, vector: bytes | bytearray, count: int) -> None:
        """Add a dense word."""
        self._dense.append(len(self._terms))
        self._counts.append(count)
        self._vectors += vector
        self._terms.append(term)
        self._starts.append(self._starts[-1])

    def add_all_positions(self, counts: Sequence[int], positions: Bytes) -> None:
        """Add the positions of the words that were added last, as bytes (u32); `counts` tells how many each has."""
        ends = list(accumulate(counts, initial=0))
        first = len(self) - len(counts)
        laid = 0
        most = most_wide(self.blocks)
        for place in [place for place, count in enumerate(counts) if count > most]:
            self.add_wide(ends[laid : place + 1], positions)
            joiner = Joiner(self.blocks)
            joiner.add_wide(array("I", bytes(memoryview(positions)[4 * ends[place] : 4 * ends[place + 1]])))
            self.add_blocked(*joiner.finish(), first + place)
            laid = place + 1
        self.add_wide(ends[laid:], positions)

    def add_wide(self, ends: Sequence[int], wide: Bytes) -> None:
        """Add the positions of words: from each of `ends` to the next go those of a word (u32, as bytes)."""
        ahead = self._wide_starts[-1] - ends[0]
        self._wide.frombytes(memoryview(wide)[4 * ends[0] : 4 * ends[-1]])
        self._wide_starts.extend([ahead + end for end in ends[1:]])

    def add_blocked(self, lows: Bytes, table: array[int], number: int) -> None:
        """Add the positions of a word, blocked."""
        self._blocked.append(number)
        self._lows += lows
        self._low_starts.append(len(self._lows) >> 1)
        self._tables += table.tobytes()
        self._wide_starts.append(self._wide_starts[-1])

    def finish(self, regions: RegionWriter, first: array[int] | None = None, lengths: array[int] | None = None) -> None:
        """Write the field; `first` and `lengths` of its documents unless it is a twin of stems."""

        def add(name: str, content: bytes | bytearray | array[int]) -> None:
            regions.add(f"{self.name}.{name}", content)

        heads = self._terms[::_PER_BLOCK]
        blocks = array("I")
        end = 0
        joined = []
        for start in range(0, len(self._terms), _PER_BLOCK):
            blocks.append(end)
            block = b"\n".join(self._terms[start : start + _PER_BLOCK]) + b"\n"
            joined.append(block)
            end += len(block)
        add("terms", b"".join(joined))
        add("heads", b"".join(head + b"\n" for head in heads))
        add("blocks", blocks)
        for name in ("starts", "ids", "impacts", "dense", "counts", "vectors"):
            add(name, getattr(self, f"_{name}"))
        if first is not None and lengths is not None:
            for name in ("wide", "wide_starts", "blocked", "lows", "low_starts", "tables"):
                add(name, getattr(self, f"_{name}"))
            add("first", first)
            add("lengths", lengths)
            self._finish_prefixes(regions)
        else:
            add("alias", self.aliases)

    def _finish_prefixes(self, regions: RegionWriter) -> None:
        found: dict[bytes, bytes] = {}
        self._gather(0, 0, len(self._terms), found)
        counts = array("I", [self.documents - vector.count(0) for vector in found.values()])
        regions.add(f"{self.name}.prefixes", b"".join(prefix + b"\n" for prefix in found))
        regions.add(f"{self.name}.prefix_vectors", b"".join(found.values()))
        regions.add(f"{self.name}.prefix_counts", counts)

    def _gather(self, depth: int, low: int, high: int, found: dict[bytes, bytes]) -> int:
        """Return the vector of the words `low` to `high`, which begin alike up to `depth`.

        Longer beginnings that have too many postings are put into `found`; so each posting is looked at once.
        """
        terms = self._terms
        loose = bytearray(self.documents)
        made = 0
        laid = low
        while low < high:
            if len(terms[low]) <= depth:
                low += 1
                continue
            prefix = terms[low][: depth + 1]
            end = bisect_left(terms, prefix + b"\xff", low, high)
            if self._is_crowded(low, end):
                made = lanes.larger(made, self._scatter(laid, low, loose), self.documents)
                found[prefix] = b""  # keeps its place before the longer ones
                vector = self._gather(depth + 1, low, end, found)
                found[prefix] = lanes.vector(vector, self.documents)
                made = lanes.larger(made, vector, self.documents)
                laid = end
            low = end
        made = lanes.larger(made, self._scatter(laid, high, loose), self.documents)
        return lanes.larger(made, lanes.number(loose), self.documents)

    def _is_crowded(self, low: int, high: int) -> bool:
        """Tell whether words have more postings than one can look at while somebody types."""
        postings = self._starts[high] - self._starts[low]
        dense = bisect_left(self._dense, high) - bisect_left(self._dense, low)
        return high - low > 1 and (postings > _PREFIX_POSTINGS or dense * self.documents > _PREFIX_DENSE)

    def _scatter(self, low: int, high: int, loose: bytearray) -> int:
        """Put the postings of some words into a vector; return the vector of those that are dense."""
        first, last = self._starts[low], self._starts[high]
        lanes.scatter(memoryview(self._ids)[first:last], memoryview(self._impacts)[first:last], loose)
        made = 0
        for place in range(bisect_left(self._dense, low), bisect_left(self._dense, high)):
            start = place * self.documents
            dense = lanes.number(self._vectors[start : start + self.documents])
            made = lanes.larger(made, dense, self.documents)
        return made


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
        return block * _PER_BLOCK + at, at < len(words) and words[at] == term

    def find(self, term: bytes) -> int | None:
        """Return the number of a word."""
        at, found = self.place(term)
        return at if found else None

    def range(self, prefix: bytes) -> tuple[int, int]:
        """Return the numbers of the first word that begins so, and of the first after them."""
        return self.place(prefix)[0], self.place(prefix + b"\xff")[0]

    def term(self, number: int) -> bytes:
        """Return a word."""
        return self._block(number // _PER_BLOCK)[number % _PER_BLOCK]

    def terms_from(self, number: int = 0) -> Iterator[tuple[int, bytes]]:
        """Yield numbers and words from a word on."""
        for block in range(number // _PER_BLOCK, len(self._blocks) - 1):
            for at, term in enumerate(self._block(block), block * _PER_BLOCK):
                if at >= number:
                    yield at, term

    def words(self, low: int, high: int) -> list[bytes]:
        """Return the words `low` to `high`."""
        if low >= high:
            return []
        first, last = low // _PER_BLOCK, -(-high // _PER_BLOCK)
        words = bytes(self._bytes("terms", self._blocks[first], self._blocks[last] - 1)).split(b"\n")
        return words[low - first * _PER_BLOCK : high - first * _PER_BLOCK]

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
                found += sorted(block * _PER_BLOCK + words.index(word) for word in here)
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
        (first,), (last,) = self._array("starts", "I", low, low + 1), self._array("starts", "I", high, high + 1)
        made = lanes.scattered(*self._slices(first, last), self.documents)
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
        first, last = self._range_of_wide(low, high)
        return last - first

    def wide_of_range(self, low: int, high: int) -> memoryview:
        """Return the positions, in no order, of the words `low` to `high` that are not blocked."""
        return self._array("wide", "I", *self._range_of_wide(low, high))

    def _range_of_wide(self, low: int, high: int) -> tuple[int, int]:
        (first,), (last,) = (self._array("wide_starts", "I", number, number + 1) for number in (low, high))
        return first, last
