"""Reading numbers: digits in the formats of several languages, words, scales ("million", "Mrd.", "млн") and fractions.

The reader of a number is told whether the text around it writes decimals with a comma: "1.227" is 1227 in a German
text and a little more than one in an English text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from reader.highlights.lexicon import words

if TYPE_CHECKING:
    from reader.highlights.figure_tokens import Tokens


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


SMALL = {
    word: float(value)
    for value, word in enumerate(
        [
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
        ]
    )
}
TENS = {
    word: float(value)
    for value, word in zip(
        range(20, 100, 10), ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], strict=True
    )
}
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

_FACTORS = {word: value for word, value in SCALES.items() if word.isascii()} | {"dozen": 12.0}

VAGUE = {"dozens": 12.0, "scores": 20.0, "hundreds": 100.0, "thousands": 1e3, "millions": 1e6, "billions": 1e9}
VAGUE |= {"trillions": 1e12, "crores": 1e7, "lakhs": 1e5, "tens": 10.0}
FEW = words("few several many")
"""Words that make a hundred or a thousand vague: "several hundred" is 200 to 900."""

WORDS = frozenset(SMALL) | frozenset(TENS) | {"hundred", "thousand", "million", "billion", "trillion", "dozen", "half"}
WORDS |= frozenset(VAGUE) | frozenset(DENOMINATORS) - {"second", "seconds"}
"""Every English word at which a number may begin."""
STARTS = WORDS | frozenset(VULGAR)
"""Every token at which a number may begin that is not in digits."""

_DIGIT = re.compile("[0-9¼-¾⅐-⅞]")


def has_number(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of text has a digit or an English number word: the cheap test before all rules."""
    if _DIGIT.search(text, start, end):
        return True
    line = text[start:end].lower().replace("-", " ").replace(".", " ")
    if not line.isascii():
        for sign in "–—“‘":
            line = line.replace(sign, " ")
    return not _STARTERS.isdisjoint(line.split())


_STARTERS = WORDS | {f"{word}," for word in WORDS} | {f"{sign}{word}" for sign in "(\"'" for word in WORDS}

# Function words that tell languages with a decimal comma from English; each stands between blanks.
_COMMA_LANGUAGE = tuple(
    f" {word} "
    for word in [
        "der",
        "die",
        "und",
        "von",
        "les",
        "des",
        "une",
        "est",
        "que",
        "los",
        "las",
        "el",
        "di",
        "che",
        "się",
        "nie",
        "na",
        "w",
        "z",
        "и",
        "в",
        "на",
        "не",
        "та",
        "що",
        "до",
        "het",
        "een",
        "och",
        "att",
    ]
)
_POINT_LANGUAGE = (" the ", " of ", " and ", " to ", " in ", " is ", " was ", " for ")
_OTHER_LETTERS = re.compile("[à-öø-žЀ-ӿ]")
_SAMPLE = 2000


def uses_decimal_comma(text: str) -> bool:
    """Tell whether a text is in a language that writes 2,5 for two and a half.

    Counts function words in its first 2,000 code points; English when it cannot tell.
    """
    sample = text[:_SAMPLE].lower()
    if sample.count(" the ") + sample.count(" of ") > 3:
        return False  # what nearly every English text shows at once
    comma, point = sum(map(sample.count, _COMMA_LANGUAGE)), sum(map(sample.count, _POINT_LANGUAGE))
    if comma == point == 0:  # too short for function words: letters that English has not
        return len(_OTHER_LETTERS.findall(sample)) > 1
    return comma > point


_GROUPS = re.compile(r"[ \u00a0\u2007\u2009\u202f'’]")
_LONGEST = 24


