"""The cache of the fold: what annotations are, beside how far each log was read. Derived; may be deleted at any time.

It is used only if every log still begins with the bytes that it was made from.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

from reader.annotations import disk
from reader.annotations.events import encode
from reader.annotations.rows import Rows, written
from reader.annotations.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from reader.annotations.log import Log

FILE = "annotations.cache"
VERSION = 1
WORTH = 1000
"""So many new events are worth writing it anew."""


def load(log: Log, state: Path) -> Store | None:
    """Return the store as the cache has it, and let the log go on from there; None if it cannot be used."""
    try:
        with (state / FILE).open("rb") as file:
            header = json.loads(file.readline())
            data = file.read()
        if header["cache"] != VERSION or header["folder"] != _real(log.folder) or header["crc"] != zlib.crc32(data):
            return None
        first, second = header["rows"], header["rows"] + header["articles"]
        text, articles = (part.decode("utf-8", "surrogatepass") for part in (data[:first], data[first:second]))
        rows = Rows(text, articles, data[second:])
        if not log.resume(header["log"]):
            return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return Store(rows)


def write(log: Log, store: Store, state: Path) -> None:
    """Write the cache, if what is read can be kept in it.

    Raises:
        OSError: it could not be written, which harms nothing.
    """
    if store.forked:
        return
    try:
        text, articles, events = written(store.summaries())
    except ValueError:
        return
    parts = [text.encode("utf-8", "surrogatepass"), articles.encode("utf-8", "surrogatepass"), events]
    data = b"".join(parts)
    header = {
        "cache": VERSION,
        "folder": _real(log.folder),
        "crc": zlib.crc32(data),
        "rows": len(parts[0]),
        "articles": len(parts[1]),
        "log": log.progress(),
    }
    disk.make_folder(state)
    disk.replace(state / FILE, encode(header) + data)


def _real(folder: Path) -> str:
    return str(folder.resolve())
