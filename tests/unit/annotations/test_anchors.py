"""Anchors are made and placed: same text, edits of every kind, and texts that are gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.alignment import Alignment
from reader.annotations.anchors import CONTEXT, anchor_at, place
from reader.annotations.annotation import PlacementStatus
from reader.text import Span

OLD = """Harbour fees rise again

The port of Ellsund will charge 4.20 crowns a tonne from March, its director said on Monday.
Fishing boats under 12 metres stay exempt, as they have been since the storm of 1987.

"We waited as long as we could," said Mette Dahl, who runs the port with a staff of 31.

The council votes on the plan in February. Two parties have said they will oppose it.
"""


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def placed(words: str, new: str, old: str = OLD):
    return place(anchor_at(old, "digest", 1, span_of(old, words)), old, new)


def test_an_anchor_keeps_words_and_context():
    anchor = anchor_at(OLD, "digest", 1, span_of(OLD, "12 metres"))
    assert (anchor.exact, anchor.text_digest, anchor.norm) == ("12 metres", "digest", 1)
    assert OLD[: anchor.span.start].endswith(anchor.prefix)
    assert len(anchor.prefix) == CONTEXT == len(anchor.suffix)


def test_an_anchor_outside_the_text_is_refused():
    with pytest.raises(ValueError, match="runs out"):
        anchor_at("short", "digest", 1, Span(2, 9))


@pytest.mark.parametrize(
    ("words", "before", "after", "now", "status"),
    [
        ("4.20 crowns a tonne", "Harbour", "Update at noon.\n\nHarbour", "4.20 crowns a tonne", PlacementStatus.SAME),
        ("a staff of 31", "staff of 31", "staff of 34", "a staff of 34", PlacementStatus.EDITED),
        ("31", "staff of 31.\n", "staff of 34.\n", "34", PlacementStatus.REPLACED),
        ("as long as we could", '"We', "“We", "as long as we could", PlacementStatus.SAME),
        ("12 metres", "under 12 metres", "below 12 metres", "12 metres", PlacementStatus.SAME),
        ("4.20 crowns", "4.20 crowns", "a fee of 4.35 crowns", "4.35 crowns", PlacementStatus.EDITED),
        (
            "the storm of 1987",
            "storm of 1987",
            "great storm of 1987",
            "the great storm of 1987",
            PlacementStatus.EDITED,
        ),
        ("stay exempt", "stay exempt", "stay\nexempt", "stay\nexempt", PlacementStatus.SAME),
        ("director", "director", "di\u00adrector", "di\u00adrector", PlacementStatus.SAME),
        ("director", "director", "directer", "directer", PlacementStatus.EDITED),
        ("lsund wil", "Monday", "Tuesday", "lsund wil", PlacementStatus.SAME),
        ('"We waited', '"We waited', "“We waited", "“We waited", PlacementStatus.SAME),
        ("said Mette", '," said', ",” said", "said Mette", PlacementStatus.SAME),
        (
            "Two parties have said they will oppose it.",
            "will oppose it.",
            "will oppose it in the chamber.",
            "Two parties have said they will oppose it in the chamber.",
            PlacementStatus.EDITED,
        ),
        (
            "Two parties have said they will oppose it",
            "will oppose it.",
            "will oppose it, but one may abstain.",
            "Two parties have said they will oppose it",
            PlacementStatus.SAME,
        ),
        (
            "The council votes on the plan in February.",
            "The council votes",
            "Sources say the council votes",
            "Sources say the council votes on the plan in February.",
            PlacementStatus.EDITED,
        ),
    ],
)
def test_words_are_found_after_an_edit(words, before, after, now, status):
    assert before in OLD
    new = OLD.replace(before, after)
    placement = placed(words, new)
    assert placement.status is status
    assert placement.span is not None
    assert placement.span.of(new) == placement.now == now
    assert placement.was == words


@pytest.mark.parametrize(
    ("old", "words", "new", "now"),
    [
        ("They count some 40 boats at 31, all told.", "boats at 31", "They count some 40 boats at all of 34, all told.",
         "boats at all of 34"),
        ("We met (in a hall) there.", "(in a hall)", "We met ( in a hall ) there.", "( in a hall )"),
        ("We met [in a hall] there.", "[in a hall]", "We met (in a hall) there.", "(in a hall)"),
        ("He ran to the north gate.", "to the north", "He ran to the northern gate.", "to the northern"),
        ("Boats at the pier 31, all told.", "at the pier 31", "Boats at the pier now some four or 34, all told.",
         "at the pier now some four or 34"),
    ],
)  # fmt: skip
def test_edges_follow_numbers_marks_and_spellings(old, words, new, now):
    placement = place(anchor_at(old, "digest", 1, span_of(old, words)), old, new)
    assert placement.now == now


def test_a_number_that_became_words_is_not_replaced():
    old = "They keep a staff of 31 all through the year at the port."
    new = old.replace("31", "very few hands")
    assert place(anchor_at(old, "digest", 1, span_of(old, "31")), old, new).span is None


def test_a_cut_sentence_is_gone():
    new = OLD.replace("Fishing boats under 12 metres stay exempt, as they have been since the storm of 1987.\n", "")
    placement = placed("Fishing boats under 12 metres", new)
    assert placement.status is PlacementStatus.GONE
    assert placement.span is None
    assert placement.now is None
    assert placement.score == 0


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("a staff of 31", ", who runs the port with a staff of 31", ", who runs the port"),
        ("1987", "since the storm of 1987", "for decades"),
        (
            "its director said",
            "The port of Ellsund will charge 4.20 crowns a tonne from March, its director said",
            "He spoke",
        ),
        ("their", "OLD", "OLD"),
    ],
)
def test_what_was_cut_or_rewritten_is_gone(words, before, after):
    old = OLD if words in OLD else OLD + "\n\nThey kept their boats."
    new = old.replace(before, after) if before in old else OLD
    assert placed(words, new, old).status is PlacementStatus.GONE


def test_a_moved_paragraph_takes_its_annotations_along():
    paragraphs = OLD.split("\n\n")
    new = "\n\n".join([paragraphs[0], paragraphs[3].strip(), *paragraphs[1:3]])
    placement = placed("Two parties have said", new)
    assert placement.status is PlacementStatus.MOVED
    assert placement.span == span_of(new, "Two parties have said")


def test_the_right_one_of_two_equal_phrases_is_kept():
    old = "The mill closed. Ana left town.\n\nThe mill closed. Ben stayed on to sell the last of the machines."
    new = old.replace("The mill closed. Ana left town.\n\n", "")
    second = Span(old.rindex("The mill closed"), old.rindex("The mill closed") + 15)
    assert place(anchor_at(old, "digest", 1, second), old, new).span == Span(0, 15)
    assert place(anchor_at(old, "digest", 1, Span(0, 15)), old, new).status is PlacementStatus.GONE


@pytest.mark.parametrize(
    ("words", "old", "new", "at"),
    [
        ("—", "It rained — a lot.", "It rained — a lot, they say.", 10),
        ("🙂", "Fine 🙂 then.", "Well. Fine 🙂 then.", 11),
        ("!", "Stop! Or go!", "So: stop! Or go!", 15),
        ("…", "… he said.", "… he said so.", 0),
        ("—", "It rained — a lot.", "It rained, a lot.", None),
        ("—", "It rained — a lot.", "It snowed — a bit.", None),
        ("—", "It rained — a lot.", "It rained for days — a lot.", None),
    ],
)
def test_a_mark_is_kept_between_its_words(words, old, new, at):
    span = Span(old.rindex(words), old.rindex(words) + len(words))
    placement = place(anchor_at(old, "digest", 1, span), old, new)
    assert placement.span == (None if at is None else Span(at, at + len(words)))


def test_another_article_at_the_same_place_takes_no_annotation():
    new = "Snow closed the pass for a week. Hikers were told to wait, and the hut at the top ran short of bread."
    assert all(placed(words, new).span is None for words in ("The port of Ellsund", "the", "said on Monday", "31"))


def test_with_a_text_that_is_not_its_own_an_anchor_is_searched_for():
    anchor = anchor_at(OLD, "digest", 1, span_of(OLD, "as long as we could"))
    new = "Preface.\n\n" + OLD
    for old in (None, "not the text that was annotated"):
        placement = place(anchor, old, new)
        assert placement.status is PlacementStatus.SAME
        assert placement.span == span_of(new, "as long as we could")
    assert place(anchor, None, "nothing of it").status is PlacementStatus.GONE


@given(st.text(max_size=200), st.data())
def test_on_the_same_text_an_anchor_is_where_it_was(text, data):
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    anchor = anchor_at(text, "digest", 1, span)
    assert place(anchor, text, text).span == span
    assert place(anchor, text, text, Alignment(text, text)).span == span


@given(st.text("ab .\n", max_size=60), st.text("ab .\n", max_size=60), st.data())
def test_a_placement_lies_in_the_new_text_and_is_always_the_same(old, new, data):
    start = data.draw(st.integers(0, len(old)))
    anchor = anchor_at(old, "digest", 1, Span(start, data.draw(st.integers(start, len(old)))))
    placement = place(anchor, old, new)
    assert placement == place(anchor, old, new)
    assert 0 <= placement.score <= 1
    if placement.span is None:
        assert placement.status is PlacementStatus.GONE
    else:
        assert placement.span.end <= len(new)
        assert placement.now == placement.span.of(new)
