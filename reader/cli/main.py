"""The command line: arguments in, an exit code out; every error of the program becomes one line."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.codes import Exit
from reader.errors import NotSavedError, ReaderError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

# A command's module is imported when it runs, so that `reader path` loads neither the index nor the finder.
_MODULES = {
    "list": "articles",
    "search": "articles",
    "show": "articles",
    "highlights": "highlights",
    "figures": "highlights",
    "quotes": "highlights",
    "notes": "notes",
    "index": "index",
    "views": "views",
    "mark": "marking",
    "path": "index",
    "keys": "screen",
    "config": "screen",
    "serve": "serve",
}


def main(argv: Sequence[str]) -> int:
    """Run one command line and return its exit code.

    `reader [FOLDER]` opens the screen; a folder with the name of a command is reached as `./list`.
    """
    try:
        return int(_run(argv))
    except ReaderError as error:
        from reader.cli.output import narrate  # help and version write nothing of their own

        narrate(str(error))
        return Exit.NOT_SAVED if isinstance(error, NotSavedError) else Exit.FAILED
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # The reader of the pipe has seen enough. Standard output is pointed away, or the interpreter would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.OK


def _run(argv: Sequence[str]) -> int:
    name = argv[0] if argv else ""
    if len(argv) <= 1 and name not in _MODULES and not name.startswith("-"):
        from reader.cli.screen import open_screen  # without options there is nothing to parse, nor to load what parses

        return open_screen(Path(name) if argv else None)
    from reader.cli import arguments

    try:
        if name not in _MODULES:
            parsed = arguments.screen_parser().parse_args(argv)
        else:
            parsed = arguments.command_parser().parse_args(argv)
    except SystemExit as stop:  # argparse has printed help, version or what is wrong
        return Exit.USAGE if stop.code else Exit.OK
    if name not in _MODULES:
        return int(import_module("reader.cli.screen").run(parsed))
    return _command(parsed)


def _command(parsed: argparse.Namespace) -> int:
    from reader.cli.output import Output  # help and version write nothing of their own

    module = import_module(f"reader.cli.{_MODULES[parsed.command]}")
    output = Output(plain=parsed.plain, as_json=parsed.json)
    return int(module.COMMANDS[parsed.command](parsed, output))
