"""`reader notes`: what is printed as saved is on disk, and everything can be undone."""

from __future__ import annotations

import io
import json
import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest

from reader.cli.codes import Exit

if TYPE_CHECKING:
    from reader.paths import Folders

pytestmark = pytest.mark.usefixtures("folders")


@pytest.fixture
def run(run):
    """Return a function that runs `reader notes ...` and gives its code, standard output and standard error."""
    return partial(run, "notes")


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


def test_edit_delete_undo_redo_undelete(run) -> None:
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
    assert run("undelete", identity)[0] == Exit.OK
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


def test_formats_are_listed_and_an_unknown_one_is_named(run) -> None:
    assert "w3c\t.jsonld" in run("export", "--list")[1]
    code, out, err = run("export", "no-such-format")
    assert (code, out) == (Exit.FAILED, "")
    assert "no format" in err


def test_an_export_holds_the_words_and_the_note_and_can_be_repeated(run, tmp_path) -> None:
    run("add", "news/ferry.md", "--quote", "12 percent more", "--note", "check", "--tag", "prices")
    first, again = run("export")[1], run("export")[1]
    assert "12 percent more" in first
    assert "check" in first
    assert first == again
    target = tmp_path / "notes.md"
    assert run("export", "--output", str(target))[0] == Exit.OK
    assert run("export", "--output", str(target))[0] == Exit.OK, "its own export may be replaced"
    target.write_text("the user's own file")
    code, _, err = run("export", "--output", str(target))
    assert code == Exit.FAILED
    assert "was not written by this program" in err
    assert target.read_text() == "the user's own file"


