"""Explain: one line that says how a figure or quote was read, and by which rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.highlights.highlight import Bound, QuoteKind

if TYPE_CHECKING:
    from reader.highlights.highlight import Figure, Quote

_BOUNDS = {
    Bound.EXACT: "exactly",
    Bound.ABOUT: "about",
    Bound.MORE: "more than",
    Bound.LESS: "at most or less than",
    Bound.UP: "up",
    Bound.DOWN: "down",
}


def explain_figure(figure: Figure, text: str) -> str:
    """Return such as `"$2.5-2.8 billion annually": money, exactly 2.5e+09 to 2.8e+09 dollar per year; RULE`."""
    quantity = figure.quantity
    value = f"{quantity.low:.12g}" + (f" to {quantity.high:.12g}" if quantity.is_range else "")
    unit = " ".join(part for part in (quantity.unit, f"per {quantity.per}" if quantity.per else "") if part)
    parts = [f"{figure.kind}, {_BOUNDS[figure.bound]} {value} {unit}".rstrip()]
    if figure.noun and figure.noun != quantity.unit:
        parts.append(f"counts {figure.noun}")
    if figure.is_vague:
        parts.append("vague")
    return f'"{_one_line(figure.span.of(text))}": {", ".join(parts)}; {figure.why}'


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
