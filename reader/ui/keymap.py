"""The keymap: all bindings by the room where they work, for the help, the command line and the README."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding
from textual.keys import KEY_NAME_REPLACEMENTS, Keys, _character_to_key, format_key, key_to_character

from reader.config import did_you_mean
from reader.text import nearest, safe
from reader.ui.key_names import NAMES, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.dom import DOMNode


class Key(NamedTuple):
    """One binding, for people."""

    id: str
    keys: str
    """As they are printed on a keyboard, the first the most usual: `j ↓`."""
    where: str
    what: str


SIGNS = tuple(
    Key("", sign, where, what)
    for where, sign, what in (
        ("Signs in the list", "●", "Not read yet"),
        ("Signs in the list", "★", "Starred"),
        ("Signs in the list", "✓", "Chosen, to be changed together with others"),
        ("Signs in the list", "new", "Came while the list was open"),
        ("Signs in the list", "changed", "Its file says something else than when you read it"),
        ("Signs in the list", "12#", "Figures found in it"),
        ("Signs in the list", "3”", "Quotes found in it"),
        ("Signs in the list", "2✎", "Your notes and marks"),
        ("Signs in the text", "▌", "The paragraph you are at, while the text has the keys"),
        ("Signs in the text", "✎", "A note or a mark of yours begins in this line"),
        ("Signs in the text", "bold", "A figure"),
        ("Signs in the text", "italic", "A quote"),
        ("Signs in the text", "underlined", "A link, or words that carry a note"),
    )
)
"""What is not a key, for the help."""

_KNOWN = frozenset(key.value for key in Keys if not key.value.startswith("<")) | {*KEY_NAME_REPLACEMENTS.values()}


def rooms() -> list[tuple[str, type[DOMNode]]]:
    """Return who has bindings, by the name of the place where they work, in the order in which one learns them."""
    # Imported here because the screens import this module for their help.
    from reader.ui.app import ReaderApp
    from reader.ui.screens.annotating import Annotating
    from reader.ui.screens.choosing import Choosing
    from reader.ui.screens.confirm import Confirm
    from reader.ui.screens.contents import Contents
    from reader.ui.screens.explain import Explain
    from reader.ui.screens.find import Find
    from reader.ui.screens.finding import Finding
    from reader.ui.screens.help import Help
    from reader.ui.screens.labelling import Labelling
    from reader.ui.screens.links import Links
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
    from reader.ui.screens.walking import Walking
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
        ("Everywhere", Walking),
        ("Everywhere", Annotating),
        ("Everywhere", Reviewing),
        ("Everywhere", Labelling),
        ("Everywhere", Choosing),
        ("Everywhere", Listing),
        ("Everywhere", Viewing),
        ("List", ArticleList),
        ("Reading", ArticleView),
        ("Selecting", ArticleView),
        ("Highlights", HighlightsPane),
        ("Find, filter", Find),
        ("Contents", Contents),
        ("Links", Links),
        ("Search row", QueryInput),
        ("Views", ViewsList),
        ("Name of a search", Naming),
        ("Note", NoteEditor),
        ("All notes", Notes),
        ("All notes", NotesList),
        ("Notes filter", NotesFilter),
        ("Tags", Tagging),
        ("Why?", Explain),
        ("Help", Help),
        ("Question", Confirm),
    ]


def table(keys: Mapping[str, str] | None = None) -> list[Key]:
    """Return every binding once, with the user's own keys where there are any."""
    found: list[Key] = []
    for where, binding in rooms_and_bindings():
        name = str(binding.id)
        bound = (keys or {}).get(name, binding.key)
        shown = " ".join(spelled(key.strip()) for key in bound.split(","))
        what = binding.description + (f": {binding.tooltip}" if binding.tooltip else "")
        found.append(Key(name, shown, where, what))
    return found


