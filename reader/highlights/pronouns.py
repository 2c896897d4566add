"""Who a pronoun or description means: a walk back through the sentences, subjects first.

The order is that of a careful reader: the subject of the nearest earlier sentence that fits in gender and number,
else another name of that sentence, then the sentence before it. Quotes are folded away; a quote counts as a sentence
whose subject is its speaker. A possessive never is the one meant, nor what stands behind "to", "with" or "of".
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from reader.highlights.names import FEMALE_SIGN, MALE_SIGN, Entity, gender_of_word
from reader.highlights.phrases import Phrase, PhraseKind, first_subject, is_possessive, phrase_starting
from reader.highlights.roles import ORGANISATIONS, ROLES
from reader.highlights.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.highlights.discourse import Discourse
    from reader.highlights.tokens import Tokens

GENDERS = {"he": MALE_SIGN, "she": FEMALE_SIGN, "him": MALE_SIGN, "her": FEMALE_SIGN}
_SENTENCES = 30
"""How many sentences a pronoun looks back."""


@dataclass(frozen=True, slots=True)
class Referent:
    """Whom a mention means."""

    name: str
    gender: str | None
    is_person: bool
    is_organisation: bool


def resolve(discourse: Discourse, paragraph: int, at: int, pronoun: str) -> Referent | None:
    """Return whom the pronoun at token `at` of a paragraph means, or None.

    Args:
        discourse: the article, with the quotes attributed so far.
        paragraph: number of the paragraph.
        at: token of the pronoun.
        pronoun: in lower case.
    """
    for tokens, low, high, number in islice(_sentences_back(discourse, paragraph, at), _SENTENCES):
        found = _in_sentence(discourse, tokens, low, high, number, pronoun)
        if found is not None:
            return found
    return None


def _sentences_back(discourse: Discourse, paragraph: int, at: int) -> Iterator[tuple[Tokens, int, int, int]]:
    """Yield the sentences before a token, nearest first: its own up to the token, then those before."""
    tokens = discourse.tokens(paragraph)
    for low, high in reversed(tokens.sentences):
        if low < at:
            yield tokens, low, min(high, at), paragraph
    for number in range(paragraph - 1, -1, -1):
        tokens = discourse.tokens(number)
        for low, high in reversed(tokens.sentences):
            yield tokens, low, high, number


def _in_sentence(
    discourse: Discourse, tokens: Tokens, low: int, high: int, number: int, pronoun: str
) -> Referent | None:
    gender = GENDERS.get(pronoun)
    subject = first_subject(tokens, low, high)
    if subject is not None:
        if subject.kind is PhraseKind.PRONOUN:
            word = tokens.lowers[subject.low]
            if GENDERS.get(word) == gender and gender is not None:
                return None
        else:
            found = referent(discourse, tokens, subject)
            if found is not None and fits(found, pronoun):
                return found
    speaker = discourse.speaker_in(number, low, high)
    if speaker is not None and fits(speaker, pronoun):
        return speaker
    for phrase in _other_names(tokens, low, high):
        found = referent(discourse, tokens, phrase)
        if found is not None and fits(found, pronoun):
            return found
    return None


def _other_names(tokens: Tokens, low: int, high: int) -> Iterator[Phrase]:
    """Yield the names of a sentence that are no owners and no objects of a preposition."""
    kinds = tokens.kinds
    index = low
    while index < high:
        if kinds[index] is not Kind.NAME:
            index += 1
            continue
        phrase = phrase_starting(tokens, index, high)
        if phrase is None:
            break
        before = kinds[index - 1] if index > low else Kind.STOP
        if (
            phrase.kind is PhraseKind.NAME
            and before is not Kind.PREPOSITION
            and not is_possessive(tokens.lowers[phrase.high - 1])
        ):
            yield phrase
        index = max(phrase.high, index + 1)


def referent(discourse: Discourse, tokens: Tokens, phrase: Phrase) -> Referent | None:
    """Return whom a name or description means, by its words alone."""
    if phrase.name_high > phrase.name_low:
        words = tokens.texts[phrase.name_low : phrase.name_high]
        entity = discourse.names.find(words, tokens.starts[phrase.name_low])
        role = next(
            (sign for word in tokens.lowers[phrase.low : phrase.name_low] if (sign := gender_of_word(word))), None
        )
        if entity is None:
            return Referent(" ".join(words), role, role is not None, _is_body(words))
        return _of_entity(entity, role)
    words = tokens.lowers[phrase.low : phrase.high]
    gender = next((sign for word in words if (sign := gender_of_word(word))), None)
    is_person = gender is not None or words[-1] in ROLES
    is_body = words[-1] in ORGANISATIONS
    if not is_person and not is_body:
        return None
    return Referent(" ".join(tokens.texts[phrase.low : phrase.high]), gender, is_person, is_body)


def _is_body(words: list[str]) -> bool:
    return words[-1].lower() in ORGANISATIONS or (len(words) == 1 and words[0].isupper() and len(words[0]) > 1)


def _of_entity(entity: Entity, role: str | None) -> Referent:
    gender = entity.gender or role
    return Referent(entity.name, gender, entity.is_person or gender is not None, entity.is_organisation)


def fits(found: Referent, pronoun: str) -> bool:
    """Tell whether a pronoun can mean somebody."""
    gender = GENDERS.get(pronoun)
    if gender is not None:
        return found.gender == gender or (found.gender is None and found.is_person)
    if pronoun == "it":
        return found.is_organisation
    return found.is_organisation or (pronoun == "they" and not found.is_person)
