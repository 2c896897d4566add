"""What the formats get and give: an annotation with its article, its place and its paragraph; and what was imported.

Formats are pure: the same entries give the same text, byte for byte. No clock, no device and no path is in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from reader.annotations.annotation import AnnotationKind, PlacementStatus
from reader.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.annotations.annotation import Annotation, ArticleReference, Placement
    from reader.articles.article import Article, ArticleId
    from reader.text import Span

MARKER = "pullquote-export"
"""Stands at the start of every exported file that has a place for it; `files.write` overwrites no other file."""

SHOWN = frozenset({AnnotationKind.MARK, AnnotationKind.ARTICLE})
"""Kinds that are notes to other programs; read state and hidden highlights concern this one alone."""


@dataclass(frozen=True, slots=True)
class Source:
    """The article that an annotation belongs to, as far as a citation needs it."""

    id: ArticleId
    title: str
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    """ISO 8601, as precise as it is known."""
    lang: str | None = None
    section: str | None = None

    @classmethod
    def of_article(cls, article: Article) -> Source:
        """Return what an article tells about itself."""
        published = article.published.iso if article.published else None
        return cls(
            article.id,
            article.title,
            article.authors,
            article.outlet,
            article.url,
            published,
            article.lang,
            article.section,
        )

    @classmethod
    def of_reference(cls, reference: ArticleReference) -> Source:
        """Return what an annotation remembers of an article that is gone."""
        authors = (reference.author,) if reference.author else ()
        return cls(reference.id, reference.title, authors, reference.outlet, reference.url, reference.published)


@dataclass(frozen=True, slots=True)
class Exported:
    """An annotation with all that a format may say about it."""

    annotation: Annotation
    source: Source
    placement: Placement | None = None
    """Where it stands in the present text; None for notes on the whole article, and where the article is gone."""
    paragraph: str = ""
    """The paragraphs of the present text that it touches; empty where it stands nowhere."""
    within: Span | None = None
    """Where the annotated words stand in `paragraph`."""

    @property
    def quote(self) -> str:
        """The annotated words, printable; empty for a note on the whole article."""
        return safe(self.annotation.anchor.exact) if self.annotation.anchor else ""

    @property
    def note(self) -> str:
        """The note, printable."""
        return safe(self.annotation.note)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, printable, each in one line."""
        return tuple(" ".join(safe(tag).split()) for tag in self.annotation.tags)

    @property
    def change(self) -> str | None:
        """What became of the words, for people; None if they are as they were."""
        if self.placement is None:
            return None
        if self.placement.status is PlacementStatus.GONE:
            return "no longer in the article"
        if self.placement.status in {PlacementStatus.EDITED, PlacementStatus.REPLACED}:
            return f"now: {one_line(self.placement.now or '')}"
        return None


@dataclass(frozen=True, slots=True)
class Imported:
    """Annotations read from a file of another program, or of this one."""

    annotations: tuple[Annotation, ...]
    """Their ids are always the same for the same file. Where the article is not known, `article.id` is empty: it has
    to be looked up by its address. Where the annotated text is not known, the anchor's digest is empty and its span
    says nothing: the words have to be searched for."""
    problems: tuple[str, ...] = ()
    """One line for each item that could not be read."""


def exported(annotation: Annotation, article: Article | None = None, placement: Placement | None = None) -> Exported:
    """Return an annotation with what its article tells, if there is one, and with the paragraphs around its place."""
    if article is None:
        return Exported(annotation, Source.of_reference(annotation.article), placement)
    source = Source.of_article(article)
    if placement is None or placement.span is None:
        return Exported(annotation, source, placement)
    span = placement.span
    blocks = [block.span for block in article.blocks if block.span.overlaps(span)]
    if not blocks:
        return Exported(annotation, source, placement, span.of(article.text), span.moved(-span.start))
    start, end = min(span.start, blocks[0].start), max(span.end, blocks[-1].end)
    return Exported(annotation, source, placement, article.text[start:end], span.moved(-start))


def by_article(entries: Iterable[Exported]) -> Iterator[tuple[Source, list[Exported]]]:
    """Yield the entries that are notes to others by article: the newest first, and each in the order of its text."""

    def order(entry: Exported) -> tuple[str, str, int, str]:
        anchor = entry.annotation.anchor
        return entry.source.title, entry.source.id, anchor.span.start if anchor else -1, entry.annotation.id

    shown = sorted((entry for entry in entries if entry.annotation.kind in SHOWN), key=order)
    shown.sort(key=lambda entry: entry.source.published or "", reverse=True)
    for _, group in groupby(shown, key=lambda entry: (entry.source.title, entry.source.id)):
        members = list(group)
        yield members[0].source, members


def one_line(text: str) -> str:
    """Return printable text without line breaks or runs of blanks."""
    return " ".join(safe(text).split())
