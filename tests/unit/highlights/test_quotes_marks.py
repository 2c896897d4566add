"""Pairing of quotation marks: styles, nesting, stray marks, apostrophes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.highlights.marks import LIMIT, pair_marks, uses_single_marks
from reader.text import Span


def spans_of_lines(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def marked(text: str) -> list[str]:
    rows = pair_marks(text, spans_of_lines(text))
    return [text[one.start : one.end] for row in rows for one in row]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("She said “yes” at once.", ["“yes”"]),
        ("''It will not pass,'' he said of the clerk's bill.", ["''It will not pass,''"]),
        ("``So it is,'' she said.", ["``So it is,''"]),
        ("„Das ist gut“, sagte er.", ["„Das ist gut“"]),
        ("„To dobrze” – powiedział.", ["„To dobrze”"]),
        ("«Bien», dit-il.", ["«Bien»"]),
        ("« Bien », dit-il.", ["« Bien »"]),
        ("»Gut«, sagte sie.", ["»Gut«"]),
        ("‘Never,’ she said.", ["‘Never,’"]),
        ("'Never,' she said.", ["'Never,'"]),
        ("”Hello there,” he said.", ["”Hello there,”"]),
        ("“Hello there,“ he said.", ["“Hello there,“"]),
        ('("Hello there")', ['("Hello there")'[1:-1]]),
        ('a—"so it goes"—b', ['"so it goes"']),
        ("no marks at all", []),
    ],
)
def test_every_style_is_paired(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“She told me ‘no’ twice,” he said.", ["“She told me ‘no’ twice,”"]),
        ("‘She told me “no” twice,’ he said.", ["‘She told me “no” twice,’"]),
        ("‘The “old' boat is gone, and lost,’ he said.", ["‘The “old' boat is gone, and lost,’"]),
        ("'She told me \"no\" twice,' he said.", ["'She told me \"no\" twice,'"]),
        ("“One “two” three,” she said.", ["“One “two” three,”"]),
        ("\"The 'plan' is dead,\" he said.", ["\"The 'plan' is dead,\""]),
    ],
)
def test_only_the_outer_marks_count(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'The workers' rights are lost,' he said.", ["'The workers' rights are lost,'"]),
        ("‘The workers’ rights are lost,’ he said.", ["‘The workers’ rights are lost,’"]),
        ("'Tell 'em in the '90s style,' she said.", ["'Tell 'em in the '90s style,'"]),
        ("'It's Roe's boat, isn't it?' he asked.", ["'It's Roe's boat, isn't it?'"]),
        ("It's the workers' day and Roe's boat.", []),
        ("The '90s were good; rock 'n' roll was king.", []),
    ],
)
def test_an_apostrophe_is_no_mark(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The first part goes on.\n“The second ends,” she said.", ["“The first part goes on.", "“The second ends,”"]),
        ('"The first part goes on.\n"The second ends," she said.', ['"The first part goes on.', '"The second ends,"']),
        ("“A stray mark opens here.\nNothing goes on.", []),
        ("A stray ” closes here.\n“All is well,” he said.", ["“All is well,”"]),
        ('A board 5" wide.\n"All is well," he said.', ['"All is well,"']),
    ],
)
def test_a_stray_mark_spoils_one_paragraph_at_most(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'Go,' he said. 'Now.'", True),
        ("‘Go,’ he said.", True),
        ("“Go, ‘friend’,” he said. “Now.”", False),
        ("The '80s and '90s.", False),
        ("Nothing here.", False),
        ("It's Roe's.", False),
    ],
)
def test_british_style_is_told_by_the_outer_marks(text: str, expected: bool) -> None:
    assert uses_single_marks(text) is expected


def test_an_open_quote_says_so() -> None:
    text = "“The first part.\n“The second,” she said."
    first, second = pair_marks(text, spans_of_lines(text))
    assert not first[0].is_closed
    assert second[0].is_closed


def test_no_more_than_the_limit_is_marked() -> None:
    text = "“so it goes on” " * (LIMIT + 50)
    assert len(marked(text)) == LIMIT


@given(st.text(alphabet="ab \n\"'“”‘’„«».,", max_size=120))
def test_marked_stretches_are_in_order_and_inside_their_paragraph(text: str) -> None:
    paragraphs = spans_of_lines(text)
    for paragraph, row in zip(paragraphs, pair_marks(text, paragraphs), strict=True):
        position = paragraph.start
        for one in row:
            assert position <= one.start < one.inner_start <= one.inner_end <= one.end <= paragraph.end
            position = one.end
