"""A note is written on in the user's own editor, while the screen stands aside."""

from __future__ import annotations

import contextlib
import stat
from pathlib import Path

import pytest

from reader.errors import NotSavedError
from reader.ui.app import ReaderApp


@pytest.fixture
def notes(library):
    """Return a note on an article."""
    rows = library.listed(library.keys())
    key = next(each.row.key for each in rows if each.row.path == "budget.md")
    return [library.notebook.note(library.article(key).article, "Ask for the minutes.", tags=["todo"])]


@pytest.fixture
def handed_over(monkeypatch):
    """Let the terminal be handed over without a terminal."""
    monkeypatch.setattr(ReaderApp, "suspend", lambda _: contextlib.nullcontext())
    monkeypatch.delenv("VISUAL", raising=False)


def editor(folder: Path, script: str) -> str:
    """Return a command that does this to the file `$1`, and keeps its mode and its name."""
    path = folder / "editor"
    seen = folder / "seen"
    path.write_text(f'#!/bin/sh\necho "$1" > {seen}\nstat -c %a "$1" >> {seen}\n{script}\n', encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


async def test_a_note_is_changed_in_the_users_own_editor(at_screen, library, notes, tmp_path, monkeypatch, handed_over):
    monkeypatch.setenv("EDITOR", editor(tmp_path, 'printf "From outside\\n" > "$1"'))
    async with at_screen(80, 24) as user:
        await user.press("M", "ctrl+e")
        assert library.notebook.all()[0].note == "From outside"
        assert user.sees("From outside")
    name, mode = (tmp_path / "seen").read_text().split()
    assert mode == "600"
    assert not Path(name).exists()


async def test_a_note_that_is_being_written_goes_on_in_the_users_own_editor(
    at_screen, library, tmp_path, monkeypatch, handed_over
):
    monkeypatch.setenv("EDITOR", editor(tmp_path, 'echo " and outside" >> "$1"'))
    async with at_screen(80, 24) as user:
        await user.press("enter", "A")
        await user.type("Within")
        await user.press("ctrl+e", "ctrl+s")
        assert library.notebook.all()[0].note == "Within and outside"
    assert not Path((tmp_path / "seen").read_text().split()[0]).exists()


@pytest.mark.parametrize(
    ("script", "said"),
    [("true", "as it was"), ('echo lost? > "$1"; exit 3', "what it wrote is in"), ('rm "$1"', "cannot be read back")],
)
async def test_an_editor_that_changes_nothing_or_fails_changes_no_note(
    at_screen, library, notes, tmp_path, monkeypatch, handed_over, script, said
):
    monkeypatch.setenv("EDITOR", editor(tmp_path, script))
    before = [each.note for each in library.notebook.all()]
    async with at_screen(80, 24) as user:
        await user.press("M", "ctrl+e")
        assert said in user.app.screen.status.message
    assert [each.note for each in library.notebook.all()] == before
    left = Path((tmp_path / "seen").read_text().split()[0])
    assert left.exists() is ("exit" in script)
    left.unlink(missing_ok=True)


async def test_what_cannot_be_saved_stays_in_the_editors_file(
    at_screen, library, notes, tmp_path, monkeypatch, handed_over
):
    def fail(*_, **__):
        raise NotSavedError("the disk is full", ())

    monkeypatch.setenv("EDITOR", editor(tmp_path, 'echo "All my work" > "$1"'))
    async with at_screen(80, 24) as user:
        await user.press("M")
        monkeypatch.setattr(library.notebook, "change", fail)
        await user.press("ctrl+e")
        assert "NOT saved: the disk is full" in user.app.screen.status.message
    left = Path((tmp_path / "seen").read_text().split()[0])
    assert left.read_text(encoding="utf-8") == "All my work\n"
    left.unlink()


async def test_without_a_terminal_to_hand_over_the_screen_says_so(at_screen, notes, monkeypatch):
    monkeypatch.setenv("EDITOR", "false")
    async with at_screen(80, 24) as user:
        await user.press("M", "ctrl+e")
        assert "cannot be handed over" in user.app.screen.status.message
