"""`reader [FOLDER]` opens the screen; `reader keys` prints its keys, `reader config` its settings."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from reader.cli.codes import Exit
from reader.cli.output import narrate
from reader.config import config_path, load
from reader.library import Library
from reader.paths import folders
from reader.ui.browser.place import is_in_browser

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from reader.cli.output import Output


def run(arguments: argparse.Namespace) -> int:
    """Open the screen as the arguments say, and return its exit code."""
    return open_screen(arguments.folder, data=arguments.data, cache=arguments.cache, takes_mouse=not arguments.no_mouse)


def open_screen(
    folder: Path | None, *, data: Path | None = None, cache: Path | None = None, takes_mouse: bool = True
) -> int:
    """Open the screen on a folder, by default the user's own library, and return its exit code."""
    # Textual draws on standard error and reads standard input; without terminals there it would hang.
    if not (is_in_browser() or all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))):
        narrate("The screen needs a terminal. `reader list`, `search` and `show` work in pipes; see reader --help.")
        return Exit.NO_TERMINAL
    if os.environ.get("TERM") == "dumb":
        narrate("A terminal that says TERM=dumb cannot show the screen. `reader list`, `search` and `show` work in it.")
        return Exit.NO_TERMINAL
    if not is_in_browser():
        for name in ("COLUMNS", "LINES"):  # where a shell exports them, they would hide every resize from Textual
            os.environ.pop(name, None)
    settings = load(config_path())
    where = folders(folder, data=data, cache=cache)
    is_first_run = where.is_default and not where.library.exists()
    library = Library.open(where)
    try:
        from reader.ui.app import run as run_screen  # Textual: no other command loads it

        return run_screen(library, settings, mouse=takes_mouse, first_run=is_first_run)
    finally:
        library.close()


def keys_command(arguments: argparse.Namespace, output: Output) -> Exit:  # noqa: ARG001 - every command takes both
    """Print the keys of the screen, made from its bindings."""
    from reader.ui.keymap import checked, table  # the bindings live with the screen

    own, _ = checked(load(config_path()).keys)
    rows = table(own)
    if output.as_json:
        output.json([{"id": i, "keys": k, "where": w, "what": d} for i, k, w, d in rows])
    else:
        for row in rows:
            if output.plain:
                output.say(row.what, f"Keys: {', '.join(row.keys.split())}", f"Where: {row.where}", f"Name {row.id}")
            else:
                output.fields(*row)
    return Exit.OK


def config_command(arguments: argparse.Namespace, output: Output) -> Exit:
    """Print which file the settings are in, what is wrong with it, and what holds; or an example of such a file."""
    from reader.ui.keymap import checked  # the bindings live with the screen

    if arguments.example:
        output.raw(_example())
        return Exit.OK
    path = config_path()
    settings = load(path)
    keys, problems = checked(settings.keys)
    problems = [*settings.problems, *problems]
    values = {"theme": settings.theme, "mouse": settings.mouse}
    if output.as_json:
        output.json({"file": str(path), "exists": path.exists(), **values, "keys": keys, "problems": problems})
    else:
        output.fields("file", path if path.exists() else f"{path} (not there yet: reader config --example)")
        output.fields("theme", settings.theme or "the one chosen last")
        output.fields("mouse", "yes" if settings.mouse else "no")
        for name, own in keys.items():
            output.fields("key", name, own)
    for problem in problems:
        narrate(problem)
    return Exit.FAILED if problems else Exit.OK


def _example() -> str:
    """Return a file of settings in which everything is commented out."""
    from reader.ui.keymap import table
    from reader.ui.themes import DESCRIBED

    themes = ", ".join(f'"{name}" ({what[:1].lower()}{what[1:]})' for name, what in DESCRIBED.items())
    lines = [
        "# Settings of the reader. Everything has a default; take the # away from what you want otherwise.",
        "",
        f"# {themes}; without it the theme chosen last",
        '# theme = "ink"',
        "",
        "# false leaves the mouse to the terminal, so that its own selection works as usual",
        "# mouse = true",
        "",
        "# Keys by the name of the binding: as they are printed on a keyboard, several separated by commas.",
        "[keys]",
    ]
    where = ""
    for key in table():
        if key.where != where:
            where = key.where
            lines += ["", f"# {where}"]
        keys = ",".join(key.keys.split()).replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'# "{key.id}" = "{keys}"  # {key.what}')
    return "\n".join(lines)


COMMANDS = {"keys": keys_command, "config": config_command}
