"""The formats by name: what writes them, what reads them, how their files end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.errors import ExportError
from reader.export.citations import biblatex, csl
from reader.export.entry import MARKER
from reader.export.hypothesis import hypothesis, read_hypothesis
from reader.export.logseq import logseq
from reader.export.markdown import markdown
from reader.export.org import org
from reader.export.own import own, read_own
from reader.export.page import page
from reader.export.readwise import read_readwise, readwise
from reader.export.table import spreadsheet, table
from reader.export.w3c import read_w3c, w3c

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.export.entry import Exported, Imported


@dataclass(frozen=True, slots=True)
class Format:
    """A format of exported notes."""

    name: str
    """As typed on the command line."""
    suffix: str
    """Of a file name, with its stop."""
    about: str
    """For people, in one line."""
    write: Callable[[Sequence[Exported]], str]
    """Entries in any order to text; the same text for the same entries."""
    read: Callable[[str], Imported] | None = None
    """Text to annotations; raises ExportError if it is no such text. None where there is no way back."""


FORMATS = {
    one.name: one
    for one in (
        Format("markdown", ".md", "Markdown with callouts and block ids, for Obsidian", markdown),
        Format("logseq", ".md", "Markdown for Logseq", logseq),
        Format("org", ".org", "Org, for Emacs", org),
        Format("html", ".html", "one HTML page with links to the quoted words", page),
        Format("json", ".json", "everything, for this program", own, read_own),
        Format("w3c", ".jsonld", "W3C Web Annotations, JSON-LD", w3c, read_w3c),
        Format("hypothesis", ".json", "JSON as of the Hypothesis API", hypothesis, read_hypothesis),
        Format("readwise", ".csv", "CSV for Readwise's import", readwise, read_readwise),
        Format("csv", ".csv", "CSV, cells as they are", table),
        Format("spreadsheet", ".csv", "CSV in which no cell is a formula", spreadsheet),
        Format("csl", ".json", "citations of the articles, CSL-JSON", csl),
        Format("biblatex", ".bib", "citations of the articles, BibLaTeX", biblatex),
    )
}
"""Every format, by its name."""


def format_named(name: str) -> Format:
    """Return a format.

    Raises:
        ExportError: there is none of this name.
    """
    if name not in FORMATS:
        raise ExportError(f"no format {name!r}; there are {', '.join(sorted(FORMATS))}")
    return FORMATS[name]


def reading(text: str) -> Format:
    """Return the format that a text to import is in.

    Raises:
        ExportError: it is in none that can be read.
    """
    start = text.removeprefix("\ufeff").lstrip()
    if not start.startswith(("{", "[")):
        return FORMATS["readwise"]
    if MARKER in start[:200] and '"version"' in start[:200]:
        return FORMATS["json"]
    head = start[:100_000]
    if "anno.jsonld" in head or '"AnnotationPage"' in head or '"SpecificResource"' in head:
        return FORMATS["w3c"]
    if '"rows"' in head or '"uri"' in head:
        return FORMATS["hypothesis"]
    return FORMATS["json"]
