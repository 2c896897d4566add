"""Answers a query on the open segments: a tree of vectors is added up to levels, and the best levels are picked.

Every leaf gives each document an impact; weighted by how rare the leaf is in the whole index, impacts become parts of
a level from 1 to 255, added for all documents at once. AND, OR and NOT are operations on masks beside it. Hits come in
order of their level; within one level a float that forgets nothing decides, unless so many share a level that no one
could tell them apart either. A query of conditions, dates and minus signs alone ranks nothing: it is ordered by date.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress, islice
from typing import TYPE_CHECKING, Final

from reader.search import lanes
from reader.search.order import Order
from reader.search.query import Hit
from reader.search.ranking import BUDGET, FINEST, FRESH_MOST, SATURATION, rarity, weighted
from reader.search.schema import STEMMED
from reader.search.syntax import And, Days, Fact, Fuzzy, Node, Not, Or, Phrase, Prefix, Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.search.query import Facts
    from reader.search.segment import OpenSegment

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


class Execution:
    """One query on all segments."""

    def __init__(self, segments: Sequence[OpenSegment], root: Node | None, facts: Facts) -> None:
        self._segments = segments
        self._facts = facts
        self._keys: dict[Node, frozenset[int]] = {}
        self._root = None if root is None else spelled_out(root)
        leaves = [] if self._root is None else _scoring(self._root)
        self.ranks = bool(leaves)
        self._weighings = self._weigh(leaves)
        self._leaf_impacts: dict[int, list[tuple[bytes, float]]] = {}
        results = [self._evaluate(segment) for segment in segments]
        self._lanes = [added for added, _ in results]
        self._masks = [mask for _, mask in results]
        self.total = sum(map(lanes.size, self._masks))
        self.is_exact = not any(s.is_rough(leaf) for s in segments for leaf in leaves if isinstance(leaf, Phrase))

    def _weigh(self, leaves: list[_Leaf]) -> Mapping[_Leaf, Weighing]:
        of = sum(segment.count for segment in self._segments)
        rarities = {leaf: rarity(sum(s.vector(leaf).documents for s in self._segments), of) for leaf in set(leaves)}
        total = sum(rarities[leaf] for leaf in leaves) or 1.0
        return {leaf: Weighing(weighted(int(rare / total * FINEST)), rare / total) for leaf, rare in rarities.items()}

    def _evaluate(self, segment: OpenSegment) -> tuple[int, int]:
        if self._root is None:
            return 0, segment.live
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
        vector = segment.vector(node)
        if not vector.documents:
            return 0, 0
        weighing = self._weighings.get(node)
        added = 0 if weighing is None else lanes.number(vector.impacts.translate(weighing.table))
        return added, lanes.mask(vector.impacts)

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
        wanted = offset + limit
        levels = [
            lanes.vector((added + segment.fresh) & mask, segment.count) if mask else b""
            for segment, added, mask in zip(self._segments, self._lanes, self._masks, strict=True)
        ]
        if self.total <= _FEW:
            return self._few(levels)[offset:wanted]
        picked: list[Hit] = []
        for level in range(BUDGET + FRESH_MOST + 1, 0, -1):
            if len(picked) >= wanted or len(picked) == self.total:
                break
            if any(level in vector for vector in levels):
                picked += self._of_level(level, levels, wanted - len(picked))
        return picked[offset:wanted]

    def _few(self, levels: Sequence[bytes]) -> list[Hit]:
        """Return all hits in the order that picking them level by level gives."""
        found: list[tuple[int, Hit]] = []
        for number, segment in enumerate(self._segments):
            documents = lanes.members(lanes.vector(self._masks[number], segment.count), 255)
            scores = self._scores(number, documents)
            of_document = levels[number]
            found += [(of_document[d], Hit(segment.keys[d], score)) for d, score in zip(documents, scores, strict=True)]
        found.sort(key=lambda hit: (-hit[0], -hit[1].score, hit[1].key))
        return [hit for _, hit in found]

    def _of_level(self, level: int, levels: Sequence[bytes], wanted: int) -> list[Hit]:
        """Return hits of one level: all in order, or the first ones if they are too many to be put in order."""
        members = [lanes.members(vector, level, _APART) for vector in levels]
        if sum(map(len, members)) >= _APART:
            return self._crowd(level, levels, wanted)
        found = []
        for number, documents in enumerate(members):
            keys = self._segments[number].keys
            scores = self._scores(number, documents)
            found += [Hit(keys[d], score) for d, score in zip(documents, scores, strict=True)]
        found.sort(key=lambda hit: (-hit.score, hit.key))
        return found

    def _crowd(self, level: int, levels: Sequence[bytes], wanted: int) -> list[Hit]:
        found: list[Hit] = []
        for segment, vector in zip(self._segments, levels, strict=True):
            keys = segment.keys
            at = vector.find(level)
            while at >= 0 and len(found) < wanted:
                found.append(Hit(keys[at], level / BUDGET))
                at = vector.find(level, at + 1)
        return found

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
            known = [(segment.vector(leaf).impacts, weighing.share) for leaf, weighing in self._weighings.items()]
            self._leaf_impacts[number] = known
        return known

    def in_order(self, order: Ordering, offset: int, limit: int) -> list[Hit]:
        """Return a stretch of the hits in an order that is known for all documents."""
        flags = b"".join(
            lanes.vector(mask, segment.count) for segment, mask in zip(self._segments, self._masks, strict=True)
        )
        chosen = islice(compress(order.documents, map(flags.__getitem__, order.documents)), offset, offset + limit)
        return [Hit(order.keys[document], 0.0) for document in chosen]


class Ordering:
    """All documents of the open segments in one order, as numbers that run through the segments."""

    def __init__(self, segments: Sequence[OpenSegment], order: Order) -> None:
        self.keys = [key for segment in segments for key in segment.keys]
        days = [day for segment in segments for day in segment.days]
        documents = sorted(range(len(self.keys)), key=self.keys.__getitem__)
        documents.sort(key=days.__getitem__, reverse=True)
        if order in (Order.TITLE, Order.OUTLET):
            names = [name for segment in segments for name in segment.names(f"{order}s")]
            documents.sort(key=names.__getitem__)
        self.documents = documents
