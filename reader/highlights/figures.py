"""Finds the figures of a text: amounts, ranges, shares and counts, each with unit, noun, bound and its rule.

A stretch without a digit or a number word costs one look. The others are tokenised once and walked from left to right;
every rule looks at a bounded number of tokens around a number, so the time is linear in the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.highlights import bounds, counts, nouns, numbers
from reader.highlights.amounts import read_amount
from reader.highlights.drafts import Draft
from reader.highlights.figure_tokens import Tokens
from reader.highlights.highlight import FigureKind
from reader.highlights.ranges import is_ratio, is_score, read_range
from reader.highlights.shares import complete_fraction, read_share
from reader.highlights.traps import trap
from reader.highlights.units import read_rate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.highlights.amounts import Amount
    from reader.highlights.highlight import Figure
    from reader.text import Span

_IDIOMS = ("day", "night", "second", "minute", "weekend", "point")
"""Units that "one" only points at: "one day", "one night"."""


def find_figures(text: str, regions: Sequence[Span] | None = None) -> list[Figure]:
    """Return the figures of a text in text order; unranked, spans inside their region, none overlapping.

    Args:
        text: any text; control codes and markup are only more signs to it.
        regions: the stretches to look at, such as the prose blocks of an article; None means every line of the text.
    """
    found: list[Figure] = []
    comma: bool | None = None
    for start, end in _stretches(text, regions):
        if not numbers.has_number(text, start, end):
            continue
        if comma is None:
            comma = numbers.uses_decimal_comma(text)
        tokens = Tokens(text, start, end, decimal_comma=comma)
        found.extend(draft.figure(tokens) for draft in _drafts(tokens))
    return found


def _stretches(text: str, regions: Sequence[Span] | None) -> Iterator[tuple[int, int]]:
    if regions is not None:
        for region in regions:
            yield region.start, region.end
        return
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line:
            yield start, end
        start = end + 1


def _drafts(tokens: Tokens) -> list[Draft]:
    """Read the figures of one stretch from left to right."""
    drafts: list[Draft] = []
    done = 0
    for index in _candidates(tokens):
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
    """Return the tokens at which a number may begin."""
    # a token that sorts between "0" and ":" begins with a digit
    return [
        at
        for at, word in enumerate(tokens.low[: tokens.size])
        if word in numbers.STARTS or "0" <= word < ":" or (word == "." and _is_pointed(tokens, at))
    ]


def _is_pointed(tokens: Tokens, index: int) -> bool:
    """Tell whether ".500" begins here."""
    return tokens.glued(index) and tokens.low[index + 1].isdecimal() and not tokens.glued(index - 1)


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
        elif draft.unit and draft.per is None:
            rate = read_rate(tokens, draft.last + 1)
            if rate:
                draft.per, draft.last = rate
        end = draft.last
        if not _complete(tokens, draft, amount, earlier):
            return None, max(end, index) + 1
    bounds.limit(tokens, draft, earlier[-1] if earlier else None)
    return draft, draft.last + 1


def _complete(tokens: Tokens, draft: Draft, amount: Amount, earlier: Sequence[Draft]) -> bool:
    """Give a figure its noun; False when it is not worth showing."""
    if draft.kind is FigureKind.PERCENT:
        draft.noun = nouns.read_whole(tokens, draft.last + 1)
    elif tokens.low[draft.number] == "one" and draft.high == 1:
        return bool(draft.unit) and draft.unit not in _IDIOMS
    if draft.unit:
        if draft.is_vague is False and tokens.low[draft.first - 1] == "-" and tokens.low[draft.first - 2] == "multi":
            draft.is_vague = True  # "a multi-million dollar deal"
        return True
    if amount.number.is_fraction:
        return complete_fraction(tokens, draft)
    return counts.complete(tokens, draft, amount, earlier)
