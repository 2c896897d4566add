"""Porter's rules on words of each of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search import words
from reader.search.words import stem as stemmed
from reader.search.words import stems

_STEMS = """
caress caresses; poni ponies; ti ties; cat cats; feed feed; agre agreed; plaster plastered; bled bled;
motor motoring; sing sing; conflat conflated; troubl troubled; size sized; hop hopping; tan tanned; fall falling;
hiss hissing; fizz fizzed; fail failing; file filing; happi happy; sky sky; relat relational; condit conditional;
ration rational; valenc valency; hesit hesitancy; digit digitizer; radic radically; differ differently; vile vilely;
analog analogously; predic predication; oper operator; feudal feudalism; decis decisiveness; hope hopefulness;
callous callousness; formal formality; sensit sensitivity; sensibl sensibility; triplic triplicate; form formative;
formal formalize; electr electricity; electr electrical; hope hopeful; good goodness; reviv revival; allow allowance;
infer inference; airlin airliner; gyroscop gyroscopic; adjust adjustable; defens defensible; irrit irritant;
replac replacement; adjust adjustment; depend dependent; adopt adoption; commun communism; activ activate;
homolog homologous; effect effective; bowdler bowdlerize; probat probate; rate rate; ceas cease; control controlling;
roll roll; prison prisoner; prison prisoners; sanction sanctions; govern government; govern governments; by by; us us
"""
_PAIRS = [tuple(pair.split()) for pair in _STEMS.split(";")]


@pytest.mark.parametrize(("stem", "word"), _PAIRS)
def test_stems(stem: str, word: str) -> None:
    assert stemmed(word) == stem


@given(st.text("abcdefghilmnoprstuvyz", min_size=1, max_size=14))
def test_a_stem_begins_as_its_word_does(word: str) -> None:
    stem = stemmed(word)
    assert stem
    assert len(stem) <= len(word) + 1
    assert word.startswith(stem[: max(1, len(stem) - 2)])


@given(
    st.text("abcdefghilmnoprstuvyz", max_size=8),
    st.sampled_from(["ed", "ing", "ational", "izer", "ness", "fulness", "y", "ies", "ment"]),
)
def test_endings_change_no_more_than_the_end(head: str, ending: str) -> None:
    stem = stemmed(head + ending)
    assert (head + ending).startswith(stem[: max(1, len(stem) - 2)])


@given(st.lists(st.one_of(st.text("abcdefgilmnorstuy", min_size=1, max_size=9), st.text(min_size=1, max_size=5))))
def test_many_stems_are_those_of_single_words(some: list[str]) -> None:
    some = [word for word in some if word.isprintable()]
    assert [root.decode() for root in stems([word.encode() for word in some])] == [stemmed(word) for word in some]


def test_common_stems_outlive_rare_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_KEPT_STEMS", 3)
    kept = words._Stems()
    monkeypatch.setattr(words, "_stems", kept)
    for number in range(20):
        stems([b"prisoners", b"rare%dly" % number])
    assert b"prisoners" in kept
    assert len(kept) <= 4
