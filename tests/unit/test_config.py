"""Settings: what is wrong is named, with the file and the nearest right name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.config import Settings, config_path, load

if TYPE_CHECKING:
    from pathlib import Path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml") == Settings()


def test_settings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('theme = "light"\nmouse = false\n[keys]\n"list.next" = "s"\n')
    assert load(path) == Settings("light", False, {"list.next": "s"}, ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('them = "light"', "config.toml: nothing is called them; did you mean theme?"),
        ("zzz = 1", "config.toml: nothing is called zzz"),
        ("mouse = 1", "config.toml: mouse has to be true or false, not a number"),
        ("keys = 3", "config.toml: keys has to be a table of binding ids and keys, not a number"),
        ("[keys]\nx = 1", 'config.toml: [keys] x has to be text such as "J,ctrl+n", not a number'),
    ],
)
def test_what_is_wrong_is_named_and_the_rest_holds(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f"{text}\n")
    found = load(path)
    assert found == Settings(problems=(message,))
    path.write_text(f'theme = "paper"\n{text}\n')
    assert load(path).theme == "paper"


@pytest.mark.parametrize("text", ["theme = ", "theme = '\x1b'", "\xff"])
def test_what_is_no_toml_is_as_if_it_were_not_there(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(text.encode("latin-1"))
    found = load(path)
    assert found.problems[0].startswith("config.toml cannot be read as TOML: ")
    assert len(found.problems) == 1


def test_keys_as_people_write_them(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[keys]\nlist.next = "s"\n"list.previous" = ["w", "up"]\n')
    assert load(path).keys == {"list.next": "s", "list.previous": "w,up"}


def test_the_environment_names_the_file(tmp_path: Path) -> None:
    assert config_path({"READER_CONFIG": str(tmp_path / "mine.toml")}) == tmp_path / "mine.toml"
    assert config_path({}).name == "config.toml"
