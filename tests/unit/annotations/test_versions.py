"""Logs of every version that was ever written are read for ever."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from reader.annotations.annotation import AnnotationKind
from reader.annotations.device import device
from reader.annotations.events import parse, serialise

FIXTURES = Path(__file__).with_name("fixtures")


@pytest.fixture
def old(desk):
    """A desk whose own log is of version 1."""
    desk.state.mkdir()
    name = "laptop-abc234"
    device(desk.state)
    (desk.state / "device.json").write_text(
        json.dumps(json.loads((desk.state / "device.json").read_text()) | {"device": name})
    )
    desk.folder.mkdir(parents=True)
    shutil.copy(FIXTURES / "version-1.jsonl", desk.folder / f"{name}.jsonl")
    return desk


def test_version_1_is_read(old):
    notebook = old.open()
    assert notebook.problems == ()
    assert [each.note for each in notebook.all()] == ["whole", "checked: **11 days**", "imported"]
    mark = notebook.all()[1]
    assert (mark.tags, mark.color, mark.anchor.exact, mark.article.author) == (
        ("port", "figure"),
        "green",
        "12 days",
        "Greta Lind",
    )
    assert (mark.created, mark.modified) == ("2025-03-01T08:00:00Z", "2025-03-01T08:01:00Z")
    assert notebook.all()[2].modified == "2020-03-01T08:06:00Z"
    states = {each.article.id: (each.is_read, each.is_starred, each.tags) for each in notebook.states()}
    assert states == {"harbour": (True, False, ("later",)), "ferry": (True, True, ())}
    assert AnnotationKind.HIDDEN in {each.kind for each in notebook.of("harbour")}


def test_version_1_is_undone_to_its_beginning(old):
    said = [old.open().undo() for _ in range(8)]
    # The last line of the fixture is an undo, so that what it took back is not offered again.
    assert said == [
        "note on “Ferry”",
        "hiding of “words”",
        "marked read: 2 articles",
        "note on “Harbour”",
        "change of “12 days”",
        "note on “12 days”",
        None,
        None,
    ]
    assert old.open().all() == ()


def test_version_1_is_written_as_it_was():
    for line in (FIXTURES / "version-1.jsonl").read_bytes().splitlines(keepends=True):
        assert serialise(parse(line.decode())) == line
