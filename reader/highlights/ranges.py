"""Ranges: two amounts with one unit, joined by a hyphen, "to", "between … and", "or" ("$2.5-2.8 billion").

Both ends must have the same unit, or only one of them may say it. "Rose 2% to 5%" is no range: behind a verb of
movement "to" leads to the new level. "From A to B" is one, also downwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.highlights import bounds
from reader.highlights.amounts import read_amount
from reader.highlights.drafts import Draft
from reader.highlights.highlight import Bound, FigureKind
from reader.highlights.lexicon import words
from reader.highlights.money import CODES
from reader.highlights.number_names import STARTS
from reader.highlights.traps import is_year, trap

if TYPE_CHECKING:
    from reader.highlights.amounts import Amount
    from reader.highlights.figure_tokens import Tokens

HYPHENS = ("-", "–", "—", "−", "‑")
_CONNECTORS = words("to and or through bis à a y do до und и oder ou o u lub") | set(HYPHENS)
_AND = ("and", "y", "und", "et", "i", "и", "та")
_OR = ("or", "oder", "ou", "o", "u", "lub")
_WEAK = ("a", "à", "do", "до", "bis")
"""Words for "to" in other languages that are other words too: only between digits."""
_BETWEEN = ("between", "zwischen", "entre", "między", "между", "між")
_FROM = ("from", "ranging", "von", "de", "od", "от", "від")
_HEDGES = words("minus - − $ € £ ¥ ₽ about around up as nearly over some more than us usd eur")
_CARRIED = 1000.0
"""A lower end below this takes the scale of the upper one: "2.5-2.8 billion"."""


def read_range(tokens: Tokens, left: Amount, number: int) -> Draft | None:
    """Read the upper end behind an amount whose number begins at a token; None when there is no range."""
    low = tokens.low
    is_from, is_between = _frame(tokens, left)
    at = left.last + 1
    if is_from and low[at] not in _CONNECTORS:
        at = _far_to(tokens, at)
    word = low[at]
    if word not in _CONNECTORS or (left.is_joined and word in HYPHENS and low[at + 1] != "to"):
        return None
    if (word in _AND and not is_between) or (word in _WEAK and not low[number][0].isdecimal()):
        return None
    begin = _upper_end(tokens, at)
    if not (low[begin][:1].isdecimal() or low[begin] in STARTS):
        return None
    if word not in HYPHENS and low[begin][:1].isdecimal() and trap(tokens, begin):
        return None
    right = read_amount(tokens, begin)
    if right is None or not _agree(tokens, left, right, word, framed=is_from or is_between):
        return None
    return _joined(left, right, number, is_from=is_from)


def _frame(tokens: Tokens, left: Amount) -> tuple[bool, bool]:
    """Tell whether "from" or "between" stands before an amount, hedges such as "up to" not counted."""
    low = tokens.low
    at = left.first - 1
    while low[at] in ("about", "around", "up", "to", "nearly", "roughly", "a", "the", "some", "of"):
        at -= 1
    if low[at] in ("age", "ages"):
        at -= 1 + (low[at - 1] == "the")
    return low[at] in _FROM, low[at] in _BETWEEN


def _far_to(tokens: Tokens, at: int) -> int:
    """Find the "to" of a "from" a few words on: "from 20 miles per gallon in 2008 to 29"."""
    low = tokens.low
    for ahead in range(at, at + 4):
        if low[ahead] == "to":
            return ahead
        if not (low[ahead].isalpha() or is_year(low[ahead])):
            break
    return at


def _upper_end(tokens: Tokens, at: int) -> int:
    """Return where the number of the upper end begins behind a connector: "8- to 16-metre", "to about $5"."""
    low = tokens.low
    if low[at] in HYPHENS and low[at + 1] == "to":
        at += 1 + (low[at + 2] == "-")
    at += 1
    for _ in range(3):
        if low[at] in _HEDGES or tokens.raw[at] in CODES:
            at += 1
    return at


def _agree(tokens: Tokens, left: Amount, right: Amount, connector: str, *, framed: bool) -> bool:
    """Tell whether two amounts can be the ends of one range."""
    if left.number.is_vague or right.number.is_vague or left.number.is_fraction:
        return False
    if connector in _OR:
        if left.number.is_scaled or not left.value < right.value <= 2 * left.value:
            return False
    elif connector == "to" and not framed and left.unit and bounds.direction(tokens, left.first) is not None:
        return False
    if left.unit and right.unit:
        return left.unit == right.unit
    if left.unit:
        return framed or (left.kind is FigureKind.MONEY and connector in HYPHENS)
    return True


def _joined(left: Amount, right: Amount, number: int, *, is_from: bool) -> Draft | None:
    low, high = left.value, right.value
    scale = right.number.scale
    if scale >= _CARRIED and not left.number.is_scaled and abs(low) < _CARRIED and low * scale < high:
        low *= scale
    named = right if right.unit else left
    if high < low < 0:
        low, high = high, low  # "minus 5 to minus 10 degrees"
    if low == high or (low > high and not (is_from and named.unit)):
        return None
    draft = Draft.of(named, number)
    draft.first, draft.last = left.first, right.last
    draft.low, draft.high = min(low, high), max(low, high)
    draft.per = right.per or left.per
    draft.rule = f"range of {named.rule}" if named.unit else "range"
    if low > high:
        draft.bound, draft.cue = Bound.DOWN, "from … to"
    return draft


def is_score(tokens: Tokens, amount: Amount) -> bool:
    """Tell whether an amount is the first half of a result such as 2-2: joined digits that are no range."""
    at = amount.last + 1
    return (
        not amount.unit
        and tokens.low[at] in HYPHENS
        and tokens.glued(amount.last)
        and tokens.glued(at)
        and tokens.low[at + 1][:1].isdecimal()
    )


def is_ratio(tokens: Tokens, amount: Amount) -> bool:
    """Tell whether an amount begins a ratio: "80 to 1", "2-to-1"."""
    low = tokens.low
    at = amount.last + 1
    at += low[at] == "-"
    if amount.unit or low[at] != "to":
        return False
    at += 1 + (low[at + 1] == "-")
    return low[at] in ("1", "one") and low[at + 1] not in ("million", "billion", "percent", "%")
