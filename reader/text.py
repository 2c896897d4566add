"""Spans of text in code points, and `safe()`, which makes any text printable without moving an offset.

Nothing in the program measures text in bytes, UTF-16 units, rows or cells; only the screen does, at render time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of some text.

    Raises:
        ValueError: if it is negative or ends before it starts.
    """

    start: int
    """First code point."""
    end: int
    """One past the last code point; equal to `start` for a caret."""

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        """Always true: an empty span is still a place."""
        return True

    def of(self, text: str) -> str:
        """Return the text that it covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether both share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether `other` lies inside, bounds included."""
        return self.start <= other.start and other.end <= self.end

    def moved(self, by: int) -> Span:
        """Return the same length `by` code points further."""
        return Span(self.start + by, self.end + by)


# C0 but newline, DEL, C1, line and paragraph separators, bidirectional overrides and isolates, interlinear annotation
# marks, and lone surrogates (which no terminal encoding can carry). A joiner after a joiner joins nothing, and Rich
# takes it for wider than its parts and fails to cut it.
_UNSAFE = (
    "(?<=\u200d)\u200d|[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]"
)


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code == 0x09:
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def safe(text: str) -> str:
    """Return `text` with the same length and nothing that a terminal obeys.

    Control codes become their pictures (U+2400 block), a tab one space, C1, bidirectional controls and
    lone surrogates U+FFFD, as does a joiner after a joiner. Newlines stay. Clean text is returned as it is.
    """
    # Nothing of that is printable, which costs less to ask than the pattern does, also to compile.
    return text if text.isprintable() else re.sub(_UNSAFE, _picture, text)


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the one of `words` that somebody may have meant who wrote `word`; None if none is like it."""
    import difflib  # only mistakes need it

    found = difflib.get_close_matches(word, list(words), n=1, cutoff=0.5)
    return found[0] if found else None
