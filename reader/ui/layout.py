"""Rows of an article for a width: the title block, then every block wrapped; pure."""

from __future__ import annotations

from bisect import bisect_right
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from reader.articles.kinds import FURNITURE, BlockKind
from reader.ui.wrapping import wrap

if TYPE_CHECKING:
    from reader.articles.article import Article, Block
    from reader.ui.tables import Gaps

METADATA = frozenset({BlockKind.BYLINE, BlockKind.DATE, BlockKind.SECTION, BlockKind.SOURCE, BlockKind.URL})
"""Kinds whose words the title block already says."""

_TITLE_WITHIN = 8
"""A title further down than this many blocks is left where it stands."""

_GOES_ON = 4
"""Cells before what goes on from the row above, in a table that is too wide."""

TEXT_WIDTH = 88
"""Cells of the text column where there is room: longer lines are tiring to read."""


class RowKind(Enum):
    """What a row of the reading view shows."""

    TEXT = auto()
    BLANK = auto()
    TITLE = auto()
    """The title, where the text has no block for it; `start` and `end` are offsets of the title."""
    BYLINE = auto()
    """A line made of authors, outlet and date; `start` is its number."""
    RULE = auto()
    HIDDEN = auto()
    """Stands for blocks that are not shown; `end - start` is their number."""
    END = auto()


class Row(NamedTuple):
    """One row of the reading view."""

    kind: RowKind
    block: int
    """Number of the block it belongs to, or that follows."""
    start: int
    """First code point of the text, for TEXT."""
    end: int
    indent: int
    """Blank cells before the text."""
    gaps: Gaps | None = None
    """Of a row of a table whose columns stand in line: the blanks shown between its characters."""


class Layout:
    """The rows of an article, and where each block begins among them."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.text_rows: list[int] = []
        """Numbers of the rows of kind TEXT."""
        self.text_starts: list[int] = []
        """First code point of each of them, ascending."""
        self.block_rows: dict[int, int] = {}
        """First row of each block that is shown."""

    def row_of(self, offset: int) -> int:
        """Return the number of the row that shows a code point, or the nearest before it."""
        if not self.text_rows:
            return 0
        return self.text_rows[max(0, bisect_right(self.text_starts, offset) - 1)]

    def text_row_near(self, number: int) -> Row | None:
        """Return the text row at or after a row, else the last; None in an empty article."""
        if not self.text_rows:
            return None
        place = min(bisect_right(self.text_rows, number - 1), len(self.text_rows) - 1)
        return self.rows[self.text_rows[place]]


def lay_out(
    article: Article,
    width: int,
    *,
    hidden: frozenset[BlockKind] = METADATA,
    byline_rows: int = 1,
    text: str | None = None,
) -> Layout:
    """Wrap an article for a text column of `width` cells.

    Args:
        article: What to lay out.
        width: Cells of the text column.
        hidden: Kinds of blocks to leave out; what is neither metadata nor shown gets one row that says so.
        byline_rows: Rows to keep below the title for authors, outlet and date.
        text: The article's text as it will be shown, of the same length; the article's own by default.
    """
    text = article.text if text is None else text
    layout = Layout()
    layout.rows.append(Row(RowKind.BLANK, 0, 0, 0, 0))
    title_block = _title_block(article)
    if title_block is None:
        for start, end in wrap(article.title, width):
            layout.rows.append(Row(RowKind.TITLE, 0, start, end, 0))
        _add_byline(layout, byline_rows, 0)
    number_hidden = 0
    previous: Block | None = None
    for number, block in enumerate(article.blocks):
        is_repeated = hidden >= FURNITURE and _is_repeated(article, number)
        if is_repeated or (block.kind in hidden and number != title_block):
            number_hidden += is_repeated or block.kind in FURNITURE
            continue
        if number_hidden:
            _add_hidden(layout, number, number_hidden)
            number_hidden = 0
        _add_block(layout, number, block, previous, text, width)
        previous = block
        if number == title_block:
            _add_byline(layout, byline_rows, number)
            previous = None
    last = max(0, len(article.blocks) - 1)
    if number_hidden:
        _add_hidden(layout, last, number_hidden)
    layout.rows.append(Row(RowKind.BLANK, last, 0, 0, 0))
    layout.rows.append(Row(RowKind.END, last, 0, 0, 0))
    return layout


def _is_repeated(article: Article, number: int) -> bool:
    """Tell whether a caption stands once more in the next one, as on pages that give it to the picture too."""
    both = article.blocks[number : number + 2]
    if len(both) < 2 or any(block.kind is not BlockKind.CAPTION for block in both):
        return False
    first, second = (block.span.of(article.text) for block in both)
    return second.startswith(first)


def _title_block(article: Article) -> int | None:
    for number, block in enumerate(article.blocks[:_TITLE_WITHIN]):
        if block.kind is BlockKind.TITLE:
            return number
        if block.kind not in METADATA:
            break
    return None


def _add_byline(layout: Layout, rows: int, block: int) -> None:
    for number in range(rows):
        layout.rows.append(Row(RowKind.BYLINE, block, number, 0, 0))
    layout.rows.append(Row(RowKind.RULE, block, 0, 0, 0))


def _add_hidden(layout: Layout, block: int, count: int) -> None:
    layout.rows.append(Row(RowKind.BLANK, block, 0, 0, 0))
    layout.rows.append(Row(RowKind.HIDDEN, block, 0, count, 0))


def _add_block(layout: Layout, number: int, block: Block, previous: Block | None, text: str, width: int) -> None:
    are_items = previous is not None and previous.kind is block.kind is BlockKind.LIST
    if len(layout.rows) > 1 and not are_items:
        layout.rows.append(Row(RowKind.BLANK, number, 0, 0, 0))
    indent = 2 * block.level if block.kind is BlockKind.LIST else 2 if block.kind is BlockKind.QUOTE else 0
    indent = min(indent, width // 3)
    hanging = indent + 2 if block.kind is BlockKind.LIST and width > 20 else indent
    first_row = layout.block_rows[number] = len(layout.rows)
    start = block.span.start
    if block.kind is BlockKind.TABLE:
        _add_table(layout, number, start, text[start : block.span.end], width)
        return
    pieces = wrap(text[start : block.span.end], width, first=indent, hanging=hanging)
    layout.text_rows += range(first_row, first_row + len(pieces))
    layout.text_starts += [start + first for first, _ in pieces]
    layout.rows += [Row(RowKind.TEXT, number, start + first, start + last, hanging) for first, last in pieces]
    if indent != hanging:
        layout.rows[first_row] = layout.rows[first_row]._replace(indent=indent)


def _add_table(layout: Layout, number: int, start: int, text: str, width: int) -> None:
    """Add a table: its columns in line where they fit, else each line by itself, what goes on further to the right."""
    from reader.ui.tables import aligned  # few articles have one

    gaps = aligned(text, width)
    begin = start
    for place, line in enumerate(text.split("\n")):
        pieces = [(0, len(line))] if gaps else wrap(line, width, hanging=_GOES_ON if width > 20 else 0)
        moved = tuple(gap._replace(offset=gap.offset + start) for gap in gaps[place]) if gaps else None
        for part, (first, last) in enumerate(pieces):
            layout.text_rows.append(len(layout.rows))
            layout.text_starts.append(begin + first)
            indent = _GOES_ON if part and width > 20 else 0
            layout.rows.append(Row(RowKind.TEXT, number, begin + first, begin + last, indent, moved))
        begin += len(line) + 1
