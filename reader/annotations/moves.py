"""Find passages that were moved: unmatched old text that stands elsewhere in unmatched new text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.matching import UNMATCHED, matched_runs, matching, unique_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

MOVED_RUN = 5
"""Words in a row that tell that a passage was moved."""
SURROUNDINGS = 120
"""Words on each side of such a run that are compared too, because the passage was edited as well."""

REACHED_PAIRS = 20
"""Pairs of words compared beside moved runs, for each word of both texts, before the rest is left unmatched."""


def find_moves(
    to_new: list[int], is_explained: bytearray, old_words: Sequence[str], new_words: Sequence[str]
) -> bytearray:
    """Match moved passages in the lists given; return for each old word whether it is in one."""
    moves = _Moves(to_new, is_explained, old_words, new_words)
    old_free = [index for index, place in enumerate(to_new) if place == UNMATCHED]
    new_free = [index for index, taken in enumerate(is_explained) if not taken]
    if len(old_free) >= MOVED_RUN and len(new_free) >= MOVED_RUN:
        old_runs = unique_runs([old_words[index] for index in old_free], MOVED_RUN)
        new_runs = unique_runs([new_words[index] for index in new_free], MOVED_RUN)
        for run in sorted(old_runs.keys() & new_runs.keys(), key=old_runs.__getitem__):
            moves.grow(old_free[old_runs[run]], new_free[new_runs[run]])
    return moves.is_moved


class _Moves:
    """The words of both texts while moved passages are matched."""

    def __init__(
        self, to_new: list[int], is_explained: bytearray, old_words: Sequence[str], new_words: Sequence[str]
    ) -> None:
        self.to_new = to_new
        self.is_explained = is_explained
        self.old_words = old_words
        self.new_words = new_words
        self.is_moved = bytearray(len(to_new))
        self.pairs_left = REACHED_PAIRS * (len(old_words) + len(new_words) + 5_000)

    def is_free(self, old_place: int, new_place: int) -> bool:
        return (
            0 <= old_place < len(self.old_words)
            and 0 <= new_place < len(self.new_words)
            and self.to_new[old_place] == UNMATCHED
            and not self.is_explained[new_place]
        )

    def link(self, old_place: int, new_place: int, length: int) -> None:
        for step in range(length):
            self.to_new[old_place + step] = new_place + step
            self.is_moved[old_place + step] = 1
            self.is_explained[new_place + step] = 1

    def grow(self, old_place: int, new_place: int) -> None:
        """Match the equal free words around a place of both texts, if they are enough in a row, and what is near."""
        first, last = 0, 0
        while self.is_equal(old_place + first - 1, new_place + first - 1):
            first -= 1
        while self.is_equal(old_place + last, new_place + last):
            last += 1
        if last - first < MOVED_RUN:
            return
        self.link(old_place + first, new_place + first, last - first)
        self.reach_back(old_place + first, new_place + first)
        self.reach_on(old_place + last, new_place + last)

    def is_equal(self, old_place: int, new_place: int) -> bool:
        return self.is_free(old_place, new_place) and self.old_words[old_place] == self.new_words[new_place]

    def compare(self, old_range: tuple[int, int], new_range: tuple[int, int]) -> list[int]:
        """Match the words of two ranges; nothing any more once too much has been compared."""
        pairs = (old_range[1] - old_range[0]) * (new_range[1] - new_range[0])
        self.pairs_left -= pairs
        if not pairs or self.pairs_left < 0:
            return []
        return matching(self.old_words[slice(*old_range)], self.new_words[slice(*new_range)])

    def reach_on(self, old_place: int, new_place: int) -> None:
        """Match edited text that goes on after a moved run."""
        old_end, new_end = old_place, new_place
        while old_end - old_place < SURROUNDINGS and self.is_free(old_end, new_place):
            old_end += 1
        while new_end - new_place < SURROUNDINGS and self.is_free(old_place, new_end):
            new_end += 1
        found = self.compare((old_place, old_end), (new_place, new_end))
        old_at = new_at = 0
        for old_start, new_start, length in matched_runs(found):
            if not _is_near(old_start - old_at, new_start - new_at, length):
                return
            self.link(old_place + old_start, new_place + new_start, length)
            old_at, new_at = old_start + length, new_start + length

    def reach_back(self, old_place: int, new_place: int) -> None:
        """Match edited text that leads up to a moved run."""
        old_start, new_start = old_place, new_place
        while old_place - old_start < SURROUNDINGS and self.is_free(old_start - 1, new_place - 1):
            old_start -= 1
        while new_place - new_start < SURROUNDINGS and self.is_free(old_place - 1, new_start - 1):
            new_start -= 1
        found = self.compare((old_start, old_place), (new_start, new_place))
        old_at, new_at = old_place - old_start, new_place - new_start
        for run_start, run_place, length in reversed(list(matched_runs(found))):
            if not _is_near(old_at - run_start - length, new_at - run_place - length, length):
                return
            self.link(old_start + run_start, new_start + run_place, length)
            old_at, new_at = run_start, run_place


def _is_near(old_gap: int, new_gap: int, length: int) -> bool:
    """Tell whether a run of words is long enough for the gap that parts it from what was matched before."""
    return max(old_gap, new_gap) <= 3 * length + 1
