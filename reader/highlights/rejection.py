"""What stands in marks and is no quote: titles and names, and words the writer keeps at a distance (scare quotes)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.highlights.cues import NAMING, VERBS, Cue
from reader.highlights.tokens import Kind, last_sign
from reader.highlights.wordlists import words

if TYPE_CHECKING:
    from reader.highlights.marks import Marked
    from reader.highlights.tokens import Tokens

_SHORT = 3
"""Words up to which marked words need a cue beside them: 77 of 100 non-quotes are no longer, 6 of 100 quotes."""
_TITLE_LIMIT = 10
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SMALL = words("a an the of and or in on to for at by with from is vs de la as nor but")


def is_name_or_title(text: str, marked: Marked) -> bool:
    """Tell whether marked words are written like a title: two to ten words, all but the small ones capitalised."""
    if marked.inner_end - marked.inner_start > 90 or not marked.is_closed:
        return False
    words = _WORD.findall(text, marked.inner_start, marked.inner_end)
    if not 2 <= len(words) <= _TITLE_LIMIT or last_sign(text, marked) in "!?":
        return False
    main = [word for word in words if word.lower() not in _SMALL]
    return bool(main) and all(not word[0].islower() for word in main) and any(word[0].isalpha() for word in main)


def is_scare_quote(text: str, tokens: Tokens, at: int, marked: Marked) -> bool:
    """Tell whether the marked words at token `at` are short and without a cue of saying beside them."""
    if not marked.is_closed:
        return False
    words = _WORD.findall(text, marked.inner_start, min(marked.inner_end, marked.inner_start + 120))
    if not words:
        return True
    if len(words) > _SHORT:
        return False
    return not _has_cue(text, tokens, at, marked)


def _has_cue(text: str, tokens: Tokens, at: int, marked: Marked) -> bool:
    kinds, lowers = tokens.kinds, tokens.lowers
    low, high = tokens.sentence_of(at)
    before = at - 1
    if before >= low and kinds[before] in (Kind.COMMA, Kind.COLON) and before > low:
        before -= 1
    steps = 0
    while before >= low and steps < 5:
        if kinds[before] is Kind.VERB:
            return steps == 0 or lowers[before] in NAMING
        if kinds[before] in (Kind.COMMA, Kind.QUOTE, Kind.STOP):
            break
        before -= 1
        steps += 1
    sign = last_sign(text, marked)
    if sign in ",?!" or (at + 1 < high and kinds[at + 1] is Kind.COMMA):
        for index in range(at + 1, min(at + 5, len(kinds))):
            if kinds[index] is Kind.VERB and VERBS[lowers[index]] > Cue.NAMING:
                return True
            if kinds[index] in (Kind.STOP, Kind.QUOTE, Kind.CONJUNCTION):
                break
    return False
