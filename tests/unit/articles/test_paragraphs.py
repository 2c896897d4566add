"""The normal form: each line in one paragraph, broken sentences and wrapped lines joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.clean import clean
from reader.articles.paragraphs import continues, ends_sentence, from_text, is_item

WRAPPED = """\
The harbour of the little town was rebuilt in the course of three
long summers, and every stone of the old quay was carried up to the
church by hand. Nobody was paid for it, which the mayor calls a mis-
take that will not be made again.

Another paragraph follows here, and it too is broken by an editor at
about the same width, so that its lines have to be joined again."""
BROKEN = """\
Each new bridge that the council builds over the river

makes the ferry that was here before it less useful to most of them."""


def test_one_line_is_one_paragraph_without_blank_lines_too():
    found = from_text("First line.\nSecond line.\n\n\nThird line.")
    assert [(p.text, p.first, p.last, p.is_close) for p in found] == [
        ("First line.", 1, 1, False),
        ("Second line.", 2, 2, True),
        ("Third line.", 5, 5, False),
    ]


def test_a_sentence_that_a_blank_line_breaks_is_joined():
    (found,) = from_text(BROKEN)
    assert (found.first, found.last) == (1, 3)
    assert "river makes the ferry" in found.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "A title without an end that has more than eight words in it",
            "by Ada Example of the Daily Example newspaper in Riga today",
        ),
        (
            "It is a whole sentence with an end that nobody broke here.",
            "then another one begins with a small letter for some reason",
        ),
        ("Too short", "to be the first half of a sentence that somebody broke in the middle"),
        (
            "A line that goes on and on and does not end",
            "- an item of a list that begins with a dash and goes on and on",
        ),
        (
            "A line that goes on and on and does not end",
            "With a capital it is a new sentence, whatever stands before it here",
        ),
    ],
)
def test_lines_that_are_not_joined(before, after):
    assert not continues(before, after)


def test_hard_wrapped_lines_are_joined_and_divided_words_made_whole():
    first, second = from_text(WRAPPED)
    assert "three long summers" in first.text
    assert "a mistake that" in first.text
    assert (first.first, first.last, second.first, second.last) == (1, 4, 6, 7)


def test_short_lines_are_not_taken_for_wrapped_ones():
    assert len(from_text("Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you")) == 4


@pytest.mark.parametrize(
    ("text", "ends"), [("So.", True), ("“So.”", True), ("So", False), ("So:", False), ("", False), ("So…", True)]
)
def test_the_end_of_a_sentence(text, ends):
    assert ends_sentence(text) is ends


@pytest.mark.parametrize(
    ("text", "item"), [("• one", True), ("2. two", True), ("3) three", True), ("2021 was", False), ("a. b", False)]
)
def test_items(text, item):
    assert is_item(text) is item


lines = st.lists(
    st.sampled_from(["", "a line", "and a second half of a line that somebody broke", "- item", "A. B.", "x" * 70]),
    max_size=30,
)


@given(st.one_of(st.text(), lines.map("\n".join)))
def test_each_line_is_in_exactly_one_paragraph(text):
    text = clean(text)
    raw = {number for number, line in enumerate(text.split("\n"), start=1) if line.strip()}
    covered = [number for p in from_text(text) for number in range(p.first, p.last + 1)]
    assert len(covered) == len(set(covered))
    assert raw <= set(covered)
    assert all(p.text.strip() and "\n" not in p.text for p in from_text(text))
