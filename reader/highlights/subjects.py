"""Subjects: the phrase that a verb of saying belongs to, near or far before it.

No parser: the subject of a verb is the phrase before it that a clause boundary introduces, looked for through
appositions, adverbs, relative clauses and, for a participle ("saying"), in the clause it hangs on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.highlights.grammar import Kind
from reader.highlights.phrases import Phrase, PhraseKind, described, is_possessive, phrase_ending, phrase_starting
from reader.highlights.roles import BEARERS, DOCUMENTS, PLACES
from reader.highlights.wordlists import words

if TYPE_CHECKING:
    from reader.highlights.tokens import Tokens

_NUMBER_LEADS = words("about around over nearly some up at almost roughly")
_ADJECTIVES = 2
_TIMES = words("morning evening afternoon night day week weekend month year end meantime past later earlier ago")
_LEADING_CLAUSES = words("after before since until as than like")
_CLAUSE_WORDS = words("where as while and but when after because with although though whereas")


def _with_complements(tokens: Tokens, phrase: Phrase, low: int) -> Phrase:
    """Widen "the campaign" to "a spokesman for the campaign": the head stands before the preposition."""
    kinds = tokens.kinds
    while phrase.low - 2 >= low:
        begin = phrase.low
        if tokens.lowers[begin - 1] == "and" and kinds[begin - 2] is Kind.NAME:
            other = phrase_ending(tokens, begin - 2, low)  # (the Institute for) Science and Security
            begin = begin if other is None else other.low
        if begin - 2 < low or kinds[begin - 1] is not Kind.PREPOSITION:
            break
        if kinds[begin - 2] not in (Kind.WORD, Kind.NAME, Kind.DETERMINER, Kind.PRONOUN):
            break
        head = phrase_ending(tokens, begin - 2, low)
        if head is None:
            break
        phrase = Phrase(head.low, phrase.high, head.kind, head.name_low, head.name_high)
    return phrase


def subject_before(tokens: Tokens, verb: int, low: int) -> Phrase | None:
    """Return the subject of the verb at `verb`, looking left and no further than `low`."""
    kinds, lowers = tokens.kinds, tokens.lowers
    if lowers[verb].endswith("ing") and not (verb > low and kinds[verb - 1] is Kind.AUXILIARY):
        return _subject_of_participle(tokens, verb, low)
    index = _skip_adverbs(tokens, verb - 1, low)
    if index < low:
        return None
    if "to" in lowers[index + 1 : verb]:
        return first_subject(tokens, low, verb)
    kind = kinds[index]
    if kind in (Kind.WORD, Kind.NAME, Kind.PRONOUN, Kind.DETERMINER):
        return _adjacent_subject(tokens, index, verb, low)
    if kind is Kind.COMMA or kind is Kind.BREAK:
        return _subject_over_commas(tokens, index, low) or first_subject(tokens, low, verb)
    if kind is Kind.SUBORDINATOR and lowers[index] in ("who", "which", "that"):
        return _antecedent(tokens, index - 1, low)
    return first_subject(tokens, low, verb)


def _skip_adverbs(tokens: Tokens, index: int, low: int) -> int:
    """Step left over auxiliaries, adverbs, and "on Monday"."""
    kinds, lowers = tokens.kinds, tokens.lowers
    while index >= low:
        if kinds[index] in (Kind.AUXILIARY, Kind.ADVERB) or lowers[index] in ("to", "himself", "herself", "themselves"):
            index -= 1
        elif kinds[index] is Kind.TIME:
            index -= 1
            while index >= low and lowers[index] in ("on", "late", "early", "last", "in", "this"):
                index -= 1
        else:
            break
    return index


def _adjacent_subject(tokens: Tokens, last: int, verb: int, low: int) -> Phrase | None:
    if tokens.lowers[last] == "who":
        return _antecedent(tokens, last - 1, low)
    phrase = phrase_ending(tokens, last, low)
    if phrase is None:
        return None
    phrase = _with_complements(tokens, phrase, low)
    if phrase.low > low and tokens.lowers[phrase.low - 1] in _LEADING_CLAUSES:
        return phrase  # fell after the maker warned
    if phrase.low > low and tokens.kinds[phrase.low - 1] is Kind.PREPOSITION:
        return first_subject(tokens, low, verb) or phrase
    return phrase


def _antecedent(tokens: Tokens, index: int, low: int) -> Phrase | None:
    """Return the phrase that "who" stands for."""
    if index >= low and tokens.kinds[index] is Kind.COMMA:
        index -= 1
    if index < low:
        return None
    phrase = phrase_ending(tokens, index, low)
    if phrase is None:
        return None
    phrase = _with_complements(tokens, phrase, low)
    if phrase.kind is PhraseKind.NOMINAL and tokens.lowers[phrase.high - 1] in DOCUMENTS:
        return first_subject(tokens, low, phrase.low) or phrase  # the paper ran a piece that noted
    return phrase


def _own_subject(tokens: Tokens, verb: int, low: int) -> Phrase | None:
    """Return what stands right before "saying" as its subject: footage of Roe saying, a sign saying."""
    last = verb - 1
    while last > low and tokens.kinds[last] is Kind.ADVERB:
        last -= 1
    if last < low or tokens.kinds[last] not in (Kind.NAME, Kind.WORD, Kind.PRONOUN):
        return None
    phrase = phrase_ending(tokens, last, low)
    if phrase is None or is_possessive(tokens.lowers[last]):
        return None
    if tokens.lowers[last] in BEARERS:
        return phrase
    before = phrase.low - 1
    if before < low:
        return phrase
    if phrase.kind is PhraseKind.NAME and tokens.kinds[before] in (Kind.BREAK, Kind.COMMA, Kind.CONJUNCTION):
        return phrase  # both spoke – Roe saying it was over, and Poe asking for more
    leads = tokens.lowers[before] in ("of", "with") or tokens.kinds[before] is Kind.VERB
    return phrase if leads and (phrase.kind is not PhraseKind.NOMINAL or tokens.lowers[before] == "with") else None


def _subject_of_participle(tokens: Tokens, verb: int, low: int) -> Phrase | None:
    """Return the subject of "saying": a name right before it, else the subject of the clause it hangs on."""
    own = _own_subject(tokens, verb, low)
    if own is not None:
        return own
    for index in range(verb - 2, low, -1):
        if tokens.texts[index] == ";":
            return first_subject(tokens, index + 1, verb)
        after_break = tokens.kinds[index - 1] in (Kind.COMMA, Kind.BREAK) or tokens.lowers[index] == "where"
        if tokens.lowers[index] in _CLAUSE_WORDS and after_break:
            if tokens.kinds[index + 1] in (Kind.NAME, Kind.PRONOUN, Kind.DETERMINER):
                return phrase_starting(tokens, index + 1, verb)
            if tokens.lowers[index + 1] in _NUMBER_LEADS:
                return first_subject(tokens, index + 1, verb)
            break
    return first_subject(tokens, low, verb)


def _subject_over_commas(tokens: Tokens, comma: int, low: int) -> Phrase | None:
    """Return the phrase before a chain of appositions: "Raiff, head of Jets, an aviation company, said".

    Walks left over the parts between commas: phrases are appositions of the one before them, "in a statement" and
    "who won" only modify, and a part with a verb ends the walk. A name stays the subject where a modifier stands
    before it: "in Kent, Ohio, after the vote, Jane Roe, said".
    """
    best = None
    modified = False
    right: Phrase | None = None
    high = comma
    while high > low:
        begin = high
        while begin > low and tokens.kinds[begin - 1] not in (Kind.COMMA, Kind.BREAK):
            begin -= 1
        first = _content_start(tokens, begin, high)
        high, last = begin - 1, high - 1
        if first > last:
            continue
        phrase = _whole_part(tokens, first, last)
        if phrase is not None:
            if right is not None and _is_named_by(tokens, phrase, right):
                best = right  # The mayor, Jane Roe, said
            elif best is None or not modified or best.kind is not PhraseKind.NAME:
                best = phrase
        described_name = None if phrase else _described_name(tokens, first, last, right)
        if described_name is not None:
            return described_name
        right = phrase
        if phrase is not None:
            continue
        if not _modifies(tokens, first):
            break
        modified = True
    return best


def named_by_apposition(tokens: Tokens, phrase: Phrase, high: int) -> Phrase:
    """Return the full name that stands between commas behind a description, else the phrase: "its head, Jane Roe,"."""
    if phrase.kind is not PhraseKind.NOMINAL or phrase.high + 1 >= high or tokens.kinds[phrase.high] is not Kind.COMMA:
        return phrase
    name = phrase_starting(tokens, phrase.high + 1, high)
    if name is None or not _is_named_by(tokens, phrase, name):
        return phrase
    is_closed = name.high >= high or tokens.kinds[name.high] in (Kind.COMMA, Kind.STOP, Kind.VERB)
    return name if is_closed else phrase


def _is_named_by(tokens: Tokens, phrase: Phrase, name: Phrase) -> bool:
    """Tell whether the phrase is a description, and the part behind it a full name: "The mayor, Jane Roe,"."""
    if phrase.kind is not PhraseKind.NOMINAL or name.kind is not PhraseKind.NAME:
        return False
    ends_with_word = tokens.kinds[phrase.high - 1] is Kind.WORD
    words_of_name = tokens.lowers[name.name_low : name.name_high]
    return ends_with_word and len(words_of_name) > 1 and not any(word in PLACES for word in words_of_name)


def _whole_part(tokens: Tokens, first: int, last: int) -> Phrase | None:
    """Return the phrase that a part between commas is, or None where it is more or less than one."""
    if tokens.kinds[last] not in (Kind.WORD, Kind.NAME, Kind.PRONOUN):
        return None
    phrase = phrase_ending(tokens, last, first)
    if phrase is None:
        return None
    phrase = _with_complements(tokens, phrase, first)
    if phrase.low == first:
        return None if tokens.lowers[first].endswith("ing") and phrase.high - first > 1 else phrase
    # "visiting" striker Jane Roe
    is_led = phrase.low < phrase.name_low and phrase.low - first <= _ADJECTIVES
    return (
        phrase if is_led and all(kind in (Kind.WORD, Kind.NAME) for kind in tokens.kinds[first : phrase.low]) else None
    )


def _described_name(tokens: Tokens, first: int, last: int, right: Phrase | None) -> Phrase | None:
    """Return the full name behind a leading time, before its description: "In the morning Jane Roe, the mayor,"."""
    if right is None or right.kind is not PhraseKind.NOMINAL or tokens.kinds[last] is not Kind.NAME:
        return None
    name = phrase_ending(tokens, last, first)
    if name is None or name.kind is not PhraseKind.NAME or name.name_low <= first:
        return None
    is_full = name.name_high - name.name_low > 1
    is_led = tokens.lowers[name.name_low - 1] in _TIMES or tokens.kinds[name.name_low - 1] is Kind.TIME
    return Phrase(name.name_low, name.high, name.kind, name.name_low, name.name_high) if is_full and is_led else None


def _content_start(tokens: Tokens, begin: int, high: int) -> int:
    while begin < high and (
        tokens.kinds[begin] in (Kind.CONJUNCTION, Kind.ADVERB, Kind.QUOTE) or tokens.lowers[begin] == "that"
    ):
        begin += 1
    return begin


def _modifies(tokens: Tokens, first: int) -> bool:
    """Tell whether a part between commas only modifies: "in a statement", "who won", "speaking in Ohio"."""
    kind = tokens.kinds[first]
    word = tokens.lowers[first]
    if kind in (Kind.PREPOSITION, Kind.SUBORDINATOR, Kind.VERB, Kind.TIME, Kind.ADVERB):
        return True
    return kind in (Kind.WORD, Kind.NAME) and word.endswith(("ing", "ed"))


def _behind_apposition(tokens: Tokens, index: int, high: int) -> int:
    """Return where a leading clause goes on behind the apposition of its subject: "When Roe, the mayor, spoke"."""
    phrase = phrase_starting(tokens, index + 1, high) if index + 1 < high else None
    if phrase is None or phrase.high >= high or tokens.kinds[phrase.high] is not Kind.COMMA:
        return index
    for comma in range(phrase.high + 1, high):
        if tokens.kinds[comma] is Kind.COMMA:
            return comma + 1
    return index


def first_subject(tokens: Tokens, low: int, high: int) -> Phrase | None:
    """Return the first noun phrase of a clause that no preposition or participle introduces."""
    kinds, lowers = tokens.kinds, tokens.lowers
    index = low
    while index < high:
        kind = kinds[index]
        if lowers[index] in _NUMBER_LEADS and index + 1 < high and lowers[index + 1][0].isdigit():
            return described(tokens, index, index + 1, high)
        if lowers[index][:1].isdigit() and not (index + 1 < high and kinds[index + 1] in (Kind.WORD, Kind.NAME)):
            index += 1
        elif kind in (Kind.PREPOSITION, Kind.SUBORDINATOR, Kind.VERB) or (
            kind in (Kind.WORD, Kind.NAME) and lowers[index].endswith("ing") and len(lowers[index]) > 5
        ):
            if lowers[index] == "that":
                index += 1
                continue
            comma = _behind_apposition(tokens, index, high) if kind is Kind.SUBORDINATOR else index
            while comma < high and kinds[comma] is not Kind.COMMA:
                comma += 1
            if comma >= high:
                return None
            index = comma + 1
        elif kind in (Kind.NAME, Kind.PRONOUN, Kind.DETERMINER, Kind.WORD):
            phrase = phrase_starting(tokens, index, high)
            return None if phrase is None else named_by_apposition(tokens, phrase, high)
        else:
            index += 1
    return None
