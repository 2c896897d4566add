"""Tokens of a stretch of text for the figure rules: numbers, words and single signs, with code-point offsets.

A hyphen is a token of its own, so "31-year-old" is five tokens; `glued` tells that nothing stands between two of them.
"""

from __future__ import annotations

import re

# One pass, longest sensible piece first:
#   https://a.b/c?d=1            an address, as one token
#   1,227  1.227,50  12,34,567   digits with separators inside
#   1 227  1'227 (narrow or no-break space, apostrophe, plain space): groups of three after one to three digits
#   ½                            a vulgar fraction
#   don't  Johnson's             letters with an inner apostrophe
#   $  -  (                      any other sign alone
TOKEN = re.compile(
    r"https?://\S+|www\.\S+"
    r"|(?<![\d.,])\d{1,3}(?:[ \u00a0\u2007\u2009\u202f'’]\d{3})+(?![\d\w-]|[.,]?\d)(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)*"
    r"|[¼½¾⅐-⅞]"
    r"|[^\W\d_¼½¾⅐-⅞]+(?:['’][^\W\d_]+)?"
    r"|[^\w\s]|_"
)
_PAD = 8


class Tokens:
    """The tokens of one stretch of a text, in parallel lists; indexes just outside give empty tokens.

    Attributes:
        text: the whole text that offsets refer to.
        low: the tokens in lower case with straight apostrophes; `""` around both ends.
        starts: first code point of each token.
        ends: one past its last code point.
        size: how many there are.
        decimal_comma: whether the language around writes 2,5 for two and a half.
    """

    __slots__ = ("decimal_comma", "ends", "low", "size", "starts", "text")

    def __init__(self, text: str, start: int, end: int, *, decimal_comma: bool = False) -> None:
        self.text = text
        self.decimal_comma = decimal_comma
        found = [(match.start(), match.group()) for match in TOKEN.finditer(text, start, end)]
        self.size = len(found)
        self.low = [word.lower().replace("’", "'") for _, word in found] + [""] * _PAD
        self.starts = [begin for begin, _ in found] + [end + 2] * _PAD
        self.ends = [begin + len(word) for begin, word in found] + [start - 2] * _PAD

    def raw(self, index: int) -> str:
        """Return a token as the text spells it."""
        return self.text[self.starts[index] : self.ends[index]]

    def glued(self, index: int) -> bool:
        """Tell whether nothing stands between a token and the next one."""
        return self.ends[index] == self.starts[index + 1]

    def is_capital(self, index: int) -> bool:
        """Tell whether a token begins with a capital letter."""
        return self.text[self.starts[index] : self.starts[index] + 1].isupper()

    def covered(self, first: int, last: int) -> str:
        """Return the text from one token to another, both included."""
        return self.text[self.starts[first] : self.ends[last]]
