"""Speakers of quotes: attribution in the sentence, continuation from quote to quote, and whom the mention means."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.highlights.attribution import Attribution, attribute, attribute_over_colon
from reader.highlights.phrases import PhraseKind
from reader.highlights.pronouns import resolve
from reader.highlights.referents import Referent, referent
from reader.highlights.roles import NAMED_BODIES
from reader.highlights.subjects import first_subject
from reader.highlights.tokens import Kind
from reader.text import Span

if TYPE_CHECKING:
    from reader.highlights.discourse import Discourse
    from reader.highlights.phrases import Phrase
    from reader.highlights.tokens import Tokens


_SENTENCES_BEFORE = 6
"""How many sentences of its paragraph are searched for the speaker of an unattributed quote."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a quote, and how that is known."""

    name: str | None
    mention: Span | None
    cue: Span | None
    why: str
    referent: Referent | None = None


class Speakers:
    """Finds the speakers of an article, paragraph by paragraph, in text order.

    Args:
        discourse: the article.
        authors: who "I" is outside the quotes.
    """

    def __init__(self, discourse: Discourse, authors: tuple[str, ...] = ()) -> None:
        self._discourse = discourse
        self._authors = authors
        self._last: Speaker | None = None
        self._last_paragraph = -1

    def in_paragraph(self, paragraph: int) -> list[Speaker]:
        """Return a speaker for every quote of a paragraph."""
        discourse = self._discourse
        tokens = discourse.tokens(paragraph)
        marked = discourse.quotes[paragraph]
        found: list[Speaker] = []
        previous: Speaker | None = None
        for at, number in tokens.quotes.items():
            own = attribute(tokens, at, discourse.text, marked[number])
            if at == 0 and paragraph and (own is None or own.weight < 7):
                over = attribute_over_colon(discourse.tokens(paragraph - 1))
                if over is not None:
                    previous = self._named(paragraph - 1, discourse.tokens(paragraph - 1), over)
                    if previous.referent is not None:
                        discourse.note_speaker(paragraph, at, previous.referent)
                    found.append(previous)
                    continue
            if own is not None and own.weight >= (5 if previous is not None else 3):
                speaker = self._named(paragraph, tokens, own)
            elif previous is not None and previous.name is not None:
                speaker = Speaker(
                    previous.name, previous.mention, previous.cue, "same speaker as before", previous.referent
                )
            else:
                speaker = self._inherited(paragraph, tokens, at, own)
            if speaker.referent is not None:
                discourse.note_speaker(paragraph, at, speaker.referent)
            previous = speaker
            found.append(speaker)
        if previous is not None:
            self._last = previous
            self._last_paragraph = paragraph
        return found

    def _named(self, paragraph: int, tokens: Tokens, own: Attribution) -> Speaker:
        phrase = own.phrase
        cue = None
        word = ""
        if own.cue is not None:
            cue = Span(tokens.starts[own.cue[0]], tokens.end(own.cue[1] - 1))
            word = f', cue "{cue.of(self._discourse.text)}"'
        name, meant = self._who(paragraph, tokens, phrase)
        low, high = (
            (phrase.name_low, phrase.name_high) if phrase.name_high > phrase.name_low else (phrase.low, phrase.high)
        )
        mention = Span(tokens.starts[low], tokens.end(high - 1))
        return Speaker(name, mention, cue, own.rule + word, meant)

    def _who(self, paragraph: int, tokens: Tokens, phrase: Phrase) -> tuple[str | None, Referent | None]:
        """Return the name to show for a mention, and whom it means."""
        if phrase.kind is PhraseKind.PRONOUN:
            word = tokens.lowers[phrase.low]
            if word in ("i", "we"):
                return (self._authors[0] if self._authors else None), None
            meant = resolve(self._discourse, paragraph, phrase.low, word)
            return (None if meant is None else meant.name), meant
        meant = referent(self._discourse.names, tokens, phrase)
        if meant is not None and meant.is_anaphoric and tokens.lowers[phrase.high - 1] in NAMED_BODIES:
            body = resolve(self._discourse, paragraph, phrase.low, "body")
            if body is not None:
                return body.name, body
        if meant is not None:
            return meant.name, meant
        return " ".join(tokens.texts[phrase.low : phrase.high]), None

    def _inherited(self, paragraph: int, tokens: Tokens, at: int, own: Attribution | None) -> Speaker:
        """Find the speaker of a quote that its own sentence does not attribute."""
        place = bisect_left(tokens.sentences, (at, 0))
        for low, high in reversed(tokens.sentences[max(0, place - _SENTENCES_BEFORE) : place]):
            if high > at:
                continue
            verb = next((index for index in range(high - 1, low - 1, -1) if tokens.kinds[index] is Kind.VERB), None)
            subject = first_subject(tokens, low, high)
            if subject is not None:
                cue = None if verb is None else (verb, verb + 1)
                return self._named(paragraph, tokens, Attribution(subject, cue, "sentence before", 3))
        if own is not None:
            return self._named(paragraph, tokens, own)
        return self._from_paragraph_before(paragraph)

    def _from_paragraph_before(self, paragraph: int) -> Speaker:
        if paragraph and self._last is not None and self._last_paragraph == paragraph - 1:
            last = self._last
            return Speaker(last.name, last.mention, last.cue, "continues the paragraph before", last.referent)
        if paragraph:
            tokens = self._discourse.tokens(paragraph - 1)
            for low, high in reversed(tokens.sentences):
                subject = first_subject(tokens, low, high)
                if subject is not None:
                    return self._named(paragraph - 1, tokens, Attribution(subject, None, "paragraph before", 2))
        return Speaker(None, None, None, "no attribution")
