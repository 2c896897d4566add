"""The command line: data on standard output, narration on standard error, exit codes that say what happened."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.cli.codes import Exit

if TYPE_CHECKING:
    from reader.paths import Folders

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.usefixtures("folders")


def _document(answer: tuple[int, str, str]):
    code, out, _ = answer
    assert code == Exit.OK
    return json.loads(out)


def test_list_prints_a_row_an_article_newest_first(run) -> None:
    code, out, err = run("list")
    rows = [line.split("\t") for line in out.splitlines()]
    assert code == Exit.OK
    assert [(row[1], row[2], row[3], row[-1]) for row in rows] == [
        ("2025-03-05", "The Ellery Herald", "Ferry prices rise again", "news/ferry.md"),
        ("2025-03-03", "", "Harbour reopens after the storm", "harbour.txt"),
    ]
    assert err == ""


def test_list_takes_an_order_a_limit_and_a_query(run) -> None:
    assert [row["title"][:5] for row in _document(run("list", "--json", "--order", "title"))] == ["Ferry", "Harbo"]
    assert len(_document(run("list", "--json", "--limit", "1"))) == 1
    assert [row["path"] for row in _document(run("list", "--json", "quay"))] == ["harbour.txt"]


def test_an_empty_library_says_how_to_fill_it(run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, out, err = run("list", "--library", str(tmp_path / "empty"))
    assert (code, out) == (Exit.NOTHING, "")
    assert "holds no articles. Put .txt, .md or .html files into it" in err


def test_a_library_that_is_not_there_is_one_line(run, tmp_path: Path) -> None:
    code, out, err = run("list", "--library", str(tmp_path / "nowhere"))
    assert (code, out) == (Exit.FAILED, "")
    assert err.count("\n") == 1
    assert "nowhere does not exist" in err


def test_search_shows_why_an_article_was_found(run) -> None:
    code, out, _ = run("search", "million")
    assert code == Exit.OK
    assert "Harbour reopens" in out
    assert "$2.4 million" in out


def test_search_as_json_carries_the_matches(run) -> None:
    found = _document(run("search", "--json", "twelfth"))
    (hit,) = found["hits"]
    (match,) = hit["snippet"]["matches"]
    assert hit["snippet"]["text"][slice(*match)] == "twelfth"
    assert (found["total"], found["query"]) == (1, "twelfth")


def test_search_says_when_there_are_more_than_were_counted(
    run, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folders.library / "boats.txt").write_text("Boats of the storm\n\nAfter the storm the boats came back.\n")
    for name, value in (("_CHEAP", -1), ("_CHECK", 0.01), ("_COUNTED", 0)):
        monkeypatch.setattr(f"reader.search.phrases.{name}", value)
    code, _, err = run("search", "--limit", "1", '"the storm"')
    assert code == Exit.OK
    assert "1 of at least 1 articles; --limit shows more." in err
    found = _document(run("search", "--json", "--limit", "1", '"the storm"'))
    assert (found["total"], found["is_exact"], found["bound"]) == (1, False, "at least")


def test_search_without_a_hit(run) -> None:
    assert run("search", "xylophone")[:2] == (Exit.NOTHING, "")


def test_a_query_that_is_partly_wrong_says_where_and_answers_the_rest(run) -> None:
    code, out, err = run("search", "harbour", "titel:storm")
    assert code == Exit.OK
    assert "Harbour" in out
    assert "query, character 9" in err
    assert "title" in err


def test_show_takes_an_id_a_path_or_the_start_of_an_id(run) -> None:
    row = _document(run("list", "--json"))[1]
    for name in (row["id"], row["id"][:6], "harbour.txt"):
        code, out, _ = run("show", name)
        assert code == Exit.OK
        assert out.startswith("Harbour reopens after the storm\nGreta Lind · 2025-03-03\n")
    assert "14 ships sailed before noon" in out


def test_show_reads_a_file_outside_of_any_library(run, tmp_path: Path) -> None:
    path = tmp_path / "elsewhere.txt"
    path.write_text("A title of its own\n\nAnd one paragraph that ends with a full stop.\n")
    assert "A title of its own" in run("show", str(path))[1]


def test_show_reads_standard_input(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        sys,
        "stdin",
        io.TextIOWrapper(io.BytesIO("The new café news of this week\n\nIt has opened, they say.\n".encode())),
    )
    assert _document(run("show", "-", "--json"))["title"] == "The new café news of this week"


def test_show_as_json_has_blocks_that_fit_the_text(run) -> None:
    article = _document(run("show", "harbour.txt", "--json"))
    texts = [article["text"][block["start"] : block["end"]] for block in article["blocks"]]
    assert "\n\n".join(texts) == article["text"]


def test_an_article_that_nobody_knows(run) -> None:
    code, out, err = run("show", "no-such-article")
    assert (code, out) == (Exit.FAILED, "")
    assert "`reader list` prints the ids" in err


def test_highlights_print_figures_and_quotes_with_their_reasons(run) -> None:
    found = _document(run("highlights", "harbour.txt", "--json"))
    assert any("$2.4 million" in figure["text"] and figure["kind"] == "money" for figure in found["figures"])
    assert {quote["speaker"] for quote in found["quotes"]} == {"Tomas Reyes"}
    assert all(entry["why"] for entry in found["figures"] + found["quotes"])
    text = run("highlights", "harbour.txt")[1]
    assert "KEY FIGURES" in text
    assert "Tomas Reyes" in text
    table = run("highlights", "harbour.txt", "--csv")[1].splitlines()
    assert table[0].startswith("type,text,value")
    assert len(table) == 1 + len(found["figures"]) + len(found["quotes"])


def test_highlights_of_an_article_without_any(run, tmp_path: Path) -> None:
    path = tmp_path / "calm.txt"
    path.write_text("Nothing happened\n\nThe day was calm and the sea was flat.\n")
    assert run("highlights", str(path))[0] == Exit.NOTHING


def test_figures_of_the_whole_library(run) -> None:
    assert [f["low"] for f in _document(run("figures", "--json", "--kind", "money"))] == [2.4e6]
    assert [f["low"] for f in _document(run("figures", "--json", "--min", "200", "--max", "1k"))] == [300]
    assert len(_document(run("figures", "--json", "--noun", "ships"))) == 1
    assert "Ferry prices" in run("figures", "--kind", "percent")[1]
    code, _, err = run("figures", "--min", "many")
    assert code == Exit.FAILED
    assert "is no number" in err


def test_quotes_of_the_whole_library(run) -> None:
    (quote,) = _document(run("quotes", "--json", "--by", "petrenko"))
    assert quote["words"].startswith("Nobody asked the islanders")
    assert run("quotes", "--words", "twelfth")[0] == Exit.OK
    assert run("quotes", "--by", "Nobody At All")[0] == Exit.NOTHING
    assert run("quotes", "--csv")[1].startswith("id,title,outlet")


def test_path_prints_the_folders(run, folders: Folders) -> None:
    named = dict(line.split("\t") for line in run("path")[1].splitlines())
    assert named["library"] == str(folders.library)
    assert named["annotations"].endswith("annotations")
    assert _document(run("path", "--json"))["library"] == str(folders.library)


def test_index_is_checked_and_made_anew(run) -> None:
    assert run("index")[0] == Exit.OK
    assert run("index", "--check")[0] == Exit.OK
    assert run("index", "--stats")[0] == Exit.OK
    assert _document(run("index", "--rebuild", "--json"))["articles"] == 2


def test_a_wrong_argument_is_usage(run) -> None:
    assert run("list", "--no-such-option")[0] == Exit.USAGE
    assert run("notes", "show")[0] == Exit.USAGE


def test_help_and_version(run) -> None:
    code, out, _ = run("--help")
    assert code == Exit.OK
    assert "reader search" in out
    assert run("--version")[1].startswith("pullquote 0.")
    assert run("search", "--help")[0] == Exit.OK


def test_the_screen_needs_a_terminal(run) -> None:
    code, out, err = run()
    assert (code, out) == (Exit.NO_TERMINAL, "")
    assert "needs a terminal" in err


def test_a_closed_pipe_is_no_error(folders: Folders) -> None:
    command = [sys.executable, "-c", "import sys; from reader.cli.main import main; sys.exit(main(['list']))"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        process.stdout.close()
        errors = process.stderr.read()
    assert process.returncode == Exit.OK
    assert errors == b""


def test_no_text_of_an_article_reaches_the_terminal_as_a_control_code(run, folders: Folders) -> None:
    hostile = "\x1b]52;c;aGk=\x07 title \x9b31m\n\nBody \x1b[31337m \u202e with \x00 5 ships, “he \x1b[2J” said Ann.\n"
    (folders.library / "\x1b[31mname.txt").write_bytes(hostile.encode())
    for argv in (["list"], ["list", "--json"], ["search", "body"], ["highlights", "\x1b[31mname.txt"], ["figures"]):
        _, out, err = run(*argv)
        for text in (out, err):
            assert not any(ord(c) < 32 and c not in "\n\t" for c in text)
            assert not any(0x7F <= ord(c) < 0xA0 or c in "\u202e\u2028" for c in text)


def test_an_environment_without_home(folders: Folders) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent"}
    command = [sys.executable, "-m", "reader", "path"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == Exit.OK
