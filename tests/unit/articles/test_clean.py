"""Nothing that a terminal obeys survives cleaning, and lines keep their numbers."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.clean import clean
from reader.text import safe


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("plain text", "plain text"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;evil title\x07after", "after"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bP1$r\x1b\\device", "device"),
        ("\x9b31mred", "red"),
        ("a\x00b\x08c\x7fd\x85e", "abcd e"),
        ("tab\there", "tab here"),
        ("ten\xa0percent\u202fof\u2009it", "ten percent of it"),
        ("zero\u200bwidth\u2060 \ufeffmark soft\xadhyphen", "zerowidth mark softhyphen"),
        ("right\u202eleft\u2066isolate\u2069", "rightleftisolate"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\U0001f469\u200d\U0001f33e works", "\U0001f469\u200d\U0001f33e works"),
        ("a\u200db \u200c\u200c \u200dم", "ab  م"),
        ("e\u0301", "\xe9"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("half \ud83d here", "half \ufffd here"),
    ],
)
def test_what_becomes_of_a_text(raw, cleaned):
    assert clean(raw) == cleaned


def test_an_escape_that_does_not_end_swallows_nothing():
    assert clean("before\x1b]0;the rest of the article\nnext line") == "before]0;the rest of the article\nnext line"


def test_stacked_marks_are_cut_at_thirty():
    assert len(clean("a" + "\u0335" * 10_000)) <= 32


@given(st.text())
def test_cleaned_text_is_safe_composed_and_as_long_in_lines(text):
    cleaned = clean(text)
    assert safe(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.count("\n") == text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    assert clean(cleaned) == cleaned
