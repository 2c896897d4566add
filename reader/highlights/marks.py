"""Pairing of quotation marks: which mark opens, which closes, and what stays open at the end of a paragraph.

A mark says its side by its shape (`“` opens, `”` closes) or by its neighbours (`"`, `''`); marks are paired per
paragraph with a stack, so that one stray mark spoils one paragraph at most and the work is linear in the text.
Single marks count only in a text whose outer marks they are: elsewhere they are apostrophes and inner marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.text import Span

# A run like "“" or "''" or "``"; doubled apostrophes are one mark, and so are two low commas.
_DOUBLE = re.compile("[\"“”„‟«»‹›＂]|''|’’|‘‘|``|,,(?=\\w)")
# The same and single marks, for texts in British style; a doubled mark is taken first.
_ANY = re.compile("[\"“”„‟«»‹›＂]|''|``|['‘’‚]")
# A single mark at the start of a word: 'Tis the opening candidate of British style.
_SINGLE_OPENING = re.compile(r"(?<![^\s(\[{—–\-/\"“„])['‘‚](?=[^\s'’])")
_DOUBLE_OPENING = re.compile(r"(?<![^\s(\[{—–\-/'‘])(?:[\"“„«]|''|``)(?=\S)")
# Words that begin with an apostrophe of omission: 'em, '90s, ’tis.
_OMISSION = re.compile(
    r"['’‘](?:\d\ds?\b|(?:em|til|till|tis|twas|twere|cause|bout|round|cuz|cos|n|neath|gainst|nuff|tude|hood|burbs|kay)\b)",
    re.IGNORECASE,
)

_BEFORE_OPENING = frozenset("([{<—–-/\\|*_~>…=+")
_ALWAYS_OPEN = ("„", ",,", "``", "‘‘", "‟")
LIMIT = 5_000
"""Marked stretches of one text at most: a long novel has fewer; a text with more is a pattern of marks."""
_MARKS_READ = 40_000
"""Marks of one text that are looked at; far more than `LIMIT` pairs have."""
_MARKS = "\"“”„‟«»‹›＂'‘’‚`"
_LONG_PARAGRAPH = 10_000
"""Characters from which a paragraph is looked at before its marks are paired."""
_DEPTH = 64
"""Deeper nesting than this is no text; the stack forgets its oldest marks."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of text between a pair of outer marks, or after an opening mark that is never closed."""

    start: int
    """Of the opening mark."""
    end: int
    """After the closing mark; the end of the paragraph when it stays open."""
    inner_start: int
    """After the opening mark."""
    inner_end: int
    """Before the closing mark."""
    is_closed: bool = True
    """False where the next paragraph opens again instead: a quote of several paragraphs."""
    is_block: bool = False
    """True for a block quote, which has no marks."""


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    shape: str
    opens: bool
    closes: bool
    is_weak: bool = False
    """It may be a plural possessive: workers'."""
    is_followed: bool = False
    """A single mark behind which another one closes before the next opens."""


def has_marks(text: str) -> bool:
    """Tell whether any quotation mark of any style stands in `text`."""
    return _DOUBLE.search(text) is not None or _SINGLE_OPENING.search(text) is not None


def uses_single_marks(text: str) -> bool:
    """Tell whether the outer marks of `text` are single, as in British books and papers.

    True if more words begin with a single mark than with a double one, apostrophes of omission left out; if as many,
    the mark that comes first is the outer one.
    """
    at_most = sum(map(text.count, ("‘", "‚", " '", "\n'", "('", "['", "—'", "-'", "/'", "\u00a0'", "\"'", "“'", "\t'")))
    at_most += text.startswith("'")
    if not at_most or at_most < sum(map(text.count, ("“", ' "', '\n"', " ''", "\n''"))):
        return False
    single = [match.start() for match in _SINGLE_OPENING.finditer(text) if not _OMISSION.match(text, match.start())]
    if not single:
        return False
    double = [match.start() for match in _DOUBLE_OPENING.finditer(text)]
    return len(single) > len(double) or (len(single) == len(double) and single[0] < double[0])


def pair_marks(text: str, paragraphs: Sequence[Span], single: bool | None = None) -> list[list[Marked]]:
    """Return the outermost marked stretches of every paragraph, in text order; no more than `LIMIT` altogether.

    Args:
        text: the text that the paragraphs are spans of.
        paragraphs: in order, not overlapping.
        single: whether single marks are outer marks; found out from the text when None.
    """
    if single is None:
        single = uses_single_marks(text)
    rows = _marks_by_paragraph(text, paragraphs, _ANY if single else _DOUBLE)
    found: list[list[Marked]] = [[] for _ in paragraphs]
    total = 0
    for index, every in rows.items():
        marks = _without_possessives(every) if single else every
        following = rows.get(index + 1)
        goes_on = following is not None and _opens_paragraph(text, paragraphs[index + 1].start, following[0])
        row = _pair(text, marks, paragraphs[index], goes_on)
        found[index] = row[: LIMIT - total]
        total += len(row)
        if total >= LIMIT:
            break
    return found


def _marks_by_paragraph(text: str, paragraphs: Sequence[Span], shapes: re.Pattern[str]) -> dict[int, list[_Mark]]:
    """Return the marks of every paragraph that has any."""
    rows: dict[int, list[_Mark]] = {}
    index = -1
    start = end = 0
    skip = True
    for match in islice(shapes.finditer(text), _MARKS_READ):
        at, after = match.span()
        while at >= end and index + 1 < len(paragraphs):
            index += 1
            start, end = paragraphs[index].start, paragraphs[index].end
            skip = end - start > _LONG_PARAGRAPH and _is_all_marks(text, start, end)
        if skip or at < start or after > end:
            continue
        shape = match.group()
        mark = (
            _single_mark(text, at, start, end)
            if len(shape) == 1 and shape in "'‘’‚"
            else _double_mark(text, at, after, start, end)
        )
        if mark is not None:
            rows.setdefault(index, []).append(mark)
    return rows


