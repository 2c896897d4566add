"""The table of keys in the README is made from the bindings: `python tests/architecture/test_keys.py` writes it."""

from __future__ import annotations

import re
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
_PLACE = re.compile(r"(?<=<!-- keys -->\n).*?(?=<!-- /keys -->)", re.DOTALL)


def table_of_keys() -> str:
    """Return the bindings as a table in Markdown."""
    from reader.ui.keymap import table

    lines = ["| where | keys | what |", "|---|---|---|"]
    last = ""
    for key in table():
        keys = " ".join(f"`` {one} ``" if "`" in one else f"`{one}`" for one in key.keys.split())
        lines.append(f"| {'' if key.where == last else key.where} | {keys} | {key.what} |".replace("|  |", "| |"))
        last = key.where
    return "\n".join(lines) + "\n"


def test_the_readme_shows_every_key_and_no_other() -> None:
    found = _PLACE.search(README.read_text(encoding="utf-8"))
    assert found is not None
    assert found.group() == table_of_keys(), "run this file to write the table"


def test_every_binding_has_an_id_and_a_description() -> None:
    from reader.ui.keymap import table

    assert all(key.id and key.keys and key.what for key in table())


if __name__ == "__main__":
    made = table_of_keys().replace("\\", r"\\")
    README.write_text(_PLACE.sub(lambda _: made, README.read_text(encoding="utf-8")), encoding="utf-8")
