"""Settings: what is wrong is named, with the file and the nearest right name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.config import Settings, config_path, load
from reader.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml") == Settings()


def test_settings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('theme = "light"\nmouse = false\n[keys]\n"list.next" = "s"\n')
    assert load(path) == Settings("light", False, {"list.next": "s"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('them = "light"', r"config\.toml: nothing is called them; did you mean theme\?"),
        ("zzz = 1", r"nothing is called zzz\."),
        ("mouse = 1", "mouse has to be true or false"),
        ("[keys]\nx = 1", "keys has to be a table"),
        ("theme = ", "cannot be read as TOML"),
        ("theme = '\x1b'", "cannot be read as TOML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=message):
        load(path)


def test_the_environment_names_the_file(tmp_path: Path) -> None:
    assert config_path({"READER_CONFIG": str(tmp_path / "mine.toml")}) == tmp_path / "mine.toml"
    assert config_path({}).name == "config.toml"
