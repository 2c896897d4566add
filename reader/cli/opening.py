"""Opening the library for a command, and finding the article that an argument means."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.output import narrate, progress
from reader.errors import ArticleError, CacheError, IndexLockedError
from reader.library import Library
from reader.paths import folders
from reader.updating import Update

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from reader.articles.article import Article
    from reader.catalogue import Row
    from reader.updating import Progress


@contextmanager
def opened(arguments: argparse.Namespace, *, update: bool = True) -> Iterator[Library]:
    """Give the library of a command, brought up to date unless `--no-update` was said, and close it after.

    Raises:
        LibraryError: the folder cannot be used.
    """
    where = folders(arguments.library, data=arguments.data, cache=arguments.cache)
    library = Library.open(where)
    try:
        if update and not arguments.no_update:
            bring_up_to_date(library)
        if update:
            library.adopt_strays()
            if not library.catalogue.count():
                narrate(f"{where.library} holds no articles. Put .txt, .md or .html files into it.")
        yield library
    finally:
        library.close()


def bring_up_to_date(library: Library) -> None:
    """Update catalogue and index in this process, with progress and warnings on standard error."""
    where = library.folders
    try:
        changes = Update(where.library, where.cache, _show).run(processes=min(2, os.cpu_count() or 1))
    except (IndexLockedError, CacheError) as error:  # what was read before can be read all the same
        narrate(str(error))
        return
    finally:
        progress(None)
    for warning in changes.warnings:
        narrate(warning)


def _show(state: Progress) -> None:
    if state.seconds > 0.5:
        of = f" of {state.total:,}" if state.total else ""
        progress(f"{state.stage} {state.done:,}{of}, {state.seconds:.0f} s")


def row_of(library: Library, text: str) -> Row:
    """Return the one article that an argument means: its id, the start of it, or its path in the library.

    Raises:
        ArticleError: none, or several.
    """
    rows = library.catalogue.find(text)
    if not rows:
        path = Path(text)
        if path.is_absolute() or path.exists():
            inside = os.path.relpath(path.resolve(), library.folders.library.resolve()).replace(os.sep, "/")
            rows = library.catalogue.find(inside)
    exact = [row for row in rows if text in (row.id, row.path)]
    if len(exact or rows) == 1:
        return (exact or rows)[0]
    if rows:
        some = ", ".join(f"{row.id} ({row.title[:40]})" for row in rows[:3])
        raise ArticleError(f"{text} may be several articles: {some}. Give more of the id.")
    raise ArticleError(f"No article {text}. `reader list` prints the ids and paths.")


def article_of(arguments: argparse.Namespace) -> tuple[Article, int | None]:
    """Return the article that `ID`, `PATH` or `-` means, with its key if it is in the library.

    Raises:
        ArticleError: there is none, or its file cannot be read.
    """
    from reader.articles.read import read
    from reader.articles.scan import load

    if arguments.article == "-":
        found = read("standard input", sys.stdin.buffer.read())
        if not found:
            raise ArticleError("Standard input holds no article.")
        return found[0], None
    path = Path(arguments.article)
    if path.is_file() and arguments.library is None:
        return load(path.parent, path.name)[0], None
    with opened(arguments) as library:
        row = row_of(library, arguments.article)
        return library.article(row.key).article, row.key
