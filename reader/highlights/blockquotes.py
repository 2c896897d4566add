"""Block quotes: paragraphs set apart as somebody's words, without marks of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reader.highlights.marks import Marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.text import Span

_LEAD: Final = re.compile(r"(?:[ \t]*>)+[ \t]*")
# "The sea rose. — Jane Roe, *Letters*"
SIGNATURE: Final = re.compile(r"\s(?:—|–|--|-)\s?([^\W\d_][^\n—]{1,60})$")
_MINIMUM: Final = 4
"""Words of a block quote at least."""


def mark_block_quotes(
    text: str, paragraphs: Sequence[Span], rows: list[list[Marked]], block_quotes: Sequence[Span]
) -> None:
    """Add every block quote without marks of its own to the rows of marked stretches.

    Args:
        text: the whole article.
        paragraphs: its paragraphs.
        rows: the marked stretches of each; changed in place.
        block_quotes: which of the paragraphs are block quotes; those that begin with ">" are too.
    """
    known = set(block_quotes)
    for index, paragraph in enumerate(paragraphs):
        lead = _LEAD.match(text, paragraph.start, paragraph.end)
        if rows[index] or (lead is None and paragraph not in known):
            continue
        start = paragraph.start if lead is None else lead.end()
        signature = SIGNATURE.search(text, max(start, paragraph.end - 80), paragraph.end)
        end = paragraph.end if signature is None else signature.start()
        if len(text[start:end].split()) >= _MINIMUM:
            rows[index] = [Marked(start, end, start, end, is_block=True)]
