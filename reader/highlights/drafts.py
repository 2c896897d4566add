"""A figure while it is being read, in token indexes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.highlights.highlight import Bound, Figure, FigureKind, Quantity
from reader.text import Span

if TYPE_CHECKING:
    from reader.highlights.amounts import Amount
    from reader.highlights.figure_tokens import Tokens
    from reader.highlights.nouns import Noun


@dataclass(slots=True)
class Draft:
    """What is known of a figure so far; token indexes, both ends included."""

    first: int
    last: int
    number: int
    """The token at which its number begins."""
    low: float
    high: float
    unit: str = ""
    kind: FigureKind = FigureKind.NUMBER
    per: str | None = None
    rule: str = "number"
    noun: Noun | None = None
    bound: Bound = Bound.EXACT
    cue: str = ""
    is_vague: bool = False

    @classmethod
    def of(cls, amount: Amount, number: int) -> Draft:
        """Begin with one amount whose number stands at a token."""
        return cls(
            amount.first,
            amount.last,
            number,
            min(amount.value, amount.high),
            max(amount.value, amount.high),
            amount.unit,
            amount.kind,
            amount.per,
            amount.rule,
            is_vague=amount.number.is_vague,
            bound=Bound.MORE if amount.is_least else Bound.EXACT,
            cue="plus" if amount.is_least else "",
        )

    def figure(self, tokens: Tokens) -> Figure:
        """Return the finished figure."""
        noun = tokens.covered(self.noun.first, self.noun.last) if self.noun else ""
        return Figure(
            Span(tokens.starts[self.first], tokens.ends[self.last]),
            Quantity(self.low, self.high, self.unit, self.per),
            noun,
            self.bound,
            self.kind,
            f'{self.rule}, "{self.cue}"' if self.cue else self.rule,
            is_vague=self.is_vague,
        )
