"""LineView: a scrolling view that renders only the lines on the screen, for 100 lines and for 100,000."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.cache import LRUCache
from textual.dom import DOMNode
from textual.geometry import Region, Size, Spacing
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from reader.ui.widgets import thumb
from reader.ui.widgets.thumb import Thumb
from reader.ui.widgets.typed_keys import TypedKeys
from reader.ui.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Hashable

    from rich.style import Style
    from textual.css.styles import RenderStyles
    from textual.scrollbar import ScrollBar

_HERE = Path(__file__).absolute().parent
_STRIPS_KEPT = 1000
_EMPTY_INDENT = 3


class LineView(TypedKeys, ScrollView, can_focus=True, inherit_bindings=False):
    """Base of the list, the reading view and the highlights pane.

    A subclass gives `line_key(line)`, which names every input of the line, and `make_line(line, width)`. A count
    typed before a key (`12G`, `3j`) is taken by the action with `take_count()`.
    """

    # Textual's own selection covers whole widgets; the reading view has one that counts in code points.
    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-view--empty"}
    PARTS_CSS: ClassVar[str] = ""
    """Name of a sheet beside this module with the styles of the components, read when the first of them is painted."""
    DEFAULT_CSS = """
    LineView { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """

    empty_text: reactive[str] = reactive("", init=False)
    """Shown while there are no lines: what to do next."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._strips: LRUCache[Hashable, Strip] = LRUCache(_STRIPS_KEPT)
        self._styles_of: dict[tuple[str, ...], Style] = {}
        self._is_plain: bool | None = None
        self._line_count = 0
        self._fitted: Size | None = None
        self._looked: Hashable = None

    # -- what a subclass gives ---------------------------------------------------------------------------------

    def line_key(self, line: int) -> Hashable:
        """Return everything that decides how a line looks, but for the width and the styles."""
        raise NotImplementedError

    def make_line(self, line: int, width: int) -> list[Segment]:
        """Return the segments of a line of `width` cells."""
        raise NotImplementedError

    # -- lines -------------------------------------------------------------------------------------------------

    @property
    def line_count(self) -> int:
        """Lines in the view, on the screen or not."""
        return self._line_count

    @property
    def line_width(self) -> int:
        """Cells of a line; of a hidden view as it was when it was last shown, so that it can be moved meanwhile."""
        region = self.scrollable_content_region
        return region.width if region else max(0, self.container_size.width - self.scrollbar_size_vertical)

    @property
    def page_height(self) -> int:
        """Lines on the screen; of a hidden view as it was when it was last shown."""
        return max(1, self.scrollable_content_region.height or self.container_size.height)

    def set_line_count(self, count: int) -> None:
        """Change the number of lines.

        Assigning `virtual_size` would lay out the whole screen anew, although nothing but this view changes.
        """
        self._line_count = count
        size = Size(self.line_width, count)
        if size == self.virtual_size:
            self.refresh()
            return
        self.set_reactive(Widget.virtual_size, size)
        if self.is_attached and self.size:
            self._scroll_update(size)
        self.refresh()

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Take a new size; in each layout of the screen Textual's paints the scroll bar, though nothing has changed."""
        before, is_changed = self._size, False
        if size != before or size - self.styles.gutter.totals != self._container_size:
            is_changed = super()._size_updated(size, virtual_size, container_size, layout)
        if self.is_mounted:
            self._fit()  # before it is painted; the event comes after, and what is laid out for another width flickers
            if size != before:
                self._exchange_repaint_regions()  # all of it is painted next
                self._repaint_required = False
        return is_changed

    def on_resize(self) -> None:
        """Fit the lines to a size that came before the view was ready."""
        self._fit()

    def _fit(self) -> None:
        if self.size != self._fitted:
            self._fitted = self.size
            self.resized()

    def resized(self) -> None:
        """Fit the lines to another size; for subclasses whose lines depend on it."""

    def forget_lines(self) -> None:
        """Paint every line anew."""
        self._strips.clear()
        self.refresh()

    def style_of(self, *components: str) -> Style:
        """Return the view's style with those of the component classes laid over it, in order."""
        style = self._styles_of.get(components)
        if style is None:
            style = self.rich_style
            for component in components:
                style += self.get_component_rich_style(component, partial=True)
            self._styles_of[components] = style
        return style

    @classmethod
    def _get_component_classes(cls) -> frozenset[str]:  # type: ignore[override]  # nothing to remember
        """Name no component to Textual, which would style all of them whenever a class or the focus changes."""
        return frozenset()

    def get_component_styles(self, *names: str) -> RenderStyles:
        """Return the styles of component classes together; each is made when it is first asked for."""
        for name in names:
            if name not in self._component_styles:
                self._read_parts_css()
                part = DOMNode(classes=name)
                part._attach(self)  # noqa: SLF001 - as Textual's own stylesheet does
                self.app.stylesheet.apply(part)
                self._component_styles[name] = part.styles
        return super().get_component_styles(*names)

    def _read_parts_css(self) -> None:
        path = _HERE / self.PARTS_CSS
        if self.PARTS_CSS and not self.app.stylesheet.has_source(str(path)):
            self.app.stylesheet.add_source(path.read_text(encoding="utf-8"), read_from=(str(path), ""))

    def notify_style_update(self) -> None:
        """Drop what was painted in the former styles; Textual tells of new ones with every class and focus."""
        super().notify_style_update()
        looks = self._looks() if self.is_attached else None
        if looks is not None and looks == self._looked:
            return
        self._looked = looks
        self._styles_of.clear()
        self._strips.clear()
        if self._component_styles:
            self._component_styles.clear()
            self.refresh()
        self._is_plain = None

    def _looks(self) -> Hashable:
        """Return all that the styles of lines depend on."""
        rules = sorted(self.styles.get_rules().items())
        return (self.app.theme, *sorted(self.app.classes), *self.background_colors, *map(str, rules))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a part of the view.

        Textual composes every line anew, with its border, padding and effects. Where there is nothing of that kind,
        the strips that are kept go out as they are, and with them what Textual remembers of each: how it was cut and
        filtered, and its escape codes. Two thirds of the time of a scrolled line are saved.
        """
        if self._is_plain is None:
            self._is_plain = self._has_plain_box()
        if not self._is_plain or self.opacity != 1.0:
            return super().render_lines(crop)
        width, padding = self.content_region.width, self.styles.padding.top
        top = self.scroll_offset.y - padding
        blank = self._blank(width)
        strips = [self._strip(y + top, width) if y >= padding else blank for y in crop.line_range]
        background = self.background_colors[1]
        for each in self.get_line_filters():
            strips = [strip.apply_filter(each, background) for strip in strips]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _has_plain_box(self) -> bool:
        """Tell whether nothing is drawn around or over the lines, but for blank lines above them."""
        styles = self.styles
        is_bare = not styles.border and not styles.outline and not styles.has_rule("hatch")
        above_only = styles.padding == Spacing(styles.padding.top, 0, 0, 0)
        return is_bare and above_only and not styles.tint.a and styles.text_opacity == 1.0

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        return self._strip(y + self.scroll_offset.y, self.content_region.width)

    def _strip(self, line: int, width: int) -> Strip:
        """Return a line, from the cache if nothing that it shows has changed; `width` includes the scroll bar."""
        if line >= self._line_count:
            return self._empty_line(line, width) if self.empty_text and not self._line_count else self._blank(width)
        key = (self.line_key(line), width)
        strip = self._strips.get(key)
        if strip is None:
            segments = [each for each in self.make_line(line, width - self.scrollbar_size_vertical) if each.text]
            # Neighbours of one style are one: the terminal is told of each style for a third of the bytes of a line.
            strip = Strip(Segment.simplify(segments)).adjust_cell_length(width, self.style_of())
            self._strips[key] = strip
        return strip

    def _blank(self, width: int) -> Strip:
        strip = self._strips.get(("blank", width))
        if strip is None:
            strip = self._strips[("blank", width)] = Strip.blank(width, self.style_of())
        return strip

    def _empty_line(self, line: int, width: int) -> Strip:
        rows = wrap(self.empty_text, max(1, width - 2 * _EMPTY_INDENT))
        start, end = rows[line - 1] if 1 <= line <= len(rows) else (0, 0)
        words = " " * _EMPTY_INDENT + self.empty_text[start:end]
        return Strip([Segment(words, self.style_of("line-view--empty"))]).adjust_cell_length(width, self.style_of())

    def refresh_lines(self, y_start: int, line_count: int = 1) -> None:
        """Paint lines anew, but not the scroll bar beside them."""
        top, width = y_start - self.scroll_offset.y, self.scrollable_content_region.width
        self.refresh(Region(0, top, width, line_count))

    def show_lines(self, first: int, count: int = 1, *, margin: int = 0) -> None:
        """Scroll as little as possible so that these lines are on the screen, with `margin` lines around them."""
        if not self.container_size:
            return
        height = self.page_height
        margin = max(0, min(margin, (height - count) // 2))
        top = self.scroll_offset.y
        if first - margin < top:
            top = first - margin
        elif first + count + margin > top + height:
            top = (
                min(first - margin, first + count + margin - height)
                if count > height
                else first + count + margin - height
            )
        self.scroll_to_line(top)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Paint the view anew, but of its scroll bar only what looks different."""
        if round(old_value) == round(new_value):
            return
        self.refresh(self.content_region.reset_offset)
        if self.show_vertical_scrollbar:
            thumb.move(self.vertical_scrollbar, new_value)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, made when it is first asked for, as Textual does it."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = Thumb(name="vertical", thickness=self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)  # noqa: SLF001
        return self._vertical_scrollbar

    def scroll_to_line(self, line: int) -> None:
        """Make a line the first on the screen, as far as there is something below it; never animated."""
        self.scroll_to(y=line, animate=False, force=True, immediate=True)
