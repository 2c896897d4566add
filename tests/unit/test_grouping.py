"""Groups of the list: where each begins among places and lines."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ui.grouping import Group, Groups, head_of


@given(st.lists(st.integers(1, 5), max_size=12), st.integers(1, 3))
def test_every_line_is_a_head_or_a_part_of_one_article(counts: list[int], height: int) -> None:
    groups = Groups([str(number) for number, _ in enumerate(counts)], counts)
    articles = sum(counts) or 4
    lines = []
    place = 0
    for number, count in enumerate(counts or [articles]):
        lines += [(place, -1)] if counts else []
        for each in range(place, place + count):
            assert groups.line_of(each, height) == len(lines)
            assert groups.number_of(each) == (number if counts else 0)
            lines += [(each, part) for part in range(height)]
        place += count
    assert groups.lines(articles, height) == len(lines)
    assert [groups.at(line, height) for line in range(len(lines))] == lines


def test_walking_by_groups() -> None:
    groups = Groups(["a", "b", "c"], [2, 3, 1])
    assert [groups.next_start(place, 1) for place in range(6)] == [2, 2, 5, 5, 5, 5]
    assert [groups.next_start(place, -1) for place in range(6)] == [0, 0, 0, 2, 2, 2]


@pytest.mark.parametrize(
    ("group", "value", "head"),
    [
        (Group.DAY, "2026-11-20", "Today"),
        (Group.DAY, "2026-11-19", "Yesterday"),
        (Group.DAY, "2026-11-21", "Tomorrow"),
        (Group.DAY, "2026-11-17", "Tue 17 Nov 2026"),
        (Group.DAY, "2026-11", "2026-11"),
        (Group.DAY, "", "No date"),
        (Group.OUTLET, "Coast Courier", "Coast Courier"),
        (Group.OUTLET, "", "No outlet"),
    ],
)
def test_heads(group: Group, value: str, head: str) -> None:
    assert head_of(group, value, date(2026, 11, 20)) == head
