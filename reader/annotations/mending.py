"""Mend a comparison of words where it is wrong for people.

Doubled or cut text is taken to begin where a sentence begins, lone words that survived by chance in rewritten text do
not count, and a word that is spelt otherwise is the same word. The functions change the list that they are given.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING

from reader.annotations.matching import UNMATCHED, matched_runs
from reader.annotations.tokens import alike, boundary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.matching import Run
    from reader.annotations.tokens import Tokens

LONGEST_CHANCE = 6
"""A matched run of more words than this is no chance."""
CHANCE = 0.1
"""Expected number of chance runs from which a run counts as one."""
MOST_PASSES = 12
"""Times that runs are asked about again: hostile texts do not cost more."""
SMALL_TEXT = 2000
"""Words below which the counts of a text say nothing of how frequent its words are."""
RARITY = (0.03, 0.03, 0.03, 0.015, 0.004, 0.002, 0.001)
"""Least share that a word of so many letters is taken to have of any text."""
LONGEST_SLIDE = 400
"""Words by which an insertion or deletion is moved to begin at a sentence."""
LONGEST_REWORDED = 8
"""Words of a replaced stretch in which other spellings are looked for."""


def drop_chance_matches(to_new: list[int], old_words: Sequence[str], new_words: Sequence[str]) -> None:
    """Take back the matches of short runs that rewritten text of this size shares by chance.

    A run counts as chance if more than `CHANCE` runs of such frequent words are to be expected in the stretch between
    its neighbours; what is taken back makes the stretches larger, so it is asked again until nothing changes.
    """
    counts = Counter(new_words)
    size = max(len(new_words), SMALL_TEXT)
    runs = [(0, 0, 0), *matched_runs(to_new), (len(old_words), len(new_words), 0)]
    for _ in range(MOST_PASSES):
        kept = [runs[0]]
        for run, after in pairwise(runs[1:]):
            words = old_words[run[0] : run[0] + run[2]]
            if len(words) <= LONGEST_CHANCE:
                rarity = prod(max(counts[word] / size, RARITY[min(len(word), len(RARITY) - 1)]) for word in words)
                if _rooms(kept[-1], run, after) * rarity > CHANCE:
                    to_new[run[0] : run[0] + run[2]] = [UNMATCHED] * run[2]
                    continue
            kept.append(run)
        kept.append(runs[-1])
        if len(kept) == len(runs):
            return
        runs = kept


def _rooms(before: Run, run: Run, after: Run) -> int:
    """Return in how many ways a run could have been placed between its neighbours in both texts."""
    old_room = after[0] - before[0] - before[2] - run[2]
    new_room = after[1] - before[1] - before[2] - run[2]
    return old_room * new_room


def slide_changes(to_new: list[int], old: tuple[str, Tokens], new: tuple[str, Tokens]) -> None:
    """Let every pure insertion and deletion begin and end at sentences, as far as the words allow it.

    Between "a b" and "a b a b" the second "a b" may as well be the first one: what begins a paragraph is the whole.
    """
    used = 0  # words at the start of `left` that the change before it has taken
    for left, right in pairwise(list(matched_runs(to_new))):
        old_gap = right[0] - left[0] - left[2]
        new_gap = right[1] - left[1] - left[2]
        room, shift = (left[2] - used, right[2]), 0
        if not old_gap and new_gap > 0:
            shift = _best_shift(*new, (left[1] + left[2], right[1]), room)
            _shift_insertion(to_new, right[0], new_gap, shift)
        elif not new_gap and old_gap > 0:
            shift = _best_shift(*old, (left[0] + left[2], right[0]), room)
            _shift_deletion(to_new, left, right, shift)
        used = max(0, shift)


def _best_shift(text: str, tokens: Tokens, change: tuple[int, int], room: tuple[int, int]) -> int:
    """Return by how many words to move a change of `text` so that its ends part the text best; 0 if they do."""
    start, end = change
    words = tokens.words

    def score(shift: int) -> int:
        return boundary(text, tokens, start + shift) + boundary(text, tokens, end + shift)

    shifts = [0]
    for shift in range(1, min(room[0], LONGEST_SLIDE) + 1):
        if words[start - shift] != words[end - shift]:
            break
        shifts.append(-shift)
    for shift in range(1, min(room[1], LONGEST_SLIDE) + 1):
        if words[start + shift - 1] != words[end + shift - 1]:
            break
        shifts.append(shift)
    return max(shifts, key=score) if len(shifts) > 1 else 0


def _shift_insertion(to_new: list[int], middle: int, size: int, shift: int) -> None:
    for index in range(middle + shift, middle):
        to_new[index] += size
    for index in range(middle, middle + shift):
        to_new[index] -= size


def _shift_deletion(to_new: list[int], left: Run, right: Run, shift: int) -> None:
    old_start, new_start, old_end = left[0] + left[2], left[1] + left[2], right[0]
    for step in range(shift, 0):
        to_new[old_start + step] = UNMATCHED
        to_new[old_end + step] = new_start + step
    for step in range(shift):
        to_new[old_end + step] = UNMATCHED
        to_new[old_start + step] = new_start + step


def pair_spellings(
    to_new: list[int],
    is_explained: bytearray,
    is_moved: bytearray,
    words: tuple[Sequence[str], Sequence[str]],
) -> dict[int, float]:
    """Match words (old, new) that are spelt otherwise, in short replaced stretches and beside matched runs.

    Returns the likeness of each, 0 to 1.
    """
    likeness: dict[int, float] = {}
    old_words, new_words = words

    def paired(index: int, place: int) -> bool:
        is_inside = 0 <= index < len(old_words) and 0 <= place < len(new_words)
        if not is_inside or to_new[index] != UNMATCHED or is_explained[place]:
            return False
        share = alike(old_words[index], new_words[place])
        if 0 < share < 1:  # equal words that are free were found to be equal by chance
            to_new[index], likeness[index], is_explained[place] = place, share, 1
        return 0 < share < 1

    runs = list(matched_runs(to_new))
    for left, right in pairwise([(0, 0, 0), *runs, (len(old_words), len(new_words), 0)]):
        old_at, new_at = left[0] + left[2], left[1] + left[2]
        if 0 < right[0] - old_at <= LONGEST_REWORDED and 0 < right[1] - new_at <= LONGEST_REWORDED:
            for index in range(old_at, right[0]):
                found = next((place for place in range(new_at, right[1]) if paired(index, place)), UNMATCHED)
                new_at = max(new_at, found + 1)
    for old_start, new_start, length in runs:
        for step in (-1, length):
            if paired(old_start + step, new_start + step):
                is_moved[old_start + step] = is_moved[old_start]
    return likeness
