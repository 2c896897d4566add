"""Answers a query on the open segments: a tree of vectors is added up to levels, and the best levels are picked.

Every leaf gives each document an impact; weighted by how rare the leaf is in the whole index, impacts become parts of
a level from 1 to 255, added for all documents at once. AND, OR and NOT are operations on masks beside it. Hits come in
order of their level; within one level a float that forgets nothing decides, unless so many share a level that no one
could tell them apart either. A query of conditions, dates and minus signs alone ranks nothing: it is ordered by date.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, compress, islice
from typing import TYPE_CHECKING, Final

from reader.search import lanes
from reader.search.order import Order
from reader.search.phrases import Unsettled
from reader.search.query import Bound, Hit
from reader.search.ranking import BUDGET, FINEST, FRESH_MOST, SATURATION, rarity, weighted
from reader.search.schema import STEMMED
from reader.search.syntax import And, Days, Fact, Fuzzy, Node, Not, Or, Phrase, Prefix, Word, leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from reader.search.phrases import Candidate
    from reader.search.query import Facts
    from reader.search.segment import OpenSegment, Vector

_Leaf = Word | Prefix | Fuzzy | Phrase

_FEW: Final = 400
"""So many hits are put in order at once."""
_APART: Final = 4096
"""Documents of one level that are still put in order among themselves."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """What a leaf adds to the level of a document."""

    table: bytes
    """For each impact."""
    share: float
    """Of the sum, for a document that could not answer better."""


def spelled_out(node: Node) -> Node:
    """Return the tree in which a word that is being typed is a prefix or, if it is whole, any form of it."""
    match node:
        case Prefix(field, text, True):
            begins = Prefix(field, text)
            return Or((begins, Word(field, text))) if field in STEMMED else begins
        case And(parts):
            return And(tuple(map(spelled_out, parts)))
        case Or(parts):
            return Or(tuple(map(spelled_out, parts)))
        case Not(part):
            return Not(spelled_out(part))
    return node


def _scoring(node: Node, *, negated: bool = False) -> list[_Leaf]:
    """Return the leaves that hits are ranked by, as often as they occur."""
    match node:
        case And(parts) | Or(parts):
            return [leaf for part in parts for leaf in _scoring(part, negated=negated)]
        case Not(part):
            return _scoring(part, negated=not negated)
        case Days() | Fact():
            return []
    return [] if negated else [node]


def _parts(node: Node | None) -> tuple[Node, ...]:
    """Return what every hit answers."""
    return () if node is None else node.parts if isinstance(node, And) else (node,)


def _documents(segment: OpenSegment, leaf: _Leaf) -> int:
    """Return how many documents answer a leaf; a phrase weighs as its rarest word, of which it has the impacts too."""
    if isinstance(leaf, Phrase):
        finder = segment.finder(leaf)
        return 0 if finder is None else finder.documents
    return segment.vector(leaf).documents


class Execution:
    """One query on all segments."""

    def __init__(self, segments: Sequence[OpenSegment], root: Node | None, facts: Facts) -> None:
        self._segments = segments
        self._facts = facts
        self._keys: dict[Node, frozenset[int]] = {}
        self._root = None if root is None else spelled_out(root)
        ranking = [] if self._root is None else _scoring(self._root)
        self.ranks = bool(ranking)
        parts = _parts(self._root)
        self._unsettled = Unsettled(
            segments,
            {part for part in parts if isinstance(part, Phrase)},
            {part.part for part in parts if isinstance(part, Not) and isinstance(part.part, Phrase)},
        )
        self._open_parts = {Not(phrase) for phrase in self._unsettled.refused}
        """Parts of the root that all documents answer, as long as they are unsettled."""
        self._weighings = self._weigh(ranking)
        self._leaf_impacts: dict[int, list[tuple[bytes, float]]] = {}
        results = [self._evaluate(segment) for segment in segments]
        self._lanes = [added for added, _ in results]
        self._masks = [mask for _, mask in results]
        """Of each segment the documents that answer; or may answer, as long as a phrase is unsettled."""
        self._bounds = list(self._masks)
        """The same, as it was before any phrase was settled: what is decided by it is decided alike on each page."""
        self._size = self._most = sum(map(lanes.size, self._masks))
        self._is_rough = any(
            segment.is_rough(leaf) for leaf, _ in leaves(self._root) if isinstance(leaf, Phrase) for segment in segments
        )

    def _weigh(self, leaves: list[_Leaf]) -> Mapping[_Leaf, Weighing]:
        of = sum(segment.count for segment in self._segments)
        rarities = {leaf: rarity(sum(_documents(s, leaf) for s in self._segments), of) for leaf in set(leaves)}
        total = sum(rarities[leaf] for leaf in leaves) or 1.0
        return {leaf: Weighing(weighted(int(rare / total * FINEST)), rare / total) for leaf, rare in rarities.items()}

    def _evaluate(self, segment: OpenSegment) -> tuple[int, int]:
        if self._root is None:
            return 0, segment.live
        parts = _parts(self._root)
        if not self._open_parts.isdisjoint(parts):
            added, mask = self._all(segment, [part for part in parts if part not in self._open_parts])
        else:
            added, mask = self._node(segment, self._root)
        return added, mask & segment.live if segment.deleted else mask

    def _node(self, segment: OpenSegment, node: Node) -> tuple[int, int]:
        match node:
            case And(parts):
                return self._all(segment, parts)
            case Or(parts):
                added, mask = 0, 0
                for part in parts:
                    more, other = self._node(segment, part)
                    added, mask = added + more, mask | other
                return added, mask
            case Not(part):
                return 0, segment.all ^ self._node(segment, part)[1]
            case Days(low, high):
                return 0, segment.between(low, high)
            case Fact(condition):
                if node not in self._keys:
                    self._keys[node] = self._facts.keys(condition)
                return 0, segment.with_keys(self._keys[node])
        vector = self._vector(segment, node)
        if not vector.documents:
            return 0, 0
        weighing = self._weighings.get(node)
        added = 0 if weighing is None else lanes.number(vector.impacts.translate(weighing.table))
        return added, vector.mask

    def _vector(self, segment: OpenSegment, leaf: _Leaf) -> Vector:
        """Return the documents that answer a leaf; of a phrase that every hit has, candidates will do at first."""
        return segment.candidates(leaf) if leaf in self._unsettled.phrases else segment.vector(leaf)

    def _all(self, segment: OpenSegment, parts: Sequence[Node]) -> tuple[int, int]:
        added, mask = 0, segment.all
        for part in parts:
            more, other = self._node(segment, part)
            added, mask = added + more, mask & other
            if not mask:
                return 0, 0
        return added, mask

    # Picking

    def best(self, offset: int, limit: int) -> list[Hit]:
        """Return a stretch of the hits by relevance."""
        return self._stretch(self._ranked, offset, limit)

    def in_order(self, order: Ordering, offset: int, limit: int) -> list[Hit]:
        """Return a stretch of the hits in an order that is known for all documents."""
        return self._stretch(lambda: self._ordered(order), offset, limit)

    def _stretch(self, candidates: Callable[[], Iterator[Candidate]], offset: int, limit: int) -> list[Hit]:
        wanted = min(offset + limit, self._size)
        found = self._unsettled.confirmed(candidates(), wanted)
        if found is None:
            self._masks = self._unsettled.settled(self._masks)
            self._size = sum(map(lanes.size, self._masks))
            found = list(islice(candidates(), wanted))
        return [Hit(self._segments[number].keys[document], score) for score, number, document in found[offset:]]

    def counted(self) -> tuple[int, Bound]:
        """Return how many hits there are, as far as that is known once a stretch of them was taken."""
        total, is_all = self._unsettled.count(self._masks) if self._unsettled else (self._size, True)
        if self._is_rough:
            return total, Bound.AT_MOST if is_all else Bound.ABOUT
        return total, Bound.EXACT if is_all else Bound.AT_LEAST

    def _levels(self, masks: Sequence[int]) -> list[bytes]:
        return [
            lanes.vector((added + segment.fresh) & mask, segment.count) if mask else b""
            for segment, added, mask in zip(self._segments, self._lanes, masks, strict=True)
        ]

    def _ranked(self) -> Iterator[Candidate]:
        """Yield the documents of the masks, best first."""
        levels = self._levels(self._masks)
        if self._most <= _FEW:
            yield from self._few(levels)
            return
        bounds = levels if self._masks == self._bounds else self._levels(self._bounds)
        left = self._size
        for level in range(BUDGET + FRESH_MOST + 1, 0, -1):
            if not left:
                break
            if any(level in vector for vector in levels):
                for candidate in self._of_level(level, levels, bounds):
                    left -= 1
                    yield candidate

    def _few(self, levels: Sequence[bytes]) -> list[Candidate]:
        """Return all documents in the order that picking them level by level gives."""
        found: list[tuple[int, Candidate]] = []
        for number, segment in enumerate(self._segments):
            documents = lanes.members(lanes.vector(self._masks[number], segment.count), 255)
            of_document = levels[number]
            found += [(of_document[one[2]], one) for one in self._scored(number, documents)]
        found.sort(key=lambda one: (-one[0], self._place(one[1])))
        return [candidate for _, candidate in found]

    def _of_level(self, level: int, levels: Sequence[bytes], bounds: Sequence[bytes]) -> Iterator[Candidate]:
        """Yield documents of one level: in order, or as they come if there are too many to be put in order."""
        members = [lanes.members(vector, level, _APART) for vector in levels]
        among = members if bounds is levels else [lanes.members(vector, level, _APART) for vector in bounds]
        if sum(map(len, among)) >= _APART:
            for number, vector in enumerate(levels):
                at = vector.find(level)
                while at >= 0:
                    yield level / BUDGET, number, at
                    at = vector.find(level, at + 1)
            return
        found = [candidate for number, documents in enumerate(members) for candidate in self._scored(number, documents)]
        found.sort(key=self._place)
        yield from found

    def _place(self, candidate: Candidate) -> tuple[float, int]:
        score, number, document = candidate
        return -score, self._segments[number].keys[document]

    def _scored(self, number: int, documents: Sequence[int]) -> list[Candidate]:
        return [
            (score, number, document)
            for document, score in zip(documents, self._scores(number, documents), strict=True)
        ]

    def _scores(self, number: int, documents: Sequence[int]) -> list[float]:
        """Return the scores of documents of a segment."""
        if not documents:
            return []
        segment = self._segments[number]
        fresh = segment.regions.bytes("fresh")
        scores = [fresh[document] / BUDGET for document in documents]
        for impacts, share in self._impacts(number):
            scores = [score + share * SATURATION[impacts[d]] for score, d in zip(scores, documents, strict=True)]
        return scores

    def _impacts(self, number: int) -> list[tuple[bytes, float]]:
        """Return the impacts of all leaves that rank, with the share of each."""
        known = self._leaf_impacts.get(number)
        if known is None:
            segment = self._segments[number]
            known = [
                (self._vector(segment, leaf).impacts, weighing.share) for leaf, weighing in self._weighings.items()
            ]
            self._leaf_impacts[number] = known
        return known

    def _ordered(self, order: Ordering) -> Iterator[Candidate]:
        """Yield the documents of the masks in an order that is known for all."""
        flags = b"".join(
            lanes.vector(mask, segment.count) for segment, mask in zip(self._segments, self._masks, strict=True)
        )
        starts = [0, *accumulate(segment.count for segment in self._segments)]
        for place in compress(order.documents, map(flags.__getitem__, order.documents)):
            number = bisect_right(starts, place) - 1
            yield 0.0, number, place - starts[number]


class Ordering:
    """All documents of the open segments in one order, as numbers that run through the segments."""

    def __init__(self, segments: Sequence[OpenSegment], order: Order) -> None:
        keys = [key for segment in segments for key in segment.keys]
        days = [day for segment in segments for day in segment.days]
        documents = sorted(range(len(keys)), key=keys.__getitem__)
        documents.sort(key=days.__getitem__, reverse=True)
        if order in (Order.TITLE, Order.OUTLET):
            names = [name for segment in segments for name in segment.names(f"{order}s")]
            documents.sort(key=names.__getitem__)
        self.documents = documents
