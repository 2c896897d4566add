"""Commits are all or nothing; locks, damage, full disks and kills end in one clear error and a usable index."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reader.errors import IndexDamagedError, IndexLockedError, ReaderError, SearchError
from reader.search import layout, schema, storage
from reader.search.building import WAITING, build_segment
from reader.search.index import SearchIndex
from reader.search.layout import RegionReader
from reader.search.order import Order
from reader.search.storage import write_lock
from tests.unit.search.samples import QUERIES, FakeFacts, asked, make_documents

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def index(tmp_path: Path) -> SearchIndex:
    made = SearchIndex(tmp_path / "index")
    made.update(make_documents(12))
    return made


def test_a_second_writer_is_refused_and_loses_nothing(index: SearchIndex) -> None:
    handle = build_segment(index.folder, make_documents(3, first=20))
    lock = write_lock(index.folder)
    assert lock is not None
    with pytest.raises(IndexLockedError):
        index.publish([handle])
    assert len(index.keys()) == 12
    lock.release()
    index.publish([handle])
    assert len(index.keys()) == 15


def test_a_lock_file_without_a_holder_locks_nothing(index: SearchIndex) -> None:
    (index.folder / "MAIN_WRITELOCK").write_text("left by a process that was killed")
    index.update(make_documents(1, first=30))
    assert index.keys() == {*range(1, 13), 30}


def test_a_reader_keeps_its_state_while_files_go(index: SearchIndex) -> None:
    reader = SearchIndex(index.folder)
    before = reader.search(asked("oil "))
    index.optimize()
    index.update(make_documents(12, seed=5))
    assert reader.search(asked("oil ")) == before
    assert reader.refresh()
    assert reader.search(asked("oil ")) == index.search(asked("oil "))


def _damaged(path: Path, how: str) -> None:
    content = path.read_bytes()
    if how == "truncated":
        path.write_bytes(content[: len(content) // 2])
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "missing":
        path.unlink()
    elif how == "garbage":
        middle = len(content) // 2
        path.write_bytes(
            content[:middle] + bytes(byte ^ 0x5A for byte in content[middle : middle + 64]) + content[middle + 64 :]
        )
    elif how == "foreign":
        path.write_bytes(b"\x80\x04\x95" + os.urandom(2000))


@pytest.mark.parametrize("how", ["truncated", "empty", "missing", "garbage", "foreign"])
@pytest.mark.parametrize("what", ["*.toc", "*.articles"])
def test_damage_is_noticed_and_rebuilt(index: SearchIndex, what: str, how: str) -> None:
    (path,) = index.folder.glob(what)
    _damaged(path, how)
    other = SearchIndex(index.folder)
    with pytest.raises(IndexDamagedError) as caught:
        other.check()
    assert str(caught.value).isprintable()
    other.discard()
    other.update(make_documents(2))
    other.check()
    assert other.keys() == {1, 2}


def test_garbage_anywhere_raises_nothing_but_our_errors(index: SearchIndex) -> None:
    (path,) = index.folder.glob("*.articles")
    good = path.read_bytes()
    chance = random.Random(4)
    for _ in range(60):
        start = chance.randrange(len(good) - 16)
        path.write_bytes(good[:start] + chance.randbytes(16) + good[start + 16 :])
        other = SearchIndex(index.folder)
        for text in chance.sample(QUERIES, 6):
            try:
                other.search(asked(text), facts=FakeFacts())
            except ReaderError as error:
                assert isinstance(error, SearchError)  # noqa: PT017 - any of them, or none
        other.close()


@pytest.fixture
def regions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A segment with something in every region, and a checksum for every 64 bytes."""
    for where, value in (
        ("layout._SHIFT", 6),
        ("positions.FEWEST_BLOCKS", 0),
        ("positions.PER_BLOCK", 3),
        ("writing._PREFIX_POSTINGS", 5),
    ):
        monkeypatch.setattr(f"reader.search.{where}", value)
    index = SearchIndex(tmp_path / "index")
    index.update(make_documents(40))
    (path,) = index.folder.glob("*.articles")
    return path


_LOOKING_EVERYWHERE = [
    *(f"{field}:{word}" for field in ("", "title", "author", "outlet") for word in ("o ", "a", "n", "m", "zz")),
    *('"the of"', '"oil price"', '"price of o', '"anna nowak"', "prisoners ", "released ", "prizes~ ", "date:2025"),
    *(
        'title:"oil of"',
        'author:"anna nowak"',
        'outlet:"morning wire"',
        'path:"folder 7"',
        "path:tx",
        "lang:p",
        "tag:2",
    ),
]


def _answers(folder: Path) -> list[Any]:
    index = SearchIndex(folder)
    pages = [index.search(asked(text.lstrip(":")), limit=100, facts=FakeFacts()) for text in _LOOKING_EVERYWHERE]
    pages += [index.search(asked(""), order=order) for order in Order]
    index.close()
    return [(page.hits, page.total) for page in pages]


def test_a_search_notices_damage_in_any_region(regions: Path) -> None:
    folder, good = regions.parent, regions.read_bytes()
    expected = _answers(folder)
    noticed, unnoticed = [], []
    for name, (offset, length) in RegionReader(regions, schema.FORMAT)._regions.items():
        at = offset + length // 2
        if not length:
            continue
        regions.write_bytes(good[:at] + bytes([good[at] ^ 0x10]) + good[at + 1 :])
        try:
            assert _answers(folder) == expected  # whoever does not look there answers as ever
        except IndexDamagedError:
            with pytest.raises(IndexDamagedError):
                SearchIndex(folder).keys()
            (folder / "DAMAGED").unlink()
            noticed.append(name)
        else:
            unnoticed.append(name)
        with pytest.raises(IndexDamagedError):
            SearchIndex(folder).check()
        (folder / "DAMAGED").unlink()
    assert len(noticed) > len(unnoticed) > 0
    regions.write_bytes(good)
    SearchIndex(folder).check()


