"""Stretches: how many articles of a list in a row have the same day, or outlet. What groups of a list are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.catalogue import Catalogue

# Counted first by what an index holds: ten times as quick with 100,000 articles.
_OF_ALL = {
    "day": "select substr(iso, 1, 10) as day, sum(times) from "
    "(select iso, count(*) as times from article group by iso) group by day order by day desc",
    "outlet": "select coalesce((select outlet from article where outlet_order = name limit 1), ''), times from "
    "(select outlet_order as name, count(*) as times from article group by outlet_order) order by name",
}
_OF_SOME = {
    "day": "select key, substr(iso, 1, 10), substr(iso, 1, 10) from article where key in ",
    "outlet": "select key, outlet_order, coalesce(outlet, '') from article where key in ",
}
"""Key, what makes articles alike, and how it is spelled."""
_CHUNK = 900  # SQLite takes at least 999 variables in one statement


def stretches(catalogue: Catalogue, by: str, keys: Sequence[int], *, is_all: bool) -> list[tuple[str, int]]:
    """Return value and length of each stretch.

    Args:
        catalogue: Where the articles stand.
        by: `day` or `outlet`.
        keys: The list, ordered by it.
        is_all: They are all articles, whose stretches are known without looking at each.
    """
    if is_all:
        found = [(str(value), int(count)) for value, count in catalogue.select(_OF_ALL[by])]
        if sum(count for _, count in found) == len(keys):
            return found
    known: dict[int, tuple[str, str]] = {}
    for start in range(0, len(keys), _CHUNK):
        chunk = keys[start : start + _CHUNK]
        marks = ",".join("?" * len(chunk))
        known.update((key, (same, shown)) for key, same, shown in catalogue.select(f"{_OF_SOME[by]}({marks})", chunk))
    runs: list[tuple[str, int]] = []
    last: str | None = None
    for key in keys:
        same, shown = known.get(key, ("", ""))
        if same == last:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((shown, 1))
        last = same
    return runs
