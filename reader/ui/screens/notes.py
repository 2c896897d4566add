"""Notes: everything the user marked or wrote, in all articles, narrowed by what is typed; and the trash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.ui.entries import shown_text
from reader.ui.widgets.line_view import LineView
from reader.ui.wrapping import fit

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.annotations.annotation import Annotation

_ROWS = 3
"""Lines of a note: the marked words, what was written, where."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user wants to see or to have back."""

    annotation: Annotation
    is_deleted: bool


class NoteList(LineView):
    """Notes, three lines each."""

    can_focus = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "note-list--words",
        "note-list--note",
        "note-list--where",
        "note-list--cursor",
        "note-list--bar",
    }

    def __init__(self) -> None:
        super().__init__(id="note-list")
        self._notes: Sequence[Annotation] = ()
        self._cursor = 0
        self._version = 0

    @property
    def current(self) -> Annotation | None:
        """The note under the cursor."""
        return self._notes[self._cursor] if self._cursor < len(self._notes) else None

    def show(self, notes: Sequence[Annotation]) -> None:
        """Show these notes."""
        self._notes = notes
        self._cursor = 0
        self._version += 1
        self.set_line_count(_ROWS * len(notes))
        self.scroll_to_line(0)
        self.forget_lines()

    def move(self, by: int) -> None:
        """Move the cursor."""
        if self._notes:
            self._cursor = max(0, min(self._cursor + by, len(self._notes) - 1))
            self.show_lines(self._cursor * _ROWS, _ROWS)
            self.refresh()

    def on_resize(self) -> None:
        """Fit the lines to the width."""
        self.forget_lines()
        self.move(0)

    def on_click(self, event: events.Click) -> None:
        """Go to the note that was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None:
            self.move((offset.y + self.scroll_offset.y) // _ROWS - self._cursor)

    def line_key(self, line: int) -> Hashable:
        """Return the line and whether the cursor stands there."""
        return (self._version, line, line // _ROWS == self._cursor)

    def make_line(self, line: int, width: int) -> list[Segment]:
        """Return one line of a note."""
        number, part = divmod(line, _ROWS)
        annotation = self._notes[number]
        cursor = ("note-list--cursor",) if number == self._cursor else ()
        words = annotation.anchor.exact if annotation.anchor is not None else "The whole article"
        tags = " ".join(f"#{tag}" for tag in annotation.tags)
        article = annotation.article
        where = " · ".join(each for each in (annotation.modified[:10], article.outlet or "", article.title) if each)
        text, style = (
            (words, "note-list--words"),
            (f"{annotation.note} {tags}".strip() or "—", "note-list--note"),
            (where, "note-list--where"),
        )[part]
        bar = Segment("▌ " if cursor else "  ", self.style_of("note-list--bar", *cursor))
        return [bar, Segment(fit(shown_text(text[: 4 * width]), max(0, width - 2)), self.style_of(style, *cursor))]


class Notes(ModalScreen[Choice | None]):
    """Gives the note that the user wants to see, or to have back from the trash."""

    CSS_PATH = "notes.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="notes.close"),
        Binding("enter", "choose", "Open", id="notes.open", tooltip="Go to the note; in the trash: restore it"),
        Binding("down,ctrl+n", "move(1)", "Down", id="notes.next", show=False),
        Binding("up,ctrl+p", "move(-1)", "Up", id="notes.previous", show=False),
        Binding("pagedown,ctrl+d", "move(8)", "Page down", id="notes.page-down", show=False),
        Binding("pageup,ctrl+u", "move(-8)", "Page up", id="notes.page-up", show=False),
        Binding("ctrl+t", "trash", "Trash", id="notes.trash", tooltip="Deleted notes, or the live ones again"),
    ]

    listed = query_one(NoteList)
    head = query_one("#notes-head", Static)

    def __init__(self, live: Sequence[Annotation], deleted: Sequence[Annotation]) -> None:
        super().__init__()
        self._live = live
        self._deleted = deleted
        self._is_trash = False

    def compose(self) -> ComposeResult:
        """Make the filter and the list."""
        with Vertical(id="notes-box"):
            yield Static(Content(""), id="notes-head", markup=False)
            yield Input(placeholder="Type to narrow: words, notes, #tags, titles", id="notes-filter", compact=True)
            yield NoteList()
            yield Static(Content("enter open   ctrl+t trash   esc close"), id="notes-keys", markup=False)

    def on_mount(self) -> None:
        """Show all notes."""
        self.query_one(Input).focus()
        self._narrow("")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        notes = self._deleted if self._is_trash else self._live
        found = [note for note in notes if all(word in _words_of(note) for word in words)]
        nothing = "Nothing here." if words or self._is_trash else "No notes yet: a writes one, m marks words."
        self.listed.empty_text = nothing
        self.listed.show(found)
        name = "Trash" if self._is_trash else "Notes and marks"
        self.head.update(Content(f"{name}  {len(found)}" + (f" of {len(notes)}" if words else "")))

    def action_move(self, by: int) -> None:
        """Move the cursor while the filter has the keys."""
        self.listed.move(by)

    def action_trash(self) -> None:
        """Show the deleted notes, or the live ones again."""
        self._is_trash = not self._is_trash
        self._narrow(self.query_one(Input).value)

    @on(Input.Submitted)
    def action_choose(self) -> None:
        """Give the note under the cursor."""
        current = self.listed.current
        if current is not None:
            self.dismiss(Choice(current, self._is_trash))

    def action_close(self) -> None:
        """Give nothing."""
        self.dismiss(None)


def _words_of(annotation: Annotation) -> str:
    """Return what a note is found by."""
    exact = annotation.anchor.exact if annotation.anchor is not None else ""
    tags = " ".join(f"#{tag}" for tag in annotation.tags)
    return f"{exact} {annotation.note} {tags} {annotation.article.title} {annotation.article.outlet or ''}".casefold()
