"""Orphans: annotations whose words or whose article are gone. Blocks; a screen calls it in a thread worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.sifting import Narrower, NoteFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reader.annotations.annotation import Annotation, AnnotationId, ArticleReference
    from reader.articles.article import ArticleId
    from reader.library import Library

ARTICLE_GONE = "The article is not in the library."
WORDS_GONE = "These words are gone from the article."


def key_of(library: Library, reference: ArticleReference) -> int | None:
    """Return the article that an annotation belongs to now; None if it is not in the library."""
    return min(library.catalogue.keys_of([library.notebook.home(reference.id)]), default=None)


def reasons(
    library: Library, annotations: Iterable[Annotation], cancelled: Callable[[], bool] = lambda: False
) -> Iterator[dict[AnnotationId, str]]:
    """Yield, article by article, why annotations stand nowhere; empty for those that stand somewhere.

    Args:
        library: Where the articles are.
        annotations: Live marks and notes.
        cancelled: Asked before each article; nothing more is yielded once it says so.
    """
    library.adopt_strays()
    by_article: dict[ArticleId, list[Annotation]] = {}
    for annotation in annotations:
        by_article.setdefault(library.notebook.home(annotation.article.id), []).append(annotation)
    for members in by_article.values():
        if cancelled():
            return
        yield _of_article(library, members)


@dataclass(frozen=True, slots=True)
class Told:
    """An annotation, and why it stands nowhere; empty for one that stands somewhere."""

    annotation: Annotation
    orphaned: str = ""


def filtered(library: Library, annotations: Sequence[Annotation], words: str, *, is_orphan: bool = False) -> list[Told]:
    """Return the annotations that a filter accepts, in their order; with `is_orphan`, of those that stand nowhere.

    Articles are read only for a filter that asks for orphans.
    """
    wanted = NoteFilter.parse(words)
    asks = is_orphan or wanted.asks_for_orphans
    reasons = orphans(library, annotations) if asks else {}
    told = [Told(each, reasons.get(each.id, "")) for each in annotations if each.id in reasons or not is_orphan]
    return list(Narrower().narrow(told, wanted))


def orphans(library: Library, annotations: Iterable[Annotation]) -> dict[AnnotationId, str]:
    """Return why annotations stand nowhere, for those that do not."""
    return {name: reason for found in reasons(library, annotations) for name, reason in found.items() if reason}


def _of_article(library: Library, members: list[Annotation]) -> dict[AnnotationId, str]:
    key = key_of(library, members[0].article)
    if key is None:
        return {each.id: ARTICLE_GONE for each in members}
    if all(each.anchor is None for each in members):
        return {each.id: "" for each in members}
    try:
        placed = library.notebook.placed(library.read(key))
    except ReaderError as error:
        return {each.id: str(error) for each in members}
    gone = {each.annotation.id for each in placed if each.placement is not None and each.placement.span is None}
    return {each.id: WORDS_GONE if each.id in gone else "" for each in members}
