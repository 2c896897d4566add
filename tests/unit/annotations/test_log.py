"""Reading what others wrote: bad lines, newer versions, conflict copies, links, shared names, wrong clocks."""

from __future__ import annotations

import json
import os
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations import cache, journal, notebook
from reader.annotations.device import device
from reader.annotations.log import is_log, salvaged
from reader.annotations.notebook import reference_to
from reader.text import Span


def notes(desk):
    return sorted(each.note for each in desk.open().all())


def append(path, data):
    with path.open("ab") as file:
        file.write(data)


@pytest.mark.parametrize(
    ("junk", "line"),
    [
        (b"not json\n", 2),
        (b"\xff\xfe\xfa\n", 2),
        (b"\0" * 5000 + b"\n", 2),
        (b"[" * 50_000 + b"\n", 2),
        (b'{"v":1,"op":"put","id":"' + b"x" * (1 << 20) + b'"}\n', 2),
        (b"x" * (1 << 21) + b"\n", 2),
        (b"<<<<<<< ours\n", 2),
        (b'{"v":1,"op":"put","id":"01', 2),
        (b"\n\n\r\n{}\n", 5),
    ],
)
def test_a_bad_line_is_kept_skipped_and_reported(desk, harbour, junk, line):
    desk.open().note(harbour, "before")
    append(desk.log, junk)
    # What a torn line is followed by is closed off first; an unfinished last line is no problem yet.
    desk.open().note(harbour, "after")
    before = desk.log.read_bytes()
    reopened = desk.open()
    assert sorted(each.note for each in reopened.all()) == ["after", "before"]
    assert f"{desk.log.name}, line {line}: cannot be read; it is kept and skipped" in reopened.problems
    assert desk.log.read_bytes() == before
    assert junk in before


def test_an_event_behind_zeros_or_a_torn_line_is_read(desk, harbour):
    desk.open().note(harbour, "whole")
    line = desk.log.read_bytes()
    other = line.replace(b'"whole"', b'"late"').replace(b'"n":1,', b'"n":2,').replace(b'"id":"0', b'"id":"1')
    append(desk.log, b"\0" * 30 + other)
    last = other.replace(b'"n":2', b'"n":3').replace(b"late", b"last").replace(b'"id":"1', b'"id":"2')
    append(desk.log, b'{"v":1,"op":"pu' + last)
    assert notes(desk) == ["last", "late", "whole"]


@given(st.lists(st.sampled_from(['{"v":', "{", '"', "\\", "x", "\0", '{"v":1,"op":"del"}']), max_size=40))
def test_salvaging_never_fails(pieces):
    assert list(salvaged("".join(pieces))) == []


def test_thousands_of_bad_lines_are_summed_up(desk, harbour):
    desk.open().note(harbour, "one")
    append(desk.log, b"bad\n" * 5000)
    problems = desk.open().problems
    assert len(problems) == 21
    assert problems[-1] == f"{desk.log.name}: 4980 more lines cannot be read; they are kept and skipped"


def test_a_newer_version_is_kept_and_told_and_its_counters_are_not_used_again(desk, harbour):
    desk.open().note(harbour, "old")
    append(desk.log, b'{"v":2,"op":"put","id":"x","by":"d","n":700,"shape":[1,2]}\n')
    notebook = desk.open()
    notebook.note(harbour, "new")
    assert notebook.problems == (f"{desk.log.name}: 1 lines were written by a newer version; they are kept",)
    assert json.loads(desk.log.read_bytes().splitlines()[-1])["n"] == 701
    assert b'"shape":[1,2]' in desk.log.read_bytes()


@pytest.mark.parametrize("damaged", [(1 << 53), (1 << 52), (1 << 53) - 1])
def test_a_counter_that_is_damaged_stops_nobody(desk, harbour, damaged):
    desk.open().note(harbour, "one")
    line = desk.log.read_bytes().replace(b'"n":1,', f'"n":{damaged},'.encode()).replace(b'"id":"0', b'"id":"1')
    append(desk.log, line.replace(b'"note":"one"', b'"note":"far"'))
    (far,) = [each for each in desk.open().all() if each.note == "far"]
    desk.open().note(harbour, "two")
    assert json.loads(desk.log.read_bytes().splitlines()[-1])["n"] == 2
    desk.open().change(far.id, note="near")
    assert "near" in desk.open().get(far.id).note
    assert len(desk.open().all()) == 3


