"""The cache of the fold: what annotations are, beside how far each log was read. Derived; may be deleted at any time.

It is used only if every log still begins with the bytes that it was made from. One annotation is one line; none is
parsed before somebody asks for it, so that opening costs little more than reading the file.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

from reader.annotations import disk
from reader.annotations.events import encode
from reader.annotations.store import Row, Store

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
        data = (state / FILE).read_bytes()
        start = data.index(b"\n") + 1
        header = json.loads(data[:start])
        if (
            header["cache"] != VERSION
            or header["folder"] != _real(log.folder)
            or header["crc"] != zlib.crc32(data[start:])
        ):
            return None
        text = data[start:].decode()
        rows = {}
        for line in text.split("\n")[:-1]:
            annotation, article, kind, lines = line.split("\t", 3)
            rows[annotation] = Row(article, kind, lines)
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
    lines = []
    for annotation, row in store.rows():
        if {"\t", "\n"} & {*annotation, *row.article}:
            return
        lines.append(f"{annotation}\t{row.article}\t{row.kind}\t{row.lines}\n")
    data = "".join(lines).encode()
    header = {"cache": VERSION, "folder": _real(log.folder), "crc": zlib.crc32(data), "log": log.progress()}
    disk.make_folder(state)
    disk.replace(state / FILE, encode(header) + data)


def _real(folder: Path) -> str:
    return str(folder.resolve())
