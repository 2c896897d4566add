"""Lines to paragraphs: the normal form of a text. Version `NORM` of `article.py` stands for what is joined here.

A paragraph is one raw line, or several that were one sentence before something broke them. Which lines are joined
depends on the lines alone and never on what kind they are found to be: a better classifier moves no offset.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from reader.articles.inline import Inline, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.articles.article import BlockKind


@dataclass(slots=True)
class Paragraph:
    """What becomes a block: text without inline syntax, and what its raw lines looked like."""

    text: str
    first: int
    """Number of its first raw line, from 1."""
    last: int
    links: tuple[tuple[int, int, str], ...] = ()
    bold: tuple[tuple[int, int], ...] = ()
    level: int = 0
    kind: BlockKind | None = None
    """None until it is known."""
    is_close: bool = False
    """No blank line stands between it and the paragraph before it."""
    skip: int = 0
    """Code points at its start that a crawler wrote, not the newsroom."""
    said: str = field(init=False, default="")
    """What the newsroom wrote."""
    words: int = field(init=False, default=0)
    """Runs between spaces: cheap, and near enough for thresholds."""

    def __post_init__(self) -> None:
        said = self.said = self.text[self.skip :] if self.skip else self.text
        self.words = said.count(" ") + 1
        if len(said) > 16 * self.words:  # a script without spaces, as Chinese: two signs a word
            self.words = len(said) // 2

    @property
    def is_bold(self) -> bool:
        """Tell whether the whole of it was bold."""
        return len(self.bold) == 1 and self.bold[0][0] == 0 and self.bold[0][1] >= len(self.text) - 1


BULLETS = ("• ", "· ", "- ", "* ", "+ ", "– ", "— ", "‣ ", "◦ ", "▪ ", "■ ", "● ", "○ ", "➤ ", "► ", "✓ ", "→ ", "> ")
"""What opens an item of a list, or a spoken part in French, Polish and Russian prose."""

SENTENCE_ENDS = frozenset(".!?…。！？")
CLOSERS = "\"'”“’»«)]*"
"""What may stand behind the full stop of a sentence."""

# What opens a line that is no second half of a sentence although it begins with a small letter.
_NO_CONTINUATION = (
    "by ", "von ", "par ", "de ", "por ", "di ", "od ", "autor", "oprac", "tekst", "text", "photo", "foto", "fot.",
    "image", "via ", "source", "źród", "quelle", "read ", "see ", "share", "http", "www.", "автор", "фото", "текст",
    "джерел", "источник", "с ", "zdj", "wideo", "video", "e-mail", "iphone", "ebay",
)  # fmt: skip

WRAP_WIDTH = 100
"""Longest line of a text that counts as hard-wrapped, in code points."""


def ends_sentence(text: str) -> bool:
    """Tell whether the last sign before closing marks ends a sentence."""
    bare = text[-6:].rstrip(CLOSERS)
    return bool(bare) and bare[-1] in SENTENCE_ENDS


def is_item(text: str) -> bool:
    """Tell whether a line opens with a bullet or a number such as `2.` or `3)`."""
    if text.startswith(BULLETS):
        return True
    head = text[:4].split(" ", 1)[0]
    return len(head) > 1 and head[-1] in ".)" and head[:-1].isdigit()


def continues(before: str, after: str) -> bool:
    """Tell whether two lines are one broken sentence: the first has no end, the second begins small.

    Both have to be long enough to be prose: eight words before the break, three after, twenty in all.
    """
    if not after[0].islower() or before[-1] in '.!?…:;"”»)]' or is_item(after):
        return False
    ahead, behind = before.count(" ") + 1, after.count(" ") + 1
    if ahead < 8 or behind < 3 or ahead + behind < 20 or not (before[-1].isalpha() or before[-1] in ",–—-"):
        return False
    return not after[:12].casefold().startswith(_NO_CONTINUATION)


def join(pieces: Sequence[Inline]) -> Inline:
    """Join lines with one space; a word divided at the end of a line is made whole."""
    links: list[tuple[int, int, str]] = []
    bold: list[tuple[int, int]] = []
    parts: list[str] = []
    length = 0
    for piece in pieces:
        if parts:
            last = parts[-1]
            if last.endswith("-") and last[-2:-1].isalpha() and piece.text[:1].islower():
                parts[-1] = last[:-1]
                length -= 1
            else:
                parts.append(" ")
                length += 1
        links += [(start + length, end + length, target) for start, end, target in piece.links]
        bold += [(start + length, end + length) for start, end in piece.bold]
        parts.append(piece.text)
        length += len(piece.text)
    return Inline("".join(parts), tuple(links), tuple(bold))


def wrap_width(runs: Sequence[Sequence[str]]) -> int:
    """Return the width at which a text is hard-wrapped, 0 if it is not.

    `runs` are the lines between blank lines. A text is wrapped when most of its lines stand in runs of three or more
    lines, none longer than 100, whose middle length without the last is 45 or more.
    """
    wrapped = [
        run
        for run in runs
        if len(run) >= 3 and max(map(len, run)) <= WRAP_WIDTH and median(map(len, run[:-1])) >= 45 and _is_full(run)
    ]
    if 2 * sum(map(len, wrapped)) < sum(map(len, runs)):
        return 0
    return max((len(line) for run in wrapped for line in run), default=0)


def _is_full(run: Sequence[str]) -> bool:
    """Tell whether most lines break where the next word would not have fitted, and some within a sentence."""
    width = max(map(len, run))
    full = sum(len(line) + 1 + len(after.split(" ", 1)[0]) >= width - 6 for line, after in itertools.pairwise(run))
    inside = sum(not ends_sentence(line) for line in run[:-1])
    return 3 * full >= 2 * (len(run) - 1) and 2 * inside >= len(run) - 1


def fills(line: str, after: str, width: int) -> bool:
    """Tell whether `line` was broken because the first word of `after` did not fit in `width`."""
    return len(line) + 1 + len(after.split(" ", 1)[0]) >= width - 6 and not is_item(after)


def from_text(text: str) -> list[Paragraph]:
    """Return the paragraphs of cleaned text, each non-blank line in exactly one of them."""
    lines = [(number, " ".join(line.split())) for number, line in enumerate(text.split("\n"), start=1)]
    runs: list[list[str]] = [[]]
    for _, line in lines:
        if line:
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    width = wrap_width([run for run in runs if run])
    groups: list[list[tuple[int, str]]] = []
    for number, line in lines:
        if not line:
            continue
        if groups:
            before_number, before = groups[-1][-1]
            is_wrapped = width and number == before_number + 1 and fills(before, line, width)
            if is_wrapped or (number - before_number <= 3 and continues(before, line)):
                groups[-1].append((number, line))
                continue
        groups.append([(number, line)])
    return [_paragraph(group, groups[index - 1][-1][0] if index else 0) for index, group in enumerate(groups)]


def _paragraph(group: list[tuple[int, str]], before: int) -> Paragraph:
    pieces = [plain(line) for _, line in group]
    joined = pieces[0] if len(pieces) == 1 else join(pieces)
    first, last = group[0][0], group[-1][0]
    return Paragraph(joined.text, first, last, joined.links, joined.bold, is_close=first == before + 1 and before > 0)