def test_unknown_keys_survive_a_change(desk, harbour):
    made = desk.open().note(harbour, "n")
    desk.log.write_bytes(desk.log.read_bytes().replace(b'"note":"n"', b'"note":"n","mood":{"x":[1]}'))
    desk.open().change(made.id, tags=["t"])
    assert json.loads(desk.log.read_bytes().splitlines()[-1])["a"]["mood"] == {"x": [1]}
    desk.open().delete(made.id)
    desk.open().restore(made.id)
    assert json.loads(desk.log.read_bytes().splitlines()[-1])["a"]["mood"] == {"x": [1]}


def test_an_unknown_kind_is_kept_and_not_shown(desk, harbour):
    notebook = desk.open()
    notebook.note(harbour, "n")
    line = desk.log.read_bytes().replace(b'"kind":"article"', b'"kind":"drawing"').replace(b'"id":"0', b'"id":"1')
    (desk.folder / "other-device.jsonl").write_bytes(line.replace(b'"by":"', b'"by":"x'))
    assert notebook.refresh()
    assert len(notebook.all()) == 1
    assert len(notebook.of(harbour.id)) == 1


@pytest.mark.parametrize(
    "name",
    [
        "{}.sync-conflict-20250304-050607-ABCDEFG.jsonl",
        "{} (Greta's conflicted copy 2025-03-04).jsonl",
        "{} (conflicted copy 2025-03-04 050607).jsonl",
        "{} 2.jsonl",
        "{}.jsonl.bak",
        "{}.jsonl.orig",
        "{}.jsonl~",
        "{}.JSONL",
    ],
)
def test_conflict_copies_are_read(desk, harbour, name):
    desk.open().note(harbour, "one")
    desk.open().note(harbour, "two")
    stem, lines = desk.log.stem, desk.log.read_bytes().splitlines(keepends=True)
    desk.log.rename(desk.folder / name.format(stem))
    assert notes(desk) == ["one", "two"]
    desk.open().note(harbour, "three")
    assert notes(desk) == ["one", "three", "two"]
    assert (desk.folder / name.format(stem)).read_bytes() == b"".join(lines)
    assert desk.open().undo() is not None
    assert notes(desk) == ["one", "two"]


@pytest.mark.parametrize(
    ("name", "is_read"),
    [
        ("a.jsonl", True),
        (".a.jsonl.123.tmp", False),
        (".syncthing.a.jsonl.tmp", False),
        ("~a.jsonl", False),
        ("a.jsonl.part", False),
        ("a.jsonl.gz", False),
        ("README.txt", False),
        ("texts", False),
    ],
)
def test_what_is_a_log(name, is_read):
    assert is_log(name) is is_read


def test_a_file_that_is_not_downloaded_is_told(desk, harbour):
    desk.open().note(harbour, "n")
    (desk.folder / ".desk-2.jsonl.icloud").write_bytes(b"bplist")
    assert "not downloaded yet" in desk.open().problems[0]


def test_a_pipe_or_a_folder_with_the_name_of_a_log_is_not_opened(desk, harbour):
    desk.open().note(harbour, "n")
    os.mkfifo(desk.folder / "pipe.jsonl")
    (desk.folder / "folder.jsonl").mkdir()
    reopened = desk.open()
    assert len(reopened.all()) == 1
    assert len(reopened.problems) == 2


def test_a_file_too_large_is_told(desk, harbour, monkeypatch):
    from reader.annotations import log

    desk.open().note(harbour, "n")
    monkeypatch.setattr(log, "FILE_BYTES", 10)
    assert "larger than" in desk.open().problems[0]


