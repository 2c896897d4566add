"""What is written of some documents, beside counting them by hand; and merging writes what building at once does."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reader.search.building import build_segment
from reader.search.merging import merge_segments
from reader.search.ranking import LEAD, LEAD_WORDS, TITLE, impacts
from reader.search.schema import PLAIN, STEMMED, entry, stem_field
from reader.search.segment import OpenSegment
from reader.search.words import LONGEST, cut, stem
from tests.unit.search.samples import make_document, make_documents

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from reader.search.query import Document


def _documents() -> list[Document]:
    """Return documents with rare words, with words that nearly all of them have, and with one that comes 400 times."""
    made = make_documents(60, seed=3)
    made.append(make_document(900, "prisoner " * 400 + "prisoners once", title="Prisoners"))
    made.append(make_document(901, "unheard Unheard unheardly of", title="unheard"))
    made.append(make_document(902, "", title="Nothing"))
    return made


def _expected(documents: list[Document], *, stems: bool) -> dict[str, dict[int, int]]:
    """Return the impacts of all words of the field of texts, by document."""
    made: dict[str, dict[int, int]] = {}
    for number, document in enumerate(documents):
        parts = [[word.decode() for word in cut(part)] for part in entry(document).parts["text"]]
        weights = Counter(word for part in parts for word in part)
        weights.update(parts[0] * TITLE)
        weights.update(parts[-1][:LEAD_WORDS] * LEAD)
        row = impacts(sum(map(len, parts)))
        together: Counter[str] = Counter()
        for word, weight in weights.items():
            together[stem(word) if stems else word] += weight
        for word, weight in together.items():
            made.setdefault(word, {})[number] = row[min(weight, 255)]
    return made


def _opened(folder: Path, documents: list[Document]) -> OpenSegment:
    return OpenSegment(folder / build_segment(folder, documents).name)


def test_postings_are_what_one_counts(tmp_path: Path) -> None:
    documents = _documents()
    segment = _opened(tmp_path, documents)
    field, twin = segment.field("text"), segment.field(stem_field("text"))
    found = {word.decode(): dict(zip(*field.postings(number), strict=True)) for number, word in field.terms_from()}
    assert found == _expected(documents, stems=False)
    found = {}
    for number, word in twin.terms_from():
        only = twin.alias(number)
        postings = twin.postings(number) if only is None else field.postings(only)
        found[word.decode()] = dict(zip(*postings, strict=True))
    assert found == _expected(documents, stems=True)


def test_words_of_any_length_and_empty_segments_are_written(tmp_path: Path) -> None:
    long = "x" * LONGEST
    parts = [
        _opened(tmp_path, []),
        _opened(tmp_path, [make_document(1, "", title="")]),
        _opened(tmp_path, [make_document(2, f"{long}yz {long} \u00e9{long} \ud800")]),
    ]
    merged = OpenSegment(tmp_path / merge_segments(tmp_path, parts).name).field("text")
    number = merged.find(long.encode())
    assert number is not None
    assert list(merged.postings(number)[0]) == [1]
    assert len(merged.positions(number)) == 2
    assert merged.find(f"e{long}"[:LONGEST].encode()) is not None
    nothing = merge_segments(tmp_path, [parts[0], parts[1].without({0})])
    assert (nothing.count, len(_opened(tmp_path, []).field("text"))) == (0, 0)


def _regions(segment: OpenSegment, *, positions: bool) -> dict[str, bytes]:
    names = ["ids", "impacts", "starts", "terms", "heads", "dense", "counts", "vectors", "prefixes", "prefix_vectors"]
    fields = [*STEMMED, *PLAIN, *map(stem_field, STEMMED)]
    wanted = [f"{field}.{name}" for field in fields for name in [*names, "alias", "lengths"]]
    wanted += ["key", "key.order", "day", "days", "day.high", "day.low", "fresh", "titles", "outlets"]
    if positions:
        wanted += [f"{field}.{name}" for field in (*STEMMED, *PLAIN) for name in ("wide", "wide_starts", "first")]
    return {name: bytes(segment.regions.bytes(name)) for name in wanted}


def test_merged_is_as_built_at_once(tmp_path: Path) -> None:
    documents = _documents()
    parts = [_opened(tmp_path, documents[start : start + 25]) for start in range(0, len(documents), 25)]
    merged = OpenSegment(tmp_path / merge_segments(tmp_path, parts).name)
    assert _regions(merged, positions=True) == _regions(_opened(tmp_path, documents), positions=True)


def test_merged_is_as_built_without_what_was_deleted(tmp_path: Path) -> None:
    documents = _documents()
    parts = [_opened(tmp_path, documents[start : start + 25]) for start in range(0, len(documents), 25)]
    gone = [{0, 3, 24}, set(range(1, 25)), {10, 11}]  # of the last: the document with words of its own
    changed = [part.without(deleted) for part, deleted in zip(parts, gone, strict=True)]
    merged = OpenSegment(tmp_path / merge_segments(tmp_path, changed).name)
    kept = [document for at, document in enumerate(documents) if at % 25 not in gone[at // 25]]
    assert _regions(merged, positions=False) == _regions(_opened(tmp_path, kept), positions=False)
    assert merged.field("text").find(b"unheard") is None


def test_merging_in_small_ranges_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.search import sources

    documents = _documents()
    parts = [_opened(tmp_path, documents[start : start + 25]) for start in range(0, len(documents), 25)]
    whole = OpenSegment(tmp_path / merge_segments(tmp_path, parts).name)
    monkeypatch.setattr(sources, "_TOGETHER", 3)
    small = OpenSegment(tmp_path / merge_segments(tmp_path, parts).name)
    assert _regions(small, positions=True) == _regions(whole, positions=True)
