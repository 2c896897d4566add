"""Tokens of the figure rules: every sign once, offsets that fit, harmless padding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.highlights.figure_tokens import Tokens


def of(text: str) -> Tokens:
    return Tokens(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31-year-old", ["31", "-", "year", "-", "old"]),
        ("$2.5-2.8 billion", ["$", "2.5", "-", "2.8", "billion"]),
        ("1 227 and 1\u202f227,5", ["1 227", "and", "1\u202f227,5"]),
        ("in 2015 300 men", ["in", "2015", "300", "men"]),
        ("20 200-yard swims", ["20", "200", "-", "yard", "swims"]),
        ("Novak’s 5%", ["novak's", "5", "%"]),
        ("A4", ["a", "4"]),
        ("7½", ["7", "½"]),
        (" \n ", []),
        ("", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    tokens = of(text)
    assert tokens.low[: tokens.size] == expected


@given(st.text(max_size=80))
def test_offsets_fit_and_nothing_is_lost(text: str) -> None:
    tokens = of(text)
    end = 0
    for index in range(tokens.size):
        assert text[end : tokens.starts[index]].strip() == ""
        assert text[tokens.starts[index] : tokens.ends[index]] == tokens.raw[index] != ""
        end = tokens.ends[index]
    assert text[end:].strip() == ""


def test_tokens_of_a_part_have_offsets_of_the_whole() -> None:
    text = "one two three four"
    tokens = Tokens(text, 4, 13)
    assert tokens.covered(0, 1) == "two three"


def test_there_is_nothing_around() -> None:
    tokens = of("5 miles")
    assert tokens.low[-1] == tokens.low[tokens.size] == ""
    assert not tokens.glued(-1)
    assert not tokens.glued(tokens.size - 1)
    assert not tokens.is_capital(tokens.size)


def test_addresses() -> None:
    tokens = of("See https://a.example/5/7 or www.b.example/9 and 12 more")
    inside = [tokens.raw[at] for at in range(tokens.size) if tokens.raw[at].isdigit() and tokens.in_address(at)]
    assert inside == ["5", "7", "9"]
    assert not of("5 miles").in_address(0)
