"""`reader notes`: what is printed as saved is on disk, and everything can be undone."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from reader.cli.codes import Exit
from reader.cli.main import main

if TYPE_CHECKING:
    from reader.paths import Folders

pytestmark = pytest.mark.usefixtures("folders")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    """Return a function that runs `reader notes ...` and gives its code, standard output and standard error."""

    def runner(*argv: str) -> tuple[int, str, str]:
        code = main(["notes", *argv])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return runner


def _notes(run, *argv: str) -> list[dict]:
    return json.loads(run("list", "--json", *argv)[1])


def test_a_note_on_words_of_an_article(run) -> None:
    code, out, err = run("add", "harbour.txt", "--quote", "14 ships", "--note", "which ones?", "--tag", "port")
    assert code == Exit.OK
    assert "saved" in err
    (note,) = _notes(run)
    assert note["id"] == out.strip()
    assert (note["quote"], note["note"], note["tags"]) == ("14 ships", "which ones?", ["port"])
    assert note["article"]["title"] == "Harbour reopens after the storm"


def test_a_note_on_a_whole_article(run) -> None:
    assert run("add", "news/ferry.md", "--note", "compare with last year")[0] == Exit.OK
    (note,) = _notes(run)
    assert "quote" not in note


def test_a_note_from_standard_input(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("two\nlines"))
    run("add", "harbour.txt", "--note", "-")
    assert _notes(run)[0]["note"] == "two\nlines"


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (("add", "harbour.txt"), "Nothing to keep"),
        (("add", "harbour.txt", "--quote", "fifteen ships"), "does not say"),
        (("show", "ffffffff"), "No annotation ffffffff"),
        (("edit", "00", "--note", "x"), "No annotation 00"),
    ],
)
def test_what_cannot_be_done_is_one_line(run, argv: tuple[str, ...], message: str) -> None:
    code, out, err = run(*argv)
    assert (code, out) == (Exit.FAILED, "")
    assert message in err


def test_edit_delete_undo_redo_restore(run) -> None:
    identity = run("add", "harbour.txt", "--quote", "quay", "--note", "first")[1].strip()
    run("edit", identity, "--note", "second", "--tag", "a", "--tag", "b")
    assert [(n["note"], n["tags"]) for n in _notes(run)] == [("second", ["a", "b"])]
    run("delete", identity)
    assert _notes(run) == []
    assert [n["id"] for n in _notes(run, "--trash")] == [identity]
    assert run("undo")[0] == Exit.OK
    assert _notes(run)[0]["note"] == "second"
    assert run("redo")[0] == Exit.OK
    assert _notes(run) == []
    assert run("restore", identity)[0] == Exit.OK
    assert _notes(run)[0]["note"] == "second"


def test_nothing_to_undo(run) -> None:
    code, _, err = run("undo")
    assert code == Exit.NOTHING
    assert "nothing to undo" in err


def test_notes_are_listed_by_words_tag_and_article(run) -> None:
    run("add", "harbour.txt", "--quote", "quay", "--note", "Łódź", "--tag", "city")
    run("add", "news/ferry.md", "--note", "prices")
    assert [n["note"] for n in _notes(run, "lodz")] == ["Łódź"]
    assert [n["note"] for n in _notes(run, "tag:CITY")] == ["Łódź"]
    assert [n["note"] for n in _notes(run, "--article", "news/ferry.md")] == ["prices"]
    assert run("list", "no such word")[0] == Exit.NOTHING


def test_an_orphan_stays_listed_with_its_words(run, folders: Folders) -> None:
    run("add", "harbour.txt", "--quote", "More than 300 people work on the quay.", "--note", "source?")
    path = folders.library / "harbour.txt"
    path.write_text(path.read_text().replace("More than 300 people work on the quay.", ""))
    (orphan,) = _notes(run, "--orphans")
    assert orphan["quote"] == "More than 300 people work on the quay."
    assert orphan["note"] == "source?"


def test_a_note_that_cannot_be_saved_says_so(run, folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    folders.data.mkdir(parents=True)
    (folders.data / "annotations").write_text("a file where the folder should be")
    code, out, err = run("add", "harbour.txt", "--note", "lost?")
    assert code == Exit.NOT_SAVED
    assert out == ""
    assert "not saved" in err.lower()


def test_show_prints_the_whole_note(run) -> None:
    identity = run("add", "harbour.txt", "--quote", "quay", "--note", "a long story")[1].strip()
    code, out, _ = run("show", identity[:8])
    assert code == Exit.OK
    assert "a long story" in out
    assert json.loads(run("show", identity, "--json")[1])["note"] == "a long story"
