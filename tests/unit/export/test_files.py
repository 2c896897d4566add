"""Exports are written whole, and only over exports."""

from __future__ import annotations

import pytest

from reader.errors import ExportError
from reader.export.entry import MARKER
from reader.export.files import write


def test_a_new_file_is_written_and_replaced(tmp_path):
    path = tmp_path / "notes.md"
    write(path, f"{MARKER}\none\n")
    write(path, f"{MARKER}\ntwo\n")
    assert path.read_text() == f"{MARKER}\ntwo\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["notes.md"]


def test_a_file_of_somebody_else_is_left_alone(tmp_path):
    path = tmp_path / "diary.md"
    path.write_text("my own words")
    with pytest.raises(ExportError, match="not written by this program"):
        write(path, f"{MARKER}\n")
    assert path.read_text() == "my own words"


def test_a_marker_far_inside_a_file_does_not_count(tmp_path):
    path = tmp_path / "long.md"
    path.write_text("x" * 5000 + MARKER)
    with pytest.raises(ExportError):
        write(path, MARKER)


def test_the_same_text_may_be_written_again_without_a_marker(tmp_path):
    path = tmp_path / "readwise.csv"
    write(path, "Highlight\r\nfirst\r\n")
    write(path, "Highlight\r\nfirst\r\n")
    with pytest.raises(ExportError):
        write(path, "Highlight\r\nfirst\r\nsecond\r\n")
    assert path.read_bytes() == b"Highlight\r\nfirst\r\n"


def test_links_and_folders_are_refused(tmp_path):
    target = tmp_path / "target.md"
    target.write_text(MARKER)
    (tmp_path / "link.md").symlink_to(target)
    (tmp_path / "folder.md").mkdir()
    for name in ("link.md", "folder.md"):
        with pytest.raises(ExportError, match="not a plain file"):
            write(tmp_path / name, f"{MARKER} new")
    assert target.read_text() == MARKER


def test_what_cannot_be_written_is_said(tmp_path):
    with pytest.raises(ExportError, match="cannot be written"):
        write(tmp_path / "missing" / "notes.md", MARKER)


def test_a_failure_leaves_the_old_export_and_no_other_file(tmp_path, monkeypatch):
    path = tmp_path / "notes.md"
    write(path, f"{MARKER} old")

    def fail(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reader.export.files.os.fsync", fail)
    with pytest.raises(ExportError, match="No space left"):
        write(path, f"{MARKER} new")
    assert path.read_text() == f"{MARKER} old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["notes.md"]
