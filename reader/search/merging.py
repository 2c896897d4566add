"""Makes one segment of several by laying their arrays one after the other, without their deleted documents.

What is done word by word is done only for the few words that are dense or blocked (see `reader.search.postings`): the
postings of all others are slices of bytes, joined some ten thousand words at a time (see `reader.search.sources`).
"""

from __future__ import annotations

from array import array
from collections import Counter
from itertools import accumulate, compress, repeat
from operator import itemgetter, sub
from typing import TYPE_CHECKING, Final

from reader.search.building import SegmentHandle, no_collection, waiting_name, write_columns
from reader.search.layout import RegionWriter
from reader.search.positions import Joiner, blocks_of, most_wide
from reader.search.postings import NO_ALIAS, FieldWriter, most_sparse
from reader.search.schema import FORMAT, PLAIN, STEMMED, stem_field
from reader.search.sources import Source, WordRange, sources_of, word_ranges

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reader.search.segment import OpenSegment

_SEVERAL: Final = -1
_NONE: Final = -2

_Found = list[tuple[Source, int]]
"""A word: the sources that have it, in order, and its number in each of them."""


def _add(writer: FieldWriter, term: bytes, found: _Found, sources: Sequence[Source]) -> bool:
    """Write the postings of a word, dense or not; tell whether any document has it."""
    total = sum(source.documents(number) for source, number in found)
    if total > most_sparse(writer.documents):
        numbers = {id(source): number for source, number in found}
        vector = b"".join(
            source.vector(numbers[id(source)]) if id(source) in numbers else bytes(source.count) for source in sources
        )
        writer.add_vector(term, vector, total)
    elif total:
        postings = [source.postings(number) for source, number in found]
        writer.add_postings(
            term, b"".join([ids for ids, _ in postings]), b"".join([impacts for _, impacts in postings])
        )
    return total > 0


