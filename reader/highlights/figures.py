"""Finds the figures of a text: amounts, ranges, shares and counts, each with unit, noun, bound and its rule.

A stretch without a digit or a number word costs one look. The others are tokenised once and walked from left to right;
every rule looks at a bounded number of tokens around a number, so the time is linear in the text.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reader.highlights import bounds, counts, nouns, numbers
from reader.highlights.amounts import read_amount
from reader.highlights.drafts import Draft
from reader.highlights.figure_tokens import Tokens
from reader.highlights.highlight import FigureKind
from reader.highlights.number_names import STARTS
from reader.highlights.ranges import is_ratio, is_score, read_range
from reader.highlights.shares import complete_fraction, read_share
from reader.highlights.traps import trap
from reader.highlights.units import read_rate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.highlights.amounts import Amount
    from reader.highlights.highlight import Figure
    from reader.text import Span

_IDIOMS = ("day", "night", "second", "minute", "weekend", "point", "bit", "foot", "inch")
"""Units that "one" only points at: "one day", "one bit", "one foot in front of the other"."""


_LEAST_NUMBERS = 4_000
_TEXT_PER_NUMBER = 150
"""How many numbers are looked at: 4,000 and one for every 150 code points. Articles have one in 300 and tables more;
a megabyte of nothing but numbers costs no more than this many."""


_LONGEST = 20_000
"""Code points of one stretch; a paragraph is a tenth of that."""


def find_figures(text: str, regions: Sequence[Span] | None = None) -> list[Figure]:
    """Return the figures of a text in text order; unranked, spans inside their region, none overlapping.

    Args:
        text: any text; control codes and markup are only more signs to it.
        regions: the stretches to look at, such as the prose blocks of an article; None means every line of the text.
            What stands behind an absurd number of numbers is not read.
    """
    found: list[Figure] = []
    comma: bool | None = None
    budget = _LEAST_NUMBERS + len(text) // _TEXT_PER_NUMBER
    for start, end in _stretches(text, regions):
        if not numbers.has_number(text, start, end):
            continue
        if comma is None:
            comma = numbers.uses_decimal_comma(text)
        tokens = Tokens(text, start, end, decimal_comma=comma)
        candidates = _candidates(tokens)[:budget]
        budget -= len(candidates)
        found.extend(draft.figure(tokens) for draft in _drafts(tokens, candidates))
        if not budget:
            break
    return found


def _stretches(text: str, regions: Sequence[Span] | None) -> Iterator[tuple[int, int]]:
    """Yield the stretches to read, without blank ones; one of absurd length in pieces that end at a blank."""
    for first, end in _lines(text) if regions is None else ((region.start, region.end) for region in regions):
        start = first
        while end - start > _LONGEST:
            cut = text.rfind(" ", start + 1, start + _LONGEST)
            cut = start + _LONGEST if cut < 0 else cut
            yield start, cut
            start = cut
        if start < end:
            yield start, end


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _drafts(tokens: Tokens, candidates: Sequence[int]) -> list[Draft]:
    """Read the figures of one stretch from left to right."""
    drafts: list[Draft] = []
    done = 0
    for candidate in candidates:
        index = _begin(tokens, candidate)
        if index < done:
            continue
        behind = trap(tokens, index) if tokens.low[index][0].isdecimal() else 0
        if behind:
            done = behind
            continue
        draft, done = _read(tokens, index, drafts)
        if draft is not None:
            if drafts and draft.first <= drafts[-1].last:
                draft.first = drafts[-1].last + 1  # a bound never reaches into the figure before
            drafts.append(draft)
    return drafts


def _candidates(tokens: Tokens) -> list[int]:
    """Return the tokens at which a number may begin, in order."""
    # Set and list methods run over the tokens in C; asking each token takes five times as long.
    found = {bisect_right(tokens.starts, at, 0, tokens.size) - 1 for at in tokens.digits()}
    for word in STARTS.intersection(tokens.low):
        at = tokens.low.index(word)
        found.add(at)
        for _ in range(tokens.low.count(word) - 1):
            at = tokens.low.index(word, at + 1)
            found.add(at)
    return sorted(found)


def _begin(tokens: Tokens, index: int) -> int:
    """Return where a number begins: at the point of ".500", else at the token itself."""
    pointed = tokens.low[index - 1] == "." and tokens.glued(index - 1) and not tokens.glued(index - 2)
    pointed = pointed and tokens.low[index + 1] != "-"  # ".45-calibre"
    return index - 1 if pointed and tokens.low[index].isdecimal() else index


def _read(tokens: Tokens, index: int, earlier: Sequence[Draft]) -> tuple[Draft | None, int]:
    """Read what begins at a number; returns it, if it is a figure, and the next token to look at."""
    draft = read_share(tokens, index)
    if draft is None:
        amount = read_amount(tokens, index)
        if amount is None:
            return None, index + 1
        draft = read_range(tokens, amount, index)
        if draft is None:
            if is_score(tokens, amount) or is_ratio(tokens, amount):
                return None, amount.last + 3
            draft = Draft.of(amount, index)
        _add_rate(tokens, draft)
        end = draft.last
        if not _complete(tokens, draft, amount, earlier):
            return None, max(end, index) + 1
    bounds.limit(tokens, draft, earlier[-1] if earlier else None)
    return draft, draft.last + 1


def _add_rate(tokens: Tokens, draft: Draft) -> None:
    """Read what follows the whole figure: "$2-3 billion a year", "5 percent a year", "C$6 (US$4.46) per share"."""
    if not draft.unit or draft.per is not None:
        return
    low = tokens.low
    at = draft.last + 1
    rate = read_rate(tokens, at)
    if rate:
        draft.per, draft.last = rate
    elif low[at] == "(" and draft.kind is FigureKind.MONEY and ")" in low[at : at + _ASIDE]:
        rate = read_rate(tokens, low.index(")", at) + 1)
        draft.per = rate[0] if rate else None
    elif low[at] == ")" and draft.kind is FigureKind.MONEY:
        rate = read_rate(tokens, at + 1)
        draft.per = rate[0] if rate else None


_ASIDE = 8
"""Tokens of a conversion in brackets."""


def _complete(tokens: Tokens, draft: Draft, amount: Amount, earlier: Sequence[Draft]) -> bool:
    """Give a figure its noun; False when it is not worth showing."""
    if draft.kind is FigureKind.PERCENT:
        at = draft.last + 1
        draft.noun = (
            nouns.read_whole(tokens, at) or nouns.read_counted_whole(tokens, at) or nouns.read_change(tokens, at)
        )
    elif draft.unit in _IDIOMS and tokens.low[draft.number] == "one" and draft.high == 1:
        return False
    if draft.unit:
        if draft.is_vague is False and tokens.low[draft.first - 1] == "-" and tokens.low[draft.first - 2] == "multi":
            draft.is_vague = True  # "a multi-million dollar deal"
        return True
    if amount.number.is_fraction:
        return complete_fraction(tokens, draft)
    return counts.complete(tokens, draft, amount, earlier)
