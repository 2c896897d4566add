"""How hits are ranked: BM25F, precomputed into one byte for each word of each document, and a little for the recent.

A word counts once for each place, three times more in the title and once more in the lead (`TITLE`, `LEAD`), and this
weight w saturates with the length of the article as BM25 has it: w / (w + K), with K = K1 (1 - B + B length / AVERAGE).
AVERAGE is a constant, so that a byte never changes when articles come and go. The byte, the impact, is w / K on a
logarithmic scale: steps of 4.4 % all along, as fine as Whoosh's own bytes for lengths.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

K1: Final = 1.2
B: Final = 0.75
AVERAGE: Final = 700
"""Words of an article that is neither long nor short."""
TITLE: Final = 3
"""What a place in the title counts more than one in the text."""
LEAD: Final = 1
"""What a place in the lead counts more."""
LEAD_WORDS: Final = 40
"""Words of the text that are its lead."""

_LOW: Final = -4.5
_HIGH: Final = 6.5

FRESH_MOST: Final = 31
_FRESH_FROM: Final = 2000
BUDGET: Final = 222
"""Largest sum of the weighted impacts of a document; with the largest `fresh` and 1 it still fits into a byte."""
FINEST: Final = 500
"""Shares of words in a sum are rounded down to one of so many."""


def _impact(weight: float, length: int) -> int:
    k = K1 * (1 - B + B * length / AVERAGE)
    return min(255, max(1, 1 + round((math.log(weight / k) - _LOW) / (_HIGH - _LOW) * 254)))


@lru_cache(maxsize=1024)
def _impacts(length_class: int) -> bytes:
    length = round(math.exp(length_class / 32))
    return bytes(_impact(max(weight, 1), length) for weight in range(256))


def impacts(length: int) -> bytes:
    """Return the impact of each weight up to 255 in an article of so many words, rounded to 3 %."""
    return _impacts(round(math.log(max(length, 1)) * 32))


SATURATION: Final = tuple(
    0.0 if impact == 0 else 1 / (1 + math.exp(-(_LOW + (impact - 1) / 254 * (_HIGH - _LOW)))) for impact in range(256)
)
"""For each impact, w / (w + K): from 0 to 1."""


def weight(impact: int, length: int) -> float:
    """Return the weight that a word had in an article of so many words, as nearly as its impact tells."""
    return math.exp(_LOW + (impact - 1) / 254 * (_HIGH - _LOW)) * K1 * (1 - B + B * length / AVERAGE)


def rarity(documents: int, of: int) -> float:
    """Return the inverse document frequency of what `documents` of all answer, by Whoosh's formula."""
    return math.log(of / (documents + 1)) + 1 if of else 1.0


@lru_cache(maxsize=1024)
def weighted(share: int) -> bytes:
    """Return, for each impact, its part of a sum in which this word has the `share`, of `FINEST`."""
    return bytes(int(BUDGET * share / FINEST * saturation) for saturation in SATURATION)


def fresh(day: int) -> int:
    """Return the bonus of an article of a day: 1 for each year since 2000, a seventh of a perfect match at most.

    It grows evenly with time, so that what one article has more than another does not depend on today.
    """
    return min(FRESH_MOST, max(0, day // 10_000 - _FRESH_FROM))
