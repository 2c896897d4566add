"""Settings from one TOML file; an unknown name is an error that says which file, which name, and the nearest one."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose; every field has a default that needs no file."""

    theme: str = ""
    """A theme of the screen by name; empty: the one that was chosen last."""
    mouse: bool = True
    """Take mouse events; without, the terminal's own selection works as usual."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Id of a binding to keys, separated by commas."""


def config_path(environment: Mapping[str, str] | None = None) -> Path:
    """Return the file that settings are read from: `READER_CONFIG`, else the platform's own place."""
    from platformdirs import user_config_dir  # only commands that read settings need it

    environment = os.environ if environment is None else environment
    if environment.get("READER_CONFIG"):
        return Path(environment["READER_CONFIG"]).expanduser()
    return Path(user_config_dir("pullquote", appauthor=False)) / "config.toml"


def load(path: Path) -> Settings:
    """Read the settings of a file; a file that is not there is one without settings.

    Raises:
        ConfigError: it does not parse, a name is unknown, or a value is of the wrong kind.
    """
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    import tomllib  # most users have no such file

    try:
        values = tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read as TOML: {error}") from error
    names = [f.name for f in fields(Settings)]
    for name, value in values.items():
        if name not in names:
            raise ConfigError(f"{path}: nothing is called {name}{nearest(name, names)}.")
        _check(path, name, value)
    return Settings(**values)


def nearest(name: str, names: Iterable[str]) -> str:
    """Return `; did you mean X?` for the nearest of `names`, or nothing."""
    import difflib  # only for mistakes

    near = difflib.get_close_matches(name, list(names), n=1, cutoff=0.5)
    return f"; did you mean {near[0]}?" if near else ""


_KINDS: dict[str, tuple[type, str]] = {
    "theme": (str, "text in quotation marks"),
    "mouse": (bool, "true or false"),
    "keys": (dict, "a table of binding ids and keys"),
}


def _check(path: Path, name: str, value: Any) -> None:
    kind, described = _KINDS[name]
    is_right = isinstance(value, kind)
    if is_right and kind is dict:
        is_right = all(isinstance(entry, str) for entry in value.values())
    if not is_right:
        raise ConfigError(f"{path}: {name} has to be {described}.")
