"""Stretches: the same whether all articles are counted at once or looked at one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.library import Library
from reader.paths import folders
from reader.search.order import Order
from reader.stretches import stretches

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path):
    (tmp_path / "articles").mkdir()
    rows = [
        ("2025-11-20", "Coast Courier"),
        ("2025-11-20T08:00", "coast courier"),
        ("2025-11", ""),
        ("", "Æther"),
        ("", ""),
    ]
    for number, (date, outlet) in enumerate(rows):
        head = f"title: Article {number}\n" + f"date: {date}\n" * bool(date) + f"outlet: {outlet}\n" * bool(outlet)
        (tmp_path / "articles" / f"{number}.md").write_text(f"---\n{head}---\n\nText of it.\n", encoding="utf-8")
    where = folders(tmp_path / "articles", data=tmp_path, cache=tmp_path, environment={"READER_STATE": str(tmp_path)})
    library = Library.open(where)
    library.update()
    yield library
    library.close()


@pytest.mark.parametrize(
    ("by", "order", "found"),
    [
        ("day", Order.DATE, [("2025-11-20", 2), ("2025-11", 1), ("", 2)]),
        ("outlet", Order.OUTLET, [("Coast Courier", 2), ("Æther", 1), ("", 2)]),
    ],
)
def test_stretches(library: Library, by: str, order: Order, found: list[tuple[str, int]]) -> None:
    keys = library.keys(order)
    at_once = stretches(library.catalogue, by, keys, is_all=True)
    one_by_one = stretches(library.catalogue, by, keys, is_all=False)
    assert [(name.casefold(), count) for name, count in at_once] == [(name.casefold(), n) for name, n in found]
    assert [count for _, count in one_by_one] == [count for _, count in found]
    assert stretches(library.catalogue, by, keys[:1], is_all=True)[0][1] == 1
    assert stretches(library.catalogue, by, keys[:0], is_all=False) == []
