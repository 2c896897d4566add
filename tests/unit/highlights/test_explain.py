"""One line says how a highlight was read."""

from __future__ import annotations

import pytest

from reader.highlights.explain import explain_figure, explain_quote
from reader.highlights.highlight import Bound, Figure, FigureKind, Quantity, Quote, QuoteKind
from reader.text import Span

TEXT = "It earned $2.5-2.8 billion annually from some 40 mills,\nshe said: “We mill.”"


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("figure", "line"),
    [
        (
            Figure(
                _span("$2.5-2.8 billion annually"),
                Quantity(2.5e9, 2.8e9, "dollar", "year"),
                "",
                Bound.EXACT,
                FigureKind.MONEY,
                'money, "$"',
            ),
            '"$2.5-2.8 billion annually": money, exactly 2500000000 to 2800000000 dollar per year; money, "$"',
        ),
        (
            Figure(
                _span("some 40 mills"),
                Quantity(40, 40, "mill"),
                "mills",
                Bound.ABOUT,
                FigureKind.COUNT,
                "count",
                is_vague=True,
            ),
            '"some 40 mills": count, about 40 mill, counts mills, vague; count',
        ),
    ],
)
def test_a_figure(figure: Figure, line: str) -> None:
    assert explain_figure(figure, TEXT) == line


def test_a_quote() -> None:
    span = _span("“We mill.”")
    quote = Quote(span, span, QuoteKind.DIRECT, "Ann Orr", _span("she"), _span("said"), "before", via="the Post")
    assert explain_quote(quote, TEXT) == '"she", who is Ann Orr, reported by the Post: full statement; before'
    unknown = Quote(span, span, QuoteKind.FRAGMENT, None, None, None, "marks")
    assert explain_quote(unknown, TEXT) == "speaker unknown: part of reported speech; marks"
