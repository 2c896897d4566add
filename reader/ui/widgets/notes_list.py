"""NotesList: annotations, two to four lines each; only the lines on the screen are made."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding

from reader.ui.report import Report
from reader.ui.widgets.line_view import LineView
from reader.ui.wrapping import fit

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from rich.style import Style
    from textual import events
    from textual.binding import BindingType
    from textual.message import Message

    from reader.annotations.annotation import Annotation, AnnotationId
    from reader.ui.noted import Noted

_GUTTER = 2


class Line(StrEnum):
    """What a line of an entry shows."""

    QUOTE = "quote"
    NOTE = "note"
    CONTEXT = "context"
    DETAILS = "details"


def lines_of(noted: Noted) -> tuple[Line, ...]:
    """Return the lines of an entry."""
    return _LINES[bool(noted.annotation.note), bool(noted.orphaned)]


_LINES = {
    (False, False): (Line.QUOTE, Line.DETAILS),
    (True, False): (Line.QUOTE, Line.NOTE, Line.DETAILS),
    (False, True): (Line.QUOTE, Line.CONTEXT, Line.DETAILS),
    (True, True): (Line.QUOTE, Line.CONTEXT, Line.NOTE, Line.DETAILS),
}


class NotesList(LineView):
    """A cursor, and entries that the user chose to change together."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "notes-list--cursor",
        "notes-list--cursor-idle",
        "notes-list--bar",
        "notes-list--words",
        "notes-list--whole",
        "notes-list--note",
        "notes-list--context",
        "notes-list--details",
        "notes-list--chosen",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,l,right", "screen.jump", "Go there", id="notes.jump", tooltip="To its place; restores in trash"),
        Binding("slash", "screen.filter", "Filter", id="notes.filter", tooltip="Words, tag:x, color:x, date:2025-11"),
        Binding("e", "screen.edit", "Edit", id="notes.edit", tooltip="Change the note and its tags"),
        Binding("ctrl+e", "screen.edit_outside", "$EDITOR", id="notes.editor", show=False,
                tooltip="Change the note in $VISUAL or $EDITOR"),
        Binding("t", "screen.tag", "Tag", id="notes.tag", tooltip="Tags and colour of this note, or of those chosen"),
        Binding("x", "choose(False)", "Choose", id="notes.choose", tooltip="Choose a note, to tag several at once"),
        Binding("X", "choose(True)", "Choose all", id="notes.choose-all", show=False,
                tooltip="All that are listed, or none"),
        Binding("d,delete", "screen.delete", "Delete", id="notes.delete", tooltip="Into the trash"),
        Binding("r", "screen.restore", "Restore", id="notes.restore", show=False, tooltip="From the trash"),
        Binding("R", "screen.reattach", "Re-attach", id="notes.reattach", show=False,
                tooltip="Put an orphan on words that you select next"),
        Binding("y", "screen.copy", "Copy", id="notes.copy", show=False, tooltip="The words with their source"),
        Binding("u,ctrl+z", "screen.undo", "Undo", id="notes.undo", show=False, tooltip="Take back the last change"),
        Binding("ctrl+r", "screen.redo", "Redo", id="notes.redo", show=False, tooltip="What undo took back"),
        Binding("T", "screen.other_view(1)", "Notes, orphans, trash", id="notes.view", show=False),
        Binding("j,down", "step(1)", "Down", id="notes.next", show=False, tooltip="Next note; takes a count"),
        Binding("k,up", "step(-1)", "Up", id="notes.previous", show=False, tooltip="Previous note; takes a count"),
        Binding("ctrl+d", "page(0.5)", "Half a page down", id="notes.half-down", show=False),
        Binding("ctrl+u", "page(-0.5)", "Half a page up", id="notes.half-up", show=False),
        Binding("pagedown,ctrl+f,space", "page(1)", "Page down", id="notes.page-down", show=False),
        Binding("pageup,ctrl+b,b", "page(-1)", "Page up", id="notes.page-up", show=False),
        Binding("g,home", "edge(1)", "First note", id="notes.top", show=False, tooltip="With a count: that note"),
        Binding("G,end", "edge(0)", "Last note", id="notes.bottom", show=False, tooltip="With a count: that note"),
    ]  # fmt: skip

    class Opened(Report):
        """The note under the cursor was clicked."""

        list: NotesList

    class Moved(Report):
        """The cursor stands on another note, or others are chosen."""

        list: NotesList
        noted: Noted | None

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, NotesList.Moved)

        @property
        def control(self) -> NotesList:
            """The list that sent it."""
            return self.list

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._noted: Sequence[Noted] = ()
        self._ends: array[int] = array("q")
        """For each entry, the line below it."""
        self._chosen: dict[AnnotationId, None] = {}
        self._cursor = 0
        self._version = 0

    # -- content -----------------------------------------------------------------------------------------------

    @property
    def noted(self) -> Sequence[Noted]:
        """What is listed."""
        return self._noted

    @property
    def current(self) -> Noted | None:
        """The entry under the cursor; None when the list is empty."""
        return self._noted[self._cursor] if self._noted else None

    @property
    def place(self) -> tuple[int, int]:
        """Place of the cursor, from 1, and number of entries."""
        return (self._cursor + 1 if self._noted else 0, len(self._noted))

    @property
    def chosen(self) -> list[Annotation]:
        """The annotations to act on: those chosen, else the one under the cursor."""
        chosen = [each.annotation for each in self._noted if each.annotation.id in self._chosen]
        return chosen or [each.annotation for each in (self.current,) if each is not None]

    @property
    def number_chosen(self) -> int:
        """How many of the listed annotations are chosen."""
        return sum(each.annotation.id in self._chosen for each in self._noted) if self._chosen else 0

    def show(self, noted: Sequence[Noted], *, cursor: AnnotationId | None = None) -> None:
        """List other annotations.

        Args:
            noted: What to list.
            cursor: Where to stand. If it is not listed, the cursor keeps its place in the list.
        """
        self._noted = noted
        found = next((n for n, each in enumerate(noted) if each.annotation.id == cursor), None)
        self._cursor = max(0, min(self._cursor, len(noted) - 1)) if found is None else found
        self._ends = array("q", accumulate(len(lines_of(each)) for each in noted))
        self._version += 1
        self.set_line_count(self._ends[-1] if noted else 0)
        self.forget_lines()
        self._show_cursor()
        self.post_message(self.Moved(self, self.current))

    def start_over(self) -> None:
        """Choose none, and stand at the top of what comes next."""
        self._chosen.clear()
        self._cursor = 0

    def drop(self, gone: Iterable[AnnotationId]) -> None:
        """Leave out annotations, and stand on the next."""
        left_out = frozenset(gone)
        for each in left_out:
            self._chosen.pop(each, None)
        self.show([each for each in self._noted if each.annotation.id not in left_out])

    # -- painting ----------------------------------------------------------------------------------------------

    def _entry_at(self, line: int) -> tuple[int, int]:
        """Return the entry of a line and which of its lines it is."""
        entry = bisect_right(self._ends, line)
        return entry, line - (self._ends[entry - 1] if entry else 0)

    def line_key(self, line: int) -> Hashable:
        """Return the line and how its entry is marked."""
        entry, _ = self._entry_at(line)
        return (line, self._version, self._cursor_style(entry), self._noted[entry].annotation.id in self._chosen)

    def _cursor_style(self, entry: int) -> tuple[str, ...]:
        if entry != self._cursor:
            return ()
        return ("notes-list--cursor" if self.has_focus else "notes-list--cursor-idle",)

    def make_line(self, line: int, width: int) -> list[Segment]:
        """Return one line of an entry."""
        entry, part = self._entry_at(line)
        noted, cursor = self._noted[entry], self._cursor_style(entry)
        shown = lines_of(noted)[part]
        is_chosen = noted.annotation.id in self._chosen
        sign = ("▌" if cursor else " ") + ("✓" if is_chosen and part == 0 else " ")
        gutter = Segment(sign, self.style_of("notes-list--chosen" if is_chosen else "notes-list--bar", *cursor))
        room = max(0, width - _GUTTER - 1)
        blank = Segment(" " * width, self.style_of(*cursor))
        return [gutter, *self._words(noted, shown, room, cursor), blank]

    def _words(self, noted: Noted, shown: Line, room: int, cursor: tuple[str, ...]) -> list[Segment]:
        def style(name: str) -> Style:
            return self.style_of(f"notes-list--{name}", *cursor)

        if shown is Line.QUOTE:
            is_whole = noted.annotation.anchor is None
            return [Segment(fit(noted.quote, room).rstrip(), style("whole" if is_whole else "words"))]
        if shown is Line.NOTE:
            return [Segment("  " + fit(noted.note, room - 2), style("note"))]
        if shown is Line.DETAILS:
            return [Segment("  " + fit(noted.details, room - 2), style("details"))]
        before, after = noted.context
        was = f"was: …{before} […] {after}…" if before or after else noted.orphaned
        return [Segment("  " + fit(was, room - 2), style("context"))]

    def resized(self) -> None:
        """Keep the cursor in sight."""
        self.set_line_count(self._line_count)
        self._show_cursor()

    def on_focus(self) -> None:
        """Paint the cursor as the one that keys move."""
        self.refresh()

    def on_blur(self) -> None:
        """Paint the cursor as idle, and drop a count."""
        super().on_blur()
        self.refresh()

    # -- moving ------------------------------------------------------------------------------------------------

    def _show_cursor(self) -> None:
        if self._noted:
            self.show_lines(*self._lines_at(self._cursor))

    def _lines_at(self, entry: int) -> tuple[int, int]:
        """Return the first line of an entry and their number."""
        first = self._ends[entry - 1] if entry else 0
        return first, self._ends[entry] - first

    def move_to(self, place: int) -> None:
        """Put the cursor on an entry, counted from 0, or as near as there is one."""
        if self._noted:
            before, self._cursor = self._cursor, max(0, min(place, len(self._noted) - 1))
            for entry in (before, self._cursor):
                self.refresh_lines(*self._lines_at(entry))
            self._show_cursor()
            self.post_message(self.Moved(self, self.current))

    def action_step(self, direction: int) -> None:
        """Move by entries."""
        self.move_to(self._cursor + direction * (self.take_count() or 1))

    def action_page(self, pages: float) -> None:
        """Move by as many entries as a page shows, and by one at least."""
        if not self._noted:
            return
        wanted = self._ends[self._cursor] - 1 + int(pages * self.page_height)
        place = bisect_right(self._ends, max(0, wanted))
        self.move_to(max(place, self._cursor + 1) if pages > 0 else min(place, self._cursor - 1))

    def action_edge(self, default: int) -> None:
        """Go to the entry counted, or to the first (1) or the last (0)."""
        self.move_to((self.take_count() or default or len(self._noted)) - 1)

    def action_choose(self, is_all: bool) -> None:
        """Choose the entry under the cursor and go to the next; or all entries; or no longer."""
        listed = [each.annotation.id for each in self._noted]
        if not listed:
            return
        wanted = listed if is_all else [listed[self._cursor]]
        if all(each in self._chosen for each in wanted):
            for each in wanted:
                del self._chosen[each]
        else:
            self._chosen.update(dict.fromkeys(wanted))
        self.refresh()
        self.move_to(self._cursor + (not is_all))

    async def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a click on the cursor goes to the text."""
        offset = event.get_content_offset(self)
        line = -1 if offset is None else offset.y + self.scroll_offset.y
        if not 0 <= line < self._line_count:
            return
        entry, _ = self._entry_at(line)
        if entry == self._cursor:
            self.post_message(NotesList.Opened(self))
        else:
            self.move_to(entry)
