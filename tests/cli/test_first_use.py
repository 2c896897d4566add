"""What a new user's machine may be like: no home, a full disk, closed streams, another alphabet, odd files."""

from __future__ import annotations

import errno
import json
import os
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from reader.catalogue import Catalogue
from reader.cli.arguments import parse_command, parse_screen
from reader.cli.codes import Exit
from reader.cli.main import main
from reader.paths import folders
from reader.search.building import build_segment
from reader.updating import Update

ROOT = Path(__file__).parents[2]
TEXT = "Ferry prices rise\n\nTickets cost 12 percent more in Vågø.\n"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a library of one article, with the user's folders beside it."""
    for name in ("DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"READER_{name}", str(tmp_path / name))
    monkeypatch.setenv("READER_CONFIG", str(tmp_path / "config.toml"))
    (tmp_path / "shelf").mkdir()
    (tmp_path / "shelf" / "ferry.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("READER_LIBRARY", str(tmp_path / "shelf"))
    return tmp_path / "shelf"


def shell(line: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of a shell in which `reader` is this program."""
    program = f'reader() {{ "{sys.executable}" -m reader "$@"; }}; {line}'
    own = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(["bash", "-c", program], capture_output=True, check=False, cwd=ROOT, env=own)


@pytest.mark.parametrize("command", [["search", "foo"], ["list"], ["list", "foo"], ["figures"], ["quotes"]])
def test_an_empty_library_says_how_to_fill_it(run, shelf, command):
    (shelf / "ferry.txt").unlink()
    code, out, err = run(*command)
    assert (code, out) == (Exit.NOTHING, "")
    assert "holds no articles. Put .txt, .md or .html files into it." in err


def test_what_is_passed_over_is_told(run, shelf, monkeypatch):
    (shelf / os.fsdecode(b"caf\xe9.txt")).write_text(TEXT)
    (shelf / "locked").mkdir()
    (shelf / "noise.txt").write_bytes(random.Random(4).randbytes(30_000))
    (shelf / "gone.txt").symlink_to(shelf / "nowhere.txt")
    (shelf / "round").symlink_to(shelf)
    scandir = os.scandir

    def refusing(folder):  # whoever runs the tests as root may read everything
        if str(folder).endswith("locked"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    code, out, err = run("list")
    assert code == 0
    assert len(out.splitlines()) == 1
    assert err.splitlines() == [
        "reader: noise.txt is no text but a binary file: convert it to text, or remove it",
        "reader: caf\ufffd.txt: rename it, its name is not UTF-8",
        "reader: locked cannot be read: Permission denied",
    ]


def test_a_disk_without_room_for_the_index_leaves_what_was_read(run, shelf, monkeypatch):
    assert run("list")[0] == 0
    (shelf / "new.txt").write_text("A new one\n\nText.\n")

    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(build_segment.__module__ + ".build_segment", full)
    code, out, err = run("list")
    assert (code, len(out.splitlines())) == (0, 1)
    assert "cannot be written (No space left on device). Free space" in err
    assert run("search", "ferry")[0] == 0


def test_a_full_disk_does_not_cost_the_catalogue(run, shelf, monkeypatch):
    assert run("list")[0] == 0
    where = folders(shelf)

    def refuse(_connection):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("reader.catalogue._prepare", refuse)
    catalogue = Catalogue(where.cache)
    assert catalogue.count() == 1
    catalogue.close()
    code, out, _ = run("list", "--no-update")
    assert (code, len(out.splitlines())) == (0, 1)
    # Where nothing was read before, it says what to do.
    code, out, err = run("list", "--cache", str(shelf.parent / "other"))
    assert (code, out) == (Exit.FAILED, "")
    assert "(database or disk is full). Free space or delete that file, and start again" in err


def test_an_update_reports_a_full_disk(shelf, monkeypatch):
    monkeypatch.setattr(Update, "_scan", lambda _self: (_ for _ in ()).throw(OSError(errno.ENOSPC, "No space left")))
    where = folders(shelf)
    with pytest.raises(Exception, match=r"cannot be written \(No space left\)"):
        Update(where.library, where.cache, print).run()


def test_without_a_home_it_says_what_to_set(run, monkeypatch):
    def homeless(*_arguments, **_options):
        raise RuntimeError("could not determine the home directory")

    for name in ("LIBRARY", "DATA", "CACHE", "STATE", "CONFIG"):
        monkeypatch.delenv(f"READER_{name}", raising=False)
    monkeypatch.setattr("platformdirs.user_documents_dir", homeless)
    monkeypatch.setattr("platformdirs.user_config_dir", homeless)
    for command, name in (("list", "READER_LIBRARY"), ("path", "READER_LIBRARY"), ("keys", "READER_CONFIG")):
        code, out, err = run(command)
        assert (code, out) == (Exit.FAILED, "")
        assert err == f"reader: Your home folder is not known. Set HOME, or {name} to a whole path.\n"


def test_an_alphabet_without_a_letter_ends_nothing(shelf):
    done = shell("reader show ferry.txt", PYTHONIOENCODING="ascii:strict")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"12 percent more in V?g?." in done.stdout
    done = shell("reader show ferry.txt --json", PYTHONIOENCODING="ascii:strict")
    assert "Vågø" in json.loads(done.stdout)["text"]


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("reader list >&-", 0, ""),
        ("reader list 2>&- | cut -c1-3 | wc -l", 0, ""),
        ("reader list <&-", 0, ""),
        ("reader show - <&-", 3, "reader: Standard input holds no article.\n"),
        ("reader <&-", 5, "reader: The screen needs a terminal."),
        ("reader keys > /dev/full", 3, "reader: Standard output cannot be used: No space left on device.\n"),
        ("reader path > /dev/full", 3, "reader: Standard output cannot be used: No space left on device.\n"),
        ("reader keys | head -1 > /dev/null; (exit ${PIPESTATUS[0]})", 0, ""),
    ],
)
def test_streams_may_be_closed_or_full(shelf, line, code, said):
    done = shell(line)
    assert done.returncode == code
    assert done.stderr.decode().startswith(said)
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["list", "--colour"], "reader list: --colour is not understood; put a query with - in quotes."),
        (["search", "ferry", "-prices"], "reader search: -prices is not understood; put a query with - in quotes."),
        (["path", "x"], "reader path: x is not understood."),
        (["serch", "ferry"], "reader: serch is no command; did you mean search."),
        (["list", "--order", "size"], "reader list: argument --order: invalid choice: 'size'"),
        (["index", "articles"], "reader index: articles is not understood; did you mean --library articles."),
        (["--colour"], "reader: --colour is not understood."),
        (["notes", "edit"], "reader notes edit: the following arguments are required: id."),
    ],
)
def test_a_mistake_is_told_in_one_line(run, argv, said):
    code, out, err = run(*argv)
    assert (code, out) == (Exit.USAGE, "")
    assert err.startswith(said)
    assert err.count("\n") == 1
    assert " --help.\n" in err


def test_a_query_may_follow_options(run, shelf):
    assert run("list", "--order", "title", "ferry")[0] == 0
    assert run("list", "ferry", "--order", "title", "zebra")[0] == Exit.NOTHING
    assert run("mark", "star", "--yes", "ferry")[0] == 0
    assert main(["list", "is:starred"]) == 0


def test_options_may_stand_in_front_of_the_command(run, shelf):
    assert run("list", "ferry")[0] == 0
    assert run("--json", "--library", str(shelf), "list", "ferry") == run("list", "ferry", "--json")
    assert run("--library", str(shelf), "notes", "tags") == run("notes", "tags", "--library", str(shelf))
    assert run("--library", str(shelf / "none"), "list")[0] == Exit.FAILED


@pytest.mark.parametrize("argv", [["x"], ["--library", "x"], ["--library=x"], ["--no-mouse", "--library", "x"]])
def test_the_folder_of_the_screen_is_named_in_both_ways(argv):
    assert parse_screen(argv).folder == Path("x")
    assert parse_command(["serve", *argv]).folder == Path("x")
    assert parse_screen(["--no-mouse"]).folder is None


def test_a_dumb_terminal_is_sent_no_screen(run, shelf, monkeypatch):
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "dumb")
    code, out, err = run()
    assert (code, out) == (Exit.NO_TERMINAL, "")
    assert "TERM=dumb cannot show the screen. `reader list`" in err
