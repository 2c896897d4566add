"""What stands in marks and is no quote: titles and names, and words the writer keeps at a distance (scare quotes)."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from reader.highlights.cues import NAMING, NOUNS, TITLED, TITLING, VERBS, Cue
from reader.highlights.foreign import has_foreign_cue
from reader.highlights.grammar import FUNCTION, Kind
from reader.highlights.tokens import last_sign
from reader.highlights.wordlists import words

if TYPE_CHECKING:
    from reader.highlights.marks import Marked
    from reader.highlights.tokens import Tokens

_SHORT = 3
"""Words up to which marked words need a cue beside them: 77 of 100 non-quotes are no longer, 6 of 100 quotes."""
_LONG = 110
"""Characters from which marked words are neither few nor a title."""
_TITLE_LIMIT = 10
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SMALL = words("a an the of and or in on to for at by with from vs de la as nor but")
_CHARACTERISING = words("""
    described describes describe describing portrayed portrays portraying cast casts casting characterized characterised
    characterizes characterises depicted depicts depicting presented presents presenting framed frames framing dismissed
    dismisses dismissing denounced denounces denouncing branded brands branding
    """)
"""Verbs that tell with "as" how somebody puts something."""
_TITLE_PREPOSITIONS = words("on with in for of at from by to about")
_MODIFIER = 6
"""Words up to which marked words that are part of a sentence without a cue are no quote."""
_MODIFIED_REACH = 40
_SPEAKER = 9
"""Tokens from the marks to the verb of saying behind them: "Never," Jane Roe, the mayor, said."""
_REACH = 8
"""Words between a naming verb and the marks: called the plan for the coast a "sham"."""


class Verdict(Enum):
    """What marked words are."""

    QUOTE = 1
    TITLE = 2
    SCARE = 3


def judge(text: str, tokens: Tokens, at: int, marked: Marked, *, is_english: bool = True) -> Verdict:
    """Tell what the marked words at token `at` are: a quote, a title or name, or words kept at a distance."""
    if not marked.is_closed or marked.is_block:
        return Verdict.QUOTE
    if marked.start and text[marked.start - 1] == "=":
        return Verdict.SCARE  # an attribute of markup
    if marked.inner_end - marked.inner_start > _LONG:
        return Verdict.QUOTE
    found = _WORD.findall(text, marked.inner_start, marked.inner_end)
    if not found:
        return Verdict.SCARE
    is_short = len(found) <= _SHORT
    is_title = _looks_like_title(text, found, marked)
    if not is_english:
        is_quote = not (is_short or is_title) or has_foreign_cue(tokens, at)
        return Verdict.QUOTE if is_quote else _no_quote(is_title)
    if not is_short and not is_title:
        return Verdict.SCARE if _is_modifier(text, tokens, at, marked, len(found)) else Verdict.QUOTE
    return _judge_few(text, tokens, at, marked, len(found), is_title)


def _judge_few(text: str, tokens: Tokens, at: int, marked: Marked, count: int, is_title: bool) -> Verdict:
    """Judge words that are few or written like a title: a quote only with a cue, or as a sentence of their own."""
    if text[marked.inner_start].isupper() and _is_named(tokens, at, is_title):
        return Verdict.TITLE
    if not is_title and _is_sentence(text, tokens, at, marked):
        return Verdict.QUOTE
    if _has_cue(text, tokens, at, marked, is_title):
        return Verdict.QUOTE
    if not is_title and count > 1 and _is_reported(tokens, at):
        return Verdict.QUOTE
    return _no_quote(is_title)


def _no_quote(is_title: bool) -> Verdict:
    return Verdict.TITLE if is_title else Verdict.SCARE


def _is_named(tokens: Tokens, at: int, is_title: bool) -> bool:
    """Tell whether a title is announced: on "Meet Us", her book, "Home", a show called "Late"."""
    kinds, lowers = tokens.kinds, tokens.lowers
    low, _ = tokens.sentence_of(at)
    last = at - 1
    if last < low:
        return False
    if lowers[last] in TITLING:
        return True
    if lowers[last] in ("called", "named") and last > low and kinds[last - 1] is Kind.WORD:
        return True
    if last > low and kinds[last] is Kind.COMMA:
        last -= 1
    if lowers[last] in TITLED:
        return True
    return is_title and (lowers[at - 1] in _TITLE_PREPOSITIONS or lowers[at - 1].endswith(("'s", "’s")))


def _is_modifier(text: str, tokens: Tokens, at: int, marked: Marked, count: int) -> bool:
    """Tell whether four to six small words without any cue in the sentence only colour it: a "too hot to hold" tax."""
    if count > _MODIFIER or not text[marked.inner_start].islower():
        return False
    low = tokens.window_before(at)
    high = min(tokens.sentence_of(at)[1], at + _MODIFIED_REACH)
    if at == low or any(tokens.kinds[index] in (Kind.VERB, Kind.COLON) for index in range(low, high)):
        return False
    return not any(tokens.lowers[index] in NOUNS or tokens.lowers[index] == "according" for index in range(low, high))


def _is_reported(tokens: Tokens, at: int) -> bool:
    """Tell whether the whole sentence reports: by "According to" before, ", she said," inside or "described ... as"."""
    kinds, lowers = tokens.kinds, tokens.lowers
    low = tokens.window_before(at)
    _, high = tokens.sentence_of(at)
    if lowers[low : low + 2] == ["according", "to"] and kinds[at - 1] in (Kind.AUXILIARY, Kind.WORD):
        return True
    for verb in range(low + 2, at - 1):
        if kinds[verb] is not Kind.VERB:
            continue
        if VERBS[lowers[verb]] is Cue.SAYING and kinds[verb + 1] is Kind.COMMA and _comma_before(tokens, verb, low):
            return True
        if lowers[verb] in _CHARACTERISING and "as" in lowers[verb + 1 : at] and at + 1 >= high - 1:
            return not any(kind in (Kind.COMMA, Kind.BREAK) for kind in kinds[verb + 1 : at])
    return False


def _comma_before(tokens: Tokens, verb: int, low: int) -> bool:
    """Tell whether a comma stands one to three tokens before a verb: ", the agency said,"."""
    return any(tokens.kinds[index] is Kind.COMMA for index in range(max(low, verb - 3), verb - 1))


def _looks_like_title(text: str, found: list[str], marked: Marked) -> bool:
    """Tell whether marked words are written like a title: two to ten words, all but the small ones capitalised."""
    if marked.inner_end - marked.inner_start > 90 or not 2 <= len(found) <= _TITLE_LIMIT:
        return False
    if last_sign(text, marked) in "!?":
        return False
    main = [word for word in found if word not in _SMALL]
    return bool(main) and all(not word[0].islower() for word in main) and any(word[0].isalpha() for word in main)


def _is_sentence(text: str, tokens: Tokens, at: int, marked: Marked) -> bool:
    """Tell whether marked words are a whole sentence beside other quotes: "No," he said. "Not now.\""""
    low, high = tokens.sentence_of(at)
    if at > low and tokens.kinds[at - 1] is Kind.COLON:
        has_verb = any(tokens.kinds[index] in (Kind.VERB, Kind.ACTION) for index in range(max(low, at - 12), at))
        return has_verb and text[marked.inner_start].isupper() and last_sign(text, marked) in ".?!"
    return (
        low == at
        and high == at + 1
        and (len(tokens.quotes) > 1 or low > 0)
        and text[marked.inner_start].isupper()
        and last_sign(text, marked) in ".?!"
    )


