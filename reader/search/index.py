"""SearchIndex: an index of articles in a folder of the cache; one writer, any number of readers."""

from __future__ import annotations

import contextlib
import pickle
import shutil
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from reader.errors import IndexDamagedError, IndexLockedError
from reader.search.query import Hit, NoFacts, Order, Page
from reader.search.words import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

    from reader.articles.article import Article
    from reader.search.building import SegmentHandle
    from reader.search.language import Query
    from reader.search.query import Document, Facts

_T = TypeVar("_T")
_REBUILD = "Run `reader index --rebuild`."


@dataclass(frozen=True, slots=True)
class Stats:
    """What an index holds."""

    documents: int
    segments: int
    bytes: int
    """On disk."""


class SearchIndex:
    """An index in a folder. Opens at its first use; no method but `__init__` is free of disk access.

    Only ever open a folder of the user's own cache: a Whoosh index holds pickles, and loading one runs what is in it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._searcher: Any = None

    def _guarded(self, action: Callable[[], _T]) -> _T:
        from whoosh.index import EmptyIndexError, LockError

        try:
            return action()
        except LockError as error:
            raise IndexLockedError(
                "The index is being updated by another reader; search uses its last state."
            ) from error
        except EmptyIndexError as error:
            raise IndexDamagedError(f"There is no index yet. {_REBUILD}") from error
        except Exception as error:
            raise IndexDamagedError(f"The index is damaged ({type(error).__name__}). {_REBUILD}") from error

    def _open(self) -> Any:
        if self._searcher is None:
            from whoosh.index import open_dir

            self._searcher = self._guarded(lambda: open_dir(str(self.folder)).searcher())
        return self._searcher

    def search(
        self,
        query: Query,
        *,
        order: Order = Order.RELEVANCE,
        offset: int = 0,
        limit: int = 100,
        facts: Facts | None = None,
    ) -> Page:
        """Answer a query."""
        from reader.search.translation import translate

        searcher = self._open()
        wanted = translate(query.root, facts or NoFacts())
        found = self._guarded(lambda: searcher.search(wanted, limit=None))
        reader = searcher.reader()
        hits = [(number, score) for score, number in found.top_n]
        if order is not Order.RELEVANCE or not query.has_words:
            column = {Order.TITLE: "by_title", Order.OUTLET: "by_outlet"}.get(order, "day")
            values = reader.column_reader(column)
            newest = reader.column_reader("day")
            hits = sorted(((number, 0.0) for number, _ in hits), key=lambda hit: -newest[hit[0]])
            if column != "day":
                hits.sort(key=lambda hit: values[hit[0]])
        keys = reader.column_reader("key") if hits else ()
        page = tuple(Hit(keys[number], score) for number, score in hits[offset : offset + limit])
        return Page(query.text, page, len(hits), problems=query.problems, offset=offset)

    def keys(self) -> frozenset[int]:
        """Return the keys of all documents."""
        reader = self._open().reader()
        if not reader.doc_count():
            return frozenset()
        values = reader.column_reader("key")
        return frozenset(values[number] for number in reader.all_doc_ids())

    def update(
        self,
        documents: Iterable[Document],
        removed: Collection[int] = (),
        on_progress: Callable[[int], None] | None = None,
    ) -> None:
        """Add or replace documents and remove others, in one commit."""
        from reader.search.building import build_segment

        handle = build_segment(self.folder, documents)
        if on_progress:
            on_progress(handle.count)
        self.publish([handle], removed)

    def publish(self, handles: Iterable[SegmentHandle], removed: Collection[int] = ()) -> None:
        """Make built segments part of the index, in one commit; documents of the same key are replaced."""
        from whoosh.index import create_in, exists_in, open_dir

        from reader.search.schema import SEPARATOR, schema

        def commit() -> None:
            self.folder.mkdir(parents=True, exist_ok=True)
            here = str(self.folder)
            index = open_dir(here) if exists_in(here) else create_in(here, schema())
            paths = [self.folder / handle.name for handle in handles]
            entries = [entry for path in paths for entry in pickle.loads(path.read_bytes())]  # noqa: S301 - our own file
            gone = {*removed, *(entry.key for entry in entries)}
            with index.writer(limitmb=256) as writer, writer.reader() as reader:
                if reader.doc_count():
                    values = reader.column_reader("key")
                    for number in list(reader.all_doc_ids()):
                        if values[number] in gone:
                            writer.delete_document(number)
                for entry in entries:
                    fields: dict[str, Any] = {
                        name: SEPARATOR.join(parts) for name, parts in entry.parts.items() if parts
                    }
                    fields |= {f"{name}_stem": fields[name] for name in ("text", "title") if name in fields}
                    writer.add_document(
                        key=entry.key, day=entry.day, by_title=entry.by_title, by_outlet=entry.by_outlet, **fields
                    )
            for path in paths:
                path.unlink()

        self._guarded(commit)
        self.refresh()

    def refresh(self) -> bool:
        """See what was committed since; tell whether there is anything new."""
        if self._searcher is None:
            return False
        before = self._searcher
        self._searcher = self._guarded(before.refresh)
        return self._searcher is not before

    def close(self) -> None:
        """Let go of the files."""
        if self._searcher is not None:
            self._searcher.close()
            self._searcher = None

    def discard(self) -> None:
        """Delete the index: what is left of a damaged one, so that it can be built anew."""
        self.close()
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(self.folder)

    def check(self) -> None:
        """Read all of the index; raises IndexDamagedError."""
        self.keys()

    def stats(self) -> Stats:
        """Return what it holds."""
        reader = self._open().reader()
        size = sum(path.stat().st_size for path in self.folder.iterdir() if path.is_file())
        return Stats(reader.doc_count(), len(reader.leaf_readers()), size)

    def more_like(self, article: Article, most: int = 8) -> str:
        """Return a query for articles like this one: its most distinctive words."""
        reader = self._open().reader()
        counts = Counter(word for word in terms(article.text) if len(word) > 2 and not word.isdigit())
        total = reader.doc_count() or 1
        rated = {word: n * total / (reader.doc_frequency("text", word) or total) for word, n in counts.items() if n > 1}
        best = sorted(rated, key=lambda word: (-rated[word], word))[:most]
        return " OR ".join(best) + " " if best else ""
