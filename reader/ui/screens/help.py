"""Help: all keys, made from the bindings, narrowed by what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.getters import query_one
from textual.widgets import Input

from reader.ui.keymap import SIGNS, Key, table
from reader.ui.screens.steady_screens import SteadyModal
from reader.ui.widgets.line_view import LineView
from reader.ui.wrapping import fit, wrap

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

_KEY_CELLS = 22


class KeyTable(LineView):
    """Keys and what they do, under the names of the places where they work."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-table--place", "key-table--key", "key-table--what"}
    can_focus = False

    def __init__(self) -> None:
        super().__init__(id="key-table")
        self._keys: list[Key] = []
        self._rows: list[tuple[str, str]] = []
        """For each line the keys, if any, and what they do, or a part of that; for a place its name and nothing."""
        self._version = 0

    def show(self, keys: list[Key]) -> None:
        """Show these keys."""
        self._keys = keys
        self._lay_out()
        self.scroll_to_line(0)

    def _lay_out(self) -> None:
        self._rows = []
        place = ""
        room = max(8, self.line_width - self._key_cells - 4)
        for key in self._keys:
            if key.where != place:
                if self._rows:
                    self._rows.append(("", ""))
                place = key.where
                self._rows.append((place.upper(), ""))
            for number, (start, end) in enumerate(wrap(key.what, room)):
                self._rows.append(("" if number else key.keys, key.what[start:end]))
        self._version += 1
        self.set_line_count(len(self._rows))

    @property
    def _key_cells(self) -> int:
        return min(_KEY_CELLS, self.line_width // 3)

    def resized(self) -> None:
        """Fit the lines to the width."""
        self._lay_out()

    def line_key(self, line: int) -> Hashable:
        """Return the line."""
        return (self._version, line)

    def make_line(self, line: int, width: int) -> list[Segment]:
        """Return one line."""
        keys, what = self._rows[line]
        if not what:
            return [Segment(keys, self.style_of("key-table--place"))]
        cells = self._key_cells
        return [
            Segment("  " + fit(keys, cells), self.style_of("key-table--key")),
            Segment(" " + fit(what, max(0, width - cells - 3)), self.style_of("key-table--what")),
        ]


class Help(SteadyModal[None]):
    """Everything that keys do."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "dismiss", "Close", id="help.close"),
        Binding("down,ctrl+n", "scroll_keys(1)", "Down", id="help.down", show=False),
        Binding("up,ctrl+p", "scroll_keys(-1)", "Up", id="help.up", show=False),
        Binding("pagedown,ctrl+d,ctrl+f", "scroll_keys(12)", "Page down", id="help.page-down", show=False),
        Binding("pageup,ctrl+u,ctrl+b", "scroll_keys(-12)", "Page up", id="help.page-up", show=False),
    ]

    keys = query_one(KeyTable)

    def __init__(self, own: Mapping[str, str] | None = None, *places: str) -> None:
        """Take the user's own keys, and the places whose keys come first."""
        super().__init__()
        rows = [*table(own), *SIGNS]
        self._table = sorted(rows, key=lambda row: places.index(row.where) if row.where in places else len(places))

    def compose(self) -> ComposeResult:
        """Make the filter and the table."""
        with Vertical(id="help-box"):
            yield Input(
                placeholder="Type to find a key: note, search, next…   Esc closes", id="help-filter", compact=True
            )
            yield KeyTable()

    def on_mount(self) -> None:
        """Show all keys."""
        self.keys.show(self._table)
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        if event.value == "?":
            self.dismiss()
            return
        words = event.value.casefold().split()
        # The place may be among the words: `notes tag`.
        found = [key for key in self._table if all(word in " ".join(key).casefold() for word in words)]
        self.keys.show(found)

    def action_scroll_keys(self, lines: int) -> None:
        """Scroll the table while the filter has the keys."""
        self.keys.scroll_to_line(self.keys.scroll_offset.y + lines)
