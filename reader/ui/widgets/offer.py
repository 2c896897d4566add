"""Offer: the line below the query that offers what it may go on with."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.widgets import Static

from reader.ui.widgets.bare import Bare


class Offer(Bare, Static):
    """One line; whoever types takes the first of what it says with Tab."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"offer--first", "offer--rest"}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(Content(""), id=id, markup=False)
