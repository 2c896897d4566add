"""`reader [FOLDER]` opens the screen; `reader keys` prints its keys."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reader.cli.codes import Exit
from reader.cli.output import narrate
from reader.config import config_path, load
from reader.library import Library
from reader.paths import folders

if TYPE_CHECKING:
    import argparse

    from reader.cli.output import Output


def run(arguments: argparse.Namespace) -> int:
    """Open the screen on a folder and return its exit code."""
    # Textual draws on standard error and reads standard input; without terminals there it would hang.
    if not (sys.stdin.isatty() and sys.stderr.isatty() and sys.stdout.isatty()):
        narrate("The screen needs a terminal. `reader list`, `search` and `show` work in pipes; see reader --help.")
        return Exit.NO_TERMINAL
    settings = load(config_path())
    where = folders(arguments.folder, data=arguments.data, cache=arguments.cache)
    is_first_run = where.is_default and not where.library.exists()
    library = Library.open(where)
    try:
        from reader.ui.app import run as run_screen  # Textual: no other command loads it

        mouse = settings.mouse and not arguments.no_mouse
        return run_screen(library, mouse=mouse, first_run=is_first_run, theme=settings.theme, keys=settings.keys)
    finally:
        library.close()


def keys_command(arguments: argparse.Namespace, output: Output) -> Exit:  # noqa: ARG001 - every command takes both
    """Print the keys of the screen, made from its bindings."""
    from reader.ui.keymap import table  # the bindings live with the screen

    rows = table()
    if output.as_json:
        output.json([{"id": i, "keys": k, "where": w, "what": d} for i, k, w, d in rows])
    else:
        for row in rows:
            output.fields(*row)
    return Exit.OK


COMMANDS = {"keys": keys_command}
