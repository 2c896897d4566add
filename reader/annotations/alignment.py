"""How the words of an old text became those of a new one; built once for a pair of texts, used for every annotation."""

from __future__ import annotations

from reader.annotations.matching import UNMATCHED, matching
from reader.annotations.mending import drop_chance_matches, pair_spellings, slide_changes
from reader.annotations.moves import find_moves
from reader.annotations.tokens import tokenize


class Alignment:
    """The words of two versions of a text, and which became which."""

    __slots__ = ("is_explained", "is_moved", "likeness", "new", "new_tokens", "old", "old_tokens", "to_new")

    def __init__(self, old: str, new: str) -> None:
        """Align `new` with `old`; about linear in their length, whatever they are."""
        self.old = old
        self.new = new
        self.old_tokens = tokenize(old)
        self.new_tokens = tokenize(new)
        old_words, new_words = self.old_tokens.words, self.new_tokens.words
        self.to_new: list[int] = matching(old_words, new_words)
        """For each old token the new one that it became, or UNMATCHED."""
        drop_chance_matches(self.to_new, old_words, new_words)
        slide_changes(self.to_new, (old, self.old_tokens), (new, self.new_tokens))
        self.is_explained = bytearray(len(new_words))
        """For each new token, whether an old one became it."""
        for place in self.to_new:
            if place != UNMATCHED:
                self.is_explained[place] = 1
        self.is_moved = find_moves(self.to_new, self.is_explained, old_words, new_words)
        """For each old token, whether it stands in another order than the rest."""
        self.likeness = pair_spellings(self.to_new, self.is_explained, self.is_moved, (old_words, new_words))
        """For old tokens that are spelt otherwise now, the share of equal letters."""

    def is_kept(self, index: int) -> bool:
        """Tell whether old token `index` still stands; False outside the text."""
        return 0 <= index < len(self.to_new) and self.to_new[index] != UNMATCHED
