"""Tokens of a stretch of text for the figure rules: numbers, words and single signs, with code-point offsets.

A hyphen is a token of its own, so "31-year-old" is five tokens; `glued` tells that nothing stands between two of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from operator import sub
from typing import Final

# Letters, spelled as ranges: a set of ranges is one table look-up, "a word character but no digit" is several.
_LETTERS: Final = "A-Za-zªµºÀ-ÖØ-öø-ˁͰ-ͽ\u0386-\u065f\u066a-\u06ef\u06fa-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufdff"

# One token with the white space before it, so that lengths add up to offsets. Commonest first:
#   don't  Johnson's             letters with an inner apostrophe
#   1 227  1'227                 groups of three behind one to three digits (any blank, apostrophe)
#   1,227  1.227,50  12,34,567   digits with separators inside
#   $  -  (  ½                   any other sign alone
# The possessive blank and the end of the text keep it linear on a megabyte of blanks.
_TOKEN: Final = re.compile(
    rf"\s*+(?:[{_LETTERS}]+(?:['’][{_LETTERS}]+)?"
    r"|(?<![\d.,])\d{1,3}(?:[ \u00a0\u2007\u2009\u202f'’]\d{3})+(?![\w-])(?:[.,]\d+)?(?![.,]?\d)"
    r"|\d+(?:[.,]\d+)*"
    r"|\S|\Z)"
)
_DIGITS: Final = re.compile("[0-9]+")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+")
_PAD: Final = 8


class Tokens:
    """The tokens of one stretch of a text, in parallel lists; indexes just outside give empty tokens.

    Attributes:
        text: the whole text that offsets refer to.
        raw: the tokens as the text spells them; `""` around both ends.
        low: the same in lower case with straight apostrophes.
        starts: first code point of each token.
        ends: one past its last code point.
        size: how many there are.
        decimal_comma: whether the language around writes 2,5 for two and a half.
    """

    __slots__ = ("_addresses", "decimal_comma", "ends", "low", "raw", "size", "starts", "text")

    def __init__(self, text: str, start: int, end: int, *, decimal_comma: bool = False) -> None:
        self.text = text
        self.decimal_comma = decimal_comma
        # Everything below runs in C over whole lists: a loop over match objects takes twice as long.
        pieces = _TOKEN.findall(text, start, end)
        bare = list(map(str.lstrip, pieces))
        while bare and not bare[-1]:  # the end of the text, with or without blanks before it
            del bare[-1], pieces[-1]
        ends = list(accumulate(map(len, pieces), initial=start))
        del ends[0]
        self.size = len(bare)
        padding = [""] * _PAD
        self.low = "\n".join(bare).lower().replace("’", "'").split("\n") + padding
        self.starts = [*map(sub, ends, map(len, bare)), *[end + 2] * _PAD]
        self.ends = ends + [start - 2] * _PAD
        self.raw = bare + padding
        self._addresses: list[tuple[int, int]] | None = None

    def glued(self, index: int) -> bool:
        """Tell whether nothing stands between a token and the next one."""
        return bool(self.ends[index] == self.starts[index + 1])

    def is_capital(self, index: int) -> bool:
        """Tell whether a token begins with a capital letter."""
        return self.raw[index][:1].isupper()

    def digits(self) -> list[int]:
        """Return where runs of digits begin."""
        end = self.ends[self.size - 1] if self.size else 0
        return [match.start() for match in _DIGITS.finditer(self.text, self.starts[0], end)]

    def covered(self, first: int, last: int) -> str:
        """Return the text from one token to another, both included."""
        return self.text[self.starts[first] : self.ends[last]]

    def in_address(self, index: int) -> bool:
        """Tell whether a token is part of a web address."""
        if self._addresses is None:
            self._addresses = self._find_addresses()
        if not self._addresses:
            return False
        start = self.starts[index]
        at = bisect_right(self._addresses, (start, start)) - 1
        return max(at, 0) < len(self._addresses) and any(
            begin <= start < end for begin, end in self._addresses[max(at, 0) : at + 2]
        )

    def _find_addresses(self) -> list[tuple[int, int]]:
        start, end = self.starts[0], self.ends[self.size - 1]
        if self.text.find("://", start, end) < 0 and self.text.find("www.", start, end) < 0:
            return []
        return [match.span() for match in _ADDRESS.finditer(self.text, start, end)]
