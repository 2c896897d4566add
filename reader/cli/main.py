"""The command line: arguments in, an exit code out; every error of the program becomes one line."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
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
    _mend_streams()
    try:
        code = int(_run(argv))
        sys.stdout.flush()  # here, where what goes wrong can still be told
    except SystemExit as stop:  # argparse has printed help, version or what is wrong
        return Exit.USAGE if stop.code else Exit.OK
    except ReaderError as error:
        from reader.cli.output import narrate  # help and version write nothing of their own

        narrate(str(error))
        return Exit.NOT_SAVED if isinstance(error, NotSavedError) else Exit.FAILED
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:  # the reader of the pipe has seen enough
        _forget_output()
        return Exit.OK
    except OSError as error:
        # Files are opened below this room, where errors are given words; what is left is what a command writes to.
        from reader.cli.output import narrate

        narrate(f"{error.filename or 'Standard output'} cannot be used: {error.strerror or error}.")
        _forget_output()
        return Exit.FAILED
    return code


def _mend_streams() -> None:
    """Make standard streams usable that a parent closed, or that cannot take every letter."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # else the next file that is opened, such as a database, takes its number
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end
    if sys.stdout.errors == "strict" and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a question mark, where the terminal's alphabet lacks a letter


def _forget_output() -> None:
    """Point standard output away: what is still in its buffer must not fail again when the interpreter ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(argv: Sequence[str]) -> int:
    name = argv[0] if argv else ""
    if len(argv) <= 1 and name not in _MODULES and not name.startswith("-"):
        from reader.cli.screen import open_screen  # without options there is nothing to parse, nor to load what parses

        return open_screen(Path(name) if argv else None)
    from reader.cli import arguments

    argv = arguments.behind(argv, _MODULES)
    if argv[0] not in _MODULES:
        parsed = arguments.parse_screen(argv)  # help and mistakes end here, with nothing else loaded
        return int(import_module("reader.cli.screen").run(parsed))
    return _command(arguments.parse_command(argv))


def _command(parsed: argparse.Namespace) -> int:
    from reader.cli.output import Output  # help and version write nothing of their own

    module = import_module(f"reader.cli.{_MODULES[parsed.command]}")
    output = Output(plain=parsed.plain, as_json=parsed.json)
    return int(module.COMMANDS[parsed.command](parsed, output))
