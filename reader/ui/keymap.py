"""The keymap: all bindings by the room where they work, for the help, the command line and the README."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding
from textual.keys import format_key

from reader.config import nearest
from reader.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.dom import DOMNode


class Key(NamedTuple):
    """One binding, for people."""

    id: str
    keys: str
    """As they are printed on a keyboard, the first the most usual: `j ↓`."""
    where: str
    what: str


_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "space": "Space",
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "delete": "Del",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "f1": "F1",
}


def spelled(key: str) -> str:
    """Return a key as it is printed on a keyboard."""
    return _NAMES.get(key, format_key(key))


def rooms() -> list[tuple[str, type[DOMNode]]]:
    """Return who has bindings, by the name of the place where they work, in the order in which one learns them."""
    # Imported here because the screens import this module for their help.
    from reader.ui.app import ReaderApp
    from reader.ui.screens.annotating import Annotating
    from reader.ui.screens.find import Find
    from reader.ui.screens.finding import Finding
    from reader.ui.screens.listing import Listing
    from reader.ui.screens.main import MainScreen
    from reader.ui.screens.naming import Naming
    from reader.ui.screens.note import NoteEditor
    from reader.ui.screens.notes import Notes
    from reader.ui.screens.reading import Reading
    from reader.ui.screens.reviewing import Reviewing
    from reader.ui.screens.searching import Searching
    from reader.ui.screens.tagging import Tagging
    from reader.ui.screens.viewing import Viewing
    from reader.ui.widgets.article_list import ArticleList
    from reader.ui.widgets.article_view import ArticleView
    from reader.ui.widgets.highlights_pane import HighlightsPane
    from reader.ui.widgets.notes_head import NotesFilter
    from reader.ui.widgets.notes_list import NotesList
    from reader.ui.widgets.search_row import QueryInput
    from reader.ui.widgets.views_list import ViewsList

    return [
        ("Everywhere", Searching),
        ("Everywhere", MainScreen),
        ("Everywhere", ReaderApp),
        ("Everywhere", Reading),
        ("Everywhere", Finding),
        ("Everywhere", Annotating),
        ("Everywhere", Reviewing),
        ("Everywhere", Listing),
        ("Everywhere", Viewing),
        ("List", ArticleList),
        ("Reading", ArticleView),
        ("Selecting", ArticleView),
        ("Highlights", HighlightsPane),
        ("Find, filter", Find),
        ("Search row", QueryInput),
        ("Views", ViewsList),
        ("Name of a search", Naming),
        ("Note", NoteEditor),
        ("All notes", Notes),
        ("All notes", NotesList),
        ("Notes filter", NotesFilter),
        ("Tags", Tagging),
    ]


def table() -> list[Key]:
    """Return every binding once."""
    found: list[Key] = []
    for where, binding in rooms_and_bindings():
        keys = " ".join(spelled(key.strip()) for key in binding.key.split(","))
        what = binding.description + (f": {binding.tooltip}" if binding.tooltip else "")
        found.append(Key(str(binding.id), keys, where, what))
    return found


def check(keys: Mapping[str, str]) -> None:
    """Check the user's keys against the bindings; Textual itself takes unknown ids and clashes in silence.

    Raises:
        ConfigError: a binding is unknown, or two bindings of one place, or of everywhere, have the same key.
    """
    bindings = list(rooms_and_bindings())
    ids = {str(binding.id) for _, binding in bindings}
    for name in keys:
        if name not in ids:
            raise ConfigError(
                f"[keys]: no binding is called {name}{nearest(name, ids)}. `reader keys` prints them all."
            )
    taken: dict[tuple[str, str], str] = {}
    for where, binding in bindings:
        name = str(binding.id)
        for key in keys.get(name, binding.key).split(","):
            other = taken.setdefault((where, key.strip()), name)
            if other != name and (name in keys or other in keys):
                raise ConfigError(f"[keys]: {key.strip()} is the key of both {other} and {name}.")


def rooms_and_bindings() -> Iterator[tuple[str, Binding]]:
    """Yield every binding once, with the place where it works."""
    for where, owner in rooms():
        for binding in owner.__dict__.get("BINDINGS", []):
            if not isinstance(binding, Binding) or binding.id is None:
                continue
            if (where == "Selecting") != binding.id.startswith("select.") and owner.__name__ == "ArticleView":
                continue
            yield where, binding
