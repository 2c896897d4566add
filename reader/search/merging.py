"""Makes one segment of several by laying their arrays one after the other, without their deleted documents.

Ids and positions of all words of a segment move by one addition to all lanes at once; what remains for each word is to
join slices of bytes. Only a segment with deletions is read number by number.
"""

from __future__ import annotations

from array import array
from functools import cached_property
from itertools import accumulate, compress
from typing import TYPE_CHECKING, Final

from reader.search.building import SegmentHandle, no_collection, waiting_name, write_columns
from reader.search.layout import RegionWriter
from reader.search.positions import BLOCK, Joiner, blocks_of, decoded, is_blocked
from reader.search.postings import NO_ALIAS, FieldReader, FieldWriter, is_dense
from reader.search.schema import FORMAT, PLAIN, STEMMED, stem_field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from reader.search.segment import OpenSegment

_WIDE: Final = "I"
_SEVERAL: Final = -1


def _moved(numbers: memoryview, by: int, size: int) -> bytes:
    """Return an array of unsigned integers of `size` bytes with the same added to each, as bytes."""
    raw = numbers.cast("B")
    if not by:
        return bytes(raw)
    each = int.from_bytes(by.to_bytes(size, "little") * len(numbers), "little")
    return (int.from_bytes(raw, "little") + each).to_bytes(len(raw), "little")


class _Source:
    """A field of one of the segments that are merged, with where its documents and positions go."""

    def __init__(self, segment: OpenSegment, name: str, first_document: int, first_position: int) -> None:
        self.reader: FieldReader = segment.field(name)
        self.count = segment.count - len(segment.deleted)
        self.first_document = first_document
        self.first_position = first_position
        self.place = 0
        """Which of the segments it is."""
        self.merged = array("I", [NO_ALIAS]) * len(self.reader)
        """Of each word, its number in the merged field."""
        self.starts = self.reader.starts
        self.wide_starts = self.reader.wide_starts
        self.is_changed = bool(segment.deleted)
        self._deleted = segment.deleted
        self._all = segment.count

    @cached_property
    def kept(self) -> bytes:
        """For each document, whether it goes on."""
        made = bytearray(b"\1" * self._all)
        for document in self._deleted:
            made[document] = 0
        return bytes(made)

    @cached_property
    def _numbers(self) -> list[int]:
        """For each document its number in the merged segment; that of a deleted one means nothing."""
        return [self.first_document + before for before in accumulate(self.kept, initial=0)]

    @cached_property
    def ids(self) -> memoryview:
        """The documents of all words (u16, as bytes) as the merged segment numbers them, if none is deleted."""
        return memoryview(_moved(self.reader.ids, self.first_document, 2))

    def postings(self, number: int) -> tuple[bytes, bytes]:
        """Return the documents (u16, as bytes) and impacts of a word."""
        reader = self.reader
        first, last = reader.extent(number)
        if not self._deleted and first < last:
            return self.ids[2 * first : 2 * last].tobytes(), reader.impacts[first:last].tobytes()
        ids, impacts = reader.postings(number)
        flags = [self.kept[document] for document in ids]
        numbers = array("H", [self._numbers[document] for document in compress(ids, flags)])
        return numbers.tobytes(), bytes(compress(impacts, flags))

    def vector(self, number: int) -> bytes:
        """Return the impacts of a word, one for each document that goes on."""
        vector = self.reader.vector(number)
        return bytes(compress(vector, self.kept)) if self._deleted else vector

    @cached_property
    def wide(self) -> memoryview:
        """The wide positions of all words (u32, as bytes) in the merged segment."""
        return memoryview(_moved(self.reader.wide, self.first_position, 4))

    @cached_property
    def _flags(self) -> bytearray:
        """For each position, whether its document goes on."""
        first = self.reader.first
        made = bytearray(b"\1" * first[-1])
        for document in self._deleted:
            made[first[document] : first[document + 1]] = bytes(first[document + 1] - first[document])
        return made

    def count_positions(self, number: int) -> int:
        """Return how many positions a word has, deleted documents included."""
        return len(self.reader.positions(number))

    def wide_positions(self, number: int) -> array[int]:
        """Return the positions of a word in the merged segment."""
        made = array(_WIDE)
        first, last = self.reader.wide_extent(number)
        if not self._deleted and first < last:
            made.frombytes(self.wide[4 * first : 4 * last])
            return made
        positions = decoded(self.reader.positions(number))
        if self._deleted:
            positions = list(compress(positions, map(self._flags.__getitem__, positions)))
        made.extend([position + self.first_position for position in positions])
        return made

    def join(self, joiner: Joiner, number: int) -> None:
        """Add the positions of a word to its blocked coding."""
        positions = self.reader.positions(number)
        if positions.wide is None and not self._deleted:
            joiner.add_blocked(positions.lows, positions.table, self.first_position >> 16)
        else:
            joiner.add_wide(self.wide_positions(number))

    def first_positions(self) -> list[int]:
        """Return where the documents that go on begin in the merged segment."""
        return [self.first_position + first for first in compress(self.reader.first, self.kept)]


