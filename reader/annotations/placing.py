"""Place an anchor by an alignment: which of its words survived, whether they are enough, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.annotation import Anchor, Placement, PlacementStatus
from reader.annotations.edges import placed_span
from reader.annotations.matching import UNMATCHED
from reader.annotations.tokens import weight
from reader.text import Span

if TYPE_CHECKING:
    from reader.annotations.alignment import Alignment

LEAST_SURVIVING = 0.5
"""Share of the annotated words, by weight, that must survive."""
SURE = 0.75
"""Share from which the words alone are enough; below it, words on both sides must have survived too."""
INSERTED = 45
"""So many new words inside the annotated ones still belong to them; after more, the heavier part is taken."""
SHORT = 6
"""Spans of fewer words need a neighbour that survives beside them, and two if they were edited."""
NEAR = 8
"""Words from a span within which such a neighbour stands."""
NEIGHBOURS = 3
"""Words on each side that must survive for a wholly replaced span to be found."""
LONGEST_REPLACED = 4
"""Words that a wholly replaced span may have, before and after."""


def place_by(alignment: Alignment, anchor: Anchor) -> Placement | None:
    """Return where the words of an anchor of `alignment.old` stand in `alignment.new`.

    None if too little of them survived, or it is not certain that it did.
    """
    first, last = alignment.old_tokens.within(anchor.span)
    if first == last:
        return _place_marks(anchor, alignment, first)
    words = alignment.old_tokens.words
    total = sum(weight(word) for word in words[first:last])
    survivors = _densest([index for index in range(first, last) if alignment.to_new[index] != UNMATCHED], alignment)
    score = sum(weight(words[index]) * alignment.likeness.get(index, 1.0) for index in survivors) / total
    if score < LEAST_SURVIVING:
        return _replaced(anchor, alignment, first, last)
    if _neighbours(alignment, first, last, survivors) < _wanted(last - first, score):
        return None
    span = placed_span(alignment, anchor.span, (first, last), (survivors[0], survivors[-1]))
    return _placement(anchor, alignment, span, score, is_moved=bool(alignment.is_moved[survivors[0]]))


def _place_marks(anchor: Anchor, alignment: Alignment, index: int) -> Placement | None:
    """Place a span without words, such as a dash or a picture, between the two words that it stood between."""
    old_tokens, new_tokens, to_new = alignment.old_tokens, alignment.new_tokens, alignment.to_new
    is_first, is_last = index == 0, index == len(to_new)
    if not anchor.exact or not ((is_first or alignment.is_kept(index - 1)) and (is_last or alignment.is_kept(index))):
        return None
    low = -1 if is_first else to_new[index - 1]
    if (len(new_tokens) if is_last else to_new[index]) != low + 1:
        return None
    old_start = 0 if is_first else old_tokens.ends[index - 1]
    new_start = 0 if is_first else new_tokens.ends[low]
    gap = alignment.new[new_start : len(alignment.new) if is_last else new_tokens.starts[low + 1]]
    # The same mark may stand there twice: as many of them come before it as did.
    found = -1
    for _ in range(alignment.old[old_start : anchor.span.start].count(anchor.exact) + 1):
        found = gap.find(anchor.exact, found + 1)
        if found < 0:
            return None
    span = Span(new_start + found, new_start + found + len(anchor.exact))
    return Placement(PlacementStatus.SAME, span, anchor.exact, anchor.exact)


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


def _wanted(words: int, score: float) -> int:
    """Return on how many sides neighbours must stand: none for long spans, both for weak ones and edited short ones."""
    if score < SURE or (score < 1 and words < SHORT):
        return 2
    return 1 if words < SHORT else 0


def _neighbours(alignment: Alignment, first: int, last: int, survivors: list[int]) -> int:
    """Return on how many sides of the span words beside it still stand beside it; the ends of the text count."""
    to_new = alignment.to_new
    head, tail = to_new[survivors[0]], to_new[survivors[-1]]
    before = first == 0 or any(
        to_new[index] != UNMATCHED and 0 < head - to_new[index] <= 2 * NEAR
        for index in range(max(0, first - NEAR), first)
    )
    after = last == len(to_new) or any(
        to_new[index] != UNMATCHED and 0 < to_new[index] - tail <= 2 * NEAR
        for index in range(last, min(len(to_new), last + NEAR))
    )
    return before + after


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
    was, now = alignment.old_tokens.within(anchor.span), alignment.new_tokens.within(span)
    is_equal = alignment.old_tokens.words[slice(*was)] == alignment.new_tokens.words[slice(*now)]
    if score == 0:
        status = PlacementStatus.REPLACED
    elif not is_equal:
        status = PlacementStatus.EDITED
    else:
        status = PlacementStatus.MOVED if is_moved else PlacementStatus.SAME
    return Placement(status, span, anchor.exact, span.of(alignment.new), score)
