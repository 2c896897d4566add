"""Two clones of a data folder that is in git: both work, and merging is never a conflict."""

from __future__ import annotations

import shutil
import subprocess

import pytest

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="needs git")


def git(folder, *arguments):
    return subprocess.run(
        ["git", "-c", "user.name=Greta", "-c", "user.email=greta@news.example", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def test_both_clones_work_is_there_without_a_conflict(make_desk, make_article):
    desk, laptop = make_desk("desk", "desk-data"), make_desk("laptop", "laptop-data")
    shared = [desk.open().note(make_article(name=f"a{number}"), "base") for number in range(10)]
    git(desk.data, "init", "-q", "-b", "main")
    git(desk.data, "add", ".")
    git(desk.data, "commit", "-qm", "base")
    git(desk.data.parent, "clone", "-q", str(desk.data), str(laptop.data))
    for each, device in (("desk", desk), ("laptop", laptop)):
        notebook = device.open()
        for number in range(20):
            notebook.note(make_article(name=f"a{number}"), f"{each} {number}")
        for annotation in shared:
            notebook.change(annotation.id, note=f"edited on the {each}")
        git(device.data, "add", ".")
        git(device.data, "commit", "-qm", each)
    git(desk.data, "pull", "-q", "--no-rebase", "--no-edit", str(laptop.data), "main")
    git(laptop.data, "pull", "-q", "--no-rebase", "--no-edit", str(desk.data), "main")
    assert desk.open().all() == laptop.open().all()
    assert desk.open().problems == ()
    notes = [each.note for each in desk.open().all()]
    assert len(notes) == 50
    assert sum("edited on the desk" in note and "edited on the laptop" in note for note in notes) == 10
    assert len(desk.open().conflicts) == 10
    assert git(desk.data, "status", "--porcelain") == ""
