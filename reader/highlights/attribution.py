"""Who a sentence says is speaking: the cue and the phrase that attribute a quote, next to it or in its sentence.

Rules, each with its name in `Attribution.rule`:
  after quote     "...," said Jane Roe · "...," Jane Roe, head of Acme, said
  before quote    Jane Roe said: "..." · Roe struck a hard note, declaring that "..."
  according to    "...," according to Jane Roe
  colon           Jane Roe, on Monday: "..."
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.highlights.cues import FEELING, NAMING, VERBS, Cue
from reader.highlights.grammar import Kind
from reader.highlights.phrases import Phrase, PhraseKind, phrase_ending, phrase_starting
from reader.highlights.subjects import first_subject, named_by_apposition, subject_before
from reader.highlights.tokens import last_sign
from reader.highlights.wordlists import words

if TYPE_CHECKING:
    from reader.highlights.marks import Marked
    from reader.highlights.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Attribution:
    """A phrase that names the speaker of a quote, and the cue that says so."""

    phrase: Phrase
    cue: tuple[int, int] | None
    """Tokens of the cue."""
    rule: str
    weight: int
    """Larger is surer; 10 is a cue next to the quote."""


_VERBS_TRIED = 4
"""Verbs before a quote whose subject is looked for."""
_ARTICLES = ("the", "a", "an", "its", "their", "my", "our", "your")
_NO_INVERSION = words(
    """
    told tells tell telling called calls calling call described describes reminded informed assured urged
    """
)


def attribute(tokens: Tokens, at: int, text: str, quote: Marked) -> Attribution | None:
    """Return the attribution of the quote at token `at`, from its own sentence or the words right behind it."""
    low = tokens.window_before(at)
    _, high = tokens.sentence_of(at)
    sign = last_sign(text, quote)
    is_final = sign in ".?!…"
    after = _after(tokens, at, high)
    before = _before(tokens, at, low)
    if after is None and is_final and at + 1 == high:
        after = _after_final(tokens, at, sign)
    if before is not None and (after is None or before.weight > after.weight or (is_final and before.weight >= 9)):
        return before
    return after


def attribute_over_colon(tokens: Tokens) -> Attribution | None:
    """Return who speaks the quote that the next paragraph opens with, where this one ends with a colon."""
    if not tokens.kinds or tokens.kinds[-1] is not Kind.COLON:
        return None
    return _before(tokens, len(tokens.kinds), tokens.sentences[-1][0])


def _end_of_run(tokens: Tokens, at: int, high: int) -> int:
    """Return where the words behind a quote end: at the next quote or the end of the sentence."""
    index = at + 1
    while index < high and tokens.kinds[index] is not Kind.QUOTE:
        index += 1
    return index


def _after(tokens: Tokens, at: int, high: int) -> Attribution | None:
    """Look behind the quote, up to the next quote or the end of the sentence."""
    end = _end_of_run(tokens, at, high)
    first = at + 1
    while first < end and tokens.kinds[first] in (Kind.COMMA, Kind.BREAK, Kind.ADVERB):
        first += 1
    if first >= end:
        return None
    kinds, lowers = tokens.kinds, tokens.lowers
    if kinds[first] is Kind.VERB:
        return _inverted(tokens, first, end)
    if lowers[first] == "according" and first + 2 < end and lowers[first + 1] == "to":
        return _according(tokens, first, end, 10)
    if lowers[first] == "per" and first + 1 < end:
        source = phrase_starting(tokens, first + 1, end)
        return None if source is None else Attribution(source, (first, first + 1), "according to", 8)
    if lowers[first] == "by" and first + 1 < end and _is_passive(tokens, at):
        source = phrase_starting(tokens, first + 1, end)
        return None if source is None else Attribution(source, (first, first + 1), "passive", 12)
    if kinds[first] in (Kind.CONJUNCTION, Kind.PREPOSITION, Kind.SUBORDINATOR) and lowers[first] != "as":
        return None
    return _subject_verb(tokens, first, end)


def _is_passive(tokens: Tokens, at: int) -> bool:
    """Tell whether a naming participle without a subject leads to the quote: labelled a "sham" (by critics)."""
    for index in range(at - 1, max(-1, at - 5), -1):
        if tokens.kinds[index] is Kind.VERB:
            return tokens.lowers[index] in NAMING and tokens.lowers[index].endswith(("ed", "wn"))
    return False


def _inverted(tokens: Tokens, verb: int, end: int) -> Attribution | None:
    """Read `"...," said Jane Roe`."""
    kinds, lowers = tokens.kinds, tokens.lowers
    if lowers[verb] in _NO_INVERSION or lowers[verb].endswith("ing"):
        return None
    first = verb + 1
    while first < end and kinds[first] is Kind.ADVERB:
        first += 1
    if first >= end or kinds[first] not in (Kind.NAME, Kind.PRONOUN, Kind.DETERMINER, Kind.WORD):
        return None
    phrase = phrase_starting(tokens, first, end)
    if phrase is None or lowers[phrase.low] in ("him", "them", "himself", "herself", "that", "this"):
        return None
    if phrase.high < end and kinds[phrase.high] in (Kind.AUXILIARY, Kind.VERB):
        return None  # "...," said the plan would fail: what follows is a clause
    return Attribution(named_by_apposition(tokens, phrase, end), (verb, verb + 1), "after quote", 10)


def _subject_verb(tokens: Tokens, first: int, end: int) -> Attribution | None:
    """Read `"...," Jane Roe, head of Acme, said`."""
    kinds = tokens.kinds
    start = first + 1 if tokens.lowers[first] == "as" else first
    if kinds[start] is Kind.WORD and tokens.lowers[start].endswith("ing"):
        return None
    for verb in range(start, min(end, start + 60)):
        if kinds[verb] is Kind.VERB and not tokens.lowers[verb].endswith("ing"):
            subject = subject_before(tokens, verb, start)
            if subject is not None:
                is_next = subject.low == start or kinds[subject.low - 1] is Kind.COMMA
                weight = 10 if is_next else 7
                return Attribution(subject, (verb, verb + 1), "after quote", weight)
            break
    return _unlisted_verb(tokens, start, end)


def _unlisted_verb(tokens: Tokens, first: int, end: int) -> Attribution | None:
    """Read `"...," she harrumphed`: a verb that no list knows, right behind a name or pronoun."""
    phrase = phrase_starting(tokens, first, end)
    if phrase is None or phrase.kind is PhraseKind.NOMINAL or phrase.high >= end:
        return None
    word = tokens.lowers[phrase.high]
    if tokens.kinds[phrase.high] in (Kind.WORD, Kind.ACTION) and word.endswith(("ed", "s")):
        return Attribution(phrase, (phrase.high, phrase.high + 1), "after quote", 6)
    return None


def _after_final(tokens: Tokens, at: int, sign: str) -> Attribution | None:
    """Look into the next sentence, where a quote ends with a stop: `"Why?" Roe asked.`"""
    first = at + 1
    if first >= len(tokens.kinds) or tokens.kinds[first] is Kind.QUOTE:
        return None
    low, high = tokens.sentence_of(first)
    if low != first:
        return None
    found = _after(tokens, at, high)
    if found is None or found.cue is None or found.weight < 10:
        return None
    if VERBS.get(tokens.lowers[found.cue[0]], Cue.NAMING) is Cue.NAMING:
        return None
    behind = found.cue[1] if found.phrase.high <= found.cue[0] else found.phrase.high
    if sign != "." and at == 0:
        return found
    gap = tokens.lowers[found.phrase.high : found.cue[0]]
    if sign == "." and (len(gap) > 1 or not tokens.lowers[found.cue[0]].endswith(("d", "s", "ote", "old"))):
        return None
    closes = behind >= high or tokens.kinds[behind] in (Kind.STOP, Kind.COMMA, Kind.QUOTE)
    loose = behind < high and tokens.kinds[behind] in (Kind.PREPOSITION, Kind.TIME, Kind.ADVERB, Kind.SUBORDINATOR)
    if closes or (loose and sign != "." and tokens.lowers[behind] != "that"):
        return found
    return None


def _according(tokens: Tokens, index: int, end: int, weight: int) -> Attribution | None:
    phrase = phrase_starting(tokens, index + 2, end)
    if phrase is None:
        return None
    return Attribution(phrase, (index, index + 2), "according to", weight)


def _before(tokens: Tokens, at: int, low: int) -> Attribution | None:
    """Look before the quote, back to the start of its sentence."""
    if at == low:
        return None
    if tokens.kinds[at - 1] is Kind.COLON and tokens.lowers[low] == "from" and low + 1 < at:
        source = phrase_starting(tokens, low + 1, at)
        return None if source is None else Attribution(source, (low, low + 1), "colon", 8)
    return _inserted(tokens, at, low) or _verb_before(tokens, at, low) or _subject_only(tokens, at, low)


def _inserted(tokens: Tokens, at: int, low: int) -> Attribution | None:
    """Read `The families, she said, had asked "for help"`: a subject and verb between commas."""
    kinds = tokens.kinds
    for verb in range(at - 3, low + 1, -1):
        if kinds[verb] is not Kind.VERB or kinds[verb + 1] is not Kind.COMMA:
            continue
        if VERBS[tokens.lowers[verb]] is not Cue.SAYING:
            continue
        phrase = phrase_ending(tokens, verb - 1, low)
        if phrase is not None and phrase.low > low and kinds[phrase.low - 1] is Kind.COMMA:
            return Attribution(phrase, (verb, verb + 1), "inserted", 9)
    return None


def _verb_before(tokens: Tokens, at: int, low: int) -> Attribution | None:
    """Read `Jane Roe said, "..."` and `Roe struck a hard note, declaring that "..."`."""
    lowers = tokens.lowers
    tried = 0
    for place in range(at - 1, low - 1, -1):
        if tokens.kinds[place] is Kind.VERB:
            found = _by_verb(tokens, place, low, at)
            tried += 1
            if found is not None or tried == _VERBS_TRIED:
                return found
        elif place + 2 < at and lowers[place] == "according" and lowers[place + 1] == "to":
            return _according(tokens, place, at, 8)
    return None


def _by_verb(tokens: Tokens, place: int, low: int, at: int) -> Attribution | None:
    subject = _subject_of_cue(tokens, place, low, at) or _inverted_before(tokens, place, at)
    if subject is None or (subject.high == subject.low + 1 and tokens.lowers[subject.low] in _ARTICLES):
        return None  # "the cracks are": a noun that looks like a verb
    verb = _outer_verb(tokens, place, subject, low)
    if verb != place:
        subject = subject_before(tokens, verb, low) or subject
    if tokens.kinds[at - 1] is Kind.COLON and Kind.COMMA in tokens.kinds[verb:at]:
        main = first_subject(tokens, low, at)  # With Poe worried, Roe has a new message: "..."
        if main is not None and main.low > verb:
            return Attribution(main, (at - 1, at), "colon", 8)
    return Attribution(subject, (verb, verb + 1), "before quote", _weight(tokens, verb, at))


def _inverted_before(tokens: Tokens, verb: int, at: int) -> Phrase | None:
    """Return the name right behind a verb without a subject: `But, said Roe, "..."`."""
    is_name = verb + 1 < at and tokens.kinds[verb + 1] is Kind.NAME and tokens.lowers[verb] not in _NO_INVERSION
    return phrase_starting(tokens, verb + 1, at) if is_name else None


def _subject_only(tokens: Tokens, at: int, low: int) -> Attribution | None:
    """Read `Jane Roe, on Monday: "..."`, and as a last resort the subject of the sentence."""
    kinds = tokens.kinds
    has_colon = kinds[at - 1] is Kind.COLON
    if has_colon and at - 2 >= low and kinds[at - 2] is Kind.NAME:
        named = phrase_ending(tokens, at - 2, low)
        if named is not None:
            return Attribution(named, (at - 1, at), "colon", 8)
    subject = first_subject(tokens, low, at)
    if subject is None:
        return None
    if has_colon:
        return Attribution(subject, (at - 1, at), "colon", 7)
    return Attribution(subject, None, "subject before quote", 3 if kinds[at - 1] is Kind.COMMA else 2)


def _subject_of_cue(tokens: Tokens, verb: int, low: int, at: int) -> Phrase | None:
    """Return the subject of a verb before a quote; that of a leading participle stands behind the quote."""
    is_leading = verb == low or (verb == low + 1 and tokens.kinds[low] in (Kind.ADVERB, Kind.SUBORDINATOR))
    if is_leading and tokens.lowers[verb].endswith("ing"):
        return first_subject(tokens, at + 1, tokens.sentence_of(at)[1])
    return subject_before(tokens, verb, low)


def _outer_verb(tokens: Tokens, verb: int, subject: Phrase, low: int) -> int:
    """Return the verb of saying around a naming verb: Roe *said* she wanted "justice"."""
    if VERBS[tokens.lowers[verb]] is not Cue.NAMING:
        return verb
    if subject.kind is not PhraseKind.PRONOUN and tokens.lowers[verb] not in FEELING:
        return verb
    index = subject.low - 1
    if index > low and tokens.lowers[index] == "that":
        index -= 1
    is_saying = index > low and tokens.kinds[index] is Kind.VERB and VERBS[tokens.lowers[index]] is Cue.SAYING
    return index if is_saying else verb


def _weight(tokens: Tokens, verb: int, at: int) -> int:
    """Weigh a verb before a quote by what stands between them."""
    kinds, lowers = tokens.kinds, tokens.lowers
    between = range(verb + 1, at)
    if kinds[at - 1] is Kind.COLON:
        return 11
    if not between and lowers[verb] in NAMING and VERBS[lowers[verb]] is not Cue.SAYING:
        return 11  # a word that somebody used stands right behind: Roe called "sham," Poe said
    if not between or (len(between) == 1 and (kinds[verb + 1] is Kind.COMMA or lowers[verb + 1] == "that")):
        return 10 if lowers[verb] not in NAMING else 9
    if any(kinds[index] in (Kind.QUOTE, Kind.BREAK) for index in between):
        return 5
    return 9 if len(between) <= 8 and kinds[at - 1] is Kind.COMMA else 6
