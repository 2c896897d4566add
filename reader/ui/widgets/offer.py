"""Offer: the line below the query that offers what it may go on with."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from reader.ui.report import Report
from reader.ui.widgets.bare import Bare

if TYPE_CHECKING:
    from textual import events


class Offer(Bare, Static):
    """One line; whoever types takes the first of what it says with Tab."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"offer--first", "offer--rest"}

    class Clicked(Report):
        """What is offered there should be taken."""

        column: int

    def on_click(self, event: events.Click) -> None:
        """Say where it was clicked."""
        self.post_message(self.Clicked(event.x))

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(Content(""), id=id, markup=False)
