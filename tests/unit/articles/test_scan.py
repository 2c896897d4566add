"""The folder of articles: what is taken, what is passed over, and files that cannot be read."""

from __future__ import annotations

import os

import pytest

from reader.articles.read import Limits, read
from reader.articles.scan import Stamp, load, scan
from reader.errors import ArticleError, LibraryError


def write(folder, *names, text="A line of text.\n"):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def paths(folder) -> list[str]:
    return [stamp.path for stamp in scan(folder)]


def test_known_suffixes_are_found_in_all_folders_and_in_order(tmp_path):
    write(tmp_path, "b.txt", "a.md", "sub/deep/c.markdown", "sub/d", "E.TXT", "picture.png", "notes.pdf")
    assert paths(tmp_path) == ["E.TXT", "a.md", "b.txt", "sub/d", "sub/deep/c.markdown"]


def test_hidden_and_unfinished_files_are_passed_over(tmp_path):
    write(tmp_path, ".hidden.txt", ".git/x.txt", "a.txt~", "b.txt.part", "c.part", "d.txt")
    assert paths(tmp_path) == ["d.txt"]


def test_a_stamp_says_size_time_and_inode(tmp_path):
    write(tmp_path, "a.txt")
    status = (tmp_path / "a.txt").stat()
    assert list(scan(tmp_path)) == [Stamp("a.txt", status.st_size, status.st_mtime_ns, status.st_ino)]


def test_links_within_the_library_are_followed_and_others_are_not(tmp_path):
    library = tmp_path / "library"
    write(tmp_path, "secret.txt")
    write(library, "a.txt", "sub/b.txt")
    (library / "inside.txt").symlink_to(library / "a.txt")
    (library / "outside.txt").symlink_to(tmp_path / "secret.txt")
    (library / "dangling.txt").symlink_to(library / "nothing.txt")
    (library / "loop").symlink_to(library)
    assert paths(library) == ["a.txt", "inside.txt", "sub/b.txt"]
    with pytest.raises(ArticleError, match="outside"):
        load(library, "outside.txt")
    assert load(library, "inside.txt")


def test_a_library_behind_a_link_is_one(tmp_path):
    write(tmp_path / "real", "a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert paths(tmp_path / "link") == ["a.txt"]
    assert load(tmp_path / "link", "a.txt")


def test_fifos_never_block(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert paths(tmp_path) == []
    with pytest.raises(ArticleError, match=r"pipe\.txt"):
        load(tmp_path, "pipe.txt")


def test_a_missing_folder_and_one_that_is_a_file(tmp_path):
    write(tmp_path, "file")
    with pytest.raises(LibraryError, match="does not exist"):
        list(scan(tmp_path / "nothing"))
    with pytest.raises(LibraryError, match="no folder"):
        list(scan(tmp_path / "file"))


def test_an_empty_folder_holds_nothing(tmp_path):
    assert paths(tmp_path) == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b"  \n", "empty"), (b"\x89PNG\r\n\x1a\n\0\0", "binary"), ("\u200b".encode(), "no text")],
)
def test_a_file_without_text_is_one_clear_error(tmp_path, data, reason):
    (tmp_path / "bad.txt").write_bytes(data)
    with pytest.raises(ArticleError, match=reason) as caught:
        load(tmp_path, "bad.txt")
    assert "bad.txt" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_beyond_the_limit_is_not_read(tmp_path):
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    with pytest.raises(ArticleError, match=r"huge\.txt is larger than 32 MiB"):
        load(tmp_path, "huge.txt")
    with pytest.raises(ArticleError, match="larger"):
        load(tmp_path, "huge.txt", limits=Limits(size=1024))


@pytest.mark.parametrize("path", ["nothing.txt", "../secret.txt", "a\0b.txt", "sub"])
def test_paths_that_lead_to_no_article(tmp_path, path):
    write(tmp_path, "secret.txt", "library/sub/a.txt")
    with pytest.raises(ArticleError):
        load(tmp_path / "library", path)


def test_load_reads_what_scan_found(tmp_path):
    write(tmp_path, "sub/a.md", text="# A Title of Words\n\nA line of text.\n")
    (stamp,) = scan(tmp_path)
    (article,) = load(tmp_path, stamp.path)
    assert (article.path, article.title) == ("sub/a.md", "A Title of Words")


def test_a_small_file_is_read_once_and_its_changes_are_seen(tmp_path, monkeypatch):
    times = []
    monkeypatch.setattr(
        "reader.articles.scan.read", lambda *given, **named: times.append(given) or read(*given, **named)
    )
    write(tmp_path, "a.txt", text="The first of two.\n")
    before = (tmp_path / "a.txt").stat()
    assert load(tmp_path, "a.txt") == load(tmp_path, "a.txt")
    assert len(times) == 1
    write(tmp_path, "a.txt", text="The other of two.\n")
    os.utime(tmp_path / "a.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert load(tmp_path, "a.txt")[0].text == "The other of two."


def test_a_large_file_is_not_kept(tmp_path, monkeypatch):
    times = []
    monkeypatch.setattr(
        "reader.articles.scan.read", lambda *given, **named: times.append(given) or read(*given, **named)
    )
    write(tmp_path, "a.txt", text="A line of text.\n" * 5_000)
    assert load(tmp_path, "a.txt") == load(tmp_path, "a.txt")
    assert len(times) == 2
