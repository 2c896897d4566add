"""The codec: how Whoosh's own searcher, parser and readers see the segments of this program.

How a segment lies on the disk, and why
---------------------------------------
Whoosh asks for postings one by one, through a matcher that unpickles and inflates blocks; at 100,000 articles that
costs 650 ns a posting, and a prefix becomes a tree of thousands of matchers. Here all that a query reads is an array:

* `layout`: a segment is one file of regions, mapped into memory; what a search reads for the first time is compared
  with its checksum, and damage has the index built anew.
* `postings`: all ids of a field lie in one array in the order of the words, so that a prefix is one slice of it. Words
  that more than an eighth of the articles have are vectors with one byte for each article, and so are the prefixes that
  hold too many postings to be read between two keys.
* `ranking`: the byte beside each id, the impact, is the BM25F weight with the article's length folded in.
* `lanes`: a vector seen as one big integer is added, ANDed and compared for all articles at once. `execution` answers
  a query with a few dozen of these operations, and picks the best by looking for the highest bytes.
* `positions`, `adjacency`: positions run through the whole segment, so that a phrase is an intersection of sets of
  numbers; those of two frequent words are compared as strings of bytes.
* `phrases`: of words that nearly every article has, a phrase is looked for in the best articles first.
* `inverting`, `building`: a segment is made from documents in one pass, in any process: each word gets a number, and
  all places of a field are sorted at once. `merging`, `sources`: segments become one by laying their arrays one after
  the other. `writing` lays a field down for both. These work in numpy, which a process that only searches never loads.
* `storage`, `index`: Whoosh's table of contents and write lock make segments an index, and a commit is one rename.

The number of a document has 16 bits, so a segment has at most 65,536; a larger library has several.
This module is the rest of the contract: with it, `whoosh.index.open_dir` and `Searcher` work on the same files.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from whoosh.codec import base
from whoosh.columns import ColumnReader
from whoosh.matching import ListMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound

from reader.search.positions import decoded
from reader.search.ranking import weight
from reader.search.schema import PLAIN, STEMMED, stem_field
from reader.search.segment import OpenSegment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reader.search.postings import FieldReader

EXTENSION: Final = ".articles"
_COLUMNS: Final = {"key": "key", "day": "day", "by_title": "titles", "by_outlet": "outlets"}
_HEAVIEST: Final = 256.0


class ArticleSegment(base.Segment):  # type: ignore[misc]  # Whoosh has no types
    """What the table of contents knows of a segment; pickled into it."""

    def __init__(self, segid: str, count: int, deleted: Collection[int] = ()) -> None:
        self.indexname = "MAIN"
        self.segid = segid
        self.compound = False
        self._count = count
        self._deleted = array("H", sorted(deleted))

    def codec(self) -> ArticleCodec:
        """Return what reads it."""
        return ArticleCodec()

    def path(self, folder: Path) -> Path:
        """Return its file."""
        return folder / str(self.make_filename(EXTENSION))

    def doc_count_all(self) -> int:
        """Return the number of documents, deleted ones included."""
        return self._count

    def deleted_count(self) -> int:
        """Return the number of deleted documents."""
        return len(self._deleted)

    def deleted_docs(self) -> Sequence[int]:
        """Return the deleted documents, in order."""
        return self._deleted

    def is_deleted(self, docnum: int) -> bool:
        """Tell whether a document is deleted."""
        at = bisect_left(self._deleted, docnum)
        return at < len(self._deleted) and self._deleted[at] == docnum

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Mark a document as deleted, or not."""
        deleted = set(self._deleted)
        (deleted.add if delete else deleted.discard)(docnum)
        self._deleted = array("H", sorted(deleted))

    def should_assemble(self) -> bool:
        """Tell Whoosh that it is one file already."""
        return False


