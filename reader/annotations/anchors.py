"""Where an annotation stands in the present text of its article: anchors are made here and placed here.

The text that was annotated is aligned with the present one, which tells more than any search for the quote. What
cannot be placed with certainty is GONE: an orphan that is shown is better than a note at the wrong words.
"""

from __future__ import annotations

from reader.annotations.alignment import Alignment
from reader.annotations.annotation import Anchor, Placement, PlacementStatus
from reader.annotations.edges import placed_span
from reader.annotations.matching import UNMATCHED
from reader.annotations.selectors import find_quote
from reader.annotations.tokens import weight
from reader.text import Span

CONTEXT = 64
"""Code points that an anchor keeps of the text on each side."""
LEAST_SURVIVING = 0.5
"""Share of the annotated words, by weight, that must survive."""
SURE = 0.75
"""Share from which the words alone are enough; below it, words beside them must have survived too."""
INSERTED = 45
"""So many new words inside the annotated ones still belong to them; after more, the heavier part is taken."""
SHORT = 6
"""Spans of fewer words need a neighbour that survives beside them."""
NEAR = 3
"""Words from a span within which such a neighbour stands."""
NEIGHBOURS = 3
"""Words on each side that must survive for a wholly replaced span to be found."""
LONGEST_REPLACED = 4
"""Words that a wholly replaced span may have, before and after."""


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
        return _searched(anchor, new_text)
    if old_text == new_text:
        return Placement(PlacementStatus.SAME, anchor.span, anchor.exact, anchor.exact)
    placed = _aligned(anchor, alignment or Alignment(old_text, new_text))
    return placed or Placement(PlacementStatus.GONE, None, anchor.exact, None, 0.0)


def _searched(anchor: Anchor, new_text: str) -> Placement:
    found = find_quote(new_text, anchor.exact, anchor.prefix, anchor.suffix)
    if found is None:
        return Placement(PlacementStatus.GONE, None, anchor.exact, None, 0.0)
    now = found.of(new_text)
    status = PlacementStatus.SAME if now == anchor.exact else PlacementStatus.EDITED
    return Placement(status, found, anchor.exact, now)


def _aligned(anchor: Anchor, alignment: Alignment) -> Placement | None:
    """Place by the alignment; None if too little survived or it is not certain that it did."""
    first, last = alignment.old_tokens.within(anchor.span)
    if first == last:
        return None
    words = alignment.old_tokens.words
    total = sum(weight(word) for word in words[first:last])
    survivors = _densest([index for index in range(first, last) if alignment.to_new[index] != UNMATCHED], alignment)
    score = sum(weight(words[index]) * alignment.likeness.get(index, 1.0) for index in survivors) / total
    if score < LEAST_SURVIVING:
        return _replaced(anchor, alignment, first, last)
    if (last - first < SHORT or score < SURE) and not _has_neighbour(alignment, first, last, survivors):
        return None
    span = placed_span(alignment, anchor.span, (first, last), (survivors[0], survivors[-1]))
    return _placement(anchor, alignment, span, score, is_moved=bool(alignment.is_moved[survivors[0]]))


def _densest(survivors: list[int], alignment: Alignment) -> list[int]:
    """Return the heaviest group of survivors that stand close to each other in the new text and in order."""
    groups: list[list[int]] = []
    for index in survivors:
        if groups and 0 < alignment.to_new[index] - alignment.to_new[groups[-1][-1]] <= INSERTED:
            groups[-1].append(index)
        else:
            groups.append([index])
    words = alignment.old_tokens.words
    return max(groups, key=lambda group: sum(weight(words[index]) for index in group), default=[])


def _has_neighbour(alignment: Alignment, first: int, last: int, survivors: list[int]) -> bool:
    """Tell whether words beside the span still stand beside it."""
    to_new = alignment.to_new
    head, tail = to_new[survivors[0]], to_new[survivors[-1]]
    before = any(
        to_new[index] != UNMATCHED and 0 < head - to_new[index] <= 2 * NEAR
        for index in range(max(0, first - NEAR), first)
    )
    after = any(
        to_new[index] != UNMATCHED and 0 < to_new[index] - tail <= 2 * NEAR
        for index in range(last, min(len(to_new), last + NEAR))
    )
    return before or after or (first == 0 and last == len(to_new))


def _replaced(anchor: Anchor, alignment: Alignment, first: int, last: int) -> Placement | None:
    """Place a short span whose words were replaced while those around them stayed; a number only by a number."""
    to_new, tokens = alignment.to_new, alignment.new_tokens
    before = [alignment.is_kept(index) for index in range(first - NEIGHBOURS, first)]
    after = [alignment.is_kept(index) for index in range(last, last + NEIGHBOURS)]
    if last - first > LONGEST_REPLACED or not all(before + after):
        return None
    low, high = to_new[first - 1] + 1, to_new[last]
    is_in_row = (
        low - to_new[first - NEIGHBOURS] == NEIGHBOURS and to_new[last + NEIGHBOURS - 1] - high == NEIGHBOURS - 1
    )
    if not is_in_row or not 0 < high - low <= LONGEST_REPLACED:
        return None
    span = Span(tokens.starts[low], tokens.ends[high - 1])
    survives = any(alignment.is_kept(index) for index in range(first, last))
    if not survives and not (_has_number(anchor.exact) and _has_number(span.of(alignment.new))):
        return None
    return _placement(anchor, alignment, span, 0.0, is_moved=False)


def _has_number(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _placement(anchor: Anchor, alignment: Alignment, span: Span, score: float, *, is_moved: bool) -> Placement:
    now = span.of(alignment.new)
    if score == 0:
        status = PlacementStatus.REPLACED
    elif score < 1:
        status = PlacementStatus.EDITED
    else:
        status = PlacementStatus.MOVED if is_moved else PlacementStatus.SAME
    return Placement(status, span, anchor.exact, now, score)
