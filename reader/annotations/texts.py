"""The texts of articles as they were when they were annotated: by digest, compressed, written once."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import zlib
from typing import TYPE_CHECKING

from reader.annotations import disk

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = "texts"
"""Name of the folder of texts, beside the logs."""
LARGEST = 64 << 20
"""Bytes of a text; a file that unpacks to more is not ours."""
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Texts:
    """A folder of texts. Nothing in it is ever changed or removed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: set[str] = set()

    def keep(self, digest: str, text: str) -> None:
        """Keep a text under its digest; when this returns, it is on disk.

        Raises:
            OSError: it is not.
        """
        path = self._path(digest)
        if path is None or digest in self._kept:
            return
        if self.text(digest) == text:
            # Whoever wrote it may have been stopped before its name was on disk.
            disk.sync_folder(self._folder)
            self._kept.add(digest)
            return
        disk.make_folder(self._folder)
        disk.sync_folder(self._folder.parent)
        # Without a time stamp two devices write the same bytes, which no sync tool takes for a conflict.
        disk.replace(path, gzip.compress(_encoded(text), mtime=0))
        self._kept.add(digest)

    def text(self, digest: str) -> str | None:
        """Return a text; None if it was not kept or what is kept is not what was written."""
        path = self._path(digest)
        if path is None or path.is_symlink():
            return None
        try:
            return unpacked(path.read_bytes(), digest)
        except OSError:
            return None

    def _path(self, digest: str) -> Path | None:
        """Return the file of a digest; None for what is no digest: no event may name a file."""
        return self._folder / f"{digest}.txt.gz" if _DIGEST.fullmatch(digest) else None


def unpacked(data: bytes, digest: str) -> str | None:
    """Return the text in the bytes of a file; None if it is not the one of this digest."""
    try:
        with gzip.open(io.BytesIO(data)) as file:
            text = file.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error):
        return None
    if len(text) > LARGEST or hashlib.sha256(text).hexdigest() != digest:
        return None
    return text.decode("utf-8", "surrogatepass")


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def digest_of(text: str) -> str:
    """Return the sha256 (hex) of a text."""
    return hashlib.sha256(_encoded(text)).hexdigest()
