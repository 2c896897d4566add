"""A query as Whoosh's own query objects: what Whoosh's searcher answers, slower, from the same index.

It is the fallback for what the fast path cannot serve and the measure that tests hold the fast path to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whoosh import query as whoosh
from whoosh.matching import ListMatcher, NullMatcher

from reader.search.order import Order
from reader.search.query import Hit
from reader.search.schema import STEMMED, stem_field
from reader.search.storage import INDEX_NAME, CheckedStorage
from reader.search.syntax import And, Days, Fact, Fuzzy, Node, Not, Or, Phrase, Prefix, Word
from reader.search.words import stem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.search.query import Facts


class ByColumn(whoosh.Query):  # type: ignore[misc]  # Whoosh has no types
    """Documents whose value in a column passes a test; Whoosh's own ColumnQuery forgets deletions."""

    def __init__(self, column: str, test: Callable[[int], bool]) -> None:
        self.column = column
        self.test = test

    def is_leaf(self) -> bool:
        """Tell Whoosh that it has no parts."""
        return True

    def normalize(self) -> ByColumn:
        """Return itself: there is nothing to simplify."""
        return self

    def estimate_size(self, reader: Any) -> int:
        """Return an upper bound of the number of documents."""
        return int(reader.doc_count())

    def matcher(self, searcher: Any, context: Any = None) -> Any:  # noqa: ARG002 - Whoosh's signature
        """Return a matcher of the documents of one segment."""
        reader = searcher.reader()
        if not reader.has_column(self.column):
            return NullMatcher()
        values = reader.column_reader(self.column)
        passing = [number for number in reader.all_doc_ids() if self.test(values[number])]
        return ListMatcher(passing, [0.0] * len(passing)) if passing else NullMatcher()


class OpenPhrase(whoosh.Query):  # type: ignore[misc]  # Whoosh has no types
    """A phrase whose last word may go on; Whoosh's SpanNear takes no prefixes."""

    def __init__(self, field: str, words: tuple[str, ...]) -> None:
        self.field = field
        self.words = words

    def is_leaf(self) -> bool:
        """Tell Whoosh that it has no parts."""
        return True

    def normalize(self) -> OpenPhrase:
        """Return itself: there is nothing to simplify."""
        return self

    def estimate_size(self, reader: Any) -> int:
        """Return an upper bound of the number of documents."""
        return int(reader.doc_count())

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """Return a matcher of one phrase for each word that the last one may become."""
        begun = self.words[:-1]
        ends = searcher.reader().expand_prefix(self.field, self.words[-1])
        phrases = [whoosh.Phrase(self.field, [*begun, end.decode()]) for end in ends]
        return whoosh.Or(phrases).normalize().matcher(searcher, context)


def translate(node: Node | None, facts: Facts) -> Any:
    """Return the Whoosh query that has the same hits."""
    match node:
        case None:
            return whoosh.Every()
        case And(parts):
            return whoosh.And([translate(part, facts) for part in parts])
        case Or(parts):
            return whoosh.Or([translate(part, facts) for part in parts])
        case Not(part):
            return whoosh.And([whoosh.Every(), whoosh.Not(translate(part, facts))])
        case Days(low, high):
            return ByColumn("day", lambda day: max(low, 1) <= day <= high)
        case Fact(condition):
            return ByColumn("key", facts.keys(condition).__contains__)
    return _words(node)


def search(
    folder: Path, root: Node | None, facts: Facts, *, by: Order = Order.RELEVANCE, offset: int = 0, limit: int = 100
) -> tuple[list[Hit], int]:
    """Answer a query with Whoosh's searcher; return a stretch of the hits and how many there are."""
    from whoosh.index import FileIndex

    with FileIndex(CheckedStorage(str(folder)), indexname=INDEX_NAME).searcher() as searcher:
        reader = searcher.reader()
        found = [(-score, number) for score, number in searcher.search(translate(root, facts), limit=None).top_n]
        if not found:
            return [], 0
        keys, days = reader.column_reader("key"), reader.column_reader("day")
        if by is not Order.RELEVANCE:
            found = sorted(((0.0, number) for _, number in found), key=lambda hit: (-days[hit[1]], keys[hit[1]]))
            if by is not Order.DATE:
                names = reader.column_reader(f"by_{by}")
                found.sort(key=lambda hit: names[hit[1]])
        return [Hit(keys[number], -score) for score, number in found[offset : offset + limit]], len(found)


def _words(node: Word | Prefix | Fuzzy | Phrase) -> Any:
    match node:
        case Word(field, text, exact):
            return _word(field, text, exact=exact)
        case Prefix(field, text, typed):
            begins = whoosh.Prefix(field, text)
            return whoosh.Or([begins, _word(field, text, exact=False)]) if typed and field in STEMMED else begins
        case Fuzzy(field, text):
            swapped = {text[:i] + text[i + 1] + text[i] + text[i + 2 :] for i in range(len(text) - 1)}
            near = whoosh.FuzzyTerm(field, text, maxdist=1, prefixlength=0)
            return whoosh.Or([near, *(whoosh.Term(field, other) for other in sorted(swapped))])
        case Phrase(field, words, is_open):
            return OpenPhrase(field, words) if is_open else whoosh.Phrase(field, list(words))


def _word(field: str, text: str, *, exact: bool) -> Any:
    if exact or field not in STEMMED:
        return whoosh.Term(field, text)
    return whoosh.Term(stem_field(field), stem(text))
