"""`reader index` and `reader path`."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from typing import TYPE_CHECKING

from reader.cli.codes import Exit
from reader.cli.opening import opened
from reader.cli.output import narrate
from reader.config import config_path
from reader.errors import IndexDamagedError
from reader.paths import folders

if TYPE_CHECKING:
    import argparse

    from reader.cli.output import Output
    from reader.search.index import SearchIndex


def index_command(arguments: argparse.Namespace, output: Output) -> Exit:
    """Bring the index up to date, check it, or make it anew."""
    from reader.search.index import SearchIndex

    where = folders(arguments.library, data=arguments.data, cache=arguments.cache)
    if arguments.rebuild:
        # A cache: whatever is in it is made again from the articles.
        shutil.rmtree(where.cache, ignore_errors=True)
    with opened(arguments, update=not (arguments.check or arguments.stats)) as library:
        index = SearchIndex(where.cache / "index")
        articles = library.catalogue.count()
        problems = _problems(index, frozenset(library.keys())) if arguments.check else []
        stats = asdict(index.stats()) if arguments.stats else {}
        index.close()
    if output.as_json:
        output.json({"library": str(where.library), "articles": articles, "problems": problems, **stats})
        return Exit.FAILED if problems else Exit.OK
    output.line(f"{articles:,} articles in {where.library}")
    for name, value in stats.items():
        output.fields(name, value)
    for problem in problems:
        narrate(problem)
    if problems:
        narrate("`reader index --rebuild` makes the index anew; no note is touched.")
    return Exit.FAILED if problems else Exit.OK


def _problems(index: SearchIndex, catalogued: frozenset[int]) -> list[str]:
    problems: list[str] = []
    try:
        index.check()
        indexed = index.keys()
    except IndexDamagedError as error:
        return [str(error)]
    if catalogued - indexed:
        problems.append(f"{len(catalogued - indexed):,} articles are not in the index")
    if indexed - catalogued:
        problems.append(f"{len(indexed - catalogued):,} articles of the index are no longer in the library")
    return problems


def path_command(arguments: argparse.Namespace, output: Output) -> Exit:
    """Print the folders in use, one a line."""
    where = folders(arguments.library, data=arguments.data, cache=arguments.cache)
    named = {
        "library": where.library,
        "annotations": where.data / "annotations",
        "cache": where.cache,
        "state": where.state,
        "settings": config_path(),
    }
    if output.as_json:
        output.json({name: str(path) for name, path in named.items()})
    else:
        for name, path in named.items():
            output.fields(name, path)
    return Exit.OK


COMMANDS = {"index": index_command, "path": path_command}
