"""Writes the postings of one field of a segment, in the layout that `reader.search.postings` tells.

Only processes that build an index load this module, and numpy with it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import count
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from reader.search.positions import most_wide
from reader.search.postings import PER_BLOCK, most_sparse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from reader.search.layout import Bytes, RegionWriter

_PREFIX_POSTINGS: Final = 20_000
"""A beginning with more postings gets a vector: reading so many takes about a millisecond."""
_PREFIX_DENSE: Final = 1 << 18
"""Also if its dense words have more bytes than this."""


def ranked(words: Sequence[bytes]) -> tuple[list[bytes], NDArray[np.int64]]:
    """Return words in order, each once, and of each of those given its place there."""
    terms = sorted(set(words))
    places = dict(zip(terms, count()))
    return terms, np.fromiter(map(places.__getitem__, words), np.int64, len(words))


def _ends(counts: NDArray[Any]) -> NDArray[np.int64]:
    """Return where each of some runs begins that lie behind one another, and the end."""
    return np.concatenate(([0], np.cumsum(counts)))


def blocked(positions: NDArray[np.uint32], blocks: int) -> tuple[NDArray[np.uint16], NDArray[np.uint32]]:
    """Return the low halves of positions, and the table that tells how many come before each of the blocks."""
    begins = np.arange(blocks + 1, dtype=np.uint32) << 16
    return positions.astype(np.uint16), np.searchsorted(positions, begins).astype(np.uint32)


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

    def add_all(
        self,
        terms: Sequence[bytes],
        counts: NDArray[np.int64],
        ids: NDArray[np.uint16],
        impacts: NDArray[np.uint8],
    ) -> None:
        """Add words with the number of their documents, and the documents and impacts of all of them."""
        ends = _ends(counts)
        laid = 0
        for place in map(int, np.flatnonzero(counts > most_sparse(self.documents))):
            self._add_sparse(terms[laid:place], ends[laid : place + 1], ids, impacts)
            first, last = ends[place], ends[place + 1]
            vector = np.zeros(self.documents, np.uint8)
            vector[ids[first:last]] = impacts[first:last]
            self._dense.append(len(self._terms))
            self._counts.append(int(last - first))
            self._vectors += vector.tobytes()
            self._terms.append(terms[place])
            self._starts.append(self._starts[-1])
            laid = place + 1
        self._add_sparse(terms[laid:], ends[laid:], ids, impacts)

    def _add_sparse(
        self, terms: Sequence[bytes], ends: NDArray[np.int64], ids: NDArray[np.uint16], impacts: NDArray[np.uint8]
    ) -> None:
        """Add words that are not dense: from each of `ends` to the next go the ids and impacts of a word."""
        self._terms += terms
        self._ids.frombytes(ids[ends[0] : ends[-1]].tobytes())
        self._impacts += impacts[ends[0] : ends[-1]].tobytes()
        _extend(self._starts, ends)

    def add_all_positions(self, counts: NDArray[np.int64], positions: NDArray[np.uint32]) -> None:
        """Add the positions of the words that were added last; `counts` tells how many each has."""
        ends = _ends(counts)
        first = len(self) - len(counts)
        laid = 0
        for place in map(int, np.flatnonzero(counts > most_wide(self.blocks))):
            self._add_wide(ends[laid : place + 1], positions)
            lows, table = blocked(positions[ends[place] : ends[place + 1]], self.blocks)
            self._blocked.append(first + place)
            self._lows += lows.tobytes()
            self._low_starts.append(len(self._lows) >> 1)
            self._tables += table.tobytes()
            self._wide_starts.append(self._wide_starts[-1])
            laid = place + 1
        self._add_wide(ends[laid:], positions)

    def _add_wide(self, ends: NDArray[np.int64], positions: NDArray[np.uint32]) -> None:
        """Add the positions of words that are not blocked: from each of `ends` to the next go those of a word."""
        self._wide.frombytes(positions[ends[0] : ends[-1]].tobytes())
        _extend(self._wide_starts, ends)

    def finish(
        self,
        regions: RegionWriter,
        first: array[int] | memoryview | None = None,
        lengths: array[int] | memoryview | None = None,
    ) -> None:
        """Write the field; `first` and `lengths` of its documents (u32) unless it is a twin of stems."""

        def add(name: str, content: Bytes | array[int]) -> None:
            regions.add(f"{self.name}.{name}", content)

        heads = self._terms[::PER_BLOCK]
        blocks = array("I")
        end = 0
        joined = []
        for start in range(0, len(self._terms), PER_BLOCK):
            blocks.append(end)
            block = b"\n".join(self._terms[start : start + PER_BLOCK]) + b"\n"
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
        found: dict[bytes, NDArray[np.uint8]] = {}
        self._gather(0, 0, len(self._terms), found)
        counts = array("I", [int(np.count_nonzero(vector)) for vector in found.values()])
        regions.add(f"{self.name}.prefixes", b"".join(prefix + b"\n" for prefix in found))
        regions.add(f"{self.name}.prefix_vectors", b"".join(vector.tobytes() for vector in found.values()))
        regions.add(f"{self.name}.prefix_counts", counts)

    def _gather(self, depth: int, low: int, high: int, found: dict[bytes, NDArray[np.uint8]]) -> NDArray[np.uint8]:
        """Return the vector of the words `low` to `high`, which begin alike up to `depth`.

        Longer beginnings that have too many postings are put into `found`; so each posting is looked at once.
        """
        made = np.zeros(self.documents, np.uint8)
        laid = low
        for prefix, first, end in self._beginnings(depth, low, high):
            if self._is_crowded(first, end):
                self._scatter(laid, first, made)
                found[prefix] = made  # keeps its place before the longer ones
                found[prefix] = self._gather(depth + 1, first, end, found)
                np.maximum(made, found[prefix], out=made)
                laid = end
        self._scatter(laid, high, made)
        return made

    def _beginnings(self, depth: int, low: int, high: int) -> Iterator[tuple[bytes, int, int]]:
        """Yield how words that are longer than `depth` begin, with the first word that does and the one after them."""
        while low < high:
            prefix = self._terms[low][: depth + 1]
            end = low + 1
            if len(prefix) > depth:
                end = bisect_left(self._terms, prefix + b"\xff", low, high)
                yield prefix, low, end
            low = end

    def _is_crowded(self, low: int, high: int) -> bool:
        """Tell whether words have more postings than one can look at while somebody types."""
        postings = self._starts[high] - self._starts[low]
        dense = bisect_left(self._dense, high) - bisect_left(self._dense, low)
        return high - low > 1 and (postings > _PREFIX_POSTINGS or dense * self.documents > _PREFIX_DENSE)

    def _scatter(self, low: int, high: int, made: NDArray[np.uint8]) -> None:
        """Raise a vector to the impacts of some words where these are larger."""
        first, last = self._starts[low], self._starts[high]
        ids = np.frombuffer(self._ids, np.uint16, last - first, 2 * first)
        np.maximum.at(made, ids, np.frombuffer(self._impacts, np.uint8, last - first, first))
        for place in range(bisect_left(self._dense, low), bisect_left(self._dense, high)):
            np.maximum(made, np.frombuffer(self._vectors, np.uint8, self.documents, place * self.documents), out=made)


def _extend(starts: array[int], ends: NDArray[np.int64]) -> None:
    """Add where further runs end, of which the first begins where the last one ended."""
    starts.frombytes((ends[1:] + (starts[-1] - ends[0])).astype(np.uint32).tobytes())
