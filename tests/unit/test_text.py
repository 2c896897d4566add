"""Spans, and text that no terminal obeys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import NotSavedError, ReaderError
from reader.text import Span, safe


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_runs_forwards_from_the_start_of_a_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_a_span_knows_its_text_and_its_neighbours() -> None:
    span = Span(2, 5)
    assert (span.of("abcdefg"), len(span)) == ("cde", 3)
    assert span.overlaps(Span(4, 9))
    assert not span.overlaps(Span(5, 9))
    assert span.contains(Span(2, 5))
    assert not span.contains(Span(1, 3))
    assert span.moved(10) == Span(12, 15)
    assert Span(4, 4), "an empty span is a place, and places are true"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, Łódź, 日本語\nnext", "plain, Łódź, 日本語\nnext"),
        ("\x1b[31mred", "␛[31mred"),
        ("a\tb", "a b"),
        ("\x07\x00\x7f", "␇␀␡"),
        ("\x9b31m", "\ufffd31m"),
        ("\u202eback\u2066", "\ufffdback\ufffd"),
        ("\ud800", "\ufffd"),
        ("a\u200d\u200d\u200db \u200d", "a\u200d\ufffd\ufffdb \u200d"),
        ("[bold]not markup[/]", "[bold]not markup[/]"),
    ],
)
def test_safe_replaces_what_a_terminal_obeys(text: str, shown: str) -> None:
    assert safe(text) == shown


@given(st.text())
def test_safe_keeps_every_offset(text: str) -> None:
    assert len(safe(text)) == len(text)
    assert safe(safe(text)) == safe(text)


def test_an_error_is_one_printable_line() -> None:
    assert str(ReaderError("two\nlines \x1b]52;c;")) == "two lines ␛]52;c;"
    assert issubclass(NotSavedError, ReaderError)