def read_digits(digits: str, *, decimal_comma: bool = False) -> float | None:
    """Return the value of digits with separators, or None when they are no single number.

    Points and commas: the last kind is the decimal mark when both occur; one kind alone groups thousands when
    every group has three digits (or two, in the Indian way), else it is the decimal mark. `1.2.3` is no number.
    """
    if len(digits) > _LONGEST:
        return None
    if digits.isdecimal():
        return float(digits)
    digits = _GROUPS.sub("", digits)
    point, comma = digits.rfind("."), digits.rfind(",")
    if point >= 0 and comma >= 0:
        mark = "." if point > comma else ","
        whole, _, part = digits.rpartition(mark)
        grouped = whole.replace("," if mark == "." else ".", "")
        return _value(grouped, part) if grouped.isdecimal() else None
    mark = "," if comma >= 0 else "."
    groups = digits.split(mark)
    if len(groups) == 1:
        return _value(digits, "")
    # one group of three: thousands in the way of the text around it
    thousands = (mark == ".") == decimal_comma if len(groups) == 2 else True
    if thousands and _are_thousands(groups, mark):
        return _value("".join(groups), "")
    return _value(groups[0], groups[1]) if len(groups) == 2 else None


def _are_thousands(groups: list[str], mark: str) -> bool:
    first, *middle, last = groups
    if len(last) != 3 or not 1 <= len(first) <= 3 or first.startswith("0"):
        return False
    return all(len(group) == 3 for group in middle) or (mark == "," and all(len(group) == 2 for group in middle))


def _value(whole: str, part: str) -> float:
    return float(f"{whole or '0'}.{part or '0'}")


def read_number(tokens: Tokens, index: int, *, is_money: bool = False) -> Number | None:
    """Read the number that begins at a token, with its scale words.

    `is_money` allows the letters that are a scale only behind money ("£8.1m").
    """
    word = tokens.low[index]
    if not word:
        return None
    if word[0].isdecimal():
        return _from_digits(tokens, index, is_money)
    if word in VULGAR:
        return Number(VULGAR[word], index)
    if word == "." and tokens.glued(index) and tokens.low[index + 1].isdecimal():
        return Number(_value("", tokens.low[index + 1]), index + 1)
    if word in VAGUE:
        return _vague(tokens, index)
    return _from_words(tokens, index)


def _from_digits(tokens: Tokens, index: int, is_money: bool) -> Number | None:
    value = read_digits(tokens.low[index], decimal_comma=tokens.decimal_comma)
    if value is None:
        return None
    last = index
    following = tokens.low[index + 1]
    if following in VULGAR:
        return Number(value + VULGAR[following], index + 1)
    fraction = _slashed(tokens, index)
    if fraction is not None:
        return Number(fraction, index + 2)
    if following.isdecimal() and not tokens.glued(index):
        part = _slashed(tokens, index + 1)
        if part is not None and part < 1:
            return Number(value + part, index + 3)
    power = _power_of_ten(tokens, index)
    if power is not None:
        return Number(value * power[0], power[1], is_scaled=True)
    if following in ("and", "-"):
        halves = _and_a_half(tokens, value, index)
        if halves:
            return halves
    factor, last = read_scale(tokens, index, is_money=is_money)
    return Number(value * factor, last, is_scaled=last > index, scale=factor)


def _slashed(tokens: Tokens, index: int) -> float | None:
    """Read "1/2" or "3/4": a glued slash, a smaller numerator and a denominator that people use."""
    low = tokens.low
    if low[index + 1] != "/" or not tokens.glued(index) or not tokens.glued(index + 1):
        return None
    top, bottom = low[index], low[index + 2]
    if not (top.isdecimal() and bottom.isdecimal() and len(top) <= 2 and len(bottom) <= 3):
        return None
    if low[index + 3] == "/" or not 0 < int(top) < int(bottom):
        return None
    usual = int(bottom) in (2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 100) or int(top) == 1
    return int(top) / int(bottom) if usual else None


def _power_of_ten(tokens: Tokens, index: int) -> tuple[float, int] | None:
    """Read the rest of "2.48×10^5", "2.48 x 10-5" or "4e14"."""
    low = tokens.low
    after = index + 1
    if low[after] == "e" and tokens.glued(index) and tokens.glued(after):
        sign = -1 if low[after + 1] == "-" else 1
        digits = after + 1 + (sign < 0)
        exponent = low[digits]
    elif low[after] in ("×", "x") and low[after + 1] == "10":
        digits = after + 2 + (low[after + 2] == "^")
        sign = -1 if low[digits] in ("-", "−", "–") else 1
        digits += sign < 0
        exponent = low[digits]
    else:
        return None
    if not exponent.isdecimal() or len(exponent) > 2:
        return None
    return float(f"1e{sign * int(exponent)}"), digits


