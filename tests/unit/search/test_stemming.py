"""Porter's rules on words of each of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.stemming import porter

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
    assert porter(word) == stem


@given(st.text("abcdefghilmnoprstuvyz", min_size=1, max_size=14))
def test_a_stem_begins_as_its_word_does(word: str) -> None:
    stem = porter(word)
    assert stem
    assert len(stem) <= len(word) + 1
    assert word.startswith(stem[: max(1, len(stem) - 2)])


@given(
    st.text("abcdefghilmnoprstuvyz", max_size=8),
    st.sampled_from(["ed", "ing", "ational", "izer", "ness", "fulness", "y", "ies", "ment"]),
)
def test_endings_change_no_more_than_the_end(head: str, ending: str) -> None:
    stem = porter(head + ending)
    assert (head + ending).startswith(stem[: max(1, len(stem) - 2)])
