"""Align two sequences of words: unique runs first, plain comparison only in small gaps, never quadratic at large.

The idea of unique runs is that of the patience diff (Bram Cohen): what stands once in both texts is a landmark.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

UNMATCHED = -1

RUNS = (8, 4, 2, 1)
"""Lengths of the landmarks, in words, longest first."""
LEAF_PAIRS = 40_000
"""A gap of at most so many pairs of words is compared plainly."""
LEAF_EQUAL_PAIRS = 4_000
"""In a plain comparison, more equal pairs than this mean repeated words, which make it slow: it is left out."""
EQUAL_PAIR_WORK = 15
"""What an equal pair of a plain comparison costs, in words looked at."""
WORK_PER_WORD = 40
"""Words looked at, for each word of both texts, before the rest is left unmatched."""

Run = tuple[int, int, int]
"""Where a matched run of words begins in the old and in the new sequence, and its length."""

Box = tuple[int, int, int, int]
"""A range of the old words and a range of the new ones: old start, old end, new start, new end."""


def matching(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """Return for each old word the index of the new word that it became, or UNMATCHED; never crossing."""
    to_new = [UNMATCHED] * len(old)
    budget = WORK_PER_WORD * (len(old) + len(new) + 100)
    boxes: list[Box] = [(0, len(old), 0, len(new))]
    while boxes and budget > 0:
        box = _strip(old, new, boxes.pop(), to_new)
        old_start, old_end, new_start, new_end = box
        old_size, new_size = old_end - old_start, new_end - new_start
        if not old_size or not new_size:
            continue
        budget -= old_size + new_size
        if old_size * new_size <= LEAF_PAIRS:
            budget -= EQUAL_PAIR_WORK * _compare(old, new, box, to_new)
        else:
            boxes.extend(_between_landmarks(old, new, box, to_new))
    return to_new


def matched_runs(to_new: Sequence[int]) -> Iterator[Run]:
    """Yield the runs in which every word is followed by the same word in both sequences, in old order."""
    start = length = 0
    for index, place in enumerate(to_new):
        if length and place == to_new[start] + length:
            length += 1
            continue
        if length:
            yield start, to_new[start], length
        start, length = index, int(place != UNMATCHED)
    if length:
        yield start, to_new[start], length


def _strip(old: Sequence[str], new: Sequence[str], box: Box, to_new: list[int]) -> Box:
    """Match the equal words at both ends of a box; return what is left."""
    old_start, old_end, new_start, new_end = box
    while old_start < old_end and new_start < new_end and old[old_start] == new[new_start]:
        to_new[old_start] = new_start
        old_start += 1
        new_start += 1
    while old_start < old_end and new_start < new_end and old[old_end - 1] == new[new_end - 1]:
        old_end -= 1
        new_end -= 1
        to_new[old_end] = new_end
    return old_start, old_end, new_start, new_end


def _compare(old: Sequence[str], new: Sequence[str], box: Box, to_new: list[int]) -> int:
    """Match a small box plainly, longest runs first; return how many pairs of equal words it has."""
    old_start, old_end, new_start, new_end = box
    left, right = old[old_start:old_end], new[new_start:new_end]
    counts = Counter(right)
    equal_pairs = sum(counts[word] for word in left)
    if 0 < equal_pairs <= LEAF_EQUAL_PAIRS:
        for run in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
            for step in range(run.size):
                to_new[old_start + run.a + step] = new_start + run.b + step
    return equal_pairs


def _between_landmarks(old: Sequence[str], new: Sequence[str], box: Box, to_new: list[int]) -> Iterator[Box]:
    """Match the landmarks of a box; give the boxes between them, none if there is no landmark."""
    for length in RUNS:
        landmarks = _landmarks(old, new, box, length)
        if landmarks:
            break
    else:
        return
    old_at, new_at = box[0], box[2]
    for old_place, new_place in landmarks:
        if old_place < old_at or new_place < new_at:
            continue  # the landmark before it was extended over this one
        yield old_at, old_place, new_at, new_place
        old_at, new_at = old_place, new_place
        while old_at < box[1] and new_at < box[3] and old[old_at] == new[new_at]:
            to_new[old_at] = new_at
            old_at += 1
            new_at += 1
    yield old_at, box[1], new_at, box[3]


def _landmarks(old: Sequence[str], new: Sequence[str], box: Box, length: int) -> list[tuple[int, int]]:
    """Return the places of the runs of `length` words that stand once in both ranges, in an order both share."""
    old_places = unique_runs(old[box[0] : box[1]], length)
    new_places = unique_runs(new[box[2] : box[3]], length)
    pairs = sorted((old_places[run], new_places[run]) for run in old_places.keys() & new_places.keys())
    return [(box[0] + one, box[2] + other) for one, other in increasing(pairs)]


def unique_runs(words: Sequence[str], length: int) -> dict[tuple[str, ...], int]:
    """Return the runs of `length` words that stand exactly once, with where they begin."""
    places: dict[tuple[str, ...], int] = {}
    twice: set[tuple[str, ...]] = set()
    for place, run in enumerate(zip(*(words[shift:] for shift in range(length)), strict=False)):
        if run in places:
            twice.add(run)
        else:
            places[run] = place
    for run in twice:
        del places[run]
    return places


def increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a longest part of the pairs, sorted by their first number, whose second numbers increase too."""
    tails: list[int] = []
    tail_at: list[int] = []
    before: list[int] = []
    for index, (_, value) in enumerate(pairs):
        slot = bisect_left(tails, value)
        before.append(tail_at[slot - 1] if slot else UNMATCHED)
        if slot == len(tails):
            tails.append(value)
            tail_at.append(index)
        else:
            tails[slot] = value
            tail_at[slot] = index
    chain: list[tuple[int, int]] = []
    index = tail_at[-1] if tail_at else UNMATCHED
    while index != UNMATCHED:
        chain.append(pairs[index])
        index = before[index]
    chain.reverse()
    return chain
