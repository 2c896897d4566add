"""Who says a quote by its own sentence or its neighbours: one row a rule, with the mention and the reason."""

from __future__ import annotations

import pytest

from reader.highlights.quotes import find_quotes

Row = tuple[str | None, str | None, str]


def rows(text: str, **options: tuple[str, ...]) -> list[Row]:
    return [
        (quote.speaker, None if quote.mention is None else quote.mention.of(text), quote.why)
        for quote in find_quotes(text, **options)
    ]


Q = "“We will build it again by spring,”"
Q_STOP = "“We will build it again by spring.”"


@pytest.mark.parametrize(
    ("text", "speaker", "mention", "why"),
    [
        (f"{Q} said Jane Roe.", "Jane Roe", "Jane Roe", 'after quote, verb "said"'),
        (f"{Q} Jane Roe said.", "Jane Roe", "Jane Roe", 'after quote, verb "said"'),
        (f"In the morning Jane Roe, the mayor, said: {Q}", "Jane Roe", "Jane Roe", 'before quote, verb "said"'),
        (f"{Q} Jane Roe, the mayor of Kent, said.", "Jane Roe", "Jane Roe", 'after quote, verb "said"'),
        (
            f"{Q} Jane Roe, head of Roe Boats, a maker of boats, said.",
            "Jane Roe",
            "Jane Roe",
            'after quote, verb "said"',
        ),
        (f"{Q} Jane Roe (D-Kent) said.", "Jane Roe", "Jane Roe", 'after quote, verb "said"'),
        (f"{Q} said campaign manager Jane Roe.", "Jane Roe", "Jane Roe", 'after quote, verb "said"'),
        (f"{Q} Poe campaign manager Jane Roe said.", "Jane Roe", "Jane Roe", 'after quote, verb "said"'),
        (f"{Q} former secretary of state Jane Roe said.", "Jane Roe", "Jane Roe", 'after quote, verb "said"'),
        (
            f"{Q} a spokesman for the port said.",
            "a spokesman for the port",
            "a spokesman for the port",
            'after quote, verb "said"',
        ),
        (f"{Q} said one tired fisherman.", "one tired fisherman", "one tired fisherman", 'after quote, verb "said"'),
        (f"{Q} her lawyers said.", "her lawyers", "her lawyers", 'after quote, verb "said"'),
        (f"{Q} Jane Roe harrumphed.", "Jane Roe", "Jane Roe", 'after quote, cue "harrumphed"'),
        (f"{Q} according to Jane Roe.", "Jane Roe", "Jane Roe", 'according to, cue "according to"'),
        (f"{Q} Jane Roe later told reporters in Kent.", "Jane Roe", "Jane Roe", 'after quote, verb "told"'),
        ("“Will it be built again?” Jane Roe asked.", "Jane Roe", "Jane Roe", 'after quote, verb "asked"'),
    ],
)
def test_the_speaker_stands_behind_the_quote(text: str, speaker: str, mention: str, why: str) -> None:
    assert rows(text) == [(speaker, mention, why)]


