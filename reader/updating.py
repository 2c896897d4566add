"""Updating: brings catalogue and index up to date with the folder, in a process of its own.

`python -m reader.updating LIBRARY CACHE` does the work and prints one JSON object a line: progress, then changes.
A Python thread that computes makes every key of the screen three times slower, hence the process. It ends when the
process that started it ends. What is written first is the index, then the catalogue with the stamps of the files:
whoever is killed in between does the same files again.
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.catalogue import Catalogue, key_of
from reader.errors import CacheError, IndexDamagedError, IndexLockedError, LibraryError, ReaderError
from reader.rows import Entry, FileState
from reader.text import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reader.articles.article import Article
    from reader.articles.scan import Stamp
    from reader.search.building import SegmentHandle
    from reader.search.index import SearchIndex
    from reader.search.query import Document

_TICK = 0.1
"""Seconds between two reports of progress."""
_FEW = 64
"""Up to so many files are read in the updating process itself; more are shared out to others."""
_CHUNK = 5_000
"""Most files of one task: a builder of so many articles takes about 210 MB."""
_REBUILDING = "rebuilding"
_FIRST = 250
"""Files of the first tasks, so that there is something to read after a second or two."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an update of the library is."""

    stage: str
    """`scanning`, `reading` (`rebuilding` where the index that was there is of no use any more) or `indexing`."""
    done: int
    total: int
    """0 while it is not known."""
    seconds: float
    """Since the update began."""

    @property
    def is_rebuilding(self) -> bool:
        """Tell whether an index is built in the place of one that is of no use."""
        return self.stage == _REBUILDING


@dataclass(frozen=True, slots=True)
class Changes:
    """What an update found."""

    added: int
    changed: int
    removed: int
    warnings: tuple[str, ...] = ()
    """One line for each file that could not be read, and for whatever else the user should know."""
    is_rebuilt: bool = False
    """The index was damaged or of another version, and is a new one now."""

    @property
    def any(self) -> bool:
        """Tell whether the list has to be painted anew."""
        return bool(self.added or self.changed or self.removed or self.is_rebuilt)


@dataclass(frozen=True, slots=True)
class _Batch:
    """What a task made of its files."""

    files: dict[str, FileState]
    entries: list[Entry]
    segment: SegmentHandle | None


