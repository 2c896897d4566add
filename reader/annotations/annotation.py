"""Annotation, Anchor and Placement: what the user made, where it was made, and where it stands now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType

from reader.annotations.kinds import AnnotationKind, PlacementStatus

if TYPE_CHECKING:
    from reader.articles.article import ArticleId
    from reader.text import Span

__all__ = [
    "Anchor",
    "Annotation",
    "AnnotationId",
    "AnnotationKind",
    "ArticleReference",
    "Placement",
    "PlacementStatus",
]

AnnotationId = NewType("AnnotationId", str)
"""A UUID in its usual spelling: version 7 for marks and notes, version 5 (made of the article) for STATE and HIDDEN."""


@dataclass(frozen=True, slots=True)
class ArticleReference:
    """What an annotation remembers of its article, so that it stays readable when the article is gone."""

    id: ArticleId
    title: str
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an annotation was made, by position and by words."""

    text_digest: str
    """sha256 (hex) of the `Article.text` it was made on; that text is kept by the store."""
    norm: int
    """Normal form of that text."""
    span: Span
    """In code points of that text."""
    exact: str
    """The annotated words."""
    prefix: str
    """At most 64 code points before."""
    suffix: str
    """At most 64 code points after."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One thing that the user made, in its latest state."""

    id: AnnotationId
    kind: AnnotationKind
    article: ArticleReference
    anchor: Anchor | None
    """None for the kinds that speak of the whole article."""
    created: str
    """ISO 8601 in UTC, seconds."""
    modified: str
    note: str = ""
    """Markdown; empty for a mark without a note."""
    tags: tuple[str, ...] = ()
    color: str = "yellow"
    is_read: bool = False
    """Of kind STATE only."""
    is_starred: bool = False
    """Of kind STATE only."""
    is_conflict: bool = False
    """Two devices changed the note; both texts are in it."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an annotation stands in the present text of its article."""

    status: PlacementStatus
    span: Span | None
    """In the present text; None when GONE."""
    was: str
    """The annotated words."""
    now: str | None
    """The words that stand there now; None when GONE."""
    score: float = 1.0
    """Share of the annotated words that survived, 0 to 1."""
