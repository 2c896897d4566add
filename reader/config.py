"""Settings from one TOML file. What is wrong in it is named with the nearest right name, and the rest holds."""

from __future__ import annotations

import os
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.errors import LibraryError
from reader.text import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Settings(NamedTuple):
    """What the user chose; every field has a default that needs no file."""

    theme: str = ""
    """A theme of the screen by name; empty: the one that was chosen last."""
    mouse: bool = True
    """Take mouse events; without, the terminal's own selection works as usual."""
    keys: Mapping[str, str] = MappingProxyType({})
    """Id of a binding to keys, separated by commas."""
    problems: tuple[str, ...] = ()
    """What of the file could not be used, a line each; the defaults hold instead."""


def config_path(environment: Mapping[str, str] | None = None) -> Path:
    """Return the file that settings are read from: `READER_CONFIG`, else the platform's own place."""
    from platformdirs import user_config_dir  # only commands that read settings need it

    environment = os.environ if environment is None else environment
    try:
        if environment.get("READER_CONFIG"):
            return Path(environment["READER_CONFIG"]).expanduser()
        return Path(user_config_dir("pullquote", appauthor=False)) / "config.toml"
    except RuntimeError as error:  # neither HOME nor the list of users says where home is
        raise LibraryError("Your home folder is not known. Set HOME, or READER_CONFIG to a whole path.") from error


def load(path: Path) -> Settings:
    """Read the settings of a file; a file that is not there is one without settings.

    A mistake in a file of settings must not keep anybody from reading: it is told among `Settings.problems`.
    """
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        return Settings(problems=(f"{path.name} cannot be read: {error.strerror}",))
    import tomllib  # most users have no such file

    try:
        values = tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return Settings(problems=(f"{path.name} cannot be read as TOML: {error}",))
    problems: list[str] = []
    good: dict[str, Any] = {}
    for name, value in values.items():
        if name not in _KINDS:
            problems.append(f"{path.name}: nothing is called {name}{did_you_mean(name, _KINDS)}")
            continue
        kind, described = _KINDS[name]
        if not isinstance(value, kind):
            problems.append(f"{path.name}: {name} has to be {described}, not {_shown(value)}")
        elif isinstance(value, dict):
            good[name] = _keys(path, value, problems)
        else:
            good[name] = value
    return Settings(**good, problems=tuple(problems))


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Return `; did you mean X?` for the nearest of `names`, or nothing."""
    near = nearest(name, names)
    return f"; did you mean {near}?" if near else ""


_KINDS: dict[str, tuple[type, str]] = {
    "theme": (str, "text in quotation marks"),
    "mouse": (bool, "true or false"),
    "keys": (dict, "a table of binding ids and keys"),
}


def _keys(path: Path, table: Mapping[str, object], problems: list[str]) -> dict[str, str]:
    """Return ids and keys as text; a list of keys is one text with commas."""
    found = {}
    for name, value in _flat(table):
        keys = [key for key in (value if isinstance(value, list) else [value]) if isinstance(key, str)]
        if len(keys) == (len(value) if isinstance(value, list) else 1):
            found[name] = ",".join(keys)
        else:
            problems.append(f'{path.name}: [keys] {name} has to be text such as "J,ctrl+n", not {_shown(value)}')
    return found


def _flat(table: Mapping[str, object], before: str = "") -> Iterable[tuple[str, object]]:
    """Yield ids; `list.next` without quotation marks is a table in a table to TOML."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def _shown(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list", dict: "a table"}
    return names.get(type(value), "a date")
