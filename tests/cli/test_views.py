"""`reader views`, and the views of `list` and `search`."""

from __future__ import annotations

import json

import pytest

from reader.cli.codes import Exit

pytestmark = pytest.mark.usefixtures("folders")


def test_searches_are_saved_listed_renamed_and_deleted(run) -> None:
    assert run("views", "save", "Sea", "quay", "OR", "ferry")[0] == Exit.OK
    code, out, _ = run("views")
    assert code == Exit.OK
    assert out.splitlines()[0] == "All articles\t2\t"
    assert out.splitlines()[-1] == "Sea\t2\tquay OR ferry"
    assert (
        run("views", "rename", "sea", "Ships", "--json")[1] == '{\n  "name": "Ships",\n  "query": "quay OR ferry"\n}\n'
    )
    assert [row["path"] for row in json.loads(run("list", "--view", "Ships", "prices", "--json")[1])] == [
        "news/ferry.md"
    ]
    assert [hit["path"] for hit in json.loads(run("search", "--view", "ships", "quay", "--json")[1])["hits"]] == [
        "harbour.txt"
    ]
    assert run("views", "delete", "Ships")[2] == "reader: Ships: deleted; `reader notes undo` brings it back\n"
    assert "the search “Ships”" in run("notes", "undo")[2]
    assert json.loads(run("views", "--json")[1])[-1] == {
        "name": "Ships",
        "query": "quay OR ferry",
        "saved": True,
        "articles": 2,
    }


def test_what_is_wrong_is_said(run) -> None:
    assert run("list", "--view", "Unred") == (
        Exit.FAILED,
        "",
        "reader: No view is called Unred; did you mean Unread? `reader views` prints all.\n",
    )
    assert run("search")[0] == Exit.USAGE
    assert "always there" in run("views", "save", "Unread", "x")[2]


def test_articles_of_a_query_are_marked_as_one_action(run) -> None:
    code, out, err = run("mark", "read", "--view", "Unread", "--dry-run")
    assert code == Exit.OK
    assert [line.split("\t")[2] for line in out.splitlines()] == [
        "Ferry prices rise again",
        "Harbour reopens after the storm",
    ]
    assert err == "reader: 2 articles; no change.\n"
    assert run("mark", "read", "is:unread") == (
        Exit.OK,
        "",
        "reader: 2 articles marked read; `reader notes undo` takes it back.\n",
    )
    assert run("mark", "read", "is:unread")[0] == Exit.NOTHING
    marked = json.loads(run("mark", "star", "ferry", "--yes", "--json")[1])
    assert (len(marked["articles"]), marked["state"], marked["saved"]) == (1, "star", True)
    assert "starred" in run("notes", "undo")[2]
    assert "marked read: 2 articles" in run("notes", "undo")[2]
    assert len(json.loads(run("list", "--view", "Unread", "--json")[1])) == 2


def test_nothing_is_marked_that_was_not_meant(run, monkeypatch) -> None:
    assert run("mark", "read")[0] == Exit.USAGE
    assert run("mark", "read", "date:soon")[0] == Exit.USAGE
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdin.readline", lambda: "n\n", raising=False)
    code, _, err = run("mark", "read", "is:unread")
    assert code == Exit.OK
    assert "2 articles: marked read? [y/N] " in err
    assert "no change" in err
