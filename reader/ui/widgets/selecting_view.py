"""SelectingView: a caret and a selection in the text of an article, by keyboard and by mouse."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reader.text import Span
from reader.ui import selecting
from reader.ui.layout import RowKind
from reader.ui.marks import Kind, Mark
from reader.ui.report import Report
from reader.ui.selecting import Selection
from reader.ui.widgets.text_view import GUTTER, TextView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.message import Message
    from textual.timer import Timer

    from reader.articles.article import Article

_SCROLL_SECONDS = 0.05
"""Between two lines while the mouse drags beyond the edge."""


class SelectingView(TextView, is_part=True):
    """`v` puts a caret into the text, a second `v` begins to select; units and the mouse select at once."""

    class Selected(Report):
        """The selection changed."""

        view: SelectingView
        span: Span | None
        """What is selected, if anything."""
        is_selecting: bool
        """The caret is in the text."""

        def can_replace(self, message: Message) -> bool:
            """Only the last selection matters."""
            return isinstance(message, SelectingView.Selected)

        @property
        def control(self) -> SelectingView:
            """The view that sent it."""
            return self.view

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._selection: Selection | None = None
        self._dragged_from: Span | None = None
        self._drag_at: tuple[int, int] = (0, 0)
        self._scroller: Timer | None = None

    # -- content -----------------------------------------------------------------------------------------------

    def set_article(self, article: Article | None, marks: Sequence[Mark] = (), *, position: int = 0) -> None:
        """Show an article from a position in its text on; nothing is selected in it yet."""
        if self._selection is not None:
            self._select(None)
        super().set_article(article, marks, position=position)

    def dynamic_marks(self) -> list[Mark]:
        """Return what the user stands on, and the selection with its caret."""
        marks = super().dynamic_marks()
        if self._selection is not None:
            span = self._selection.span
            if span is not None:
                marks.append(Mark(span.start, span.end, Kind.SELECTED))
            head = self._selection.head
            marks.append(Mark(head, max(head + 1, selecting.next_grapheme(self._text, head)), Kind.CARET))
        return marks

    @property
    def selection(self) -> Span | None:
        """What is selected, if anything."""
        return None if self._selection is None else self._selection.span

    @property
    def is_selecting(self) -> bool:
        """Tell whether the caret is in the text."""
        return self._selection is not None

    @property
    def words_here(self) -> Span | None:
        """What is selected, else the word at the caret, else what the user stands on."""
        if self._selection is None:
            return self.focused_span or self.match_span
        return self.selection or selecting.word_at(self._text, self._selection.head)

    # -- selecting by keyboard ---------------------------------------------------------------------------------

    def action_select(self) -> None:
        """Put the caret into the text; again, begin to select with the word there; again, let go."""
        if self._selection is None:
            start = self.focused_span or (self._match and Span(self._match.start, self._match.end)) or self.block_span
            if start is not None:
                self._select(Selection(start.start))
        elif self._selection.anchor is None:
            head = self._selection.head
            self._select(Selection(selecting.word_end(self._text, head), head))
        else:
            self._select(Selection(self._selection.head))

    def action_select_none(self) -> None:
        """Drop what is selected; with nothing selected, take the caret out of the text."""
        if self._selection is not None and self._selection.anchor is not None:
            self._select(Selection(min(self._selection.head, self._selection.anchor)))
        else:
            self._select(None)

    def drop_selection(self) -> None:
        """Take selection and caret out of the text."""
        self._select(None)

    def action_select_word(self, direction: int) -> None:
        """Move by words; with a count, and while selecting, whole words come in."""
        selection = self._selection
        if selection is not None and selection.anchor is None and self.has_count and direction > 0:
            start = selecting.word_at(self._text, selection.head).start
            self._selection = Selection(start, start)
        is_open = self._selection is not None and self._selection.anchor is not None
        forward = selecting.word_end if is_open else selecting.next_word
        self._move(forward if direction > 0 else selecting.previous_word)

    def action_select_character(self, direction: int) -> None:
        """Move by characters as people see them."""
        self._move(selecting.next_grapheme if direction > 0 else selecting.previous_grapheme)

    def action_select_line(self, direction: int) -> None:
        """Move by rows of the screen, in the same column."""
        from reader.ui.tables import column_of, offset_of  # nothing is selected before the first frame

        layout = self._layout

        def other_row(text: str, at: int) -> int:
            number = layout.row_of(at)
            row = layout.rows[number]
            place = bisect_left(layout.text_rows, number) + direction
            if not 0 <= place < len(layout.text_rows):
                return row.end if direction > 0 else row.start
            other = layout.rows[layout.text_rows[place]]
            column = row.indent + column_of(text, row.start, at, row.gaps or ()) - other.indent
            return selecting.snapped(text, offset_of(text, other.start, other.end, column, other.gaps or ()))

        self._move(other_row)

    def action_select_edge(self, direction: int) -> None:
        """Move to the start or the end of the row."""
        layout = self._layout

        def edge(_: str, at: int) -> int:
            row = layout.rows[layout.row_of(at)]
            return row.end if direction > 0 else row.start

        self._move(edge)

    def action_select_sentence(self) -> None:
        """Select the sentence at the caret, or one more."""
        units = [unit for block in self._blocks_from_caret() for unit in selecting.sentences(self._text, block)]
        self._select_units(units)

    def action_select_paragraph(self) -> None:
        """Select the paragraph at the caret, or one more."""
        self._select_units(self._blocks_from_caret())

    def _blocks_from_caret(self) -> list[Span]:
        if self._selection is None:
            return []
        head = self._selection.head
        shown = [self._blocks[number] for number in self._layout.block_rows]
        first = next((n for n, block in enumerate(shown) if block.end > head), len(shown) - 1)
        return shown[max(0, first) : max(0, first) + 20]

    def _select_units(self, units: Sequence[Span]) -> None:
        if self._selection is not None:
            self._select(selecting.by_unit(self._selection, units, self.take_count() or 1))

    def action_select_other_end(self) -> None:
        """Move the other end of the selection from now on."""
        if self._selection is not None:
            self._select(self._selection.turned())

    def _move(self, move: Callable[[str, int], int]) -> None:
        if self._selection is None or not self._layout.text_rows:
            return
        head = self._selection.head
        for _ in range(min(self.take_count() or 1, 1000)):
            head = max(0, min(move(self._text, head), len(self._text)))
        self._select(self._selection.at(head))

    def _select(self, selection: Selection | None) -> None:
        self._selection = selection
        if selection is not None:
            row = self._layout.row_of(max(0, selection.head - 1) if selection.anchor is not None else selection.head)
            self.show_lines(row, margin=1)
            self._block = self._layout.rows[row].block if self._layout.rows else 0
        self.refresh()
        self.refresh_bindings()
        self.post_message(self.Selected(self, self.selection, self.is_selecting))

    # -- mouse -------------------------------------------------------------------------------------------------

    def _offset_under(self, x: int, y: int) -> int | None:
        line = y + self.scroll_offset.y
        if not self._layout.text_rows:
            return None
        row = self._layout.rows[max(0, min(line, len(self._layout.rows) - 1))]
        if row.kind is not RowKind.TEXT:
            near = self._layout.text_row_near(line)
            return None if near is None else near.start if line <= self._layout.text_rows[-1] else near.end
        from reader.ui.tables import offset_of  # nobody clicks before the first frame

        column = x - self._margin - GUTTER - row.indent
        offset = offset_of(self._text, row.start, row.end, column, row.gaps or ())
        return selecting.snapped(self._text, offset)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a drag: nothing is selected before the mouse moves."""
        offset = self._offset_under(event.x, event.y)
        if event.button != 1 or offset is None:
            return
        self._dragged_from = Span(offset, offset)
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select from where the drag began to here; beyond the edge the text scrolls."""
        if self._dragged_from is None:
            return
        self._drag_at = (event.x, event.y)
        self._drag()

    def _drag(self) -> None:
        if self._dragged_from is None:
            return
        x, y = self._drag_at
        if not 0 <= y < self.page_height and self._scroller is None:
            # Also while the mouse keeps still, for then the terminal sends nothing; one line at a time, however many
            # moves there are beyond the edge.
            self._scroller = self.set_timer(_SCROLL_SECONDS, self._scroll_on)
        offset = self._offset_under(x, max(0, min(y, self.page_height - 1)))
        if offset is not None and (self._selection is not None or offset != self._dragged_from.start):
            self._selection = Selection(offset, self._dragged_from.start)
            self.refresh()

    def _scroll_on(self) -> None:
        self._scroller = None
        if self._dragged_from is not None:
            self.scroll_to_line(self.scroll_offset.y + (1 if self._drag_at[1] > 0 else -1))
            self._drag()

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """End the drag and say what is selected."""
        if self._dragged_from is None:
            return
        self._dragged_from = None
        self.release_mouse()
        if self._selection is not None:
            self._select(self._selection)

    def on_click(self, event: events.Click) -> None:
        """Once: stand on the highlight there, or on the paragraph. Twice: the word. Three times: the paragraph."""
        offset = self._offset_under(event.x, event.y)
        if offset is None:
            return
        block = next((n for n, span in enumerate(self._blocks) if span.end > offset), 0)
        if event.chain == 2:
            word = selecting.word_at(self._text, offset)
            self._select(Selection(word.end, word.start))
        elif event.chain == 3:
            self._select(Selection(self._blocks[block].end, self._blocks[block].start))
        elif self.selection is None:
            self._select(None)
            self.point_at(offset, block)

    def point_at(self, offset: int, block: int) -> None:
        """Do what a single click does; `block` is the number of the paragraph there."""
