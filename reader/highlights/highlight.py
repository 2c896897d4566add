"""Figure, Quantity and Quote: what the program found in an article, each with the rule that found it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.highlights.kinds import Bound, FigureKind

if TYPE_CHECKING:
    from reader.text import Span

__all__ = [
    "FINDER_VERSION",
    "Bound",
    "Figure",
    "FigureKind",
    "Highlights",
    "Quantity",
    "Quote",
    "QuoteKind",
]

FINDER_VERSION = 4
"""Raised with every change of what is read or found; results of other versions are computed anew."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value or a range of values, with its unit.

    Raises:
        ValueError: if a range runs downwards.
    """

    low: float
    """The value, or the lower end of a range."""
    high: float
    """Equal to `low` unless it is a range."""
    unit: str
    """Folded and singular: `percent`, `dollar`, `kilometre`, `year of age`, a counted noun, or empty."""
    per: str | None = None
    """`year` in "2.5 billion dollars annually", `share` in "6 dollars per share"."""

    def __post_init__(self) -> None:
        if self.high < self.low:
            raise ValueError(f"range runs downwards: {self.low}..{self.high}")

    @property
    def is_range(self) -> bool:
        """Tell whether it has two ends."""
        return self.high > self.low


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the article that says something: value, unit, what it counts, and how it is bounded."""

    span: Span
    """From the first word of the bound, currency or number to the end of its unit or noun."""
    quantity: Quantity
    noun: str
    """What is counted or measured, as the text says it ("political prisoners", "of GDP"); may be empty."""
    bound: Bound
    kind: FigureKind
    why: str
    """Name of the rule, and its cue in quotation marks, for people."""
    rank: int = 0
    """1 is the most important of the article; 0 is not ranked."""
    places: tuple[Span, ...] = ()
    """Where else the same value of the same thing stands."""
    is_vague: bool = False
    """Dozens, hundreds, a handful."""


class QuoteKind(StrEnum):
    """Whether marks hold a full statement or a part of reported speech."""

    DIRECT = "direct"
    FRAGMENT = "fragment"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between marks that somebody is said to have said."""

    span: Span
    """With its marks."""
    content: Span
    """Without its marks."""
    kind: QuoteKind
    speaker: str | None
    """The person or organisation, by fullest name; None when the text does not tell."""
    mention: Span | None
    """What names the speaker in the text: "she", "the agency", "Lukashenko"."""
    cue: Span | None
    """The word of saying, such as "said" or "according to"."""
    why: str
    """Name of the rule, and its cue in quotation marks, for people."""
    rank: int = 0
    """1 is the most important of the article; 0 is not ranked."""
    via: str | None = None
    """Who reports it, where the speaker is quoted second-hand."""


@dataclass(frozen=True, slots=True)
class Highlights:
    """All figures and quotes of one article, in text order."""

    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()

    @property
    def key_figures(self) -> tuple[Figure, ...]:
        """The ranked figures, most important first."""
        return tuple(sorted((f for f in self.figures if f.rank), key=lambda figure: figure.rank))

    @property
    def key_quotes(self) -> tuple[Quote, ...]:
        """The ranked quotes, most important first."""
        return tuple(sorted((q for q in self.quotes if q.rank), key=lambda quote: quote.rank))
