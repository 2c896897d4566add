"""Where a placed span begins and ends, to the character: replaced words, whole sentences, marks, parts of words."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from reader.annotations.tokens import boundary
from reader.text import Span

if TYPE_CHECKING:
    from reader.annotations.alignment import Alignment

LONGEST_EXTENSION = 30
"""New words, at most, that a span takes in at one edge to begin or end with a sentence as it did before."""

MORE_WORDS = 2
"""By so many words the replacement of lost words at an edge may be longer than they were."""
STOPS = ".!?…。！？"

_QUOTES = dict.fromkeys(map(ord, "“”„‟«»‘’‚‛‹›´`″′"), '"') | {ord("'"): '"'}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_FOLDED_MARKS = {**_QUOTES, **_DASHES}


def placed_span(alignment: Alignment, span: Span, tokens: tuple[int, int], survivors: tuple[int, int]) -> Span:
    """Return where `span` of the old text stands in the new one.

    `tokens` are the first old token of the span and the one after its last; `survivors` the first and the last old
    token of it that still stand. Lost words at an edge are followed by what replaced them, and whole sentences that
    grew stay whole.
    """
    first, last = tokens
    is_whole = _is_sentences(alignment, span, first, last)
    start = _start(alignment, span, first, survivors[0], is_whole=is_whole)
    end = _end(alignment, span, last, survivors[1], is_whole=is_whole)
    return Span(start, max(start, end))


def _is_sentences(alignment: Alignment, span: Span, first: int, last: int) -> bool:
    """Tell whether a span of the old text is one or more sentences, with their stop."""
    tail = alignment.old[alignment.old_tokens.ends[last - 1] : span.end]
    return (
        any(stop in tail for stop in STOPS)
        and boundary(alignment.old, alignment.old_tokens, first) > 0
        and boundary(alignment.old, alignment.old_tokens, last) > 0
    )


def _start(alignment: Alignment, span: Span, first: int, survivor: int, *, is_whole: bool) -> int:
    """Return the first character of a span that began at or before old token `first`."""
    old_tokens, new_tokens = alignment.old_tokens, alignment.new_tokens
    head = alignment.to_new[survivor]
    room = 0
    while room < min(head, LONGEST_EXTENSION) and not alignment.is_explained[head - room - 1]:
        room += 1
    is_parting = [boundary(alignment.new, new_tokens, head - count) > 0 for count in range(room + 1)]
    is_bounded = first == 0 or alignment.to_new[first - 1] == head - room - 1
    lost = survivor - first
    taken = _taken(is_parting, lost, is_whole=is_whole, is_bounded=is_bounded)
    if lost and is_bounded and not taken and _is_number(old_tokens.words[first]):
        taken = next((count for count in range(1, room + 1) if _is_number(new_tokens.words[head - count])), 0)
    old_index, new_index = (first, head - taken) if taken else (survivor, head)
    old_start, new_start = old_tokens.starts[old_index], new_tokens.starts[new_index]
    if span.start > old_start:
        return new_start + _inside(alignment, old_index, new_index, span.start - old_start)
    before = max(span.start, old_tokens.ends[old_index - 1] if old_index else 0)
    gap = alignment.new[new_tokens.ends[new_index - 1] if new_index else 0 : new_start]
    is_word_start = before == 0 or alignment.old[before - 1].isspace()
    return new_start - _shared_marks(alignment.old[before:old_start][::-1], gap[::-1], is_word_edge=is_word_start)


def _end(alignment: Alignment, span: Span, last: int, survivor: int, *, is_whole: bool) -> int:
    """Return the end of a span whose last old token is the one before `last`."""
    old_tokens, new_tokens = alignment.old_tokens, alignment.new_tokens
    old_size, new_size = len(old_tokens), len(new_tokens)
    tail = alignment.to_new[survivor]
    room = 0
    while room < LONGEST_EXTENSION and tail + room + 1 < new_size and not alignment.is_explained[tail + room + 1]:
        room += 1
    is_parting = [boundary(alignment.new, new_tokens, tail + count + 1) > 0 for count in range(room + 1)]
    is_bounded = last == old_size or alignment.to_new[last] == tail + room + 1
    lost = last - 1 - survivor
    taken = _taken(is_parting, lost, is_whole=is_whole, is_bounded=is_bounded)
    if lost and is_bounded and not taken and _is_number(old_tokens.words[last - 1]):
        taken = next((count for count in range(1, room + 1) if _is_number(new_tokens.words[tail + count])), 0)
    old_index, new_index = (last - 1, tail + taken) if taken else (survivor, tail)
    old_end, new_end = old_tokens.ends[old_index], new_tokens.ends[new_index]
    if span.end < old_end:
        return new_end - _inside(alignment, old_index, new_index, old_end - span.end)
    after = min(span.end, old_tokens.starts[old_index + 1] if old_index + 1 < old_size else len(alignment.old))
    gap = alignment.new[new_end : new_tokens.starts[new_index + 1] if new_index + 1 < new_size else len(alignment.new)]
    is_word_end = after == len(alignment.old) or alignment.old[after].isspace()
    return new_end + _shared_marks(alignment.old[old_end:after], gap, is_word_edge=is_word_end)


def _taken(is_parting: list[bool], lost: int, *, is_whole: bool, is_bounded: bool) -> int:
    """Return how many of the new words beside the survivors belong to the span.

    `is_parting` tells after how many of them a sentence, line or paragraph ends; `lost` is the number of old words
    between the edge and the survivors; `is_bounded` that the word outside the edge still stands, next to the new
    words; `is_whole` that the span was of whole sentences.
    """
    room = len(is_parting) - 1
    if lost and is_bounded and room <= lost + MORE_WORDS:
        return room
    if is_whole:
        most = room if is_bounded else min(room, lost + MORE_WORDS) if lost else 0
        for count in range(1 if lost else 0, most + 1):
            if is_parting[count]:
                return count
    return 0


def _is_number(word: str) -> bool:
    return word[:1].isdigit()


def _inside(alignment: Alignment, old_index: int, new_index: int, offset: int) -> int:
    """Return `offset` characters into an old token as characters into the new one: 0 unless they are one word."""
    old_tokens, new_tokens = alignment.old_tokens, alignment.new_tokens
    is_equal = old_tokens.words[old_index] == new_tokens.words[new_index]
    size = new_tokens.ends[new_index] - new_tokens.starts[new_index]
    is_as_long = old_tokens.ends[old_index] - old_tokens.starts[old_index] == size
    return offset if is_equal and is_as_long else 0


def _shared_marks(marks: str, gap: str, *, is_word_edge: bool) -> int:
    """Return how many characters of `gap`, read away from the span, are the `marks` that belonged to it.

    Blanks do not count. Where the old span reached to a blank, so does the new one.
    """
    taken = at = 0
    wanted = [_fold_mark(mark) for mark in marks if not mark.isspace()]
    for mark in wanted:
        while at < len(gap) and gap[at].isspace():
            at += 1
        if at == len(gap) or _fold_mark(gap[at]) != mark:
            break
        at += 1
        taken = at
    if wanted and is_word_edge:
        while taken < len(gap) and not gap[taken].isspace():
            taken += 1
    return taken


def _fold_mark(mark: str) -> str:
    return unicodedata.normalize("NFKC", mark.translate(_FOLDED_MARKS))
