"""Which figures and quotes matter most in an article: title and lead, magnitude, repetition, how specific the noun is.

Every part of a score is a small number with one reason; nothing is learned. Values of the same thing become one
figure that knows its other places.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.articles.article import PROSE
from reader.highlights.figures import find_figures
from reader.highlights.highlight import Bound, Figure, FigureKind, Highlights, Quote, QuoteKind
from reader.highlights.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.articles.article import Article

MOST_FIGURES = 12
"""How many figures of an article are ranked at most; the pane folds the others."""
FEWEST_FIGURES = 3
"""So many are ranked whatever their score."""
LEAST_SCORE = 1.2
"""What a figure must reach to be ranked: late ages, "two men" and "three days" do not."""
MOST_QUOTES = 10
"""How many quotes of an article are ranked at most."""

_KIND_WEIGHT = {
    FigureKind.MONEY: 2.0,
    FigureKind.PERCENT: 1.7,
    FigureKind.COUNT: 1.6,
    FigureKind.MEASURE: 1.0,
    FigureKind.NUMBER: 0.8,
    FigureKind.DURATION: 0.4,
    FigureKind.AGE: -0.6,
}
_GENERIC = words("people person man woman thing time way case point one other")
_PERSONS = words(
    "people person man woman child prisoner worker employee voter student patient soldier victim resident citizen "
    "migrant refugee protester detainee civilian passenger american national member official"
)
_TOLL = re.compile(
    r"\b(?:(kill|die[ds]?\b|dead\b|deaths?\b|drown|execut)|injur|wound|missing\b|displac|homeless|arrest|detain|jail|"
    r"imprison|infect|evacuat|starv|laid off|sacked|redundan|freed\b|releas)"
)
"""What happens to people: loss of life (the group), harm, and loss or gain of freedom, home or work."""
_NEAR = 48
"""Code points on either side of a figure that say what happened."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMPARED = 8
"""With how many figures of the same value one is compared, so that merging stays linear."""
_LEAD = 600
"""Code points from the start of the prose that count as the lead."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What the scores of one article are measured against."""

    text: str
    title: frozenset[str]
    """Stems of the longer words of the title."""
    title_values: frozenset[float]
    """What the figures of the title say."""
    start: int
    """Where its prose begins."""
    length: int
    """How long its prose is, at least 1."""


def rank(article: Article, figures: Sequence[Figure], quotes: Sequence[Quote]) -> Highlights:
    """Return the highlights of an article with ranks, repeated figures folded into one with several places."""
    prose = article.spans(PROSE)
    start = prose[0].start if prose else 0
    length = max(1, (prose[-1].end if prose else len(article.text)) - start)
    values = frozenset(figure.quantity.low for figure in find_figures(article.title))
    context = _Context(article.text, _stems(article.title), values, start, length)
    return Highlights(_ranked_figures(merged(figures), context), _ranked_quotes(quotes, context))


def merged(figures: Iterable[Figure]) -> list[Figure]:
    """Fold figures of the same value of the same thing into one, in text order.

    The first is kept, or a later one whose noun says much more; the spans of the others are its places.
    """
    groups: list[list[Figure]] = []
    by_value: dict[tuple[object, ...], list[list[Figure]]] = {}
    for figure in figures:
        quantity = figure.quantity
        alike = by_value.setdefault((quantity.low, quantity.high, quantity.per, figure.kind), [])
        group = next((group for group in alike[-_COMPARED:] if _same_thing(group[0], figure)), None)
        if group is not None:
            group.append(figure)
            continue
        groups.append([figure])
        alike.append(groups[-1])
    return sorted(map(_folded, groups), key=lambda figure: figure.span)


def _same_thing(one: Figure, other: Figure) -> bool:
    """Tell whether a later figure of the same value counts or measures what an earlier one does."""
    if one.kind is FigureKind.AGE:
        return False
    if one.kind is FigureKind.COUNT:
        first, second = _head(one), _head(other)
        if first == second:
            return True
        people = first in _PERSONS and second in _PERSONS and "people" in (first, second)
        return people and one.quantity.low >= 20
    if one.quantity.unit != other.quantity.unit:
        return False
    if one.kind in (FigureKind.PERCENT, FigureKind.NUMBER):
        return not other.noun or one.noun.lower() == other.noun.lower()
    return True


