"""Which parts of a text answer a query, and which passage is shown."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.article import Block
from reader.articles.kinds import BlockKind
from reader.search.language import parse
from reader.search.snippets import is_near, matches, snippet
from reader.text import Span

TODAY = dt.date(2025, 12, 18)


def _marked(text: str, query: str) -> list[str]:
    return [span.of(text) for span in matches(text, parse(query, TODAY))]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("prisoner ", ["prisoners", "Prison", "prisoner"]),
        ("Prisoner ", ["prisoner"]),
        ('"prisoner"', ["prisoner"]),
        ("pris", ["prisoners", "Prison", "prisoner"]),
        ("muller ", ["Müller"]),
        ("Müller ", ["Müller"]),
        ('"prison release"', ["Prison release"]),
        ('"prison rel', ["Prison release"]),
        ('"release prison"', []),
        ("prson~ ", ["Prison"]),
        ("-prisoner release ", ["release"]),
        ("title:released", ["release"]),
        ("author:muller", []),
        ("date:2025 is:read", []),
        ('"freed prisoners" prisoners ', ["freed prisoners", "Prison", "prisoner"]),
    ],
)
def test_marks(query: str, expected: list[str]) -> None:
    text = "Minsk freed prisoners, Müller said. Prison release?\n\nEach prisoner went home."
    assert _marked(text, query) == expected


def test_a_snippet_shows_most_words() -> None:
    text = "Oil was mentioned first. " + "Nothing happens here. " * 40 + "Then the oil price fell, and gas followed it."
    shown = snippet(text, parse("oil price gas ", TODAY), 80)
    assert shown is not None
    assert [span.of(shown.text) for span in shown.matches] == ["oil", "price", "gas"]
    assert len(shown.text) <= 80
    assert text[shown.start :].startswith(shown.text)


def test_a_snippet_is_one_printable_line() -> None:
    shown = snippet("red \x1b[31m alert\n\nnext\tline\n", parse("alert ", TODAY), 40)
    assert shown is not None
    assert shown.text.isprintable()
    assert [span.of(shown.text) for span in shown.matches] == ["alert"]


def test_there_is_no_snippet_without_a_match() -> None:
    assert snippet("some text", parse("other ", TODAY), 80) is None
    assert snippet("some text", parse("", TODAY), 80) is None


@pytest.mark.parametrize(
    ("word", "other", "near"),
    [
        ("potash", "potash", True),
        ("potash", "potsh", True),
        ("potash", "pottash", True),
        ("potash", "pozash", True),
        ("potash", "potahs", True),
        ("potash", "ptasho", False),
        ("potash", "potas", True),
        ("potash", "pota", False),
        ("ab", "ba", True),
        ("ab", "cd", False),
        ("abc", "bad", False),
    ],
)
def test_nearness(word: str, other: str, near: bool) -> None:
    assert is_near(word, other) is near
    assert is_near(other, word) is near


_TEXTS = st.text(st.sampled_from("ab é\n\x1b東-łß."), max_size=200)


@given(_TEXTS, _TEXTS, st.integers(1, 60))
def test_spans_are_inside_in_order_and_apart(text: str, asked: str, width: int) -> None:
    query = parse(asked, TODAY)
    end = 0
    for span in matches(text, query):
        assert end <= span.start < span.end <= len(text)
        end = span.end
    shown = snippet(text, query, width)
    if shown is not None:
        assert shown.matches
        assert len(shown.text) <= width
        for span in shown.matches:
            assert span.end <= len(shown.text)
        assert len(shown.text) == len(text[shown.start : shown.start + len(shown.text)])


_ASKED = st.sampled_from(
    ["happy ", "relat", "credible ", '"ab cd"', '"ab c', "possibly ", "Ab ", "ab~ ", "a", "it's ", "-b a "]
)
_VOCABULARY = (
    "happiness Happily relation relational credibility possible AB cd ab CD c b's it's a_b ab. – “Ab” x1 1,000"
)
_SAID = st.lists(st.sampled_from(_VOCABULARY.split()), max_size=25).map(" ".join)


@given(_ASKED, _SAID)
def test_skipping_words_misses_no_match(asked: str, text: str) -> None:
    query = parse(asked, TODAY)
    # A letter that is no ASCII, at the end and of no interest, makes every word of the text be looked at.
    assert matches(text, query) == matches(text + " żżż", query)


def test_a_passage_stays_in_its_paragraph() -> None:
    text = "All for one\n\nIt was about potash.\n\nWhy it happened is another question, they said."
    found = snippet(text, parse("potash ", TODAY), 60)
    assert found is not None
    assert found.text == "It was about potash."


def _from_blocks(asked: str, *parts: tuple[BlockKind, str]) -> str | None:
    text, blocks = "", []
    for kind, part in parts:
        blocks.append(Block(kind, Span(len(text), len(text) + len(part)), 1, 1))
        text += part + "\n\n"
    found = snippet(text, parse(asked, TODAY), 60, (), blocks)
    return None if found is None else found.text


def test_a_passage_comes_from_what_an_article_says() -> None:
    parts = [
        (BlockKind.SECTION, "English Section"),
        (BlockKind.TITLE, "Potash for prisoners"),
        (BlockKind.CAPTION, "A mine of potash, and people."),
        (BlockKind.BODY, "It was about potash."),
    ]
    assert _from_blocks("potash ", *parts) == "It was about potash."
    assert _from_blocks("potash ", *parts[:3]) == "A mine of potash, and people."
    assert _from_blocks("potash ", *parts[:2]) == "Potash for prisoners"
    assert _from_blocks("prisoners ", *parts) == "Potash for prisoners"
    assert _from_blocks("section ", *parts) == "English Section"
    assert _from_blocks("oil ", *parts) is None
