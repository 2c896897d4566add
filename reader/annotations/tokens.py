"""Words of a text, folded for comparison, each with its place; what old and new texts are compared by.

Punctuation and blanks are no tokens: a new dash, a moved line break or curled quotation marks change nothing.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.text import Span

# Combining marks and what is invisible inside a word (soft hyphen, zero-width joiners): they belong to the word
# that they follow, though `\w` does not hold them.
_INSIDE = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff"
    "\u0e31-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200d\u2060\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f"
    "\ufe20-\ufe2f\ufeff"
)
# Scripts that put no blanks between words (Thai to Khmer, Japanese, Chinese): a letter is a token.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

# "2,500.5" | one letter of an unspaced script | "word", "B2B", "2nd" | "$", "%"
_TOKEN = re.compile(
    rf"(\d++(?:[.,]\d++)++|[{_UNSPACED}][{_INSIDE}]*+|(?:[^\W_{_UNSPACED}]++[{_INSIDE}]*+)++|[$%€£¥₽₴₹§])"
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]")
# What stands between two tokens and parts them: ". ", '." (' and "?\n", but not the line break of a hard wrap.
_STOP_GAP = re.compile(r"[.!?…][\"'”’»)\]*_`>]*\s")
_PARAGRAPH_GAP = re.compile(r"\n[^\S\n]*\n")
_PLAIN_GAP = re.compile(r"[\s,;'\"“”‘’()]*")

LONGEST_WEIGHT = 6
"""Letters of a word that count; a long word is not worth a sentence."""


LEAST_ALIKE = 4
"""Letters of a word that may have another spelling; a shorter one is another word."""


class _Folded(dict[str, str]):
    """Folded forms of raw tokens, each computed once."""

    def __missing__(self, raw: str) -> str:
        folded = raw.lower() if raw.isascii() else unicodedata.normalize("NFKC", _INVISIBLE.sub("", raw)).casefold()
        self[raw] = folded
        return folded


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, as three lists of the same length."""

    words: list[str]
    """Folded: compatibility forms, case and invisible characters do not count."""
    starts: list[int]
    """First code point of each in the text."""
    ends: list[int]
    """One past the last code point of each."""

    def __len__(self) -> int:
        return len(self.words)

    def within(self, span: Span) -> tuple[int, int]:
        """Return the range of the tokens that share a code point with `span`."""
        first = bisect_right(self.ends, span.start)
        return first, max(first, bisect_left(self.starts, span.end))


def tokenize(text: str) -> Tokens:
    """Return the tokens of `text` in order; linear in its length."""
    parts = _TOKEN.split(text)
    edges = list(accumulate(map(len, parts)))
    return Tokens(list(map(_Folded().__getitem__, parts[1::2])), edges[0:-1:2], edges[1::2])


def weight(word: str) -> int:
    """Return how much the survival of a folded word says: its length, up to a limit."""
    return min(len(word), LONGEST_WEIGHT)


def boundary(text: str, tokens: Tokens, index: int) -> int:
    """Return what begins at a token: 3 a paragraph, 2 a line that is no hard wrap, 1 a sentence, 0 nothing.

    Both ends of the text count as 3.
    """
    if index <= 0 or index >= len(tokens):
        return 3
    gap = text[tokens.ends[index - 1] : tokens.starts[index]]
    if "\n" not in gap:
        return 1 if _STOP_GAP.search(gap) else 0
    if _PARAGRAPH_GAP.search(gap):
        return 3
    return 0 if _PLAIN_GAP.fullmatch(gap) else 2


def alike(one: str, other: str) -> float:
    """Return how far two folded words are spellings of each other: 1 equal, 0 not, the share of equal letters else.

    "labour" and "labor", "contact" and "contacts" are, as far as nothing but a short part differs; numbers never are.
    """
    if one == other:
        return 1.0
    longer = max(len(one), len(other))
    shorter = min(len(one), len(other))
    if shorter < LEAST_ALIKE or one[0].isdigit() or other[0].isdigit():
        return 0.0
    start = 0
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    different = longer - start - end
    return 1 - different / longer if different <= max(2, longer // 4) else 0.0
