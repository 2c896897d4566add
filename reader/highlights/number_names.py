"""Names of numbers: words, denominators, vague amounts, and scales ("million", "Mrd.", "млн") of several languages."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from reader.highlights.lexicon import words


class Number(NamedTuple):
    """A number that was read from tokens."""

    value: float
    last: int
    """Index of its last token."""
    is_vague: bool = False
    """Dozens, hundreds, several thousand."""
    is_word: bool = False
    """Written in letters from its first token on."""
    is_fraction: bool = False
    """A part of a whole: two-thirds, a quarter, half."""
    is_scaled: bool = False
    """With a scale word: million, Mrd."""
    scale: float = 1.0
    """The factor of its last scale word; what a range carries back to its lower end."""
    spread: float = 1.0
    """How many times the value a vague number may mean at most: "hundreds" is 100 to 1,000."""


_ORDER = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
]

SMALL = {word: float(value) for value, word in enumerate(_ORDER[:20])}
"""Numbers below twenty."""
TENS = {word: 20.0 + 10 * value for value, word in enumerate(_ORDER[20:])}
"""Twenty to ninety."""
DENOMINATORS = {
    "half": 2.0,
    "third": 3.0,
    "quarter": 4.0,
    "fourth": 4.0,
    "fifth": 5.0,
    "sixth": 6.0,
    "seventh": 7.0,
    "eighth": 8.0,
    "ninth": 9.0,
    "tenth": 10.0,
    "hundredth": 100.0,
    "thousandth": 1000.0,
}
DENOMINATORS |= {word + "s": value for word, value in DENOMINATORS.items() if word != "half"} | {"halves": 2.0}

VULGAR = {sign: unicodedata.numeric(sign) for sign in "¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"}
"""Fractions of one sign."""


def _spelled(table: dict[float, str]) -> dict[str, float]:
    return {word: value for value, words in table.items() for word in words.split()}


# Scale words by language: English, German, French, Spanish and Italian, Polish, Russian, Ukrainian. German and
# Spanish "Billion", "billones" are 10^12 (long scale); English "billion" is 10^9 and French uses "milliard".
SCALES = _spelled(
    {
        1e2: "hundred hundreds hundert cien centenares сотен сотни сотня",
        1e3: "thousand thousands tausend mille mil mila millier milliers tys tysiąc tysiące tysięcy "
        "тыс тысяча тысячи тысяч тысячу тис тисяча тисячі тисячу",
        1e5: "lakh lakhs lac lacs lkh lkhs",
        1e6: "million millions mn mln mio millionen millón millon millones milioni milione milion miliony milionów "
        "млн миллион миллиона миллионов мільйон мільйона мільйони мільйонів",
        1e7: "crore crores",
        1e9: "billion billions bn bln mrd mia milliarde milliarden milliard milliards miliardi miliardo mld miliard "
        "miliardy miliardów млрд миллиард миллиарда миллиардов мільярд мільярда мільярди мільярдів",
        1e12: "trillion trillions tn trn trln billionen billón billones bilion biliony bilionów "
        "трлн триллион триллиона триллионов трильйон трильйона трильйони трильйонів",
    }
)
GLUED_SCALES = {"k": 1e3, "K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12, "MM": 1e6}
"""Letters that are a scale only when they touch the digits, and only where the caller allows them."""
MONEY_SCALES = {"m": 1e6, "b": 1e9, "t": 1e12, "l": 1e5, "cr": 1e7, "mm": 1e6, "mil": 1e6}
"""Letters that are a scale only behind an amount of money: £8.1m, $4.2b."""

FACTORS = {word: value for word, value in SCALES.items() if word.isascii()} | {"dozen": 12.0}

VAGUE = {"dozens": 12.0, "scores": 20.0, "hundreds": 100.0, "thousands": 1e3, "millions": 1e6, "billions": 1e9}
VAGUE |= {"trillions": 1e12, "crores": 1e7, "lakhs": 1e5, "tens": 10.0}
FEW = words("few several many")
"""Words that make a hundred or a thousand vague: "several hundred" is 200 to 900."""

WORDS = frozenset(SMALL) | frozenset(TENS) | {"hundred", "thousand", "million", "billion", "trillion", "dozen", "half"}
WORDS |= frozenset(VAGUE) | frozenset(DENOMINATORS) - {"second", "seconds"}
"""Every English word at which a number may begin."""
STARTS = WORDS | frozenset(VULGAR)
"""Every token at which a number may begin that is not in digits."""