def _head(figure: Figure) -> str:
    return figure.quantity.unit.rpartition(" ")[2]


def _folded(group: list[Figure]) -> Figure:
    best = group[0]
    for figure in group[1:]:
        if _specificity(figure) > _specificity(best) + 0.4:
            best = figure
    return replace(best, places=tuple(figure.span for figure in group if figure is not best)) if group[1:] else best


def _specificity(figure: Figure) -> float:
    """Score a noun: several words say more than one, "people" says little."""
    count = len(figure.noun.split())
    if not count:
        return 0.0
    return min(count, 3) * 0.25 - (0.4 if _head(figure) in _GENERIC else 0.0)


def _stems(text: str) -> frozenset[str]:
    """Return the longer words of a text, cut to six letters so that endings do not matter."""
    return frozenset(word[:6] for word in _WORD.findall(text.lower()))


def score(figure: Figure, context: _Context) -> float:
    """Return how much a figure matters; only the order of the values of one article has a meaning."""
    at = max(0, figure.span.start - context.start)
    result = _KIND_WEIGHT[figure.kind] + _specificity(figure) + _magnitude(figure)
    result += 1.6 if at < _LEAD else 0.9 * (1 - at / context.length)
    result += 0.9 * bool(_stems(figure.noun) & context.title)
    result += 1.2 * (figure.quantity.low in context.title_values)
    result += _toll(figure, context.text) if at < _LEAD else 0.0
    result += min(0.5 * len(figure.places), 1.5)
    result += 0.3 * bool(figure.quantity.per) + 0.2 * (figure.bound is not Bound.EXACT)
    result -= 0.5 * figure.is_vague
    result -= 0.6 * (context.text[max(0, figure.span.start - 1) : figure.span.start] == "(")  # a conversion, an aside
    return result


def _toll(figure: Figure, text: str) -> float:
    """Score a count of people by what happened to them: who leads with "47 people were killed" writes about that."""
    if figure.kind is not FigureKind.COUNT or _head(figure) not in _PERSONS:
        return 0.0
    start, end = figure.span.start, figure.span.end
    found = _TOLL.search(text[start : end + _NEAR].lower()) or _TOLL.search(text[max(0, start - _NEAR) : start].lower())
    if found is None:
        return 0.0
    return 2.0 if found[1] else 1.0


def _magnitude(figure: Figure) -> float:
    value = abs(figure.quantity.high)
    if figure.kind is FigureKind.PERCENT or value == 0:
        return 0.3
    size = min(math.log10(value + 1), 13.0) * 0.18
    return size - (0.9 if figure.kind is FigureKind.COUNT and value <= 3 else 0.0)


def _ranked_figures(figures: list[Figure], context: _Context) -> tuple[Figure, ...]:
    order = sorted(range(len(figures)), key=lambda at: (-score(figures[at], context), figures[at].span.start))
    for place, at in enumerate(order[:MOST_FIGURES], start=1):
        if place > FEWEST_FIGURES and score(figures[at], context) < LEAST_SCORE:
            break
        figures[at] = replace(figures[at], rank=place)
    return tuple(figures)


def _quote_score(quote: Quote, context: _Context) -> float:
    content = quote.content.of(context.text)
    length = content.count(" ") + 1
    result = 1.0 * (quote.kind is QuoteKind.DIRECT) + 0.8 * (quote.speaker is not None)
    result += 1.0 if 8 <= length <= 45 else 0.5 if 5 <= length <= 80 else 0.0
    at = max(0, quote.span.start - context.start)
    result += 0.8 * (1 - at / context.length)
    result += 0.3 * min(len(_stems(content[:2000]) & context.title), 3)
    return result


def _ranked_quotes(quotes: Sequence[Quote], context: _Context) -> tuple[Quote, ...]:
    ranked = list(quotes)
    scores = [_quote_score(quote, context) for quote in ranked]
    order = sorted(range(len(ranked)), key=lambda at: (-scores[at], ranked[at].span.start))
    for place, at in enumerate(order[:MOST_QUOTES], start=1):
        ranked[at] = replace(ranked[at], rank=place)
    return tuple(ranked)
