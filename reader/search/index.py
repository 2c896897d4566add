"""SearchIndex: an index of articles in a folder of the cache; one writer at a time, any number of readers.

A commit is one rename of a table of contents, after everything that it names is on the disk: whoever is killed at any
moment leaves the last state or the next one. The write lock is freed by the system when its holder ends.
"""

from __future__ import annotations

import shutil
import threading
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Any, Final

from reader.errors import IndexDamagedError, IndexLockedError, ReaderError, SearchError
from reader.search.order import Order
from reader.search.query import NoFacts, Page
from reader.search.words import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from reader.articles.article import Article
    from reader.search.building import SegmentHandle
    from reader.search.execution import Ordering
    from reader.search.language import Query
    from reader.search.query import Document, Facts, Hit
    from reader.search.segment import OpenSegment

_REBUILD: Final = "Run `reader index --rebuild`."
_DAMAGED: Final = "DAMAGED"
"""Name of the file that says so of an index, until it is built anew."""
_OPENINGS: Final = 4
"""Times that an index is opened: another process may replace its files in between."""
MOST_RESIDENT: Final = 96 << 20
"""Bytes of the index's files that stay in this process's memory from one search to the next. When there are more, the
system may have them back; what is read again comes from its cache, in microseconds."""


@dataclass(frozen=True, slots=True)
class Stats:
    """What an index holds."""

    documents: int
    segments: int
    bytes: int
    """On disk."""
    deleted: int = 0
    """Documents that wait in segments to be left out when these are merged."""


@contextmanager
def _translated() -> Iterator[None]:
    """Turn what Whoosh, pickle and the system raise into errors of this room."""
    from whoosh.index import EmptyIndexError

    try:
        yield
    except ReaderError:
        raise
    except EmptyIndexError as error:
        raise IndexDamagedError(f"There is no index yet. {_REBUILD}") from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexDamagedError(f"A file of the index is missing. {_REBUILD}") from error
    except OSError as error:
        raise SearchError(f"The index cannot be read or written: {error.strerror or error}.") from error
    except Exception as error:  # a damaged index fails in any way there is
        raise IndexDamagedError(f"The index is damaged ({type(error).__name__}). {_REBUILD}") from error


