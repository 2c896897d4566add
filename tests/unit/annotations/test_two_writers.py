"""Two processes save at once; neither loses anything, and a third sees all of it with one look."""

from __future__ import annotations

import json

import pytest

from reader.annotations.notebook import Notebook
from reader.text import Span
from tests.bench.two_writers import run


@pytest.mark.parametrize("states", [("state", "state"), ("state a", "state b")], ids=["one device", "two devices"])
def test_nothing_is_lost(tmp_path, states):
    said, watcher = run(tmp_path, 100, states=states)
    assert len(said) == 200
    assert {each.note for each in watcher.all()} == said
    assert watcher.problems == ()
    assert watcher.refresh() is False
    logs = list((tmp_path / "data" / "annotations").glob("*.jsonl"))
    assert len(logs) == len(set(states))
    for log in logs:
        counters = [json.loads(line)["n"] for line in log.read_bytes().splitlines()]
        assert counters == sorted(set(counters))


def test_one_look_shows_what_the_other_terminal_did(desk, harbour):
    here, there = desk.open(), desk.open()
    made = there.mark(harbour, Span(0, 3), note="one")
    assert here.refresh() is True
    assert here.get(made.id) == made
    assert here.refresh() is False
    there.delete(made.id)
    # A save reads what others wrote, and the next look still tells of it.
    here.note(harbour, "two")
    assert here.get(made.id) is None
    assert here.refresh() is True
    assert here.refresh() is False


def test_terminals_that_change_one_note_without_looking_keep_both(desk, harbour):
    here, there = desk.open(), desk.open()
    made = here.note(harbour, "base", tags=["a", "b"])
    there.refresh()
    here.change(made.id, note="from here", tags=["a"])
    there.change(made.id, note="from there", tags=["a", "b", "c"])
    merged = desk.open().get(made.id)
    assert merged is not None
    assert "from here" in merged.note
    assert "from there" in merged.note
    assert set(merged.tags) == {"a", "c"}
    assert merged.is_conflict
    here.refresh()
    assert here.conflicts == (merged,)
    here.change(made.id, note="settled")
    assert not desk.open().conflicts


def test_two_states_of_one_article_meet_field_by_field(make_desk, harbour):
    from reader.annotations.notebook import reference_to

    here, there = make_desk("one").open(), make_desk("two").open()
    here.set_state([reference_to(harbour)], read=True, tags=["x"])
    there.set_state([reference_to(harbour)], starred=True, tags=["y"])
    here.refresh()
    state = here.state(harbour.id)
    assert state is not None
    assert (state.is_read, state.is_starred, set(state.tags)) == (True, True, {"x", "y"})


def test_an_edit_survives_a_deletion_that_had_not_seen_it(make_desk, harbour):
    here, there = make_desk("one").open(), make_desk("two").open()
    made = here.note(harbour, "n")
    there.refresh()
    here.delete(made.id)
    there.change(made.id, tags=["kept"])
    here.refresh()
    assert here.get(made.id).tags == ("kept",)
    assert Notebook.open(*here_folders(make_desk)).trash() == ()


def here_folders(make_desk):
    desk = make_desk("one")
    return desk.data, desk.state


def test_undo_leaves_what_another_device_changed_since(make_desk, harbour):
    here, there = make_desk("one").open(), make_desk("two").open()
    made = here.note(harbour, "first", tags=["a"])
    here.change(made.id, note="second", tags=["a", "b"])
    there.refresh()
    there.change(made.id, tags=["a", "b", "theirs"])
    assert here.undo() == "change of “Harbour”"
    undone = here.get(made.id)
    assert (undone.note, set(undone.tags)) == ("first", {"a", "theirs"})
    assert here.redo() is not None
    assert (here.get(made.id).note, set(here.get(made.id).tags)) == ("second", {"a", "b", "theirs"})
    assert there.undo() is not None
    assert "theirs" not in there.get(made.id).tags
