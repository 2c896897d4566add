"""One amount: sign, currency, number, scale and unit ("-$50.8bn", "five-year", "10.5 million Australian dollars")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.highlights import money, units
from reader.highlights.highlight import FigureKind
from reader.highlights.lexicon import words
from reader.highlights.nouns import read_noun
from reader.highlights.number_names import DENOMINATORS, FEW, SMALL, TENS, Number
from reader.highlights.number_words import read_scale
from reader.highlights.numbers import read_number
from reader.highlights.unit_names import YEAR_OF_AGE

if TYPE_CHECKING:
    from reader.highlights.figure_tokens import Tokens


@dataclass(slots=True)
class Amount:
    """A number with what stands right around it; token indexes, both ends included."""

    first: int
    last: int
    value: float
    number: Number
    unit: str = ""
    kind: FigureKind = FigureKind.NUMBER
    per: str | None = None
    rule: str = "number"
    is_joined: bool = False
    """The unit hangs on a hyphen: "five-year"."""
    is_least: bool = False
    """A plus sign or "-plus" says that it may be more."""

    @property
    def high(self) -> float:
        """The largest value that it can mean: the value itself but for "hundreds" and the like."""
        return self.value * self.number.spread


_PERCENT = ("percent", "%", "per")
_MINUS = ("-", "−", "–")
_SPACERS = words(
    "more additional full whole straight consecutive previous extra further long calendar solid short successive "
    "business working other good entire"
)
_LENGTH_WORDS = words("deep high tall long wide race final sprint relay hurdles freestyle thick radius")


def read_amount(tokens: Tokens, index: int) -> Amount | None:
    """Read the amount whose number begins at a token, or None when there is no number."""
    currency = money.before(tokens, index)
    low = tokens.low
    number = read_number(tokens, index, is_money=currency is not None)
    if number is None:
        return None
    first = currency.edge if currency else index
    value = -number.value if _is_negative(tokens, index, first) else number.value
    if value < 0:
        first = _sign_start(tokens, first, index)
    if number.is_fraction and low[first - 1] == "a" and low[index] in DENOMINATORS:
        first -= 1
    elif number.is_vague and low[first - 2 : first] == ["couple", "of"]:
        first -= 2 + (low[first - 3] == "a")
    elif number.is_vague and low[first - 1] in FEW:
        first -= 1 + (low[first - 2] == "a")
    amount = Amount(first, number.last, value, number)
    if currency:
        amount.value *= money.money_factor(tokens, currency.edge)
        _add_money(tokens, amount, currency.name)
        return amount
    _add_unit(tokens, amount)
    if not amount.unit and low[first - 1 - (low[first - 1] == "of")] == "magnitude":
        amount.unit, amount.kind, amount.rule = "magnitude", FigureKind.MEASURE, "measure"  # "a magnitude 6.4 quake"
    return amount


def _is_negative(tokens: Tokens, index: int, first: int) -> bool:
    """Tell whether a minus sign or word belongs to the number: "-5", "$-50", "-$50", "minus 20", "minus-1.4"."""
    low = tokens.low
    if index > first and low[index - 1] in _MINUS:
        return True
    before = low[first - 1]
    if before in ("minus", "negative") or (before == "-" and low[first - 2] == "minus"):
        return not (low[first - 2] == "or" and low[first - 3] == "plus")
    if before not in _MINUS or not tokens.glued(first - 1):
        return False
    return not tokens.glued(first - 2) or low[first - 2] in ("(", "[", "")


def _sign_start(tokens: Tokens, first: int, index: int) -> int:
    low = tokens.low
    if index > first and low[index - 1] in _MINUS:
        return first
    return first - 2 if low[first - 1] == "-" and low[first - 2] == "minus" else first - 1


def _add_money(tokens: Tokens, amount: Amount, name: str) -> None:
    low = tokens.low
    amount.kind, amount.rule, amount.unit = FigureKind.MONEY, "money", name
    at = amount.last + 1
    if low[at] == "-" and low[at + 1] == "plus" and tokens.glued(at):
        amount.is_least, amount.last = True, at + 1  # "$100-plus"
        return
    if name in ("dollar", "pound sterling"):
        country = money.behind(tokens, at, amount.value, is_scaled=True)
        if country and low[country.edge] not in money.SIGNS and country.name.endswith(name.split(maxsplit=1)[0]):
            amount.unit, amount.last = country.name, country.edge
        elif low[at] in ("us", "canadian", "australian") and low[at + 1] not in ("dollar", "dollars"):
            amount.last = at
            amount.unit = name if low[at] == "us" else f"{low[at]} {name}"
        elif low[at : at + 3] == ["u", ".", "s"]:
            amount.last = at + 2 + (low[at + 3] == "." and tokens.glued(at + 2))
    _add_rate(tokens, amount)


def _add_rate(tokens: Tokens, amount: Amount) -> None:
    rate = units.read_rate(tokens, amount.last + 1)
    if rate:
        amount.per, amount.last = rate


def _add_unit(tokens: Tokens, amount: Amount) -> None:
    """Read the unit behind the number, if any; nouns are read elsewhere."""
    low = tokens.low
    last = amount.last
    digits = not amount.number.is_word
    of = amount.number.is_vague and low[last + 1] == "of"  # "billions of dollars", "hundreds of miles"
    currency = money.behind(tokens, last + 1 + of, abs(amount.value), is_scaled=amount.number.is_scaled)
    if currency:
        amount.value *= money.money_factor(tokens, currency.edge)
        amount.last = currency.edge
        _add_cents(tokens, amount, currency.name)
        return
    if _is_height(tokens, amount):
        return
    at = last + 1
    hyphen = low[at] == "-" and tokens.glued(last) and tokens.glued(at)
    at = _unit_start(tokens, amount, at + hyphen, joined=hyphen)
    if low[at] == "m" and digits and _is_million(tokens, at):
        amount.value *= 1e6
        amount.last = last = at
        amount.number = amount.number._replace(is_scaled=True, scale=1e6, last=at)
        at += 1  # "1.2m tonnes"
    unit = units.read_unit(tokens, at, digits=digits and not hyphen)
    spaced = low[last + 1] in _SPACERS
    if unit is None or (spaced and unit.unit.kind is not FigureKind.DURATION):
        return
    amount.unit, amount.kind, amount.per = unit.unit.name, unit.unit.kind, unit.per
    amount.last, amount.is_joined = unit.last, hyphen
    amount.rule = "points" if amount.unit == "point" else amount.kind.value
    _age(tokens, amount)
    if amount.unit == "foot":
        _add_inches(tokens, amount)


def _is_height(tokens: Tokens, amount: Amount) -> bool:
    """Read 6'3" as feet and inches."""
    low = tokens.low
    at = amount.last + 1
    joined = low[at] in ("'", "’", "′") and tokens.glued(amount.last) and tokens.glued(at)
    if not joined or not low[at + 1].isdecimal() or len(low[at + 1]) > 2 or int(low[at + 1]) > 11 or amount.value > 8:
        return False
    amount.value += int(low[at + 1]) / 12
    amount.last = at + 1 + (low[at + 2] in ('"', "″", "”") and tokens.glued(at + 1))
    amount.unit, amount.kind, amount.rule = "foot", FigureKind.MEASURE, "measure"
    return True


