"""Find a quote by its words and its context alone, for annotations whose old text is not kept.

Prefix, quote and suffix are taken as a small old text and aligned with the places where they may stand; the place at
which most of all three stands is taken, if that is enough to be certain.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.annotations.alignment import Alignment
from reader.annotations.annotation import Anchor
from reader.annotations.placing import place_by
from reader.annotations.tokens import Tokens, tokenize, weight
from reader.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.annotations.annotation import Placement

MOST_PLACES = 200
"""A word or quote that stands more often tells nothing of where it is."""
WINDOWS = 4
"""Places where the words of quote and context stand closest that are looked at."""
MOST_WORDS = 50_000
"""Words looked at for the places of a quote; a longer one that stands many times is not looked for."""
BUCKET = 8
"""Words by which such places may differ and still count as one."""
MARGIN = 12
"""Words on each side of such a place that are looked at, because something may have come in."""
LONG_QUOTE = 6
"""Words of a quote that is certain without context, if all of them stand."""
LEAST_CONTEXT = 0.5
"""Share of the context that must stand beside a shorter quote."""
LONG_EDITED, LEAST_LONG = 8, 0.7
"""Words of a quote that may have been edited with its context, and the share of it that must stand."""
LEAST_EDITED, EDITED_CONTEXT = 0.6, 0.5
"""Shares of a shorter edited quote and of its context that must stand."""


def find_quote(anchor: Anchor, text: str) -> Placement | None:
    """Return where the words of an anchor stand in `text`, judged by its prefix and suffix; None if not certain."""
    quote = tokenize(anchor.exact)
    if not len(quote):
        return None
    tokens = _tokens(text)
    best: tuple[float, float, Placement] | None = None
    is_tie = False
    for first, last in _windows(anchor, quote, tokens):
        found = _compared(anchor, text, (tokens.starts[first], tokens.ends[last - 1]))
        if found is None or (best and found[2].span == best[2].span):
            continue
        if best is None or found[0] > best[0]:
            best, is_tie = found, False
        elif found[0] == best[0]:
            is_tie = True
    if best is None or is_tie or not _is_certain(len(quote), best[2].score, best[1]):
        return None
    return best[2]


@lru_cache(maxsize=2)
def _tokens(text: str) -> Tokens:
    """Return the tokens of a text; kept, because annotations come many to an article."""
    return tokenize(text)


def _windows(anchor: Anchor, quote: Tokens, tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Yield ranges of tokens in which the quote may stand, the likeliest first."""
    before, after = len(tokenize(anchor.prefix)), len(tokenize(anchor.suffix))
    size = before + len(quote) + after
    words = tokenize(anchor.prefix + anchor.exact + anchor.suffix).words
    places = _places(tokens.words, quote.words)
    if len(places) * size > MOST_WORDS:
        return
    for start in [*_likely(words, tokens.words), *(place - before for place in places)]:
        yield max(0, start - MARGIN), min(len(tokens), max(0, start) + size + MARGIN)


def _compared(anchor: Anchor, text: str, window: tuple[int, int]) -> tuple[float, float, Placement] | None:
    """Return how much of quote and context stands in a window of the text, how much of the context, and where."""
    start, end = window
    # A part of the text that begins or ends with the window would look like the begin or end of the text.
    alignment = Alignment(anchor.prefix + anchor.exact + anchor.suffix, text[start:end])
    span = Span(len(anchor.prefix), len(anchor.prefix) + len(anchor.exact))
    placement = place_by(alignment, Anchor("", 0, span, anchor.exact, "", ""))
    if placement is None or placement.span is None:
        return None
    first, last = alignment.old_tokens.within(span)
    weights = [weight(word) for word in alignment.old_tokens.words]
    kept = [one if alignment.is_kept(index) else 0 for index, one in enumerate(weights)]
    outside = sum(weights) - sum(weights[first:last])
    context = (sum(kept) - sum(kept[first:last])) / outside if outside else 0.0
    total = (sum(kept) - sum(kept[first:last]) + placement.score * sum(weights[first:last])) / max(1, sum(weights))
    moved = placement.span.moved(start)
    return total, context, type(placement)(placement.status, moved, placement.was, placement.now, placement.score)


def _is_certain(words: int, score: float, context: float) -> bool:
    """Tell whether so much of a quote of so many words, and of its context, is enough."""
    if score == 1:
        return words >= LONG_QUOTE or context >= LEAST_CONTEXT
    if words >= LONG_EDITED and score >= LEAST_LONG:
        return True
    return score >= LEAST_EDITED and context >= EDITED_CONTEXT


def _places(words: Sequence[str], quote: Sequence[str]) -> list[int]:
    """Return where the words of the quote stand in a row; nothing if they stand too often."""
    counts = Counter(words)
    rarest = min(range(len(quote)), key=lambda index: counts[quote[index]])
    if counts[quote[rarest]] > MOST_PLACES:
        return []
    starts = (index - rarest for index, word in enumerate(words) if word == quote[rarest])
    return [start for start in starts if start >= 0 and words[start : start + len(quote)] == quote]


def _likely(words: Sequence[str], text_words: Sequence[str]) -> list[int]:
    """Return where the words of a quote and its context begin if they stand in the text, the likeliest first."""
    places: dict[str, list[int]] = {word: [] for word in words}
    for place, word in enumerate(text_words):
        if word in places:
            places[word].append(place)
    votes: dict[int, float] = defaultdict(float)
    for offset, word in enumerate(words):
        if len(places[word]) <= MOST_PLACES:
            for place in places[word]:
                votes[(place - offset) // BUCKET] += 1 / len(places[word])
    likely = sorted(votes, key=lambda bucket: (-votes[bucket], bucket))[:WINDOWS]
    return [bucket * BUCKET for bucket in likely]
