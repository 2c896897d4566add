"""Entries of the highlights pane: what each figure, quote and note says there, in the words of the article; pure."""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from reader.annotations.kinds import AnnotationKind
from reader.highlights.kinds import FigureKind
from reader.text import Span, safe
from reader.ui.changes import was_said
from reader.ui.selecting import sentences
from reader.ui.wrapping import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.annotations.notebook import Placed
    from reader.articles.article import Article
    from reader.highlights.highlight import Figure, Highlights, Quote

_CONTEXT_BEFORE = 36
_CONTEXT_AFTER = 120
_LONGEST_BEFORE = 300
_LONGEST_AFTER = 600
"""Code points looked at around a figure for the bounds of its sentence; a sentence that goes on is cut there."""


class Group(StrEnum):
    """Headings of the pane, in the order of what matters most."""

    KEY_FIGURES = "Key figures"
    QUOTES = "Quotes"
    NOTES = "Notes"
    MORE_FIGURES = "More figures"


class Entry(NamedTuple):
    """One entry of the pane."""

    group: Group
    span: Span | None
    """Where it stands in the text; None for a note on the whole article and for words that are gone."""
    head: str
    """The figure with what it counts, the speaker, the words that carry a note."""
    body: str
    """The sentence of a figure, the quoted words, the note."""
    marked: Span | None = None
    """What to make stand out in `body`."""
    of: Figure | Quote | Placed | None = None
    """What it shows."""


def entries(article: Article, highlights: Highlights, placed: Iterable[Placed]) -> list[Entry]:
    """Return the entries of an article: ranked figures, quotes in text order, the user's notes, other figures."""
    ends = [block.span.end for block in article.blocks]
    key = highlights.key_figures
    rest = [figure for figure in highlights.figures if not figure.rank]
    found = [_of_figure(Group.KEY_FIGURES, article, figure, ends) for figure in key]
    found += [_of_quote(article, quote) for quote in highlights.quotes]
    found += [_of_note(article, each) for each in placed if each.annotation.kind in _NOTES]
    found += [_of_figure(Group.MORE_FIGURES, article, figure, ends) for figure in rest]
    return found


_PLAIN_COLOR = "yellow"
"""Of marks that nobody gave another; it is not named."""
_NOTES = frozenset({AnnotationKind.MARK, AnnotationKind.ARTICLE})


def _of_figure(group: Group, article: Article, figure: Figure, ends: Sequence[int]) -> Entry:
    from reader.highlights.describe import describe  # no figure is shown before the first frame

    head, noun = describe(figure), shown_text(figure.noun)
    if noun and figure.kind is not FigureKind.COUNT and noun.casefold() not in head.casefold():
        head = f"{head} · {noun}"
    number = bisect_right(ends, figure.span.start)
    block = article.blocks[number].span if number < len(ends) else Span(0, len(article.text))
    sentence = sentence_around(article.text, figure.span, block)
    body, marked = _with_span(article.text, sentence, figure.span, block)
    return Entry(group, figure.span, one_line(head), body, marked, figure)


def _of_quote(article: Article, quote: Quote) -> Entry:
    speaker = shown_text(quote.speaker or "") or "Speaker not named"
    if quote.via:
        speaker += f" (via {shown_text(quote.via)})"
    return Entry(Group.QUOTES, quote.span, speaker, shown(article.text, quote.span), None, quote)


def _of_note(article: Article, placed: Placed) -> Entry:
    annotation, placement = placed.annotation, placed.placement
    note = shown_text(annotation.note)
    tags = " ".join(f"#{shown_text(tag)}" for tag in annotation.tags)
    color = "" if annotation.color == _PLAIN_COLOR or placement is None else shown_text(annotation.color)
    body = " ".join(part for part in (note, tags, color and f"({color})") if part)
    if placement is None:
        return Entry(Group.NOTES, None, "On the whole article", body, None, placed)
    if placement.span is None:
        return Entry(Group.NOTES, None, f"Words that are gone: {shown_text(placement.was)}", body, None, placed)
    body = " · ".join(part for part in (body, was_said(placement)) if part)
    return Entry(Group.NOTES, placement.span, shown(article.text, placement.span), body, None, placed)


def shown(text: str, span: Span) -> str:
    """Return the words of a span on one line, safe to print."""
    return shown_text(span.of(text))


def shown_text(text: str) -> str:
    """Return a text of data on one line, safe to print."""
    return safe(one_line(text))


def sentence_around(text: str, span: Span, block: Span) -> Span:
    """Return the sentence or sentences of a paragraph that hold a span, or the nearer part of a very long one."""
    near = Span(
        max(block.start, span.start - _LONGEST_BEFORE), max(span.end, min(block.end, span.end + _LONGEST_AFTER))
    )
    holding = [
        each for each in sentences(text, near) if each.end > span.start and each.start < max(span.end, span.start + 1)
    ]
    return Span(min(holding[0].start, span.start), max(holding[-1].end, span.end)) if holding else span


def context(article: Article, span: Span) -> tuple[str, Span]:
    """Return the words around a span within its paragraph, on one line, and where the span is in them."""
    block = next((b.span for b in article.blocks if b.span.end > span.start), Span(0, len(article.text)))
    start = max(block.start, span.start - _CONTEXT_BEFORE)
    end = max(span.end, min(block.end, span.end + _CONTEXT_AFTER))
    text = article.text
    if start > block.start:
        cut = text.find(" ", start, span.start)
        start = start if cut < 0 else cut + 1
    if end < block.end:
        cut = text.rfind(" ", span.end, end)
        end = end if cut < 0 else cut
    return _with_span(text, Span(start, end), span, block, are_cuts_shown=True)


def _with_span(text: str, around: Span, span: Span, block: Span, *, are_cuts_shown: bool = False) -> tuple[str, Span]:
    """Return the words of `around` on one line, and where `span` is in them.

    A cut within a sentence is always shown by an ellipsis, one at the end of a sentence if `are_cuts_shown`.
    """
    is_cut = are_cuts_shown or around.start == span.start - _LONGEST_BEFORE
    before = ("…" if is_cut and around.start > block.start else "") + text[around.start : span.start]
    before = shown_text(before) + (" " if before[-1:].isspace() else "")
    inside = shown(text, span)
    is_cut = are_cuts_shown or around.end == span.end + _LONGEST_AFTER
    after = shown_text(text[span.end : around.end]) + ("…" if is_cut and around.end < block.end else "")
    gap = " " if after and text[span.end : span.end + 1].isspace() else ""
    return before + inside + gap + after, Span(len(before), len(before) + len(inside))
