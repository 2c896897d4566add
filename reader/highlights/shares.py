"""Shares of a whole in words: "six in 10", "one of every nine voters", "two-thirds of the seats"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.highlights import nouns
from reader.highlights.drafts import Draft
from reader.highlights.number_names import SMALL, STARTS
from reader.highlights.numbers import read_number

if TYPE_CHECKING:
    from reader.highlights.figure_tokens import Tokens
    from reader.highlights.number_names import Number

_BASES = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 25, 10, 100, 1000))


def read_share(tokens: Tokens, index: int) -> Draft | None:
    """Read "N in M", "N out of M" or "N of every M" at a token; the value is the fraction."""
    low = tokens.low
    joined = low[index + 1] == "-" and low[index + 3] == "-"  # "three-in-five"
    word = low[index + 1 + joined]
    if word not in ("in", "out", "of"):
        return None
    top = SMALL.get(low[index])
    if top is None and low[index].isdecimal() and len(low[index]) <= 3:
        top = float(low[index])
    if not top:
        return None
    at = index + 2 + 2 * joined
    if word == "out":
        if low[at] != "of":
            return None
        at += 1
    every = low[at] == "every"
    at += every
    if (word == "of" and not every) or not (low[at][:1].isdecimal() or low[at] in STARTS):
        return None
    base = read_number(tokens, at)
    if base is None or not top < base.value or base.is_vague:
        return None
    if word == "in" and not every and not _is_base(base):
        return None
    fraction = top / base.value
    draft = Draft(index, base.last, index, fraction, fraction, rule="share", cue=tokens.covered(index, base.last))
    noun = nouns.read_noun(tokens, base.last + 1)
    if noun:
        draft.noun, draft.unit, draft.last = noun, noun.unit, noun.last
    return draft


def _is_base(base: Number) -> bool:
    """Tell whether people say "one in N" with this base; "two in 2016 and" is no share."""
    return base.is_scaled or base.value in _BASES or (base.value % 10 == 0 and base.value < 1000)


def complete_fraction(tokens: Tokens, draft: Draft) -> bool:
    """Give a fraction what it is a part of; a fraction of nothing is not worth showing."""
    draft.rule, draft.cue = "share", tokens.covered(draft.number, draft.last)
    noun = nouns.read_whole(tokens, draft.last + 1)
    if noun:
        draft.noun, draft.unit = noun, noun.unit
        draft.last = noun.last
        return True
    counted = nouns.read_counted_whole(tokens, draft.last + 1)
    if counted:
        draft.noun, draft.unit = counted, counted.unit  # the whole is a figure of its own
        return True
    return tokens.low[draft.last + 1] not in ("of", "")
