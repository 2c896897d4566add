"""The edge to the folder of articles: what lies there, and reading one file safely.

A scan costs one stat for each file and opens none: whoever keeps the stamps reads only what changed.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.articles.read import LIMITS, SUFFIXES, Limits, read, suffix_of, why_unreadable
from reader.errors import ArticleError, LibraryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reader.articles.article import Article

DEPTH_LIMIT = 64
"""Deepest folder within the library that is looked into."""
_KEPT = 64
"""Files whose articles are kept: the hits on a large screen, which the next letter of a query asks for again."""
_KEPT_SIZE = 64 * 1024
"""Bytes of the largest file that is kept."""


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """A file as it lies in the library: if none of this changed, its text did not."""

    path: str
    """Relative to the library folder, with `/`."""
    size: int
    """In bytes."""
    mtime_ns: int
    """Last modification, in nanoseconds since 1970."""
    inode: int


def _ignore(_problem: str) -> None:
    """Take no notice of what is passed over."""


def scan(folder: Path, tell: Callable[[str], None] = _ignore) -> Iterator[Stamp]:
    """Yield a stamp for each file that may hold articles, folder by folder, each in order of names.

    Only regular files with a known suffix or none. Hidden files and folders, `*~` and `*.part`, symbolic links to
    folders or out of the library, and folders that cannot be read are passed over; `tell` is called with a line for
    each of the last.

    Raises:
        LibraryError: the folder is missing, no folder, or cannot be read.
    """
    try:
        root = folder.resolve(strict=True)
        entries = _sorted(root)
    except FileNotFoundError as error:
        raise LibraryError(f"the library {folder} does not exist: create it, or name another folder") from error
    except NotADirectoryError as error:
        raise LibraryError(f"{folder} is no folder: name the folder that holds your articles") from error
    except OSError as error:
        raise LibraryError(f"the library {folder} cannot be read: {error.strerror}") from error
    inside = f"{root}{os.sep}" if str(root) != os.sep else os.sep
    yield from _walk(entries, "", inside, 0, tell)


def _sorted(folder: str | os.PathLike[str]) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _walk(
    entries: list[os.DirEntry[str]], prefix: str, inside: str, depth: int, tell: Callable[[str], None]
) -> Iterator[Stamp]:
    for entry in entries:
        name = entry.name
        if is_ignored(name):
            continue
        path = prefix + name
        try:
            if entry.is_dir(follow_symlinks=False):
                if depth < DEPTH_LIMIT:
                    yield from _walk(_sorted(entry.path), f"{path}/", inside, depth + 1, tell)
            elif suffix_of(name) in SUFFIXES:
                found = _stamp(entry, path, inside)
                if found is not None:
                    yield found
        except FileNotFoundError:  # it vanished
            continue
        except OSError as error:  # the others still are read
            tell(f"{path} cannot be read: {error.strerror}")


def is_ignored(name: str) -> bool:
    """Tell whether a name is hidden, a backup of an editor, or a download that is not finished."""
    return name.startswith(".") or name.endswith(("~", ".part"))


def _stamp(entry: os.DirEntry[str], path: str, inside: str) -> Stamp | None:
    """Stat a file once; a link is followed only to a regular file within the library."""
    if entry.is_symlink() and not os.path.realpath(entry.path).startswith(inside):
        return None
    status = entry.stat()
    if not stat.S_ISREG(status.st_mode):
        return None
    return Stamp(path, status.st_size, status.st_mtime_ns, status.st_ino)


def load(folder: Path, path: str, *, limits: Limits = LIMITS) -> list[Article]:
    """Return the articles of one file of the library; at least one.

    Raises:
        ArticleError: the file is missing, no regular file, larger than `limits.size`, empty or binary, or cannot be
            read. The message names the file and what to do.
    """
    data = _bytes(folder, path, limits)
    articles = list(_read_once(path, data, limits)) if len(data) <= _KEPT_SIZE else read(path, data, limits=limits)
    if not articles:
        reason = why_unreadable(data) or "holds no text"
        advice = "remove it" if reason == "is empty" else "convert it to text, or remove it"
        raise ArticleError(f"{path} {reason}: {advice}")
    return articles


@lru_cache(maxsize=_KEPT)
def _read_once(path: str, data: bytes, limits: Limits) -> tuple[Article, ...]:
    """Read a small file: what it holds is part of the key, so that no change of it is missed."""
    return tuple(read(path, data, limits=limits))


def _bytes(folder: Path, path: str, limits: Limits) -> bytes:
    """Read a regular file within the library, without ever waiting on a FIFO or following a link out of it."""
    where = folder / path
    try:
        root = folder.resolve(strict=True)
        real = where.resolve(strict=True)
        if not real.is_relative_to(root):
            raise ArticleError(f"{path} lies outside the library: copy the article into it")
        # The path is resolved already: a link that appears from now on is refused, and a FIFO does not block.
        descriptor = os.open(real, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise ArticleError(f"{path} is no regular file: put a text file in its place")
            if status.st_size > limits.size:
                size = limits.size // (1024 * 1024)
                raise ArticleError(f"{path} is larger than {size} MiB: split it, or move it out of the library")
            return file.read(limits.size + 1)
    except FileNotFoundError as error:
        raise ArticleError(f"{path} is not there any more: update the library") from error
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "its name is no usable path"
        raise ArticleError(f"{path} cannot be read: {reason}") from error
