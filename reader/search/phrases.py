"""Phrases in a segment: which documents have their words one behind the other.

A phrase of words that stand in nearly every article ("of the") has millions of places to compare. Whether one document
has it, the few places in that document tell. So for an expensive phrase there are first only candidates, the documents
that have all of its words; `reader.search.execution` asks for some after the other, those that would be shown first,
and has all places compared only when too few of them have it. Either way finds the same documents. Of a phrase under a
minus (`oil -"of the"`) all documents are candidates, and those are hits that do not have it.
"""

from __future__ import annotations

from functools import cached_property
from itertools import compress, islice
from typing import TYPE_CHECKING, Final

from reader.search import lanes
from reader.search.adjacency import LOOKED_UP, documents_at, followed, met
from reader.search.positions import Positions, between, decoded, extent, gathered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reader.search.postings import FieldReader
    from reader.search.segment import OpenSegment
    from reader.search.syntax import Phrase

Candidate = tuple[float, int, int]
"""A document that may be a hit: its score, the number of its segment, and its own."""

_CHEAP: Final = 60_000
"""Places of a phrase that are compared without further ado: two or three milliseconds of work."""
_CHECK: Final = 100
"""Looking for a phrase in one document costs as much as comparing so many places."""
_AT_ONCE: Final = 16
"""If documents that lie side by side have fewer places each, all places between are compared."""
_TESTED_TOGETHER: Final = 32
"""Candidates that are tested together, after the first ones: as many as are wanted."""
_FEWEST_TESTED: Final = 64
"""So many candidates tell how rare hits are among them."""
_COUNTED: Final = 400
"""Documents that are tested beyond those that are shown, so that the number of hits says a little more."""
_MOST_OPEN: Final = 120_000
"""Places of the last, open word of a phrase that are looked at: a few milliseconds of work. When one or two letters
would need more, the articles with the phrase so far and such a word anywhere answer, and the page is not exact."""
_EACH_OPEN: Final = 2_000
"""A common word among those that the last one may become costs as much as so many places of it."""


class PhraseFinder:
    """A phrase in one segment, where `numbers` are its words; without the last one if that is open."""

    def __init__(self, reader: FieldReader, phrase: Phrase, numbers: Sequence[int]) -> None:
        self._reader = reader
        self._open = phrase.words[-1].encode() if phrase.is_open else b""
        self._numbers = sorted(numbers, key=reader.count)
        self.documents = reader.count(self._numbers[0])
        """Of the rarest word: as this word, the phrase is weighed."""
        places = [(reader.positions(number), step) for step, number in enumerate(numbers)]
        (self._base, step), *others = sorted(places, key=lambda place: len(place[0]))
        self._others = [(positions, other - step) for positions, other in others]
        """The other words, rarest first, and how far behind the first, rarest one they stand."""
        self._last = len(phrase.words) - 1 - step
        """How far behind it the last word stands."""
        ends = self._count_ends() if phrase.is_open else 0
        self.is_rough = ends > _MOST_OPEN
        """Documents are found too that have the last, open word elsewhere only."""
        each = [min(len(self._base) * LOOKED_UP, len(positions)) for positions, _ in self._others]
        self.cost = len(self._base) + sum(each[:1]) + sum(each[1:]) // 4
        """About how many places have to be compared to find all documents; of two words often few go on to the next."""
        if not self.is_rough:
            self.cost += ends
        elif not self._others:
            self.cost = 0  # nothing is compared: the candidates answer

    @cached_property
    def _range(self) -> tuple[int, int]:
        """The words that the last, open one may become."""
        return self._reader.range(self._open)

    def _count_ends(self) -> int:
        return self._reader.count_wide(*self._range) + _EACH_OPEN * len(self._reader.common_of_range(*self._range))

    @cached_property
    def _rarest(self) -> bytes:
        """For each document, how well it answers to the rarest word."""
        return self._reader.vector(self._numbers[0])

    @cached_property
    def candidates(self) -> bytes:
        """For each document that may have the phrase, how well it answers: as well as to the rarest word; else 0."""
        mask = None
        # What every document has, or nearly, is no test; that it is in none of them too need not be looked at.
        for number in self._numbers[1:]:
            if self._reader.count(number) < self._reader.documents:
                has = lanes.mask(self._reader.vector(number))
                mask = has if mask is None else mask & has
        if self._open:
            has = lanes.mask(self._reader.prefix_vector(self._open))
            mask = has if mask is None else mask & has
        return self._rarest if mask is None else lanes.vector(lanes.number(self._rarest) & mask, len(self._rarest))

    @cached_property
    def found(self) -> bytes:
        """The same for the documents that have it."""
        places: Sequence[int]
        if self._others:
            positions, distance = self._others[0]
            places = self._among(met(self._base, positions, distance), self._others[1:])
        else:
            places = self._among(decoded(self._base), ())
        impacts = self.candidates if self.is_rough else self._rarest
        made = bytearray(len(impacts))
        for document in documents_at(places, self._reader.first):
            made[document] = impacts[document]
        return bytes(made)

    def _among(self, places: Sequence[int], others: Sequence[tuple[Positions, int]]) -> Sequence[int]:
        """Return those of some places of the rarest word, in order, that have other words and the open one too."""
        for positions, distance in others:
            places = followed(places, positions, distance)
        return self._going_on(places) if self._open and not self.is_rough else places

    def having(self, documents: Sequence[int]) -> set[int]:
        """Return those of some candidates, in order, that have the phrase; others may be among them."""
        first = self._reader.first
        low, high = first[documents[0]], first[documents[-1] + 1]
        start, end = extent(self._base, low, high)
        if end - start < _AT_ONCE * len(documents):
            places = between(self._base, low, high)
        else:
            ends = [first[document + 1] for document in documents]
            places = gathered(self._base, [first[document] for document in documents], ends)
        return set(documents_at(self._among(places, self._others), first))

    # The last, open word

    @cached_property
    def _wide_ends(self) -> frozenset[int]:
        return frozenset(self._reader.wide_of_range(*self._range))

    @cached_property
    def _common_ends(self) -> list[Positions]:
        return [self._reader.positions(number) for number in self._reader.common_of_range(*self._range)]

    def _going_on(self, places: Sequence[int]) -> list[int]:
        """Return those of the places of the rarest word at which the phrase goes on as its last word begins."""
        rare = self._wide_ends
        found: set[int] = set()
        words = list(self._common_ends)
        if len(rare) * LOOKED_UP < len(places):
            words.append(Positions(sorted(rare)))
        else:
            found.update(place for place in places if place + self._last in rare)
        for positions in words:
            if len(positions) < len(places):
                ends = followed(decoded(positions), Positions(places), -self._last)
                found.update(end - self._last for end in ends)
            else:
                found.update(followed(places, positions, self._last))
        return sorted(found)


