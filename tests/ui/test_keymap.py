"""The user's own keys: what nobody knows and what clashes is named at the start."""

from __future__ import annotations

import pytest

from reader.errors import ConfigError
from reader.ui.app import run
from reader.ui.keymap import check, rooms_and_bindings


def test_keys_of_ones_own() -> None:
    check({"list.next": "x9,down", "app.help": "f2"})


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"list.nxt": "s"}, r"no binding is called list\.nxt; did you mean list\.next\?"),
        ({"list.next": "k"}, r"k is the key of both list\.(next|previous) and list\.(next|previous)"),
    ],
)
def test_what_is_wrong_with_keys_is_named(keys: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        check(keys)


def test_no_two_bindings_of_the_program_clash() -> None:
    check({str(binding.id): binding.key for _, binding in rooms_and_bindings()})


def test_an_unknown_theme_is_named(library) -> None:
    with pytest.raises(ConfigError, match="no theme is called dracu; did you mean dracula"):
        run(library, theme="dracu")
