"""Quotes in texts that are not English: speakers only where a verb of saying stands beside a name, else unknown.

The grammar of this room is English. In German, French, Spanish, Polish, Russian and Ukrainian texts it would guess, so
there a name is a speaker only next to a listed verb, and that verb next to the quote.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reader.highlights.attribution import Attribution
from reader.highlights.cues import FOREIGN
from reader.highlights.grammar import Kind
from reader.highlights.phrases import Phrase, PhraseKind
from reader.highlights.wordlists import words

if TYPE_CHECKING:
    from reader.highlights.tokens import Tokens

_ENGLISH: Final = words("the and of to that was said for with he his it is on as from have they will has not")
_OTHERS: Final = words("""
    der die das und ist nicht ein eine mit für auf dem den von zu im sich auch le la les des et est une dans pour
    que qui pas sur du el los las por con una del se y para su w na z się nie jest że do jak o po dla od i как что
    не на это с по для от из он она у за та що це але як й в и є
    """)
_WORD: Final = re.compile(r"[^\W\d_]+")
_SAMPLE: Final = 2_000
"""Characters from which the language is told."""
_PER_THE: Final = 300
"""Characters to one "the" at most in a text that is English without a closer look."""
_PRONOUNS: Final = words(
    "er sie es ich wir il elle ils elles je nous él ella ellos yo on ona oni ja my он она они я мы він вона вони ми"
)
_PREPOSITIONS: Final = words("у в во на з із с из о про до in à en w z do im am au aux dans bei auf")
_REACH: Final = 7
"""Tokens between a quote and the name of its speaker."""


def is_english(text: str) -> bool:
    """Tell whether small English words outnumber those of the other languages.

    A text without any, a headline, is English if its letters are mostly those of English.
    """
    sample = text[:_SAMPLE]
    if sample.count(" the ") * _PER_THE > len(sample):
        return True
    found = [word.lower() for word in _WORD.findall(sample)]
    english = sum(word in _ENGLISH for word in found)
    other = sum(word in _OTHERS for word in found)
    if english or other:
        return english >= other
    return 2 * sum(map(str.isascii, found)) >= len(found)


def attribute_foreign(tokens: Tokens, at: int) -> Attribution | None:
    """Return who says the quote at token `at`: a name beside a verb of saying beside the quote."""
    return _beside(tokens, at, 1) or _beside(tokens, at, -1)


def has_foreign_cue(tokens: Tokens, at: int) -> bool:
    """Tell whether a verb of saying or a colon stands near the quote at token `at`."""
    if at and tokens.kinds[at - 1] is Kind.COLON:
        return True
    near = range(max(0, at - 4), min(len(tokens.kinds), at + 4))
    return any(tokens.lowers[index] in FOREIGN for index in near)


def _beside(tokens: Tokens, at: int, step: int) -> Attribution | None:
    """Look for a verb behind (1) or before (-1) a quote, and for the name on either side of the verb."""
    kinds, lowers = tokens.kinds, tokens.lowers
    limit = max(-1, min(len(kinds), at + step * _REACH))
    for index in range(at + step, limit, step):
        if kinds[index] in (Kind.QUOTE, Kind.STOP):
            return None
        if lowers[index] in FOREIGN or _is_so(tokens, index, step):
            phrase = _name_near(tokens, index)
            return None if phrase is None else Attribution(phrase, (index, index + 1), _RULES[step], 9)
    return None


def _is_so(tokens: Tokens, index: int, step: int) -> bool:
    """Tell whether a German "so" leads to the name behind a quote: „…“, so Karl Huber."""
    lowers = tokens.lowers
    behind_quote = step == 1 and tokens.kinds[index - 1] is Kind.COMMA and tokens.kinds[index - 2] is Kind.QUOTE
    return lowers[index] == "so" and index >= 2 and behind_quote


_RULES: Final = {1: "after quote", -1: "before quote"}


def _name_near(tokens: Tokens, verb: int) -> Phrase | None:
    """Return the name behind a verb, over two small words at most, or else the name right before it."""
    kinds = tokens.kinds
    for index in range(verb + 1, min(verb + 4, len(kinds))):
        if _is_name(tokens, index):
            low, high = _fullest(tokens, index)
            return Phrase(low, high, PhraseKind.NAME, low, high)
        if tokens.lowers[index] in _PREPOSITIONS or kinds[index] not in (Kind.WORD, Kind.DETERMINER, Kind.ADVERB):
            break
    low = verb
    while low and _is_name(tokens, low - 1):
        low -= 1
    return Phrase(low, verb, PhraseKind.NAME, low, verb) if low < verb else None


def _fullest(tokens: Tokens, low: int) -> tuple[int, int]:
    """Return the name that begins at a token, or the full name right behind one word with a title in between.

    la Première ministre Jeanne Martin: small words between two names make them two people, others belong to a title.
    """
    high = _end_of_name(tokens, low)
    if high - low > 1:
        return low, high
    for index in range(high, min(high + _TITLE, len(tokens.kinds))):
        if _is_name(tokens, index):
            end = _end_of_name(tokens, index)
            return (index, end) if index > high and end - index > 1 else (low, high)
        is_small = tokens.lowers[index] in _OTHERS or tokens.lowers[index] in _PREPOSITIONS
        if is_small or tokens.kinds[index] is not Kind.WORD:
            break
    return low, high


_TITLE: Final = 3
"""Tokens from a capitalised word of a title to the name."""


def _end_of_name(tokens: Tokens, index: int) -> int:
    while index < len(tokens.kinds) and _is_name(tokens, index):
        index += 1
    return index


def _is_name(tokens: Tokens, index: int) -> bool:
    text = tokens.texts[index]
    return text[:1].isupper() and tokens.lowers[index] not in _PRONOUNS and tokens.kinds[index] is not Kind.QUOTE
