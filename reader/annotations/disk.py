"""Durable writing: every system call by which the user's work reaches the disk is made here.

What these functions return from is on disk. What they raise from has left everything that was there before as it was.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600
ANCESTORS = 4
"""Levels of folders that the program may have created itself."""
LOCK_SECONDS = 5.0
"""So long another process of this device may hold the lock before a save gives up."""
_FLAGS = os.O_CLOEXEC | os.O_NOFOLLOW
_NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)


def make_folder(folder: Path) -> None:
    """Create a folder and those above it, readable by the user alone; a link to a folder is as good as one."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        with contextlib.suppress(FileExistsError):
            os.mkdir(each, FOLDER_MODE)  # noqa: PTH102 - all calls go through `os`, where the tests make them fail


def sync_names(folder: Path) -> None:
    """Put the name of a folder on disk, and of those above it that may be as new.

    This is not left to whoever created them: it may have been killed before it came to this.
    """
    for each in folder.parents[:ANCESTORS]:
        with contextlib.suppress(PermissionError):
            sync_folder(each)


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)


def append(path: Path, data: bytes, *, is_first: bool) -> int:
    """Append whole lines with one write; return where they begin.

    A last line that was torn is closed with a newline first, so that it cannot swallow ours. With `is_first`, or
    when the file is new, its name and those of its folders are put on disk too.

    Raises:
        OSError: nothing was appended (short writes are taken back).
    """
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | _FLAGS, FILE_MODE)
    try:
        size = os.fstat(descriptor).st_size
        if size and os.pread(descriptor, 1, size - 1) != b"\n":
            data = b"\n" + data
        try:
            _write(descriptor, data, path)
            if is_first or not size:
                sync_folder(path.parent)
                sync_names(path.parent)
        except OSError:
            # Only our own bytes may go: without locks another process may have appended behind them.
            with contextlib.suppress(OSError):
                if size < os.fstat(descriptor).st_size <= size + len(data):
                    os.ftruncate(descriptor, size)
            raise
        return size
    finally:
        os.close(descriptor)


def replace(path: Path, data: bytes) -> None:
    """Write a file beside `path` and put it in its place, whole or not at all.

    Raises:
        OSError: `path` is as it was.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _FLAGS, FILE_MODE)
    try:
        try:
            _write(descriptor, data, path)
        finally:
            os.close(descriptor)
        os.rename(beside, path)  # noqa: PTH104 - see make_folder
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(beside)  # noqa: PTH108 - see make_folder
        raise
    sync_folder(path.parent)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of this device; other processes wait.

    File systems that know no locks are written without: one append is one write, and twins are told apart later.

    Raises:
        OSError: another process holds it for too long, or the lock file cannot be made.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _FLAGS, FILE_MODE)
    try:
        _lock(descriptor, path)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, path: Path) -> None:
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise TimeoutError(errno.ETIMEDOUT, "another reader holds the lock", str(path)) from None
            time.sleep(0.002)
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return
            raise
        else:
            return


def _write(descriptor: int, data: bytes, path: Path) -> None:
    """Write all of the data with one call, and put it on disk."""
    if os.write(descriptor, data) != len(data):
        # Only a full disk and quotas end a write early.
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
    _sync(descriptor)


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        # There fsync leaves the bytes in the drive's own cache; some file systems know nothing better, though.
        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)
