"""A megabyte of anything is read in a bounded number of steps, and never raises."""

from __future__ import annotations

import pytest

from reader.highlights import figures
from reader.highlights.figures import find_figures

SIZE = 60_000
HOSTILE = [
    "1",
    ",",
    "1,",
    "$",
    "1-1-",
    "1 ",
    "111 ",
    "a1",
    " ",
    "\n",
    "1\n",
    "5%",
    "-5 ",
    "from 5 to ",
    "two of ",
    "two and ",
    "hundred ",
    "thousands of ",
    "https://1",
    "1.",
    ".5",
    "(5",
    '"5"',
    "5'",
    "\U0001f6005",
    "\ud8005",
    "1\u00a0234",
    "**5** ",
    "5 million ",
    "twenty-",
    "No. 5 ",
    "1/2/",
    "2020-",
    "5 U.S. ",
    "half of a ",
    "\x00",
    "\x1b[5m",
    "\u202e5 ",
    "dogs ",
    "5 млн ",
    "the number of ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_wall_of_one_piece(piece: str) -> None:
    text = piece * (SIZE // len(piece))
    end = 0
    for figure in find_figures(text):
        assert end <= figure.span.start < figure.span.end <= len(text)
        end = figure.span.end


def test_the_work_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0
    real = figures._read

    def counted(*arguments):
        nonlocal looked
        looked += 1
        return real(*arguments)

    monkeypatch.setattr(figures, "_read", counted)
    find_figures("7 dogs " * 40_000)
    assert 4_000 < looked <= 4_000 + 280_000 // 150


def test_figures_before_the_bound_are_kept() -> None:
    found = find_figures("They paid $3 million.\n" + "5 " * 100_000)
    assert found[0].quantity.low == 3e6


def test_a_long_paragraph_is_read_to_its_end() -> None:
    text = "word " * 20_000 + "and 12 people left."
    assert [figure.span.of(text) for figure in find_figures(text)] == ["12 people"]
