"""What merging reads: the fields of several segments as arrays, and their words side by side.

Only processes that build an index load this module, and numpy with it.
"""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from reader.search.positions import decoded
from reader.search.postings import NO_ALIAS, FieldReader
from reader.search.writing import ranked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from reader.search.segment import OpenSegment

    Numbers = NDArray[np.int64]

_TOGETHER: Final = 1 << 13
"""Words of the largest segment that are merged together."""


class Runs(NamedTuple):
    """Items of some words, those of one word after those of the other."""

    counts: Numbers
    """Of each word, the number of its items."""
    items: tuple[NDArray[Any], ...]
    """For each item one value in each of these."""


def _spans(begins: Numbers, counts: Numbers) -> Numbers:
    """Return the numbers from each of `begins` on, as many as `counts` tells, one span after the other."""
    ends = np.cumsum(counts)
    made: Numbers = np.repeat(begins - (ends - counts), counts)
    made += np.arange(len(made))
    return made


def joined(words: Sequence[Numbers], runs: Sequence[Runs], size: int) -> Runs:
    """Return the items of the words 0 to `size`: of each word those of one source behind those of the other.

    `words` tells for each source to which words its runs belong.
    """
    all_words = np.concatenate(words)
    counts = np.concatenate([run.counts for run in runs])
    order = np.argsort(all_words, kind="stable")
    at = _spans((np.cumsum(counts) - counts)[order], counts[order])
    items = tuple(np.concatenate(column)[at] for column in zip(*(run.items for run in runs), strict=True))
    return Runs(np.bincount(all_words, counts, size).astype(np.int64), items)


def _taken(
    words: Numbers, starts: Numbers, columns: Sequence[NDArray[Any]], special: Mapping[int, Sequence[NDArray[Any]]]
) -> Runs:
    """Return the items of words: those in `special`, or those in `columns` from its start to the next one."""
    counts = starts[words + 1] - starts[words]
    (places,) = np.isin(words, list(special)).nonzero()
    counts[places] = [len(special[word][0]) for word in words[places].tolist()]
    ends = np.cumsum(counts)
    is_usual = np.ones(len(words), np.bool_)
    is_usual[places] = False
    usual = words[is_usual]
    into = _spans((ends - counts)[is_usual], counts[is_usual])
    at = _spans(starts[usual], counts[is_usual])
    items = []
    for number, column in enumerate(columns):
        made = np.empty(counts.sum(), column.dtype)
        made[into] = column[at]
        for word, end in zip(words[places].tolist(), ends[places].tolist(), strict=True):
            made[end - len(special[word][number]) : end] = special[word][number]
        items.append(made)
    return Runs(counts, tuple(items))


def _only(runs: Runs, kept: NDArray[np.bool_]) -> Runs:
    """Return runs with some of their items."""
    owners = np.repeat(np.arange(len(runs.counts)), runs.counts)[kept]
    return Runs(np.bincount(owners, minlength=len(runs.counts)), tuple(item[kept] for item in runs.items))


