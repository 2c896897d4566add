"""Every system call of a save fails in turn: the failure is shown, nothing earlier is touched, the next save works."""

from __future__ import annotations

import errno
import os

import pytest

from reader.annotations import disk
from reader.annotations.notebook import reference_to
from reader.errors import NotSavedError
from reader.text import Span

WATCHED = ("open", "write", "fsync", "ftruncate", "rename", "mkdir", "pread", "fstat")
FAULTS = ["ENOSPC", "EIO", "EROFS", "short"]


class FaultyOs:
    """The `os` module, whose watched calls fail from the nth on, `times` times; `short` writes half instead."""

    def __init__(self, nth: int, fault: str, times: int) -> None:
        self.calls = 0
        self.failed: list[str] = []
        self._failing = range(nth, nth + times)
        self._fault = fault

    def __getattr__(self, name: str) -> object:
        real = getattr(os, name)
        if name not in WATCHED:
            return real

        def call(*arguments: object, **more: object) -> object:
            self.calls += 1
            if self.calls - 1 not in self._failing or (self._fault == "short" and name != "write"):
                return real(*arguments, **more)
            self.failed.append(name)
            if self._fault == "short":
                descriptor, data = arguments
                return real(descriptor, data[: len(data) // 2])
            number = getattr(errno, self._fault)
            raise OSError(number, os.strerror(number))

        return call


def attempt(action, *arguments):
    try:
        action(*arguments)
    except NotSavedError as error:
        return error
    return None


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


ACTIONS = {
    "mark": lambda notebook, article, _: notebook.mark(article, Span(4, 11), note="precious words"),
    "change": lambda notebook, article, made: notebook.change(made.id, note="precious words"),
    "delete": lambda notebook, article, made: notebook.delete(made.id),
    "undo": lambda notebook, article, made: notebook.undo(),
    "state": lambda notebook, article, made: notebook.set_state([reference_to(article)], read=True),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("times", [1, 1000], ids=["once", "for-good"])
@pytest.mark.parametrize(
    ("action", "is_first_save"), [*((action, False) for action in ACTIONS), ("mark", True), ("state", True)]
)
def test_each_failing_call(make_desk, make_article, monkeypatch, fault, times, action, is_first_save):
    article, nth, failures = make_article(), 0, 0
    while True:
        desk = make_desk(f"state{nth}", f"data{nth}")
        made = None if is_first_save else desk.open().note(make_article(name="earlier"), "earlier")
        notebook = desk.open()
        earlier, seen = contents(desk.data), notebook.all() + notebook.states()
        faulty = FaultyOs(nth, fault, times)
        with monkeypatch.context() as patch:
            patch.setattr(disk, "os", faulty)
            error = attempt(ACTIONS[action], notebook, article, made)
        if error is not None:
            failures += 1
            assert faulty.failed
            assert str(error).startswith("NOT SAVED: ")
            if action in ("mark", "change"):
                assert [each.note for each in error.unsaved] == ["precious words"]
            assert notebook.all() + notebook.states() == seen
        for path, data in earlier.items():
            assert (desk.data / path).read_bytes().startswith(data)
        if faulty.calls <= nth:
            break
        if error is None:
            # Only what is not the user's may fail silently.
            assert_saved(desk, action)
        else:
            reopened = desk.open()
            if times == 1:
                assert reopened.all() + reopened.states() == seen
                assert not reopened.problems
            assert set(reopened.all()) >= set(seen) or action in ("change", "delete", "undo")
            ACTIONS[action](notebook, article, made)
            assert_saved(desk, action)
            assert notebook.all() == desk.open().all()
        nth += 1
    assert failures >= (1 if fault == "short" else 3)


def assert_saved(desk, action):
    reopened = desk.open()
    notes = [each.note for each in reopened.all()]
    if action in ("mark", "change"):
        assert "precious words" in notes
    elif action == "state":
        assert [each.is_read for each in reopened.states()] == [True]
    else:
        assert "earlier" not in notes


def test_a_short_write_leaves_no_half_line(desk, harbour, monkeypatch):
    notebook = desk.open()
    notebook.note(harbour, "one")
    before = desk.log.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(disk, "os", FaultyOs(0, "short", 1000))
        with pytest.raises(NotSavedError, match="No space left"):
            notebook.note(harbour, "two")
    assert desk.log.read_bytes() == before


def test_a_half_line_that_cannot_be_taken_back_harms_nothing(desk, harbour, monkeypatch):
    notebook = desk.open()
    notebook.note(harbour, "one")

    class NoTruncate(FaultyOs):
        def __getattr__(self, name: str) -> object:
            if name == "ftruncate":

                def fail(*_: object) -> None:
                    raise OSError(errno.EIO, "no")

                return fail
            return super().__getattr__(name)

    with monkeypatch.context() as patch:
        patch.setattr(disk, "os", NoTruncate(0, "short", 1000))
        with pytest.raises(NotSavedError):
            notebook.note(harbour, "two")
    assert not desk.log.read_bytes().endswith(b"\n")
    notebook.note(harbour, "three")
    reopened = desk.open()
    assert {each.note for each in reopened.all()} == {"one", "three"}
    assert reopened.problems == (f"{desk.log.name}, line 2: cannot be read; it is kept and skipped",)


def test_a_lock_that_is_held_is_reported(desk, harbour, monkeypatch):
    desk.open().note(harbour, "one")
    monkeypatch.setattr(disk, "LOCK_SECONDS", 0.0)
    with disk.locked(desk.state / "annotations.lock"), pytest.raises(NotSavedError, match="another reader"):
        desk.open().note(harbour, "two")
    desk.open().note(harbour, "three")
    assert {each.note for each in desk.open().all()} == {"one", "three"}


def test_file_systems_without_locks_are_written_without(desk, harbour, monkeypatch):
    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr(disk.fcntl, "flock", no_locks)
    desk.open().note(harbour, "one")
    assert [each.note for each in desk.open().all()] == ["one"]


def test_a_log_that_is_a_link_out_of_the_folder_is_not_followed(desk, harbour, tmp_path):
    desk.open().note(harbour, "one")
    elsewhere = tmp_path / "elsewhere.jsonl"
    desk.log.rename(elsewhere)
    before = elsewhere.read_bytes()
    (desk.folder / f"{desk.open()._journal.log.device_names()[0]}.jsonl").symlink_to(elsewhere)
    notebook = desk.open()
    assert notebook.all() == ()
    assert "a link or no file" in notebook.problems[0]
    with pytest.raises(NotSavedError):
        notebook.note(harbour, "two")
    assert elsewhere.read_bytes() == before
