"""MainScreen: list, reading view and highlights pane, with the search row above and the status line below."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal
from textual.strip import Strip

from reader.ui.messages import UpdateEnded
from reader.ui.screens.annotating import Annotating
from reader.ui.screens.desk import ARTICLE, HIGHLIGHTS, LIST
from reader.ui.screens.highlighting import Highlighting
from reader.ui.screens.labelling import Labelling
from reader.ui.screens.reviewing import Reviewing
from reader.ui.screens.walking import Walking
from reader.ui.widgets.article_list import ArticleList
from reader.ui.widgets.bare import Bare
from reader.ui.widgets.line_view import LineView
from reader.ui.widgets.search_row import SearchRow
from reader.ui.widgets.status_line import KeyLine, StatusLine, Tone

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.geometry import Region
    from textual.widget import Widget

    from reader.library import Library

_TOUR = "start-here"
"""Name of the file that teaches the keys; it comes with the program."""
_LOOKED_THROUGH = 200
NARROW, WIDE, SHORT = "-narrow", "-wide", "-short"


def covered(widget: Widget, crop: Region) -> list[Strip]:
    """Return the lines of a widget that shows nothing but its children."""
    strip = Strip.blank(crop.width, widget.rich_style)
    for each in widget.get_line_filters():
        strip = strip.apply_filter(each, widget.background_colors[1])
    return [strip] * crop.height


class Rooms(Bare, Horizontal):
    """The panes side by side."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return blank lines at once, as the screen does."""
        return covered(self, crop)


