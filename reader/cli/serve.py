"""`reader serve [FOLDER]`: the screen in a browser of this machine, until Ctrl+C."""

from __future__ import annotations

import signal
from importlib import import_module
from typing import TYPE_CHECKING

from reader.cli.codes import Exit
from reader.cli.output import narrate
from reader.errors import ReaderError
from reader.library import check_folder
from reader.paths import folders

if TYPE_CHECKING:
    import argparse

    from reader.cli.output import Output

_BY_SIGNAL = 128
"""Added to the number of the signal, as shells do."""


def serve_command(arguments: argparse.Namespace, output: Output) -> int:
    """Serve the screen of a folder; the address goes to standard output."""
    check_folder(folders(arguments.folder, data=arguments.data, cache=arguments.cache))
    try:
        server = import_module("reader.ui.browser.server")  # aiohttp and textual-serve are no part of a usual install
    except ModuleNotFoundError as error:
        raise ReaderError("`reader serve` needs an extra: pip install 'pullquote[serve]'") from error
    served = server.BrowserServer(_screen_of(arguments), server.listen(arguments.port))
    narrate("Open this address in a browser on this machine; it works once. Ctrl+C ends it.")
    output.line(served.address)
    ended_by = served.run()
    return int(Exit.OK) if ended_by == signal.SIGINT else _BY_SIGNAL + ended_by


def _screen_of(arguments: argparse.Namespace) -> list[str]:
    """Return the arguments of the `reader` that is shown."""
    words = ["--no-mouse"] if arguments.no_mouse else []
    for name in ("data", "cache"):
        if getattr(arguments, name) is not None:
            words += [f"--{name}", str(getattr(arguments, name).absolute())]
    # An absolute path: a folder may have the name of a command.
    return words if arguments.folder is None else [*words, "--", str(arguments.folder.expanduser().absolute())]


COMMANDS = {"serve": serve_command}