def _has_cue(text: str, tokens: Tokens, at: int, marked: Marked, is_title: bool) -> bool:
    low, high = tokens.sentence_of(at)
    return _cue_before(text, tokens, at, low, marked, is_title) or _cue_after(text, tokens, at, high, marked)


def _cue_before(text: str, tokens: Tokens, at: int, low: int, marked: Marked, is_title: bool) -> bool:
    """Tell whether a verb or noun of saying leads to the marks."""
    kinds, lowers = tokens.kinds, tokens.lowers
    last = at - 1
    if last > low and kinds[last] in (Kind.COMMA, Kind.COLON):
        last -= 1
    last = _list_start(tokens, last, low)
    if last >= low and (lowers[last] in NOUNS or (lowers[last] == "of" and last > low and lowers[last - 1] in NOUNS)):
        return True
    for index in range(last, max(low - 1, last - _REACH), -1):
        kind = kinds[index]
        if kind is Kind.VERB:
            if lowers[index] in TITLING:
                return False
            if index == last:
                return not is_title or lowers[index] not in NAMING or VERBS[lowers[index]] is Cue.SAYING
            return not is_title and (
                lowers[index] in NAMING or _leads_on(tokens, index, last) or _tells(text, tokens, marked, index, last)
            )
        if kind in (Kind.COMMA, Kind.QUOTE, Kind.STOP):
            break
    return False


