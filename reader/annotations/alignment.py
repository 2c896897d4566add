"""How the words of an old text became those of a new one; built once for a pair of texts, used for every annotation.

Matches are mended where a plain comparison is wrong for people: doubled or cut text is taken to begin where a
sentence begins, lone words that survived by chance in rewritten text do not count, and moved passages are found.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reader.annotations.matching import UNMATCHED, matching, unique_runs
from reader.annotations.tokens import boundary, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_CHANCE = 2
"""A matched run of so many words between rewritten stretches may have survived by chance."""
REWRITTEN = 4
"""So many unmatched words on each side of such a run make it one."""
MOVED_RUN = 5
"""Words in a row that tell that a passage was moved."""
LONGEST_SLIDE = 400
"""Words by which an insertion or deletion is moved to begin at a sentence."""

Run = tuple[int, int, int]
"""Old start, new start and length of a matched run of words."""


class Alignment:
    """The words of two versions of a text, and which became which."""

    __slots__ = ("is_explained", "is_moved", "new", "new_tokens", "old", "old_tokens", "to_new")

    def __init__(self, old: str, new: str) -> None:
        """Align `new` with `old`; about linear in their length, whatever they are."""
        self.old = old
        self.new = new
        self.old_tokens = tokenize(old)
        self.new_tokens = tokenize(new)
        self.to_new: list[int] = matching(self.old_tokens.words, self.new_tokens.words)
        """For each old token the new one that it became, or UNMATCHED."""
        self.is_moved = bytearray(len(self.old_tokens))
        """For each old token, whether it stands in another order than the rest."""
        self._drop_chance_matches()
        self._slide_changes()
        self._find_moved()
        self.is_explained = bytearray(len(self.new_tokens))
        """For each new token, whether an old one became it."""
        for place in self.to_new:
            if place != UNMATCHED:
                self.is_explained[place] = 1

    def runs(self) -> Iterator[Run]:
        """Yield the matched runs in the order of the old text."""
        start = length = 0
        for index, place in enumerate(self.to_new):
            if length and place == self.to_new[start] + length:
                length += 1
                continue
            if length:
                yield start, self.to_new[start], length
            start, length = index, int(place != UNMATCHED)
        if length:
            yield start, self.to_new[start], length

    def _drop_chance_matches(self) -> None:
        old_end, new_end = len(self.old_tokens), len(self.new_tokens)
        runs = [(0, 0, 0), *self.runs(), (old_end, new_end, 0)]
        for before, run, after in zip(runs, runs[1:], runs[2:], strict=False):
            old_start, new_start, length = run
            if length > LONGEST_CHANCE:
                continue
            left = min(old_start - before[0] - before[2], new_start - before[1] - before[2])
            right = min(after[0] - old_start - length, after[1] - new_start - length)
            if left >= REWRITTEN and right >= REWRITTEN:
                for index in range(old_start, old_start + length):
                    self.to_new[index] = UNMATCHED

    def _slide_changes(self) -> None:
        for left, right in pairwise(list(self.runs())):
            old_gap = right[0] - left[0] - left[2]
            new_gap = right[1] - left[1] - left[2]
            if old_gap == 0 and new_gap > 0:
                self._slide(left, right, is_insertion=True)
            elif new_gap == 0 and old_gap > 0:
                self._slide(left, right, is_insertion=False)

    def _slide(self, left: Run, right: Run, *, is_insertion: bool) -> None:
        """Move a pure insertion or deletion, without changing the text, to where it begins a sentence or more."""
        tokens, text = (self.new_tokens, self.new) if is_insertion else (self.old_tokens, self.old)
        words = tokens.words
        axis = 1 if is_insertion else 0
        start, end = left[axis] + left[2], right[axis]
        best, best_shift = boundary(text, tokens, start) + boundary(text, tokens, end), 0
        for direction, room in ((-1, left[2]), (1, right[2])):
            for shift in range(1, min(room, LONGEST_SLIDE) + 1):
                first, second = (start - shift, end - shift) if direction < 0 else (start + shift - 1, end + shift - 1)
                if words[first] != words[second]:
                    break
                here, there = (first, second) if direction < 0 else (first + 1, second + 1)
                score = boundary(text, tokens, here) + boundary(text, tokens, there)
                if score > best:
                    best, best_shift = score, direction * shift
        self._shift(left, right, best_shift, is_insertion=is_insertion)

    def _shift(self, left: Run, right: Run, shift: int, *, is_insertion: bool) -> None:
        old_gap = right[0] - left[0] - left[2]
        new_gap = right[1] - left[1] - left[2]
        old_middle = left[0] + left[2]
        if is_insertion:
            for index in range(old_middle + shift, old_middle):
                self.to_new[index] += new_gap
            for index in range(old_middle, old_middle + shift):
                self.to_new[index] -= new_gap
            return
        new_middle = left[1] + left[2]
        for step in range(shift, 0):
            self.to_new[old_middle + step] = UNMATCHED
            self.to_new[old_middle + old_gap + step] = new_middle + step
        for step in range(shift):
            self.to_new[old_middle + old_gap + step] = UNMATCHED
            self.to_new[old_middle + step] = new_middle + step

    def _find_moved(self) -> None:
        """Match unmatched old text with unmatched new text that stands elsewhere, by runs unique in both."""
        taken = set(self.to_new)
        old_free = [index for index, place in enumerate(self.to_new) if place == UNMATCHED]
        new_free = [index for index in range(len(self.new_tokens)) if index not in taken]
        if len(old_free) < MOVED_RUN or len(new_free) < MOVED_RUN:
            return
        old_words = [self.old_tokens.words[index] for index in old_free]
        new_words = [self.new_tokens.words[index] for index in new_free]
        old_places, new_places = unique_runs(old_words, MOVED_RUN), unique_runs(new_words, MOVED_RUN)
        for run in sorted(old_places.keys() & new_places.keys(), key=old_places.__getitem__):
            self._extend(old_free[old_places[run]], new_free[new_places[run]], taken)

    def _extend(self, old_place: int, new_place: int, taken: set[int]) -> None:
        """Match the equal free words around a place of both texts, if they are enough in a row."""
        old_words, new_words = self.old_tokens.words, self.new_tokens.words

        def is_free(old_index: int, new_index: int) -> bool:
            return (
                0 <= old_index < len(old_words)
                and 0 <= new_index < len(new_words)
                and self.to_new[old_index] == UNMATCHED
                and new_index not in taken
                and old_words[old_index] == new_words[new_index]
            )

        first = 0
        while is_free(old_place + first - 1, new_place + first - 1):
            first -= 1
        last = 0
        while is_free(old_place + last, new_place + last):
            last += 1
        if last - first < MOVED_RUN:
            return
        for step in range(first, last):
            self.to_new[old_place + step] = new_place + step
            self.is_moved[old_place + step] = 1
            taken.add(new_place + step)
