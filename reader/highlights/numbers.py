"""Reads numbers: digits in the formats of several languages; words are read in a module of their own.

The reader of a number is told whether the text around it writes decimals with a comma: "1.227" is 1227 in a German
text and a little more than one in an English text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.highlights.lexicon import words
from reader.highlights.number_names import VAGUE, VULGAR, WORDS, Number
from reader.highlights.number_words import read_and_a_half, read_scale, read_vague, read_words

if TYPE_CHECKING:
    from reader.highlights.figure_tokens import Tokens

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
    for word in words(
        "der die das und von mit les une est dans le la el los que en con y di che się nie na w z jest i в на не и "
        "та що до het een och att"
    )
)
_POINT_LANGUAGE = (" the ", " of ", " and ", " to ", " is ", " for ", " that ")
_OTHER_LETTERS = re.compile("[à-öø-žЀ-ӿ]")
_SAMPLE = 2000


def uses_decimal_comma(text: str) -> bool:
    """Tell whether a text is in a language that writes 2,5 for two and a half.

    Counts function words in its first 2,000 code points; English when it cannot tell.
    """
    sample = f" {text[:_SAMPLE].lower()} "
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
    thousands = len(groups) > 2 or (mark == ".") == decimal_comma or groups[1] == "000"
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
        return read_vague(tokens, index)
    return read_words(tokens, index)


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
        halves = read_and_a_half(tokens, value, index)
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
