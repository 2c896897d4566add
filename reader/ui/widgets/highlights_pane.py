"""HighlightsPane: key figures, quotes and notes of the article beside its text; each is a jump into the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding

from reader.ui.digest import Grouping, Section, arranged, narrowed
from reader.ui.digest_lines import Digest, is_cut, key_of, lay_out
from reader.ui.report import Report
from reader.ui.widgets.line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.message import Message

    from reader.text import Span
    from reader.ui.entries import Entry

_GUTTER = 2
_NOTHING = "No figures or quotes found in this article.\n\nv selects words of the text, a writes a note on them."


class HighlightsPane(LineView):
    """Entries in sections; the cursor moves the text, and the text moves the cursor while the pane has no focus."""

    PARTS_CSS = "highlights_pane.tcss"
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
        Binding("enter", "choose", "Go to the text", id="pane.jump", tooltip="Opens a folded group"),
        # With priority, so that letters typed at once find the filter.
        Binding("f", "screen.filter_entries", "Filter", id="pane.filter", priority=True,
                tooltip="Words narrow figures, quotes and notes as you type"),
        Binding("escape", "show_all", "All entries", id="pane.show-all", tooltip="Drop the filter"),
        Binding("S", "regroup", "Group", id="pane.group",
                tooltip="By what matters, by kind and speaker, in the order of the text"),
        Binding("l,right", "unfold", "More", id="pane.unfold",
                tooltip="Show the entry in full, or open the group; again: open all groups"),
        Binding("h,left", "fold", "Less", id="pane.fold", show=False,
                tooltip="Show the entry short, or fold its group; again: fold all groups"),
        Binding("j,down", "step(1)", "Down", id="pane.next", show=False, tooltip="Next entry; takes a count"),
        Binding("k,up", "step(-1)", "Up", id="pane.previous", show=False, tooltip="Previous entry; takes a count"),
        Binding("right_curly_bracket,right_square_bracket", "group(1)", "Next group", id="pane.next-group", show=False),
        Binding("left_curly_bracket,left_square_bracket", "group(-1)", "Previous group", id="pane.previous-group",
                show=False),
        Binding("space,pagedown,ctrl+f,ctrl+d", "page(1)", "Page down", id="pane.page-down", show=False),
        Binding("b,pageup,ctrl+b,ctrl+u", "page(-1)", "Page up", id="pane.page-up", show=False),
        Binding("g,home", "edge(-1)", "First entry", id="pane.top", show=False),
        Binding("G,end", "edge(1)", "Last entry", id="pane.bottom", show=False),
    ]  # fmt: skip

    class Moved(Report):
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

    class Chosen(Report):
        """The user goes to the place of an entry."""

        pane: HighlightsPane
        entry: Entry

        @property
        def control(self) -> HighlightsPane:
            """The pane that sent it."""
            return self.pane

    class Rearranged(Report):
        """The user groups, folds or filters otherwise."""

        pane: HighlightsPane
        said: str
        """What to say of it."""

        @property
        def control(self) -> HighlightsPane:
            """The pane that sent it."""
            return self.pane

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._entries: Sequence[Entry] = ()
        self._sections: list[Section] = []
        self._digest = Digest([], [])
        self._whole: set[tuple[object, ...]] = set()
        self._cursor = 0
        self._here: Span | None = None
        self._version = 0
        self.grouping = Grouping.RANK
        """How the entries are grouped."""
        self.folded: dict[str, None] = {}
        """Titles of the folded sections, the latest last; they stay folded from article to article."""
        self.words = ""
        """What the entries are narrowed by."""

    # -- content -----------------------------------------------------------------------------------------------

    @property
    def current(self) -> Entry | None:
        """The entry under the cursor; None on the heading of a folded group."""
        return self._digest.stops[self._cursor].entry if self._cursor < len(self._digest.stops) else None

    @property
    def found(self) -> tuple[int, int]:
        """How many entries the filter lets through, and how many there are."""
        return sum(len(section.entries) for section in self._sections), len(self._entries)

    def show(self, entries: Sequence[Entry] | None) -> None:
        """Show the entries of another article from the first on; None when no article is shown."""
        self._entries = entries or ()
        self.empty_text = "" if entries is None or entries else _NOTHING
        self.words = ""
        self._whole.clear()
        self._here = None
        self._measure()
        self._cursor = 0
        self.scroll_to_line(0)

    def update_entries(self, entries: Sequence[Entry]) -> None:
        """Show the changed entries of the same article, and stay where the user is."""
        self._entries = entries
        self.empty_text = "" if entries else _NOTHING
        self._measure()

    def set_grouping(self, grouping: Grouping, folded: Iterable[str]) -> None:
        """Group the entries, and fold sections by their titles."""
        self.grouping = grouping
        self.folded = dict.fromkeys(folded)
        self._measure()

    def narrow(self, words: str) -> None:
        """Show only the entries with these words; none for all of them."""
        self.words = words
        self._measure()
        self._show_cursor()
        if words:
            self._say_where()

    def follow(self, here: Span | None, focus: Span | None) -> None:
        """Show which entries stand in the paragraph that is read, and go to the first unless the pane has focus."""
        if here != self._here:
            before, self._here = self._stops_here(), here
            for number in {*before} ^ {*self._stops_here()}:
                self._refresh_stop(number)
        if self.has_focus or here is None:
            return
        target = None if focus is None else self._stop_of(focus)
        if target is None:
            target = next(iter(self._stops_here()), None)
        if target is not None:
            self._go(target)

    def _stop_of(self, span: Span) -> int | None:
        """Return the stop of the entry with this span, or of the folded section that holds it."""
        for number, stop in enumerate(self._digest.stops):
            members = self._sections[stop.section].entries if stop.entry is None else (stop.entry,)
            if any(entry.span == span for entry in members):
                return number
        return None

    def _stops_here(self) -> list[int]:
        """Return the entries that stand in the paragraph that is read."""
        return [number for number, stop in enumerate(self._digest.stops) if self._is_here(stop.entry)]

    def _is_here(self, entry: Entry | None) -> bool:
        return not (self._here is None or entry is None or entry.span is None) and entry.span.overlaps(self._here)

    # -- layout ------------------------------------------------------------------------------------------------

    def _measure(self) -> None:
        """Lay out anew, with the cursor on the same entry, on the heading of its group, or near where it was."""
        at = self._digest.stops[self._cursor] if self._cursor < len(self._digest.stops) else None
        title = self._sections[at.section].title if at is not None else None
        self._sections = arranged(narrowed(self._entries, self.words), self.grouping)
        note = ""
        if self.words:
            shown, of = self.found
            note = f"{shown} of {of} with “{self.words}”. Esc shows all."
        width = max(8, self.line_width - _GUTTER - 1)
        self._digest = lay_out(
            self._sections, width, self.page_height, folded=self.folded, whole=self._whole, note=note
        )
        self._cursor = self._same_stop(at.entry if at else None, title)
        self._version += 1
        self.set_line_count(len(self._digest.lines))
        self.forget_lines()

    def _same_stop(self, entry: Entry | None, title: str | None) -> int:
        stops = self._digest.stops
        if entry is not None:
            wanted = key_of(entry)
            for number, stop in enumerate(stops):
                if stop.entry is not None and key_of(stop.entry) == wanted:
                    return number
        for number, stop in enumerate(stops):
            if self._sections[stop.section].title == title and (entry is None or stop.entry is None):
                return number
        return max(0, min(self._cursor, len(stops) - 1))

    def resized(self) -> None:
        """Wrap anew."""
        self._measure()
        self._show_cursor()

    # -- painting ----------------------------------------------------------------------------------------------

    def line_key(self, line: int) -> Hashable:
        """Return the line, and whether the cursor stands on its entry and its entry in the paragraph that is read."""
        stop = self._digest.lines[line].stop
        is_here = stop is not None and self._is_here(self._digest.stops[stop].entry)
        return (line, self._version, self._cursor_style(stop), is_here)

    def _cursor_style(self, stop: int | None) -> tuple[str, ...]:
        if stop is None or stop != self._cursor:
            return ()
        return ("highlights-pane--cursor" if self.has_focus else "highlights-pane--cursor-idle",)

    def make_line(self, line: int, width: int) -> list[Segment]:
        """Return one line of the pane."""
        shown = self._digest.lines[line]
        cursor = self._cursor_style(shown.stop)
        entry = None if shown.stop is None else self._digest.stops[shown.stop].entry
        sign = "▌" if cursor else "▏" if self._is_here(entry) else " "
        base = (f"highlights-pane--{shown.look}",) if shown.look else ()
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
            before, self._cursor = self._cursor, number
            self._refresh_stop(before)
            self._refresh_stop(number)
        self._show_cursor()

    def _refresh_stop(self, number: int) -> None:
        if number < len(self._digest.stops):
            stop = self._digest.stops[number]
            self.refresh_lines(stop.first_line, stop.number_of_lines)

    def _show_cursor(self) -> None:
        stops = self._digest.stops
        if self._cursor < len(stops):
            stop = stops[self._cursor]
            self.show_lines(stop.first_line, stop.number_of_lines, margin=2)

    def _move(self, number: int) -> None:
        if self._digest.stops:
            self._go(max(0, min(number, len(self._digest.stops) - 1)))
            self._say_where()

    def _say_where(self) -> None:
        if self.current is not None:
            self.post_message(self.Moved(self, self.current))

    def action_step(self, direction: int) -> None:
        """Move by entries."""
        self._move(self._cursor + direction * (self.take_count() or 1))

    def action_page(self, direction: int) -> None:
        """Move by as many entries as a page shows, and by one at least."""
        firsts = [stop.first_line for stop in self._digest.stops]
        wanted = (firsts[self._cursor] if self._cursor < len(firsts) else 0) + direction * self.page_height
        near = [number for number, line in enumerate(firsts) if (line <= wanted) == (direction > 0)]
        if direction > 0:
            self._move(max(near[-1] if near else 0, self._cursor + 1))
        else:
            self._move(min(near[0] if near else 0, self._cursor - 1))

    def action_edge(self, direction: int) -> None:
        """Go to the first or the last entry."""
        self._move(0 if direction < 0 else len(self._digest.stops))

    def action_group(self, direction: int) -> None:
        """Go to the first entry of the next or the previous group."""
        of = [stop.section for stop in self._digest.stops]
        firsts = [number for number, section in enumerate(of) if not number or of[number - 1] != section]
        if direction > 0:
            self._move(next((number for number in firsts if number > self._cursor), self._cursor))
        else:
            self._move(next((number for number in reversed(firsts) if number < self._cursor), 0))

    def action_choose(self) -> None:
        """Go to the place of the entry in the text, or open the group under the cursor."""
        if self.current is not None:
            self.post_message(self.Chosen(self, self.current))
        elif self._digest.stops:
            self.action_unfold()

    # -- grouping, folding, filtering --------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Give Esc to the filter only while there is one."""
        if action == "show_all":
            return bool(self.words)
        return super().check_action(action, parameters)

    def action_show_all(self) -> None:
        """Drop the filter."""
        self.narrow("")
        self.post_message(self.Rearranged(self, f"All {len(self._entries)} entries."))

    def action_regroup(self) -> None:
        """Group the entries another way."""
        ways = list(Grouping)
        self.grouping = ways[(ways.index(self.grouping) + 1) % len(ways)]
        self._measure()
        self._show_cursor()
        self.post_message(self.Rearranged(self, f"Grouped: {self.grouping}."))

    def action_unfold(self) -> None:
        """Open the folded group here, else show the entry here in full, else open all groups."""
        if not self._digest.stops:
            return
        section, entry = self._section_here(), self.current
        said = ""
        if entry is None:
            self.folded.pop(section.title, None)
        elif key_of(entry) not in self._whole and self._is_cut(entry, section):
            self._whole.add(key_of(entry))
            said = "In full; h shows it short again."
        elif self.folded:
            self.folded.clear()
            said = "All groups are open."
        else:
            said = "Nothing of this entry is hidden."
        self._change(said or f"{section.title}: {len(section.entries)}")

    def action_fold(self) -> None:
        """Show the entry here short again, else fold its group, else fold all groups."""
        if not self._digest.stops:
            return
        section, entry = self._section_here(), self.current
        said = f"{section.title}: folded; l opens it."
        if entry is not None and key_of(entry) in self._whole:
            self._whole.discard(key_of(entry))
            said = "Short again."
        elif entry is not None:
            self.folded[section.title] = None
        else:
            self.folded.update(dict.fromkeys(each.title for each in self._sections))
            said = "All groups are folded; l opens this one."
        self._change(said)

    def _section_here(self) -> Section:
        return self._sections[self._digest.stops[self._cursor].section]

    def _is_cut(self, entry: Entry, section: Section) -> bool:
        return is_cut(entry, section, self._sections, max(8, self.line_width - _GUTTER - 1), self.page_height)

    def _change(self, said: str) -> None:
        self._measure()
        self._show_cursor()
        self.post_message(self.Rearranged(self, said))
        self._say_where()

    # -- focus and mouse ---------------------------------------------------------------------------------------

    def on_focus(self) -> None:
        """Paint the cursor as the one that keys move, and show where it stands in the text."""
        self.refresh()
        self._say_where()

    def on_blur(self) -> None:
        """Paint the cursor as idle."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Go to the entry that was clicked and show it in the text; a heading folds its group, or opens it."""
        offset = event.get_content_offset(self)
        number = -1 if offset is None else offset.y + self.scroll_offset.y
        if not 0 <= number < len(self._digest.lines):
            return
        line = self._digest.lines[number]
        if line.section is not None:
            title = self._sections[line.section].title
            if line.stop is None:
                self.folded[title] = None
            else:
                self.folded.pop(title, None)
            self._change("")
        elif line.stop is not None:
            self._move(line.stop)
