"""Kinds of blocks: a module of its own, because the screen names them before it shows any article."""

from __future__ import annotations

from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is to a reader; the words are those of newsrooms."""

    BODY = "body"
    HEADING = "heading"
    LIST = "list"
    QUOTE = "quote"
    CAPTION = "caption"
    TABLE = "table"
    CODE = "code"
    NOTE = "note"
    RELATED = "related"
    BOILERPLATE = "boilerplate"
    NAV = "nav"
    TITLE = "title"
    DEK = "dek"
    BYLINE = "byline"
    DATE = "date"
    SECTION = "section"
    SOURCE = "source"
    URL = "url"


PROSE = frozenset(
    {
        BlockKind.BODY,
        BlockKind.LIST,
        BlockKind.QUOTE,
        BlockKind.HEADING,
        BlockKind.NOTE,
        BlockKind.DEK,
    }
)
"""Kinds in which figures and quotes are looked for."""

FURNITURE = frozenset({BlockKind.RELATED, BlockKind.BOILERPLATE, BlockKind.NAV})
"""Kinds that are no part of the article: dimmed on the screen, and can be hidden."""
