"""One line that says who is quoted, how the text names the speaker, and by which rule; `describe` does figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.highlights.highlight import QuoteKind

if TYPE_CHECKING:
    from reader.highlights.highlight import Quote


def explain_quote(quote: Quote, text: str) -> str:
    """Return such as `she, who is Natalya Eismont: part of reported speech; RULE`."""
    speaker = quote.speaker or "speaker unknown"
    if quote.mention is not None and quote.mention.of(text) != quote.speaker:
        speaker = f'"{_one_line(quote.mention.of(text))}", who is {speaker}' if quote.speaker else speaker
    if quote.via:
        speaker += f", reported by {quote.via}"
    kind = "full statement" if quote.kind is QuoteKind.DIRECT else "part of reported speech"
    return f"{speaker}: {kind}; {quote.why}"


def _one_line(words: str) -> str:
    return " ".join(words.split())
