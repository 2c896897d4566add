"""Selecting by keyboard: a caret and an anchor in a text, and their moves by word, sentence and paragraph; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import split_graphemes

from reader.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

# Compiled when they are first used, and kept by `re`: the first frame selects nothing.
_WORD = r"(?:[^\W\d_]\.){2,40}|\w[\w'’\-]*(?:[.,]\d\w*)*"
"""A word as people select it, with what joins its parts: "don't", "ex-minister", "3,400.5", "U.S."."""

_SENTENCE_END = "[.!?…][\"'”’»)\\]]{0,4}(?=\\s+[\"'“‘«(\\[]?[^\\W_a-z])"
"""The end of a sentence: its mark and closing signs, where a capital or a digit follows: `said." He`."""

_ABBREVIATION = r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|St|Sen|Rep|Gov|No|vs|Inc|Ltd|Co)|\b[A-Z])\.$"
"""What a full stop belongs to without ending a sentence: "Mr.", "No.", an initial such as "J."."""

_LONGEST_PIECE = 400
"""Code points without a blank that are looked through for words; Chinese has no blanks at all."""

_LONGEST_GRAPHEME = 32
"""Code points looked at to find the next grapheme; longer ones are cut, so that hostile text costs nothing."""


class Selection(NamedTuple):
    """A caret in a text and, while something is being selected, the place where it began."""

    head: int
    """Where the caret stands: before this code point."""
    anchor: int | None = None
    """The other end; None while the caret only moves."""

    @property
    def span(self) -> Span | None:
        """What is selected; None when nothing is."""
        if self.anchor is None or self.anchor == self.head:
            return None
        return Span(min(self.anchor, self.head), max(self.anchor, self.head))

    def at(self, head: int) -> Selection:
        """Return the same with the caret elsewhere."""
        return self._replace(head=head)

    def turned(self) -> Selection:
        """Return the same with caret and anchor changed over."""
        return self if self.anchor is None else Selection(self.anchor, self.head)


def next_grapheme(text: str, at: int) -> int:
    """Return the end of the character, as people see it, that begins at `at`."""
    window = text[at : at + _LONGEST_GRAPHEME]
    if _is_flag_letter(window, 0) and _is_flag_letter(window, 1):
        return at + 2
    return at + split_graphemes(window)[0][0][1] if window else at


def previous_grapheme(text: str, at: int) -> int:
    """Return the start of the character, as people see it, that ends at `at`."""
    start = max(0, at - _LONGEST_GRAPHEME)
    window = text[start:at]
    return snapped(text, start + split_graphemes(window)[0][-1][0]) if window else 0


def snapped(text: str, at: int) -> int:
    """Return `at`, or the start of the flag that it would cut in two: a flag is two letters, which Rich divides."""
    first = at
    while first > 0 and at - first < 2 * _LONGEST_GRAPHEME and _is_flag_letter(text, first - 1):
        first -= 1
    is_inside = (at - first) % 2 and _is_flag_letter(text, at)
    return at - 1 if is_inside else at


def _is_flag_letter(text: str, at: int) -> bool:
    """Tell whether a regional indicator stands there; two of them, for P and L, are the flag of Poland."""
    return "\U0001f1e6" <= text[at : at + 1] <= "\U0001f1ff"


def next_word(text: str, at: int) -> int:
    """Return the start of the first word after the one at `at`; the end of the text when there is none."""
    found = re.compile(_WORD).search(text, at)
    if found is not None and found.start() <= at:
        found = re.compile(_WORD).search(text, found.end())
    return found.start() if found is not None else len(text)


def word_end(text: str, at: int) -> int:
    """Return the end of the word at or after `at`; the end of the text when there is none."""
    found = re.compile(_WORD).search(text, at)
    return found.end() if found is not None else len(text)


def previous_word(text: str, at: int) -> int:
    """Return the start of the word before `at`, or of the one it stands in; nought when there is none."""
    while at > 0:
        end = at
        while end > 0 and text[end - 1].isspace():
            end -= 1
        start = _piece_start(text, end)
        words = [word.start() for word in re.compile(_WORD).finditer(text, start, end)]
        if words:
            return words[-1]
        at = start
    return 0


def _piece_start(text: str, at: int) -> int:
    """Return where the piece without blanks begins that `at` stands in or ends."""
    start = at
    while start > 0 and at - start < _LONGEST_PIECE and not text[start - 1].isspace():
        start -= 1
    return start


def word_at(text: str, at: int) -> Span:
    """Return the word that covers `at`, or the single character there."""
    if at < len(text) and not text[at].isspace():
        for found in re.compile(_WORD).finditer(text, _piece_start(text, at), at + _LONGEST_PIECE):
            if found.start() <= at < found.end():
                return Span(found.start(), found.end())
            if found.start() > at:
                break
    return Span(at, next_grapheme(text, at))


def sentences(text: str, within: Span) -> list[Span]:
    """Return the sentences of a paragraph, without the blanks between them."""
    found: list[Span] = []
    start = within.start
    for match in re.compile(_SENTENCE_END).finditer(text, within.start, within.end):
        if re.compile(_ABBREVIATION).search(text, max(within.start, match.end() - 8), match.end()):
            continue
        found.append(Span(start, match.end()))
        start = match.end()
        while start < within.end and text[start].isspace():
            start += 1
    if start < within.end:
        found.append(Span(start, within.end))
    return found


def by_unit(selection: Selection, units: Sequence[Span], count: int) -> Selection:
    """Select whole units (sentences, paragraphs): the one at the caret first, then one more with each repetition."""
    index = next((number for number, unit in enumerate(units) if unit.end > selection.head), len(units) - 1)
    if index < 0:
        return selection
    if selection.anchor is None:
        last = min(index + count, len(units)) - 1
        return Selection(units[last].end, units[index].start)
    last = min(index + count - 1, len(units) - 1)
    return Selection(units[last].end, min(selection.anchor, units[index].start))
