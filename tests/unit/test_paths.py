"""Folders: arguments first, then the environment, then the platform's own."""

from __future__ import annotations

from pathlib import Path

from reader.paths import folders, starter_articles


def test_arguments_come_before_the_environment(tmp_path: Path) -> None:
    environment = {"READER_LIBRARY": "/e/library", "READER_DATA": "/e/data", "READER_STATE": "/e/state"}
    found = folders(tmp_path, cache=tmp_path / "cache", environment=environment)
    assert (found.library, found.data, found.state) == (tmp_path, Path("/e/data"), Path("/e/state"))
    assert found.cache.parent == tmp_path / "cache"
    assert not found.is_default


def test_without_a_name_the_library_is_the_users_own() -> None:
    found = folders(environment={})
    assert found.is_default
    assert found.library.is_absolute()
    assert "pullquote" in str(found.data)


def test_two_libraries_never_share_a_cache(tmp_path: Path) -> None:
    first, second = (folders(tmp_path / name, environment={}).cache for name in ("one", "two"))
    assert first != second
    (tmp_path / "one").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "one")
    assert folders(tmp_path / "link", environment={}).cache == folders(tmp_path / "one", environment={}).cache


def test_the_articles_that_come_with_the_program_are_there() -> None:
    assert (starter_articles() / "start-here.md").is_file()
