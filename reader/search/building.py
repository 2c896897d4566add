"""Segments of the index: built in any process, complete and on the disk, before one process publishes them."""

from __future__ import annotations

import gc
import os
from array import array
from bisect import bisect_left
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reader.search.layout import RegionWriter
from reader.search.postings import MOST_DOCUMENTS
from reader.search.ranking import fresh

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from reader.search.query import Document

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would start threads for matrices; there are none here

WAITING: Final = ".waiting"
"""Suffix of a segment that no index knows yet; publishing gives it its name."""


@dataclass(frozen=True, slots=True)
class SegmentHandle:
    """A segment that is written and belongs to no index yet."""

    name: str
    """Of its file, without a folder."""
    count: int
    """Number of its documents."""


@contextmanager
def no_collection() -> Iterator[None]:
    """Switch the garbage collector off: it would look at millions of arrays again and again, and find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def waiting_name() -> str:
    """Return a name that no other process uses, of the form that Whoosh expects of segments."""
    return f"{os.urandom(10).hex()}{WAITING}"


def write_columns(
    regions: RegionWriter,
    keys: Sequence[int],
    days: Sequence[int],
    titles: Sequence[bytes],
    outlets: Sequence[bytes],
) -> None:
    """Write what is known of each document besides its words.

    key (i64), day (u32), fresh (u8); key.order: documents (u16) by key; days: all different days in order (u32), and
    day.high, day.low: the two bytes of each document's place in it, so that a range of days is found by translating
    bytes; titles, outlets: what hits are ordered by, each with a newline behind it.
    """
    known = sorted(set(days))
    places = [bisect_left(known, day) for day in days]
    regions.add("key", array("q", keys))
    regions.add("key.order", array("H", sorted(range(len(keys)), key=keys.__getitem__)))
    regions.add("day", array("I", days))
    regions.add("days", array("I", known))
    regions.add("day.high", bytes(place >> 8 for place in places))
    regions.add("day.low", bytes(place & 255 for place in places))
    regions.add("fresh", bytes(map(fresh, days)))
    regions.add("titles", b"".join(title + b"\n" for title in titles))
    regions.add("outlets", b"".join(outlet + b"\n" for outlet in outlets))


def build_segment(folder: Path, documents: Iterable[Document]) -> SegmentHandle:
    """Write documents to a new segment in the folder of an index, and return what `SearchIndex.publish` takes.

    A document takes about 100 kB of memory while it is built; 5,000 are a good number, 65,536 the most.

    Raises:
        ValueError: there are too many documents.
    """
    # Whoosh comes with the schema; a process that only looks at this module needs none.
    from reader.search.inverting import FieldInverter
    from reader.search.schema import FORMAT, PLAIN, STEMMED, entry

    fields = [FieldInverter(name, weighted=name == "text", stems=True) for name in STEMMED]
    fields += [FieldInverter(name) for name in PLAIN]
    entries: dict[int, tuple[int, bytes, bytes]] = {}
    with no_collection():
        for document in documents:
            one = entry(document)
            if one.key in entries:
                raise ValueError(f"document {one.key} comes twice")
            if len(entries) == MOST_DOCUMENTS:
                raise ValueError(f"a segment holds at most {MOST_DOCUMENTS} documents")
            entries[one.key] = one.day, one.by_title, one.by_outlet
            for field in fields:
                field.add(one.parts[field.name])
        folder.mkdir(parents=True, exist_ok=True)
        name = waiting_name()
        regions = RegionWriter(folder / name, len(entries), FORMAT)
        try:
            columns = list(zip(*entries.values(), strict=True)) or [(), (), ()]
            write_columns(regions, list(entries), *columns)
            for field in fields:
                field.finish(regions)
            regions.finish()
        except BaseException:
            regions.cancel()
            raise
    return SegmentHandle(name, len(entries))
