"""Wrapping of text into rows of a width in cells; pure, and linear in the length of the text."""

from __future__ import annotations

import re

from rich.cells import split_graphemes

# Characters of one cell each that stand alone: "naïve", "Минск", "—", "€". Text made of nothing else is measured
# by counting; a combining accent or an ideograph sends the line the slow way.
_ONE_CELL = re.compile(
    "[\\x20-\\x7e\\xa0-\\xac\\xae-\u02ff\u0370-\u0377\u0384-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
    "\u2190-\u2193\u2400-\u2424\ufffd]*"
)

Rows = list[tuple[int, int]]
"""Start and end of each row in the wrapped text; a row does not hold the blank at which it was broken."""


def has_simple_cells(text: str) -> bool:
    """Tell whether every character takes one cell and is a grapheme of its own."""
    return _ONE_CELL.fullmatch(text) is not None


def cells_of(text: str) -> int:
    """Return the width of a text in cells."""
    return len(text) if has_simple_cells(text) else sum(width for _, _, width in split_graphemes(text)[0])


def wrap(text: str, width: int, *, first: int = 0, hanging: int = 0) -> Rows:
    """Break a text into rows of at most `width` cells, at blanks where there are any and at its newlines always.

    Args:
        text: What to wrap.
        width: Cells in a row; at least 1 is used.
        first: Cells taken from the first row, for an indent.
        hanging: Cells taken from all other rows.
    """
    rows: Rows = []
    start = 0
    while True:
        end = text.find("\n", start)
        stop = len(text) if end < 0 else end
        line = text[start:stop]
        breaks = _wrap_simple if has_simple_cells(line) else _wrap_graphemes
        taken = hanging if rows else first
        broken = breaks(line, max(1, width - taken), max(1, width - hanging))
        rows += [(start + a, start + b) for a, b in broken] if start else broken
        if end < 0:
            return rows
        start = end + 1


def _wrap_simple(line: str, first: int, width: int) -> Rows:
    rows: Rows = []
    at, room, length = 0, first, len(line)
    while length - at > room:
        cut = line.rfind(" ", at, at + room + 1)
        if cut <= at:
            cut = at + room
        rows.append((at, cut if line[cut - 1] != " " else _without_blanks(line, at, cut)))
        at = cut
        while at < length and line[at] == " ":
            at += 1
        room = width
    if at < length or not rows:
        rows.append((at, length))
    return rows


def _wrap_graphemes(line: str, first: int, width: int) -> Rows:
    rows: Rows = []
    row_start = 0
    room = first
    used = 0
    # Where the row may be broken: (end of the row, start of the next, cells used up to the latter).
    chance: tuple[int, int, int] | None = None
    for start, end, cells in split_graphemes(line)[0]:
        blank = line[start:end] == " "
        # Twice, if what follows the last chance is too wide as well.
        while used + cells > room and not blank and start > row_start:
            row_end, next_start, before = chance or (start, start, used)
            rows.append((row_start, _without_blanks(line, row_start, row_end)))
            row_start, used, room, chance = next_start, used - before, width, None
        used += cells
        if blank and start > row_start:
            row_end = chance[0] if chance and chance[1] == start else start
            chance = (row_end, end, used)
        elif cells == 2:
            chance = (end, end, used)
    if row_start < len(line) or not rows:
        rows.append((row_start, _without_blanks(line, row_start, len(line)) if used > room else len(line)))
    return rows


def _without_blanks(line: str, start: int, end: int) -> int:
    while end > start and line[end - 1] == " ":
        end -= 1
    return end


def cell_at(text: str, start: int, offset: int) -> int:
    """Return the column, in cells from `start`, at which the character at `offset` stands."""
    return cells_of(text[start:offset])


def offset_at(text: str, start: int, end: int, column: int) -> int:
    """Return the offset of the grapheme that covers a column of the row `start..end`; `end` when it is beyond."""
    row = text[start:end]
    if has_simple_cells(row):
        return start + min(max(column, 0), end - start)
    used = 0
    for first, _, cells in split_graphemes(row)[0]:
        used += cells
        if used > column:
            return start + first
    return end


def fit(text: str, width: int) -> str:
    """Return one line of exactly `width` cells, cut with an ellipsis or filled with blanks."""
    if width <= 0:
        return ""
    if has_simple_cells(text):
        if len(text) <= width:
            return text.ljust(width)
        return text[: width - 1].rstrip().ljust(width - 1, " ")[: width - 1] + "…" if width > 1 else "…"
    text = text.rstrip("\u200d")  # it would join the blanks that follow
    used = 0
    kept = 0
    for start, end, cells in split_graphemes(text)[0]:
        if used + cells > width - 1 and (used + cells > width or end < len(text)):
            return text[:start].rstrip("\u200d") + "…" + " " * (width - 1 - used)
        used += cells
        kept = end
    return text[:kept] + " " * (width - used)


def one_line(text: str) -> str:
    """Return the text with each run of white space made one blank."""
    return " ".join(text.split())
