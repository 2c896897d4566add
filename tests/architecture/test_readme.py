"""The README shows commands that exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_two_commands_set_everything_up() -> None:
    setups = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert len(setups) == 2
    assert setups[0].endswith("reader articles")
    assert setups[1].endswith("-m pytest -n auto --dist worksteal")


def test_ci_runs_the_readmes_test_command() -> None:
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "README.md" in run
    assert "<!-- tests -->" in README


def test_every_command_of_the_command_line_is_in_the_readme() -> None:
    from reader.cli.arguments import COMMANDS

    assert [name for name in COMMANDS if f"reader {name}" not in README] == []


def test_every_picture_and_file_that_it_shows_is_there() -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)]+)\)", README)
    assert [target for target in targets if not (ROOT / target).exists()] == []