def _add_positions(writer: FieldWriter, found: _Found) -> None:
    """Write the positions of the word that was added last."""
    if sum(source.count_positions(number) for source, number in found) > most_wide(writer.blocks):
        joiner = Joiner(writer.blocks)
        for source, number in found:
            source.join(joiner, number)
        writer.add_blocked(*joiner.finish(), len(writer) - 1)
    else:
        wide = b"".join([source.positions(number) for source, number in found])
        writer.add_wide([0, len(wide) // 4], wide)


class _FieldMerger:
    """Writes a field, some words at a time."""

    def __init__(self, sources: Sequence[Source], writer: FieldWriter) -> None:
        self._sources = sources
        self._writer = writer

    def add(self, words: WordRange) -> None:
        """Add words; tell the sources their numbers."""
        writer, sources = self._writer, self._sources
        starts, wide_starts = [s.starts for s in sources], [s.wide_starts for s in sources]
        ends, wide_ends = words.joined(starts), words.joined(wide_starts)
        ids = words.pieces(starts, [s.ids for s in sources], 2)
        impacts = words.pieces(starts, [s.impacts for s in sources], 1)
        wide = words.pieces(wide_starts, [s.wide for s in sources], 4)
        special = words.special()
        most, widest = most_sparse(writer.documents), most_wide(writer.blocks)
        special.update([place for place, size in enumerate(map(sub, ends[1:], ends)) if size > most])
        special.update([place for place, size in enumerate(map(sub, wide_ends[1:], wide_ends)) if size > widest])
        numbers = array("I", [NO_ALIAS]) * len(words.words)
        laid = 0
        for place in [*sorted(special), len(words.words)]:
            chosen: Sequence[int] = range(laid, place)
            if any(source.is_changed for source in sources):  # words that no document has any more are left out
                chosen = [at for at in chosen if ends[at] < ends[at + 1]]
            for at, number in enumerate(chosen, len(writer)):
                numbers[number] = at
            bounds = [*map(ends.__getitem__, chosen), ends[place]]
            writer.add_sparse([words.words[at] for at in chosen], bounds, ids, impacts)
            writer.add_wide([*map(wide_ends.__getitem__, chosen), wide_ends[place]], wide)
            laid = place + 1
            if place < len(words.words):
                found = [(sources[at], number) for at, number in words.found(place)]
                if _add(writer, words.words[place], found, sources):
                    _add_positions(writer, found)
                    numbers[place] = len(writer) - 1
        for at, source in enumerate(sources):
            source.merged[words.lows[at] : words.highs[at]] = array("I", map(numbers.__getitem__, words.of_source(at)))


def _merge_field(segments: Sequence[OpenSegment], name: str, regions: RegionWriter) -> None:
    """Write a field, and its twin of stems."""
    sources, end = sources_of(segments, name)
    writer = FieldWriter(name, sum(source.count for source in sources), blocks_of(end))
    merger = _FieldMerger(sources, writer)
    for words in word_ranges(sources):
        merger.add(words)
    first = array("I", [position for source in sources for position in source.first_positions()])
    first.append(end)
    lengths = array("I", [n for source in sources for n in compress(source.reader.lengths, source.kept)])
    writer.finish(regions, first, lengths)
    if name in STEMMED:
        twins, _ = sources_of(segments, stem_field(name))
        writer = FieldWriter(stem_field(name), sum(twin.count for twin in twins))
        for words in word_ranges(twins):
            _merge_stems(words, twins, sources, writer)
        writer.finish(regions)


def _merge_stems(words: WordRange, twins: Sequence[Source], bases: Sequence[Source], writer: FieldWriter) -> None:
    """Write stems: with their documents where several words have one, else with their only word."""
    merged: list[int] = []
    for twin, base, low, high in zip(twins, bases, words.lows, words.highs, strict=True):
        merged += _merged_words(twin, base, low, high)
    # A set finds out in one pass where the segments say the same of a stem.
    pairs = set(zip(words.places, merged, strict=True))
    if any(twin.is_changed for twin in twins):
        pairs = {pair for pair in pairs if pair[1] != _NONE}
    only = dict(pairs)
    several = {place for place, times in Counter(map(itemgetter(0), pairs)).items() if times > 1}
    several.update([place for place, word in only.items() if word == _SEVERAL])
    only.update(zip(several, repeat(NO_ALIAS)))
    chosen = sorted(only)
    counts = dict.fromkeys(chosen, 0)
    ids, impacts = bytearray(), bytearray()
    dense: dict[int, _Found] = {}
    for place in sorted(several):
        found = [_resolved(twins[at], bases[at], number) for at, number in words.found(place)]
        if sum([source.documents(number) for source, number in found]) > most_sparse(writer.documents):
            dense[place] = found
            continue
        for source, number in found:
            some_ids, some = source.postings(number)
            ids += some_ids
            impacts += some
            counts[place] += len(some)
    ends = list(accumulate(counts.values(), initial=0))
    laid = 0
    for at in [*(at for at, place in enumerate(chosen) if place in dense), len(chosen)]:
        writer.add_sparse([words.words[place] for place in chosen[laid:at]], ends[laid : at + 1], ids, impacts)
        if at < len(chosen):
            found = dense[chosen[at]]
            used = {source.first_document: source for source in (*twins, *(source for source, _ in found))}
            _add(writer, words.words[chosen[at]], found, list(used.values()))
        laid = at + 1
    writer.aliases.extend(map(only.__getitem__, chosen))


def _resolved(twin: Source, base: Source, number: int) -> tuple[Source, int]:
    """Return where the postings of a stem are: with a single word in a segment, in the field itself."""
    alias = twin.reader.alias(number)
    return (twin, number) if alias is None else (base, alias)


def _merged_words(twin: Source, base: Source, low: int, high: int) -> list[int]:
    """Return the only word of each stem as it is numbered in the merged field, `_SEVERAL`, or `_NONE` if it is gone."""
    aliases = twin.reader.aliases(low, high)
    made = [_SEVERAL if alias == NO_ALIAS else base.merged[alias] for alias in aliases]
    if not twin.is_changed:
        return made
    made = [_NONE if word == NO_ALIAS else word for word in made]
    for number, word in enumerate(made, low):
        if word == _SEVERAL and not twin.documents(number):
            made[number - low] = _NONE
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
            kept = b"".join(Source(s, "text", 0, 0).kept for s in segments)
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
