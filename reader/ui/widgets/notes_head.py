"""NotesHead and NotesFilter: the rows above the list of all notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from reader.ui.report import Report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.binding import BindingType


class NotesHead(Widget):
    """The names of the views, with the count of the one that is shown."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"notes-head--view"}

    def __init__(self, names: Mapping[str, str], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._names = names
        self._view = next(iter(names))
        self._count = ""

    def show(self, view: str, count: str) -> None:
        """Show which view is shown, and how much is in it."""
        self._view, self._count = view, count
        self.refresh()

    def render(self) -> Content:
        """Return the names, in a row."""
        parts: list[tuple[str, object]] = [(" ", "")]
        for view, name in self._names.items():
            is_shown = view == self._view
            style = self.get_visual_style("notes-head--view") if is_shown else self.visual_style
            parts += [(f"{name}  {self._count}" if is_shown else name, style), ("   ", "")]
        return Content.assemble(*parts)  # type: ignore[arg-type]


class NotesFilter(Input):
    """The line in which the filter is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down,ctrl+j", "leave(True)", "To the list", id="notes-filter.list", tooltip="Keep the filter"),
        Binding("escape", "leave(False)", "All notes", id="notes-filter.drop", tooltip="Drop the filter"),
    ]

    class Left(Report):
        """Keys go to the list again."""

    def __init__(self) -> None:
        super().__init__(
            placeholder="Filter: words, tag:x, color:x, date:2025-11, orphan",
            select_on_focus=False,
            compact=True,
            id="notes-filter",
        )

    def action_leave(self, is_kept: bool) -> None:
        """Go to the list, with the filter or without."""
        if not is_kept:
            self.value = ""
        self.post_message(self.Left())
