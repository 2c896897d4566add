"""What a query asks, as a tree: words, phrases, prefixes, dates and conditions under AND, OR and NOT.

All words in it are folded (`reader.search.words.fold`). A tree is at most `DEEPEST` levels deep and has at most
`MOST_TERMS` leaves, so that everything that walks it may recurse.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.search.query import Condition

DEEPEST = 24
MOST_TERMS = 64


@dataclass(frozen=True, slots=True)
class Word:
    """Articles with a word: in this form if `exact`, else in any form of the same stem."""

    field: str
    """Field of the index: `text`, `title`, `author`, `outlet`, `lang`, `path`."""
    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """Articles with a word that begins so."""

    field: str
    text: str
    typed: bool = False
    """It may be a whole word that is just being typed: other words of its stem answer as well."""


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Articles with a word that differs by at most one letter added, left out, replaced or swapped with the next."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Articles with these words, in these forms, one after the other."""

    field: str
    words: tuple[str, ...]
    """Two or more."""
    is_open: bool = False
    """The last one is being typed, and any word that begins so will do."""


@dataclass(frozen=True, slots=True)
class Days:
    """Articles published between two days, both included, as numbers such as 20251218.

    A day of an article that is not known is 00 in such a number, a month too: 20251200 is some day of December.
    Articles without a date never answer.
    """

    low: int = 1
    high: int = 99_991_231


@dataclass(frozen=True, slots=True)
class Fact:
    """Articles that meet a condition which the library answers."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class And:
    """Articles that answer all parts; the parts are two or more."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Articles that answer at least one part; the parts are two or more."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Articles that do not answer the part."""

    part: Node


Node = Word | Prefix | Fuzzy | Phrase | Days | Fact | And | Or | Not


def leaves(node: Node | None, *, negated: bool = False) -> Iterator[tuple[Node, bool]]:
    """Yield the leaves of a tree with whether they stand under an odd number of `Not`."""
    match node:
        case None:
            return
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part, negated=negated)
        case Not(part):
            yield from leaves(part, negated=not negated)
        case _:
            yield node, negated
