"""What a number without a unit counts: the noun behind it, an age, or a noun that stands elsewhere in the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.highlights import nouns, numbers
from reader.highlights.highlight import FigureKind
from reader.highlights.lexicon import words
from reader.highlights.traps import MONTHS
from reader.highlights.units import YEAR_OF_AGE, read_rate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.highlights.amounts import Amount
    from reader.highlights.drafts import Draft
    from reader.highlights.figure_tokens import Tokens

_BACK = 30
"""How many tokens a bare number looks back for its noun; a sentence is rarely longer."""
_ENDS = (".", "!", "?", ";")
_TOTALS = words("toll population membership enrolment enrollment circulation attendance turnout")
_CONNECTORS = words("to and from than at is was of or with over under the about nearly versus vs , by were are another")
_DRAWN_OUT = words("in on this next last when by , . ; ) and")
_MODIFIED = words(
    "member members person man woman seat seats bedroom bedrooms storey story stories cylinder door strong nation state "
    "vote bed room judge justice game match point judge-panel acre page hole lane way-lane song track city country count"
)
"""Nouns that a number is joined to with a hyphen: "a 15-member council"."""


def complete(tokens: Tokens, draft: Draft, amount: Amount, earlier: Sequence[Draft]) -> bool:
    """Give a number without a unit what it counts; False when it is not worth showing."""
    return _age(tokens, draft, amount) or _count(tokens, draft, amount) or _bare(tokens, draft, amount, earlier)


def _age(tokens: Tokens, draft: Draft, amount: Amount) -> bool:
    """Read "aged 34", "Novak, 66, has", "turned 70", "he is 35"."""
    if not (0 < draft.high < 120) or draft.high != int(draft.high) or amount.number.is_scaled or amount.number.is_vague:
        return False
    cue = _age_cue(tokens, draft, amount)
    if not cue:
        return False
    draft.unit, draft.kind, draft.rule, draft.cue = YEAR_OF_AGE.name, YEAR_OF_AGE.kind, "age", cue
    return True


def _age_cue(tokens: Tokens, draft: Draft, amount: Amount) -> str:
    low = tokens.low
    first, following = draft.first, low[draft.last + 1]
    before = low[first - 1]
    if before in ("aged", "age", "ages") or (before == "of" and low[first - 2] in ("age", "ages")):
        return before
    ends = following in _DRAWN_OUT or not following
    if before in ("turned", "turns", "turning", "turn") and ends:
        return before
    if amount.number.is_word:
        return ""
    if before == "," and following in (",", ".", ";", ")", "") and tokens.is_capital(first - 2):
        return tokens.raw[first - 2] if low[first - 2] not in MONTHS and draft.high >= 5 else ""
    is_being = before in ("is", "was", "be") and ends and following != "and"
    if is_being and draft.high >= 5 and (low[first - 2] in ("he", "she", "who") or low[first - 3] in ("he", "she")):
        return tokens.covered(first - 2, first - 1)
    return ""


def _count(tokens: Tokens, draft: Draft, amount: Amount) -> bool:
    """Read the counted noun behind the number."""
    low = tokens.low
    if low[draft.number] == "one" and not amount.number.is_scaled and draft.high == 1:
        return False
    at = draft.last + 1
    noun, inside = _noun(tokens, at)
    if noun is None or _is_name(tokens, draft, noun):
        return False
    draft.noun, draft.unit, draft.kind = noun, noun.unit, FigureKind.COUNT
    draft.rule = draft.rule.replace("number", "count").replace("range", "range of count")
    draft.cue = ""
    if inside:
        draft.last = max(draft.last, noun.last)
        rate = read_rate(tokens, draft.last + 1)
        if rate:
            draft.per, draft.last = rate
    return True


def _noun(tokens: Tokens, at: int) -> tuple[nouns.Noun | None, bool]:
    """Read what is counted at a token, and whether it belongs to the span of the figure."""
    low = tokens.low
    if low[at] == "of":
        noun = nouns.read_whole(tokens, at)
        if noun:
            return noun, True
        return _whole_of_number(tokens, at + 1), False  # "23 of its 29 delegates"
    if low[at] == "-" and tokens.glued(at) and tokens.glued(at - 1):
        if low[at + 1] in _MODIFIED:
            return nouns.Noun(at + 1, at + 1, nouns.singular(low[at + 1])), True
        return None, False
    noun = nouns.read_noun(tokens, at)
    if noun is None and (tokens.decimal_comma or not low[at].isascii()):
        noun = nouns.read_foreign(tokens, at)
    return noun, True


def _whole_of_number(tokens: Tokens, index: int) -> nouns.Noun | None:
    """Read the noun of the whole: the 29 delegates in "23 of its 29 delegates"."""
    low = tokens.low
    while low[index] in ("its", "the", "their", "his", "her", "our", "all", "those", "these"):
        index += 1
    if not (low[index][:1].isdecimal() or low[index] in numbers.STARTS):
        return None
    number = numbers.read_number(tokens, index)
    return nouns.read_noun(tokens, number.last + 1) if number else None


def _is_name(tokens: Tokens, draft: Draft, noun: nouns.Noun) -> bool:
    """Tell whether number and noun belong to a name: a capitalised word on both sides ("Model 11 Pro cases")."""
    before = draft.first - 1
    raw = tokens.raw[before]
    if not raw.isalpha() or draft.low != draft.high or draft.high > 9999:
        return False
    inside_sentence = tokens.low[before - 1] not in ("", ".", "!", "?", ":", "“", '"')
    named = (raw[0].isupper() and inside_sentence) or (not raw.islower() and not raw[0].isupper())
    return named and tokens.is_capital(noun.first) and tokens.low[draft.number].isdecimal()


def _bare(tokens: Tokens, draft: Draft, amount: Amount, earlier: Sequence[Draft]) -> bool:
    """Keep a number without a noun only when it is a total, repeats a unit, or is large or exact."""
    first = tokens.low[draft.number]
    number = amount.number
    if number.is_word and not number.is_scaled:
        return False
    if draft.low >= 13 or not first.isdecimal():
        total = _total(tokens, draft)
        if total:
            draft.noun, draft.unit, draft.kind, draft.rule = total, total.unit, FigureKind.COUNT, "total"
            draft.cue = tokens.covered(total.first, total.last)
            return True
        model = _model(tokens, draft, earlier)
        if model:
            draft.unit, draft.kind, draft.per, draft.noun = model.unit, model.kind, model.per, model.noun
            draft.rule = "unit of the figure before"
            return True
    if number.is_vague:
        return False
    return number.is_scaled or "," in first or draft.high > draft.low >= 100 or _acronym(tokens, draft)


def _acronym(tokens: Tokens, draft: Draft) -> bool:
    """Read a decimal with an acronym for its unit: "0.5 WAR"."""
    raw = tokens.raw[draft.last + 1]
    if not ("." in tokens.low[draft.number] and raw.isalpha() and raw.isupper() and 2 <= len(raw) <= 5):
        return False
    draft.unit, draft.last = raw.lower(), draft.last + 1
    draft.kind, draft.rule = FigureKind.COUNT, "count"
    return True


def _total(tokens: Tokens, draft: Draft) -> nouns.Noun | None:
    """Find the noun of a bare total earlier in its sentence: "the number of prisoners ... has reached 1,227"."""
    low = tokens.low
    for at in range(draft.first - 1, max(-1, draft.first - _BACK), -1):
        word = low[at]
        if word in _ENDS:
            return None
        if word in ("number", "total", "count", "tally") and low[at + 1] == "of":
            return nouns.read_noun(tokens, at + 2)
        if word in _TOTALS:
            return nouns.Noun(at, at, word)
    return None


def _model(tokens: Tokens, draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """Find the earlier figure of the sentence whose unit a bare number takes: "435 homes ... and 187 by tender"."""
    low = tokens.low
    if low[draft.first - 1] not in _CONNECTORS:
        return None
    end = draft.first
    for other in reversed(earlier[-4:]):
        if draft.first - other.last > _BACK or any(word in _ENDS for word in low[other.last + 1 : end]):
            return None
        end = other.first
        near = other.low / 30 <= abs(draft.low) <= abs(other.high) * 30 or other.unit == "point"
        if other.unit and other.kind not in (FigureKind.AGE, FigureKind.PERCENT, FigureKind.DURATION) and near:
            return other
    return None
