"""How texts are cut into words, and how words are folded and stemmed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.words import LONGEST, cut, fold, stem, terms, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Potash, potash; POTASH!", ["potash", "potash", "potash"]),
        ("don't stop", ["don", "t", "stop"]),
        ("a 2.5-2.8 billion_dollar", ["a", "2", "5", "2", "8", "billion", "dollar"]),
        ("Łódź Žižek Müller Straße", ["lodz", "zizek", "muller", "strasse"]),
        ("œuvre Ærø Đoković", ["oeuvre", "aero", "dokovic"]),
        ("cafe\u0301 café", ["cafe", "cafe"]),
        ("Ёлка и чай", ["елка", "и", "чай"]),
        ("東京タワー", ["東", "京", "タ", "ワー"]),
        ("서울 시장", ["서울", "시장"]),
        ("हिन्दी", ["हिन्दी"]),
        ("coop\u00aderation", ["cooperation"]),
        ("ประเทศไทย", ["ป", "ร", "ะ", "เ", "ท", "ศ", "ไ", "ท", "ย"]),
        ("كَتَبَ مُحَمَّد", ["كتب", "محمد"]),
        ("مـحـمد أحمد إلى مدرسة", ["محمد", "احمد", "الي", "مدرسه"]),
        ("ایران", ["ايران"]),
        ("שָׁלוֹם", ["שלום"]),
        ("İstanbul ısı DİYARBAKIR", ["istanbul", "isi", "diyarbakir"]),
        ("Αθήνα ΟΔΟΣ", ["αθηνα", "οδοσ"]),
        ("Việt Nam", ["viet", "nam"]),
        ("CO₂ oﬃce ＡＢＣ", ["co2", "office", "abc"]),
        ("\x00\x1b[31mred\ud800", ["31mred"]),
        ("½ x²", ["12", "x2"]),
        ("", []),
    ],
)
def test_words_are_cut_and_folded(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("prisoners", "prison"), ("prisoner", "prison"), ("oil", "oil"), ("it", "it"), ("b2b", "b2b"), ("чай", "чай")],
)
def test_stems(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_a_word_of_a_megabyte_is_cut() -> None:
    assert terms("x" * 1_000_000) == ["x" * LONGEST]


@given(st.text())
def test_places_cover_the_words(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert fold(text[word.start : word.end]) == word.text
        end = word.end
    assert [word.text for word in words(text)] == terms(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    for folded in terms(text):
        assert fold(folded) == folded
    assert "\n" not in "".join(terms(text))


_WRITTEN = st.text(
    st.one_of(st.sampled_from("\u00ad\u0640\u05c1aB9 .-'’“”—\u00a0«»éß²½東京й\u0301\u2028_\n\x00"), st.characters())
)


@given(_WRITTEN)
def test_the_fast_way_cuts_the_same_words(text: str) -> None:
    assert [word.decode()[:LONGEST] for word in cut(text)] == terms(text)
