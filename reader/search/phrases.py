"""Phrases in a segment: which documents have their words one behind the other.

A phrase of words that stand in nearly every article ("of the") has millions of places to compare. Whether one document
has it, the few places in that document tell. So for an expensive phrase there are first only candidates, the documents
that have all of its words; `reader.search.execution` asks for one after the other, those that would be shown first,
and has all places compared only when too few of them have it. Either way finds the same documents.
"""

from __future__ import annotations

from functools import cached_property
from itertools import compress, islice
from typing import TYPE_CHECKING, Final

from reader.search import lanes
from reader.search.positions import LOOKED_UP, Positions, between, decoded, documents_at, followed

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
        self._known: dict[int, bool] = {}
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
    def candidates(self) -> bytes:
        """For each document that may have the phrase, how well it answers: as well as to the rarest word; else 0."""
        vectors = [self._reader.vector(number) for number in self._numbers]
        if self._open:
            vectors.append(self._reader.prefix_vector(self._open))
        together = lanes.number(vectors[0])
        for vector in vectors[1:]:
            together &= lanes.mask(vector)
        return lanes.vector(together, len(vectors[0]))

    @cached_property
    def found(self) -> bytes:
        """The same for the documents that have it."""
        places = decoded(self._base)
        for positions, distance in self._others:
            places = followed(places, positions, distance)
        if self._open and not self.is_rough:
            places = self._going_on(places)
        impacts = self.candidates if self.is_rough else self._reader.vector(self._numbers[0])
        made = bytearray(len(impacts))
        for document in documents_at(places, self._reader.first):
            made[document] = impacts[document]
        return bytes(made)

    def has(self, document: int) -> bool:
        """Tell whether a candidate has the phrase."""
        known = self._known.get(document)
        if known is None:
            known = self._known[document] = self._has(document)
        return known

    def _has(self, document: int) -> bool:
        first = self._reader.first
        low, high = first[document], first[document + 1]
        places: Collection[int] = between(self._base, low, high)
        for positions, distance in self._others:
            there = set(between(positions, low, high))
            places = [place for place in places if place + distance in there]
            if not places:
                return False
        if not self._open or self.is_rough:
            return True
        ends = {place + self._last for place in places}
        return not ends.isdisjoint(self._wide_ends) or any(
            not ends.isdisjoint(between(positions, low, high)) for positions in self._common_ends
        )

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
    """The phrases of a query that every hit has, where they are expensive: who has them is found out one by one.

    Whoever wants many hits, or finds too few among the first candidates, has all places compared instead. That changes
    how long it takes; which hits there are, and in which order, it does not.
    """

    def __init__(self, segments: Sequence[OpenSegment], phrases: Collection[Phrase]) -> None:
        self._counts = [segment.count for segment in segments]
        costs = {phrase: sum(found.cost for s in segments if (found := s.finder(phrase))) for phrase in phrases}
        self.phrases = frozenset(phrase for phrase, cost in costs.items() if cost > _CHEAP)
        self._cost = sum(costs[phrase] for phrase in self.phrases)
        self._finders = [[found for phrase in self.phrases if (found := s.finder(phrase))] for s in segments]
        self._tested: list[dict[int, bool]] = [{} for _ in segments]
        """Of each segment, the documents that were asked for, and whether they have all phrases."""

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
        for tested, candidate in enumerate(candidates, 1):
            if self._has(*candidate[1:]):
                found.append(candidate)
                if len(found) == wanted:
                    break
            elif tested >= _FEWEST_TESTED and 2 * tested * wanted > affordable * (2 * len(found) + 1):
                return None
        return found

    def _has(self, number: int, document: int) -> bool:
        has = self._tested[number][document] = all(finder.has(document) for finder in self._finders[number])
        return has

    def settled(self, masks: Sequence[int]) -> list[int]:
        """Return the masks of the documents that have all phrases; nothing is unsettled afterwards."""
        made = list(masks)
        for number, finders in enumerate(self._finders):
            for finder in finders:
                made[number] &= lanes.mask(finder.found)
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
            for document in more[:left]:
                self._has(number, document)
            left = max(0, left - len(more))
            total += sum(tested.values())
        return total, is_all
