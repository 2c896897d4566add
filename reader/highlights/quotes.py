"""Quotes of an article: marked words that somebody said, each with its speaker, and no scare quotes or titles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.highlights.blockquotes import mark_block_quotes
from reader.highlights.discourse import Discourse
from reader.highlights.highlight import Quote, QuoteKind
from reader.highlights.marks import Marked, has_marks, pair_marks
from reader.highlights.rejection import Verdict, judge
from reader.highlights.speakers import Speaker, Speakers
from reader.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE = re.compile(r"[^\n]*\S[^\n]*")


def find_quotes(
    text: str,
    regions: Sequence[Span] | None = None,
    *,
    authors: Sequence[str] = (),
    block_quotes: Sequence[Span] = (),
) -> list[Quote]:
    """Return the quotes of a text in order, not ranked; 5,000 at most.

    Args:
        text: the whole article.
        regions: its prose, one span a paragraph, in order; every line that is not blank when None.
        authors: who "I" and "we" are outside the quotes.
        block_quotes: which of the regions are block quotes.
    """
    if not has_marks(text) and not block_quotes and ">" not in text:
        return []
    paragraphs = list(regions) if regions is not None else [Span(*match.span()) for match in _LINE.finditer(text)]
    marked = pair_marks(text, paragraphs)
    if block_quotes or ">" in text:
        mark_block_quotes(text, paragraphs, marked, block_quotes)
    discourse = Discourse(text, paragraphs, marked)
    _drop_no_quotes(discourse, marked)
    speakers = Speakers(discourse, tuple(authors))
    found = []
    for number, row in enumerate(marked):
        if row:
            found += [
                _quote(text, one, speaker) for one, speaker in zip(row, speakers.in_paragraph(number), strict=True)
            ]
    return found


def _quote(text: str, one: Marked, speaker: Speaker) -> Quote:
    return Quote(
        Span(one.start, one.end),
        Span(one.inner_start, one.inner_end),
        _kind(text, one),
        speaker.name,
        speaker.mention,
        speaker.cue,
        speaker.why,
        via=speaker.via,
    )


def _drop_no_quotes(discourse: Discourse, marked: list[list[Marked]]) -> None:
    """Take words in marks that nobody is said to have said out of the rows; titles become names."""
    for number, row in enumerate(marked):
        if not row:
            continue
        tokens = discourse.tokens(number)
        verdicts = [
            judge(discourse.text, tokens, at, one, is_english=discourse.is_english)
            for at, one in zip(tokens.quotes, row, strict=True)
        ]
        if any(verdict is not Verdict.QUOTE for verdict in verdicts):
            marked[number] = [one for one, verdict in zip(row, verdicts, strict=True) if verdict is Verdict.QUOTE]
            discourse.titles[number] = [
                one for one, verdict in zip(row, verdicts, strict=True) if verdict is Verdict.TITLE
            ]
            discourse.forget(number)


def _kind(text: str, one: Marked) -> QuoteKind:
    first = text[one.inner_start : one.inner_start + 4].lstrip()[:1]
    before = text[max(0, one.start - 2) : one.start].strip()
    is_full = first.isupper() or before in ("", ",", ":") or not one.is_closed or one.is_block
    return QuoteKind.DIRECT if is_full else QuoteKind.FRAGMENT
