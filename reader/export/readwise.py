"""CSV for Readwise's bulk import, and back: tags are words that begin with a stop, at the start of the note.

The format has no place for a marker or an id, so a file that exists is never replaced, and an id is made of the words.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from reader.annotations.annotation import Anchor, Annotation, AnnotationId, AnnotationKind, ArticleReference
from reader.articles.article import ArticleId
from reader.errors import ExportError
from reader.export.entry import Imported, by_article
from reader.export.json_text import own_id
from reader.export.links import web_address
from reader.export.table import rows
from reader.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.export.entry import Exported

COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")
_LONGEST_CELL = 1024 * 1024
_SEPARATOR = ", "


def readwise(entries: Sequence[Exported]) -> str:
    """Return all marks as Readwise's CSV; notes on whole articles have no highlight and are left out."""
    lines = [list(COLUMNS)]
    for source, members in by_article(entries):
        marks = [entry for entry in members if entry.quote]
        for location, entry in enumerate(marks, 1):
            lines.append(
                [
                    entry.quote,
                    source.title,
                    _SEPARATOR.join(source.authors) or source.outlet or "",
                    web_address(source.url) or "",
                    _note(entry),
                    str(location),
                    entry.annotation.created,
                ]
            )
    return rows(lines)


def _note(entry: Exported) -> str:
    """Return tags, one a line, then the note; a blank line parts them where the note itself begins with a stop."""
    tags = [f".{tag.replace(' ', '-')}" for tag in entry.tags]
    parted = [""] if entry.note.startswith(".") else []
    return "\n".join([*tags, *parted, *([entry.note] if entry.note else [])])


def read_readwise(text: str) -> Imported:
    """Read Readwise's CSV; only the column Highlight is needed.

    Raises:
        ExportError: it has no such column.
    """
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        lines = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    except csv.Error as error:
        raise ExportError(f"this is not CSV: {error}") from error
    finally:
        csv.field_size_limit(before)
    if not lines and not text.removeprefix("\ufeff").startswith(COLUMNS[0]):
        raise ExportError("this CSV has no column Highlight")
    if lines and COLUMNS[0] not in lines[0]:
        raise ExportError("this CSV has no column Highlight")
    annotations, problems = [], []
    for number, line in enumerate(lines, 2):
        values = {name: line.get(name) or "" for name in COLUMNS}
        if values["Highlight"].strip():
            annotations.append(_annotation(values))
        else:
            problems.append(f"row {number} has no highlight")
    return Imported(tuple(annotations), tuple(problems))


def _annotation(values: dict[str, str]) -> Annotation:
    exact, url, created = values["Highlight"], values["URL"], values["Date"]
    tags, note = _split(values["Note"])
    article = ArticleReference(
        ArticleId(""), values["Title"] or url, url=web_address(url), author=values["Author"] or None
    )
    return Annotation(
        id=AnnotationId(own_id("", url or values["Title"], exact, created)),
        kind=AnnotationKind.MARK,
        article=article,
        anchor=Anchor("", 0, Span(0, len(exact)), exact, "", ""),
        created=created,
        modified=created,
        note=note,
        tags=tags,
    )


def _split(note: str) -> tuple[tuple[str, ...], str]:
    """Return the tags at the start of a note, and the rest."""
    lines = note.split("\n")
    tags: list[str] = []
    while lines:
        words = lines[0].split()
        if not words or not all(len(word) > 1 and word.startswith(".") for word in words):
            break
        tags += [word[1:] for word in words]
        del lines[0]
    if lines and not lines[0].strip():
        del lines[0]
    return tuple(tags), "\n".join(lines)
