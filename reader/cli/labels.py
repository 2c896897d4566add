"""`reader notes tag|state|tags`: the user's tags, stars and read marks of whole articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.articles import tell_problems
from reader.cli.codes import Exit
from reader.cli.opening import row_of
from reader.cli.output import narrate
from reader.errors import AnnotationError
from reader.library import reference_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from reader.cli.output import Output
    from reader.library import Library, Listed

_ALL = 1_000_000


def _tag(library: Library, arguments: argparse.Namespace, output: Output) -> Exit:
    rows = _meant(library, arguments)
    changed = library.notebook.set_state(
        [reference_of(each.row) for each in rows], add_tags=arguments.add, remove_tags=arguments.remove
    )
    if arguments.add or arguments.remove:
        narrate(f"tags of {changed} of {len(rows)} articles changed")
    return _print(library, rows, output)


def _state(library: Library, arguments: argparse.Namespace, output: Output) -> Exit:
    rows = _meant(library, arguments)
    changed = library.notebook.set_state(
        [reference_of(each.row) for each in rows], read=arguments.read, starred=arguments.starred
    )
    if arguments.read is not None or arguments.starred is not None:
        narrate(f"{changed} of {len(rows)} articles changed")
    return _print(library, rows, output)


def _meant(library: Library, arguments: argparse.Namespace) -> list[Listed]:
    """Return the articles that are named, or that answer a query."""
    if not arguments.article and arguments.query is None:
        raise AnnotationError("No article. Give its id, its path, or --query with what you would search for.")
    keys = [row_of(library, each).key for each in arguments.article]
    if arguments.query is not None:
        page = library.search(arguments.query + " ", limit=_ALL)
        tell_problems(page)
        keys += [hit.key for hit in page.hits]
    return library.listed(list(dict.fromkeys(keys)))


def _print(library: Library, rows: list[Listed], output: Output) -> Exit:
    now = library.listed([each.row.key for each in rows])
    if output.as_json:
        output.json(
            [
                {
                    "id": each.row.id,
                    "title": each.row.title,
                    "path": each.row.path,
                    "is_read": each.is_read,
                    "is_starred": each.is_starred,
                    "tags": each.tags,
                }
                for each in now
            ]
        )
    else:
        for each in now:
            state = "".join(("" if each.is_read else "N", "*" if each.is_starred else ""))
            output.fields(each.row.id, each.row.title, state, " ".join(f"#{tag}" for tag in each.tags))
    return Exit.OK if rows else Exit.NOTHING


def _tags(library: Library, _: argparse.Namespace, output: Output) -> Exit:
    counts = library.tags()
    if output.as_json:
        output.json(counts)
    else:
        for tag, count in counts.items():
            output.fields(tag, count)
    return Exit.OK if counts else Exit.NOTHING


ACTIONS: dict[str, Callable[[Library, argparse.Namespace, Output], Exit]] = {
    "tag": _tag,
    "state": _state,
    "tags": _tags,
}
