"""Orphans: annotations whose words or whose article are gone. Blocks; a screen calls it in a thread worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.catalogue import folded
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reader.annotations.annotation import Annotation, AnnotationId, ArticleReference
    from reader.articles.article import ArticleId
    from reader.library import Library

ARTICLE_GONE = "The article is not in the library."
WORDS_GONE = "These words are gone from the article."
_ROWS_AT_ONCE = 500


def key_of(library: Library, reference: ArticleReference) -> int | None:
    """Return the article that an annotation belongs to: by its id, or by its title if the id has changed since."""
    keys = library.catalogue.keys_of([reference.id])
    return min(keys) if keys else keys_by_title(library, [reference]).get(reference.id)


def keys_by_title(
    library: Library, references: Iterable[ArticleReference], cancelled: Callable[[], bool] = lambda: False
) -> dict[ArticleId, int]:
    """Return articles of the library that have the titles of others, which are no longer there."""
    wanted: dict[str, list[ArticleId]] = {}
    for reference in references:
        if reference.title:
            wanted.setdefault(folded(reference.title), []).append(reference.id)
    found: dict[ArticleId, int] = {}
    keys = library.keys() if wanted else ()
    for start in range(0, len(keys), _ROWS_AT_ONCE):
        if cancelled():
            break
        for row in library.catalogue.rows(keys[start : start + _ROWS_AT_ONCE]):
            for name in wanted.get(folded(row.title), ()):
                found.setdefault(name, row.key)
    return found


def reasons(
    library: Library, annotations: Iterable[Annotation], cancelled: Callable[[], bool] = lambda: False
) -> Iterator[dict[AnnotationId, str]]:
    """Yield, article by article, why annotations stand nowhere; empty for those that stand somewhere.

    Args:
        library: Where the articles are.
        annotations: Live marks and notes.
        cancelled: Asked before each article; nothing more is yielded once it says so.
    """
    by_article: dict[ArticleId, list[Annotation]] = {}
    for annotation in annotations:
        by_article.setdefault(annotation.article.id, []).append(annotation)
    there = library.catalogue.ids_among(by_article)
    moved = keys_by_title(
        library, (each[0].article for name, each in by_article.items() if name not in there), cancelled
    )
    for name, members in by_article.items():
        if cancelled():
            return
        keys = library.catalogue.keys_of([name]) if name in there else frozenset()
        yield _of_article(library, min(keys) if keys else moved.get(name), members)


def _of_article(library: Library, key: int | None, members: list[Annotation]) -> dict[AnnotationId, str]:
    if key is None:
        return {each.id: ARTICLE_GONE for each in members}
    if all(each.anchor is None for each in members):
        return {each.id: "" for each in members}
    try:
        placed = library.article(key).placed
    except ReaderError as error:
        return {each.id: str(error) for each in members}
    known = {each.annotation.id: each.placement for each in placed}
    found = {}
    for each in members:
        placement = known.get(each.id)
        is_gone = placement is not None and placement.span is None
        found[each.id] = WORDS_GONE if is_gone else "" if each.id in known else ARTICLE_GONE
    return found
