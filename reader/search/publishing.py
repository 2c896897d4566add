"""A commit: built segments get their names, deletions are marked, small segments are merged, one table is written.

Everything here runs under the write lock. Until the table has its name nothing of it is part of the index; files that
no table names are removed by the next commit.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from whoosh.index import TOC, EmptyIndexError, clean_files

from reader.search.building import WAITING
from reader.search.codec import ArticleSegment
from reader.search.schema import schema
from reader.search.segment import OpenSegment
from reader.search.storage import INDEX_NAME, CheckedStorage, read_table, remove_abandoned

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from reader.search.building import SegmentHandle

MOST_SEGMENTS: Final = 8
"""With more segments than this, a commit merges small ones."""
_MOST_MERGED: Final = 50_000
"""Documents of a merged segment: making one takes 11 kB of memory for each."""
_MOST_POSITIONS: Final = 3 << 30
"""Positions have 32 bits; a merged segment stays well below."""


def _table(folder: Path) -> TOC:
    try:
        return read_table(folder)
    except EmptyIndexError:
        return TOC(schema(), [], -1)


def _named(folder: Path, handle: SegmentHandle) -> ArticleSegment:
    """Give a built segment the name of a member of the index."""
    segment = ArticleSegment(handle.name.removesuffix(WAITING), handle.count)
    (folder / handle.name).replace(segment.path(folder))
    return segment


def publish(
    folder: Path, handles: Iterable[SegmentHandle], removed: Collection[int], most: int = MOST_SEGMENTS
) -> None:
    """Write the next state of the index in a folder; the caller holds the lock.

    Raises:
        IndexDamagedError: the last state cannot be read.
    """
    from reader.search.merging import merge_segments

    handles = list(handles)
    table = _table(folder)
    segments: list[ArticleSegment] = list(table.segments)
    opened = [OpenSegment(segment.path(folder), segment.deleted_docs()) for segment in segments]
    gone = set(removed)
    for handle in handles:
        if handle.count:
            new = OpenSegment(folder / handle.name)
            opened = [_without(segment, gone.union(new.keys)) for segment in opened]
            gone = set()
            opened.append(new)
    opened = [_without(segment, gone) for segment in opened]
    segments += [_named(folder, handle) for handle in handles if handle.count]
    pairs = [
        (ArticleSegment(segment.segid, segment.doc_count_all(), reader.deleted), reader)
        for segment, reader in zip(segments, opened, strict=True)
        if len(reader.deleted) < reader.count
    ]
    while chosen := _to_merge([reader for _, reader in pairs], most):
        handle = merge_segments(folder, [pairs[place][1] for place in chosen])
        merged = _named(folder, handle)
        pairs = [pair for place, pair in enumerate(pairs) if place not in chosen]
        pairs.insert(chosen[0], (merged, OpenSegment(merged.path(folder))))
    storage = CheckedStorage(str(folder))
    generation = table.generation + 1
    TOC(table.schema, [segment for segment, _ in pairs], generation).write(storage, INDEX_NAME)
    clean_files(storage, INDEX_NAME, generation, [segment for segment, _ in pairs])
    for handle in handles:
        with suppress(FileNotFoundError):
            (folder / handle.name).unlink()
    remove_abandoned(folder)


def _without(segment: OpenSegment, keys: set[int]) -> OpenSegment:
    found = segment.documents_of(keys) if keys else []
    return segment.without(segment.deleted.union(found)) if found else segment


def _to_merge(segments: list[OpenSegment], most: int) -> list[int]:
    """Return the places of segments to be merged, in order; none if all is well.

    Segments that are half full do not count. Of the others the smallest go together, and the next larger one with them
    as long as it is at most twice the size of all of these: so each document is copied a few times in its life, and a
    commit of ten articles never copies ten thousand.
    """
    rotten = [place for place, segment in enumerate(segments) if len(segment.deleted) * 4 > segment.count]
    if rotten:
        return rotten[:1]
    order = sorted(range(len(segments)), key=lambda place: segments[place].count)
    if most > 1:
        order = [place for place in order if segments[place].count * 2 < _MOST_MERGED]
    if len(order) <= most:
        return []
    for start in range(len(order) - 1):
        chosen = _going_together(segments, order[start:], any_size=most == 1)
        if len(chosen) > 1:
            return sorted(chosen)
    return []


def _going_together(segments: list[OpenSegment], order: list[int], *, any_size: bool) -> list[int]:
    """Return as many of the first segments, from the smallest on, as are of a size and fit into one."""
    chosen: list[int] = []
    documents = positions = 0
    for place in order:
        segment = segments[place]
        first = segment.field("text").first
        count, end = segment.count - len(segment.deleted), first[len(first) - 1]
        fits = documents + count <= _MOST_MERGED and positions + end < _MOST_POSITIONS
        if not fits or (chosen and not any_size and count > 2 * documents):
            break
        chosen.append(place)
        documents += count
        positions += end
    return chosen