def test_an_error_of_the_program_costs_no_index(index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("reader.search.execution.lanes.size", lambda _: 1 / 0)
        with pytest.raises(IndexDamagedError):
            index.search(asked("oil "))
    assert len(index.keys()) == 12


def test_another_version_is_to_be_rebuilt(index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.search.segment.FORMAT", 1)
    with pytest.raises(IndexDamagedError, match="version"):
        SearchIndex(index.folder).keys()


class _FailingCalls:
    """Lets some calls pass and then fails every one, as a full disk does."""

    def __init__(self, passing: int) -> None:
        self.left = passing

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            self.left -= 1
            if self.left < 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            return function(*arguments, **options)

        return call


@pytest.mark.parametrize("passing", range(12))
def test_a_full_disk_leaves_the_last_state(index: SearchIndex, monkeypatch: pytest.MonkeyPatch, passing: int) -> None:
    failing = _FailingCalls(passing)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", failing.around(os.fsync))
        patched.setattr(Path, "replace", failing.around(Path.replace))
        patched.setattr(layout.RegionWriter, "add", failing.around(layout.RegionWriter.add))
        patched.setattr(storage.CheckedStorage, "create_file", failing.around(storage.CheckedStorage.create_file))
        patched.setattr(storage.CheckedStorage, "rename_file", failing.around(storage.CheckedStorage.rename_file))
        with pytest.raises(SearchError, match="No space"):
            index.update(make_documents(3, first=40), removed=[1])
    other = SearchIndex(index.folder)
    other.check()
    assert other.keys() == frozenset(range(1, 13))
    other.update(make_documents(3, first=40), removed=[1])
    assert other.keys() == frozenset({*range(2, 13), 40, 41, 42})
    assert not list(index.folder.glob("*.part"))


def test_what_killed_builders_left_is_removed(index: SearchIndex) -> None:
    left = [index.folder / name for name in (f"x{WAITING}", "y.part", "_MAIN_7.toc.1234.5")]
    for path in left:
        path.write_bytes(b"left")
        os.utime(path, (1, 1))
    young = index.folder / f"z{WAITING}"
    young.write_bytes(b"being built by another process")
    index.update(make_documents(1, first=50))
    assert not any(path.exists() for path in left)
    assert young.exists()


_WRITER = """
import sys
from pathlib import Path
from reader.search.index import SearchIndex
from reader.search.layout import RegionReader
from reader.search.order import Order
from tests.unit.search.samples import make_documents
index = SearchIndex(Path(sys.argv[1]))
index.update([])
print("ready", flush=True)
number = 0
while True:
    number += 1
    index.update(make_documents(10, first=10 * number + 1), removed=range(10 * number - 9, 10 * number - 4))
    print(number, flush=True)
"""


def _kill_a_writer(folder: Path, commits: int, delay: float) -> int:
    """Start a writer, kill it a moment after some commits; return the number of the last one that it told of."""
    root = Path(__file__).parents[3]
    command = [sys.executable, "-W", "ignore", "-c", _WRITER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as writer:
        assert writer.stdout is not None
        last = 0
        for line in writer.stdout:
            if line.strip().isdigit():
                last = int(line)
            if last >= commits:
                break
        for _ in range(int(delay * 20_000)):
            pass
        writer.send_signal(signal.SIGKILL)
        rest = [int(line) for line in writer.stdout if line.strip().isdigit()]
    return max([last, *rest])


def _state_after(commits: int) -> frozenset[int]:
    alive: set[int] = set()
    for number in range(1, commits + 1):
        alive -= set(range(10 * number - 9, 10 * number - 4))
        alive |= set(range(10 * number + 1, 10 * number + 11))
    return frozenset(alive)


def _survives_kills(folder: Path, rounds: int) -> None:
    chance = random.Random(rounds)
    for number in range(rounds):
        here = folder / str(number)
        told = _kill_a_writer(here, chance.randint(1, 12), chance.random() * 4)
        index = SearchIndex(here)
        index.check()
        assert index.keys() in (_state_after(told), _state_after(told + 1))
        index.update(make_documents(1, first=10_000))
        assert index.keys() >= {10_000}
        assert {path.suffix for path in here.iterdir()} <= {".articles", ".toc", "", WAITING, ".part"}


def test_a_killed_writer_leaves_the_last_state_or_the_next(tmp_path: Path) -> None:
    _survives_kills(tmp_path, 3)


@pytest.mark.scale
def test_many_killed_writers(tmp_path: Path) -> None:
    _survives_kills(tmp_path, 60)


def test_nothing_of_whoosh_is_imported_before_it_is_used() -> None:
    code = (
        "import sys, pathlib, datetime\n"
        "from reader.search import building, index, language, query, snippets, words\n"
        "found = index.SearchIndex(pathlib.Path('nowhere'))\n"
        "assert not found.refresh()\n"
        "language.parse('oil title:gas \"x y\" date:2025', datetime.date(2025, 1, 1))\n"
        "assert not [name for name in sys.modules if name.startswith('whoosh')]\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])
