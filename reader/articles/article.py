"""The Article and its Blocks: text is made once, here; kinds label spans and never move text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

from reader.articles.kinds import FURNITURE, PROSE, BlockKind

if TYPE_CHECKING:
    from reader.text import Span

__all__ = [
    "FURNITURE",
    "NORM",
    "PROSE",
    "Article",
    "ArticleId",
    "Block",
    "BlockKind",
    "Link",
    "Origin",
    "Precision",
    "Published",
]

ArticleId = NewType("ArticleId", str)
"""Names an article for life: base32 of a digest of its canonical URL, else of the start of its body."""

NORM = 1
"""Version of the normal form of `Article.text`; a change of joins or cleaning raises it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of one or more raw lines that belong together."""

    kind: BlockKind
    span: Span
    """Where it stands in `Article.text`."""
    first_line: int
    """Number of its first raw line in the file, from 1."""
    last_line: int
    """Number of its last raw line; larger than `first_line` where a broken sentence was joined."""
    level: int = 0
    """Depth of a heading (1 is the top), or nesting of a list item; 0 elsewhere."""


class Precision(StrEnum):
    """How much of a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"


@dataclass(frozen=True, slots=True, order=True)
class Published:
    """When an article was published, no more precisely than its file says."""

    iso: str
    """`2025-12-18`, `2025-12`, `2025` or `2025-12-17T18:00`, with `Z` or `+01:00` where a zone is given."""
    precision: Precision = Precision.DAY

    @property
    def day(self) -> str:
        """The date without the time, as ISO: what lists and citations show."""
        return self.iso[:10]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a field of the metadata came from."""

    where: str
    """For people, such as `line 3`, `front matter`, `address`."""
    sure: float
    """From 0 to 1."""


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink of the article."""

    span: Span
    """The linked words in `Article.text`."""
    target: str
    """The address as it was given; only http and https are ever opened."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read from a file.

    Raises:
        ValueError: if its blocks do not tile `text` in order.
    """

    id: ArticleId
    revision: str
    """Digest (sha256, hex) of `text`: another text is another revision of the same article."""
    path: str
    """Where it was read, relative to the library folder, with `/`; never an identity."""
    text: str
    """Every raw line in document order, cleaned; blocks are separated by exactly one blank line."""
    blocks: tuple[Block, ...]
    title: str
    """Never empty: the file name stands in where the text names none."""
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    published: Published | None = None
    updated: Published | None = None
    lang: str | None = None
    """Two-letter code where the text is long enough to tell."""
    section: str | None = None
    tags: tuple[str, ...] = ()
    """Tags that the file itself carries; the user's tags are annotations."""
    links: tuple[Link, ...] = ()
    origins: dict[str, Origin] = field(default_factory=dict)
    """By name of the field: where it came from. Read only."""
    warnings: tuple[str, ...] = ()
    """One line each, for people: what could not be read and what was done instead."""
    reader: str = "text/1"
    """Format and version of the reader that made it."""
    norm: int = NORM

    def __post_init__(self) -> None:
        end = 0
        for block in self.blocks:
            if block.span.start < end or block.span.end > len(self.text):
                raise ValueError(f"blocks overlap or run out of the text at {block.span.start}")
            end = block.span.end

    def spans(self, kinds: frozenset[BlockKind]) -> tuple[Span, ...]:
        """Return the spans of the blocks of these kinds, in order."""
        return tuple(block.span for block in self.blocks if block.kind in kinds)
