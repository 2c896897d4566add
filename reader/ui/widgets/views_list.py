"""ViewsList: the views by name, each with the number of its articles; below a heading those that the user saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding

from reader.text import safe
from reader.ui.report import Report
from reader.ui.widgets.line_view import LineView
from reader.ui.wrapping import cells_of, fit, one_line

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from rich.style import Style
    from textual import events
    from textual.binding import BindingType

    from reader.views import View

_HEADING = "SAVED SEARCHES"
_HINT = ("None yet. Type / and a", "query, then ctrl+s.")


class ViewsList(LineView):
    """One line a view; the one that is listed has a sign before it."""

    PARTS_CSS = "views_list.tcss"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "views-list--cursor",
        "views-list--cursor-idle",
        "views-list--here",
        "views-list--heading",
        "views-list--count",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,l,right", "choose", "Show", id="views.show", tooltip="List the articles of this view"),
        Binding("d,delete", "delete", "Delete", id="views.delete", tooltip="Forget a saved search; u brings it back"),
        Binding("r", "rename", "Rename", id="views.rename", tooltip="Give a saved search another name"),
        Binding("escape,q", "leave", "Back", id="views.leave", tooltip="To the list"),
        Binding("V", "screen.views", "Close", id="views.close", tooltip="Close the side list"),
        Binding("j,down", "step(1)", "Down", id="views.next", show=False, tooltip="Next view; takes a count"),
        Binding("k,up", "step(-1)", "Up", id="views.previous", show=False, tooltip="Previous view; takes a count"),
        Binding("g,home", "edge(0)", "First view", id="views.top", show=False),
        Binding("G,end", "edge(-1)", "Last view", id="views.bottom", show=False),
    ]

    class Moved(Report):
        """The cursor stands on another view."""

        view: View
        by_key: bool
        """Keys moved it; otherwise the list has just got the focus."""

    class Chosen(Report):
        """A view is to be listed."""

        view: View

    class Deleted(Report):
        """A view is to be forgotten."""

        view: View

    class Renaming(Report):
        """A view is to get another name."""

        view: View

    class Left(Report):
        """Back to the list."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._views: Sequence[View] = ()
        self._counts: Mapping[View, int] = {}
        self._lines: list[int | str] = []
        """For each line the number of its view, or words."""
        self._cursor = 0
        self._here: View | None = None
        self._version = 0

    # -- content -----------------------------------------------------------------------------------------------

    @property
    def current(self) -> View | None:
        """The view under the cursor."""
        return self._views[self._cursor] if self._views else None

    def show(self, views: Sequence[View], here: View) -> None:
        """List these views; the cursor stays on its view, and goes to `here` at the first time."""
        before = self.current if self._views else here
        same = [n for n, each in enumerate(views) if before is not None and _is_same(each, before)]
        self._views, self._here = views, here
        self._cursor = same[0] if same else max(0, min(self._cursor, len(views) - 1))
        built_in = [n for n, each in enumerate(views) if each.id is None]
        saved = [n for n, each in enumerate(views) if each.id is not None]
        self._lines = [*built_in, "", _HEADING, *(saved or _HINT)]
        self._paint()
        self.set_line_count(len(self._lines))
        self._show_cursor()

    def set_counts(self, counts: Mapping[View, int]) -> None:
        """Show how many articles each view holds."""
        self._counts = counts
        self._paint()

    def _paint(self) -> None:
        self._version += 1
        self.forget_lines()

    # -- painting ----------------------------------------------------------------------------------------------

    def line_key(self, line: int) -> Hashable:
        """Return the line, what there is, and whether the cursor stands on it."""
        return (line, self._version, self._lines[line] == self._cursor and (2 if self.has_focus else 1))

    def make_line(self, line: int, width: int) -> list[Segment]:
        """Return a view with its count, or the heading."""
        what = self._lines[line]
        if isinstance(what, str):
            style = self.style_of("views-list--heading" if what == _HEADING else "views-list--count")
            return [Segment(fit(f"  {what}", width), style)]
        view = self._views[what]
        is_here = self._here is not None and _is_same(view, self._here)
        count = f"{self._counts[view]:,}" if view in self._counts else ""
        name = fit(safe(one_line(view.name)), max(0, width - cells_of(count) - 4))
        return [
            Segment("▸ " if is_here else "  ", self._style(what, "views-list--here")),
            Segment(name, self._style(what, "views-list--here") if is_here else self._style(what)),
            Segment(f" {count} ", self._style(what, "views-list--count")),
        ]

    def _style(self, number: int, *components: str) -> Style:
        if number == self._cursor:
            components += ("views-list--cursor" if self.has_focus else "views-list--cursor-idle",)
        return self.style_of(*components)

    # -- moving ------------------------------------------------------------------------------------------------

    def _move_to(self, number: int, *, by_key: bool = True) -> None:
        self._cursor = max(0, min(number, len(self._views) - 1))
        self.forget_lines()
        self._show_cursor()
        if self.current is not None:
            self.post_message(self.Moved(self.current, by_key))

    def _show_cursor(self) -> None:
        if self._cursor in self._lines:
            self.show_lines(self._lines.index(self._cursor))

    def on_focus(self) -> None:
        """Paint the cursor as the one that keys move, and tell where it is."""
        self._move_to(self._cursor, by_key=False)

    def on_blur(self) -> None:
        """Paint the cursor as idle."""
        self.forget_lines()

    def action_step(self, direction: int) -> None:
        """Move by views."""
        self._move_to(self._cursor + direction * (self.take_count() or 1))

    def action_edge(self, number: int) -> None:
        """Go to the first or the last view."""
        self._move_to(number % len(self._views) if self._views else 0)

    # -- asking for something ------------------------------------------------------------------------------------

    def action_choose(self) -> None:
        """Ask for the view to be listed."""
        if self.current is not None:
            self.post_message(self.Chosen(self.current))

    def action_delete(self) -> None:
        """Ask for the view to be forgotten."""
        if self.current is not None:
            self.post_message(self.Deleted(self.current))

    def action_rename(self) -> None:
        """Ask for another name."""
        if self.current is not None:
            self.post_message(self.Renaming(self.current))

    def action_leave(self) -> None:
        """Go back to the list."""
        self.post_message(self.Left())

    def on_click(self, event: events.Click) -> None:
        """List the view under the mouse."""
        offset = event.get_content_offset(self)
        line = -1 if offset is None else offset.y + self.scroll_offset.y
        if 0 <= line < len(self._lines):
            number = self._lines[line]
            if isinstance(number, int):
                self._move_to(number)
                self.action_choose()


def _is_same(one: View, other: View) -> bool:
    """Tell whether two are one view, although a saved search may have got another name or query."""
    return one.id == other.id if one.id is not None else one == other
