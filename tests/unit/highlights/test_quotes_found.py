"""What is a quote and what is a title, a name or a scare quote; spans, kinds and the shape of the result."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.highlights.highlight import QuoteKind
from reader.highlights.quotes import find_quotes
from reader.text import Span


def quoted(text: str) -> list[str]:
    return [quote.content.of(text) for quote in find_quotes(text)]


@pytest.mark.parametrize(
    "text",
    [
        'The "experts" met again in the old harbour.',
        "He read the “news” on his way.",
        'Last night she sang "Silver Moon Over Kent" to a full house.',
        'The band played on "Late Night Live," speaking to nobody.',
        'Her book, "The Long Way Home," sold well.',
        'They watched a show called "Brook" for hours.',
        'The film was titled "gone again" in France.',
        'George "Buddy" Poe bought the farm.',
        'A tax that is "too hot to handle" for most.',
        'The law ended the "wait and see" years.',
        '<a class="one two three four five six">word</a>',
        'The word was "" and nothing more.',
        'Reporters met at 5" and 6" intervals.',
    ],
)
def test_titles_names_and_words_kept_at_a_distance_are_no_quotes(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Never," said Jane Roe.', ["Never,"]),
        ('"Why not?" Jane Roe asked.', ["Why not?"]),
        ('Jane Roe called the plan a "sham."', ["sham."]),
        ('Jane Roe said the plan was "dead."', ["dead."]),
        ('The crowd chanted "Let Them In" all night.', ["Let Them In"]),
        ('"The rain will stop soon," Jane Roe said. "Not today."', ["The rain will stop soon,", "Not today."]),
        ('They marched under the slogan "Land for all" in May.', ["Land for all"]),
        ('The paper described it as an effort that ends in "total collapse."', ["total collapse."]),
        ('The mayor did not explain the "hard choices" he was referring to.', ["hard choices"]),
        ('The fees, she said, were "quite fair" after all.', ["quite fair"]),
        ('The crew felt "cold," "tired" and "lost."', ["cold,", "tired", "lost."]),
        ('And Jane Roe? She shrugs. "Talk, talk, talk."', ["Talk, talk, talk."]),
        ('His deputy put it more bluntly: "They lied."', ["They lied."]),
        ("“It is late, and the boats are gone.”", ["It is late, and the boats are gone."]),
        ('"Jane Roe is a Liar," he said.', ["Jane Roe is a Liar,"]),
        ('Jane Roe said the council "did nothing".', ["did nothing"]),
        ('According to Jane Roe, the cracks are "cosmetic, nothing more".', ["cosmetic, nothing more"]),
        ('"We write," J.Q. Roe, the author, told them.', ["We write,"]),
    ],
)
def test_words_that_somebody_said_are_quotes_even_if_few(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"We will build it," she said.', QuoteKind.DIRECT),
        ('She said: "we will build it here."', QuoteKind.DIRECT),
        ('She said it was "the worst of all storms" so far.', QuoteKind.FRAGMENT),
        ("« Nous allons partir demain », a déclaré Jeanne Martin.", QuoteKind.DIRECT),
    ],
)
def test_a_fragment_is_a_part_of_reported_speech(text: str, kind: QuoteKind) -> None:
    assert [quote.kind for quote in find_quotes(text)] == [kind]


def test_span_has_the_marks_and_content_has_not() -> None:
    text = 'Then "we go home now," she said.'
    (quote,) = find_quotes(text)
    assert quote.span.of(text) == '"we go home now,"'
    assert quote.content.of(text) == "we go home now,"
    assert quote.rank == 0


def test_only_the_regions_are_read() -> None:
    text = '"The first one counts," said Jane Roe.\n"The second does not," said John Poe.'
    found = find_quotes(text, [Span(0, text.index("\n"))])
    assert [quote.speaker for quote in found] == ["Jane Roe"]


def test_a_quote_of_several_paragraphs_keeps_every_part() -> None:
    text = "“The first part goes on and on.\n\n“The second part ends it,” Jane Roe said."
    found = find_quotes(text)
    assert [quote.span.of(text) for quote in found] == [
        "“The first part goes on and on.",
        "“The second part ends it,”",
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "why"),
    [
        ("> The sea rose by night and took it all. — Jane Roe", "Jane Roe", "signature of a block quote"),
        ("Jane Roe wrote:\n\n> The sea rose by night and took it all.", "Jane Roe", 'before quote, verb "wrote"'),
    ],
)
def test_a_block_quote_is_a_quote_without_marks(text: str, speaker: str, why: str) -> None:
    (quote,) = find_quotes(text)
    assert quote.content.of(text) == "The sea rose by night and took it all."
    assert (quote.speaker, quote.why) == (speaker, why)


def test_the_caller_can_name_the_block_quotes() -> None:
    text = "Jane Roe wrote:\n\nThe sea rose by night and took it all."
    block = Span(text.index("The sea"), len(text))
    (quote,) = find_quotes(text, [Span(0, 15), block], block_quotes=[block])
    assert quote.span == block
    assert quote.speaker == "Jane Roe"


@pytest.mark.parametrize("text", ["", "\n\n", "no marks here", "it's Roe's", '"', "“", "'", "> "])
def test_nothing_is_found_where_nothing_is(text: str) -> None:
    assert find_quotes(text) == []


WORDS = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "'",
        "‘",
        "’",
        "''",
        "«",
        "»",
        "he",
        "she",
        "said",
        "Jane Roe",
        "Roe",
        "told",
        "the agency",
        ",",
        ".",
        "?",
        ":",
        "\n",
        "that",
        "called",
        "a",
        "who",
        "(",
        ")",
        "—",
        "according to",
        "Mr.",
        "U.S.",
        "saying",
        "it",
        "said:",
        "> ",
        "\x00",
        "5",
        "Poe's",
        "and",
        "of",
        "with",
        "When",
        "by",
        "from",
        "In",
        "I",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_every_quote_is_inside_the_text_in_order_and_explained(text: str) -> None:
    position = 0
    for quote in find_quotes(text, authors=("Ann Author",)):
        assert position <= quote.span.start < quote.span.end <= len(text)
        assert quote.span.contains(quote.content)
        position = quote.span.end
        assert quote.why
        for span in (quote.mention, quote.cue):
            assert span is None or (span.end <= len(text) and span.of(text).strip())


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_failing(text: str) -> None:
    for quote in find_quotes(text):
        assert quote.span.end <= len(text)
