"""Where the index lies: Whoosh's storage of a folder, with the checksum and the fsync that Whoosh leaves out.

The table of contents is what makes segments an index. Whoosh writes it under another name and renames it; here a CRC-32
is put behind it (Whoosh reads only the front), and file and folder are on the disk before anything is deleted. Reading
a table checks the sum first: what is in it is unpickled, and only what this program wrote may be.
"""

from __future__ import annotations

import os
import re
import struct
import time
import zlib
from pathlib import Path
from typing import Any, Final

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile
from whoosh.index import TOC, EmptyIndexError

from reader.errors import IndexDamagedError
from reader.search.building import WAITING
from reader.search.layout import sync_folder

INDEX_NAME: Final = "MAIN"
_TRAILER: Final = struct.Struct("<8sI")
_MARK: Final = b"PQTOC\x00\x00\x01"
_ABANDONED: Final = 3600.0
"""Seconds after which a segment that nobody published is nobody's."""
# "_MAIN_12.toc"
_TABLE: Final = re.compile(rf"_{INDEX_NAME}_([0-9]+)\.toc")
_READS: Final = 3
"""Times that a table is looked for: another process may replace it in between."""


class CheckedStorage(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """A folder whose tables of contents carry a checksum."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Give a file its name; a table of contents gets its checksum first, and is on the disk afterwards."""
        if _TABLE.fullmatch(newname):
            with (Path(self.folder) / oldname).open("r+b") as file:
                checksum = zlib.crc32(file.read())
                file.write(_TRAILER.pack(_MARK, checksum))
                file.flush()
                os.fsync(file.fileno())
        super().rename_file(oldname, newname, safe=safe)
        if _TABLE.fullmatch(newname):
            sync_folder(Path(self.folder))


def generation(folder: Path) -> int:
    """Return the number of the newest table of contents; -1 if there is none."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 - a poll that runs once a second
    except FileNotFoundError:
        return -1
    return max((int(found[1]) for name in names if (found := _TABLE.fullmatch(name))), default=-1)


class _Content:
    """A storage of one file that was read: Whoosh leaves a file open when it cannot read it to the end."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def open_file(self, name: str) -> BufferFile:
        """Return the content as Whoosh's own kind of file."""
        return BufferFile(self._content, name=name)


def _checked(path: Path) -> _Content:
    """Read a table and compare it with its checksum; one that Whoosh's own writer wrote has none."""
    content = path.read_bytes()
    body, trailer = content[: -_TRAILER.size], content[-_TRAILER.size :]
    if trailer.startswith(_MARK) and _TRAILER.unpack(trailer) != (_MARK, zlib.crc32(body)):
        raise IndexDamagedError(f"{path.name} of the index is damaged; it has to be rebuilt.")
    return _Content(content)


def read_table(folder: Path) -> Any:
    """Return Whoosh's table of contents of the newest generation.

    Raises:
        EmptyIndexError: Whoosh's, there is no index.
        IndexDamagedError: the table does not have its checksum.
    """
    for attempt in range(_READS):
        newest = generation(folder)
        if newest < 0:
            raise EmptyIndexError(f"no index in {folder}")
        try:
            return TOC.read(_checked(folder / f"_{INDEX_NAME}_{newest}.toc"), INDEX_NAME, gen=newest)
        except FileNotFoundError:
            if attempt == _READS - 1:
                raise
    raise AssertionError  # unreachable: the loop returns or raises


def write_lock(folder: Path) -> Any:
    """Take the write lock, Whoosh's own; None if another process has it."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = CheckedStorage(str(folder)).lock(f"{INDEX_NAME}_WRITELOCK")
    return lock if lock.acquire() else None


def remove_abandoned(folder: Path) -> None:
    """Delete what processes left behind that were killed: parts of files, and segments that nobody published."""
    now = time.time()
    for path in folder.iterdir():
        is_temporary = path.name.endswith((".part", WAITING)) or re.fullmatch(_TABLE.pattern + r"\.[0-9.]+", path.name)
        if is_temporary and now - path.stat().st_mtime > _ABANDONED:
            path.unlink(missing_ok=True)
