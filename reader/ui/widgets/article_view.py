"""ArticleView: reading an article by line, paragraph, heading and highlight."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding

from reader.articles.kinds import BlockKind
from reader.text import Span
from reader.ui.marks import Kind
from reader.ui.report import Report
from reader.ui.widgets.selecting_view import SelectingView

if TYPE_CHECKING:
    from textual.binding import BindingType


_WALKS = frozenset({"highlight", "figure", "quote", "note", "heading"})


class ArticleView(SelectingView):
    """Reading view: moves through the text, and says where from, so that one can go back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down,enter", "line(1)", "Line down", id="article.line-down", show=False),
        Binding("k,up", "line(-1)", "Line up", id="article.line-up", show=False),
        Binding("space,pagedown,ctrl+f", "page(1)", "Page down", id="article.page-down", show=False),
        Binding("b,pageup,ctrl+b", "page(-1)", "Page up", id="article.page-up", show=False),
        Binding("ctrl+d", "page(0.5)", "Half a page down", id="article.half-down", show=False),
        Binding("ctrl+u", "page(-0.5)", "Half a page up", id="article.half-up", show=False),
        Binding("g,home", "top", "Beginning", id="article.top", show=False),
        Binding("G,end", "bottom", "End", id="article.bottom", show=False),
        Binding("percent_sign", "percent", "To the middle", id="article.percent", show=False,
                tooltip="With a count, to that per cent of the article: 80%"),
        Binding("right_curly_bracket", "paragraph(1)", "Next paragraph", id="article.next-paragraph", show=False),
        Binding(
            "left_curly_bracket", "paragraph(-1)", "Previous paragraph", id="article.previous-paragraph", show=False
        ),
        Binding("right_square_bracket,right_square_bracket right_square_bracket", "highlight(1)", "Next highlight",
                id="article.next-highlight", tooltip="Next figure or quote; takes a count"),
        Binding("left_square_bracket,left_square_bracket left_square_bracket", "highlight(-1)", "Previous highlight",
                id="article.previous-highlight", show=False),
        Binding("right_square_bracket f", "figure(1)", "Next figure", id="article.next-figure", show=False),
        Binding("left_square_bracket f", "figure(-1)", "Previous figure", id="article.previous-figure", show=False),
        Binding("right_square_bracket q", "quote(1)", "Next quote", id="article.next-quote", show=False),
        Binding("left_square_bracket q", "quote(-1)", "Previous quote", id="article.previous-quote", show=False),
        Binding("right_square_bracket n,right_parenthesis", "note(1)", "Next note", id="article.next-note", show=False),
        Binding("left_square_bracket n,left_parenthesis", "note(-1)", "Previous note", id="article.previous-note",
                show=False),
        Binding("right_square_bracket h", "heading(1)", "Next heading", id="article.next-heading", show=False),
        Binding("left_square_bracket h", "heading(-1)", "Previous heading", id="article.previous-heading", show=False),
        Binding(
            "v",
            "select",
            "Select",
            id="article.select",
            tooltip="A caret in the text; again: select from here",
        ),
        Binding("w,e", "select_word(1)", "Word further", id="select.word", show=False,
                tooltip="With a count: selects so many words"),
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
    ]  # fmt: skip

    class Focused(Report):
        """The user stands on a highlight or an annotation, or on none any more."""

        view: ArticleView
        span: Span | None

        @property
        def control(self) -> ArticleView:
            """The view that sent it."""
            return self.view

    class Jumped(Report):
        """The user went to a place far off; what is there may still be painted."""

        view: ArticleView
        origin: int
        """Where they were: an offset in the text."""

        @property
        def control(self) -> ArticleView:
            """The view that sent it."""
            return self.view

    class Missed(Report):
        """There is nothing more of what the user looks for."""

        view: ArticleView
        what: str
        """`note`, `heading`."""
        direction: int

        @property
        def control(self) -> ArticleView:
            """The view that sent it."""
            return self.view

    class Ended(Report):
        """The user turned the page at the end."""

        view: ArticleView

        @property
        def control(self) -> ArticleView:
            """The view that sent it."""
            return self.view

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Give keys of selecting only while the caret is in the text, and keys of reading only while it is not."""
        if action.startswith("select_"):
            return self.is_selecting
        if action in _WALKS and self.is_selecting:
            return False
        if action in {"line", "page", "top", "bottom", "percent"} and self.is_selecting:
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
            if pages >= 1:
                self.post_message(self.Ended(self))
            blocks = list(self._layout.block_rows)
            if blocks:
                self.set_block(blocks[-1] if pages > 0 else blocks[0])

    def action_top(self) -> None:
        """Go to the beginning; with a count, to that paragraph."""
        count = self.take_count()
        blocks = list(self._layout.block_rows)
        self._leave()
        self.scroll_to_line(0)
        if blocks:
            self.set_block(blocks[min(count or 1, len(blocks)) - 1])

    def action_bottom(self) -> None:
        """Go to the end."""
        self._leave()
        self.scroll_to_line(self._line_count)
        blocks = list(self._layout.block_rows)
        if blocks:
            self.set_block(blocks[-1])
            self.scroll_to_line(self._line_count)

    def action_percent(self) -> None:
        """Go to a share of the article, as in less: `80%`; to the middle without a count."""
        percent = min(self.take_count() or 50, 100)
        self._leave()
        self.scroll_to_line(round(max(0, self._line_count - self.page_height) * percent / 100))

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
        self._walk("highlight", self.places(Kind.FIGURE, Kind.QUOTE), direction)

    def action_figure(self, direction: int) -> None:
        """Stand on the next or previous figure."""
        self._walk("figure", self.places(Kind.FIGURE), direction)

    def action_quote(self, direction: int) -> None:
        """Stand on the next or previous quote."""
        self._walk("quote", self.places(Kind.QUOTE), direction)

    def action_note(self, direction: int) -> None:
        """Stand on the next or previous annotation."""
        self._walk("note", self.places(Kind.NOTE), direction)

    def _walk(self, what: str, places: list[Span], direction: int) -> None:
        count = self.take_count() or 1
        here = self.focused_span
        if here is None:
            block = self.block_span or Span(0, 0)
            number = bisect_left(places, Span(block.start, block.start)) - (direction > 0)
        else:
            number = bisect_right(places, here) - 1 if direction > 0 else bisect_left(places, here)
        number += direction * count
        if 0 <= number < len(places):
            self._leave()
            self.focus_span(places[number])
            self.post_message(self.Focused(self, places[number]))
        else:
            self.post_message(self.Focused(self, here))
            self.post_message(self.Missed(self, what, direction))

    def action_heading(self, direction: int) -> None:
        """Go to the next or previous heading."""
        count = self.take_count() or 1
        headings = [number for number in self._layout.block_rows if self._kinds[number] is BlockKind.HEADING]
        number = bisect_right(headings, self._block) - 1 if direction > 0 else bisect_left(headings, self._block)
        number += direction * count
        if 0 <= number < len(headings):
            self.go_to(self._blocks[headings[number]].start)
        else:
            self.post_message(self.Missed(self, "heading", direction))

    def go_to(self, offset: int) -> None:
        """Jump to a place in the text, and show it near the top."""
        self._leave()
        self.show_place(offset)

    @property
    def here(self) -> int:
        """The place where the user is: of the highlight or match they stand on, else of the paragraph."""
        span = self.focused_span or self.match_span or self.block_span
        return 0 if span is None else span.start

    def _leave(self) -> None:
        if self._blocks:
            self.post_message(self.Jumped(self, self.here))

    def bookmark(self) -> object:
        """Return what `return_to` takes: where the user is, to the line."""
        return self.scroll_offset.y, self._block, self.focused_span

    def return_to(self, bookmark: object) -> None:
        """Go back to where the user was."""
        top, block, focus = cast("tuple[int, int, Span | None]", bookmark)
        self.focus_span(focus)
        self.scroll_to_line(top)
        self._make_current(block)

    # -- mouse -----------------------------------------------------------------------------------------------------

    def point_at(self, offset: int, block: int) -> None:
        """Stand on the highlight or annotation that was clicked, or on the paragraph."""
        places = [*self.places(Kind.NOTE), *self.places(Kind.FIGURE, Kind.QUOTE)]
        hit = next((place for place in places if place.start <= offset < place.end), None)
        self.focus_span(hit)
        self.post_message(self.Focused(self, hit))
        if hit is None:
            self._block = block
            self.refresh()
            self.announce()
