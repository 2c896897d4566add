"""What a number without a unit counts: the noun behind it, an age, or a noun that stands elsewhere in the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.highlights import bounds, nouns
from reader.highlights.amounts import read_amount
from reader.highlights.highlight import FigureKind
from reader.highlights.lexicon import words
from reader.highlights.number_names import STARTS
from reader.highlights.traps import MONTHS
from reader.highlights.unit_names import YEAR_OF_AGE
from reader.highlights.units import read_rate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.highlights.amounts import Amount
    from reader.highlights.drafts import Draft
    from reader.highlights.figure_tokens import Tokens

_BACK = 30
"""How many tokens a bare number looks back for its noun; a sentence is rarely longer."""
_ENDS = (".", "!", "?", ";", '"', "“", "”", "''")
_TOTALS = words("toll population membership enrolment enrollment circulation attendance turnout")
_CONNECTORS = words("to and from than at is was or with over under the about nearly versus vs , by were are another")
_DRAWN_OUT = words("in on this next last when by , . ; ) and")
_MODIFIED = words(
    "acre bath bed core bedroom bedrooms city count country cylinder door fold game hole judge justice lane man match "
    "member members nation page person point room seat seats song state storey stories story track vote woman"
)
"""Nouns that a number is joined to with a hyphen: "a 15-member council"."""
_SPACED = words("bedroom bathroom bath door hole cylinder storey lane core speed seat person page")
"""Those that stand in the singular without one too: "a 3 bedroom flat"."""


def complete(tokens: Tokens, draft: Draft, amount: Amount, earlier: Sequence[Draft]) -> bool:
    """Give a number without a unit what it counts; False when it is not worth showing."""
    return (
        _age(tokens, draft, amount, earlier) or _count(tokens, draft, amount) or _bare(tokens, draft, amount, earlier)
    )


def _age(tokens: Tokens, draft: Draft, amount: Amount, earlier: Sequence[Draft]) -> bool:
    """Read "aged 34", "Novak, 66, has", "turned 70", "he is 35"."""
    if not (0 < draft.high < 120) or draft.high != int(draft.high) or amount.number.is_scaled or amount.number.is_vague:
        return False
    cue = _age_cue(tokens, draft, amount) or _age_again(tokens, draft, earlier)
    if not cue:
        return False
    draft.unit, draft.kind, draft.rule, draft.cue = YEAR_OF_AGE.name, YEAR_OF_AGE.kind, "age", cue
    return True


def _age_cue(tokens: Tokens, draft: Draft, amount: Amount) -> str:
    low = tokens.low
    first, following = draft.first, low[draft.last + 1]
    before = low[first - 1]
    if (
        before in ("aged", "age", "ages")
        or (before == "then" and low[first - 2] == "," == following)
        or ((before == "of" and low[first - 2] in ("age", "ages")) or (before == "at" and low[first - 2] == "died"))
    ):
        return before
    ends = following in _DRAWN_OUT or not following
    if before in ("turned", "turns", "turning", "turn") and ends:
        return before
    if amount.number.is_word:
        return ""
    named = tokens.is_capital(first - 2) and not (tokens.raw[first - 2].isupper() and len(tokens.raw[first - 2]) > 1)
    if before == "," and following in (",", ".", ";", ")", "") and named and draft.low == draft.high:
        return tokens.raw[first - 2] if low[first - 2] not in MONTHS and draft.high >= 5 else ""
    is_being = before in ("is", "was", "be") and ends and following != "and"
    if is_being and draft.high >= 5 and (low[first - 2] in ("he", "she", "who") or low[first - 3] in ("he", "she")):
        return tokens.covered(first - 2, first - 1)
    return ""


def _age_again(tokens: Tokens, draft: Draft, earlier: Sequence[Draft]) -> str:
    """Read an age behind an age of the same sentence: "aged 4 and 7", "Lee, 29, and her husband, 31,"."""
    if not earlier or earlier[-1].kind is not YEAR_OF_AGE.kind:
        return ""
    low = tokens.low
    between = low[earlier[-1].last + 1 : draft.first]
    if between in (["and"], [","], [",", "and"], ["or"]):
        return between[-1]
    apposed = between[-1:] == [","] and low[draft.last + 1] in (",", ".", ";", ")", "")
    return low[draft.first - 2] if apposed and len(between) < _BACK and not set(between) & set(_ENDS) else ""


def _count(tokens: Tokens, draft: Draft, amount: Amount) -> bool:
    """Read the counted noun behind the number."""
    low = tokens.low
    at = draft.last + 1
    if low[draft.number] == "one" and not amount.number.is_scaled and draft.high == 1:
        return _one(tokens, draft)
    if low[draft.number] == "zero":
        return False  # "zero tolerance", "a zero interest rate"
    if _is_affected(tokens, at) or (low[at] in ("were", "are", "was", "have") and _affected_soon(tokens, at + 1)):
        draft.unit, draft.kind, draft.rule, draft.cue = "people", FigureKind.COUNT, "people affected", low[at]
        if low[at] in _AFFECTED:
            draft.noun, draft.last = nouns.Noun(at, at, "people"), at
        return True
    noun, inside = _noun(tokens, at)
    if noun is None and low[draft.first - 1] in _AFFECTING:
        draft.unit, draft.kind, draft.rule = "people", FigureKind.COUNT, "people affected"
        draft.cue = low[draft.first - 1]
        return True
    if noun is None or _is_name(tokens, draft, noun) or (noun.unit == "figure" and draft.high < 10):
        return False  # also no "six figures"
    draft.noun, draft.unit, draft.kind = noun, noun.unit, FigureKind.COUNT
    if noun.unit == "other" and low[draft.first - 1] in _AFFECTING:
        draft.unit = "people"  # "injured 4,800 others"
    draft.rule = "range of count" if draft.high > draft.low and not amount.number.is_vague else "count"
    if inside and low[at] not in ("$", "€", "£") and not low[at][:1].isdecimal():  # "three $50,000 prizes": two figures
        draft.last = max(draft.last, noun.last)
        _add_rate(tokens, draft)
    return True


def _add_rate(tokens: Tokens, draft: Draft) -> None:
    rate = read_rate(tokens, draft.last + 1)
    if rate:
        draft.per, draft.last = rate


def _one(tokens: Tokens, draft: Draft) -> bool:
    """Keep "one" only where the text stresses how many: "only one person", "at least one court"."""
    low = tokens.low
    if low[draft.first - 1] not in ("only", "just", "least", "than") or low[draft.last + 1] in _POINTING:
        return False
    noun = nouns.read_one(tokens, draft.last + 1)
    if noun is None:
        return False
    draft.noun, draft.unit, draft.kind, draft.rule, draft.last = noun, noun.unit, FigureKind.COUNT, "count", noun.last
    return True


_POINTING = words("of - in more thing way reason example part side time day point such")
_AFFECTED = words(
    "rescued freed infected executed shot drowned killed injured wounded arrested dead missing detained "
    "hospitalised hospitalized displaced evacuated"
)
"""What happened to people who are not named behind their number: "120 injured"."""
_AFFECTING = words("killed killing injured injuring wounded wounding infected infecting arrested arresting")
"""The same before a number without a noun: "killed 34"."""


def _is_affected(tokens: Tokens, at: int) -> bool:
    """Tell whether a token is "injured" by itself, not in front of a noun ("17 injured sailors")."""
    return tokens.low[at] in _AFFECTED and not nouns.is_plural(tokens.low[at + 1])


def _affected_soon(tokens: Tokens, at: int) -> bool:
    """Tell whether "were arrested", "have been killed" follows."""
    at += tokens.low[at] in ("been", "also", "reported", "still", "now", "feared", "believed", "presumed", "confirmed")
    return tokens.low[at] in _AFFECTED


def _noun(tokens: Tokens, at: int) -> tuple[nouns.Noun | None, bool]:
    """Read what is counted at a token, and whether it belongs to the span of the figure."""
    low = tokens.low
    if low[at] == "of":
        noun = nouns.read_counted_whole(tokens, at)
        if noun:
            return noun, False  # "23 of its 29 delegates"
        return nouns.read_whole(tokens, at), True
    if low[at] == "-" and tokens.glued(at) and tokens.glued(at - 1):
        if low[at + 1] in _MODIFIED:
            return nouns.Noun(at + 1, at + 1, nouns.singular(low[at + 1])), True
        return None, False
    is_times = low[at] == "x" and tokens.glued(at - 1) and not low[at + 1][:1].isdecimal()  # "10x zoom"
    if low[at] in _SPACED or is_times:
        return nouns.Noun(at, at, "time" if is_times else low[at]), True
    at += tokens.decimal_comma and low[at] == "de"  # "1,2 million de personnes"
    noun = nouns.read_noun(tokens, at)
    if noun is None and (tokens.decimal_comma or low[at][:1] > "\u0370"):
        noun = nouns.read_foreign(tokens, at)
    return noun, True


def _is_name(tokens: Tokens, draft: Draft, noun: nouns.Noun) -> bool:
    """Tell whether number and noun belong to a name: a capitalised word on both sides ("Model 11 Pro cases")."""
    before = draft.first - 1
    raw = tokens.raw[before]
    if not raw.isalpha() or draft.low != draft.high or draft.high > 9999:
        return False
    word = tokens.low[before]
    if word in nouns.STOP or word in bounds.LAST_WORDS or word.endswith("ly"):
        return False
    named = not raw.islower()
    return named and tokens.is_capital(noun.first) and tokens.low[draft.number].isdecimal()


def _bare(tokens: Tokens, draft: Draft, amount: Amount, earlier: Sequence[Draft]) -> bool:
    """Keep a number without a noun only when it is a total, repeats a unit, or is large or exact."""
    first = tokens.low[draft.number]
    number = amount.number
    of_them = tokens.low[draft.last + 1 : draft.last + 3] == ["of", "them"]
    if _shares_ahead(tokens, draft):
        return True
    if (number.is_word and not number.is_scaled and not of_them) or tokens.low[draft.last + 1] in ("x", "×"):
        return False
    if draft.low >= 11 or not first.isdecimal() or of_them:
        total = _total(tokens, draft, earlier)
        if total:
            draft.noun, draft.unit, draft.kind, draft.rule = total, total.unit, FigureKind.COUNT, "total"
            draft.cue = tokens.covered(total.first, total.last)
            _add_rate(tokens, draft)
            return True
        model = _model(tokens, draft, earlier)
        if model:
            draft.unit, draft.kind, draft.per, draft.noun = model.unit, model.kind, model.per, model.noun
            draft.rule = "unit of the figure before"
            _add_rate(tokens, draft)
            return True
    if number.is_vague:
        return False
    if number.is_scaled and number.scale == 1e3 and draft.high <= 10_000 and not number.is_word:
        return False  # a race over "5K"
    return (
        number.is_scaled
        or "," in first
        or _is_wide(tokens, draft)
        or _acronym(tokens, draft)
        or _is_level(tokens, draft)
    )


def _shares_ahead(tokens: Tokens, draft: Draft) -> bool:
    """Take the unit of a number that follows: "50 to 48 percent" and, with a loose hyphen, "a 7- or 8-inch screen"."""
    low = tokens.low
    at = draft.last + 1
    loose = low[at] == "-" and tokens.glued(at - 1) and (low[at + 1] == "," or not tokens.glued(at))
    for _ in range(3):
        at += loose
        if low[at] not in (("or", "and", ",") if loose else ("to",)):
            return False
        at += 1 + (low[at] == "," and low[at + 1] in ("or", "and"))
        if not (low[at][:1].isdecimal() or (loose and low[at] in STARTS)):
            return False
        other = read_amount(tokens, at)
        if other is None:
            return False
        unit, kind = other.unit, other.kind
        if loose and not unit and low[other.last + 1] == "-" and low[other.last + 2] in _MODIFIED:
            unit, kind = nouns.singular(low[other.last + 2]), FigureKind.COUNT
        if unit and (loose or kind is FigureKind.PERCENT):
            draft.unit, draft.kind, draft.rule = unit, kind, "unit of the figure behind"
            return True
        at = other.last + 1
    return False


def _is_level(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether a bare decimal is a level or an average: "was at 1.305", "hitting .312"."""
    low = tokens.low
    pointed = "." in low[draft.number] and not tokens.decimal_comma
    led = low[draft.first - 1] in _LEVELS and not tokens.is_capital(draft.first - 1)
    return pointed and (led or low[draft.number] == ".")


