"""Matches of a query in a text, and the passage that shows best why an article was found.

Both work on the article's own text and need no index: what the index calls a word, a stem or a phrase is the same here
because both cut and fold words with `reader.search.words`. Linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from reader.articles.kinds import BlockKind
from reader.search.query import Snippet
from reader.search.syntax import Fuzzy, Node, Phrase, Prefix, leaves
from reader.search.syntax import Word as WordNode
from reader.search.words import WORD, fold, stem, words_from
from reader.text import Span, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.articles.article import Block
    from reader.search.language import Query

_PLACE: Final = -1
"""Stands for the number of a leaf in a match that is a figure or a quote."""
_SHOWN: Final = frozenset({"text", "title"})
"""Fields whose words stand in the text."""
_ASIDE: Final = (
    BlockKind.CAPTION,
    BlockKind.RELATED,
    BlockKind.BOILERPLATE,
    BlockKind.NAV,
    BlockKind.BYLINE,
    BlockKind.DATE,
    BlockKind.SECTION,
    BlockKind.SOURCE,
    BlockKind.URL,
)
_RANKS: Final = dict.fromkeys(_ASIDE, 1) | {BlockKind.TITLE: 2}
"""How late a passage is taken from a block; 0 for all others."""


# Anything but ASCII and the punctuation of English texts: letters and marks that folding may turn into others.
_FOREIGN = re.compile(
    "[^\\x00-\\x7f\\u00a0\\u00a3\\u00a7\\u00a9\\u00ab\\u00ae\\u00b0\\u00b7\\u00bb\\u2000-\\u206f\\u20ac]"
)


def is_near(word: str, other: str) -> bool:
    """Tell whether one edit makes them equal: a letter added, left out, replaced, or swapped with the next."""
    if word == other:
        return True
    if abs(len(word) - len(other)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    rest, other_rest = word[at:], other[at:]
    return (
        rest[1:] == other_rest
        or rest == other_rest[1:]
        or rest[1:] == other_rest[1:]
        or (rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:])
    )


class _Matcher:
    """What to look for in a text: which single words answer, and which phrases."""

    def __init__(self, root: Node | None) -> None:
        self.exact: dict[str, int] = {}
        self.stems: dict[str, int] = {}
        self.prefixes: list[tuple[str, int]] = []
        self.fuzzy: list[tuple[str, int]] = []
        self.phrases: list[tuple[Phrase, int]] = []
        for number, (leaf, negated) in enumerate(leaves(root)):
            if not negated and getattr(leaf, "field", None) in _SHOWN:
                self._add(leaf, number)
        self.is_empty = not (self.exact or self.stems or self.prefixes or self.fuzzy or self.phrases)
        self._known: dict[str, tuple[str, int] | None] = {}
        self._first = {phrase.words[0] for phrase, _ in self.phrases}
        self._begins = self._beginnings()

    def _beginnings(self) -> re.Pattern[str] | None:
        """Return what every word of interest begins with, in lower case; None if it may begin with anything."""
        if self.fuzzy:
            return None
        # Porter's stemmer replaces at most the last two letters of a stem by others.
        found = {stem[: max(1, len(stem) - 2)] for stem in self.stems}
        found.update(self.exact, self._first, (prefix for prefix, _ in self.prefixes))
        return re.compile("(?<![^\\W_])(?:" + "|".join(re.escape(text) for text in sorted(found)) + ")")

    def _add(self, leaf: Node, number: int) -> None:
        match leaf:
            case WordNode(_, text, exact):
                (self.exact if exact else self.stems)[text if exact else stem(text)] = number
            case Prefix(_, text, typed):
                self.prefixes.append((text, number))
                if typed:
                    self.stems[stem(text)] = number
            case Fuzzy(_, text):
                self.fuzzy.append((text, number))
            case Phrase():
                self.phrases.append((leaf, number))

    def _single(self, word: str) -> int:
        """Return the number of the leaf that a word alone answers, or -1."""
        if word in self.exact:
            return self.exact[word]
        if self.stems and (number := self.stems.get(stem(word), -1)) >= 0:
            return number
        for prefix, number in self.prefixes:
            if word.startswith(prefix):
                return number
        return next((number for text, number in self.fuzzy if is_near(text, word)), -1)

    def _look(self, raw: str) -> tuple[str, int] | None:
        """Return the folded word and its leaf if the word is of interest, alone or as the first one of a phrase."""
        word = fold(raw)
        number = self._single(word)
        found = (word, number) if number >= 0 or word in self._first else None
        self._known[raw] = found
        return found

    def _candidates(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the words of a text that may be of interest: those that begin right, if all letters are ASCII."""
        if self._begins is None or _FOREIGN.search(text):
            yield from WORD.finditer(text)
            return
        for beginning in self._begins.finditer(text.lower()):
            match = WORD.match(text, beginning.start())
            if match is not None:
                yield match

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Return start, end and leaf of each match, in order, without overlaps."""
        if self.is_empty:
            return []
        known = self._known
        if len(known) > 50_000:
            known.clear()
        found: list[tuple[int, int, int]] = []
        has_phrase = False
        for match in self._candidates(text):
            raw = match.group()
            interest = known[raw] if raw in known else self._look(raw)
            if interest is None:
                continue
            if interest[1] >= 0:
                found.append((match.start(), match.end(), interest[1]))
            if interest[0] in self._first:
                phrases = self._phrases(text, match.start(), interest[0])
                has_phrase = has_phrase or bool(phrases)
                found += phrases
        return _without_overlaps(found) if has_phrase else found

    def _phrases(self, text: str, start: int, first: str) -> list[tuple[int, int, int]]:
        """Return the phrases that begin at a place with a word."""
        found = []
        for phrase, number in self.phrases:
            if phrase.words[0] != first:
                continue
            last = len(phrase.words) - 1
            end = start
            there = zip(phrase.words, islice(words_from(text, start), last + 1), strict=False)
            for step, (wanted, word) in enumerate(there):
                is_open = step == last and phrase.is_open
                if word.text != wanted and not (is_open and word.text.startswith(wanted)):
                    break
                end = word.end
                if step == last:
                    found.append((start, end, number))
        return found


def _without_overlaps(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Join matches that overlap; the longer one gives the leaf."""
    kept: list[tuple[int, int, int]] = []
    for start, end, number in sorted(found, key=lambda match: (match[0], -match[1])):
        if kept and start < kept[-1][1]:
            first, last, outer = kept[-1]
            kept[-1] = (first, max(last, end), outer)
        else:
            kept.append((start, end, number))
    return kept


