"""Old and new words are matched as people would: moves, doubled text, chance, spellings; and hostile texts end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.alignment import Alignment
from reader.annotations.matching import UNMATCHED, increasing, matched_runs, matching, unique_runs
from reader.annotations.mending import drop_chance_matches, pair_spellings, slide_changes
from reader.annotations.tokens import alike, boundary, tokenize, weight
from reader.text import Span

WORDS = st.lists(st.sampled_from(["red", "blue", "green", "one", "two"]), max_size=40)

HEAD = "Rain fell on the northern valleys for the ninth day while crews cleared the road."
BRIDGE = "The old bridge at Tarn will stay closed until engineers have looked at every pier."
FERRY = "A ferry carries villagers across twice an hour, and children wave from its deck."
TAIL = "Nobody expects the water to drop before the weekend, the forecaster added."


def words_of(text: str) -> list[str]:
    return tokenize(text).words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two words", ["two", "words"]),
        ("cost $2,500.50 or 3 %", ["cost", "$", "2,500.50", "or", "3", "%"]),
        ("in 1987.", ["in", "1987"]),
        ("“Won’t” — they", ["won", "t", "they"]),
        ("some_name _emphasis_", ["some", "name", "emphasis"]),
        ("soft\u00adhyphen zero\u200bwidth", ["softhyphen", "zerowidth"]),
        ("Ame\u0301lie AMÉLIE", ["amélie", "amélie"]),
        ("ﬁne ＡＢＣ", ["fine", "abc"]),
        ("東京 station", ["東", "京", "station"]),
        ("", []),
        (" \n\t…", []),
    ],
)
def test_words_are_folded(text, words):
    assert words_of(text) == words


@given(st.text(max_size=80))
def test_tokens_lie_in_the_text_in_order(text):
    tokens = tokenize(text)
    edges = [edge for pair in zip(tokens.starts, tokens.ends, strict=True) for edge in pair]
    assert edges == sorted(edges)
    assert all(start < end <= len(text) for start, end in zip(tokens.starts, tokens.ends, strict=True))
    assert len(tokens.words) == len(tokens)


def test_tokens_within_a_span_share_a_letter_with_it():
    tokens = tokenize("one two three")
    assert tokens.within(Span(4, 7)) == (1, 2)
    assert tokens.within(Span(2, 9)) == (0, 3)
    assert tokens.within(Span(3, 4)) == (1, 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("one two", 0),
        ("one, two", 0),
        ("one\ntwo", 0),
        ("one,\n  two", 0),
        ("one. Two", 1),
        ('one.” "Two', 1),
        ("one\n* two", 2),
        ("one.\ntwo", 2),
        ("one\n\ntwo", 3),
        ("one\n \t\ntwo", 3),
    ],
)
def test_what_begins_at_a_token(text, kind):
    assert boundary(text, tokenize(text), 1) == kind


def test_both_ends_of_a_text_are_boundaries():
    assert boundary("one", tokenize("one"), 0) == boundary("one", tokenize("one"), 1) == 3


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("labour", "labor", True),
        ("contact", "contacts", True),
        ("personalization", "personalisation", True),
        ("recieve", "receive", True),
        ("cat", "cats", False),
        ("1987", "1988", False),
        ("closed", "opened", False),
    ],
)
def test_spellings_of_one_word_are_alike(one, other, is_alike):
    assert (alike(one, other) > 0) is is_alike
    assert alike(one, other) == alike(other, one) < 1
    assert alike(one, one) == 1


def test_long_words_weigh_no_more_than_six_letters():
    assert (weight("a"), weight("boat"), weight("incomprehensible")) == (1, 4, 6)


@given(WORDS, WORDS)
def test_a_matching_is_of_equal_words_and_never_crosses(old, new):
    to_new = matching(old, new)
    pairs = [(index, place) for index, place in enumerate(to_new) if place != UNMATCHED]
    assert len(to_new) == len(old)
    assert all(old[index] == new[place] for index, place in pairs)
    assert [place for _, place in pairs] == sorted({place for _, place in pairs})


@given(WORDS)
def test_equal_sequences_match_word_by_word(words):
    assert matching(words, words) == list(range(len(words)))


@given(WORDS, WORDS)
def test_matched_runs_are_what_is_matched(old, new):
    to_new = matching(old, new)
    rebuilt = [UNMATCHED] * len(old)
    for start, place, length in matched_runs(to_new):
        rebuilt[start : start + length] = range(place, place + length)
    assert rebuilt == to_new


def test_a_large_change_is_matched_by_what_is_unique():
    shared = [f"landmark{number}" for number in range(300)]
    old = [word for one in shared for word in (one, "filler", "filler")]
    new = [word for one in shared for word in ("other", one, "filler")]
    to_new = matching(old, new)
    assert all(new[to_new[3 * number]] == shared[number] for number in range(300))


def test_unique_runs_leave_out_what_stands_twice():
    assert unique_runs(["a", "b", "a", "b", "c"], 2) == {("b", "a"): 1, ("b", "c"): 3}
    assert unique_runs(["a"], 2) == {}


@given(st.lists(st.integers(0, 30), unique=True, max_size=20))
def test_increasing_is_a_longest_increasing_part(values):
    pairs = list(enumerate(values))
    chain = increasing(pairs)
    assert set(chain) <= set(pairs)
    assert [value for _, value in chain] == sorted(value for _, value in chain)
    longest: list[int] = []
    for index, value in pairs:
        longest.append(1 + max((longest[before] for before in range(index) if values[before] < value), default=0))
    assert len(chain) == max(longest, default=0)


def test_a_lone_common_word_in_rewritten_text_is_chance():
    old = [f"old{number}" for number in range(15)] + ["the"] + [f"was{number}" for number in range(15)]
    new = [f"new{number}" for number in range(15)] + ["the"] + [f"now{number}" for number in range(15)]
    to_new = [UNMATCHED] * 31
    to_new[15] = 15
    drop_chance_matches(to_new, old, new)
    assert to_new[15] == UNMATCHED


def test_a_common_word_between_its_neighbours_is_no_chance():
    words = ["crews", "cleared", "the", "road"]
    to_new = [0, 1, 2, 3]
    drop_chance_matches(to_new, words, words)
    assert to_new == [0, 1, 2, 3]


def test_another_spelling_is_the_same_word():
    old, new = ["the", "harbour", "master", "spoke"], ["the", "harbor", "master", "spoke"]
    to_new, is_explained = [0, UNMATCHED, 2, 3], bytearray([1, 0, 1, 1])
    likeness = pair_spellings(to_new, is_explained, bytearray(4), (old, new))
    assert to_new == [0, 1, 2, 3]
    assert is_explained == bytearray([1, 1, 1, 1])
    assert likeness == {1: pytest.approx(6 / 7)}


def test_a_moved_passage_is_found_with_its_edits():
    old = "\n\n".join([HEAD, BRIDGE, FERRY, TAIL])
    new = "\n\n".join([HEAD, FERRY, TAIL, BRIDGE.replace("have looked at", "inspected")])
    alignment = Alignment(old, new)
    tokens = alignment.old_tokens
    first, last = tokens.within(Span(old.index(BRIDGE), old.index(BRIDGE) + len(BRIDGE)))
    kept = [tokens.words[index] for index in range(first, last) if alignment.is_kept(index)]
    assert kept == words_of(BRIDGE.replace("have looked at", ""))
    assert all(alignment.is_moved[index] for index in range(first, last) if alignment.is_kept(index))
    assert not any(alignment.is_moved[index] for index in range(first))


def test_edits_on_both_sides_of_a_moved_run_move_with_it():
    moved = "Oskar Lindgren rang the great bronze bell of the customs house while sailors came running."
    old = f"{moved}\n\n{HEAD}\n\n{FERRY}\n\n{BRIDGE}"
    new = f"{HEAD}\n\n{FERRY}\n\n{BRIDGE}\n\n" + moved.replace("rang", "struck").replace("came", "all came")
    alignment = Alignment(old, new)
    size = len(words_of(moved))
    lost = [alignment.old_tokens.words[index] for index in range(size) if not alignment.is_kept(index)]
    assert lost == ["rang"]
    assert all(alignment.is_moved[index] for index in range(size) if alignment.is_kept(index))


def test_words_far_from_a_moved_run_do_not_move_with_it():
    run = "the great bronze bell of the customs house"
    old = f"{run} amber one two three four five\n\n{HEAD}\n\n{FERRY}\n\n{BRIDGE}"
    new = f"{HEAD}\n\n{FERRY}\n\n{BRIDGE}\n\n{run} six seven eight nine ten eleven amber"
    alignment = Alignment(old, new)
    assert alignment.is_kept(7)
    assert not alignment.is_kept(8)


def test_an_inserted_paragraph_is_taken_whole():
    twin = "The road is closed. Crews are at work."
    old = f"{HEAD}\n\n{twin}"
    new = f"{HEAD}\n\nThe road is open. Crews have left.\n\n{twin}"
    alignment = Alignment(old, new)
    assert alignment.new_tokens.starts[alignment.to_new[len(words_of(HEAD))]] == new.index(twin)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # The same change may be read one sentence earlier or later: each begins where a paragraph begins.
        ("One ends. We go on.\n\nIt rains.", "One ends. We go on.\n\nWe wait. We go on.\n\nIt rains."),
        ("It rains.\n\nWe wait. So we go.", "It rains. So we stay.\n\nWe wait. So we go."),
    ],
)
def test_a_doubled_text_is_parted_where_a_paragraph_begins(old, new):
    for one, other in ((old, new), (new, old)):
        alignment = Alignment(one, other)
        kept = [place for place in alignment.to_new if place != UNMATCHED]
        words = alignment.new_tokens.words
        expected = list(alignment.old_tokens.words) if len(one) < len(other) else words
        assert [words[place] for place in kept] == expected


def test_a_change_is_slid_forward_to_a_paragraph():
    old, new = "k x\n\ny x\n\nz", "k x\n\nz"
    to_new = [0, UNMATCHED, UNMATCHED, 1, 2]
    slide_changes(to_new, (old, tokenize(old)), (new, tokenize(new)))
    assert to_new == [0, 1, UNMATCHED, UNMATCHED, 2]
    back = [0, 3, 4]
    slide_changes(back, (new, tokenize(new)), (old, tokenize(old)))
    assert back == [0, 1, 4]


def test_a_cut_paragraph_is_taken_whole():
    old = f"{HEAD}\n\nThe road is shut. It rains.\n\nThe road is shut. It snows.\n\n{TAIL}"
    new = f"{HEAD}\n\nThe road is shut. It snows.\n\n{TAIL}"
    alignment = Alignment(old, new)
    first = len(words_of(HEAD))
    assert not any(alignment.is_kept(index) for index in range(first, first + 6))
    assert all(alignment.is_kept(index) for index in range(first + 6, first + 12))


@given(st.text("ab. \n", max_size=80), st.text("ab. \n", max_size=80))
def test_an_alignment_is_one_to_one_and_says_what_it_explains(old, new):
    alignment = Alignment(old, new)
    pairs = [(index, place) for index, place in enumerate(alignment.to_new) if place != UNMATCHED]
    places = [place for _, place in pairs]
    in_order = [place for index, place in pairs if not alignment.is_moved[index]]
    old_words, new_words = alignment.old_tokens.words, alignment.new_tokens.words
    assert len(places) == len(set(places))
    assert in_order == sorted(in_order)
    assert all(old_words[index] == new_words[place] or index in alignment.likeness for index, place in pairs)
    assert {place for place, taken in enumerate(alignment.is_explained) if taken} == set(places)


HOSTILE = {
    "one word for ever": ("a " * 20_000, "a " * 19_000),
    "two words in turn": ("a b " * 10_000, "b a " * 10_001),
    "no blanks": ("x" * 100_000, "x" * 99_999),
    "no words": ("." * 100_000, "!\x00" * 50_000),
    "marks": ("a\u0301" * 30_000, "\u0301a" * 30_000),
    "backwards": (" ".join(f"w{n}" for n in range(8_000)), " ".join(f"w{n}" for n in reversed(range(8_000)))),
    "landmarks in sand": (
        " ".join(f"k{n} l{n} m{n} n{n} " + "p q " * 60 for n in range(60)),
        " ".join(f"k{n} l{n} m{n} n{n} " + "q p " * 60 for n in range(60)),
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_aligned_all_the_same(name):
    old, new = HOSTILE[name]
    alignment = Alignment(old, new)
    assert len(alignment.to_new) == len(alignment.old_tokens)
    assert all(place < len(alignment.new_tokens) for place in alignment.to_new)
