"""Whom "he", "she", "it" and "the agency" mean, and full names for short ones."""

from __future__ import annotations

import pytest

from reader.highlights.quotes import find_quotes

Q = "“We will build it again by spring,”"


def last_speaker(text: str) -> str | None:
    return find_quotes(text)[-1].speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"Jane Roe met John Poe in Kent. {Q} she said.", "Jane Roe"),
        (f"Jane Roe met John Poe in Kent. {Q} he said.", "John Poe"),
        (f"Mary Poe won. Jane Roe lost to Mary Poe. {Q} she said.", "Jane Roe"),
        (f"Jane Roe won. The boats came in. {Q} she said.", "Jane Roe"),
        (f"Jane Roe won. Mary Poe's brother left early. {Q} she said.", "Jane Roe"),
        (f"Jane Roe won. He spoke to Mary Poe. She left. {Q} she said.", "Jane Roe"),
        (f"Mary Poe won. “No, never again,” said Jane Roe. {Q} she said.", "Jane Roe"),
        (f"Mary Poe won. The rain ended, said Jane Roe, a nurse. {Q} she said.", "Jane Roe"),
        (f"Mary Poe won. When Jane Roe, the nurse, sat down, she wept. {Q} she said.", "Jane Roe"),
        (f"Jane Roe won.\n\nAsked about Mary Poe, she replied: {Q}", "Jane Roe"),
        (f"Jane Roe won. The nurse was tired. {Q} she said.", "Jane Roe"),
        (f"The crowd heard Jane Roe's speech. {Q} she said.", "Jane Roe"),
        (f"Trent Poe lost. Ms. Roe won. {Q} she said.", "Roe"),
        (f"Jane Roe won. Zyx Vrool, a baker of 40, came second. {Q} he said.", "Zyx Vrool"),
        (f"Poe spokesman Hope Roe agreed. {Q} she said.", "Hope Roe"),
        (f"But one ticket holder, who had no name, was sad. {Q} she said.", "one ticket holder"),
        (f"Jane Roe won. Those who can vote, she said, must. {Q} she said.", "Jane Roe"),
        (f"Former Kent secretary of state Jane Roe, a nurse, left. {Q} she said.", "Jane Roe"),
        (f"Vrool said she was glad. John Poe left. {Q} she said.", "Vrool"),
    ],
)
def test_a_pronoun_means_the_nearest_subject_that_fits(text: str, speaker: str) -> None:
    assert last_speaker(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"The Harbour Board met. John Poe was there. {Q} it said.", "The Harbour Board"),
        (f"A letter from the crew came on Monday. {Q} it said.", "A letter"),
        (f"State news agency Brolta sent a note. {Q} it added.", "Brolta"),
        (f"Local fishermen met in Kent. {Q} they said.", "Local fishermen"),
        (f"The Kent Boat Company closed. {Q} the company said.", "The Kent Boat Company"),
        (f'The "Boats for All" project denied it.\n\n{Q} the agency said.', "The Boats for All project"),
    ],
)
def test_a_body_can_be_meant_by_it_they_or_a_description(text: str, speaker: str) -> None:
    found = last_speaker(text)
    assert found is not None
    assert found.removeprefix("The ") == speaker.removeprefix("The ")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"Jane Roe came. {Q} Roe said.", "Jane Roe"),
        (f"Jane Roe and John Roe came. {Q} Mr. Roe said.", "John Roe"),
        (f"Jane Roe and John Roe came. {Q} Mrs. Roe said.", "Jane Roe"),
        (f"Kent Gov. Jane Roe came. {Q} Roe said.", "Jane Roe"),
        (f"Jane Roe came with Ann Roe. Jane Roe sat down. {Q} Roe said.", "Jane Roe"),
        (f"{Q} Vrool said.", "Vrool"),
    ],
)
def test_a_short_name_means_the_full_one(text: str, speaker: str) -> None:
    assert last_speaker(text) == speaker


def test_the_mention_is_kept_beside_the_name() -> None:
    text = f"Jane Roe came. {Q} she said."
    (quote,) = find_quotes(text)
    assert quote.mention is not None
    assert quote.cue is not None
    assert (quote.speaker, quote.mention.of(text), quote.cue.of(text)) == ("Jane Roe", "she", "said")


@pytest.mark.parametrize("text", [f"{Q} she said.", f"The boats came in. {Q} he said.", f"John Poe won. {Q} she said."])
def test_nobody_is_better_than_somebody_else(text: str) -> None:
    assert last_speaker(text) is None