def read_scale(tokens: Tokens, index: int, *, is_money: bool = False) -> tuple[float, int]:
    """Read the scale words behind a token; returns the factor and the last token (the given one if none)."""
    factor, last = 1.0, index
    for _ in range(3):
        at = last + 1
        if tokens.low[at] == "-" and tokens.glued(last) and tokens.glued(at) and tokens.low[at + 1] in SCALES:
            at += 1
        scale = SCALES.get(tokens.low[at])
        if scale is None and tokens.glued(last) and factor == 1.0 and tokens.low[last][0].isdecimal():
            raw = tokens.raw[at]
            scale = MONEY_SCALES.get(raw.lower()) if is_money else None
            scale = scale or GLUED_SCALES.get(raw)
        if scale is None or (tokens.low[at] == "mil" and not tokens.decimal_comma and not is_money):
            break
        factor, last = factor * scale, at
    if last > index and tokens.low[last + 1] == "." and tokens.glued(last) and _is_abbreviation(tokens, last):
        last += 1
    return factor, last


def _is_abbreviation(tokens: Tokens, index: int) -> bool:
    """Tell whether the full stop behind "Mrd" or "тыс" belongs to it: a word follows on the same line."""
    return tokens.low[index] in ("mrd", "mio", "тыс", "тис", "tys") and tokens.low[index + 2][:1].isalpha()


def _vague(tokens: Tokens, index: int) -> Number | None:
    """Read "hundreds", "tens of thousands", "hundreds of millions": from the value to ten times it."""
    low = tokens.low
    value, last = VAGUE[low[index]], index
    if low[last + 1] == "of" and low[last + 2] in VAGUE and low[last + 2] != "dozens":
        value, last = value * VAGUE[low[last + 2]], last + 2
    elif low[index] in ("tens", "scores") and low[index + 1] != "of":
        return None
    spread = 5.0 if value < 100 else 10.0
    return Number(value, last, is_vague=True, is_word=True, is_scaled=True, scale=value, spread=spread)


def _from_words(tokens: Tokens, index: int) -> Number | None:
    """Read "twenty-eight thousand six hundred forty-two", "three crore twelve lakh", "a dozen"."""
    word = tokens.low[index]
    if word in DENOMINATORS:
        return _half(tokens, index)
    value, last = _small(tokens, index)
    if last < index:
        if word not in _FACTORS:
            return None
        if tokens.low[index - 1] in FEW:
            return _few(tokens, index)
        value = 1.0
    total, scale = 0.0, 1.0
    while True:
        at = last + 1 + (tokens.low[last + 1] == "-" and tokens.glued(last))
        factor = _FACTORS.get(tokens.low[at])
        if factor is None:
            return _finish_words(tokens, total + value, last, scale)
        scale, last = factor, at
        if factor <= 100:
            value *= factor
        elif 0 < total < factor:  # "three thousand million"
            total, value = (total + value) * factor, 0.0
        else:
            total, value = total + value * factor, 0.0
        rest, end = _small(tokens, last + 1 + (tokens.low[last + 1] in ("and", "&")))
        if end > last:
            value, last = value + rest, end


def _few(tokens: Tokens, index: int) -> Number:
    """Read "hundred", "hundred thousand" behind "several" or "a few": two to nine times it."""
    value, last = _FACTORS[tokens.low[index]], index
    if tokens.low[index + 1] in SCALES:
        value, last = value * SCALES[tokens.low[index + 1]], index + 1
    return Number(2 * value, last, is_vague=True, is_word=True, is_scaled=True, scale=value, spread=4.5)


