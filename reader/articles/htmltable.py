"""Tables of web pages: the rows and cells of those that hold data; others lay out a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.articles.htmltree import Node

_MOST_CELLS = 20_000
_WIDEST = 40
"""Most columns and rows that one cell may cover."""
_PARTS = frozenset(("thead", "tbody", "tfoot", "colgroup"))


def rows_of(table: Node) -> list[list[Node | None]]:
    """Return the cells of a table row by row, None where one covers more columns or rows than its own.

    Empty for a table without two rows and columns, or with another table in it: these lay out a page.
    """
    if table.holds_table or table.attributes.get("role") in ("presentation", "none"):
        return []
    found: list[list[Node | None]] = []
    covered: dict[int, int] = {}
    count = 0
    for row in _below(table):
        cells: list[Node | None] = []
        for cell in row:
            _skip(cells, covered)
            columns, rows = _number(cell, "colspan"), _number(cell, "rowspan")
            if rows > 1:
                covered |= {len(cells) + more: rows - 1 for more in range(columns)}
            cells += [cell, *[None] * (columns - 1)]
        while len(cells) <= max(covered, default=-1):
            if not _skip(cells, covered):
                cells.append(None)
        found.append(cells)
        count += len(cells)
        if count > _MOST_CELLS:
            return []
    return found if len(found) > 1 and max(map(len, found)) > 1 else []


def _skip(cells: list[Node | None], covered: dict[int, int]) -> bool:
    """Leave the places free that cells of earlier rows cover; tell whether there were any."""
    before = len(cells)
    while covered.get(len(cells), 0) > 0:
        covered[len(cells)] -= 1
        cells.append(None)
    return len(cells) > before


def _below(table: Node) -> list[list[Node]]:
    """Return the cells of each row."""
    found: list[list[Node]] = []
    stack: list[Node] = [table]
    while stack:
        node = stack.pop()
        elements = [child for child in node.children if not isinstance(child, str)]
        if node.tag == "tr":
            cells = [child for child in elements if child.tag in ("td", "th")]
            found += [cells] if cells else []
            elements = [child for child in elements if child.tag == "tr"]  # a row that was not closed
        else:
            elements = [child for child in elements if child.tag == "tr" or child.tag in _PARTS]
        stack.extend(reversed(elements))
    return found


def _number(cell: Node, name: str) -> int:
    text = cell.attributes.get(name, "")
    return min(max(1, int(text)), _WIDEST) if text.isascii() and text.isdecimal() and len(text) < 5 else 1
