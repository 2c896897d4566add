"""Backups, compaction and the doctor: none of them ever takes anything from the user."""

from __future__ import annotations

import io
import shutil
import tarfile
from datetime import date, timedelta

import pytest

from reader.annotations import compact as compaction
from reader.annotations import disk
from reader.annotations.backup import back_up, backups, restore
from reader.annotations.compact import compact
from reader.annotations.doctor import examine
from reader.annotations.notebook import reference_to
from reader.errors import AnnotationError, NotSavedError
from reader.text import Span

DAY = date(2025, 3, 4)


def fill(desk, harbour):
    notebook = desk.open()
    made = notebook.mark(harbour, Span(4, 11), note="one")
    notebook.change(made.id, note="two")
    notebook.delete(notebook.note(harbour, "gone").id)
    notebook.set_state([reference_to(harbour)], starred=True)
    return notebook


def views(desk):
    notebook = desk.open()
    return notebook.all(), notebook.trash(), notebook.states()


def test_a_backup_brings_everything_back(desk, harbour):
    fill(desk, harbour)
    before = views(desk)
    path = back_up(desk.data, desk.state, today=DAY)
    assert path is not None
    assert path.name == "annotations-2025-03-04.tar.gz"
    assert back_up(desk.data, desk.state, today=DAY) is None
    shutil.rmtree(desk.data)
    restored = restore(path, desk.data, desk.state)
    assert (restored.events, restored.texts) == (5, 1)
    assert views(desk) == before
    assert desk.open().placed(harbour)[0].placement.span == Span(4, 11)
    assert restore(path, desk.data, desk.state).events == 0


def test_restoring_only_adds(desk, harbour):
    notebook = fill(desk, harbour)
    path = back_up(desk.data, desk.state, today=DAY)
    notebook.note(harbour, "later")
    (made,) = [each for each in notebook.all() if each.note == "two"]
    notebook.change(made.id, note="three")
    before = views(desk)
    log = desk.log.read_bytes()
    assert restore(path, desk.data, desk.state).path is None
    assert desk.log.read_bytes() == log
    assert views(desk) == before


def test_nothing_to_keep_makes_no_backup(desk):
    assert back_up(desk.data, desk.state) is None
    assert not desk.state.exists()


def test_days_weeks_and_months_are_kept(desk, harbour, monkeypatch):
    fill(desk, harbour)
    monkeypatch.setattr(disk, "_sync", lambda _: None)
    for days in range(400):
        back_up(desk.data, desk.state, today=DAY + timedelta(days))
    kept = [date.fromisoformat(path.name[12:22]) for path in backups(desk.state)]
    last = DAY + timedelta(399)
    assert kept[-7:] == [last - timedelta(days) for days in range(6, -1, -1)]
    assert len({(day.year, day.month) for day in kept}) == 12
    assert 7 + 3 + 10 <= len(kept) <= 7 + 4 + 12
    assert len(list((desk.state / "backups").iterdir())) == 2 * len(kept)


def test_an_archive_that_was_changed_is_refused(desk, harbour):
    fill(desk, harbour)
    path = back_up(desk.data, desk.state, today=DAY)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(AnnotationError, match="checksum"):
        restore(path, desk.data, desk.state)
    path.with_name(path.name + ".sha256").unlink()
    path.write_bytes(b"junk")
    with pytest.raises(AnnotationError, match="cannot be read"):
        restore(path, desk.data, desk.state)


def test_an_archive_writes_nowhere_else(desk, harbour, tmp_path):
    fill(desk, harbour)
    archive = tmp_path / "evil.tar.gz"
    line = desk.log.read_bytes().splitlines()[0].replace(b'"n":1,', b'"n":99,') + b"\n"
    with tarfile.open(archive, "w:gz") as tar:
        for name in ("../../escaped.jsonl", "/etc/absolute.jsonl", "texts/../../x.txt.gz"):
            info = tarfile.TarInfo(name)
            info.size = len(line)
            tar.addfile(info, io.BytesIO(line))
        link = tarfile.TarInfo("link.jsonl")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    before = {path for path in tmp_path.rglob("*") if "restored" not in path.name}
    assert restore(archive, desk.data, desk.state).events == 1
    assert {path for path in tmp_path.rglob("*") if "restored" not in path.name} == before


