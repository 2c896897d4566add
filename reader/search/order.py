"""How hits, and the list, are ordered; a module of its own because the first frame needs nothing else of this room."""

from __future__ import annotations

from enum import StrEnum


class Order(StrEnum):
    """How hits, and the list, are ordered."""

    RELEVANCE = "relevance"
    DATE = "date"
    OUTLET = "outlet"
    TITLE = "title"
