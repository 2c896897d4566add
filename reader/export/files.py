"""Write an export to a file, whole or not at all, and never over a file that is not an export."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.errors import ExportError
from reader.export.entry import MARKER

if TYPE_CHECKING:
    from pathlib import Path

MARKER_WITHIN = 4096
"""Bytes from the start of a file in which its marker stands."""


def write(path: Path, text: str) -> None:
    """Write `text` to `path`, replacing an earlier export of this program at once.

    Raises:
        ExportError: the file exists and is no export of this program, or it cannot be written.
    """
    data = text.encode("utf-8", errors="replace")
    try:
        if path.is_symlink() or path.exists():
            _refuse_foreign(path, data)
        _replace(path, data)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}; choose another place") from error


def _refuse_foreign(path: Path, data: bytes) -> None:
    if path.is_symlink() or not path.is_file():
        raise ExportError(f"{path} is not a plain file; choose another name")
    with path.open("rb") as file:
        start = file.read(MARKER_WITHIN)
        is_same = start == data[:MARKER_WITHIN] and start + file.read(len(data) + 1) == data
    if MARKER.encode() not in start and not is_same:
        raise ExportError(f"{path} exists and was not written by this program; choose another name or move it away")


def _replace(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