class Source:
    """A field of one of the segments that are merged, without its deleted documents."""

    def __init__(self, segment: OpenSegment, name: str, first_document: int, first_position: int) -> None:
        self.reader: FieldReader = segment.field(name)
        self.kept = np.ones(segment.count, np.bool_)
        """For each document, whether it goes on."""
        self.kept[list(segment.deleted)] = False
        self.count = segment.count - len(segment.deleted)
        self.is_changed = bool(segment.deleted)
        """Whether documents were deleted: words may be without any now."""
        self.merged = np.full(len(self.reader), NO_ALIAS, np.int64)
        """Of each word, its number in the merged field; `NO_ALIAS` if no document has it any more."""
        self._numbers = (np.cumsum(self.kept) - 1 + first_document).astype(np.uint16)
        self._first_position = first_position

    @cached_property
    def _starts(self) -> Numbers:
        return np.array(self.reader.starts, np.int64)

    @cached_property
    def _wide_starts(self) -> Numbers:
        return np.array(self.reader.wide_starts, np.int64)

    @cached_property
    def aliases(self) -> NDArray[np.uint32]:
        """In a twin of stems, for each stem its only word, or `NO_ALIAS` where there are several."""
        return np.asarray(self.reader.aliases(0, len(self.reader)))

    @cached_property
    def _first(self) -> NDArray[np.uint32]:
        return np.array(self.reader.first, np.uint32)

    def postings(self, words: Numbers) -> Runs:
        """Return documents (u16), as they are numbered in the merged segment, and impacts (u8) of words."""
        dense = words[np.isin(words, self.reader.dense)].tolist()
        vectors = [np.frombuffer(self.reader.vector(word), np.uint8) for word in dense]
        special = {word: (vector.nonzero()[0], vector[vector > 0]) for word, vector in zip(dense, vectors, strict=True)}
        columns = np.asarray(self.reader.ids), np.asarray(self.reader.impacts)
        runs = _taken(words, self._starts, columns, special)
        if self.is_changed:
            runs = _only(runs, self.kept[runs.items[0]])
        ids, impacts = runs.items
        return Runs(runs.counts, (self._numbers[ids], impacts))

    def positions(self, words: Numbers) -> Runs:
        """Return positions (u32), as they are in the merged segment, of words."""
        blocked = words[np.isin(words, self.reader.blocked)].tolist()
        special = {word: (np.asarray(decoded(self.reader.positions(word))),) for word in blocked}
        runs = _taken(words, self._wide_starts, [np.asarray(self.reader.wide)], special)
        if self.is_changed:
            runs = _only(runs, self.kept[np.searchsorted(self._first, runs.items[0], side="right") - 1])
        return Runs(runs.counts, (runs.items[0] + np.uint32(self._first_position),))

    def first_positions(self) -> NDArray[np.uint32]:
        """Return where the documents that go on begin in the merged segment."""
        return self._first[:-1][self.kept] + np.uint32(self._first_position)

    def lengths(self) -> NDArray[np.uint32]:
        """Return the number of words of the documents that go on."""
        return np.asarray(self.reader.lengths)[self.kept]


def sources_of(segments: Sequence[OpenSegment], name: str) -> tuple[list[Source], int]:
    """Return where each segment's documents and positions go, and where the positions end."""
    made: list[Source] = []
    document = position = 0
    for segment in segments:
        source = Source(segment, name, document, position)
        made.append(source)
        document += source.count
        first = source.reader.first
        position += first[-1] if len(first) else 0
    return made, position


class WordRange(NamedTuple):
    """The words of all sources from one word up to another."""

    words: list[bytes]
    """Each once, in order."""
    numbers: list[Numbers]
    """Of each source, the numbers of its words."""
    places: list[Numbers]
    """Where in `words` they are."""


def _word_range(sources: Sequence[Source], lows: Sequence[int], highs: Sequence[int]) -> WordRange:
    texts = [source.reader.words(low, high) for source, low, high in zip(sources, lows, highs, strict=True)]
    words, places = ranked(list(chain.from_iterable(texts)))
    ends = list(accumulate(map(len, texts)))[:-1]
    numbers = [np.arange(low, high) for low, high in zip(lows, highs, strict=True)]
    return WordRange(words, numbers, np.split(places, ends))


def word_ranges(sources: Sequence[Source]) -> Iterator[WordRange]:
    """Yield all words of the sources, range by range."""
    largest = max((source.reader for source in sources), key=len)
    lows = [0] * len(sources)
    for start in range(_TOGETHER, len(largest), _TOGETHER):
        end = largest.term(start)
        highs = [source.reader.place(end)[0] for source in sources]
        yield _word_range(sources, lows, highs)
        lows = highs
    yield _word_range(sources, lows, [len(source.reader) for source in sources])