def _small(tokens: Tokens, index: int) -> tuple[float, int]:
    """Read a number below one hundred; the last token is before `index` if there is none."""
    low = tokens.low
    word = low[index]
    if word in SMALL:
        return SMALL[word], index
    if word not in TENS:
        return 0.0, index - 1
    at = index + 1 + (low[index + 1] == "-" and tokens.glued(index))
    unit = SMALL.get(low[at], 0.0)
    if 0 < unit < 10:
        return TENS[word] + unit, at
    return TENS[word], index


def _finish_words(tokens: Tokens, value: float, last: int, scale: float) -> Number:
    """Read what may follow a number in words: "point two", "and a half", "thirds"."""
    low = tokens.low
    if low[last + 1] == "point" and low[last + 2] in SMALL and scale == 1.0:
        digits, at = "", last + 2
        while low[at] in SMALL and SMALL[low[at]] < 10 and len(digits) < 6:
            digits, at = digits + str(int(SMALL[low[at]])), at + 1
        factor, end = read_scale(tokens, at - 1)
        number = float(f"{int(value)}.{digits}") * factor
        return Number(number, end, is_word=True, is_scaled=factor > 1, scale=factor)
    return (
        _and_a_half(tokens, value, last, is_word=True)
        or _word_fraction(tokens, value, last)
        or Number(value, last, is_word=True, is_scaled=scale > 1, scale=scale)
    )


def _and_a_half(tokens: Tokens, value: float, last: int, *, is_word: bool = False) -> Number | None:
    """Read the rest of "two and a half", "5 and a quarter million", "four-and-a-half-acre"."""
    low = tokens.low
    at = last + 1
    step = 2 if low[at] == "-" and low[at + 1] == "and" and tokens.glued(at) else 1
    at += step - 1
    part = at + 2 * step
    if low[at] != "and" or low[at + step] not in ("a", "an", "one") or low[part] not in ("half", "quarter"):
        return None
    factor, end = read_scale(tokens, part)
    value = (value + 1 / DENOMINATORS[low[part]]) * factor
    return Number(value, end, is_word=is_word, is_scaled=factor > 1, scale=factor)


def _word_fraction(tokens: Tokens, value: float, last: int) -> Number | None:
    """Read the denominator of "two-thirds", "one fourth of", "three quarters of"."""
    low = tokens.low
    at = last + 1
    hyphen = low[at] == "-" and tokens.glued(last) and tokens.glued(at)
    at += hyphen
    bottom = DENOMINATORS.get(low[at])
    if bottom is None or value >= bottom or (value == 1) == low[at].endswith("s"):
        return None
    if not hyphen and low[at + 1] != "of" and low[at + 1] not in SCALES and "quarter" in low[at]:
        return None
    factor, end = read_scale(tokens, at)
    return Number(value / bottom * factor, end, is_word=True, is_fraction=factor == 1, is_scaled=factor > 1)


def _half(tokens: Tokens, index: int) -> Number | None:
    """Read "half a million", "half of", "a third of", "a quarter million", "more than half"."""
    low = tokens.low
    word = low[index]
    if word != "half" and (low[index - 1] != "a" or tokens.is_capital(index)):
        return None
    value = 1 / DENOMINATORS[word]
    at = index + 1
    if low[at] in ("of", "a", "-") and low[at + 1] in SCALES:
        at += 1
    elif low[at] in ("a", "-") and low[at + 1] == "dozen":
        return Number(6.0, at + 1, is_word=True, is_scaled=True, scale=12.0)
    factor, last = read_scale(tokens, at - 1)
    if factor > 1:
        return Number(value * factor, last, is_word=True, is_scaled=True, scale=factor)
    at = index + 1 + (low[index + 1] == "-")
    part = low[index + 1] == "of" or low[at] in _HALVED or (word == "half" and low[index + 1] in _WHOLES)
    hedged = low[index - 1 - (word != "half")] in _HEDGES and low[index + 1] != "-"
    return Number(value, index, is_word=True, is_fraction=True) if part or hedged else None


_HALVED = words("point points percentage percent hour mile inch century pound ton acre")
"""Units of which people say "a quarter point", "half-century"."""
_WHOLES = ("the", "a", "an", "its", "their", "our", "his", "her")
_HEDGES = ("than", "over", "nearly", "almost", "about", "roughly", "least", "only", "under")