class MainScreen(Labelling, Walking, Highlighting, Reviewing, Annotating, is_whole=True):
    """The screen of the program: one room at a time below 100 columns, two below 160, else three."""

    AUTO_FOCUS = ""
    # Textual declares them as `ClassVar[...] | None`, which the type checker takes for an instance variable.
    HORIZONTAL_BREAKPOINTS = [(0, NARROW), (100, "-normal"), (160, WIDE)]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, SHORT), (12, "-tall")]  # noqa: RUF012

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_room(1)", "Next pane", id="room.next", show=False, priority=False),
        Binding("shift+tab", "next_room(-1)", "Previous pane", id="room.previous", show=False),
        Binding("p,F", "highlights", "Highlights", id="room.highlights", tooltip="Key figures, quotes and notes"),
        Binding("escape,q", "back", "Back", id="room.back", tooltip="One step back: selection, article, search"),
        Binding("B", "furniture", "Page furniture", id="article.furniture", show=False,
                tooltip="Hide or show what is no part of the article"),
        Binding("minus", "width(-4)", "Narrower", id="article.narrower", show=False, tooltip="The text column"),
        Binding("plus,equals_sign", "width(4)", "Wider", id="article.wider", show=False, tooltip="The text column"),
        Binding("z", "zen", "Text alone", id="article.zen", show=False, tooltip="Nothing but the text, or all again"),
        Binding("question_mark,f1", "help", "Help", id="app.help", tooltip="All keys, to search through"),
    ]  # fmt: skip

    _is_painted_twice = False
    _is_focusing = False

    def __init__(self, library: Library, *, first_run: bool = False, problem: str = "") -> None:
        """Take the library, whether somebody has just come, and what is to be said of their settings."""
        super().__init__(library)
        self._startup_problem = problem
        # All classes that the first frame needs, so that it is styled and laid out once.
        self.set_class(True, f"-in-{LIST}", update=False)
        self._is_first_run = first_run
        self._was_shown = False

    def compose(self) -> ComposeResult:
        """Make the rooms."""
        self._set_breakpoints(*self.app.size)
        if self.app.current_theme.ansi or self.has_class(SHORT):
            self.read_late_styles()  # they look otherwise from the first frame on
        self._first_classes = self.classes
        yield SearchRow(id="search")
        with Rooms(id="rooms"):
            yield ArticleList(self.library.listed, id="articles")
        yield StatusLine(id="status")
        yield KeyLine(id="keys")

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Leave the styles alone at the first frame: every widget has just got them when it was mounted."""
        if not self._was_shown:
            self._was_shown = True
            event.refresh_styles = False
            self._is_painted_twice = True

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Paint again, but not all of it for another focus, nor the first frame, which Textual has just painted."""
        if not (regions or layout or recompose):
            if self._is_focusing:
                return self
            if self._is_painted_twice:
                self._is_painted_twice = False
                return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """Give a widget the keys: it and the one before paint what changes, where Textual paints the whole screen."""
        self._is_focusing = True
        try:
            super().set_focus(widget, scroll_visible, from_app_focus)
        finally:
            self._is_focusing = False

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return blank lines: the widgets cover them, and Textual would compose each with border and padding."""
        return covered(self, crop)

    def on_mount(self) -> None:
        """Paint the list from the catalogue; everything else comes after the first frame."""
        if self.focused is None:  # the application may have got keys before its screen: what is typed stays typed
            self.set_focus(self.articles)
        self.return_to_list()
        if self._startup_problem:
            self.say_bad(self._startup_problem)
        self.call_after_refresh(self._furnish_late)
        self.call_after_refresh(self.note_arrivals)
        self.call_after_refresh(self.update_library)
        if self.has_class(WIDE) and self.library.session.kept("views"):
            self.call_after_refresh(self.open_views)
        self.watch_others()

    def _furnish_late(self) -> None:
        self.furnish()
        self.call_after_refresh(self._fill_view)

    def set_up_reading(self) -> None:
        """Give the text the width that the user chose."""
        super().set_up_reading()
        width = self.library.session.kept("width") or ""
        if width.isdecimal():
            self.view.column_width = max(24, min(int(width), 140))

    def _set_breakpoints(self, width: int, height: int) -> None:
        """Do what Textual does at the first resize, but before the first frame."""
        for size, points in ((width, self.HORIZONTAL_BREAKPOINTS), (height, self.VERTICAL_BREAKPOINTS)):
            fitting = [name for least, name in points if size >= least]
            for _, name in points:
                self.set_class(name == fitting[-1], name, update=False)

    def watch_room(self, room: str) -> None:
        """Show what belongs to the room."""
        for each in (LIST, ARTICLE, HIGHLIGHTS):
            self.set_class(each == room, f"-in-{each}", update=False)
        self.update_node_styles()  # once for the three
        self.show_place()
        self.status.hint = ""

    @on(UpdateEnded)
    def _first_update_ended(self) -> None:
        """Say what is wrong with the settings, and open the tour for somebody who has just come."""
        if self._startup_problem:
            self.call_later(self.say_bad, self._startup_problem)
            self._startup_problem = ""
        if self._is_first_run:
            self._is_first_run = False
            self.call_later(self._open_tour)

    def _open_tour(self) -> None:
        rows = self.library.listed(self.articles.keys[:_LOOKED_THROUGH])
        tour = next((place for place, each in enumerate(rows) if each.row.path.startswith(_TOUR)), None)
        if tour is not None:
            self.articles.move_to(tour)
            self.open_article(self.articles.current)
            self.go(ARTICLE)
            self.say("Welcome. Space: on · q: the list · ?: all keys")

    def on_resize(self, _event: events.Resize) -> None:
        """Read the preview that a wider screen has room for."""
        self.call_after_refresh(self._fill_view)

    def _fill_view(self) -> None:
        if self.is_furnished and self.view.display and self.opened is None and self.articles.current is not None:
            self.open_article(self.articles.current)

    @on(LineView.Counting)
    def _counting(self, event: LineView.Counting) -> None:
        self.status.count = event.count

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the mouse: the pane that was clicked is the room."""
        rooms = {"articles": LIST, "text": ARTICLE, "highlights": HIGHLIGHTS}
        room = rooms.get(event.widget.id or "")
        if room is not None and room != self.room:
            self.room = room

    # -- rooms ---------------------------------------------------------------------------------------------------

    def action_next_room(self, direction: int) -> None:
        """Go to the next pane."""
        rooms = [LIST, ARTICLE, HIGHLIGHTS] if self.has_class(WIDE) else [ARTICLE, HIGHLIGHTS]
        if self.query_has_focus:
            self.go(LIST)
        elif self.opened is None:
            self.open_article(self.articles.current)
        elif self.room not in rooms:
            self.go(ARTICLE)
        else:
            self.go(rooms[(rooms.index(self.room) + direction) % len(rooms)])

    def action_highlights(self) -> None:
        """Go to the highlights pane, or back from it."""
        if self.room == HIGHLIGHTS:
            self.go(ARTICLE)
        else:
            if self.opened is None:
                self.open_article(self.articles.current)
            self.leave_place()
            self.go(HIGHLIGHTS)

    def action_back(self) -> None:
        """Go one step back; at the list, end the search; never quit."""
        if self.view.has_class("-zen") or self.has_class("-zen"):
            self.remove_class("-zen")
        elif self.room == HIGHLIGHTS:
            self.go(ARTICLE)
        elif self.room == ARTICLE:
            self.leave_place()
            self.keep_place()
            self.go(LIST)
            if self.status.tone is Tone.PLAIN:
                self.say("")  # it was about the text
        elif not (self.choose_none() or self.end_search() or self.leave_view()):
            self.say("ctrl+q quits.")

    # -- the look of the text ------------------------------------------------------------------------------------

    def action_furniture(self) -> None:
        """Hide or show what is no part of the article."""
        self.view.is_furniture_hidden = not self.view.is_furniture_hidden
        self.say("Page furniture is hidden." if self.view.is_furniture_hidden else "Page furniture is shown.")

    def action_width(self, by: int) -> None:
        """Make the text column narrower or wider."""
        room = max(24, self.view.line_width - 4)
        self.view.column_width = max(24, min(min(self.view.column_width, room) + by, room))
        self.say(f"Text of {self.view.column_width} columns.")
        self.library.session.keep("width", str(self.view.column_width))

    def action_zen(self) -> None:
        """Show nothing but the text, or everything again."""
        if self.room != ARTICLE:
            self.open_article(self.articles.current)
            self.go(ARTICLE)
        self.toggle_class("-zen")

    def action_help(self) -> None:
        """Show all keys."""
        from reader.ui.screens.help import Help  # the first frame needs no help

        first = {
            LIST: ("List", "Signs in the list"),
            ARTICLE: ("Reading", "Selecting", "Signs in the text"),
            HIGHLIGHTS: ("Highlights",),
        }[self.room]
        self.app.push_screen(Help(getattr(self.app, "keys", None), *first))
