"""The article as quotes and pronouns see it: its paragraphs as tokens, its names, and who has spoken so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.highlights.foreign import is_english
from reader.highlights.names import Names
from reader.highlights.tokens import Tokens, tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.highlights.marks import Marked
    from reader.highlights.referents import Referent
    from reader.text import Span


class Discourse:
    """Paragraphs of one article, made into tokens when first asked for.

    Args:
        text: the whole article.
        paragraphs: its prose paragraphs, in order.
        quotes: for every paragraph the marked stretches that are folded away.
    """

    def __init__(self, text: str, paragraphs: Sequence[Span], quotes: Sequence[Sequence[Marked]]) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.quotes = quotes
        self.names = Names(text)
        self.is_english = is_english(text)
        self.resolved: dict[tuple[int, int, str], tuple[Referent | None, int]] = {}
        """What a pronoun behind a sentence means (by paragraph, first token, pronoun), and how far back that is."""
        self.titles: dict[int, list[Marked]] = {}
        self._tokens: dict[int, Tokens] = {}
        self._speakers: dict[tuple[int, int], Referent] = {}

    def tokens(self, paragraph: int) -> Tokens:
        """Return the tokens of a paragraph."""
        found = self._tokens.get(paragraph)
        if found is None:
            span = self.paragraphs[paragraph]
            found = tokenize(self.text, span.start, span.end, self.quotes[paragraph], self.titles.get(paragraph, ()))
            self._tokens[paragraph] = found
        return found

    def forget(self, paragraph: int) -> None:
        """Drop the tokens of a paragraph whose quotes have changed."""
        self._tokens.pop(paragraph, None)

    def note_speaker(self, paragraph: int, at: int, speaker: Referent) -> None:
        """Remember who says the quote at token `at` of a paragraph."""
        self._speakers[paragraph, at] = speaker

    def speaker_in(self, paragraph: int, low: int, high: int) -> Referent | None:
        """Return who says the last quote among some tokens of a paragraph."""
        for at in range(high - 1, low - 1, -1):
            found = self._speakers.get((paragraph, at))
            if found is not None:
                return found
        return None
