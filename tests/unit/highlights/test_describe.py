"""Figures in a few words, and the line that explains them."""

from __future__ import annotations

import pytest

from reader.highlights.describe import describe, explain, plural
from reader.highlights.figures import find_figures

ROWS = [
    ("$2.5-2.8 billion annually", "$2.5–2.8 bn / year"),
    ("about 18% of trade", "about 18 %"),
    ("123 political prisoners", "123 political prisoners"),
    ("41 million voters", "41 million voters"),
    ("$12.50 an hour", "$12.50 / hour"),
    ("34 cents", "34 cents"),
    ("£450", "£450"),
    ("1.5 million zloty", "1.5 m zloties"),
    ("from $75 to $45.88 a barrel", "$75 → 45.88 / barrel"),
    ("a deficit of $-50.8bn", "-$50.8 bn"),
    ("the 31-year-old", "31 years old"),
    ("8 months old", "8 months old"),
    ("minus 20 degrees Celsius", "-20 °C"),
    ("60 mph", "60 miles / hour"),
    ("one mile", "1 mile"),
    ("six feet", "6 feet"),
    ("It rose 3 percent.", "up 3 %"),
    ("It fell by 2.5 percentage points.", "down 2.5 percentage points"),
    ("Prices rose by about 5 percent.", "up about 5 %"),
    ("Exports fell nearly 3%.", "down nearly 3 %"),
    ("Revenue jumped by more than $2 million.", "up more than $2 m"),
    ("at least 12 people", "at least 12 people"),
    ("1,000+ readers", "more than 1,000 readers"),
    ("5 miles or more", "more than 5 miles"),
    ("up to 7%", "up to 7 %"),
    ("hundreds of people", "hundreds of people"),
    ("several hundred thousand votes", "several hundred thousand votes"),
    ("billions of dollars", "billions of dollars"),
    ("nearly six in 10 voters", "nearly six in 10 voters"),
    ("two-thirds of the seats", "two-thirds of seats"),
    ("71 million will be sold", "71 million"),
    ("3,000,000,000 pounds", "£3 bn"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_describe(text: str, expected: str) -> None:
    (figure,) = find_figures(text)
    assert describe(figure) == expected


def test_explain_names_the_words_the_reading_and_the_rule() -> None:
    text = "It brought\n$2.5-2.8 billion  annually."
    (figure,) = find_figures(text)
    assert explain(figure, text) == (
        '"$2.5-2.8 billion annually": money, 2.5e9-2.8e9 dollars per year; rule range of money'
    )


def test_explain_tells_bound_noun_and_vagueness() -> None:
    text = "about 18% of the market; dozens of schools"
    share, many = find_figures(text)
    assert explain(share, text) == '"about 18%": percent, 18 percent, of market, about; rule percent, "about"'
    assert explain(many, text) == '"dozens of schools": count, 12-60 schools, vague; rule count'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("14 women came", '"14 women": count, 14 women; rule count'),
        ("all 123 political prisoners", "count, 123 political prisoners"),
        ("7 boxes fell", "count, 7 boxes"),
        ("Prices rose by about 5 percent.", 'percent, 5 percent, up about; rule percent, "rose … about"'),
    ],
)
def test_explain_counts_as_the_text_does_and_tells_both_bounds(text: str, says: str) -> None:
    (figure,) = find_figures(text)
    assert says in explain(figure, text)


def test_explain_is_one_printable_line() -> None:
    text = "more than\x1b 5\u202e miles"
    for figure in find_figures(text):
        line = explain(figure, text)
        assert line.isprintable()


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("dollar", "dollars"),
        ("year of age", "years of age"),
        ("square foot", "square feet"),
        ("century", "centuries"),
        ("day", "days"),
        ("percent", "percent"),
        ("pound sterling", "pounds sterling"),
        ("political prisoner", "political prisoners"),
        ("человек", "человек"),
        ("", ""),
    ],
)
def test_plural(unit: str, expected: str) -> None:
    assert plural(unit) == expected
