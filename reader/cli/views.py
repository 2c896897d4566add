"""`reader views`: list the views with their counts; save, rename and delete searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.codes import Exit
from reader.cli.opening import opened
from reader.cli.output import narrate
from reader.cli.spoken import number
from reader.config import did_you_mean
from reader.errors import AnnotationError, SearchError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from reader.cli.output import Output
    from reader.library import Library
    from reader.views import View


def views_command(arguments: argparse.Namespace, output: Output) -> Exit:
    """Run one action on the views; without one, list them."""
    action = arguments.action or "list"
    with opened(arguments, update=action == "list") as library:
        library.notebook.refresh()
        return _ACTIONS[action](library, arguments, output)


def view_named(library: Library, name: str) -> View:
    """Return the view of a name.

    Raises:
        AnnotationError: there is none; the message names the nearest.
    """
    library.notebook.refresh()
    view = library.views.named(name)
    if view is None:
        near = did_you_mean(name, [each.name for each in library.views.all()])
        raise AnnotationError(f"No view is called {name}{near or '.'} `reader views` prints all.")
    return view


def _list(library: Library, _: argparse.Namespace, output: Output) -> Exit:
    rows = [(view, _count(library, view)) for view in library.views.all()]
    if output.as_json:
        output.json([{"name": v.name, "query": v.query, "saved": v.id is not None, "articles": n} for v, n in rows])
    else:
        for view, count in rows:
            if output.plain:
                search = f"Search: {view.query}" if view.query else ""
                output.say(f"{view.name}: {'not counted' if count is None else number(count, 'article')}", search)
                continue
            output.fields(view.name, "" if count is None else count, view.query)
    return Exit.OK


def _count(library: Library, view: View) -> int | None:
    try:
        return library.count(view.query)
    except SearchError as error:
        narrate(str(error))
        return None


def _save(library: Library, arguments: argparse.Namespace, output: Output) -> Exit:
    view = library.views.save(arguments.name, " ".join(arguments.query))
    return _changed(view, "saved; `reader views delete` forgets it", output)


def _rename(library: Library, arguments: argparse.Namespace, output: Output) -> Exit:
    view = library.views.rename(view_named(library, arguments.name), arguments.new_name)
    return _changed(view, "renamed; `reader notes undo` takes it back", output)


def _delete(library: Library, arguments: argparse.Namespace, output: Output) -> Exit:
    view = view_named(library, arguments.name)
    library.views.delete(view)
    return _changed(view, "deleted; `reader notes undo` brings it back", output)


def _changed(view: View, what: str, output: Output) -> Exit:
    if output.as_json:
        output.json({"name": view.name, "query": view.query})
    else:
        narrate(f"{view.name}: {what}")
    return Exit.OK


_ACTIONS: dict[str, Callable[[Library, argparse.Namespace, Output], Exit]] = {
    "list": _list,
    "save": _save,
    "rename": _rename,
    "delete": _delete,
}
COMMANDS = {"views": views_command}
