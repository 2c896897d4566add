"""The file of a segment: named regions of bytes with checksums, read through mmap without a copy.

    header      8 bytes that name the format
    regions     one after the other, each at a multiple of 8
    checksums   CRC-32 (u32) of each stretch of 8 kB of all that stands before
    directory   JSON: format, byte order, number of documents, the offset and length of each region, and the offset,
                number and CRC-32 of the checksums
    footer      offset, length and CRC-32 of the directory

The file is complete, and on the disk (fsync), before it gets its name. Opening reads and checks the directory and the
checksums. A stretch is checked when it is read for the first time: a search looks at a few of tens of thousands.
Whoever takes a large array `unchecked` gets what checks a part of it, and calls that before looking at the part.
Whoever copies from a segment (merging), or asks (`reader index --check`), has all of them checked by `verify`.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import struct
import sys
import zlib
from array import array
from typing import TYPE_CHECKING, Any, Final

from reader.errors import IndexDamagedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAGIC: Final = b"PQSEG\x00\x00\x02"
_FOOTER: Final = struct.Struct("<QII")
_ALIGNED: Final = 8
_SHIFT: Final = 13
"""Logarithm of the number of bytes under one checksum: 5 microseconds to check."""

_AROUND: Final = 16
"""Logarithm of the number of bytes that the system brings into memory when one of them is read."""

_SIZES: Final = {code: array(code).itemsize for code in "BHIq"}

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
        self._regions: dict[str, tuple[int, int]] = {}
        self._file = self._part.open("wb")
        self._end = 0
        self._sums = array("I")
        self._write(memoryview(MAGIC))

    def _write(self, content: memoryview) -> None:
        self._file.write(content)
        at = 0
        while at < len(content):
            filled = self._end & ((1 << _SHIFT) - 1)
            piece = content[at : at + (1 << _SHIFT) - filled]
            if filled:
                self._sums[-1] = zlib.crc32(piece, self._sums[-1])
            else:
                self._sums.append(zlib.crc32(piece))
            at += len(piece)
            self._end += len(piece)

    def add(self, name: str, content: Bytes | array[Any]) -> None:
        """Write a region."""
        view = memoryview(content).cast("B") if len(content) else memoryview(b"")
        self._regions[name] = self._end, len(view)
        self._write(view)
        self._write(memoryview(bytes(-len(view) % _ALIGNED)))

    def finish(self) -> None:
        """Write the directory, put all on the disk, and give the file its name."""
        sums = self._sums.tobytes()
        checked = {"sums": (self._end, len(self._sums), zlib.crc32(sums)), "regions": self._regions}
        directory = json.dumps({**self._head, **checked}, separators=(",", ":")).encode()
        self._file.write(sums)
        self._file.write(directory)
        self._file.write(_FOOTER.pack(self._end + len(sums), len(directory), zlib.crc32(directory)))
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
            self._sums = self._checksums(*head["sums"])
            self._is_good = bytearray(len(self._sums))
            """Of each stretch, whether it was checked."""
            self._is_here = bytearray((len(self._data) >> _AROUND) + 1)
            self.resident = 0
            """Bytes of the file that were read, and so came into memory, since the last `release`."""
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

    def _checksums(self, offset: int, count: int, checksum: int) -> memoryview:
        self._regions_end = offset
        sums = self._data[offset : offset + 4 * count]
        if len(sums) != 4 * count or -(-offset >> _SHIFT) != count or zlib.crc32(sums) != checksum:
            raise ValueError("its checksums do not have theirs")
        return sums.cast("I")

    def length(self, name: str) -> int:
        """Return the number of bytes of a region; an absent one has none."""
        return self._regions.get(name, (0, 0))[1]

    def bytes(self, name: str, start: int = 0, end: int | None = None) -> memoryview:
        """Return a region, or bytes `start` to `end` of it, without a copy; an absent one is empty.

        Raises:
            IndexDamagedError: it is not what was written.
        """
        offset, length = self._regions.get(name, (0, 0))
        end = length if end is None else min(end, length)
        if start >= end:
            return self._data[:0]
        self._check(offset + start, offset + end)
        return self._data[offset + start : offset + end]

    def array(self, name: str, code: str, start: int = 0, end: int | None = None) -> memoryview:
        """Return a region, or members `start` to `end` of it, as an array of machine integers (`array` codes)."""
        size = _SIZES[code]
        part = self.bytes(name, start * size, None if end is None else end * size)
        return part.cast(code)  # type: ignore[call-overload, no-any-return]  # the code is a variable

    def unchecked(self, name: str, code: str, start: int, end: int) -> tuple[memoryview, Callable[[int, int], None]]:
        """Return members of a region that are not compared with their checksums, and what compares some of them."""
        size = _SIZES[code]
        offset = self._regions.get(name, (0, 0))[0] + start * size

        def check(first: int, last: int) -> None:
            if first < last:
                self._check(offset + first * size, offset + last * size)

        members = self._data[offset : offset + (end - start) * size].cast(code)  # type: ignore[call-overload]
        return members, check

    def _check(self, start: int, end: int) -> None:
        here, until = start >> _AROUND, ((end - 1) >> _AROUND) + 1
        if new := self._is_here.count(0, here, until):
            self._is_here[here:until] = b"\1" * (until - here)
            self.resident += new << _AROUND
        first, after = start >> _SHIFT, ((end - 1) >> _SHIFT) + 1
        number = self._is_good.find(0, first, after)
        while number >= 0:
            stretch = self._data[number << _SHIFT : min((number + 1) << _SHIFT, self._regions_end)]
            if zlib.crc32(stretch) != self._sums[number]:
                raise IndexDamagedError(f"{self.path.name} is damaged; the next update builds the index anew.")
            self._is_good[number] = 1
            number = self._is_good.find(0, number + 1, after)

    def verify(self) -> None:
        """Compare all of the file with its checksums, whether that was done before or not.

        Raises:
            IndexDamagedError: it is not what was written.
        """
        self._is_good = bytearray(len(self._sums))
        self._check(0, self._regions_end)

    def release(self) -> None:
        """Tell the system that the pages that were read need not stay in memory; they come back when they are read."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)
        self._is_here = bytearray(len(self._is_here))
        self.resident = 0