class Unsettled:
    """The expensive phrases that every hit has, or that no hit has: who has them is found out for a few at a time.

    Whoever wants many hits, or finds too few among the first candidates, has all places compared instead. That changes
    how long it takes; which hits there are, and in which order, it does not.
    """

    def __init__(
        self, segments: Sequence[OpenSegment], demanded: Collection[Phrase], refused: Collection[Phrase] = ()
    ) -> None:
        self._counts = [segment.count for segment in segments]
        costs: dict[Phrase, int] = {}
        for phrase in {*demanded, *refused}:
            finders = [found for segment in segments if (found := segment.finder(phrase))]
            is_rough = phrase in refused and any(finder.is_rough for finder in finders)
            costs[phrase] = 0 if is_rough else sum(finder.cost for finder in finders)
        expensive = {phrase for phrase, cost in costs.items() if cost > _CHEAP}
        self.phrases = frozenset(expensive.intersection(demanded))
        self.refused = frozenset(expensive.intersection(refused) - self.phrases)
        self._cost = sum(costs[phrase] for phrase in expensive)
        self._finders = [
            [
                (found, phrase in self.phrases)
                for phrase in self.phrases | self.refused
                if (found := segment.finder(phrase))
            ]
            for segment in segments
        ]
        """Of each segment, what finds the phrases, and whether hits have them."""
        self._tested: list[dict[int, bool]] = [{} for _ in segments]
        """Of each segment, the documents that were asked for, and whether they are hits."""

    def __bool__(self) -> bool:
        return any(self._finders)

    def confirmed(self, candidates: Iterator[Candidate], wanted: int) -> list[Candidate] | None:
        """Return the first so many candidates that are hits; None if it is cheaper to settle all of them.

        Who wants none wants to know how many there are: that takes all of them.
        """
        if not self:
            return list(islice(candidates, wanted))
        affordable = self._cost // _CHECK
        if not 0 < wanted <= affordable:
            return None
        found: list[Candidate] = []
        tested = 0
        candidates = iter(candidates)
        while some := list(islice(candidates, _TESTED_TOGETHER if tested else wanted)):
            tested += len(some)
            self._test_all(some)
            found += [one for one in some if self._tested[one[1]][one[2]]]
            if len(found) >= wanted:
                return found[:wanted]
            if tested >= _FEWEST_TESTED and 2 * tested * wanted > affordable * (2 * len(found) + 1):
                return None
        return found

    def _test_all(self, candidates: Sequence[Candidate]) -> None:
        by_segment: dict[int, list[int]] = {}
        for _, number, document in candidates:
            by_segment.setdefault(number, []).append(document)
        for number, documents in by_segment.items():
            self._test(number, sorted(documents))

    def _test(self, number: int, documents: list[int]) -> None:
        """Find out which of some documents of a segment, in order, are hits."""
        tested = self._tested[number]
        tested.update(dict.fromkeys(documents, False))
        for finder, is_demanded in self._finders[number]:
            having = finder.having(documents) if documents else set()
            documents = [document for document in documents if (document in having) == is_demanded]
        tested.update(dict.fromkeys(documents, True))

    def settled(self, masks: Sequence[int]) -> list[int]:
        """Return the masks of the documents that are hits; nothing is unsettled afterwards."""
        made = list(masks)
        for number, finders in enumerate(self._finders):
            for finder, is_demanded in finders:
                having = made[number] & lanes.mask(finder.found)
                made[number] = having if is_demanded else made[number] ^ having
        self._finders = [[] for _ in masks]
        return made

    def count(self, masks: Sequence[int]) -> tuple[int, bool]:
        """Return the number of hits that are known, and whether these are all; a few more are looked for."""
        total, left = 0, _COUNTED
        is_all = True
        for number, mask in enumerate(masks):
            if not self._finders[number]:
                total += lanes.size(mask)
                continue
            tested = self._tested[number]
            documents = compress(range(self._counts[number]), lanes.vector(mask, self._counts[number]))
            more = list(islice((document for document in documents if document not in tested), left + 1))
            is_all = is_all and len(more) <= left
            if left and more:
                self._test(number, more[:left])
            left = max(0, left - len(more))
            total += sum(tested.values())
        return total, is_all
