"""Numbers: digits in several formats, words, scales, fractions, and the language of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.highlights.figure_tokens import Tokens
from reader.highlights.numbers import has_number, read_digits, read_number, uses_decimal_comma


def number(text: str, *, decimal_comma: bool = False, is_money: bool = False):
    tokens = Tokens(text, 0, len(text), decimal_comma=decimal_comma)
    return read_number(tokens, 0, is_money=is_money)


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("7", 7),
        ("1,227", 1227),
        ("12,345,678.9", 12345678.9),
        ("12,34,567", 1234567),
        ("12,34,567.89", 1234567.89),
        ("1.356", 1.356),
        ("45.000", 45000),
        ("0.75", 0.75),
        ("2,5", 2.5),
        ("0,125", 0.125),
        ("1.227.000", 1227000),
        ("1.227,50", 1227.5),
        ("1 227", 1227),
        ("1\u202f227\u202f300", 1227300),
        ("1\u00a0227,5", 1227.5),
        ("1'227", 1227),
    ],
)
def test_digits_as_english_texts_write_them(digits: str, value: float) -> None:
    assert read_digits(digits) == pytest.approx(value)


@pytest.mark.parametrize(
    ("digits", "value"), [("1.227", 1227), ("1,227", 1.227), ("12.345.678", 12345678), ("0.75", 0.75), ("3,5", 3.5)]
)
def test_one_group_of_three_follows_the_language(digits: str, value: float) -> None:
    assert read_digits(digits, decimal_comma=True) == pytest.approx(value)


@pytest.mark.parametrize("digits", ["1.2.3", "1,2,3", "192.168.1.17", "9" * 40])
def test_no_single_number(digits: str) -> None:
    assert read_digits(digits) is None


@given(st.integers(0, 10**12))
def test_grouped_digits_read_back(value: int) -> None:
    assert read_digits(f"{value:,}") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("seven", 7),
        ("twenty-nine people", 29),
        ("forty two", 42),
        ("a dozen", None),
        ("dozen", 12),
        ("two dozen songs", 24),
        ("hundred", 100),
        ("three hundred and four", 304),
        ("six thousand five hundred eleven", 6511),
        ("sixty-one million two hundred thousand nine", 61200009),
        ("two crore twelve lakh", 21200000),
        ("four thousand million", 4e9),
        ("two point five million", 2.5e6),
        ("one and a half million", 1.5e6),
        ("3 and a half hours", 3.5),
        ("2 1/2 cups", 2.5),
        ("1/4 mile", 0.25),
        ("½ cup", 0.5),
        ("7½ miles", 7.5),
        ("3.5 million", 3.5e6),
        ("1.2-million-strong", 1.2e6),
        ("25k followers", 25000),
        ("4.3M sales", 4.3e6),
        ("35 lakh crore", 3.5e13),
        ("6.02×10^23 atoms", 6.02e23),
        ("1.5e-3 W", 0.0015),
        ("half a million", 5e5),
        ("half a dozen", 6),
        ("two-thirds", 2 / 3),
        ("one fourth of", 0.25),
        ("three quarters of", 0.75),
        ("nothing", None),
        ("quarter", None),
        ("2,5 Mrd.", 2.5e9),
        ("12 Mio. Euro", 12e6),
        ("300 tys. euro", 300000),
        ("7 млн рублей", 7e6),
        ("4 тисячі людей", 4000),
        ("2 milliards", 2e9),
        ("3 millones", 3e6),
    ],
)
def test_numbers_with_words(text: str, value: float | None) -> None:
    found = number(text)
    assert (found.value if found else None) == (pytest.approx(value) if value is not None else None)


@pytest.mark.parametrize(
    ("text", "value"), [("8.1m", 8.1e6), ("4.2b", 4.2e9), ("5mm", 5e6), ("3bn", 3e9), ("9tn", 9e12)]
)
def test_letters_that_are_scales_of_money(text: str, value: float) -> None:
    assert number(text, is_money=True).value == pytest.approx(value)


def test_the_letter_m_alone_is_no_scale() -> None:
    assert number("30m deep").value == 30


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("hundreds of", 100, 1000),
        ("tens of thousands of", 10_000, 100_000),
        ("dozens of", 12, 60),
        ("billions of", 1e9, 1e10),
    ],
)
def test_vague_numbers_have_a_spread(text: str, low: float, high: float) -> None:
    found = number(text)
    assert found.is_vague
    assert (found.value, found.value * found.spread) == (low, high)


def test_several_hundred_is_between_two_and_nine_hundred() -> None:
    tokens = Tokens("several hundred", 0, 15)
    found = read_number(tokens, 1)
    assert found is not None
    assert found.is_vague
    assert (found.value, found.value * found.spread) == (200, 900)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Regierung und die Opposition streiten über das Gesetz.", True),
        ("Le gouvernement et les syndicats se voient dans la salle.", True),
        ("Rząd nie zgodził się na podwyżkę i odszedł do domu.", True),
        ("Правительство и рабочие не сошлись на цене.", True),
        ("The government and the unions met in the hall of the city.", False),
        ("No words to tell.", False),
        ("Ціни зросли", True),
        ("", False),
    ],
)
def test_the_language_tells_the_decimal_sign(text: str, expected: bool) -> None:
    assert uses_decimal_comma(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No figures here.", False),
        ("There were seven.", True),
        ("A seven-year plan", True),
        ("“Twenty men”", True),
        ("in 1999", True),
        ("½", True),
        ("someone often phones", False),
        ("", False),
    ],
)
def test_the_cheap_look(text: str, expected: bool) -> None:
    assert has_number(text, 0, len(text)) is expected