def _is_all_marks(text: str, start: int, end: int) -> bool:
    """Tell whether a paragraph is a pattern of marks and no prose: more than one mark in four signs."""
    return sum(text.count(mark, start, end) for mark in _MARKS) * 4 > end - start


def _opens_paragraph(text: str, start: int, mark: _Mark) -> bool:
    return mark.opens and not text[start : mark.start].strip(" \t\u00a0*_>")


def _double_mark(text: str, at: int, after: int, start: int, end: int) -> _Mark:
    """Read the side of a double mark from its shape, or else from its neighbours."""
    shape = text[at:after]
    before = text[at - 1] if at > start else " "
    behind = text[after] if after < end else " "
    free_before = before.isspace() or before in _BEFORE_OPENING
    free_behind = behind.isspace()
    leads = free_before and not free_behind
    trails = not free_before and not behind.isalnum()
    if shape in _ALWAYS_OPEN:
        return _Mark(at, after, shape, opens=True, closes=False)
    if shape in "“«‹":
        # German „…“ and »…« close with these: a word before, none behind.
        return _Mark(at, after, shape, opens=not trails, closes=trails)
    if shape in "»›":
        turned = leads and behind.isalnum()
        return _Mark(at, after, shape, opens=turned, closes=not turned)
    if shape in ("”", "’’"):
        return _Mark(at, after, shape, opens=leads, closes=True)
    glued = before.isalnum() and behind.isalnum()
    loose = before.isspace() and free_behind
    return _Mark(at, after, shape, opens=leads or glued or loose, closes=not leads)


def _single_mark(text: str, at: int, start: int, end: int) -> _Mark | None:
    """Read a single mark: an opening or closing candidate, or None for an apostrophe."""
    shape = text[at]
    before = text[at - 1] if at > start else " "
    behind = text[at + 1] if at + 1 < end else " "
    if before.isalnum() and behind.isalnum():
        return None
    free_before = before.isspace() or before in _BEFORE_OPENING or before in '"“„'
    if free_before and not behind.isspace():
        if shape == "’" or _OMISSION.match(text, at):
            return None
        return _Mark(at, at + 1, shape, opens=True, closes=False)
    if before.isspace() or behind.isalnum() or shape in "‘‚":
        return None
    return _Mark(at, at + 1, shape, opens=False, closes=True, is_weak=before in "sS")


def _without_possessives(marks: list[_Mark]) -> list[_Mark]:
    """Drop a mark after an "s" (workers') where another mark could close before the next one opens."""
    kept: list[_Mark] = []
    closes_later = False
    for mark in reversed(marks):
        if _FAMILY[mark.shape] == "single":
            if mark.is_weak and closes_later:
                continue
            mark.is_followed = closes_later
            closes_later = mark.closes
        kept.append(mark)
    kept.reverse()
    return kept


_SIDELESS = ('"', "''", "'")

_FAMILY = {
    **dict.fromkeys(('"', "“", "”", "„", "‟", "''", "``", "’’", "‘‘", ",,", "＂"), "double"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "angle"),
    **dict.fromkeys("'‘’‚", "single"),
}


def _pair(text: str, marks: list[_Mark], paragraph: Span, goes_on: bool) -> list[Marked]:
    """Pair the marks of one paragraph with a stack and keep the outermost pairs."""
    stack: list[_Mark] = []
    pairs: list[tuple[_Mark, _Mark]] = []
    for mark in marks:
        depth = _matching(stack, mark) if mark.closes else None
        if depth is not None and mark.is_followed and depth < len(stack) - 1:
            del stack[depth + 1 :]  # 'a "b' c': the mark closes the inner one, whatever its shape
        elif depth is not None:
            pairs.append((stack[depth], mark))
            del stack[depth:]
        elif mark.opens:
            if stack and stack[-1].shape == mark.shape and mark.shape in _SIDELESS:
                stack.pop()  # the earlier mark was a stray: straight marks of one shape do not nest
            stack.append(mark)
            if len(stack) > _DEPTH:
                del stack[0]
    found = _outermost(pairs)
    if goes_on and stack and any(map(str.isalnum, text[stack[0].end : min(paragraph.end, stack[0].end + 40)])):
        found = _left_open(found, stack[0], paragraph)
    return found


def _matching(stack: list[_Mark], mark: _Mark) -> int | None:
    """Return the depth of the innermost open mark of the same family."""
    family = _FAMILY[mark.shape]
    for depth in range(len(stack) - 1, -1, -1):
        if _FAMILY[stack[depth].shape] == family:
            return depth
    return None


def _outermost(pairs: list[tuple[_Mark, _Mark]]) -> list[Marked]:
    found: list[Marked] = []
    for opening, closing in sorted(pairs, key=lambda pair: (pair[0].start, -pair[1].end)):
        if opening.end >= closing.start or (found and opening.start < found[-1].end):
            continue
        found.append(Marked(opening.start, closing.end, opening.end, closing.start))
    return found


def _left_open(found: list[Marked], opening: _Mark, paragraph: Span) -> list[Marked]:
    """Let an unclosed opening mark hold the rest of the paragraph."""
    kept = [marked for marked in found if marked.end <= opening.start]
    return [*kept, Marked(opening.start, paragraph.end, opening.end, paragraph.end, is_closed=False)]