@lru_cache(maxsize=16)
def _matcher(root: Node | None) -> _Matcher:
    return _Matcher(root)


def matches(text: str, query: Query, places: Iterable[Span] = ()) -> tuple[Span, ...]:
    """Return the spans of a text that answer a query, in order and without overlaps.

    Words of a phrase answer together; words under a minus do not answer.

    Args:
        text: of the article.
        query: what is asked.
        places: figures and quotes of the text that meet a condition of the query.
    """
    return tuple(Span(start, end) for start, end, _ in _found(text, query, places))


def _found(text: str, query: Query, places: Iterable[Span]) -> list[tuple[int, int, int]]:
    found = _matcher(query.root).find(text)
    there = [(place.start, place.end, _PLACE) for place in places if place.end <= len(text)]
    return _without_overlaps(found + there) if there else found


def snippet(
    text: str, query: Query, width: int, places: Iterable[Span] = (), blocks: Sequence[Block] = ()
) -> Snippet | None:
    """Return a passage of at most `width` code points around as many different matches as possible.

    None if nothing in the text answers: the query asks for an outlet or a date alone. What an article says comes
    before its captions, bylines and the like, and its title, which stands above the passage already, comes last.

    Args:
        text: as in `matches`.
        query: as in `matches`.
        width: in code points.
        places: as in `matches`.
        blocks: of the text, in order.
    """
    found = _found(text, query, places)
    if not found or width < 1:
        return None
    found = _telling(found, blocks)
    first = _densest(found, width)
    start, end = _window(text, found[first][0], min(found[first][1], found[first][0] + width), width)
    line = safe(text[start:end]).replace("\n", " ")
    inside = found[bisect_left(found, (start, 0, 0)) :]
    marks = tuple(Span(a - start, min(b, end) - start) for a, b, _ in inside if a < end)
    return Snippet(line, marks, start)


def _telling(found: list[tuple[int, int, int]], blocks: Sequence[Block]) -> list[tuple[int, int, int]]:
    """Return the matches in the blocks that tell most, of those that have any."""
    if not blocks:
        return found
    starts = [block.span.start for block in blocks]
    ranks = [_RANKS.get(blocks[max(0, bisect_right(starts, start) - 1)].kind, 0) for start, _, _ in found]
    least = min(ranks)
    return [match for match, rank in zip(found, ranks, strict=True) if rank == least]


def _densest(found: list[tuple[int, int, int]], width: int) -> int:
    """Return the index of the match from which a window holds most different words, then most matches."""
    reach = width * 3 // 4  # a part of the window stands before the first match
    counts: dict[int, int] = {}
    best, best_value, last = 0, (0, 0), 0
    for first, (start, _, number) in enumerate(found):
        while last < len(found) and found[last][1] <= start + reach:
            counts[found[last][2]] = counts.get(found[last][2], 0) + 1
            last += 1
        value = (len(counts), last - first)
        if value > best_value:
            best, best_value = first, value
        if last > first:
            counts[number] -= 1
            if not counts[number]:
                del counts[number]
        else:
            last = first + 1
    return best


def _window(text: str, start: int, end: int, width: int) -> tuple[int, int]:
    """Return where a passage with this match begins and ends: at words, and within one paragraph."""
    cut = text.rfind("\n\n", 0, start)
    first = cut + 2 if cut >= 0 else 0
    stop = text.find("\n\n", end)
    last = len(text) if stop < 0 else stop
    left = max(first, min(start - width // 4, last - width))
    if left > first:  # begin at a word
        space = text.find(" ", left, start)
        left = space + 1 if space >= 0 else start
    right = min(last, left + width)
    if right < last and not text[right].isspace():
        space = text.rfind(" ", end, right)
        right = space if space >= 0 else right
    return left, max(right, end)
