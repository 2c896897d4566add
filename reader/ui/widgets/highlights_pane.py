"""HighlightsPane: key figures, quotes and notes of the article beside its text; each is a jump into the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding
from textual.message import Message

from reader.ui.entries import Entry, Group
from reader.ui.widgets.line_view import LineView
from reader.ui.wrapping import fit, wrap

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual import events
    from textual.binding import BindingType

    from reader.text import Span

_GUTTER = 2
_BODY_ROWS = {Group.KEY_FIGURES: 1, Group.MORE_FIGURES: 1, Group.QUOTES: 4, Group.NOTES: 6}
"""Most rows of the second part of an entry; the text itself has the rest."""
_HEAD_ROWS = 2
_EMPTY = {
    Group.KEY_FIGURES: "No figures were found here.",
    Group.QUOTES: "No quotes were found here.",
    Group.NOTES: "No notes yet.",
}


def _nearer(body: str, marked: Span | None, width: int) -> tuple[str, Span | None]:
    """Leave out words before the marked ones until these stand in the first third of a row."""
    if marked is None or marked.start <= width // 3:
        return body, marked
    cut = body.find(" ", marked.start - width // 3, marked.start)
    cut = marked.start if cut < 0 else cut + 1
    return "…" + body[cut:], marked.moved(1 - cut)


@dataclass(frozen=True, slots=True)
class _Line:
    entry: int | None
    """Number of the entry; None for headings, hints and blank lines."""
    style: str
    text: str
    marked: tuple[int, int] = (0, 0)


class HighlightsPane(LineView):
    """Entries in groups; the cursor moves the text, and the text moves the cursor while the pane has no focus."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "highlights-pane--heading",
        "highlights-pane--figure",
        "highlights-pane--speaker",
        "highlights-pane--note",
        "highlights-pane--context",
        "highlights-pane--quote",
        "highlights-pane--marked",
        "highlights-pane--cursor",
        "highlights-pane--cursor-idle",
        "highlights-pane--here",
        "highlights-pane--hint",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "step(1)", "Down", id="pane.next", show=False, tooltip="Next entry; takes a count"),
        Binding("k,up", "step(-1)", "Up", id="pane.previous", show=False, tooltip="Previous entry; takes a count"),
        Binding("right_curly_bracket,right_square_bracket", "group(1)", "Next group", id="pane.next-group", show=False),
        Binding(
            "left_curly_bracket,left_square_bracket",
            "group(-1)",
            "Previous group",
            id="pane.previous-group",
            show=False,
        ),
        Binding("space,pagedown,ctrl+f,ctrl+d", "page(1)", "Page down", id="pane.page-down", show=False),
        Binding("b,pageup,ctrl+b,ctrl+u", "page(-1)", "Page up", id="pane.page-up", show=False),
        Binding("g,home", "edge(-1)", "First entry", id="pane.top", show=False),
        Binding("G,end", "edge(1)", "Last entry", id="pane.bottom", show=False),
        Binding("enter", "choose", "Go to the text", id="pane.jump"),
    ]

    @dataclass
    class Moved(Message):
        """The user moved to another entry."""

        pane: HighlightsPane
        entry: Entry

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, HighlightsPane.Moved)

        @property
        def control(self) -> HighlightsPane:
            """The pane that sent it."""
            return self.pane

    @dataclass
    class Chosen(Message):
        """The user goes to the place of an entry."""

        pane: HighlightsPane
        entry: Entry

        @property
        def control(self) -> HighlightsPane:
            """The pane that sent it."""
            return self.pane

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._entries: Sequence[Entry] = ()
        self._lines: list[_Line] = []
        self._first_lines: list[int] = []
        self._cursor = 0
        self._here: Span | None = None
        self._has_article = False
        self._version = 0

    # -- content -----------------------------------------------------------------------------------------------

    @property
    def current(self) -> Entry | None:
        """The entry under the cursor."""
        return self._entries[self._cursor] if self._cursor < len(self._entries) else None

    def show(self, entries: Sequence[Entry] | None) -> None:
        """Show the entries of another article from the first on; None when no article is shown."""
        self._has_article = entries is not None
        self._entries = entries or ()
        self._cursor = 0
        self._here = None
        self._measure()
        self.scroll_to_line(0)

    def update_entries(self, entries: Sequence[Entry]) -> None:
        """Show the changed entries of the same article, and stay where the user is."""
        before = self.current
        self._entries = entries
        same = next((n for n, entry in enumerate(entries) if before is not None and entry.span == before.span), None)
        self._cursor = min(self._cursor, max(0, len(entries) - 1)) if same is None else same
        self._measure()

    def follow(self, here: Span | None, focus: Span | None) -> None:
        """Show which entries stand in the paragraph that is read, and go to the first unless the pane has focus."""
        if here != self._here:
            self._here = here
            self._version += 1
            self.refresh()
        if self.has_focus or here is None:
            return
        target = next((n for n, entry in enumerate(self._entries) if focus is not None and entry.span == focus), None)
        if target is None:
            target = next((n for n, entry in enumerate(self._entries) if self._is_here(entry)), None)
        if target is not None:
            self._go(target)

    def _is_here(self, entry: Entry) -> bool:
        return self._here is not None and entry.span is not None and entry.span.overlaps(self._here)

    # -- layout ------------------------------------------------------------------------------------------------

    def _measure(self) -> None:
        width = max(8, self.line_width - _GUTTER - 1)
        self._lines = []
        self._first_lines = []
        if self._has_article:
            for group in Group:
                self._add_group(group, width)
        self._version += 1
        self.set_line_count(len(self._lines))
        self.forget_lines()

    def _add_group(self, group: Group, width: int) -> None:
        members = [(number, entry) for number, entry in enumerate(self._entries) if entry.group is group]
        if not members and group not in _EMPTY:
            return
        if self._lines:
            self._lines.append(_Line(None, "", ""))
        title = group.value.upper() + (f"  {len(members)}" if members else "")
        self._lines.append(_Line(None, "highlights-pane--heading", title))
        if not members:
            self._lines.append(_Line(None, "highlights-pane--hint", _EMPTY[group]))
        for number, entry in members:
            self._first_lines.append(len(self._lines))
            self._add_entry(number, entry, width)

    def _add_entry(self, number: int, entry: Entry, width: int) -> None:
        head_style = {
            Group.QUOTES: "highlights-pane--speaker",
            Group.NOTES: "highlights-pane--note",
        }.get(entry.group, "highlights-pane--figure")
        body_style = "highlights-pane--quote" if entry.group is Group.QUOTES else "highlights-pane--context"
        self._add_rows(number, head_style, entry.head, width, _HEAD_ROWS, None)
        if entry.body:
            body, marked = _nearer(entry.body, entry.marked, width)
            self._add_rows(number, body_style, body, width, _BODY_ROWS[entry.group], marked)

    def _add_rows(self, number: int, style: str, text: str, width: int, most: int, marked: Span | None) -> None:
        rows = wrap(text[: width * (most + 1)], width)
        for index, (start, end) in enumerate(rows[:most]):
            is_cut = index == most - 1 and (len(rows) > most or len(text) > width * (most + 1))
            shown = text[start:end]
            if is_cut:
                shown = fit(text[start : start + width + 1], width).rstrip() if len(shown) >= width - 1 else shown + "…"
            inside = (0, 0)
            if marked is not None:
                inside = (max(0, marked.start - start), max(0, min(len(shown), marked.end - start)))
            self._lines.append(_Line(number, style, shown, inside))

    def on_resize(self) -> None:
        """Wrap anew."""
        self._measure()
        self._show_cursor()

    # -- painting ----------------------------------------------------------------------------------------------

    def line_key(self, line: int) -> Hashable:
        """Return the line and whether the cursor stands on its entry."""
        return (line, self._version, self._cursor_style(self._lines[line].entry))

    def _cursor_style(self, entry: int | None) -> tuple[str, ...]:
        if entry is None or entry != self._cursor:
            return ()
        return ("highlights-pane--cursor" if self.has_focus else "highlights-pane--cursor-idle",)

    def make_line(self, line: int, width: int) -> list[Segment]:
        """Return one line of the pane."""
        shown = self._lines[line]
        cursor = self._cursor_style(shown.entry)
        is_here = shown.entry is not None and self._is_here(self._entries[shown.entry])
        sign = "▌" if cursor else "▏" if is_here else " "
        base = (shown.style,) if shown.style else ()
        style = self.style_of(*base, *cursor)
        start, end = shown.marked
        segments = [Segment(sign + " ", self.style_of("highlights-pane--here", *cursor))]
        if start < end:
            strong = self.style_of(*base, "highlights-pane--marked", *cursor)
            parts = ((shown.text[:start], style), (shown.text[start:end], strong), (shown.text[end:], style))
            segments += [Segment(text, each) for text, each in parts if text]
        else:
            segments.append(Segment(shown.text, style))
        return [*segments, Segment(" " * width, self.style_of(*cursor))]

    # -- moving ------------------------------------------------------------------------------------------------

    def _go(self, number: int) -> None:
        if number != self._cursor:
            self._cursor = number
            self.refresh()
        self._show_cursor()

    def _show_cursor(self) -> None:
        if self._cursor < len(self._first_lines):
            first = self._first_lines[self._cursor]
            rows = sum(1 for line in self._lines[first:][:8] if line.entry == self._cursor)
            self.show_lines(first, max(1, rows), margin=2)

    def _move(self, number: int) -> None:
        if self._entries:
            self._go(max(0, min(number, len(self._entries) - 1)))
            self.post_message(self.Moved(self, self._entries[self._cursor]))

    def action_step(self, direction: int) -> None:
        """Move by entries."""
        self._move(self._cursor + direction * (self.take_count() or 1))

    def action_page(self, direction: int) -> None:
        """Move by as many entries as a page shows."""
        first = self._first_lines[self._cursor] if self._cursor < len(self._first_lines) else 0
        wanted = first + direction * self.page_height
        near = [number for number, line in enumerate(self._first_lines) if (line <= wanted) == (direction > 0)]
        self._move((near[-1] if direction > 0 else near[0]) if near else (0 if direction < 0 else len(self._entries)))

    def action_edge(self, direction: int) -> None:
        """Go to the first or the last entry."""
        self._move(0 if direction < 0 else len(self._entries))

    def action_group(self, direction: int) -> None:
        """Go to the first entry of the next or the previous group."""
        groups = [entry.group for entry in self._entries]
        firsts = [number for number, group in enumerate(groups) if not number or groups[number - 1] is not group]
        if direction > 0:
            self._move(next((number for number in firsts if number > self._cursor), self._cursor))
        else:
            self._move(next((number for number in reversed(firsts) if number < self._cursor), 0))

    def action_choose(self) -> None:
        """Go to the place of the entry in the text."""
        if self.current is not None:
            self.post_message(self.Chosen(self, self.current))

    def on_focus(self) -> None:
        """Paint the cursor as the one that keys move, and show where it stands in the text."""
        self.refresh()
        if self.current is not None:
            self.post_message(self.Moved(self, self.current))

    def on_blur(self) -> None:
        """Paint the cursor as idle."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Go to the entry that was clicked, and show it in the text."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        line = offset.y + self.scroll_offset.y
        entry = self._lines[line].entry if line < len(self._lines) else None
        if entry is not None:
            self._move(entry)
