"""ArticleView: reading an article by line, paragraph and highlight, and selecting in it by keyboard and mouse."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from reader.text import Span
from reader.ui import selecting
from reader.ui.layout import RowKind
from reader.ui.marks import Kind, Mark
from reader.ui.report import Report
from reader.ui.selecting import Selection
from reader.ui.widgets.text_view import GUTTER, TextView
from reader.ui.wrapping import cell_at, offset_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.message import Message

    from reader.articles.article import Article

_SCROLL_SECONDS = 0.05
"""Between two lines while the mouse drags beyond the edge."""


class ArticleView(TextView):
    """Reading view: `v` puts a caret into the text, a second `v` begins to select, units select at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "line(1)", "Line down", id="article.line-down", show=False),
        Binding("k,up", "line(-1)", "Line up", id="article.line-up", show=False),
        Binding("space,pagedown,ctrl+f", "page(1)", "Page down", id="article.page-down", show=False),
        Binding("b,pageup,ctrl+b", "page(-1)", "Page up", id="article.page-up", show=False),
        Binding("ctrl+d", "page(0.5)", "Half a page down", id="article.half-down", show=False),
        Binding("ctrl+u", "page(-0.5)", "Half a page up", id="article.half-up", show=False),
        Binding("g,home", "top", "Beginning", id="article.top", show=False),
        Binding("G,end", "bottom", "End", id="article.bottom", show=False),
        Binding("right_curly_bracket", "paragraph(1)", "Next paragraph", id="article.next-paragraph", show=False),
        Binding(
            "left_curly_bracket", "paragraph(-1)", "Previous paragraph", id="article.previous-paragraph", show=False
        ),
        Binding(
            "right_square_bracket",
            "highlight(1)",
            "Next highlight",
            id="article.next-highlight",
            tooltip="Next figure or quote; takes a count",
        ),
        Binding(
            "left_square_bracket", "highlight(-1)", "Previous highlight", id="article.previous-highlight", show=False
        ),
        Binding("right_parenthesis", "note(1)", "Next note", id="article.next-note", show=False),
        Binding("left_parenthesis", "note(-1)", "Previous note", id="article.previous-note", show=False),
        Binding(
            "v",
            "select",
            "Select",
            id="article.select",
            tooltip="A caret in the text; again: select from here",
        ),
        Binding("w,e", "select_word(1)", "Word further", id="select.word", show=False),
        Binding("b", "select_word(-1)", "Word back", id="select.word-back", show=False),
        Binding("l,right", "select_character(1)", "Character further", id="select.character", show=False),
        Binding("h,left", "select_character(-1)", "Character back", id="select.character-back", show=False),
        Binding("j,down", "select_line(1)", "Line further", id="select.line", show=False),
        Binding("k,up", "select_line(-1)", "Line back", id="select.line-back", show=False),
        Binding("0,home", "select_edge(-1)", "Start of the line", id="select.line-start", show=False),
        Binding("dollar_sign,end", "select_edge(1)", "End of the line", id="select.line-end", show=False),
        Binding(
            "s", "select_sentence", "Sentence", id="select.sentence", tooltip="Select the sentence; again: one more"
        ),
        Binding(
            "p", "select_paragraph", "Paragraph", id="select.paragraph", tooltip="Select the paragraph; again: one more"
        ),
        Binding("o", "select_other_end", "Other end", id="select.other-end", show=False),
        Binding("escape,q", "select_none", "Stop selecting", id="select.stop"),
    ]

    class Selected(Report):
        """The selection changed."""

        view: ArticleView
        span: Span | None
        """What is selected, if anything."""
        is_selecting: bool
        """The caret is in the text."""

        def can_replace(self, message: Message) -> bool:
            """Only the last selection matters."""
            return isinstance(message, ArticleView.Selected)

        @property
        def control(self) -> ArticleView:
            """The view that sent it."""
            return self.view

    class Focused(Report):
        """The user stands on a highlight or an annotation, or on none any more."""

        view: ArticleView
        span: Span | None

        @property
        def control(self) -> ArticleView:
            """The view that sent it."""
            return self.view

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._selection: Selection | None = None
        self._dragged_from: Span | None = None
        self._drag_at: tuple[int, int] = (0, 0)

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
    def focused_span(self) -> Span | None:
        """The highlight or annotation that the user stands on."""
        return None if self._focus is None else Span(self._focus.start, self._focus.end)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Give keys of selecting only while the caret is in the text, and keys of reading only while it is not."""
        if action.startswith("select_"):
            return self.is_selecting
        if action in {"highlight", "note"} and self.is_selecting:
            return False
        if action in {"line", "page", "top", "bottom"} and self.is_selecting:
            return action == "page" and parameters[0] not in (1, -1)
        return super().check_action(action, parameters)

    # -- reading -----------------------------------------------------------------------------------------------

    def action_line(self, direction: int) -> None:
        """Scroll by lines; at the end of the text, move on by paragraphs."""
        count = self.take_count() or 1
        before = self.scroll_offset.y
        self.scroll_to_line(before + direction * count)
        if self.scroll_offset.y == before:
            self._step_block(direction * count)

    def action_page(self, pages: float) -> None:
        """Scroll by pages, with two lines of overlap; what is shown stays in the same order."""
        lines = int(abs(pages) * self.page_height) - (2 if abs(pages) == 1 and self.page_height > 4 else 0)
        before = self.scroll_offset.y
        self.scroll_to_line(before + max(1, lines) * (1 if pages > 0 else -1))
        if self.scroll_offset.y == before:
            blocks = list(self._layout.block_rows)
            if blocks:
                self.set_block(blocks[-1] if pages > 0 else blocks[0])

    def action_top(self) -> None:
        """Go to the beginning; with a count, to that paragraph."""
        count = self.take_count()
        blocks = list(self._layout.block_rows)
        self.scroll_to_line(0)
        if blocks:
            self.set_block(blocks[min(count or 1, len(blocks)) - 1])

    def action_bottom(self) -> None:
        """Go to the end."""
        self.scroll_to_line(self._line_count)
        blocks = list(self._layout.block_rows)
        if blocks:
            self.set_block(blocks[-1])
            self.scroll_to_line(self._line_count)

    def action_paragraph(self, direction: int) -> None:
        """Move by paragraphs."""
        count = (self.take_count() or 1) * direction
        if self._selection is not None:
            span = self.block_span
            if span is not None:
                self._step_block(count)
                span = self.block_span or span
                self._select(self._selection.at(span.start if direction < 0 else span.end))
        else:
            self._step_block(count)

    def _step_block(self, count: int) -> None:
        blocks = list(self._layout.block_rows)
        if blocks:
            here = bisect_left(blocks, self._block)
            self.set_block(blocks[max(0, min(here + count, len(blocks) - 1))])

    def action_highlight(self, direction: int) -> None:
        """Stand on the next or previous figure or quote."""
        self._walk(self.places(Kind.FIGURE, Kind.QUOTE), direction)

    def action_note(self, direction: int) -> None:
        """Stand on the next or previous annotation."""
        self._walk(self.places(Kind.NOTE), direction)

    def _walk(self, places: list[Span], direction: int) -> None:
        count = self.take_count() or 1
        here = self.focused_span
        if here is None:
            block = self.block_span or Span(0, 0)
            number = bisect_left(places, Span(block.start, block.start)) - (direction > 0)
        else:
            number = bisect_right(places, here) - 1 if direction > 0 else bisect_left(places, here)
        number += direction * count
        if 0 <= number < len(places):
            self.focus_span(places[number])
            self.post_message(self.Focused(self, places[number]))
        else:
            self.post_message(self.Focused(self, here))

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
        """Move by words; while selecting, whole words come in."""
        is_open = self._selection is not None and self._selection.anchor is not None
        forward = selecting.word_end if is_open else selecting.next_word
        self._move(forward if direction > 0 else selecting.previous_word)

    def action_select_character(self, direction: int) -> None:
        """Move by characters as people see them."""
        self._move(selecting.next_grapheme if direction > 0 else selecting.previous_grapheme)

    def action_select_line(self, direction: int) -> None:
        """Move by rows of the screen, in the same column."""
        layout = self._layout

        def other_row(text: str, at: int) -> int:
            number = layout.row_of(at)
            row = layout.rows[number]
            place = bisect_left(layout.text_rows, number) + direction
            if not 0 <= place < len(layout.text_rows):
                return row.end if direction > 0 else row.start
            other = layout.rows[layout.text_rows[place]]
            column = row.indent + cell_at(text, row.start, at) - other.indent
            return offset_at(text, other.start, other.end, column)

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
        return offset_at(self._text, row.start, row.end, x - self._margin - GUTTER - row.indent)

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
        if not 0 <= y < self.page_height:
            self.scroll_to_line(self.scroll_offset.y + (1 if y > 0 else -1))
            self.set_timer(_SCROLL_SECONDS, self._drag)
        offset = self._offset_under(x, max(0, min(y, self.page_height - 1)))
        if offset is not None and (self._selection is not None or offset != self._dragged_from.start):
            self._selection = Selection(offset, self._dragged_from.start)
            self.refresh()

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
            self._click_once(offset, block)

    def _click_once(self, offset: int, block: int) -> None:
        places = [*self.places(Kind.NOTE), *self.places(Kind.FIGURE, Kind.QUOTE)]
        hit = next((place for place in places if place.start <= offset < place.end), None)
        self.focus_span(hit)
        self.post_message(self.Focused(self, hit))
        if hit is None:
            self._block = block
            self.refresh()
            self.announce()
