"""An update brings catalogue and index in step with the folder, whatever happened before."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import whoosh.fields
import whoosh.index

from reader.articles.scan import Stamp
from reader.catalogue import Catalogue, key_of
from reader.errors import IndexDamagedError, IndexLockedError, LibraryError
from reader.highlights.highlight import Highlights
from reader.library import Library
from reader.search.index import SearchIndex
from reader.updating import Changes, Update, tasks_of, update_in_child

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.articles.article import Article
    from reader.paths import Folders
    from reader.updating import Progress


def _titles(folders: Folders) -> set[str]:
    catalogue = Catalogue(folders.cache)
    titles = {row.title for row in catalogue.rows(catalogue.keys())}
    catalogue.close()
    return titles


def _indexed(folders: Folders) -> frozenset[int]:
    index = SearchIndex(folders.cache / "index")
    keys = index.keys()
    index.close()
    return keys


def test_the_first_update_reads_everything_and_the_second_nothing(
    folders: Folders, update: Callable[[], Changes]
) -> None:
    assert update() == Changes(2, 0, 0)
    assert _titles(folders) == {"Harbour reopens after the storm", "Ferry prices rise again"}
    assert _indexed(folders) == {key_of("harbour.txt"), key_of("news/ferry.md")}
    assert update() == Changes(0, 0, 0)


def test_added_changed_and_removed_files(folders: Folders, update: Callable[[], Changes]) -> None:
    update()
    (folders.library / "new.txt").write_text("A new title\n\nBy A Writer\n\nAnd a body that is new.\n")
    ferry = folders.library / "news" / "ferry.md"
    ferry.write_text(ferry.read_text().replace("rise again", "fall at last"))
    (folders.library / "harbour.txt").unlink()
    assert update() == Changes(1, 1, 1)
    assert _titles(folders) == {"A new title", "Ferry prices fall at last"}
    assert _indexed(folders) == {key_of("new.txt"), key_of("news/ferry.md")}


def test_a_renamed_file_is_the_same_article_elsewhere(folders: Folders, update: Callable[[], Changes]) -> None:
    update()
    catalogue = Catalogue(folders.cache)
    (before,) = (row.id for row in catalogue.rows([key_of("harbour.txt")]))
    (folders.library / "harbour.txt").rename(folders.library / "renamed.txt")
    update()
    (after,) = catalogue.rows([key_of("renamed.txt")])
    assert after.id == before
    assert catalogue.keys_of([before]) == {key_of("renamed.txt")}
    catalogue.close()


def test_a_file_that_cannot_be_read_never_stops_the_others(folders: Folders, update: Callable[[], Changes]) -> None:
    (folders.library / "binary.txt").write_bytes(os.urandom(400) + b"\0" * 400)
    (folders.library / "empty.txt").write_bytes(b"")
    os.mkfifo(folders.library / "pipe.txt")
    changes = update()
    assert changes.added == 4
    assert len(_titles(folders)) == 2
    assert len(changes.warnings) == 2
    assert any("binary.txt" in line for line in changes.warnings)
    assert update().warnings == changes.warnings, "told again, without reading the files again"


def test_a_lost_index_is_made_anew(folders: Folders, update: Callable[[], Changes]) -> None:
    update()
    before = _indexed(folders)
    for path in (folders.cache / "index").iterdir():
        path.unlink()
    update()
    assert _indexed(folders) == before


def test_a_damaged_index_is_made_anew(folders: Folders, update: Callable[[], Changes]) -> None:
    update()
    before = _indexed(folders)
    for path in (folders.cache / "index").iterdir():
        if path.is_file() and path.stat().st_size:
            path.write_bytes(b"\xff" * 64)
    assert update() == Changes(0, 0, 0, is_rebuilt=True)
    assert _indexed(folders) == before
    assert update() == Changes(0, 0, 0)


def test_damage_that_a_search_meets_is_mended_by_the_next_update(
    folders: Folders, update: Callable[[], Changes]
) -> None:
    update()
    before = _indexed(folders)
    (path,) = (folders.cache / "index").glob("*.articles")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    library = Library(folders)
    with pytest.raises(IndexDamagedError):
        library.search("harbour ")
    with pytest.raises(IndexDamagedError):  # whoever opens it later is told before looking
        Library(folders).search("harbour ")
    update()
    assert _indexed(folders) == before
    assert library.search("harbour ").total == 1


def test_an_index_of_another_make_is_made_anew(folders: Folders, update: Callable[[], Changes]) -> None:
    update()
    before = _indexed(folders)
    shutil.rmtree(folders.cache / "index")
    (folders.cache / "index").mkdir()
    other = whoosh.index.create_in(str(folders.cache / "index"), whoosh.fields.Schema(key=whoosh.fields.NUMERIC))
    writer = other.writer()
    writer.add_document(key=1)
    writer.commit()
    other.close()
    update()
    assert _indexed(folders) == before


def test_a_lost_catalogue_is_made_anew(folders: Folders, update: Callable[[], Changes]) -> None:
    update()
    for path in folders.cache.glob("catalogue.sqlite*"):
        path.unlink()
    update()
    assert len(_titles(folders)) == 2
    assert len(_indexed(folders)) == 2


def test_an_update_killed_between_index_and_catalogue_is_repaired(
    folders: Folders, update: Callable[[], Changes], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Catalogue, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            update()
    assert _titles(folders) == set()
    update()
    assert len(_titles(folders)) == 2
    assert _indexed(folders) == {key_of("harbour.txt"), key_of("news/ferry.md")}


def test_two_readers_do_not_update_at_once(folders: Folders, update: Callable[[], Changes]) -> None:
    folders.cache.mkdir(parents=True)
    with (folders.cache / "updating.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(IndexLockedError, match="Another reader"):
            update()
    assert update() == Changes(2, 0, 0)


def test_in_a_process_of_its_own(folders: Folders) -> None:
    seen: list[Progress] = []
    assert update_in_child(folders.library, folders.cache, seen.append) == Changes(2, 0, 0)
    assert seen[0].stage == "scanning"
    assert seen[-1].total == 2


def test_the_process_tells_what_went_wrong(folders: Folders) -> None:
    folders.cache.parent.mkdir(parents=True)
    folders.cache.write_text("a file where the cache should be")
    with pytest.raises(LibraryError):
        update_in_child(folders.library, folders.cache)


def test_an_update_can_be_stopped(folders: Folders) -> None:
    changes = update_in_child(folders.library, folders.cache, cancelled=lambda: True)
    assert not changes.any
    assert "stopped" in changes.warnings[0]


def test_many_files_are_shared_out(folders: Folders) -> None:
    for number in range(150):
        (folders.library / f"{number:03}.txt").write_text(f"Title number {number}\n\nBody of the article {number}.\n")
    seen: list[Progress] = []
    changes = Update(folders.library, folders.cache, seen.append).run(processes=2)
    assert changes.added == 152
    assert len(_indexed(folders)) == 152
    assert seen[-1].done == 152


@pytest.mark.parametrize("number", [1, 65, 500, 501, 2_000, 100_000])
def test_the_first_articles_come_soon_and_each_file_once(number: int) -> None:
    files = [Stamp(f"{n}.txt", 1, 1, n) for n in range(number)]
    tasks = list(tasks_of(files, processes=2))
    assert [stamp for task in tasks for stamp in task] == files
    assert len(tasks[0]) <= 250
    assert max(map(len, tasks)) <= 5_000
    assert len(tasks) <= 7 + number // 5_000


def test_a_fault_of_ours_in_one_file_never_stops_the_others(
    folders: Folders, update: Callable[[], Changes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(article: Article) -> Highlights:
        if article.path == "harbour.txt":
            raise RecursionError("too deep")
        return Highlights()

    monkeypatch.setattr("reader.highlights.find.find", broken)
    changes = update()
    assert _titles(folders) == {"Ferry prices rise again"}
    assert changes.warnings[0].startswith("harbour.txt could not be read because of a fault")


def test_no_process_of_a_pool_outlives_an_update_that_was_ended(tmp_path):
    (tmp_path / "library").mkdir()
    for number in range(1500):
        (tmp_path / "library" / f"{number}.txt").write_text(
            f"Title {number}\n\n{number} people left for 3 towns.\n" * 30
        )
    command = [sys.executable, "-m", "reader.updating", str(tmp_path / "library"), str(tmp_path / "cache")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as update:
        children = Path(f"/proc/{update.pid}/task/{update.pid}/children")
        while len(pool := children.read_text().split()) < 3 or not all(map(_is_of_a_pool, pool)):
            assert update.poll() is None
            time.sleep(0.01)
        while b'"reading"' not in update.stdout.readline():
            assert update.poll() is None
        update.kill()
    end = time.monotonic() + 30
    while any(map(_is_of_a_pool, pool)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(_is_of_a_pool, pool))


def _is_of_a_pool(process: str) -> bool:
    try:
        return b"multiprocessing" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False
