"""Whom a name or a description means by its own words: a person or a body, with gender where the text tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.highlights.grammar import Kind
from reader.highlights.names import gender_of_word
from reader.highlights.phrases import is_possessive
from reader.highlights.roles import DOCUMENTS, NAMED_BODIES, ORGANISATIONS, PLACES, ROLES

if TYPE_CHECKING:
    from reader.highlights.names import Names
    from reader.highlights.phrases import Phrase
    from reader.highlights.tokens import Tokens

_PERSON_ENDINGS = ("ist", "ian", "ator", "ician", "ologist", "woman", "man", "person")
_PEOPLES = ("icans", "ians", "crats", "ists")
_BEHIND_SUBJECT = (Kind.VERB, Kind.AUXILIARY, Kind.COMMA, Kind.WORD, Kind.ADVERB, Kind.ACTION)
_PLURAL_PERSONS = ("men", "women", "people")
_ANAPHORIC_LIMIT = 3
_ONE = ("a", "an", "one", "another", "the")
_ARTICLES = ("the", "this", "that")


@dataclass(frozen=True, slots=True)
class Referent:
    """Whom a mention means."""

    name: str
    """As shown: the fullest name, or the description."""
    gender: str | None
    """`m`, `f`, or None where the text does not tell."""
    is_person: bool
    is_body: bool
    """An organisation or document: what "it" can mean when it says something."""
    is_plural: bool = False
    is_anaphoric: bool = False
    """A short description that points back: "the agency", "the senator"."""
    is_definite: bool = False
    """A description of a person with "the": it means somebody named before, if anybody was."""


def referent(names: Names, tokens: Tokens, phrase: Phrase, *, is_subject: bool = False) -> Referent | None:
    """Return whom a name or description means, or None where it is neither a person nor a body.

    Args:
        names: the name table of the article.
        tokens: those of the paragraph.
        phrase: the mention.
        is_subject: whether it is a subject, where a name of two words is a person's even if no first name is known.
    """
    if phrase.name_high > phrase.name_low:
        return _of_name(names, tokens, phrase, is_subject)
    return _of_description(tokens, phrase)


def _of_name(names: Names, tokens: Tokens, phrase: Phrase, is_subject: bool) -> Referent:
    words = tokens.texts[phrase.name_low : phrase.name_high]
    roles = tokens.lowers[phrase.low : phrase.name_low]
    role = next((sign for word in roles if (sign := gender_of_word(word))), None)
    entity = names.find(words, tokens.starts[phrase.name_low])
    if entity is None and len(words) == 1 and _is_plural_word(tokens, phrase):
        return Referent(words[0], None, is_person=False, is_body=False, is_plural=True)
    leads_body = bool(roles) and roles[-1] in NAMED_BODIES
    if entity is None:
        is_body = leads_body or is_body_name(words)
        is_person, gender = (False, None) if is_body else names.evidence(words[-1])
        gender = role or gender
        is_person = is_person or (bool(roles) and roles[-1] in ROLES and not is_body)
        return Referent(" ".join(words), gender, is_person or gender is not None, is_body)
    gender = entity.gender or role
    is_body = entity.is_organisation or leads_body or is_body_name(words)
    is_person = entity.is_person or gender is not None or bool(roles and roles[-1] in ROLES)
    is_person = is_person or (is_subject and not is_body and _is_like_person(tokens, phrase))
    return Referent(entity.name, gender, is_person, is_body and not is_person)


def _is_plural_word(tokens: Tokens, phrase: Phrase) -> bool:
    """Tell whether a lone capitalised word is a plural that begins a sentence: "Demonstrators said"."""
    word = tokens.lowers[phrase.low]
    starts = any(low == phrase.low for low, _ in tokens.sentences)
    return starts and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))


def _is_like_person(tokens: Tokens, phrase: Phrase) -> bool:
    """Tell whether a name of two or three words reads like a person's: no article, no word for a place."""
    words = tokens.lowers[phrase.name_low : phrase.name_high]
    if not 2 <= len(words) <= 4 or any(word in PLACES or word in ORGANISATIONS for word in words):
        return False
    if words[-1].endswith(_PEOPLES):
        return False
    if phrase.high < len(tokens.kinds) and tokens.kinds[phrase.high] not in _BEHIND_SUBJECT:
        return False
    return not (
        phrase.low < phrase.name_low and tokens.lowers[phrase.low] == "the" and phrase.name_low == phrase.low + 1
    )


def is_body_name(words: list[str]) -> bool:
    """Tell whether a name is that of a body: its last word says so, or it is an acronym."""
    last = words[-1]
    return last.lower() in ORGANISATIONS or (len(words) == 1 and last.isupper() and len(last) > 1)


def _of_description(tokens: Tokens, phrase: Phrase) -> Referent | None:
    words = tokens.lowers[phrase.low : phrase.high]
    head = words[-1]
    gender = gender_of_word(head)
    if any(is_possessive(word) for word in words[:-1]) or words[0] in ("her", "his", "their", "its"):
        gender = gender_of_word(head)
    singular = head[:-1] if head.endswith("s") and not head.endswith("ss") else head
    is_person = gender is not None or head in ROLES or head.endswith(_PERSON_ENDINGS)
    is_person = is_person or (words[0] in _ONE and "who" in tokens.lowers[phrase.high : phrase.high + 2])
    is_plural_person = head.endswith(_PLURAL_PERSONS) or (singular != head and (singular in ROLES or head in ROLES))
    is_body = head in ORGANISATIONS or head in DOCUMENTS
    is_plural = is_plural_person or (singular != head and (singular in ORGANISATIONS or singular in DOCUMENTS))
    if not (is_person or is_body or is_plural):
        return None
    if is_plural_person:
        is_person, gender = False, None
    text = " ".join(tokens.texts[phrase.low : phrase.high])
    is_definite = is_person and words[0] in _ARTICLES
    return Referent(text, gender, is_person, is_body, is_plural, _points_back(tokens, phrase), is_definite)


def _points_back(tokens: Tokens, phrase: Phrase) -> bool:
    """Tell whether a description is short and definite and holds no name: "the agency", "the Texas senator" is none."""
    is_short = phrase.high - phrase.low <= _ANAPHORIC_LIMIT
    has_name = any(kind is Kind.NAME for kind in tokens.kinds[phrase.low : phrase.high])
    return is_short and not has_name and tokens.lowers[phrase.low] in _ARTICLES
