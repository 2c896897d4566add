"""Words of a text as the index knows them: folded for comparison, with their places, and their stems.

The fact a newcomer would get wrong: the index, the query and the marks in a text must cut words in the same way, so all
of them come from here. Scripts that write no spaces (Chinese, Japanese, Thai, ...) give one word for each character;
a longer piece of them in a query is then a phrase.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from reader.search.stemming import porter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WORDS_VERSION = 3
"""Raised with every change of how words are cut, folded or stemmed; an index of another version is rebuilt."""

LONGEST = 64
"""Code points of a word that count; what follows (encoded data, hostile text) makes no other word."""

# Scripts without spaces between words: Thai, Lao, Myanmar, Khmer, kana, Han with its extensions.
_SOLID = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0ec0-\u0ec6\u1000-\u102a\u1780-\u17b3"
    "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Marks that stand inside words but are no letters: soft hyphens, accents, and the vowel signs and points of Hebrew,
# Arabic and the scripts of India and South-East Asia.
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f"
    "\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0b01-\u0b03\u0b3c-\u0b4d\u0b82\u0bbe-\u0bcd"
    "\u0c00-\u0c04\u0c3e-\u0c4d\u0d00-\u0d03\u0d3e-\u0d4d\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc"
    "\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3\u3099\u309a\u30fc"
)
# A word, as in "2.5m" (two words), "Müller", "don't" (two words), "東京" (two words).
WORD = re.compile(f"[^\\W_{_SOLID}]+(?:[{_MARKS}]+[^\\W_{_SOLID}]*)*|[{_SOLID}][{_MARKS}]*")

_MARK = re.compile(f"[{_MARKS}]")

# Letters that Unicode does not take apart but that people type without their stroke or ligature.
_LATIN = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ð": "d",
    "ĸ": "k",
}
# Letters of Arabic script that are typed one for another: alef maksura and Persian yeh for yeh, Persian keheh for kaf,
# teh marbuta for heh; and the stroke that only makes a word longer.
_ARABIC = {"\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643", "\u0629": "\u0647", "\u0640": ""}
_PLAIN = str.maketrans(_LATIN | _ARABIC)


class Word(NamedTuple):
    """A word of a text and where it stands."""

    text: str
    """Folded."""
    start: int
    """First code point."""
    end: int
    """One past the last code point."""


@lru_cache(maxsize=4096)
def _folded_character(character: str) -> str:
    if character == "й":  # a letter of its own, though Unicode takes it apart into и and a breve
        return character
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold().translate(_PLAIN))
    kept = "".join(part for part in parts if (part.isalnum() or _MARK.match(part)) and not _LEFT_OUT.match(part))
    return unicodedata.normalize("NFC", kept)


# Marks that people leave out when they type: soft hyphens, accents, Hebrew points, Arabic vowel and reading marks.
_LEFT_OUT = re.compile("[\u00ad\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")


def fold(word: str) -> str:
    """Return a word in lower case and without accents, at most `LONGEST` code points; empty for marks alone.

    "Müller" and "muller", "Łódź" and "lodz", "Straße" and "strasse" are the same word.
    """
    if word.isascii():
        return word[:LONGEST].lower()
    word = unicodedata.normalize("NFC", word[: LONGEST * 2]).casefold()
    return "".join([_folded_character(character) for character in word])[:LONGEST]


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text in order, with their places; linear in the text."""
    known: dict[str, str] = {}
    for match in WORD.finditer(text):
        raw = match.group()
        folded = known.get(raw)
        if folded is None:
            folded = known[raw] = fold(raw)
        if folded:
            yield Word(folded, match.start(), match.end())


def words_from(text: str, start: int) -> Iterator[Word]:
    """Yield the words of a text from a place on, which is the begin of a word."""
    for match in WORD.finditer(text, start):
        folded = fold(match.group())
        if folded:
            yield Word(folded, match.start(), match.end())


def terms(text: str) -> list[str]:
    """Return the folded words of a text, without their places."""
    return [folded for raw in WORD.findall(text) if (folded := fold(raw))]


# ASCII in lower case; whatever of it stands in no word becomes a space, and other bytes of UTF-8 stay.
_ASCII = bytes(byte if byte >= 128 else ord(chr(byte).lower()) if chr(byte).isalnum() else 32 for byte in range(256))
# Typographic punctuation in UTF-8: U+2000 to U+202F (quotation marks, dashes, spaces), no-break space, guillemets.
_PUNCTUATION = re.compile(rb"\xe2\x80[\x80-\xaf]|\xc2[\x80-\xa9\xab\xac\xae-\xb1\xb4\xb6-\xb8\xbb\xbf]")
# Those that nearly all of it is.
_FREQUENT = "\u2019\u201c\u201d\u2013\u2014\u2018\u2026\u00a0"


class _Cut(dict[bytes, tuple[bytes, ...]]):
    """The words in a run of bytes that holds more than ASCII; each run is cut once."""

    def __missing__(self, run: bytes) -> tuple[bytes, ...]:
        found = (run,) if run.isascii() else tuple(word.encode() for word in terms(run.decode("utf-8", "replace")))
        if len(self) > 1_000_000:  # a bound for a process that indexes for days
            self.clear()
        self[run] = found
        return found


_cut = _Cut()


def cut(text: str) -> list[bytes]:
    """Return the same words as `terms`, as UTF-8, several times faster; only their cutting to `LONGEST` is left out."""
    if not text.isascii():
        for mark in _FREQUENT:
            text = text.replace(mark, " ")
    data = text.encode("utf-8", "replace").translate(_ASCII)
    if not data.isascii():
        data = _PUNCTUATION.sub(b" ", data)
    if data.isascii():
        return data.split()
    return list(chain.from_iterable(map(_cut.__getitem__, data.split())))


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return the English stem of a folded word; words with digits or other scripts are their own stem."""
    return porter(word.encode()).decode() if word.isascii() and word.isalpha() else word


class _Stems(dict[bytes, bytes]):
    """Stems by word. Of the words before the last `_KEPT_STEMS`, those that came again are kept, which are the common
    ones: a process may index for days, and names and typing errors never end."""

    def __init__(self) -> None:
        super().__init__()
        self._older: dict[bytes, bytes] = {}

    def __missing__(self, word: bytes) -> bytes:
        found = self._older.get(word)
        if found is None:
            found = porter(word) if word.isalpha() else word  # of bytes, only ASCII is alphabetic
        if len(self) > _KEPT_STEMS:
            self._older = dict(self)
            self.clear()
        self[word] = found
        return found


_KEPT_STEMS = 1 << 19
_stems = _Stems()


def stems(words: Iterable[bytes]) -> list[bytes]:
    """Return the same stems as `stem` for many words of UTF-8."""
    return list(map(_stems.__getitem__, words))
