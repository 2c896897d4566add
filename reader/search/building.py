"""Segments of the index, built in any process and published by one."""

from __future__ import annotations

import os
import pickle
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reader.search.query import Document


@dataclass(frozen=True, slots=True)
class SegmentHandle:
    """A segment that is written and belongs to no index yet."""

    name: str
    """Of its file, without a folder."""
    count: int
    """Number of its documents."""


def build_segment(folder: Path, documents: Iterable[Document]) -> SegmentHandle:
    """Write the documents to a file of the index folder, complete and on disk, and return its handle."""
    # Until segments are written in their own format, the documents wait here for the process that publishes them.
    from reader.search.schema import entry

    entries = [entry(document) for document in documents]
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{uuid.uuid4().hex}.waiting"
    with (folder / name).open("wb") as file:
        pickle.dump(entries, file, protocol=5)
        file.flush()
        os.fsync(file.fileno())
    return SegmentHandle(name, len(entries))