def test_a_full_disk_is_told(desk, harbour, monkeypatch):
    fill(desk, harbour)
    path = back_up(desk.data, desk.state, today=DAY)
    before = views(desk)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "replace", full)
        with pytest.raises(NotSavedError, match="No space left"):
            back_up(desk.data, desk.state, today=DAY + timedelta(1))
        patch.setattr(compaction, "now", lambda: "2099-01-01T00:00:00.000Z")
        with pytest.raises(NotSavedError, match="as it was"):
            compact(desk.data, desk.state)
    assert backups(desk.state) == [path]
    assert views(desk) == before
    shutil.rmtree(desk.data)
    with monkeypatch.context() as patch:
        patch.setattr(disk, "append", full)
        with pytest.raises(NotSavedError, match="not restored"):
            restore(path, desk.data, desk.state)
    restore(path, desk.data, desk.state)
    assert views(desk) == before


def test_compaction_keeps_what_annotations_are(desk, harbour, monkeypatch):
    notebook = fill(desk, harbour)
    before, lines = views(desk), desk.log.read_bytes().splitlines()
    assert compact(desk.data, desk.state).dropped == 0
    with desk.log.open("ab") as log:
        log.write(b"a torn li\n" + lines[0].replace(b'"v":1', b'"v":9') + b"\n")
    monkeypatch.setattr(compaction, "now", lambda: "2099-01-01T00:00:00.000Z")
    done = compact(desk.data, desk.state)
    assert (done.lines, done.dropped) == (7, 1)
    assert done.saved == len(lines[0]) + 1
    assert done.kept_as.parent == desk.state / "backups"
    assert b"a torn li\n" in desk.log.read_bytes()
    assert views(desk) == before
    # A terminal that was open goes on; what was dropped can no longer be undone, and what is left can.
    notebook.note(harbour, "more")
    assert notebook.undo() is not None
    assert views(desk)[0] == before[0]
    reopened = desk.open()
    assert [reopened.undo() for _ in range(9)][:2] == ["starred: “Harbour”", "deletion of “Harbour”"]
    assert desk.open().all()[-1].note == "two"


def test_compaction_of_nothing(desk):
    assert compact(desk.data, desk.state).lines == 0


def test_the_doctor_says_what_is_there_and_what_is_wrong(desk, harbour):
    empty = examine(desk.data, desk.state)
    assert (empty.device, empty.logs, empty.events, empty.problems) == (None, (), 0, ())
    notebook = fill(desk, harbour)
    health = examine(desk.data, desk.state)
    assert (health.logs, health.events, health.live, health.deleted) == ((desk.log.name,), 5, 2, 1)
    assert (health.texts, health.problems) == (1, ())
    assert f"{health.device}.jsonl" == desk.log.name
    with desk.log.open("ab") as log:
        log.write(b"\x1b[31mjunk\n")
    desk.log.chmod(0o644)
    (text,) = (desk.folder / "texts").iterdir()
    text.write_bytes(b"junk")
    (desk.folder / "evil\x1b[31m.jsonl").symlink_to("/etc/passwd")
    before = {path: path.read_bytes() for path in desk.data.rglob("*") if path.is_file() and not path.is_symlink()}
    problems = "\n".join(examine(desk.data, desk.state).problems)
    for words in ("line 6", "read by others", "damaged", "1 marks have no text", "a link"):
        assert words in problems
    assert "\x1b" not in problems
    assert before == {path: path.read_bytes() for path in before}
    # The text is kept again with the next mark.
    notebook = desk.open()
    notebook.mark(harbour, Span(0, 3))
    assert "damaged" not in "\n".join(examine(desk.data, desk.state).problems)