def _unit_start(tokens: Tokens, amount: Amount, at: int, *, joined: bool) -> int:
    """Go over what may stand between number and unit: "1,000+", "half a", "one-half of 1", "two full"."""
    low = tokens.low
    if low[at] in ("+", "plus") and (tokens.glued(at - 1) or joined) and low[at + 1][:1].isalpha():
        amount.is_least, amount.last = True, at  # "2 million-plus people"
        return at + 1
    if amount.number.is_vague and low[at] == "of":
        return at + 1
    if amount.number.is_fraction:
        if low[at] in ("a", "an"):
            return at + 1
        article = low[at] == "of" and (
            low[at + 1] in ("a", "an") or (low[at + 1] in ("1", "one") and low[at + 2] in _PERCENT)
        )
        return at + 2 * article
    return at + (low[at] in _SPACERS and not joined)


def _add_inches(tokens: Tokens, amount: Amount) -> None:
    """Read the rest of a height: "5 feet 2 inches", "6-foot-5", "6 feet 4"."""
    low = tokens.low
    at = amount.last + 1
    at += low[at] in ("and", ",") or (low[at] == "-" and amount.is_joined)
    inches = read_number(tokens, at) if low[at][:1].isdecimal() or low[at] in SMALL else None
    if inches is None or inches.value >= 12:
        return
    following = low[inches.last + 1]
    if following in ("inches", "inch", "in"):
        amount.last = inches.last + 1
    elif amount.is_joined or (at == amount.last + 1 and following in ("", ".", ",", ")", "and", "tall")):
        amount.last = inches.last
    else:
        return
    amount.value += inches.value / 12


def _is_million(tokens: Tokens, at: int) -> bool:
    """Tell whether a glued "m" is million: things that can be counted follow ("35m of its speakers")."""
    if not tokens.glued(at - 1):
        return False
    if tokens.low[at + 1] == "of":
        return tokens.low[at + 2] in ("its", "their", "the", "our", "those", "these")
    return tokens.low[at + 1] not in _LENGTH_WORDS and read_noun(tokens, at + 1) is not None


def _add_cents(tokens: Tokens, amount: Amount, name: str) -> None:
    """Read "thirteen dollars forty-five cents", "15 dollars 50" as one amount."""
    low = tokens.low
    amount.kind, amount.rule, amount.unit = FigureKind.MONEY, "money", name
    factor, amount.last = read_scale(tokens, amount.last, is_money=True)  # "75 USD million"
    amount.value *= factor
    at = amount.last + 1
    at += low[at] == "and"
    if factor == 1 and (low[at][:1].isdecimal() or low[at] in SMALL or low[at] in TENS) and name not in _SMALL_CHANGE:
        cents = read_number(tokens, at)
        if cents and 0 < cents.value < 100 and not cents.is_scaled and cents.value == int(cents.value):
            following = low[cents.last + 1]
            if following in ("cents", "cent", "pence", "kopecks"):
                amount.value += cents.value / 100
                amount.last = cents.last + 1
            elif cents.value >= 10 and not following[:1].isalnum() and following not in _TIES:
                amount.value += cents.value / 100
                amount.last = cents.last
    _add_rate(tokens, amount)


_SMALL_CHANGE = ("cent", "penny", "kopeck", "yen", "won")
_TIES = ("%", "$", "€", "£", "-", "–", "/", ":", "°")


def _age(tokens: Tokens, amount: Amount) -> None:
    """Turn a duration into an age: "-year-old", "years old", "years of age", "8 months old"."""
    low = tokens.low
    at = amount.last + 1
    if amount.per or amount.unit not in ("year", "month", "week", "day"):
        return
    if low[at] == "-" and low[at + 1] in ("old", "olds"):
        at += 1
    if low[at] in ("old", "olds"):
        amount.last = at
    elif low[at] == "of" and low[at + 1] == "age":
        amount.last = at + 1
    else:
        return
    amount.kind, amount.rule = FigureKind.AGE, "age"
    if amount.unit == "year":
        amount.unit = YEAR_OF_AGE.name