@pytest.mark.parametrize(
    ("text", "speaker", "mention", "why"),
    [
        (f"Jane Roe said, {Q_STOP}", "Jane Roe", "Jane Roe", 'before quote, verb "said"'),
        (f"Jane Roe said: {Q_STOP}", "Jane Roe", "Jane Roe", 'before quote, verb "said"'),
        (f"Jane Roe, 54, of Kent told the crowd: {Q_STOP}", "Jane Roe", "Jane Roe", 'before quote, verb "told"'),
        (f"In a letter, Jane Roe wrote, {Q_STOP}", "Jane Roe", "Jane Roe", 'before quote, verb "wrote"'),
        (
            f"Jane Roe struck a hard note, declaring that {Q_STOP}",
            "Jane Roe",
            "Jane Roe",
            'before quote, verb "declaring"',
        ),
        (f"They showed footage of Jane Roe saying, {Q_STOP}", "Jane Roe", "Jane Roe", 'before quote, verb "saying"'),
        (
            f"The old harbour board issued a statement saying, {Q_STOP}",
            "The old harbour board",
            None,
            'before quote, verb "saying"',
        ),
        (f"A man held a sign saying {Q_STOP}", "a sign", "a sign", 'before quote, verb "saying"'),
        (
            f"Speaking to us in Kent, Prof Jane Roe, of the University of Kent, said: {Q_STOP}",
            "Jane Roe",
            "Prof Jane Roe",
            'before quote, verb "said"',
        ),
        (
            f"Shares of Roe Boats fell after the boat maker warned that {Q_STOP}",
            "the boat maker",
            None,
            'before quote, verb "warned"',
        ),
        (f"But, said Jane Roe, {Q_STOP}", "Jane Roe", "Jane Roe", 'before quote, verb "said"'),
        (f"The mayor, Jane Roe, said: {Q_STOP}", "Jane Roe", "Jane Roe", 'before quote, verb "said"'),
        (f"Visiting striker Ana Lima, who won, said: {Q_STOP}", "Ana Lima", "Ana Lima", 'before quote, verb "said"'),
        (
            f"In Kent, Ohio, after the vote, Jane Roe, said, {Q_STOP}",
            "Jane Roe",
            "Jane Roe",
            'before quote, verb "said"',
        ),
        (f"Both men spoke – Trent Poe saying, {Q_STOP}", "Trent Poe", "Trent Poe", 'before quote, verb "saying"'),
        (f"With Poe worried about it, Jane Roe has a new message: {Q_STOP}", "Jane Roe", "Jane Roe", 'colon, cue ":"'),
        (
            f"John Poe of the Board of Boats and Tides wrote: {Q_STOP}",
            "John Poe",
            "John Poe",
            'before quote, verb "wrote"',
        ),
        (f"According to Jane Roe, {Q_STOP}", "Jane Roe", "Jane Roe", 'according to, cue "According to"'),
        (f"From the report: {Q_STOP}", "the report", "the report", 'colon, cue "From"'),
        (f"Jane Roe, on Monday: {Q_STOP}", "Jane Roe", "Jane Roe", 'colon, cue ":"'),
        (f"The poor, she said, had asked her {Q_STOP}", None, "she", 'inserted, verb "said"'),
        ("Calling it “a shame for all of us,” Jane Roe left.", "Jane Roe", "Jane Roe", 'before quote, verb "Calling"'),
        ("It was labelled “a shame for all of us” by critics.", "critics", "critics", 'passive, cue "by"'),
        ("Jane Roe said she wanted “a fair deal for the port.”", "Jane Roe", "Jane Roe", 'before quote, verb "said"'),
    ],
)
def test_the_speaker_stands_before_the_quote(text: str, speaker: str | None, mention: str | None, why: str) -> None:
    ((found, at, reason),) = rows(text)
    assert (found, reason) == (speaker, why)
    assert mention is None or at == mention


def test_the_first_part_of_a_split_quote_names_the_speaker_of_the_second() -> None:
    text = f"{Q} Jane Roe said. {Q_STOP}"
    assert rows(text)[1] == ("Jane Roe", "Jane Roe", "same speaker as before")


def test_another_attribution_ends_the_continuation() -> None:
    text = f"{Q} Jane Roe said. {Q} John Poe replied."
    assert [row[0] for row in rows(text)] == ["Jane Roe", "John Poe"]


def test_a_paragraph_of_words_alone_continues_the_one_before() -> None:
    text = f"{Q} Jane Roe said.\n\n{Q_STOP}"
    assert rows(text)[1] == ("Jane Roe", "Jane Roe", "continues the paragraph before")


def test_a_paragraph_that_ends_with_a_colon_names_the_speaker_of_the_next() -> None:
    text = f"Later Jane Roe told the board of the port:\n\n{Q_STOP}"
    assert rows(text) == [("Jane Roe", "Jane Roe", 'before quote, verb "told"')]


def test_an_unattributed_quote_belongs_to_the_subject_of_the_sentence_before() -> None:
    text = f"Jane Roe went to the harbour and said what she thinks. {Q_STOP}"
    assert rows(text)[0][0] == "Jane Roe"


def test_a_quote_without_any_person_has_no_speaker() -> None:
    assert rows(Q_STOP) == [(None, None, "no attribution")]


def test_a_clause_behind_the_quote_is_no_inversion() -> None:
    text = "Jane Roe, citing “the magic of the open sea,” said the port could win."
    assert rows(text)[0][0] == "Jane Roe"


def test_the_next_sentence_does_not_attribute_a_finished_quote() -> None:
    text = f"Jane Roe said: {Q_STOP} John Poe left at once."
    assert rows(text)[0][0] == "Jane Roe"


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("Jane Roe said John Poe told her, “You must leave the house.”", "John Poe", "Jane Roe"),
        ("John Poe spoke. Jane Roe recalled him saying, “Never come back here.”", "John Poe", "Jane Roe"),
        ("Jane Roe said, “Never come back here.”", "Jane Roe", None),
    ],
)
def test_words_told_second_hand_keep_the_teller(text: str, speaker: str, via: str | None) -> None:
    quote = find_quotes(text)[-1]
    assert (quote.speaker, quote.via) == (speaker, via)


@pytest.mark.parametrize("pronoun", ["I", "we"])
def test_the_author_is_the_first_person(pronoun: str) -> None:
    text = f"{Q} {pronoun} said to the guard."
    assert rows(text, authors=("Ann Author",))[0][:2] == ("Ann Author", pronoun)
    assert rows(text)[0][:2] == (None, pronoun)
