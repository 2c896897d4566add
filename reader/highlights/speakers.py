"""Speakers of quotes: attribution in the sentence, continuation from quote to quote, and whom the mention means."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.highlights.attribution import Attribution, attribute, attribute_over_colon
from reader.highlights.blockquotes import SIGNATURE
from reader.highlights.cues import VERBS, Cue
from reader.highlights.foreign import attribute_foreign
from reader.highlights.grammar import Kind
from reader.highlights.phrases import PhraseKind
from reader.highlights.pronouns import resolve
from reader.highlights.referents import Referent, referent
from reader.highlights.roles import NAMED_BODIES
from reader.highlights.subjects import first_subject, subject_before
from reader.text import Span

if TYPE_CHECKING:
    from reader.highlights.discourse import Discourse
    from reader.highlights.marks import Marked
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
    via: str | None = None
    """Who tells it, where the speaker is quoted second-hand."""


_NOBODY = Speaker(None, None, None, "no attribution")
_WEIGHT = 3
"""Weight of an attribution that is believed at once."""
_WEIGHT_AGAIN = 5
"""The same behind another quote of the paragraph, whose speaker may go on."""
_SURE = 7
"""Weight from which an attribution in the sentence beats a colon before the paragraph."""


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
        find = self._speaker if discourse.is_english else self._foreign_speaker
        found: list[Speaker] = []
        previous: Speaker | None = None
        for at, number in tokens.quotes.items():
            previous = find(paragraph, at, discourse.quotes[paragraph][number], previous)
            if previous.referent is not None:
                discourse.note_speaker(paragraph, at, previous.referent)
            found.append(previous)
        if previous is not None:
            self._last = previous
            self._last_paragraph = paragraph
        return found

    def _speaker(self, paragraph: int, at: int, quote: Marked, previous: Speaker | None) -> Speaker:
        """Return who says a quote; `previous` says the one before it in the paragraph."""
        tokens = self._discourse.tokens(paragraph)
        own = self._signature(quote, paragraph) or attribute(tokens, at, self._discourse.text, quote)
        if isinstance(own, Speaker):
            return own
        if (at == 0 or quote.is_block) and paragraph and (own is None or own.weight < _SURE):
            before = self._discourse.tokens(paragraph - 1)
            over = attribute_over_colon(before)
            if over is not None:
                return self._named(paragraph - 1, before, over)
        if own is not None and own.weight >= (_WEIGHT_AGAIN if previous is not None else _WEIGHT):
            return self._named(paragraph, tokens, own)
        if previous is not None and previous.name is not None:
            return replace(previous, why="same speaker as before")
        return self._inherited(paragraph, tokens, at, own)

    def _foreign_speaker(self, paragraph: int, at: int, quote: Marked, previous: Speaker | None) -> Speaker:
        """Return who says a quote of a text that is not English; nobody rather than a guess."""
        tokens = self._discourse.tokens(paragraph)
        own = self._signature(quote, paragraph) or attribute_foreign(tokens, at)
        if isinstance(own, Speaker):
            return own
        if own is not None:
            return self._named(paragraph, tokens, own)
        if previous is not None and previous.name is not None:
            return replace(previous, why="same speaker as before")
        return _NOBODY

    def _signature(self, quote: Marked, paragraph: int) -> Speaker | None:
        """Return who signs a block quote: "... — Jane Roe"."""
        if not quote.is_block:
            return None
        end = self._discourse.paragraphs[paragraph].end
        match = SIGNATURE.match(self._discourse.text, quote.end, end)
        if match is None:
            return None
        name = match.group(1).split(",")[0].strip(" *_")
        entity = self._discourse.names.find(name.split(), match.start(1))
        mention = Span(match.start(1), match.start(1) + len(name))
        return Speaker(name if entity is None else entity.name, mention, None, "signature of a block quote")

    def _named(self, paragraph: int, tokens: Tokens, own: Attribution) -> Speaker:
        phrase = own.phrase
        cue = None
        word = ""
        if own.cue is not None:
            cue = Span(tokens.starts[own.cue[0]], tokens.end(own.cue[1] - 1))
            sort = "verb" if tokens.kinds[own.cue[0]] is Kind.VERB else "cue"
            word = f', {sort} "{cue.of(self._discourse.text)}"'
        name, meant = self._who(paragraph, tokens, phrase)
        low, high = (
            (phrase.name_low, phrase.name_high) if phrase.name_high > phrase.name_low else (phrase.low, phrase.high)
        )
        mention = Span(tokens.starts[low], tokens.end(high - 1))
        return Speaker(name, mention, cue, own.rule + word, meant, self._via(paragraph, tokens, own, name))

    def _via(self, paragraph: int, tokens: Tokens, own: Attribution, name: str | None) -> str | None:
        """Return who tells that somebody said it: Roe in `Roe said Poe told her, "..."`."""
        index = own.phrase.low - 1
        if own.rule != "before quote" or index < 1:
            return None
        if tokens.lowers[index] in ("that", "how"):
            index -= 1
        if index < 1 or tokens.kinds[index] is not Kind.VERB or VERBS[tokens.lowers[index]] is not Cue.SAYING:
            return None
        teller = subject_before(tokens, index, tokens.sentence_of(index)[0])
        told_by = None if teller is None else self._who(paragraph, tokens, teller)[0]
        return told_by if told_by != name else None

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
            return replace(last, why="continues the paragraph before")
        if paragraph:
            tokens = self._discourse.tokens(paragraph - 1)
            for low, high in reversed(tokens.sentences):
                subject = first_subject(tokens, low, high)
                if subject is not None:
                    return self._named(paragraph - 1, tokens, Attribution(subject, None, "paragraph before", 2))
        return _NOBODY
