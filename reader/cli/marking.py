"""`reader mark`: marks or stars all articles that answer a query, as one action."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reader.cli.codes import Exit
from reader.cli.opening import opened
from reader.cli.output import ask, narrate
from reader.cli.views import view_named
from reader.library import reference_of

if TYPE_CHECKING:
    import argparse

    from reader.cli.output import Output
    from reader.library import Listed

_SAID = {"read": "marked read", "unread": "marked unread", "star": "starred", "unstar": "without a star now"}


def mark_command(arguments: argparse.Namespace, output: Output) -> Exit:
    """Change the state of the articles that answer a query; on a terminal only after a question."""
    if not (arguments.query or arguments.view):
        narrate("Which articles? Give a query, such as is:unread, or --view NAME.")
        return Exit.USAGE
    with opened(arguments) as library:
        # The blank says that the last word is finished.
        text = " ".join(arguments.query) + " "
        if arguments.view:
            text = library.within(view_named(library, arguments.view).query, text)
        page = library.search(text, limit=1_000_000)
        for problem in page.problems:
            # The rest of the query would mean more articles than the user does.
            narrate(f"query, character {problem.span.start + 1}: {problem.message}")
        if page.problems:
            return Exit.USAGE
        state = arguments.state
        listed = [each for each in library.listed([hit.key for hit in page.hits]) if not _is_so(each, state)]
        count = f"{len(listed):,} article{'' if len(listed) == 1 else 's'}"
        is_done = bool(listed) and not arguments.dry_run and (arguments.yes or _is_sure(f"{count}: {_SAID[state]}?"))
        if is_done:
            library.notebook.set_state(
                [reference_of(each.row) for each in listed],
                read={"read": True, "unread": False}.get(state),
                starred={"star": True, "unstar": False}.get(state),
            )
        if output.as_json:
            output.json({"articles": [each.row.id for each in listed], "state": state, "saved": is_done})
        elif arguments.dry_run:
            for each in listed:
                output.fields(each.row.id, each.row.day, each.row.title)
        if listed and not output.as_json:
            narrate(
                f"{count} {_SAID[state]}; `reader notes undo` takes it back." if is_done else f"{count}; no change."
            )
        return Exit.OK if listed else Exit.NOTHING


def _is_so(listed: Listed, state: str) -> bool:
    is_set = listed.is_read if state in ("read", "unread") else listed.is_starred
    return is_set == (state in ("read", "star"))


def _is_sure(question: str) -> bool:
    """Ask somebody at a terminal; a script means what it says."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return True
    ask(f"{question} [y/N] ")
    return sys.stdin.readline().strip().lower() in ("y", "yes")


COMMANDS = {"mark": mark_command}
