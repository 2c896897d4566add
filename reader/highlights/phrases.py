"""Noun phrases in a list of tokens: a run of names, a pronoun, or an article with the words behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.highlights.grammar import Kind
from reader.highlights.roles import NAMED_BODIES, OFFICES, ROLES

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
    {"de", "von", "van", "der", "den", "la", "al", "el", "bin", "ibn", "da", "di", "du", "&", "y", "ter"}
)
_OPENERS = frozenset({Kind.COMMA, Kind.CONJUNCTION, Kind.SUBORDINATOR, Kind.COLON, Kind.BREAK, Kind.STOP, Kind.QUOTE})
_PHRASE_WORDS = frozenset({Kind.WORD, Kind.NAME, Kind.ADVERB})
_NATIONS = ("ian", "ish", "ese", "ican")
_ARTICLES = ("the", "a", "an", "one", "another")
_NOMINAL_LIMIT = 9


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
        elif first - 2 >= low and kinds[first - 2] is Kind.NAME and _connects(lowers, first - 2, first - 1):
            first -= 2
        elif first - 3 >= low and lowers[first - 2 : first] == ["of", "the"] and lowers[first - 3] in OFFICES:
            first -= 3
        else:
            break
    return first


def _connects(lowers: list[str], name: int, word: int) -> bool:
    """Tell whether a small word joins a name to the next: Ludwig *van* Roe, Bank *of* Kent, but not Roe *of* Kent."""
    if is_possessive(lowers[name]):
        return False
    return lowers[word] in _CONNECTORS or (lowers[word] == "of" and lowers[name] in OFFICES)


def _name_to(tokens: Tokens, first: int, high: int) -> int:
    """Return the token after the run of names that begins with `first`."""
    kinds, lowers = tokens.kinds, tokens.lowers
    index = first
    while not is_possessive(lowers[index]):
        if index + 1 < high and kinds[index + 1] is Kind.NAME:
            index += 1
        elif index + 2 < high and kinds[index + 2] is Kind.NAME and _connects(lowers, index, index + 1):
            index += 2
        elif (
            index + 3 < high
            and lowers[index + 1 : index + 3] == ["of", "the"]
            and kinds[index + 3] is Kind.NAME
            and lowers[index] in OFFICES
        ):
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
    while begin > low and first - begin < 8:
        if tokens.kinds[begin - 1] not in (Kind.WORD, Kind.NAME) and not (
            begin - 1 > low and _is_office(tokens, begin - 1, first)
        ):
            break
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
        opens = index - first == 1 and lowers[first] in ROLES and index < high and kinds[index] is Kind.WORD
        if not opens and not is_possessive(lowers[index - 1]) and not _leads_to_name(tokens, index, high):
            return Phrase(first, index, PhraseKind.NAME, first, index)
    elif kind is Kind.DETERMINER:
        index = first + 1
        while index < high and kinds[index] is Kind.DETERMINER:
            index += 1
    elif kind is not Kind.WORD:
        return None
    return described(tokens, first, index, high)


def _leads_to_name(tokens: Tokens, index: int, high: int) -> bool:
    """Tell whether a role stands here: (Roe) campaign manager Jane Poe, (Roe) aides."""
    last = index
    while last < high and last - index < 5 and (tokens.kinds[last] is Kind.WORD or tokens.lowers[last] == "of"):
        last += 1
    if last == index:
        return False
    if last < high and tokens.kinds[last] is Kind.NAME:
        if "of" in tokens.lowers[index:last]:
            return tokens.lowers[index] in ROLES  # secretary of state Jane Roe
        return tokens.lowers[last - 1] in ROLES or tokens.lowers[last - 1] in NAMED_BODIES
    return tokens.lowers[index] in ROLES


def _is_office(tokens: Tokens, index: int, limit: int) -> bool:
    """Tell whether the "of" of "secretary of state" stands here."""
    return (
        tokens.lowers[index] == "of"
        and index + 1 < limit
        and tokens.lowers[index - 1] in ROLES
        and tokens.lowers[index + 1] in ("state", "defense", "defence", "staff", "homeland", "police", "agriculture")
    )


def described(tokens: Tokens, first: int, index: int, high: int) -> Phrase:
    """Return the phrase of an article or owner at `first` and the words from `index` on."""
    kinds = tokens.kinds
    limit = min(high, index + _NOMINAL_LIMIT)
    begin = index
    while index < limit and (kinds[index] is Kind.WORD or _is_office(tokens, index, limit)):
        if index > begin and tokens.lowers[index].endswith("ed") and tokens.lowers[index] not in ROLES:
            break  # the board rejected: a verb that no list knows
        index += 1
    if index >= limit or kinds[index] is not Kind.NAME:
        return Phrase(first, max(index, first + 1), PhraseKind.NOMINAL, first, first)
    end = _name_to(tokens, index, high)
    is_lone = end - index == 1 and index > first and tokens.lowers[first] in _ARTICLES
    if is_lone and tokens.lowers[index].endswith(_NATIONS):
        return Phrase(first, end, PhraseKind.NOMINAL, first, first)  # the young Brazilian
    is_word = end < high and kinds[end] is Kind.WORD and not is_possessive(tokens.lowers[end - 1])
    if is_word and _leads_to_name(tokens, end, limit):
        return described(tokens, first, end, limit)
    has_role = index > first and tokens.lowers[index - 1] in ROLES
    goes_on = end < high and kinds[end] is Kind.WORD and not has_role and not tokens.lowers[end].endswith("ed")
    if not (is_possessive(tokens.lowers[end - 1]) or goes_on):
        return Phrase(first, end, PhraseKind.NAME, index, end)
    while end < limit and kinds[end] is Kind.WORD:
        end += 1
    return Phrase(first, end, PhraseKind.NOMINAL, first, first)
