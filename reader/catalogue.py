"""The catalogue: titles, dates and counts of all articles in SQLite, so that the list paints without reading files."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.articles.article import ArticleId


@dataclass(frozen=True, slots=True)
class Row:
    """What the catalogue knows of an article."""

    key: int
    id: ArticleId
    title: str
    outlet: str | None
    authors: tuple[str, ...]
    day: str
    """ISO date, less precise where less is known; empty when unknown."""
    path: str
    """Relative to the library folder."""
    figures: int
    quotes: int
    words: int


def key_of(path: str, ordinal: int = 0) -> int:
    """Return the key of the `ordinal`-th article of a file: 63 bits of a digest, the same on every machine."""
    digest = hashlib.blake2b(os.fsencode(path) + b"\0%d" % ordinal, digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
