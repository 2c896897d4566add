"""Reads numbers in English words, fractions, and the scale words behind any number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.highlights.lexicon import words
from reader.highlights.number_names import (
    DENOMINATORS,
    FACTORS,
    FEW,
    GLUED_SCALES,
    MONEY_SCALES,
    SCALES,
    SMALL,
    TENS,
    VAGUE,
    Number,
)

if TYPE_CHECKING:
    from reader.highlights.figure_tokens import Tokens


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


def read_vague(tokens: Tokens, index: int) -> Number | None:
    """Read "hundreds", "tens of thousands", "hundreds of millions": from the value to ten times it."""
    low = tokens.low
    value, last = VAGUE[low[index]], index
    if low[last + 1] == "of" and low[last + 2] in VAGUE and low[last + 2] != "dozens":
        value, last = value * VAGUE[low[last + 2]], last + 2
    elif low[index] in ("tens", "scores") and low[index + 1] != "of":
        return None
    spread = 5.0 if value < 100 else 10.0
    return Number(value, last, is_vague=True, is_word=True, is_scaled=True, scale=value, spread=spread)


def read_words(tokens: Tokens, index: int) -> Number | None:
    """Read "twenty-eight thousand six hundred forty-two", "three crore twelve lakh", "a dozen"."""
    word = tokens.low[index]
    if word in DENOMINATORS:
        return _half(tokens, index)
    value, last = _small(tokens, index)
    if last < index:
        if word not in FACTORS or tokens.low[index - 1][-1:].isdecimal():
            return None
        few = _few(tokens, index)
        if few:
            return few
        value = 1.0
    total, scale = 0.0, 1.0
    while True:
        at = last + 1 + (tokens.low[last + 1] == "-" and tokens.glued(last))
        factor = FACTORS.get(tokens.low[at])
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


def _few(tokens: Tokens, index: int) -> Number | None:
    """Read "hundred", "hundred thousand" behind "several" (two to nine times it) or "a couple of" (two or three)."""
    low = tokens.low
    couple = low[index - 2 : index] == ["couple", "of"]
    if low[index - 1] not in FEW and not couple:
        return None
    value, last = FACTORS[low[index]], index
    if low[index + 1] in SCALES:
        value, last = value * SCALES[low[index + 1]], index + 1
    spread = 1.5 if couple else 4.5
    return Number(2 * value, last, is_vague=True, is_word=True, is_scaled=True, scale=value, spread=spread)


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
        read_and_a_half(tokens, value, last, is_word=True)
        or _word_fraction(tokens, value, last)
        or Number(value, last, is_word=True, is_scaled=scale > 1, scale=scale)
    )


def read_and_a_half(tokens: Tokens, value: float, last: int, *, is_word: bool = False) -> Number | None:
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
    if low[at] == "of" and low[at + 1] == "a" and low[at + 2] in SCALES:
        at += 2  # "a quarter of a million"
    elif low[at] in ("of", "a", "-") and low[at + 1] in SCALES:
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
_HEDGES = ("than", "over", "nearly", "almost", "about", "roughly", "least", "only", "under", "by")
