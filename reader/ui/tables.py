"""Tables: the columns of a table set in line by blanks that are on the screen only; pure.

The text of the article is left as it is: a row says before which of its code points how many blank cells are shown,
so every place on the screen is still a place in the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.ui.wrapping import cell_at, cells_of, offset_at

if TYPE_CHECKING:
    from collections.abc import Sequence

_BAR = "|"
_MOST_ROWS = 400
"""A longer table is not measured: it would hold up the first line of the article."""


class Gap(NamedTuple):
    """Blank cells that are shown before a code point."""

    offset: int
    cells: int


Gaps = tuple[Gap, ...]


def aligned(text: str, width: int) -> list[Gaps] | None:
    """Return the gaps of each line of a table so that its columns stand in line, numbers at the right.

    None where that would not fit into `width` cells, or where the lines are not cells between bars.
    """
    lines = text.split("\n")
    if not 2 <= len(lines) <= _MOST_ROWS:
        return None
    cells = [_cells(line) for line in lines]
    count = max(map(len, cells))
    if count < 2:
        return None
    sizes = [[cells_of(line[start:end]) for start, end in row] for line, row in zip(lines, cells, strict=True)]
    widths = [max((row[column] for row in sizes if column < len(row)), default=0) for column in range(count)]
    if sum(widths) + 3 * (count - 1) > width:
        return None
    numbers = [_are_numbers(lines[1:], cells[1:], column) for column in range(count)]
    found, begin = [], 0
    for line, row, size in zip(lines, cells, sizes, strict=True):
        found.append(_gaps(line, begin, row, size, widths, numbers))
        begin += len(line) + 1
    return found


def _gaps(
    line: str,
    begin: int,
    row: Sequence[tuple[int, int]],
    size: Sequence[int],
    widths: Sequence[int],
    numbers: Sequence[bool],
) -> Gaps:
    gaps: list[Gap] = []
    at = used = 0  # what is shown of the line so far, in code points and cells
    target = 0
    for column, (start, end) in enumerate(row):
        room = widths[column] - size[column]
        before = target + (room if numbers[column] else 0) - used - cells_of(line[at:start])
        if before > 0:
            gaps.append(Gap(begin + start, before))
        used += cells_of(line[at:start]) + max(0, before) + size[column]
        at = end
        target += widths[column] + 3
        bar = line.find(_BAR, end)
        if bar >= 0:
            after = target - 2 - used - cells_of(line[at:bar])
            if after > 0:
                is_empty = bool(gaps) and gaps[-1].offset == begin + end  # a cell of a column of numbers, without any
                gaps.append(Gap(begin + end, after + (gaps.pop().cells if is_empty else 0)))
            used += max(0, after)
    return tuple(gaps)


def _cells(line: str) -> list[tuple[int, int]]:
    """Return where the cells of a line stand, without the blanks around them."""
    found, start = [], 0
    for part in line.split(_BAR):
        inner = part.strip()
        first = start + (len(part) - len(part.lstrip()) if inner else min(1, len(part)))
        found.append((first, first + len(inner)))
        start += len(part) + 1
    return found


def _are_numbers(lines: Sequence[str], cells: Sequence[Sequence[tuple[int, int]]], column: int) -> bool:
    """Tell whether the cells of a column below its head have digits and no letters: `1,227`, `4.9 %`, `−0.4`."""
    words = [line[row[column][0] : row[column][1]] for line, row in zip(lines, cells, strict=True) if column < len(row)]
    words = [each for each in words if each.strip("-–— ")]
    return bool(words) and all(any(map(str.isdigit, each)) and not any(map(str.isalpha, each)) for each in words)


def column_of(text: str, start: int, offset: int, gaps: Gaps) -> int:
    """Return the column, in cells from `start`, at which the character at `offset` is shown."""
    return cell_at(text, start, offset) + sum(gap.cells for gap in gaps if start <= gap.offset <= offset)


def offset_of(text: str, start: int, end: int, column: int, gaps: Gaps) -> int:
    """Return the offset of what is shown at a column of the row `start..end`; of a gap, that of what follows it."""
    before = 0
    for gap in gaps:
        first = cell_at(text, start, gap.offset) + before
        if column < first:
            break
        if column < first + gap.cells:
            return gap.offset
        before += gap.cells
    return offset_at(text, start, end, column - before)


def spread(start: int, end: int, gaps: Gaps) -> list[tuple[int, int, int]]:
    """Cut a run of characters at the gaps within: blank cells before each piece, its start and its end."""
    pieces, at, blanks = [], start, 0
    for gap in gaps:
        if start <= gap.offset < end:
            if gap.offset > at:
                pieces.append((blanks, at, gap.offset))
            at, blanks = gap.offset, gap.cells
    pieces.append((blanks, at, end))
    return pieces
