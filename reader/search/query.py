"""Values that cross the border of the search room: what is asked, what is found, what is shown of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from reader.articles.article import Article
    from reader.text import Span


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of a query that could not be understood; the rest of the query was answered."""

    span: Span
    """Where in the query."""
    message: str
    """One line: what is wrong and what would be right."""
    is_unfinished: bool = False
    """It stands at the end and may become right with the next letters: whoever shows what is found while somebody types
    shows what the rest of the query finds, and takes the message as a hint."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A test that the index cannot answer alone: `is:unread`, `tag:x`, `money:>1bn`, `speaker:Lukashenko`.

    The library answers it, from the user's annotations or from the catalogue of highlights.
    """

    field: str
    """`is`, `has`, `note`, `tag`, `quote`, `speaker`, `money`, `percent`, `count`, ..."""
    word: str = ""
    """What it is compared with: `unread`, a tag, a name, a counted noun; folded."""
    low: float | None = None
    """Smallest value, for fields that hold figures."""
    high: float | None = None
    """Largest value."""
    low_included: bool = True
    high_included: bool = True
    is_typed: bool = False
    """The word is being typed: if nothing has it, what begins so answers. Only of a `tag`; other words are looked for
    anywhere in a name or a note."""


class Facts(Protocol):
    """Answers conditions; the search room asks, the library implements."""

    def keys(self, condition: Condition) -> frozenset[int]:
        """Return the keys of the articles that meet it."""


class NoFacts:
    """Facts of a library without annotations and figures: no article meets any condition."""

    def keys(self, condition: Condition) -> frozenset[int]:  # noqa: ARG002
        """Return nothing."""
        return frozenset()


@dataclass(frozen=True, slots=True)
class Document:
    """What the index takes: an article under its key."""

    key: int
    """63-bit key of a place in the library (file and ordinal), from `reader.catalogue.key_of`."""
    article: Article


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers a query."""

    key: int
    score: float
    """Larger is better; 0 when ordered by anything but relevance."""


class Bound(StrEnum):
    """What a number of hits is."""

    EXACT = "exact"
    AT_LEAST = "at least"
    """Of a phrase of words that nearly all articles have, hits are looked for until the page is full."""
    AT_MOST = "at most"
    """Of a phrase whose last word is only begun ("bank of e) the articles are shown that have the rest of it and a word
    that begins so anywhere; a letter more makes it exact."""
    ABOUT = "about"
    """Both."""


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of the hits of a query, best first."""

    text: str
    """The query as it was typed: whoever shows the page checks that it is still the question."""
    hits: tuple[Hit, ...]
    total: int
    """Number of articles that answer it."""
    bound: Bound = Bound.EXACT
    """Whether there are more or fewer than `total`."""
    problems: tuple[Problem, ...] = ()
    offset: int = 0
    """Rank of the first hit of the page, from 0."""

    @property
    def is_exact(self) -> bool:
        """Tell whether the total is exact."""
        return self.bound is Bound.EXACT

    @property
    def has_more(self) -> bool:
        """Tell whether there may be hits behind this page."""
        end = self.offset + len(self.hits)
        return bool(self.hits) and (end < self.total or self.bound in (Bound.AT_LEAST, Bound.ABOUT))

    @property
    def counted(self) -> str:
        """The total in words: "1,204", "more than 479", "up to 3,000", "about 500"."""
        match self.bound:
            case Bound.EXACT:
                return f"{self.total:,}"
            case Bound.AT_LEAST:
                return f"more than {self.total - 1:,}" if self.total > 1 else f"at least {self.total}"
            case Bound.AT_MOST:
                return f"up to {self.total:,}"
            case Bound.ABOUT:
                return f"about {self.total:,}"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of an article that shows why it was found."""

    text: str
    """One line, of the article's own characters."""
    matches: tuple[Span, ...]
    """In `text`."""
    start: int
    """Where it begins in `Article.text`."""