class ArticleCodec(base.Codec):  # type: ignore[misc]  # Whoosh has no types
    """Reads segments for Whoosh; they are written by `reader.search.building` alone."""

    def terms_reader(self, storage: Any, segment: ArticleSegment) -> TermsReader:
        """Return the words of a segment."""
        return TermsReader(OpenSegment(segment.path(Path(storage.folder))))

    def per_document_reader(self, storage: Any, segment: ArticleSegment) -> DocumentsReader:
        """Return the documents of a segment."""
        return DocumentsReader(OpenSegment(segment.path(Path(storage.folder))), segment)


class Matcher(ListMatcher):  # type: ignore[misc]  # Whoosh has no types
    """The documents of one word, one by one, as Whoosh's queries want them."""

    def __init__(self, reader: FieldReader, number: int, lengths: Sequence[int], **options: Any) -> None:
        ids, impacts = reader.postings(number)
        self._impacts = impacts
        self._lengths = lengths
        self._reader = reader
        self._number = number
        self._options = options
        self._i: int
        super().__init__(ids, terminfo=info(reader, number), **options)

    def copy(self) -> Matcher:
        """Return the same at the same place."""
        other = Matcher(self._reader, self._number, self._lengths, **self._options)
        other._i = self._i
        return other

    def skip_to(self, id: int) -> None:  # noqa: A002 - Whoosh's signature
        """Go on to the first document that is not less."""
        if not self.is_active():
            raise ReadTooFar
        self._i = bisect_left(self._ids, id, self._i)

    def weight(self) -> float:
        """Return what the word weighs in the document: its places, those in title and lead more."""
        return weight(self._impacts[self._i], self._lengths[self.id()])

    def block_max_weight(self) -> float:
        """Return a bound of the weights."""
        return _HEAVIEST

    @cached_property
    def _places(self) -> Sequence[int]:
        return decoded(self._reader.positions(self._number))

    def value_as(self, astype: str) -> Any:
        """Return the positions in the document, or how many there are."""
        document = self.id()
        first = self._reader.first
        start = bisect_left(self._places, first[document])
        places = self._places[start : bisect_left(self._places, first[document + 1])]
        return len(places) if astype == "frequency" else [place - first[document] for place in places]


def info(reader: FieldReader, number: int) -> Any:
    """Return Whoosh's statistics of a word; bounds where the exact value would have to be searched for."""
    ids, _ = reader.postings(number)
    return TermInfo(
        weight=float(len(ids)),
        df=len(ids),
        minlength=1,
        maxlength=1 << 20,
        maxweight=_HEAVIEST,
        minid=ids[0],
        maxid=ids[-1],
    )


class TermsReader(base.TermsReader):  # type: ignore[misc]  # Whoosh has no types
    """The words of all fields of a segment."""

    def __init__(self, segment: OpenSegment) -> None:
        self._segment = segment
        self._names = sorted([*STEMMED, *map(stem_field, STEMMED), *PLAIN])

    def _resolve(self, fieldname: str, text: bytes) -> tuple[FieldReader, int] | None:
        """Return where the postings of a word are: for a stem with a single word, in the field itself."""
        if fieldname not in self._names:
            return None
        reader = self._segment.field(fieldname)
        number = reader.find(text)
        if number is None:
            return None
        if fieldname.endswith("_stem") and (only := reader.alias(number)) is not None:
            return self._segment.field(fieldname.removesuffix("_stem")), only
        return reader, number

    def _found(self, fieldname: str, text: bytes) -> tuple[FieldReader, int]:
        found = self._resolve(fieldname, text)
        if found is None:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return found

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._resolve(*term) is not None

    def indexed_field_names(self) -> list[str]:
        """Return the names of all fields that have words."""
        return self._names

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield all words with their fields, in order."""
        for name in self._names:
            for _, term in self._segment.field(name).terms_from():
                yield name, term

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield all words from one on, through this and the later fields."""
        for name in self._names[bisect_left(self._names, fieldname) :]:
            reader = self._segment.field(name)
            for _, term in reader.terms_from(reader.place(prefix)[0] if name == fieldname else 0):
                yield name, term

    def items(self) -> Iterator[tuple[tuple[str, bytes], Any]]:
        """Yield all words with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], Any]]:
        """Yield words with their statistics from one on."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> Any:
        """Return the statistics of a word."""
        return info(*self._found(fieldname, text))

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Return how often a word occurs, or rather in how many documents."""
        return float(self.doc_frequency(fieldname, text))

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return in how many documents a word occurs."""
        found = self._resolve(fieldname, text)
        return found[0].count(found[1]) if found else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Matcher:
        """Return the documents of a word, one by one."""
        reader, number = self._found(fieldname, text)
        lengths = self._segment.field(fieldname.removesuffix("_stem")).lengths
        return Matcher(reader, number, lengths, format=format_, scorer=scorer, term=(fieldname, text))

    def cursor(self, fieldname: str, fieldobj: Any) -> Cursor:
        """Return a place in the words of a field that can be moved."""
        return Cursor(self._segment.field(fieldname), fieldobj)


