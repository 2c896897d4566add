"""The merge rule, case by case, and for any events at all: no order matters and something is always left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.events import Event
from reader.annotations.history import actions, description, reverted
from reader.annotations.merge import DEEPEST, fold, heads_of


def put(by, n, on=None, **changes):
    body = {"article": {"id": "x"}, "kind": "mark", "note": "", "tags": [], "created": "2025", **changes}
    return Event("put", "i", by, n, f"t{n}", on or {}, body)


def delete(by, n, on=None):
    return Event("del", "i", by, n, f"t{n}", on or {}, None)


BASE = put("a", 1, note="base", tags=["x", "y"], color="yellow", text="sha256:1", start=1, end=2)


def after(by, n, **changes):
    return put(by, n, {"a": 1}, **(BASE.body | changes))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ({"note": "left"}, {"color": "red"}, {"note": "left", "color": "red"}),
        ({"note": "same"}, {"note": "same"}, {"note": "same"}),
        ({"note": ""}, {"note": ""}, {"note": ""}),
        ({"note": ""}, {"note": "right"}, {"note": "right"}),
        ({"tags": ["y"]}, {"tags": ["x", "y", "z"]}, {"tags": ["y", "z"]}),
        ({"tags": []}, {"tags": ["x"]}, {"tags": []}),
        ({"color": "red"}, {"color": "blue"}, {"color": "blue"}),
        ({"color": "red"}, {}, {"color": "red"}),
        ({"start": 5, "end": 9}, {"start": 7}, {"start": 7, "end": 2}),
        ({"start": 5, "end": 9}, {"note": "n"}, {"start": 5, "end": 9, "note": "n"}),
        ({"future": [1]}, {"note": "n"}, {"future": [1], "note": "n"}),
    ],
)
def test_fields_meet_against_what_both_saw(left, right, expected):
    folded = fold([BASE, after("a", 2, **left), after("b", 3, **right)])
    assert {key: folded.body[key] for key in expected} == expected
    assert not folded.is_conflict


def test_two_notes_are_both_kept():
    folded = fold([BASE, after("a", 2, note="left"), after("b", 3, note="right")])
    assert folded.is_conflict
    assert folded.body["note"] == "left\n\n---- also written, on b: ----\n\nright"
    settled = put("a", 4, folded.on, note="settled")
    assert fold([BASE, after("a", 2, note="left"), after("b", 3, note="right"), settled]).body["note"] == "settled"


@pytest.mark.parametrize(
    ("events", "is_deleted"),
    [
        ([BASE, delete("a", 2, {"a": 1})], True),
        ([BASE, delete("a", 2, {"a": 1}), after("b", 3, note="n")], False),
        ([BASE, delete("a", 2, {"a": 1}), delete("b", 3, {"a": 1})], True),
        ([BASE, delete("a", 2, {"a": 1}), put("b", 3, {"a": 2})], False),
        ([delete("a", 2, {"a": 1})], True),
    ],
)
def test_an_edit_survives_a_deletion_that_had_not_seen_it(events, is_deleted):
    folded = fold(events)
    assert folded.is_deleted is is_deleted
    assert (folded.body is None) == (len(events) == 1)


def test_no_event_has_seen_what_came_after_it():
    events = [put("a", 1, {"b": 99}), put("b", 1, {"a": 99})]
    assert heads_of(events) == events


def test_forks_in_forks_end():
    events = [BASE]
    for n in range(2, 3 * DEEPEST):
        on = {"a": n - 1, "b": n - 1}
        events += [put("a", n, on, note=f"a{n}"), put("b", n, on, note=f"b{n}")]
    assert fold(events).is_conflict
    dels = [delete(by, n, {"a": n - 1, "b": n - 1}) for n in range(2, 99) for by in "ab"]
    assert fold([BASE, *dels]).body == BASE.body


EVENTS = st.lists(
    st.builds(
        lambda by, n, on, note, tags: put(by, n, on, note=note, tags=tags) if note else delete(by, n, on),
        st.sampled_from("abc"),
        st.integers(1, 9),
        st.dictionaries(st.sampled_from("abc"), st.integers(-1, 12)),
        st.sampled_from(["", "m", "n", "o"]),
        st.lists(st.sampled_from("xyz"), unique=True),
    ),
    min_size=1,
    max_size=9,
    unique_by=lambda event: (event.by, event.n),
)


@given(EVENTS, st.randoms(use_true_random=False), st.sampled_from([{}, {"a": 3}]))
def test_no_order_matters(events, chance, forked):
    shuffled = events.copy()
    chance.shuffle(shuffled)
    first, again = fold(events, forked), fold(shuffled, forked)
    assert (first.body, first.is_deleted, first.on) == (again.body, again.is_deleted, again.on)
    assert [head.digest for head in first.heads] == [head.digest for head in again.heads]
    assert first.heads
    notes = {head.body["note"] for head in first.heads if head.body}
    if not first.is_deleted and len(notes) > 1:
        seen = [event for event in events if event not in first.heads]
        # A note that is in no older event is somebody's new words.
        for note in notes - {event.body["note"] for event in seen if event.body}:
            assert note in first.body["note"]


@given(EVENTS)
def test_undo_of_any_log_never_fails(events):
    own = [event for event in events if event.by == "a"]
    undoable, redoable = actions(own)
    for action in (*undoable, *redoable):
        reverted(action[0], events, {})
        assert description(action, {"i": events}, {})


def test_undo_takes_back_what_is_not_the_last():
    first, second = put("a", 1), put("a", 2)
    undo_of_first = Event("del", "i", "a", 3, "t", {}, None, ("a", 1))
    undoable, redoable = actions([first, second, undo_of_first])
    assert (undoable, redoable) == ([(second,)], [(undo_of_first,)])
    unknown = Event("del", "i", "a", 4, "t", {}, None, ("z", 1))
    assert actions([first, unknown]) == ([(first,)], [])