@contextmanager
def _only_one(cache: Path) -> Iterator[None]:
    cache.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (cache / "updating.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise IndexLockedError("Another reader is updating this library; its changes will show here.") from error
        yield


_done: Any = None  # counter shared by the tasks of a pool, set in each of its processes


def _start_task(counter: Any) -> None:
    global _done  # noqa: PLW0603 - the one way to hand a shared counter to the processes of a pool
    _done = counter
    # A pool whose process was ended, because the user quit, would wait for its next task for ever.
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def read_batch(library: Path, index: Path | None, stamps: Sequence[Stamp]) -> _Batch:
    """Read files, find their highlights, and build a segment of the index in `index` if one is given."""
    from reader.search.query import Document

    files: dict[str, FileState] = {}
    entries: list[Entry] = []
    documents: list[Document] = []
    for stamp in stamps:
        problem = None
        try:
            for entry, article in _entries(library, stamp.path):
                entries.append(entry)
                documents.append(Document(entry.key, article))
        except ReaderError as error:
            problem = str(error)
        except Exception as error:  # noqa: BLE001 - one file that shows a fault of ours must not stop the others
            problem = f"{stamp.path} could not be read because of a fault in the program ({error!r}). Please report it."
        files[stamp.path] = FileState(stamp.size, stamp.mtime_ns, problem)
        if _done is not None:
            with _done.get_lock():  # to read and to write it are two steps
                _done.value += 1
    return _Batch(files, entries, _segment(index, documents))


def _entries(library: Path, path: str) -> list[tuple[Entry, Article]]:
    from reader.articles.scan import load
    from reader.entering import entry_of
    from reader.highlights.find import find

    articles = enumerate(load(library, path))
    return [(entry_of(key_of(path, ordinal), ordinal, one, find(one)), one) for ordinal, one in articles]


def _segment(index: Path | None, documents: Sequence[Document]) -> SegmentHandle | None:
    from reader.search.building import build_segment

    if index is None or not documents:
        return None
    return build_segment(index, documents)


class Update:
    """One update of one library, in this process.

    Raises:
        LibraryError: the folder cannot be used.
        CacheError: catalogue or index cannot be written; what was there before is still read.
        IndexLockedError: another process is at it.
    """

    def __init__(self, library: Path, cache: Path, report: Callable[[Progress], None]) -> None:
        self._library = library
        self._cache = cache
        self._index_folder = cache / "index"
        self._report = report
        self._began = time.monotonic()
        self._done = 0
        self._total = 0
        self._passed_over: list[str] = []
        """A line for each file and folder that is not looked into."""
        self._is_rebuilt = False

    def run(self, *, processes: int = 2) -> Changes:
        """Do it; return what changed."""
        with _only_one(self._cache):
            catalogue = Catalogue(self._cache)
            try:
                return self._run(catalogue, processes)
            except IndexDamagedError:
                # Found only when it was written to. Without it, every article is stale and enters a new one.
                self._discard(self._index(), catalogue)
                return self._run(catalogue, processes)
            except OSError as error:  # files of the library are read elsewhere: what failed is the cache
                where = error.filename or self._cache
                reason = f"{where} cannot be written ({error.strerror or error})"
                raise CacheError(f"{reason}. Free space, or name another folder: --cache FOLDER.") from error
            finally:
                catalogue.close()

    def _run(self, catalogue: Catalogue, processes: int) -> Changes:
        self._tell("scanning")
        stamps = self._scan()
        index, indexed = self._open_index(catalogue)
        known, catalogued = catalogue.files(), frozenset(catalogue.keys())
        gone = catalogue.known_paths() - stamps.keys()
        repaired = catalogue.paths_of(list(catalogued - indexed))
        fresh = {path for path, stamp in stamps.items() if _is_stale(stamp, known.get(path))}
        stale = [stamp for stamp in stamps.values() if stamp.path in fresh or stamp.path in repaired]
        added = sum(path not in known for path in fresh)
        removed_keys = catalogue.keys_of_paths(gone)
        removed_keys |= indexed - catalogued
        self._total = len(stale)
        if removed_keys:
            index.publish([], removed=removed_keys)
        if gone:
            catalogue.remove(sorted(gone))
        for batch in self._batches(stale, processes):
            old = catalogue.keys_of_paths(batch.files)
            old |= {entry.key for entry in batch.entries}
            index.publish([batch.segment] if batch.segment else [], removed=old & indexed)
            catalogue.replace(batch.files, batch.entries)
        if stale or gone:
            catalogue.keep_orders()
        if not (stale or indexed or catalogued):
            index.publish([], removed=frozenset())  # an empty library is searched as well
        if len(stale) > _CHUNK:
            self._tell("indexing")
            index.optimize()
        index.close()
        warnings = (*catalogue.problems(), *map(safe, self._passed_over))
        return Changes(added, len(fresh) - added, len(gone), warnings, self._is_rebuilt)

    def _scan(self) -> dict[str, Stamp]:
        from reader.articles.scan import scan

        self._passed_over.clear()
        stamps = {}
        for number, stamp in enumerate(scan(self._library, self._passed_over.append), 1):
            if _is_storable(stamp.path):
                stamps[stamp.path] = stamp
            else:
                self._passed_over.append(f"{stamp.path}: rename it, its name is not UTF-8")
            if number % 1000 == 0:
                self._done = number
                self._tell("scanning")
        self._done = 0
        return stamps

    def _index(self) -> SearchIndex:
        from reader.search.index import SearchIndex

        return SearchIndex(self._index_folder)

    def _open_index(self, catalogue: Catalogue) -> tuple[SearchIndex, frozenset[int]]:
        index = self._index()
        try:
            return index, index.keys()
        except IndexDamagedError:
            self._discard(index, catalogue)
            return index, frozenset()

    def _discard(self, index: SearchIndex, catalogue: Catalogue) -> None:
        """Delete an index that is of no use; where nothing has been read before there was none."""
        index.discard()
        self._is_rebuilt = bool(catalogue.keys())

    def _batches(self, stale: Sequence[Stamp], processes: int) -> Iterator[_Batch]:
        if len(stale) <= _FEW:
            if stale:
                self._tell(self._reading)
                yield read_batch(self._library, self._index_folder, stale)
            return
        # Imported here because the screen imports this module before its first frame, to start the process.
        import multiprocessing
        from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait

        # Spawned, not forked: the pool's own threads must not be copied half-way through what they do.
        context = multiprocessing.get_context("spawn")
        counter = context.Value("q", 0)
        chunks = list(tasks_of(stale, processes))
        with ProcessPoolExecutor(processes, context, _start_task, (counter,)) as pool:
            waiting = {
                pool.submit(read_batch, self._library, self._index_folder, chunk) for chunk in chunks[: processes * 2]
            }
            rest = iter(chunks[processes * 2 :])
            while waiting:
                done, waiting = wait(waiting, _TICK, FIRST_COMPLETED)
                self._done = counter.value
                self._tell(self._reading)
                for future in done:
                    yield future.result()
                    with suppress(StopIteration):
                        waiting.add(pool.submit(read_batch, self._library, self._index_folder, next(rest)))

    @property
    def _reading(self) -> str:
        return _REBUILDING if self._is_rebuilt else "reading"

    def _tell(self, stage: str) -> None:
        self._report(Progress(stage, self._done, self._total, time.monotonic() - self._began))


def tasks_of(stale: Sequence[Stamp], processes: int) -> Iterator[Sequence[Stamp]]:
    """Share out files: a few to each process at first, then so many that none waits long for another at the end."""
    size = min(_CHUNK, max(_FEW, len(stale) // (processes * 2) + 1))
    first = min(size, _FIRST)
    most = first * processes
    starts = [*range(0, min(most, len(stale)), first), *range(most, len(stale), size)]
    for start, end in pairwise([*starts, len(stale)]):
        yield stale[start:end]


def _is_stale(stamp: Stamp, known: FileState | None) -> bool:
    return known is None or (known.size, known.modified) != (stamp.size, stamp.mtime_ns)


def _is_storable(path: str) -> bool:
    """Tell whether a name can be kept in the catalogue: one whose bytes are not UTF-8 cannot."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def update_in_child(
    library: Path,
    cache: Path,
    on_progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Changes:
    """Run an update in a process of its own and return what changed.

    Raises:
        LibraryError: the process failed; the message says how.
        IndexLockedError: another reader is updating the same library.
    """
    command = [sys.executable, "-m", "reader.updating", str(library), str(cache)]
    with subprocess.Popen(  # noqa: S603 - this program itself
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as child:
        try:
            return _follow(child, on_progress, cancelled)
        finally:
            if child.poll() is None:
                child.terminate()


def _follow(
    child: subprocess.Popen[bytes],
    on_progress: Callable[[Progress], None] | None,
    cancelled: Callable[[], bool] | None,
) -> Changes:
    assert child.stdout is not None  # noqa: S101 - asked for above
    for line in child.stdout:
        if cancelled is not None and cancelled():
            return Changes(0, 0, 0, ("The update was stopped; what was read so far is kept.",))
        with suppress(ValueError):
            message = json.loads(line)
            if "stage" in message and on_progress is not None:
                on_progress(Progress(**message))
            elif "locked" in message:
                raise IndexLockedError(message["locked"])
            elif "failed" in message:
                raise LibraryError(message["failed"])
            elif "added" in message:
                return Changes(**{**message, "warnings": tuple(message["warnings"])})
    _, errors = child.communicate()
    reason = errors.decode(errors="replace").strip().splitlines()[-1:] or [f"it ended with code {child.returncode}"]
    raise LibraryError(f"The update of the library failed: {reason[0]}. Run `reader index --rebuild`.")


def main() -> int:
    """Be the updating process: `LIBRARY CACHE` as arguments, JSON lines on standard output."""
    library, cache = Path(sys.argv[1]), Path(sys.argv[2])
    parent = os.getppid()
    last = 0.0

    def say(message: object) -> None:
        print(json.dumps(message), flush=True)  # noqa: T201 - the protocol with the parent

    def report(progress: Progress) -> None:
        nonlocal last
        if os.getppid() != parent:
            raise SystemExit(1)
        if time.monotonic() - last >= _TICK or progress.done == progress.total:
            last = time.monotonic()
            say(asdict(progress))

    os.nice(10)  # the screen goes first
    try:
        say(asdict(Update(library, cache, report).run(processes=min(2, os.cpu_count() or 1))))
    except IndexLockedError as error:
        say({"locked": str(error)})
    except ReaderError as error:
        say({"failed": str(error)})
    except BrokenPipeError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
