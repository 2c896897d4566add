"""The notebook: everything the user made, kept in the log, undone and redone, placed in the present texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reader.annotations.annotation import Annotation, AnnotationId, ArticleReference, Placement
    from reader.articles.article import Article, ArticleId
    from reader.text import Span


@dataclass(frozen=True, slots=True)
class Placed:
    """An annotation and where it stands in the present text."""

    annotation: Annotation
    placement: Placement | None
    """None for annotations on the whole article."""


class Notebook:
    """The annotations of one data folder. When a method that changes something returns, it is on disk.

    Raises:
        NotSavedError: from every changing method, when the change could not be written; nothing has changed then.
    """

    problems: tuple[str, ...]
    """One line each: log lines that could not be read, newer versions, files that are not ours."""

    @classmethod
    def open(cls, data: Path, state: Path) -> Notebook:
        """Return the notebook of these folders; reads nothing and creates nothing yet."""
        raise NotImplementedError

    def refresh(self) -> bool:
        """Read what other terminals and devices wrote since the last time; tell whether anything changed."""
        raise NotImplementedError

    def all(self) -> tuple[Annotation, ...]:
        """Return the live marks and notes, newest first."""
        raise NotImplementedError

    def of(self, article: ArticleId) -> tuple[Annotation, ...]:
        """Return the live annotations of an article, of every kind but STATE, in order of their anchors."""
        raise NotImplementedError

    def trash(self) -> tuple[Annotation, ...]:
        """Return the deleted ones, newest deletion first."""
        raise NotImplementedError

    def state(self, article: ArticleId) -> Annotation | None:
        """Return read, starred and tags of an article; None while it has never been touched."""
        raise NotImplementedError

    def states(self) -> tuple[Annotation, ...]:
        """Return read, starred and tags of every article that was ever touched."""
        raise NotImplementedError

    def placed(self, article: Article) -> tuple[Placed, ...]:
        """Return the annotations of `of(article.id)` with their places in this text."""
        raise NotImplementedError

    def mark(
        self,
        article: Article,
        span: Span,
        *,
        note: str = "",
        tags: Sequence[str] = (),
        color: str = "yellow",
    ) -> Annotation:
        """Keep a mark on a span of the article's text, with or without a note."""
        raise NotImplementedError

    def note(self, article: Article, note: str, *, tags: Sequence[str] = ()) -> Annotation:
        """Keep a note on the whole article."""
        raise NotImplementedError

    def hide(self, article: Article, span: Span) -> Annotation:
        """Hide the highlight that stands at `span`."""
        raise NotImplementedError

    def change(
        self,
        annotation: AnnotationId,
        *,
        note: str | None = None,
        tags: Sequence[str] | None = None,
        color: str | None = None,
    ) -> Annotation:
        """Change what is given and keep the rest."""
        raise NotImplementedError

    def reattach(self, annotation: AnnotationId, article: Article, span: Span) -> Annotation:
        """Anchor an annotation anew, for orphans."""
        raise NotImplementedError

    def delete(self, annotation: AnnotationId) -> None:
        """Move it to the trash; `undo` and `restore` bring it back."""
        raise NotImplementedError

    def restore(self, annotation: AnnotationId) -> Annotation:
        """Bring it back from the trash."""
        raise NotImplementedError

    def set_state(
        self,
        articles: Sequence[ArticleReference],
        *,
        read: bool | None = None,
        starred: bool | None = None,
        tags: Sequence[str] | None = None,
    ) -> None:
        """Change read, starred or tags of articles, as one action that one `undo` takes back."""
        raise NotImplementedError

    def undo(self) -> str | None:
        """Take back the last action of this device; return what was undone, for people, or None."""
        raise NotImplementedError

    def redo(self) -> str | None:
        """Do again what `undo` took back; return what, for people, or None."""
        raise NotImplementedError
