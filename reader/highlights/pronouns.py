"""Who a pronoun or a description like "the agency" means: a walk back through the sentences, subjects first.

The order is that of a careful reader: the subject of the nearest earlier sentence that fits in gender and number,
else who spoke in it, else another name of that sentence, then the sentence before it. Quotes are folded away. A
possessive never is the one meant, nor what stands behind a preposition. A sentence whose subject already is the same
pronoun, or a description of a person ("the senator"), points further back.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING

from reader.highlights.cues import VERBS, Cue
from reader.highlights.evidence import FEMALE_SIGN, MALE_SIGN
from reader.highlights.grammar import Kind
from reader.highlights.phrases import Phrase, PhraseKind, is_possessive, phrase_ending, phrase_starting
from reader.highlights.referents import Referent, referent
from reader.highlights.roles import DOCUMENTS
from reader.highlights.subjects import first_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.highlights.discourse import Discourse
    from reader.highlights.tokens import Tokens

GENDERS = {
    "he": MALE_SIGN,
    "him": MALE_SIGN,
    "himself": MALE_SIGN,
    "she": FEMALE_SIGN,
    "her": FEMALE_SIGN,
    "herself": FEMALE_SIGN,
}
_SENTENCES = 30
"""How many sentences a pronoun looks back."""
_PARAGRAPHS = 40
"""How many paragraphs it looks back, empty ones too."""
_SENTENCES_TO_BODY = 5
"""How many sentences "the agency" looks back."""
_SENTENCES_TO_OWNER = 6
"""How many sentences are searched for an owner."""


def resolve(discourse: Discourse, paragraph: int, at: int, pronoun: str) -> Referent | None:
    """Return whom the pronoun at token `at` of a paragraph means, or None.

    Args:
        discourse: the article, with the quotes attributed so far.
        paragraph: number of the paragraph.
        at: token of the pronoun.
        pronoun: in lower case; "body" for a description of an organisation, which looks back less far.
    """
    reach = _SENTENCES if pronoun != "body" else _SENTENCES_TO_BODY
    passed: list[tuple[int, int, str]] = []
    found, distance = None, reach
    for steps, (tokens, low, high, number) in enumerate(islice(_sentences_back(discourse, paragraph, at), reach)):
        key = (number, low, pronoun)
        known = discourse.resolved.get(key)
        if known is not None:
            found, distance = known
            found, distance = (found, distance + steps) if distance + steps < reach else (None, reach)
            break
        candidate = _in_sentence(discourse, tokens, low, high, number, pronoun)
        if steps:
            passed.append(key)
        if candidate is not None and (found is None or not candidate.is_definite):
            found, distance = candidate, steps
        if candidate is not None and not candidate.is_definite:
            break
    for step, key in enumerate(passed, 1):
        discourse.resolved[key] = (found, max(0, distance - step))
    if found is None and pronoun in GENDERS:
        return _owner(discourse, paragraph, at, pronoun)
    return found


def _owner(discourse: Discourse, paragraph: int, at: int, pronoun: str) -> Referent | None:
    """Return the nearest owner that fits, where no sentence has a better candidate: "in Roe's speech ... he"."""
    for tokens, low, high, _ in islice(_sentences_back(discourse, paragraph, at), _SENTENCES_TO_OWNER):
        for index in range(high - 1, low - 1, -1):
            if tokens.kinds[index] is Kind.NAME and is_possessive(tokens.lowers[index]):
                phrase = phrase_ending(tokens, index, low)
                found = None if phrase is None else referent(discourse.names, tokens, phrase)
                if found is not None and fits(found, pronoun):
                    return found
    return None


def _sentences_back(discourse: Discourse, paragraph: int, at: int) -> Iterator[tuple[Tokens, int, int, int]]:
    """Yield the sentences before a token, nearest first: its own up to the token, then those before."""
    tokens = discourse.tokens(paragraph)
    place = bisect_left(tokens.sentences, (at, 0)) - 1
    for index in range(place, -1, -1):
        low, high = tokens.sentences[index]
        yield tokens, low, min(high, at), paragraph
    for number in range(paragraph - 1, max(-1, paragraph - _PARAGRAPHS), -1):
        tokens = discourse.tokens(number)
        for low, high in reversed(tokens.sentences):
            yield tokens, low, high, number


def _in_sentence(
    discourse: Discourse, tokens: Tokens, low: int, high: int, number: int, pronoun: str
) -> Referent | None:
    """Return the best candidate of one sentence that fits."""
    for found in _candidates(discourse, tokens, low, high, number, pronoun):
        if found is not None and fits(found, pronoun):
            return found
    return None


def _candidates(
    discourse: Discourse, tokens: Tokens, low: int, high: int, number: int, pronoun: str
) -> Iterator[Referent | None]:
    """Yield whom a sentence speaks of, the likeliest first; nobody else where its subject is the same pronoun."""
    names = discourse.names
    for phrase in _said_by(tokens, low, high):
        yield referent(names, tokens, phrase)
    subject = first_subject(tokens, low, high)
    if subject is not None and subject.kind is PhraseKind.PRONOUN:
        if _is_same(tokens.lowers[subject.low], pronoun):
            leading = _leading_subject(tokens, low, subject.low)
            if leading is not None:
                yield referent(names, tokens, leading, is_subject=True)
            return
    elif subject is not None:
        yield referent(names, tokens, subject, is_subject=True)
    yield discourse.speaker_in(number, low, high)
    if tokens.kinds[low] in (Kind.VERB, Kind.PREPOSITION) and _ends_inside(tokens, high):
        return  # "Asked about Roe, she said": she is not Roe
    for phrase in _other_names(tokens, low, high):
        yield referent(names, tokens, phrase)


def _is_same(word: str, pronoun: str) -> bool:
    return word == pronoun or (pronoun in GENDERS and GENDERS.get(word) == GENDERS[pronoun])


def _ends_inside(tokens: Tokens, high: int) -> bool:
    """Tell whether a stretch of tokens ends inside a sentence: before the pronoun itself."""
    return tokens.sentence_of(high - 1)[1] != high


def _said_by(tokens: Tokens, low: int, high: int) -> Iterator[Phrase]:
    """Yield the speaker at the end of a sentence: "..., said Jane Roe, a professor"."""
    kinds = tokens.kinds
    for verb in range(high - 2, low, -1):
        if kinds[verb] is Kind.VERB and kinds[verb + 1] is Kind.NAME and kinds[verb - 1] in (Kind.COMMA, Kind.QUOTE):
            if not tokens.lowers[verb].endswith("ing") and VERBS[tokens.lowers[verb]] is Cue.SAYING:
                phrase = phrase_starting(tokens, verb + 1, high)
                if phrase is not None:
                    yield phrase
            return


def _leading_subject(tokens: Tokens, low: int, high: int) -> Phrase | None:
    """Return the subject of a leading clause whose main clause goes on with the pronoun: "When Roe spoke, she ..."."""
    if high - low < 2 or tokens.kinds[low] not in (Kind.SUBORDINATOR, Kind.PREPOSITION):
        return None
    return phrase_starting(tokens, low + 1, high)


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
        owner = is_possessive(tokens.lowers[phrase.high - 1])
        if phrase.kind is PhraseKind.NAME and before is not Kind.PREPOSITION and not owner:
            yield phrase
        index = max(phrase.high, index + 1)


def fits(found: Referent, pronoun: str) -> bool:
    """Tell whether a pronoun can mean somebody."""
    gender = GENDERS.get(pronoun)
    if gender is not None:
        return found.is_person and found.gender in (gender, None)
    if pronoun == "it":
        return found.is_body and not found.is_plural
    if pronoun == "body":
        head = found.name.rsplit(None, 1)[-1].lower()
        return found.is_body and not found.is_plural and not found.is_anaphoric and head not in DOCUMENTS
    if pronoun in ("they", "them", "themselves"):
        return found.is_plural or found.is_body
    return False
