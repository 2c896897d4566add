"""Finds the figures of a text: amounts, ranges, shares and counts, each with unit, noun, bound and the rule that found it.

A stretch without a digit or a number word costs one look. The others are tokenised once and walked from left to right;
every rule looks at a bounded number of tokens around a number, so the time is linear in the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.highlights import bounds, nouns, numbers
from reader.highlights.amounts import Amount, read_amount
from reader.highlights.figure_tokens import Tokens
from reader.highlights.highlight import Bound, Figure, FigureKind, Quantity
from reader.highlights.traps import MONTHS, trap
from reader.highlights.units import read_rate
from reader.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HYPHENS = ("-", "–", "—", "−", "‑")
_CONNECTORS = frozenset((*_HYPHENS, "to", "and", "or", "through", "bis", "à", "a", "y", "do", "до", "und"))
_BACK = 25
"""How many tokens a bare number looks back for its noun."""


@dataclass(slots=True)
class _Draft:
    """A figure while it is being read; token indexes, both ends included."""

    first: int
    last: int
    low: float
    high: float
    unit: str
    kind: FigureKind
    per: str | None
    rule: str
    noun: nouns.Noun | None = None
    bound: Bound = Bound.EXACT
    cue: str = ""
    is_vague: bool = False
    number_first: int = 0


def find_figures(text: str, regions: Sequence[Span] | None = None) -> list[Figure]:
    """Return the figures of a text in text order; unranked, spans inside their region, none overlapping.

    Args:
        text: any text; control codes and markup are only more signs to it.
        regions: the stretches to look at, such as the prose blocks of an article; None means every line of the text.
    """
    found: list[Figure] = []
    comma: bool | None = None
    for start, end in _stretches(text, regions):
        if not numbers.HAS_NUMBER.search(text, start, end):
            continue
        if comma is None:
            comma = numbers.uses_decimal_comma(text, 0, len(text))
        found.extend(_Finder(Tokens(text, start, end, decimal_comma=comma)).figures())
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


class _Finder:
    """Walks the tokens of one stretch."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._drafts: list[_Draft] = []

    def figures(self) -> Iterator[Figure]:
        """Yield the figures in order."""
        low = self._tokens.low
        index = 0
        while index < self._tokens.size:
            word = low[index]
            if word[0].isdecimal() or word in numbers.WORDS or word in numbers.VULGAR or self._is_pointed(index):
                index = self._at(index)
            else:
                index += 1
        for draft in self._drafts:
            yield self._figure(draft)

    def _is_pointed(self, index: int) -> bool:
        """Tell whether ".500" begins here."""
        tokens = self._tokens
        return (
            tokens.low[index] == "."
            and tokens.glued(index)
            and tokens.low[index + 1].isdecimal()
            and not tokens.glued(index - 1)
        )

    def _at(self, index: int) -> int:
        """Read what begins at a number; returns the next token to look at."""
        tokens = self._tokens
        is_digit = tokens.low[index][0].isdecimal()
        if is_digit:
            behind = trap(tokens, index)
            if behind:
                return max(behind, index + 1)
        draft, last = self._read(index)
        if draft is not None:
            if self._drafts and draft.first <= self._drafts[-1].last:
                draft.first = self._drafts[-1].last + 1
            self._drafts.append(draft)
            last = max(last, draft.last)
        return max(last, index) + 1

    def _read(self, index: int) -> tuple[_Draft | None, int]:
        tokens = self._tokens
        share = self._share(index)
        if share:
            return share, share.last
        amount = read_amount(tokens, index)
        if amount is None:
            return None, index
        draft, last = self._range(amount)
        if draft is None:
            draft = _draft(amount, index)
            if self._is_score(amount):
                return None, self._second(amount.last)
        draft.number_first = index
        if not self._complete(draft, amount):
            return None, max(last, amount.last)
        self._bound(draft)
        return draft, draft.last

    # ranges

    def _range(self, left: Amount) -> tuple[_Draft | None, int]:
        """Read the upper end of a range behind an amount: same unit on both sides, or said once."""
        tokens, low = self._tokens, self._tokens.low
        at = left.last + 1
        word = low[at]
        if word not in _CONNECTORS or (left.is_joined and word in _HYPHENS):
            return None, left.last
        start = left.first - 1
        is_from = "from" in low[max(0, start - 2) : start + 1] or "ranging" in low[max(0, start - 2) : start + 1]
        is_between = low[start] in ("between", "zwischen", "entre", "między", "между", "між")
        if word in ("and", "y", "und") and not is_between:
            return None, left.last
        if word in ("a", "à", "do", "до", "bis") and left.number.is_word:
            return None, left.last
        if word == "-" and low[at + 1] == "to" and low[at + 2] == "-":
            at += 2
        elif word in _HYPHENS and low[at + 1] == "to":
            at += 1
        begin = at + 1
        while begin < at + 4 and (low[begin] in ("$", "€", "£", "¥", "₽", "about", "around", "up", "as", "nearly")):
            begin += 1
        if begin >= tokens.size or not (low[begin][0].isdecimal() or low[begin] in numbers.WORDS):
            return None, left.last
        if low[begin][0].isdecimal() and word not in _HYPHENS and trap(tokens, begin):
            return None, left.last
        right = read_amount(tokens, begin)
        if right is None or not self._same_unit(left, right, is_from or is_between, word):
            return None, left.last
        return self._joined(left, right, is_from)

    def _same_unit(self, left: Amount, right: Amount, framed: bool, connector: str) -> bool:
        if left.unit and right.unit:
            return left.unit == right.unit and not (connector == "to" and not framed and self._moves(left))
        if left.unit and not right.unit:
            return framed or (left.kind is FigureKind.MONEY and connector in _HYPHENS)
        if connector == "to" and not framed and self._moves(left):
            return False
        return True

    def _moves(self, left: Amount) -> bool:
        """Tell whether a verb of rise or fall governs the amount, so that "to" leads to the result: "rose 2% to 5%"."""
        return bounds.direction(self._tokens, left.first) is not None

    def _joined(self, left: Amount, right: Amount, is_from: bool) -> tuple[_Draft | None, int]:
        low, high = left.value, right.value
        scale = right.number.scale
        if scale > 100 and not left.number.is_scaled and abs(low) < 1000 and low * scale <= high:
            low *= scale
        if low == high or (low > high and not (is_from and (left.unit or right.unit))):
            return None, left.last
        amount = right if right.unit else left
        draft = _draft(amount, left.first)
        draft.first, draft.last = left.first, right.last
        draft.low, draft.high = min(low, high), max(low, high)
        draft.per = right.per or left.per
        draft.rule = f"range of {amount.rule}" if amount.unit else "range"
        if low > high:
            draft.bound, draft.cue = Bound.DOWN, "from … to"
        return draft, right.last

    def _is_score(self, amount: Amount) -> bool:
        """Tell whether a joined pair of numbers is a result such as 2-2, not a range."""
        tokens = self._tokens
        at = amount.last + 1
        return (
            not amount.unit
            and tokens.low[at] in _HYPHENS
            and tokens.glued(amount.last)
            and tokens.glued(at)
            and tokens.low[at + 1][:1].isdecimal()
        )

    def _second(self, last: int) -> int:
        return last + 2

    # shares

    def _share(self, index: int) -> _Draft | None:
        """Read "six in 10", "one in five voters", "one out of every nine"."""
        tokens, low = self._tokens, self._tokens.low
        top = numbers.SMALL.get(low[index])
        if top is None and low[index].isdecimal() and len(low[index]) <= 3:
            top = float(low[index])
        at = index + 1
        if top is None or low[at] not in ("in", "out", "of"):
            return None
        word = low[at]
        if word == "out":
            if low[at + 1] != "of":
                return None
            at += 1
        at += 1
        every = low[at] == "every"
        at += every
        if word == "of" and not every:
            return None
        number = numbers.read_number(tokens, at)
        if number is None or not top < number.value or number.value > 1000000:
            return None
        if word == "in" and not every and (number.value > 1000 or not _is_base(number.value)):
            return None
        draft = _Draft(index, number.last, top / number.value, top / number.value, "", FigureKind.NUMBER, None, "share")
        draft.number_first = index
        noun = nouns.read_noun(tokens, number.last + 1)
        if noun:
            draft.noun, draft.last, draft.unit = noun, noun.last, noun.unit
        self._bound(draft)
        return draft

    # what is counted

    def _complete(self, draft: _Draft, amount: Amount) -> bool:
        """Give a figure its noun; False when it is not worth showing."""
        if draft.unit and draft.unit != "point":
            return self._is_said(draft, amount)
        if self._age(draft, amount):
            return True
        if amount.number.is_fraction:
            return self._part(draft)
        return self._count(draft, amount) or self._bare(draft, amount)

    def _is_said(self, draft: _Draft, amount: Amount) -> bool:
        """Keep measures and durations, but not "one day", "one second"."""
        low = self._tokens.low
        if draft.kind is FigureKind.PERCENT:
            self._of_what(draft)
        if amount.number.is_vague:
            draft.is_vague = True
        first = low[draft.number_first]
        if first == "one" and draft.kind is FigureKind.DURATION and not draft.high > draft.low:
            return draft.unit not in ("day", "night", "second", "minute", "weekend")
        return True

    def _of_what(self, draft: _Draft) -> None:
        """Read what a percentage is of: "18 % of the market"."""
        noun = nouns.read_head(self._tokens, draft.last + 1)
        if noun:
            draft.noun = noun

    def _age(self, draft: _Draft, amount: Amount) -> bool:
        """Read an age: "aged 34", "Maddon, 66, has", "turned 70"."""
        low, tokens = self._tokens.low, self._tokens
        if not (0 < draft.high < 120) or draft.high != int(draft.high) or amount.number.is_word:
            return False
        first, last = draft.first, draft.last
        before = low[first - 1]
        cue = ""
        if (
            before in ("aged", "age", "ages")
            or (before == "of" and low[first - 2] == "age")
            or (
                before in ("turned", "turns", "turning")
                and low[last + 1]
                in (
                    "",
                    ".",
                    ",",
                    "in",
                    "on",
                    "this",
                    "next",
                    "last",
                )
            )
        ):
            cue = before
        elif before == "," and low[last + 1] in (",", ".", ";", ")") and tokens.is_capital(first - 2):
            if low[first - 2] in MONTHS or draft.high < 5:
                return False
            cue = tokens.raw(first - 2)
        if not cue:
            return False
        draft.unit, draft.kind, draft.rule, draft.cue = "year of age", FigureKind.AGE, "age", cue
        return True

    def _part(self, draft: _Draft) -> bool:
        """Read what a fraction is of; a fraction of nothing said is not shown."""
        noun = nouns.read_head(self._tokens, draft.last + 1)
        draft.rule = "share"
        if noun:
            draft.noun, draft.unit, draft.last = noun, noun.unit, noun.last
            return True
        return self._tokens.low[draft.last + 1] not in ("of", "")

    def _count(self, draft: _Draft, amount: Amount) -> bool:
        tokens, low = self._tokens, self._tokens.low
        at = draft.last + 1
        if draft.unit == "point":
            draft.kind, draft.rule = FigureKind.COUNT, "points"
            return not (low[draft.number_first] == "one" or low[draft.number_first - 1] in ("at",))
        if low[draft.number_first] == "one" and not amount.number.is_scaled:
            return False
        noun = nouns.read_head(tokens, at) if low[at] == "of" else nouns.read_noun(tokens, at)
        if noun is None and low[at] == "of":
            noun = self._base_noun(at + 1)
        if noun is None and (tokens.decimal_comma or not low[at].isascii()):
            noun = nouns.read_foreign(tokens, at)
        if noun is None:
            return False
        draft.noun, draft.unit, draft.kind = noun, noun.unit, FigureKind.COUNT
        draft.rule = draft.rule.replace("number", "count")
        draft.is_vague = amount.number.is_vague
        draft.last = max(draft.last, noun.last)
        rate = read_rate(tokens, draft.last + 1)
        if rate:
            draft.per, draft.last = rate
        return True

    def _base_noun(self, index: int) -> nouns.Noun | None:
        """Read the noun of the whole: "23 of its 29 delegates"."""
        low = self._tokens.low
        while low[index] in ("its", "the", "their", "his", "her", "our", "all", "those", "these"):
            index += 1
        number = numbers.read_number(self._tokens, index) if low[index] else None
        return nouns.read_noun(self._tokens, number.last + 1) if number else None

    def _bare(self, draft: _Draft, amount: Amount) -> bool:
        """Keep a number without a noun only when it is a total, repeats a unit, or is large or exact."""
        tokens, low = self._tokens, self._tokens.low
        first = low[draft.number_first]
        if amount.number.is_word and not amount.number.is_scaled:
            return False
        previous = self._drafts[-1] if self._drafts else None
        if draft.low >= 13 or "." in first or "," in first:
            total = self._total(draft)
            if total:
                draft.noun, draft.unit, draft.kind, draft.rule = total, total.unit, FigureKind.COUNT, "total"
                draft.cue = tokens.covered(total.first, total.last)
                return True
            if previous and self._repeats(draft, previous):
                draft.unit, draft.kind, draft.per = previous.unit, previous.kind, previous.per
                draft.noun, draft.rule = previous.noun, "repeated unit"
                return True
        if amount.number.is_scaled or "," in first or (draft.high > draft.low and draft.high >= 100):
            draft.is_vague = amount.number.is_vague
            return not amount.number.is_vague
        return False

    def _total(self, draft: _Draft) -> nouns.Noun | None:
        """Find the noun of a bare total earlier in its sentence: "the number of prisoners ... has reached 1,227"."""
        tokens, low = self._tokens, self._tokens.low
        for at in range(draft.first - 1, max(-1, draft.first - _BACK), -1):
            if low[at] in (".", "!", "?", ";"):
                return None
            if low[at] in ("number", "total", "count", "tally") and low[at + 1] == "of":
                return nouns.read_noun(tokens, at + 2)
            if low[at] in ("toll", "population", "membership", "enrolment", "enrollment"):
                return nouns.Noun(at, at, low[at])
        return None

    def _repeats(self, draft: _Draft, previous: _Draft) -> bool:
        """Tell whether a bare number takes the unit of the figure before it: "435 homes ... and 187 by tender"."""
        low = self._tokens.low
        if draft.first - previous.last > _BACK or not previous.unit or previous.kind is FigureKind.AGE:
            return False
        if any(word in (".", "!", "?", ";") for word in low[previous.last + 1 : draft.first]):
            return False
        connector = low[draft.first - 1]
        if connector not in ("to", "and", "from", "than", "at", "is", "was", "of", "or", "with", "over", "under"):
            return False
        return previous.low / 100 <= abs(draft.low) <= abs(previous.high) * 100

    # bounds and the result

    def _bound(self, draft: _Draft) -> None:
        tokens = self._tokens
        limit = bounds.before(tokens, draft.first)
        first = limit.edge if limit else draft.first
        moved = bounds.direction(tokens, first) if draft.bound is Bound.EXACT else None
        if limit:
            draft.bound, draft.cue, draft.first = limit.bound, limit.cue, limit.edge
        else:
            after = bounds.behind(tokens, draft.last + 1)
            if after:
                draft.bound, draft.cue, draft.last = after.bound, after.cue, after.edge
        if moved and draft.kind is not FigureKind.AGE:
            draft.bound, draft.cue = moved.bound, moved.cue

    def _figure(self, draft: _Draft) -> Figure:
        tokens = self._tokens
        noun = tokens.covered(draft.noun.first, draft.noun.last) if draft.noun else ""
        why = f'{draft.rule}, "{draft.cue}"' if draft.cue else draft.rule
        return Figure(
            Span(tokens.starts[draft.first], tokens.ends[draft.last]),
            Quantity(draft.low, draft.high, draft.unit, draft.per),
            noun,
            draft.bound,
            draft.kind,
            why,
            is_vague=draft.is_vague,
        )


def _is_base(value: float) -> bool:
    """Tell whether people say "in N" of a share with this base."""
    return value in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 1000) or value % 10 == 0


def _draft(amount: Amount, index: int) -> _Draft:
    return _Draft(
        amount.first,
        amount.last,
        amount.value,
        amount.value,
        amount.unit,
        amount.kind,
        amount.per,
        amount.rule,
        number_first=index,
    )
