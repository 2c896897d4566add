"""TextView: paints an article with its marks, row by row, and keeps its place when the width changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.reactive import reactive

from reader.articles.kinds import FURNITURE, BlockKind
from reader.text import Span, safe
from reader.ui.byline import byline, tags_line
from reader.ui.layout import METADATA, TEXT_WIDTH, Layout, Row, RowKind, lay_out
from reader.ui.marks import Kind, Mark, cut, per_block
from reader.ui.report import Report
from reader.ui.widgets.line_view import LineView
from reader.ui.wrapping import fit, wrap

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from rich.style import Style
    from textual.message import Message

    from reader.articles.article import Article
    from reader.ui.tables import Gaps

GUTTER = 3
"""Cells left of the text: bar of the current paragraph, sign of a note, a blank."""

_COMPONENT_OF_KIND = {
    Kind.LINK: "article-view--link",
    Kind.FIGURE: "article-view--figure",
    Kind.QUOTE: "article-view--quote",
    Kind.NOTE: "article-view--note",
    Kind.GREEN: "article-view--note-green",
    Kind.BLUE: "article-view--note-blue",
    Kind.RED: "article-view--note-red",
    Kind.MATCH: "article-view--match",
    Kind.FOCUS: "article-view--focus",
    Kind.CURRENT_MATCH: "article-view--match-current",
    Kind.SELECTED: "article-view--selection",
    Kind.CARET: "article-view--caret",
}
"""Laid over each other in this order: what the user does last wins."""

_COMPONENT_OF_BLOCK = {
    BlockKind.TITLE: "article-view--title",
    BlockKind.HEADING: "article-view--heading",
    BlockKind.DEK: "article-view--dek",
    BlockKind.CAPTION: "article-view--caption",
    BlockKind.CODE: "article-view--code",
    BlockKind.TABLE: "article-view--code",
    **dict.fromkeys(FURNITURE, "article-view--furniture"),
    **dict.fromkeys(METADATA, "article-view--furniture"),
}


class TextView(LineView, is_part=True):
    """The text of one article. Marks of several kinds may overlap; each has its own attribute of text."""

    PARTS_CSS = "article_view.tcss"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article-view--byline",
        "article-view--tags",
        "article-view--rule",
        "article-view--hint",
        "article-view--bar",
        "article-view--sign",
        "article-view--table-head",
        *_COMPONENT_OF_KIND.values(),
        *_COMPONENT_OF_BLOCK.values(),
    }

    is_furniture_hidden: reactive[bool] = reactive(False, init=False)
    """Leave out what is no part of the article."""
    column_width: reactive[int] = reactive(TEXT_WIDTH, init=False)
    """Most cells of the text column."""
    ending: reactive[str] = reactive("", init=False)
    """Shown below the last paragraph."""

    class Moved(Report):
        """Another part of the article is being read."""

        view: TextView
        offset: int
        """First code point of the first row on the screen."""
        block: int
        """The current paragraph."""
        fraction: float
        """Share of the article that is above the last row on the screen, 0 to 1."""
        at_end: bool

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, TextView.Moved)

        @property
        def control(self) -> TextView:
            """The view that sent it."""
            return self.view

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._article: Article | None = None
        self._text = ""
        self._header: tuple[str, ...] = ()
        self._header_rows: list[str] = []
        self._tags = ""
        self._tag_rows = 0
        """How many of the last rows of the header show tags."""
        self._title = ""
        self._kinds: list[BlockKind] = []
        self._blocks: list[Span] = []
        self._marks: dict[int, list[Mark]] = {}
        self._all_marks: Sequence[Mark] = ()
        self._versions = (0, 0)
        self._layout = Layout()
        self._margin = 0
        self._block = 0
        self._focus: Mark | None = None
        self._match: Mark | None = None
        self._top: int | None = None

    # -- content -----------------------------------------------------------------------------------------------

    @property
    def article(self) -> Article | None:
        """What is shown."""
        return self._article

    @property
    def text(self) -> str:
        """The text as it is shown: same length and offsets as the article's, without control codes."""
        return self._text

    @property
    def block(self) -> int:
        """Number of the current paragraph."""
        return self._block

    @property
    def block_span(self) -> Span | None:
        """Where the current paragraph stands; None when there is no text."""
        return self._blocks[self._block] if self._block < len(self._blocks) else None

    def set_article(self, article: Article | None, marks: Sequence[Mark] = (), *, position: int = 0) -> None:
        """Show an article from a position in its text on."""
        self._article = article
        self._text = "" if article is None else safe(article.text)
        self._header = () if article is None else byline(article)
        self._title = "" if article is None else article.title
        self._kinds = [] if article is None else [block.kind for block in article.blocks]
        self._blocks = [] if article is None else [block.span for block in article.blocks]
        self._focus = self._match = None
        self._block = 0
        self._top = None
        self._keep_marks(marks)
        self._lay_out()
        top = self._layout.row_of(position) if position > 0 else 0
        self.scroll_to_line(top)
        row = self._layout.text_row_near(top or 0)
        self._block = self._first_prose() if not top else row.block if row is not None else 0
        # Also while the view has no size yet: the place is found when it gets one.
        self._top = position if position > 0 else None
        self.forget_lines()
        self.announce()

    def set_tags(self, tags: Sequence[str]) -> None:
        """Show tags below the title, of this article or of the one that is set next."""
        shown = tags_line(tags)
        if shown != self._tags:
            self._tags = shown
            self._lay_out_in_place()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Mark other places of the same text, without moving it."""
        self._keep_marks(marks)
        self.refresh()

    def _keep_marks(self, marks: Sequence[Mark]) -> None:
        self._marks = per_block(marks, self._blocks)
        self._all_marks = marks
        self._versions = (self._versions[0], self._versions[1] + 1)

    def places(self, *kinds: Kind) -> list[Span]:
        """Return where there are marks of these kinds, in order, each place once."""
        return sorted({Span(each.start, each.end) for each in self._all_marks if each.kind in kinds})

    def _first_prose(self) -> int:
        if self._article is None:
            return 0
        skipped = METADATA | FURNITURE | {BlockKind.TITLE, BlockKind.CAPTION}
        numbers = (n for n, block in enumerate(self._article.blocks) if block.kind not in skipped)
        return next(numbers, 0)

    # -- layout ------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        width = self.line_width
        if self._article is None or width <= 0:
            self._layout = Layout()
            self.set_line_count(0)
            return
        column = max(4, min(self.column_width, width - GUTTER - 1))
        self._margin = max(0, (width - column - GUTTER) // 2)
        # An address that does not fit is cut: it can be copied and opened, and is not for reading.
        self._header_rows = [line[a:b] for line in self._header[:1] for a, b in wrap(line, column)]
        self._header_rows += [fit(line, column).rstrip() for line in self._header[1:]]
        tags = [self._tags[a:b] for a, b in wrap(self._tags, column)] if self._tags else []
        self._header_rows += tags
        self._tag_rows = len(tags)
        hidden = METADATA | FURNITURE if self.is_furniture_hidden else METADATA
        self._layout = lay_out(
            self._article, column, hidden=hidden, byline_rows=len(self._header_rows), text=self._text
        )
        self._versions = (self._versions[0] + 1, self._versions[1])
        self.set_line_count(len(self._layout.rows))

    def _lay_out_in_place(self) -> None:
        top = self._top
        self._lay_out()
        self.scroll_to_line(0 if top is None else self._layout.row_of(top))
        # The place is kept as it was before: taken from the new first row it would drift with every resize.
        self._top = top
        self._clamp_block()
        self.forget_lines()
        self.announce()

    def resized(self) -> None:
        """Wrap anew and keep the first row first; a view that is shown for the first time shows what one stands on."""
        is_first = not self._layout.rows
        self._lay_out_in_place()
        if is_first and self.focused_span is not None:
            self.show_span(self.focused_span)

    def watch_is_furniture_hidden(self) -> None:
        """Leave out, or show again, what is no part of the article."""
        self._lay_out_in_place()

    def watch_column_width(self) -> None:
        """Wrap anew."""
        self._lay_out_in_place()

    def watch_ending(self) -> None:
        """Paint the last row anew."""
        self.forget_lines()

    # -- painting ----------------------------------------------------------------------------------------------

    def dynamic_marks(self) -> list[Mark]:
        """Return the marks that come and go with keys: what the user stands on, what is selected."""
        return [mark for mark in (self._focus, self._match) if mark is not None]

    def line_key(self, line: int) -> Hashable:
        """Return the row, the versions of layout and marks, and whatever comes and goes in it."""
        row = self._layout.rows[line]
        touching = tuple(
            (max(mark.start, row.start), min(mark.end, row.end), mark.kind)
            for mark in self.dynamic_marks()
            if row.kind is RowKind.TEXT and mark.start <= row.end and mark.end >= row.start
        )
        return (line, self._versions, row.block == self._block and row.kind is RowKind.TEXT, self.has_focus, touching)

    def make_line(self, line: int, width: int) -> list[Segment]:
        """Return one row: margin, gutter, text cut at the edges of its marks."""
        row = self._layout.rows[line]
        base = self.style_of()
        if row.kind is RowKind.TEXT:
            return [Segment(" " * self._margin, base), *self._gutter(row), *self._text_of(row)]
        margin = Segment(" " * (self._margin + GUTTER), base)
        return [margin, Segment(*self._furniture_row(row, width))]

    def _furniture_row(self, row: Row, width: int) -> tuple[str, Style]:
        if row.kind is RowKind.TITLE:
            return safe(self._title)[row.start : row.end], self.style_of("article-view--title")
        if row.kind is RowKind.BYLINE:
            is_tags = row.start >= len(self._header_rows) - self._tag_rows
            return self._header_rows[row.start], self.style_of(f"article-view--{'tags' if is_tags else 'byline'}")
        if row.kind is RowKind.RULE:
            column = min(self.column_width, width - GUTTER - 1)
            return "─" * column, self.style_of("article-view--rule")
        if row.kind is RowKind.HIDDEN:
            count = row.end - row.start
            return f"⋯ {count} paragraph{'s' if count > 1 else ''} of page furniture", self.style_of(
                "article-view--hint"
            )
        if row.kind is RowKind.END:
            return fit(self.ending, width - self._margin - GUTTER), self.style_of("article-view--hint")
        return "", self.style_of()

    def _gutter(self, row: Row) -> list[Segment]:
        is_current = row.block == self._block
        bar = Segment(
            "▌" if is_current and self.has_focus else "▏" if is_current else " ", self.style_of("article-view--bar")
        )
        end = max(row.end, row.start + 1)
        has_sign = any(m.kind is Kind.NOTE and row.start <= m.start < end for m in self._marks.get(row.block, ()))
        return [bar, Segment("✎ " if has_sign else "  ", self.style_of("article-view--sign"))]

    def _text_of(self, row: Row) -> list[Segment]:
        kind = self._kinds[row.block]
        component = _COMPONENT_OF_BLOCK.get(kind)
        base = (component,) if component is not None else ()
        segments = []
        if row.gaps is not None and row.start == self._blocks[row.block].start:
            base = ("article-view--table-head",)
        if row.indent:
            sign = "│ " if kind is BlockKind.QUOTE else "  "
            segments.append(Segment(sign.rjust(row.indent)[: row.indent], self.style_of("article-view--rule")))
        marks = [*self._marks.get(row.block, ()), *self.dynamic_marks()]
        runs = cut(row.start, row.end, marks)
        for start, end, kinds in runs:
            components = [name for kind, name in _COMPONENT_OF_KIND.items() if kinds & kind]
            style = self.style_of(*base, *components)
            if row.gaps is None:
                segments.append(Segment(self._text[start:end].replace("\n", " "), style))
            else:
                segments += self._spread(start, end, row.gaps, style, self.style_of(*base))
        caret = next((m for m in marks if m.kind & Kind.CARET and m.start == row.end and m.end > row.end), None)
        if caret is not None:
            segments.append(Segment(" ", self.style_of(*base, "article-view--caret")))
        return segments

    def _spread(self, start: int, end: int, gaps: Gaps, style: Style, plain: Style) -> list[Segment]:
        """Return a run of a table's row with its gaps; what comes before a marked number is not marked itself."""
        from reader.ui.tables import spread  # few articles have one

        segments = []
        for blanks, first, last in spread(start, end, gaps):
            if blanks:
                segments.append(Segment(" " * blanks, style if first > start else plain))
            segments.append(Segment(self._text[first:last].replace("|", "│"), style))
        return segments

    # -- place -------------------------------------------------------------------------------------------------

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Keep the place by its text, and the current paragraph on the screen."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) == round(new_value) or not self._layout.text_rows:
            return
        first = self._layout.text_row_near(round(new_value))
        self._top = first.start if first is not None and round(new_value) > 0 else None
        self._clamp_block()
        self.announce()

    def _clamp_block(self) -> None:
        top = self.scroll_offset.y
        bottom = top + self.page_height - 1
        first = self._layout.block_rows.get(self._block, 0)
        if first > bottom:
            row = self._layout.rows[min(bottom, len(self._layout.rows) - 1)]
            self._block = row.block if row.kind is RowKind.TEXT else max(0, row.block - (row.kind is RowKind.BLANK))
        elif first < top:
            near = self._layout.text_row_near(top)
            if near is not None:
                self._block = near.block
        self._drop_far_focus()

    def set_block(self, number: int) -> None:
        """Make a paragraph the current one, and show its beginning."""
        self._make_current(number)
        first, rows = self._rows_of(number)
        if rows:
            self.show_lines(first, min(rows, self.page_height), margin=1)
        self.announce()

    def _rows_of(self, number: int) -> tuple[int, int]:
        first = self._layout.block_rows.get(number)
        if first is None:
            return 0, 0
        last = first
        while last < len(self._layout.rows) and self._layout.rows[last][:2] == (RowKind.TEXT, number):
            last += 1
        return first, last - first

    def _make_current(self, number: int) -> None:
        """Move the bar of the current paragraph; only its rows and those of the former one are painted anew."""
        if self._block != number:
            for each in (self._block, number):
                self.refresh_lines(*self._rows_of(each))
            self._block = number
            self._drop_far_focus()

    def _drop_far_focus(self) -> None:
        """Stand on no highlight any more when another paragraph is the current one."""
        span, focus = self.block_span, self._focus
        if focus is not None and (span is None or not span.overlaps(Span(focus.start, focus.end))):
            self._refresh_mark(focus)
            self._focus = None

    def _refresh_mark(self, mark: Mark | None) -> None:
        if mark is not None:
            first, last = self._layout.row_of(mark.start), self._layout.row_of(max(mark.start, mark.end - 1))
            self.refresh_lines(first, last - first + 1)

    def show_span(self, span: Span) -> None:
        """Scroll a span into sight, with some lines around it, and make its paragraph the current one."""
        number = next((n for n, block in enumerate(self._blocks) if block.end > span.start), 0)
        if number not in self._layout.block_rows and self.is_furniture_hidden:
            self.is_furniture_hidden = False
        self._make_current(number)
        first, last = self._layout.row_of(span.start), self._layout.row_of(max(span.start, span.end - 1))
        self.show_lines(first, last - first + 1, margin=3)
        self.announce()

    def show_place(self, offset: int) -> None:
        """Show a place near the top, and make its paragraph the current one."""
        number = next((n for n, block in enumerate(self._blocks) if block.end > offset), 0)
        if number not in self._layout.block_rows and self.is_furniture_hidden:
            self.is_furniture_hidden = False
        self.scroll_to_line(max(0, self._layout.row_of(offset) - 1))
        self._make_current(number)
        self.announce()

    def focus_span(self, span: Span | None) -> None:
        """Stand on a highlight or an annotation, or on none."""
        self._refresh_mark(self._focus)
        self._focus = None if span is None else Mark(span.start, span.end, Kind.FOCUS)
        self._refresh_mark(self._focus)
        if span is not None:
            self.show_span(span)

    @property
    def focused_span(self) -> Span | None:
        """The highlight or annotation that the user stands on."""
        return None if self._focus is None else Span(self._focus.start, self._focus.end)

    @property
    def match_span(self) -> Span | None:
        """The match that the user walked to."""
        return None if self._match is None else Span(self._match.start, self._match.end)

    def stand_on_match(self, span: Span | None) -> None:
        """Show the match that the user walked to."""
        self._refresh_mark(self._match)
        self._match = None if span is None else Mark(span.start, span.end, Kind.CURRENT_MATCH)
        self._refresh_mark(self._match)
        if span is not None:
            self.show_span(span)

    def announce(self) -> None:
        """Tell the parent where the user is; a view without a size is nowhere."""
        if not self._layout.rows:
            return
        top = self.scroll_offset.y
        bottom = min(top + self.page_height, self._line_count)
        first = self._layout.text_row_near(top)
        offset = 0 if first is None or top == 0 else first.start
        at_end = bottom >= self._line_count > 0
        fraction = 1.0 if at_end else bottom / self._line_count if self._line_count else 0.0
        self.post_message(self.Moved(self, offset, self._block, fraction, at_end))
