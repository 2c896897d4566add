"""Noun phrases and subjects in a list of tokens: who stands before, behind or far before a verb.

No parser: a phrase is a run of names, a pronoun, or an article with the words behind it; the subject of a verb is the
phrase before it that a clause boundary introduces, looked for through appositions, adverbs and relative clauses.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.highlights.roles import BEARERS, DOCUMENTS, ROLES
from reader.highlights.tokens import Kind
from reader.highlights.wordlists import words

if TYPE_CHECKING:
    from reader.highlights.tokens import Tokens


class PhraseKind(StrEnum):
    """What a noun phrase is made of."""

    NAME = "name"
    PRONOUN = "pronoun"
    NOMINAL = "nominal"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: token ranges, half-open."""

    low: int
    high: int
    kind: PhraseKind
    name_low: int
    """First token of the name in it; equal to `name_high` where there is none."""
    name_high: int


_CONNECTORS = frozenset(
    {"of", "de", "von", "van", "der", "den", "la", "al", "el", "bin", "ibn", "da", "di", "du", "&", "y", "ter"}
)
_OPENERS = frozenset({Kind.COMMA, Kind.CONJUNCTION, Kind.SUBORDINATOR, Kind.COLON, Kind.BREAK, Kind.STOP, Kind.QUOTE})
_PHRASE_WORDS = frozenset({Kind.WORD, Kind.NAME, Kind.ADVERB})
_NOMINAL_LIMIT = 9
_NUMBER_LEADS = words("about around over nearly some up at almost roughly")
_CLAUSE_WORDS = words("where as while and but when after because with although though whereas")


def is_possessive(word: str) -> bool:
    """Tell whether a word is an owner: Clinton's, voters'."""
    return word.endswith(("'s", "’s", "s'", "s’"))


def _name_from(tokens: Tokens, last: int, low: int) -> int:
    """Return the first token of the run of names that ends with `last`."""
    kinds, lowers = tokens.kinds, tokens.lowers
    first = last
    while first > low:
        before = kinds[first - 1]
        if before is Kind.NAME and not is_possessive(lowers[first - 1]):
            first -= 1
        elif first - 2 >= low and lowers[first - 1] in _CONNECTORS and kinds[first - 2] is Kind.NAME:
            if is_possessive(lowers[first - 2]):
                break
            first -= 2
        elif (
            first - 3 >= low
            and lowers[first - 1] == "the"
            and lowers[first - 2] == "of"
            and kinds[first - 3] is Kind.NAME
        ):
            first -= 3
        else:
            break
    return first


def _name_to(tokens: Tokens, first: int, high: int) -> int:
    """Return the token after the run of names that begins with `first`."""
    kinds, lowers = tokens.kinds, tokens.lowers
    index = first
    while not is_possessive(lowers[index]):
        if index + 1 < high and kinds[index + 1] is Kind.NAME:
            index += 1
        elif index + 2 < high and lowers[index + 1] in _CONNECTORS and kinds[index + 2] is Kind.NAME:
            index += 2
        elif index + 3 < high and lowers[index + 1 : index + 3] == ["of", "the"] and kinds[index + 3] is Kind.NAME:
            index += 3
        else:
            break
    return index + 1


def phrase_ending(tokens: Tokens, last: int, low: int) -> Phrase | None:
    """Return the noun phrase whose last token is `last`, looking no further left than `low`."""
    kind = tokens.kinds[last]
    if kind is Kind.PRONOUN:
        return Phrase(last, last + 1, PhraseKind.PRONOUN, last, last)
    if kind is Kind.NAME:
        first = _name_from(tokens, last, low)
        begin = _premodifiers(tokens, first, low)
        return Phrase(begin, last + 1, PhraseKind.NAME, first, last + 1)
    if kind is Kind.DETERMINER:
        return Phrase(last, last + 1, PhraseKind.NOMINAL, last, last)
    if kind is not Kind.WORD:
        return None
    first = last
    while first > low and last - first < _NOMINAL_LIMIT and tokens.kinds[first - 1] in _PHRASE_WORDS:
        first -= 1
    if first > low and tokens.kinds[first - 1] is Kind.DETERMINER:
        first -= 1
        if first > low and tokens.kinds[first - 1] is Kind.DETERMINER:
            first -= 1
    return Phrase(first, last + 1, PhraseKind.NOMINAL, first, first)


def _premodifiers(tokens: Tokens, first: int, low: int) -> int:
    """Return where the words before a name begin: "the former governor" of Iowa's name, or the name itself."""
    begin = first
    while begin > low and first - begin < 8 and tokens.kinds[begin - 1] in (Kind.WORD, Kind.NAME):
        begin -= 1
    if begin > low and tokens.kinds[begin - 1] is Kind.DETERMINER:
        return begin - 1
    if begin == low or tokens.kinds[begin - 1] in _OPENERS:
        words = range(begin, first)
        if all(tokens.lowers[index] in ROLES or is_possessive(tokens.lowers[index]) for index in words):
            return begin
    while begin < first and tokens.lowers[begin] not in ROLES:
        begin += 1
    return begin