def _list_start(tokens: Tokens, last: int, low: int) -> int:
    """Step left over the marked words of a list, so that one cue serves all: felt "cold," "tired" and "lost"."""
    kinds = tokens.kinds
    for _ in range(_REACH):
        place = last
        while place > low and kinds[place] in (Kind.COMMA, Kind.CONJUNCTION):
            place -= 1
        if kinds[place] is not Kind.QUOTE or place <= low:
            break
        last = place - 1
    return last


def _leads_on(tokens: Tokens, verb: int, last: int) -> bool:
    """Tell whether marks hold what somebody says of somebody: said Roe "cheated", says it is "over"."""
    between = tokens.kinds[verb + 1 : last + 1]
    about = (Kind.NAME, Kind.PRONOUN, Kind.AUXILIARY, Kind.DETERMINER, Kind.WORD, Kind.ADVERB, Kind.SUBORDINATOR)
    return (
        VERBS[tokens.lowers[verb]] is Cue.SAYING
        and between[-1] in (Kind.NAME, Kind.PRONOUN, Kind.AUXILIARY, Kind.SUBORDINATOR)
        and all(kind in about for kind in between)
    )


def _tells(text: str, tokens: Tokens, marked: Marked, verb: int, last: int) -> bool:
    """Tell whether marks hold what somebody says that a thing does: said the plan "did nothing"."""
    found = _WORD.findall(text, marked.inner_start, marked.inner_end)
    if len(found) < 2 or tokens.kinds[last] is not Kind.WORD or VERBS[tokens.lowers[verb]] is not Cue.SAYING:
        return False
    return FUNCTION.get(found[0]) is Kind.AUXILIARY or (found[0].endswith("ed") and found[0].islower())


def _relative_clause(tokens: Tokens, at: int, high: int) -> bool:
    """Tell whether a pronoun and a verb of saying follow directly: the "hard times" he was referring to."""
    kinds = tokens.kinds
    index = at + 1
    if index >= high or tokens.lowers[index] not in ("he", "she", "they", "it"):
        return False
    index += 1
    while index < high and kinds[index] in (Kind.AUXILIARY, Kind.ADVERB):
        index += 1
    return index < high and kinds[index] is Kind.VERB


def _cue_after(text: str, tokens: Tokens, at: int, high: int, marked: Marked) -> bool:
    """Tell whether a verb of saying follows: "Never," Roe said."""
    kinds, lowers = tokens.kinds, tokens.lowers
    if _relative_clause(tokens, at, high):
        return True
    sign = last_sign(text, marked)
    if sign not in ",?!—" and not (at + 1 < high and kinds[at + 1] is Kind.COMMA):
        return False
    for index in range(at + 1, min(at + _SPEAKER, len(kinds))):
        if kinds[index] is Kind.VERB:
            if lowers[index].endswith("ing"):
                return False
            is_called = index + 1 < len(kinds) and lowers[index + 1] in ("them", "it", "him", "her", "us")
            return VERBS[lowers[index]] > Cue.NAMING or is_called
        if kinds[index] in (Kind.STOP, Kind.QUOTE, Kind.CONJUNCTION):
            break
    return False
