"""The file of a segment: named regions of bytes, each with a checksum, read through mmap without a copy.

    header      8 bytes that name the format
    regions     one after the other, each at a multiple of 8
    directory   JSON: format, byte order, number of documents, and of each region its offset, length and CRC-32
    footer      offset, length and CRC-32 of the directory

The file is complete, and on the disk (fsync), before it gets its name. Opening reads and checks the directory alone:
regions are checked by `verify`, which whoever copies from a segment (merging) or asks (`reader index --check`) calls.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import struct
import sys
import zlib
from typing import TYPE_CHECKING, Any, Final

from reader.errors import IndexDamagedError

if TYPE_CHECKING:
    from array import array
    from pathlib import Path

MAGIC: Final = b"PQSEG\x00\x00\x01"
_FOOTER: Final = struct.Struct("<QII")
_ALIGNED: Final = 8

Bytes = bytes | bytearray | memoryview


def sync_folder(folder: Path) -> None:
    """Make the names of a folder's files survive a loss of power, where the platform can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class RegionWriter:
    """Writes the file of a segment; it gets its name in `finish`."""

    def __init__(self, path: Path, documents: int, version: int) -> None:
        self._path = path
        self._part = path.with_name(f"{path.name}.part")
        self._head: dict[str, Any] = {"version": version, "order": sys.byteorder, "documents": documents}
        self._regions: dict[str, tuple[int, int, int]] = {}
        self._file = self._part.open("wb")
        self._file.write(MAGIC)
        self._end = len(MAGIC)

    def add(self, name: str, content: Bytes | array[Any]) -> None:
        """Write a region."""
        view = memoryview(content).cast("B") if len(content) else memoryview(b"")
        self._file.write(view)
        padding = -len(view) % _ALIGNED
        self._file.write(b"\0" * padding)
        self._regions[name] = (self._end, len(view), zlib.crc32(view))
        self._end += len(view) + padding

    def finish(self) -> None:
        """Write the directory, put all on the disk, and give the file its name."""
        directory = json.dumps({**self._head, "regions": self._regions}, separators=(",", ":")).encode()
        self._file.write(directory)
        self._file.write(_FOOTER.pack(self._end, len(directory), zlib.crc32(directory)))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._part.replace(self._path)
        sync_folder(self._path.parent)

    def cancel(self) -> None:
        """Leave nothing behind."""
        self._file.close()
        with contextlib.suppress(FileNotFoundError):
            self._part.unlink()


class RegionReader:
    """The regions of a segment's file.

    Raises:
        IndexDamagedError: the file is no segment, not complete, of another version or another machine's.
    """

    def __init__(self, path: Path, version: int) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._data = memoryview(self._map)
            head = self._directory()
            if (head["version"], head["order"]) != (version, sys.byteorder):
                raise IndexDamagedError(f"{path.name} is of another version; the index has to be rebuilt.")
            self.documents = int(head["documents"])
            self._regions: dict[str, list[int]] = head["regions"]
        except (OSError, ValueError, KeyError, TypeError, struct.error) as error:
            raise IndexDamagedError(f"{path.name} of the index is damaged: {error}") from error

    def _directory(self) -> dict[str, Any]:
        data = self._data
        if len(data) < len(MAGIC) + _FOOTER.size or bytes(data[: len(MAGIC)]) != MAGIC:
            raise ValueError("it does not begin like a segment")
        offset, length, checksum = _FOOTER.unpack(data[-_FOOTER.size :])
        directory = data[offset : offset + length]
        if len(directory) != length or zlib.crc32(directory) != checksum:
            raise ValueError("its directory does not have its checksum")
        head = json.loads(bytes(directory))
        if not isinstance(head, dict):
            raise TypeError("its directory is none")
        return head

    def __contains__(self, name: str) -> bool:
        return name in self._regions

    def bytes(self, name: str) -> memoryview:
        """Return a region without a copy; an absent one is empty."""
        offset, length, _ = self._regions.get(name, (0, 0, 0))
        return self._data[offset : offset + length]

    def array(self, name: str, code: str) -> memoryview:
        """Return a region as an array of machine integers (`array` codes) without a copy."""
        return self.bytes(name).cast(code)  # type: ignore[call-overload, no-any-return]  # the code is a variable

    def verify(self) -> None:
        """Compare every region with its checksum.

        Raises:
            IndexDamagedError: one differs.
        """
        for name, (offset, length, checksum) in self._regions.items():
            if zlib.crc32(self._data[offset : offset + length]) != checksum:
                raise IndexDamagedError(f"{self.path.name} of the index is damaged in {name}; it has to be rebuilt.")

    def release(self) -> None:
        """Tell the system that the pages that were read need not stay in memory; they come back when they are read."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)
