"""CSV with one row for each annotation, exactly or safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from reader.export.entry import by_article
from reader.export.links import web_address
from reader.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.export.entry import Exported

COLUMNS = (
    "pullquote-export id",
    "article",
    "outlet",
    "author",
    "published",
    "url",
    "kind",
    "quote",
    "note",
    "tags",
    "color",
    "status",
    "now",
    "paragraph",
    "created",
    "modified",
)
"""The first one is the marker by which `files.write` knows the file."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def table(entries: Sequence[Exported]) -> str:
    """Return all entries as CSV (RFC 4180), cells as they are."""
    return rows([COLUMNS, *_cells(entries)])


def spreadsheet(entries: Sequence[Exported]) -> str:
    """Return all entries as CSV in which no cell is a formula to a spreadsheet: such cells begin with an apostrophe."""
    return rows([COLUMNS, *([inert(cell) for cell in row] for row in _cells(entries))])


def rows(cells: Iterable[Iterable[str]]) -> str:
    """Return rows of cells as CSV, printable."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([safe(cell) for cell in row] for row in cells)
    return out.getvalue()


def inert(cell: str) -> str:
    """Return a cell that no spreadsheet evaluates (OWASP, "CSV injection")."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA_STARTS) else cell


def _cells(entries: Sequence[Exported]) -> Iterable[list[str]]:
    for source, members in by_article(entries):
        for entry in members:
            annotation, placement = entry.annotation, entry.placement
            yield [
                annotation.id,
                source.title,
                source.outlet or "",
                "; ".join(source.authors),
                source.published or "",
                web_address(source.url) or "",
                annotation.kind.value,
                entry.quote,
                entry.note,
                ", ".join(entry.tags),
                annotation.color,
                placement.status.value if placement else "",
                (placement.now or "") if placement and placement.now != placement.was else "",
                entry.paragraph,
                annotation.created,
                annotation.modified,
            ]