def phrase_starting(tokens: Tokens, first: int, high: int) -> Phrase | None:
    """Return the noun phrase whose first token is `first`, reaching no further right than `high`."""
    kinds, lowers = tokens.kinds, tokens.lowers
    kind = kinds[first]
    if kind is Kind.PRONOUN:
        return Phrase(first, first + 1, PhraseKind.PRONOUN, first, first)
    index = first
    if kind is Kind.NAME:
        index = _name_to(tokens, first, high)
        if not is_possessive(lowers[index - 1]) and not _leads_to_name(tokens, index, high):
            return Phrase(first, index, PhraseKind.NAME, first, index)
    elif kind is Kind.DETERMINER:
        index = first + 1
        while index < high and kinds[index] is Kind.DETERMINER:
            index += 1
    elif kind is not Kind.WORD:
        return None
    return _described(tokens, first, index, high)


def _leads_to_name(tokens: Tokens, index: int, high: int) -> bool:
    """Tell whether a role stands here: (Roe) campaign manager Jane Poe, (Roe) aides."""
    last = index
    while last < high and last - index < 4 and tokens.kinds[last] is Kind.WORD:
        last += 1
    if last == index:
        return False
    if last < high and tokens.kinds[last] is Kind.NAME:
        return tokens.lowers[last - 1] in ROLES
    return tokens.lowers[index] in ROLES


def _described(tokens: Tokens, first: int, index: int, high: int) -> Phrase:
    """Return the phrase of an article or owner at `first` and the words from `index` on."""
    kinds = tokens.kinds
    limit = min(high, index + _NOMINAL_LIMIT)
    while index < limit and kinds[index] is Kind.WORD:
        index += 1
    if index >= limit or kinds[index] is not Kind.NAME:
        return Phrase(first, max(index, first + 1), PhraseKind.NOMINAL, first, first)
    end = _name_to(tokens, index, high)
    has_role = index > first and tokens.lowers[index - 1] in ROLES
    goes_on = end < high and kinds[end] is Kind.WORD and not has_role
    if not (is_possessive(tokens.lowers[end - 1]) or goes_on):
        return Phrase(first, end, PhraseKind.NAME, index, end)
    while end < limit and kinds[end] is Kind.WORD:
        end += 1
    return Phrase(first, end, PhraseKind.NOMINAL, first, first)


def _with_complements(tokens: Tokens, phrase: Phrase, low: int) -> Phrase:
    """Widen "the campaign" to "a spokesman for the campaign": the head stands before the preposition."""
    while phrase.low - 2 >= low and tokens.kinds[phrase.low - 1] is Kind.PREPOSITION:
        if tokens.kinds[phrase.low - 2] not in (Kind.WORD, Kind.NAME, Kind.DETERMINER, Kind.PRONOUN):
            break
        head = phrase_ending(tokens, phrase.low - 2, low)
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
    """Return what stands right before "saying" as its subject: footage of Roe saying, with a voice saying, a sign saying."""
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
        if tokens.lowers[index] in _CLAUSE_WORDS and tokens.kinds[index - 1] in (Kind.COMMA, Kind.BREAK):
            if tokens.kinds[index + 1] in (Kind.NAME, Kind.PRONOUN, Kind.DETERMINER):
                return phrase_starting(tokens, index + 1, verb)
            break
    return first_subject(tokens, low, verb)


def _subject_over_commas(tokens: Tokens, comma: int, low: int) -> Phrase | None:
    """Return the phrase before a chain of appositions: "Raiff, head of Jets, an aviation company, said"."""
    kinds = tokens.kinds
    best = None
    high = comma
    while high > low:
        begin = high
        while begin > low and kinds[begin - 1] not in (Kind.COMMA, Kind.BREAK):
            begin -= 1
        first = _content_start(tokens, begin, high)
        if first < high and kinds[high - 1] in (Kind.WORD, Kind.NAME, Kind.PRONOUN):
            phrase = phrase_ending(tokens, high - 1, first)
            if phrase is not None:
                phrase = _with_complements(tokens, phrase, first)
                if phrase.low == first:
                    best = phrase
                elif not _modifies(tokens, first):
                    return best
        elif first < high and not _modifies(tokens, first):
            return best
        high = begin - 1
    return best


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


def first_subject(tokens: Tokens, low: int, high: int) -> Phrase | None:
    """Return the first noun phrase of a clause that no preposition or participle introduces."""
    kinds, lowers = tokens.kinds, tokens.lowers
    index = low
    while index < high:
        kind = kinds[index]
        if lowers[index] in _NUMBER_LEADS and index + 1 < high and lowers[index + 1][0].isdigit():
            return _described(tokens, index, index + 1, high)
        if lowers[index][:1].isdigit() and not (index + 1 < high and kinds[index + 1] in (Kind.WORD, Kind.NAME)):
            index += 1
        elif kind in (Kind.PREPOSITION, Kind.SUBORDINATOR, Kind.VERB) or (
            kind in (Kind.WORD, Kind.NAME) and lowers[index].endswith("ing") and len(lowers[index]) > 5
        ):
            if lowers[index] == "that":
                index += 1
                continue
            comma = index
            while comma < high and kinds[comma] is not Kind.COMMA:
                comma += 1
            if comma >= high:
                return None
            index = comma + 1
        elif kind in (Kind.NAME, Kind.PRONOUN, Kind.DETERMINER, Kind.WORD):
            return phrase_starting(tokens, index, high)
        else:
            index += 1
    return None