class Cursor(base.FieldCursor):  # type: ignore[misc]  # Whoosh has no types
    """A place in the words of a field."""

    def __init__(self, reader: FieldReader, fieldobj: Any) -> None:
        self._reader = reader
        self._fieldobj = fieldobj
        self._number = 0

    def first(self) -> str | None:
        """Go to the first word."""
        self._number = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        """Go to the first word that is not less."""
        self._number = self._reader.place(term if isinstance(term, bytes) else term.encode())[0]
        return self.text()

    def next(self) -> str | None:
        """Go to the next word."""
        self._number += 1
        return self.text()

    def text(self) -> str | None:
        """Return the word, or None behind the last one."""
        return self._reader.term(self._number).decode() if self.is_valid() else None

    def term_info(self) -> Any:
        """Return the statistics of the word."""
        return info(self._reader, self._number) if self.is_valid() else None

    def is_valid(self) -> bool:
        """Tell whether there is a word."""
        return self._number < len(self._reader)


class Column(ColumnReader):  # type: ignore[misc]  # Whoosh has no types
    """The values of a column, by document."""

    def __init__(self, values: Sequence[Any]) -> None:
        self._values = values
        self._doccount = len(values)

    def __getitem__(self, document: int) -> Any:
        return self._values[document]


class DocumentsReader(base.PerDocumentReader):  # type: ignore[misc]  # Whoosh has no types
    """Lengths and columns of the documents of a segment; nothing is stored."""

    def __init__(self, segment: OpenSegment, entry: ArticleSegment) -> None:
        self._segment = segment
        self._entry = entry

    def doc_count(self) -> int:
        """Return the number of documents that are not deleted."""
        return int(self._entry.doc_count())

    def doc_count_all(self) -> int:
        """Return the number of documents."""
        return self._segment.count

    def has_deletions(self) -> bool:
        """Tell whether any is deleted."""
        return bool(self._entry.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Tell whether one is deleted."""
        return self._entry.is_deleted(docnum)

    def deleted_docs(self) -> Sequence[int]:
        """Return the deleted ones."""
        return self._entry.deleted_docs()

    def supports_columns(self) -> bool:
        """Tell Whoosh that there are columns."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Tell whether a field has one."""
        return fieldname in _COLUMNS

    def column_reader(self, fieldname: str, column: Any) -> Column:  # noqa: ARG002 - Whoosh's signature
        """Return the values of a field."""
        if fieldname in ("key", "day"):
            return Column(self._segment.keys if fieldname == "key" else self._segment.days)
        return Column(self._segment.names(_COLUMNS[fieldname]))

    def _lengths(self, fieldname: str) -> Sequence[int]:
        return self._segment.field(fieldname.removesuffix("_stem")).lengths

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return the number of words of a document."""
        return self._lengths(fieldname)[docnum] or default

    def field_length(self, fieldname: str) -> int:
        """Return the number of words of all documents."""
        return sum(self._lengths(fieldname))

    def min_field_length(self, fieldname: str) -> int:
        """Return the number of words of the shortest document."""
        return min(self._lengths(fieldname), default=0)

    def max_field_length(self, fieldname: str) -> int:
        """Return the number of words of the longest document."""
        return max(self._lengths(fieldname), default=0)

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Return the key, which is all that identifies a document."""
        return {"key": self._segment.keys[docnum]}