@pytest.mark.parametrize("name", ["w3c", "hypothesis", "json"])
def test_notes_move_to_another_notebook_and_find_their_words(
    run, tmp_path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    run("add", "news/ferry.md", "--quote", "12 percent more", "--note", "check", "--tag", "prices")
    (before,) = _notes(run)
    target = tmp_path / f"notes-{name}"
    run("export", name, "--output", str(target))
    monkeypatch.setenv("READER_DATA", str(tmp_path / "other-data"))
    monkeypatch.setenv("READER_STATE", str(tmp_path / "other-state"))
    assert _notes(run) == []
    assert run("import", str(target))[0] == Exit.OK
    (after,) = _notes(run)
    kept = ("id", "note", "tags", "quote")
    assert {field: after[field] for field in kept} == {field: before[field] for field in kept}
    assert after["article"]["id"] == before["article"]["id"]
    assert run("list", "--orphans")[0] == Exit.NOTHING
    assert run("import", str(target))[0] == Exit.NOTHING, "the same notes are not taken in twice"


def test_an_import_that_is_no_export(run, tmp_path) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(b"\xff\xfe{")
    assert run("import", str(path))[0] == Exit.FAILED
    assert run("import", str(tmp_path / "none.json"))[0] == Exit.FAILED


def test_backup_and_restore(run, folders: Folders) -> None:
    assert run("restore")[0] == Exit.FAILED
    run("add", "harbour.txt", "--note", "keep me")
    code, out, _ = run("backup")
    assert code == Exit.OK
    assert run("backup")[0] == Exit.NOTHING, "one a day"
    for path in (folders.data / "annotations").glob("*.jsonl"):
        path.unlink()
    assert _notes(run) == []
    assert run("restore", out.strip())[0] == Exit.OK
    assert [n["note"] for n in _notes(run)] == ["keep me"]


def test_doctor_and_compact(run) -> None:
    run("add", "harbour.txt", "--note", "well")
    code, out, _ = run("doctor")
    assert code == Exit.OK
    assert "events\t1" in out
    assert json.loads(run("doctor", "--json")[1])["problems"] == []
    assert json.loads(run("compact", "--json")[1])["dropped"] == 0
    assert [n["note"] for n in _notes(run)] == ["well"]


def test_articles_are_tagged_by_name_and_by_query(run) -> None:
    code, out, err = run("tag", "harbour.txt", "--add", "port", "--add", "port", "-a", "sea birds")
    assert code == Exit.OK
    assert "tags of 1 of 1 articles changed" in err
    assert "#port #sea birds" in out
    tagged = json.loads(run("tag", "--query", "ferry OR harbour", "-a", "ellery", "-r", "PORT", "--json")[1])
    assert {row["path"]: row["tags"] for row in tagged} == {
        "harbour.txt": ["sea birds", "ellery"],
        "news/ferry.md": ["ellery"],
    }
    assert json.loads(run("tags", "--json")[1]) == {"ellery": 2, "sea birds": 1}
    assert run("tags")[1] == "ellery\t2\nsea birds\t1\n"
    assert run("undo")[2] == "reader: undone: tags changed: 2 articles\n"
    assert run("tag", "news/ferry.md")[1].endswith("\t\n")
    assert run("tag", "--query", "tag:port")[1].count("\n") == 1
    assert run("tag", "--query", "nowhere", "-a", "x")[0] == Exit.NOTHING
    assert run("tag", "-a", "x")[::2] == (
        Exit.FAILED,
        "reader: No article. Give its id, its path, or --query with what you would search for.\n",
    )


def test_articles_are_starred_and_marked_read(run) -> None:
    assert run("tags")[0] == Exit.NOTHING
    run("state", "harbour.txt", "--star", "--read")
    (row,) = json.loads(run("state", "harbour.txt", "--unstar", "--json")[1])
    assert (row["is_read"], row["is_starred"]) == (True, False)
    assert run("state", "harbour.txt", "--unread")[2] == "reader: 1 of 1 articles changed\n"
    assert run("state", "harbour.txt", "--read", "--unread")[0] == Exit.OK


def test_notes_that_are_deleted_together_come_back_together(run) -> None:
    ids = [run("add", "harbour.txt", "--note", str(number))[1].strip() for number in range(3)]
    assert run("delete", *ids[:2])[0] == Exit.OK
    assert [note["id"] for note in _notes(run)] == ids[2:]
    assert run("undo")[2] == "reader: undone: deletion of 2 annotations\n"
    assert len(_notes(run)) == 3


def test_notes_are_exported_into_a_folder_again_and_again(run, tmp_path) -> None:
    run("add", "news/ferry.md", "--quote", "12 percent more", "--note", "check", "--tag", "prices")
    vault = tmp_path / "vault"
    code, out, err = run("export", "--to", str(vault))
    assert (code, out) == (Exit.OK, "Ferry prices rise again.md\n")
    assert ": 1, up to date: 0" in err
    assert "12 percent more" in (vault / "Ferry prices rise again.md").read_text()
    report = json.loads(run("export", "--to", str(vault), "--json")[1])
    assert report == {"written": [], "unchanged": ["Ferry prices rise again.md"], "extended": [], "emptied": []}
    assert run("export", "w3c", "--to", str(vault))[0] == Exit.FAILED


def test_the_filter_is_that_of_the_screen(run) -> None:
    run("add", "harbour.txt", "--quote", "14 ships", "--note", "which?", "--tag", "port", "--color", "green")
    run("add", "news/ferry.md", "--note", "prices")
    for words, count in (("color:green", 1), ("-tag:port", 1), ("has:quote", 1), ("since:2020", 2), ("is:orphan", 0)):
        assert len(_notes(run, "--", words)) == count, words
    assert len(json.loads(run("export", "json", "--only", "tag:port")[1])["annotations"]) == 1
    assert run("list", "nowhere")[2] == "reader: no note matches\n"
    assert run("list", "--orphans")[2] == "reader: no orphans: every note stands on its words\n"
    assert run("list", "--trash")[2] == "reader: the trash is empty\n"


def test_tags_of_a_note_are_added_and_removed(run) -> None:
    assert "no notes yet" in run("list")[2]
    identity = run("add", "harbour.txt", "--note", "x", "--tag", "a", "--tag", "b")[1].strip()
    (changed,) = json.loads(run("edit", identity, "--add", "c", "--remove", "A", "--json")[1])
    assert changed["tags"] == ["b", "c"]
    assert run("edit", identity)[0] == Exit.FAILED


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("compact", "--older-than", "-5"), "'-5' is no number of days"),
        (("compact", "--older-than", "x"), "'x' is no number of days"),
        (("import", "missing.json"), "missing.json cannot be read: No such file or directory"),
        (("import", "."), ". cannot be read: Is a directory"),
        (("restore", "missing.tar.gz"), "missing.tar.gz cannot be read as a backup: No such file or directory"),
        (("restore", "."), ". cannot be read as a backup: Is a directory"),
        (("export", "--to", __file__), "cannot be used"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_with_its_name(run, argv, said) -> None:
    code, out, err = run(*argv)
    assert code in (Exit.USAGE, Exit.FAILED)
    assert out == ""
    assert said in err
    assert len([line for line in err.splitlines() if said in line]) == 1
    assert "Errno" not in err


def test_a_file_that_is_no_export_is_named(run, folders: Folders, tmp_path) -> None:
    path = tmp_path / "diary.txt"
    path.write_text("Dear diary,\ntoday")
    assert str(path) in run("import", str(path))[2]
    assert "Readwise" in run("import", str(path))[2]