class SearchIndex:
    """An index in a folder. Opens at its first use; Whoosh is imported then. Safe to use from several threads.

    Only ever open a folder of the user's own cache: a Whoosh index holds pickles, and loading one runs what is in it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.RLock()
        self._generation = -1
        self._segments: list[OpenSegment] | None = None
        self._ids: list[str] = []
        self._is_foreign = False
        """A segment was written by Whoosh's own codec: Whoosh's searcher answers."""
        self._orders: dict[Order, Ordering] = {}

    # Reading

    def _open(self) -> list[OpenSegment]:
        if self._segments is None:
            self._load()
        return self._segments or []

    def _load(self) -> None:
        """Open the newest generation; segments that are open already are taken over."""
        from reader.search.storage import generation

        for attempt in range(_OPENINGS):
            try:
                with _translated():
                    self._read()
            except IndexDamagedError:
                if attempt == _OPENINGS - 1 or generation(self.folder) == self._generation:
                    raise
            else:
                return

    def _read(self) -> None:
        from reader.search.codec import ArticleSegment
        from reader.search.segment import OpenSegment
        from reader.search.storage import generation, read_table

        self._generation = generation(self.folder)
        if (self.folder / _DAMAGED).exists():
            raise IndexDamagedError("The index is damaged; the next update builds it anew.")
        table = read_table(self.folder)
        known = dict(zip(self._ids, self._segments or [], strict=False))
        mine = [segment for segment in table.segments if isinstance(segment, ArticleSegment)]
        opened = []
        for segment in mine:
            old = known.get(segment.segid)
            if old is None:
                opened.append(OpenSegment(segment.path(self.folder), segment.deleted_docs()))
            else:
                opened.append(old.without(segment.deleted_docs()))
        self._generation = table.generation
        self._segments, self._ids = opened, [segment.segid for segment in mine]
        self._is_foreign = len(mine) < len(table.segments)
        self._orders.clear()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Take the lock; put down damage that is met, so that the next update builds the index anew; and stay small."""
        with self._lock:
            try:
                with _translated():
                    yield
            except IndexDamagedError:
                self._note_damage()
                raise
            segments = self._segments or []
            if sum(segment.regions.resident for segment in segments) > MOST_RESIDENT:
                for segment in segments:
                    segment.regions.release()

    def _note_damage(self) -> None:
        """Note that the open files are damaged, if they are: an error of the program's own must not cost an index."""
        try:
            for segment in self._segments or []:
                segment.regions.verify()
                segment.regions.release()
        except IndexDamagedError:
            with suppress(OSError):
                (self.folder / _DAMAGED).touch()
            self.close()

    def search(
        self,
        query: Query,
        *,
        order: Order = Order.RELEVANCE,
        offset: int = 0,
        limit: int = 100,
        facts: Facts | None = None,
    ) -> Page:
        """Return a stretch of the articles that answer a query; a query of conditions and dates alone goes by date.

        Raises:
            IndexDamagedError: there is no index, or it has to be rebuilt.
        """
        from reader.search.execution import Execution

        with self._reading():
            segments = self._open()
            if self._is_foreign:
                return self._search_with_whoosh(query, order, offset, limit, facts or NoFacts())
            execution = Execution(segments, query.root, facts or NoFacts())
            hits: Sequence[Hit]
            if order is Order.RELEVANCE and execution.ranks:
                hits = execution.best(offset, limit)
            else:
                hits = execution.in_order(self._ordering(order), offset, limit)
            total, bound = execution.counted()
            return Page(query.text, tuple(hits), total, bound, query.problems, offset)

    def _ordering(self, order: Order) -> Ordering:
        from reader.search.execution import Ordering

        order = Order.DATE if order is Order.RELEVANCE else order
        if order not in self._orders:
            self._orders[order] = Ordering(self._open(), order)
        return self._orders[order]

    def _search_with_whoosh(self, query: Query, order: Order, offset: int, limit: int, facts: Facts) -> Page:
        from reader.search.translation import search

        hits, total = search(self.folder, query.root, facts, by=order, offset=offset, limit=limit)
        return Page(query.text, tuple(hits), total, problems=query.problems, offset=offset)

    def keys(self) -> frozenset[int]:
        """Return the keys of all articles.

        Raises:
            IndexDamagedError: there is no index, or it has to be rebuilt.
        """
        with self._reading():
            return frozenset().union(*(_live_keys(segment) for segment in self._open()))

    def refresh(self) -> bool:
        """See what was committed since; tell whether there is anything new. Costs a look at the folder."""
        with self._lock:
            if self._segments is None:
                return False
            from reader.search.storage import generation

            if generation(self.folder) == self._generation:
                return False
            self._load()
            return True

    def close(self) -> None:
        """Let go of the files; the next use opens them again."""
        with self._lock:
            self._segments = None
            self._ids = []
            self._orders.clear()

    def check(self) -> None:
        """Read all of the index and compare the checksums.

        Raises:
            IndexDamagedError: it is damaged.
        """
        with self._reading():
            for segment in self._open():
                segment.regions.verify()
                segment.regions.release()

    def stats(self) -> Stats:
        """Return what the index holds."""
        with self._lock, _translated():
            segments = self._open()
            size = sum(path.stat().st_size for path in self.folder.iterdir() if path.is_file())
            deleted = sum(len(segment.deleted) for segment in segments)
            return Stats(sum(segment.count for segment in segments) - deleted, len(segments), size, deleted)

    def more_like(self, article: Article, most: int = 12) -> str:
        """Return a query for articles like this one: its most distinctive words."""
        with self._reading():
            segments = self._open()
            total = sum(segment.count for segment in segments) or 1
            counts = Counter(word for word in terms(article.text) if len(word) > 2 and not word[0].isdigit())
            rated = []
            for word, times in counts.items():
                documents = sum(_documents(segment, word) for segment in segments)
                # A word of this article alone finds nothing else. The logarithm (tf-idf) keeps a word that two articles
                # share by chance behind one that this article is about.
                if documents > 1 or total < 3:
                    rated.append((-min(times, 8) * log((total + 1) / (documents or 1)), word))
            return " OR ".join(word for _, word in sorted(rated)[:most]) + " " if rated else ""

    # Writing

    def update(
        self,
        documents: Iterable[Document],
        removed: Collection[int] = (),
        on_progress: Callable[[int], None] | None = None,
    ) -> None:
        """Add or replace documents and remove others, in one commit; `on_progress` gets the number of documents.

        Raises:
            IndexLockedError: another process is writing.
            IndexDamagedError: what is there has to be rebuilt.
        """
        from reader.search.building import build_segment

        with _translated():
            handle = build_segment(self.folder, documents)
        if on_progress:
            on_progress(handle.count)
        self.publish([handle], removed)

    def publish(self, handles: Iterable[SegmentHandle], removed: Collection[int] = ()) -> None:
        """Make built segments part of the index, in one commit.

        Documents that have the key of a new one are replaced. Small segments are merged when there are too many.

        Raises:
            IndexLockedError: another process is writing; the handles stay good.
            IndexDamagedError: what is there has to be rebuilt.
        """
        from reader.search.publishing import publish

        with self._locked(), _translated():
            publish(self.folder, list(handles), removed)
        self.refresh()

    def optimize(self) -> None:
        """Merge into as few segments as possible: worth its time after many documents were added.

        Raises:
            IndexLockedError: another process is writing.
        """
        from reader.search.publishing import publish

        with self._locked(), _translated():
            publish(self.folder, [], (), most=1)
        self.refresh()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        from reader.search.storage import write_lock

        with _translated():
            lock: Any = write_lock(self.folder)
        if lock is None:
            raise IndexLockedError("The index is being updated by another reader; search uses its last state.")
        try:
            yield
        finally:
            lock.release()

    def discard(self) -> None:
        """Delete the index: what is left of a damaged one, so that it can be built anew."""
        self.close()
        with suppress(FileNotFoundError):
            shutil.rmtree(self.folder)


def _live_keys(segment: OpenSegment) -> Sequence[int]:
    if not segment.deleted:
        return segment.keys
    return [key for document, key in enumerate(segment.keys) if document not in segment.deleted]


def _documents(segment: OpenSegment, word: str) -> int:
    reader = segment.field("text")
    number = reader.find(word.encode())
    return 0 if number is None else reader.count(number)