_LEVELS = words("at to is was were of from by averaging hitting batting reached hit than a an about around nearly")


def _is_wide(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether a bare range is one in words ("between 300 and 400"), not a phone number ("555-0100")."""
    return draft.high > draft.low >= 100 and "-" not in tokens.low[draft.number : draft.last]


def _acronym(tokens: Tokens, draft: Draft) -> bool:
    """Read a decimal with an acronym for its unit: "0.5 WAR"."""
    raw = tokens.raw[draft.last + 1]
    if not ("." in tokens.low[draft.number] and raw.isalpha() and raw.isupper() and 2 <= len(raw) <= 5):
        return False
    draft.unit, draft.last = raw.lower(), draft.last + 1
    draft.kind, draft.rule = FigureKind.COUNT, "count"
    return True


def _total(tokens: Tokens, draft: Draft, earlier: Sequence[Draft]) -> nouns.Noun | None:
    """Find the noun of a bare total earlier in its sentence: "the number of prisoners ... has reached 1,227".

    No other figure may stand between the noun and the number.
    """
    low = tokens.low
    end = max(-1, draft.first - _BACK, earlier[-1].last if earlier else -1)
    for at in range(draft.first - 1, end, -1):
        word = low[at]
        if word in _ENDS:
            return None
        if word in ("number", "total", "count", "tally") and low[at + 1] == "of" and low[at - 1] != "a":
            return nouns.read_noun(tokens, at + 2)
        if word in _TOTALS:
            return nouns.Noun(at, at, word)
    return None


def _model(tokens: Tokens, draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """Find the earlier figure whose unit a bare number takes: "435 homes ... and 187 by tender".

    It stands in the same sentence, or in the one before where the number is somebody's: "has 22", "at least 18".
    """
    low = tokens.low
    at = draft.first - 1
    limit = bounds.before(tokens, draft.first)
    if limit:
        at = limit.edge - 1
    owned = low[at] in _OWNING
    of_them = low[draft.last + 1 : draft.last + 3] == ["of", "them"]
    theirs = low[at].endswith("'s") or (low[at] == "'" and tokens.glued(at - 1))  # "to Novak's 232"
    if not (owned or limit or of_them or theirs or low[at] in _CONNECTORS):
        return None
    sentences, end = 1 + owned, draft.first
    for other in reversed(earlier[-4:]):
        sentences -= sum(word in _ENDS for word in low[other.last + 1 : end])
        if draft.first - other.last > _BACK or sentences < 1:
            return None
        end = other.first
        near = other.low / 30 <= abs(draft.low) <= abs(other.high) * 30 or other.unit == "point"
        if other.unit and other.kind not in _UNREPEATED and near:
            return other
    return None


_OWNING = words("has have had won wins win earned earn gain gained gains got gets get winning received collected up")
_UNREPEATED = (FigureKind.AGE, FigureKind.PERCENT, FigureKind.DURATION)
