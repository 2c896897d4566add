"""Homes: the articles of the library that annotations belong to whose own article has another id by now.

An article without an address is named by the letters of its first lines, so an edit of these lines renames it. What
was annotated under the old name is known by the address, or by the title where outlet and date say nothing else and
no second article has the same. Whoever is not certain stays without a home: an orphan that is listed is better than a
note on the wrong article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.articles.draft import article_id
from reader.catalogue import folded, title_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.annotations.annotation import ArticleReference
    from reader.articles.article import ArticleId
    from reader.catalogue import Catalogue, Row


def homes(catalogue: Catalogue, references: Iterable[ArticleReference]) -> dict[ArticleId, ArticleId]:
    """Return the ids of the articles that are meant, by the ids that the library does not know.

    Args:
        catalogue: What is in the library.
        references: What annotations remember of articles whose ids are not in the library.
    """
    strays = list(references)
    found: dict[ArticleId, ArticleId] = {}
    by_address = {each.id: article_id(each.url, []) for each in strays if each.url}
    there = catalogue.ids_among(by_address.values())
    found |= {name: home for name, home in by_address.items() if home in there}
    left = [each for each in strays if each.id not in found and title_order(each.title)]
    rows: dict[str, list[Row]] = {}
    for row in catalogue.of_titles(each.title for each in left):
        rows.setdefault(title_order(row.title), []).append(row)
    for each in left:
        meant = {row.id for row in rows.get(title_order(each.title), ()) if _may_be(each, row)}
        if len(meant) == 1:
            found[each.id] = meant.pop()
    return found


def _may_be(reference: ArticleReference, row: Row) -> bool:
    """Tell whether outlet and date allow an article of the same title to be the one that is remembered."""
    if reference.outlet and row.outlet and folded(reference.outlet) != folded(row.outlet):
        return False
    was, now = (reference.published or "")[:10], row.day
    return was.startswith(now) or now.startswith(was)