def test_a_data_folder_that_is_a_link_is_followed(desk, harbour, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    desk.data.symlink_to(tmp_path / "elsewhere")
    desk.open().mark(harbour, Span(0, 3), note="n")
    assert notes(desk) == ["n"]
    assert (tmp_path / "elsewhere" / "annotations").is_dir()


def test_what_disappears_while_open_is_still_shown(desk, harbour):
    notebook = desk.open()
    notebook.note(harbour, "n")
    notebook.refresh()
    desk.log.unlink()
    notebook.refresh()
    assert [each.note for each in notebook.all()] == ["n"]
    assert "has disappeared" in notebook.problems[0]


def test_a_clock_that_goes_backwards_decides_nothing(desk, harbour, monkeypatch):
    times = iter(f"20{year}-01-01T00:00:00.000Z" for year in range(40, 10, -1))
    for module in (journal, notebook):
        monkeypatch.setattr(module, "now", lambda: next(times))
    made = desk.open().note(harbour, "first")
    desk.open().change(made.id, note="second")
    desk.open().set_state([reference_to(harbour)], read=True)
    desk.open().set_state([reference_to(harbour)], read=False)
    assert notes(desk) == ["second"]
    state = desk.open().state(harbour.id)
    assert state is not None
    assert not state.is_read
    assert desk.open().undo() == "marked unread: “Harbour”"


def test_an_event_of_an_article_that_is_gone_is_shown_with_what_it_remembers(desk, harbour):
    made = desk.open().mark(harbour, Span(0, 11), note="n")
    shutil.rmtree(desk.folder / "texts")
    (read,) = desk.open().all()
    assert (read.article.title, read.anchor.exact) == ("Harbour", "The harbour")
    assert read == made


def test_a_machine_that_copied_the_state_folder_writes_under_another_name(desk, harbour, make_desk, monkeypatch):
    from reader.annotations import device as devices

    desk.open().note(harbour, "one")
    shutil.copytree(desk.state, desk.state.parent / "copied")
    copied = make_desk("copied")
    monkeypatch.setattr(devices, "_machine", lambda: "another machine")
    copied.open().note(harbour, "two")
    assert len(list(desk.folder.glob("*.jsonl"))) == 2
    assert device(copied.state).former == device(copied.state).former[:1] != ()
    assert notes(desk) == ["one", "two"]


@pytest.mark.parametrize("winner", [0, 1])
def test_two_machines_that_share_a_name_lose_nothing(desk, harbour, make_desk, winner):
    """A clone of a machine: everything is the same, and both go on writing; then a sync tool meets both."""
    first = desk.open().note(harbour, "base")
    second = desk.open().note(harbour, "other")
    for folder in ("data", "state"):
        shutil.copytree(getattr(desk, folder), desk.data.parent / f"clone-{folder}")
    clone = make_desk("clone-state", "clone-data")
    desk.open().change(first.id, note="here 1")
    desk.open().change(second.id, tags=["here"])
    clone.open().note(harbour, "made there")
    clone.open().change(first.id, note="there 1")
    clone.open().change(first.id, note="there 2")
    desk.open().change(first.id, note="here 2")
    pair = [desk, clone]
    data = [each.log.read_bytes() for each in pair]
    for each in pair:
        name = each.log.name
        (each.folder / name).write_bytes(data[winner])
        (each.folder / name.replace(".jsonl", ".sync-conflict-20250304-050607-X.jsonl")).write_bytes(data[1 - winner])
    shown = [each.open().all() for each in pair]
    assert shown[0] == shown[1]
    merged = {each.id: each for each in shown[0]}
    assert "here 2" in merged[first.id].note
    assert "there 2" in merged[first.id].note
    assert merged[first.id].is_conflict
    assert merged[second.id].tags == ("here",)
    assert "made there" in [each.note for each in shown[0]]
    # The first of them to write takes a new name and closes the fork.
    desk.open().change(first.id, note="settled")
    assert desk.open().get(first.id).note == "settled"
    assert not desk.open().conflicts
    lines = [line for path in desk.folder.glob("*.jsonl") for line in path.read_bytes().splitlines()]
    assert len({json.loads(line)["by"] for line in lines}) == 2


class TestCache:
    @pytest.fixture(autouse=True)
    def _always(self, monkeypatch):
        monkeypatch.setattr(cache, "WORTH", 1)

    def fill(self, desk, harbour):
        notebook = desk.open()
        notebook.change(notebook.mark(harbour, Span(0, 3), note="a").id, note="b\t\n")
        notebook.delete(notebook.note(harbour, "gone").id)
        notebook.set_state([reference_to(harbour)], starred=True)
        notebook.refresh()
        return notebook

    def test_it_holds_what_the_log_holds(self, desk, harbour, monkeypatch):
        notebook = self.fill(desk, harbour)
        assert (desk.state / cache.FILE).stat().st_mode & 0o777 == 0o600
        reopened = desk.open()
        assert reopened._journal.store.is_partial
        assert reopened.all() == notebook.all()
        assert reopened.trash() == notebook.trash()
        assert reopened.states() == notebook.states()
        assert reopened.of(harbour.id) == notebook.of(harbour.id)
        assert reopened._journal.store.is_partial
        assert reopened.undo() == "starred: “Harbour”"
        assert not reopened._journal.store.is_partial

    def test_what_was_written_since_is_read(self, desk, harbour, monkeypatch):
        notebook = self.fill(desk, harbour)
        monkeypatch.setattr(cache, "WORTH", 1000)
        notebook.note(harbour, "since")
        notebook.change(notebook.all()[-1].id, note="since 2")
        reopened = desk.open()
        assert reopened._journal.store.is_partial
        assert reopened.all() == notebook.all()

    def test_a_fork_is_merged_from_all_events(self, desk, harbour, make_desk, monkeypatch):
        notebook, other = self.fill(desk, harbour), make_desk("other").open()
        (made,) = notebook.all()
        notebook.change(made.id, tags=["base"])
        other.refresh()
        other.note(harbour, "theirs")
        desk.open()
        monkeypatch.setattr(cache, "WORTH", 1000)
        other.change(made.id, note="other")
        notebook.change(made.id, tags=["here"])
        reopened = desk.open()
        assert not reopened._journal.store.is_partial
        seen = reopened.get(made.id)
        assert (seen.note, seen.tags, seen.is_conflict) == ("other", ("here",), False)
        (desk.state / cache.FILE).unlink()
        assert reopened.all() == desk.open().all()

    def test_a_conflict_copy_that_comes_later_is_read_with_all_events(self, desk, harbour, monkeypatch):
        notebook = self.fill(desk, harbour)
        reopened = desk.open()
        assert reopened._journal.store.is_partial
        shutil.copy(desk.log, desk.folder / "copy 2.jsonl")
        reopened.refresh()
        assert not reopened._journal.store.is_partial
        assert reopened.all() == notebook.all()

    def test_ids_that_cannot_be_fields_are_not_cached(self, desk, harbour):
        notebook = desk.open()
        notebook.note(harbour, "n")
        desk.log.write_bytes(desk.log.read_bytes().replace(b'"id":"harbour"', b'"id":"har\\tbour"'))
        (desk.state / cache.FILE).unlink(missing_ok=True)
        assert desk.open().all()[0].article.id == "har\tbour"
        assert not (desk.state / cache.FILE).exists()

    def test_shared_names_are_not_cached(self, desk, harbour):
        notebook = desk.open()
        notebook.note(harbour, "n")
        line = desk.log.read_bytes().replace(b'"note":"n"', b'"note":"twin"')
        (desk.folder / "twin.jsonl").write_bytes(line)
        (desk.state / cache.FILE).unlink(missing_ok=True)
        reopened = desk.open()
        assert reopened.all()[0].note.count("n") >= 2
        assert reopened.all()[0].is_conflict
        assert not (desk.state / cache.FILE).exists()

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda data: b"",
            lambda data: data[:-10],
            lambda data: b"\0" * len(data),
            lambda data: data.replace(b'"cache":', b'"cash":'),
            lambda data: data.replace(b"note", b"nope"),
            lambda data: b"{}\n" + data,
            lambda data: b"[" * 100_000,
        ],
    )
    def test_a_spoilt_cache_is_not_used(self, desk, harbour, spoil):
        notebook = self.fill(desk, harbour)
        path = desk.state / cache.FILE
        path.write_bytes(spoil(path.read_bytes()))
        assert desk.open().all() == notebook.all()

    def test_a_log_that_was_rewritten_is_read_anew(self, desk, harbour):
        self.fill(desk, harbour)
        data = desk.log.read_bytes()
        desk.log.write_bytes(data.replace(b"gone", b"lost"))
        assert [each.note for each in desk.open().trash()] == ["lost"]

    def test_a_cache_that_cannot_be_written_harms_nothing(self, desk, harbour, monkeypatch):
        def fail(*_):
            raise OSError(28, "full")

        monkeypatch.setattr(cache, "write", fail)
        self.fill(desk, harbour)
        assert notes(desk) == ["b\t\n"]
