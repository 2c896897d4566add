"""Where an annotation stands in the present text of its article: anchors are made here and placed here.

The text that was annotated is aligned with the present one, which tells more than any search for the quote. What
cannot be placed with certainty is GONE: an orphan that is shown is better than a note at the wrong words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.alignment import Alignment
from reader.annotations.annotation import Anchor, Placement, PlacementStatus
from reader.annotations.placing import place_by
from reader.annotations.selectors import find_quote

if TYPE_CHECKING:
    from reader.text import Span

CONTEXT = 64
"""Code points that an anchor keeps of the text on each side."""


def anchor_at(text: str, digest: str, norm: int, span: Span) -> Anchor:
    """Return the anchor of a span of `text`, whose sha256 is `digest` and whose normal form is `norm`.

    Raises:
        ValueError: if the span runs out of the text.
    """
    if span.end > len(text):
        raise ValueError(f"span {span.start}..{span.end} runs out of a text of {len(text)} code points")
    return Anchor(
        text_digest=digest,
        norm=norm,
        span=span,
        exact=span.of(text),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )


def place(anchor: Anchor, old_text: str | None, new_text: str, alignment: Alignment | None = None) -> Placement:
    """Return where an annotation stands in `new_text`.

    `old_text` is the text that was annotated, None where it is not kept (imports): then the words and their
    context are searched for. `alignment` is that of both texts, given when many annotations share it.
    """
    if old_text is None or anchor.span.of(old_text) != anchor.exact:
        placement = find_quote(anchor, new_text)
    elif old_text == new_text:
        placement = Placement(PlacementStatus.SAME, anchor.span, anchor.exact, anchor.exact)
    else:
        placement = place_by(alignment or Alignment(old_text, new_text), anchor)
    return placement or Placement(PlacementStatus.GONE, None, anchor.exact, None, 0.0)
