"""Hostile texts: read without failing, with few results and in steps that grow with the text, not with its square."""

from __future__ import annotations

import sys

import pytest

from reader.highlights.marks import LIMIT
from reader.highlights.quotes import find_quotes

LEAD = '"One two three four five," he said to her. '
SIZE = 20_000

PATTERNS = {
    "straight marks": '"',
    "apostrophes": "'",
    "pairs of curly marks": "“”",
    "opening marks": "“",
    "nested marks": "“a ",
    "guillemets": "«",
    "doubled apostrophes": "''",
    "mixed marks": "'\"''“„»« ",
    "one mark a line": '"\n',
    "NUL and marks": '\0"',
    "no blanks": "a",
    "one-word quotes": '"a" ',
    "quotes with cues in one line": '"a b c d e," he said. ',
    "quotes with cues in many lines": '"a b c d e," she said.\n',
    "British quotes": "'a b c d e,' he said. ",
    "names": "Jane Roe ",
    "speaking names": "Jane Roe said. ",
    "capitals": "A ",
    "camels": "Aa",
    "commas": "a, ",
    "cues": "said ",
    "capital cues": "Said ",
    "prepositions": "of ",
    "brackets": "(",
    "closed brackets": "() ",
    "dots": ".",
    "initials": "A.",
    "hyphens": "a-",
    "owners": "Jane's ",
    "names of offices": "Aa of the ",
    "blanks": " ",
    "block quotes": "> a b c d e\n",
    "appositions": 'Roe, a, "b c d e," ',
}


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS.keys())
def test_a_pattern_of_any_kind_is_harmless(pattern: str) -> None:
    text = LEAD + pattern * (SIZE // len(pattern)) + "\n" + LEAD
    for quote in find_quotes(text):
        assert 0 <= quote.span.start < quote.span.end <= len(text)


def steps(text: str) -> int:
    """Return the number of Python calls that reading a text takes: a measure that no other load disturbs."""
    count = 0

    def profile(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(profile)
    try:
        find_quotes(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS.keys())
def test_work_grows_with_the_text(pattern: str) -> None:
    small, large = (steps(LEAD + pattern * (size // len(pattern)) + LEAD) for size in (3_000, 12_000))
    assert large <= 6 * small + 2_000


def test_a_text_has_no_more_quotes_than_the_limit() -> None:
    assert len(find_quotes('"One two three four," he said.\n' * (LIMIT + 100))) == LIMIT


@pytest.mark.scale
@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS.keys())
def test_a_million_characters_of_anything(pattern: str) -> None:
    text = LEAD + pattern * (1_000_000 // len(pattern)) + "\n" + LEAD
    assert len(find_quotes(text)) <= LIMIT
