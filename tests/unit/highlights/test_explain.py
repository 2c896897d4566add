"""One line says who is quoted and why."""

from __future__ import annotations

from reader.highlights.explain import explain_quote
from reader.highlights.highlight import Quote, QuoteKind
from reader.text import Span

TEXT = "Of the mills,\nshe said: “We mill.”"


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_a_quote() -> None:
    span = _span("“We mill.”")
    quote = Quote(span, span, QuoteKind.DIRECT, "Ann Orr", _span("she"), _span("said"), "before", via="the Post")
    assert explain_quote(quote, TEXT) == '"she", who is Ann Orr, reported by the Post: full statement; before'
    unknown = Quote(span, span, QuoteKind.FRAGMENT, None, None, None, "marks")
    assert explain_quote(unknown, TEXT) == "speaker unknown: part of reported speech; marks"
