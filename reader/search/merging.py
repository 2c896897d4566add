"""Makes one segment of several by laying their arrays one after the other, without their deleted documents.

Words are taken some ten thousand at a time, so that memory is bounded; numpy, which only the processes that build an
index load, does what is done for each posting and position (see `reader.search.sources`).
"""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, Final

import numpy as np

from reader.search.building import SegmentHandle, no_collection, waiting_name, write_columns
from reader.search.layout import RegionWriter
from reader.search.positions import blocks_of
from reader.search.postings import NO_ALIAS
from reader.search.schema import FORMAT, PLAIN, STEMMED, stem_field
from reader.search.sources import Source, WordRange, joined, sources_of, word_ranges
from reader.search.writing import FieldWriter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from reader.search.segment import OpenSegment

_SEVERAL: Final = -1
"""Stands for the only word of a stem that has several."""


def _merge_field(segments: Sequence[OpenSegment], name: str, regions: RegionWriter) -> None:
    """Write a field, and its twin of stems."""
    sources, end = sources_of(segments, name)
    documents = sum(source.count for source in sources)
    writer = FieldWriter(name, documents, blocks_of(end))
    for words in word_ranges(sources):
        _merge_words(words, sources, writer)
    first = np.concatenate([*(source.first_positions() for source in sources), [end]]).astype(np.uint32)
    lengths = np.concatenate([source.lengths() for source in sources])
    writer.finish(regions, first.data, lengths.data)
    if name in STEMMED:
        twins, _ = sources_of(segments, stem_field(name))
        writer = FieldWriter(stem_field(name), documents)
        for words in word_ranges(twins):
            _merge_stems(words, twins, sources, writer)
        writer.finish(regions)


def _merge_words(found: WordRange, sources: Sequence[Source], writer: FieldWriter) -> None:
    """Write words, and tell the sources their numbers; words that no document has any more are left out."""
    pairs = list(zip(sources, found.numbers, strict=True))
    size = len(found.words)
    counts, (ids, impacts) = joined(found.places, [source.postings(words) for source, words in pairs], size)
    is_alive = counts > 0
    numbers = np.where(is_alive, np.cumsum(is_alive) - 1 + len(writer), NO_ALIAS)
    for (source, words), places in zip(pairs, found.places, strict=True):
        source.merged[words] = numbers[places]
    writer.add_all(list(compress(found.words, is_alive)), counts[is_alive], ids, impacts)
    counts, (positions,) = joined(found.places, [source.positions(words) for source, words in pairs], size)
    writer.add_all_positions(counts[is_alive], positions)


def _merge_stems(found: WordRange, twins: Sequence[Source], bases: Sequence[Source], writer: FieldWriter) -> None:
    """Write stems: with their documents where several words have one, else with their only word."""
    size = len(found.words)
    least, largest = np.full(size, NO_ALIAS, np.int64), np.full(size, _SEVERAL - 1, np.int64)
    for twin, base, stems, places in zip(twins, bases, found.numbers, found.places, strict=True):
        only = _merged_words(twin, base, stems)
        is_alive = only != NO_ALIAS
        np.minimum.at(least, places[is_alive], only[is_alive])
        np.maximum.at(largest, places[is_alive], only[is_alive])
    is_alive = least != NO_ALIAS
    is_shared = is_alive & ((least != largest) | (least == _SEVERAL))
    where, runs = [], []
    for twin, base, stems, places in zip(twins, bases, found.numbers, found.places, strict=True):
        chosen = is_shared[places]
        aliases = twin.aliases[stems[chosen]]
        is_own = aliases == NO_ALIAS
        where += [places[chosen][is_own], places[chosen][~is_own]]
        runs += [twin.postings(stems[chosen][is_own]), base.postings(aliases[~is_own].astype(np.int64))]
    counts, (ids, impacts) = joined(where, runs, size)
    writer.add_all(list(compress(found.words, is_alive)), counts[is_alive], ids, impacts)
    aliases = np.where(is_shared, NO_ALIAS, least)[is_alive].astype(np.uint32)
    writer.aliases.frombytes(aliases.tobytes())


def _merged_words(twin: Source, base: Source, stems: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the only word of each stem as it is numbered in the merged field.

    `_SEVERAL` stands for several words, `NO_ALIAS` for a stem that no document has any more.
    """
    aliases = twin.aliases[stems].astype(np.int64)
    is_own = aliases == NO_ALIAS
    made = np.full(len(stems), _SEVERAL, np.int64)
    made[~is_own] = base.merged[aliases[~is_own]]
    if twin.is_changed:
        own = np.flatnonzero(is_own)
        made[own[twin.postings(stems[own]).counts == 0]] = NO_ALIAS
    return made


def merge_segments(folder: Path, segments: Sequence[OpenSegment]) -> SegmentHandle:
    """Write a segment with all documents of others that are not deleted, in their order.

    Raises:
        IndexDamagedError: one of them does not have its checksums.
    """
    for segment in segments:
        segment.regions.verify()
        segment.regions.release()
    count = sum(segment.count - len(segment.deleted) for segment in segments)
    name = waiting_name()
    regions = RegionWriter(folder / name, count, FORMAT)
    try:
        with no_collection():
            kept = [document not in s.deleted for s in segments for document in range(s.count)]
            write_columns(
                regions,
                list(compress((key for s in segments for key in s.keys), kept)),
                list(compress((day for s in segments for day in s.days), kept)),
                list(compress((title for s in segments for title in s.names("titles")), kept)),
                list(compress((outlet for s in segments for outlet in s.names("outlets")), kept)),
            )
            for field in (*STEMMED, *PLAIN):
                _merge_field(segments, field, regions)
                for segment in segments:
                    segment.regions.release()
        regions.finish()
    except BaseException:
        regions.cancel()
        raise
    return SegmentHandle(name, count)