def checked(keys: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return those of the user's keys that can be used, as Textual names them, and what is wrong with the others.

    Textual itself takes unknown ids, misspelt keys and clashes in silence.
    """
    bindings = list(rooms_and_bindings())
    ids = {str(binding.id) for _, binding in bindings}
    good: dict[str, str] = {}
    problems: list[str] = []
    for name, text in keys.items():
        if name not in ids:
            problems.append(f"[keys]: no binding is called {safe(name)}{did_you_mean(name, ids)}")
            continue
        wanted = [key.strip() for key in text.split(",")]
        unknown = next((key for key in wanted if named(key) is None), None)
        if unknown is None:
            good[name] = ",".join(str(named(key)) for key in wanted)
        else:
            problems.append(f"[keys] {name}: no key is called {safe(unknown) or '(nothing)'}{_like_key(unknown)}")
    for name, other, key, where in _clashes(bindings, good):
        mine = name if name in good else other
        if mine in good:
            del good[mine]
            taken = other if mine == name else name
            problems.append(f"[keys] {mine}: {spelled(key)} is the key of {taken} already ({where})")
    return good, problems


def _clashes(bindings: Sequence[tuple[str, Binding]], keys: Mapping[str, str]) -> list[tuple[str, str, str, str]]:
    """Return pairs of bindings of one place, at least one of them the user's, that have a key in common."""
    found = []
    taken: dict[tuple[str, str], str] = {}
    for where, binding in bindings:
        name = str(binding.id)
        for key in keys.get(name, binding.key).split(","):
            other = taken.setdefault((where, key.strip()), name)
            if other != name and (name in keys or other in keys):
                found.append((name, other, key.strip(), where))
    return found


_MODIFIERS = frozenset({"ctrl", "shift", "alt", "super", "hyper", "meta"})
_BY_NAME = {name.lower(): key for key, name in NAMES.items()}
_BY_NAME |= {format_key(key): key for key in ("up", "down", "left", "right")}
"""Keys as they are printed, in small letters: `pgdn`, `esc`, `↓`."""


def named(text: str) -> str | None:
    """Return Textual's name of a key that is written as it is printed or as Textual names it; None if it is none.

    Keys that are typed one after the other are written `]n` or `] n`, and named with a blank between them.
    """
    name = _named_one(text)
    if name is None and (len(text.split()) > 1 or len(text) == 2):
        parts = [_named_one(part) for part in (text.split() if " " in text else text)]
        return None if None in parts else " ".join(part or "" for part in parts)
    return name


def _named_one(text: str) -> str | None:
    if len(text) == 1 and text not in _BY_NAME:
        return _character_to_key(text) if text.isprintable() and text != " " else None
    *modifiers, key = text.split("+") if not text.endswith("++") else [*text[:-2].split("+"), "plus"]
    if not set(modifiers) <= _MODIFIERS:
        return None
    if len(key) == 1 and key not in _BY_NAME:
        key = _character_to_key(key.lower() if "ctrl" in modifiers else key)
    elif key.lower() in _KNOWN | set(_BY_NAME):
        key = _BY_NAME.get(key.lower(), key.lower())
    is_one = key in _KNOWN or key in _BY_NAME.values() or key_to_character(key) is not None
    return "+".join([*modifiers, key]) if key and is_one else None


def _like_key(text: str) -> str:
    *modifiers, key = text.split("+")
    near = nearest(key.lower(), [*_KNOWN, *_BY_NAME])
    return f"; did you mean {'+'.join([*modifiers, near])}?" if near and near != key else ""


def rooms_and_bindings() -> Iterator[tuple[str, Binding]]:
    """Yield every binding once, with the place where it works."""
    for where, owner in rooms():
        for binding in owner.__dict__.get("BINDINGS", []):
            if not isinstance(binding, Binding) or binding.id is None:
                continue
            if (where == "Selecting") != binding.id.startswith("select.") and owner.__name__ == "ArticleView":
                continue
            yield where, binding