def _sources(segments: Sequence[OpenSegment], name: str) -> tuple[list[_Source], int]:
    """Return where each segment's documents and positions go, and where the positions end."""
    made: list[_Source] = []
    document = position = 0
    for segment in segments:
        reader = segment.field(name)
        if reader.has_blocked:  # low halves stay as they are only if the block begins where it began
            position = blocks_of(position) * BLOCK
        source = _Source(segment, name, document, position)
        source.place = len(made)
        made.append(source)
        document += source.count
        position += reader.first[-1] if len(reader.first) else 0
    return made, position


def _terms(sources: Sequence[_Source]) -> Iterator[tuple[bytes, list[tuple[_Source, int]]]]:
    """Yield all words in order, each with the segments that have it."""
    table: dict[bytes, list[int]] = {}
    for place, source in enumerate(sources):
        for code, term in enumerate(source.reader.all_terms(), place << 32):
            known = table.get(term)
            if known is None:
                table[term] = [code]
            else:
                known.append(code)
    for term in sorted(table):
        yield term, [(sources[code >> 32], code & 0xFFFF_FFFF) for code in table.pop(term)]


def _lay(writer: FieldWriter, term: bytes, found: list[tuple[_Source, int]]) -> bool:
    """Write a word by joining slices, if it is rare and its segments have no deletions: nearly all words are so."""
    count = places = 0
    ids, impacts, positions = [], [], []
    for source, number in found:
        first, last = source.starts[number], source.starts[number + 1]
        begin, end = source.wide_starts[number], source.wide_starts[number + 1]
        if first == last or begin == end or source.is_changed:
            return False
        count += last - first
        places += end - begin
        ids.append(source.ids[2 * first : 2 * last])
        impacts.append(source.reader.impacts[first:last])
        positions.append(source.wide[4 * begin : 4 * end])
    if is_dense(count, writer.documents) or is_blocked(places, writer.blocks):
        return False
    writer.add_slices(term, ids, impacts, positions)
    return True


def _add(writer: FieldWriter, term: bytes, found: list[tuple[_Source, int]], sources: Sequence[_Source]) -> bool:
    """Write the postings of a word; tell whether any document that goes on has it."""
    documents = writer.documents
    if is_dense(sum(source.reader.count(number) for source, number in found), documents):
        numbers = {id(source): number for source, number in found}
        vector = b"".join(
            source.vector(numbers[id(source)]) if id(source) in numbers else bytes(source.count) for source in sources
        )
        count = len(vector) - vector.count(0)
        if is_dense(count, documents):
            writer.add_vector(term, vector, count)
            return True
        ids = array("H", compress(range(documents), vector))
        impacts = bytes(filter(None, vector))
        if ids:
            writer.add_postings(term, ids.tobytes(), impacts)
        return bool(ids)
    postings = [source.postings(number) for source, number in found]
    impacts = b"".join([impacts for _, impacts in postings])
    if impacts:
        writer.add_postings(term, b"".join([ids for ids, _ in postings]), impacts)
    return bool(impacts)


def _merge_field(segments: Sequence[OpenSegment], name: str, regions: RegionWriter) -> None:
    """Write a field, and its twin of stems."""
    sources, end = _sources(segments, name)
    blocks = blocks_of(end)
    writer = FieldWriter(name, sum(source.count for source in sources), blocks)
    for term, found in _terms(sources):
        is_laid = _lay(writer, term, found)
        if not is_laid and not _add(writer, term, found, sources):
            continue
        merged = len(writer) - 1
        for source, number in found:
            source.merged[number] = merged
        if is_laid:
            continue
        if is_blocked(sum(source.count_positions(number) for source, number in found), blocks):
            joiner = Joiner(blocks)
            for source, number in found:
                source.join(joiner, number)
            writer.add_blocked(*joiner.finish())
        else:
            positions = array(_WIDE)
            for source, number in found:
                positions += source.wide_positions(number)
            writer.add_positions(positions)
    first = array("I", [position for source in sources for position in source.first_positions()])
    first.append(end)
    lengths = array("I", [n for source in sources for n in compress(source.reader.lengths, source.kept)])
    writer.finish(regions, first, lengths)
    if name in STEMMED:
        _merge_stems(segments, sources, name, regions)


def _merge_stems(segments: Sequence[OpenSegment], bases: Sequence[_Source], name: str, regions: RegionWriter) -> None:
    """Write the twin of stems of a field that was merged."""
    twins, _ = _sources(segments, stem_field(name))
    writer = FieldWriter(stem_field(name), sum(twin.count for twin in twins))
    for root, found in _terms(twins):
        words = {_merged_word(bases[twin.place], twin, number) for twin, number in found}
        if len(words) == 1 and (word := words.pop()) != _SEVERAL:
            if word != NO_ALIAS:
                writer.add_alias(root, word)
            continue
        # Where a stem has a single word in a segment, the field itself has its postings.
        used = list(twins)
        resolved = []
        for twin, number in found:
            alias = twin.reader.alias(number)
            if alias is None:
                resolved.append((twin, number))
            else:
                used[twin.place] = bases[twin.place]
                resolved.append((bases[twin.place], alias))
        _add(writer, root, resolved, used)
    writer.finish(regions)


def _merged_word(base: _Source, twin: _Source, number: int) -> int:
    """Return the only word of a stem as it is numbered in the merged field; NO_ALIAS if it is gone, else `_SEVERAL`."""
    alias = twin.reader.alias(number)
    return _SEVERAL if alias is None else base.merged[alias]


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
            kept = b"".join(_Source(s, "text", 0, 0).kept for s in segments)
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
