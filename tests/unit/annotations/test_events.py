"""The format of a line: what is written is read back, what is no event is told apart from what is newer."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.events import BadLineError, Event, NewerLineError, parse, serialise

BODY = {
    "article": {"id": "x", "title": "T"},
    "kind": "mark",
    "note": "n",
    "tags": ["a"],
    "created": "2025-01-02T03:04:05Z",
}
LINE = {"v": 1, "op": "put", "id": "i", "by": "d", "n": 3, "at": "2025-01-02T03:04:05.678Z", "on": {"d": 2}, "a": BODY}


def line(**changes: object) -> str:
    return json.dumps({key: value for key, value in (LINE | changes).items() if value is not ...})


def body(**changes: object) -> str:
    return line(a={key: value for key, value in (BODY | changes).items() if value is not ...})


def test_keys_are_written_in_the_order_of_the_format():
    event = Event("put", "i", "d", 3, "t", {"d": 2}, BODY, ("d", 1), 2, ("ab",), True, {"new": [1]})
    assert list(json.loads(serialise(event))) == [
        "v",
        "op",
        "id",
        "by",
        "n",
        "at",
        "on",
        "over",
        "undo",
        "act",
        "auto",
        "a",
        "new",
    ]
    assert serialise(event).count(b"\n") == 1


def test_a_line_of_the_first_version_is_read():
    event = parse(line(undo=["d", 1]))
    assert not event.is_automatic
    assert parse(serialise(parse(line(auto=True))).decode()).is_automatic
    assert (event.op, event.id, event.by, event.n, event.on, event.undo) == ("put", "i", "d", 3, {"d": 2}, ("d", 1))
    assert event.body == BODY
    assert parse(line(op="del", a=...)).body is None


def test_unknown_keys_are_kept():
    event = parse(line(mood="good", a=BODY | {"shape": {"x": 1}}))
    assert event.extra == {"mood": "good"}
    assert json.loads(serialise(event)) == LINE | {"mood": "good", "a": BODY | {"shape": {"x": 1}}}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "null",
        "[]",
        "3",
        '"text"',
        "{}",
        "{" * 100_000,
        "[" * 100_000,
        '{"v":1,"op":"put","n":' + "9" * 5000 + "}",
        line(v=...),
        line(v="1"),
        line(v=0),
        line(op=...),
        line(op=5),
        line(op=[]),
        line(id=...),
        line(id=""),
        line(id=5),
        line(by=None),
        line(n=0),
        line(n=True),
        line(n=1.5),
        line(n=1 << 60),
        line(at=3),
        line(on=...),
        line(on=[]),
        line(on={"d": "2"}),
        line(undo=["d"]),
        line(undo=5),
        line(undo=[1, "d"]),
        line(over=5),
        line(over="ab"),
        line(over=[5]),
        line(act="x"),
        line(auto=1),
        line(a=...),
        line(a=None),
        line(a=[]),
        body(article=...),
        body(article={}),
        body(article={"id": 1}),
        body(article={"id": "x", "url": 5}),
        body(note=5),
        body(tags=[5]),
        body(tags=5),
        body(read="yes"),
        body(text="sha256:00"),
        body(text="sha256:00", start=5, end=2),
        body(text="sha256:00", start=-1, end=2),
        body(text="sha256:00", start=0, end=True),
        line()[:-5],
        line() + line(),
    ],
)
def test_what_is_no_event_is_told(text):
    with pytest.raises(BadLineError):
        parse(text)


@pytest.mark.parametrize(("text", "counter"), [(line(v=2), 3), (line(v=7, n="x"), 0), (line(op="merge"), 3)])
def test_what_is_newer_is_told(text, counter):
    with pytest.raises(NewerLineError) as caught:
        parse(text)
    assert caught.value.counter == counter


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*LINE, "undo", "over", "act", "auto", "other"]), JSON), st.data())
def test_any_line_is_an_event_or_refused(changes, data):
    raw = LINE | changes
    if data.draw(st.booleans()):
        raw["a"] = BODY | data.draw(st.dictionaries(st.sampled_from([*BODY, "text", "start", "end", "read"]), JSON))
    try:
        event = parse(json.dumps(raw))
    except (BadLineError, NewerLineError):
        return
    assert parse(serialise(event).decode()) == event


@given(st.binary())
def test_any_bytes_are_refused_or_read(data):
    try:
        parse(data.decode("utf-8", "replace"))
    except (BadLineError, NewerLineError):
        pass
    else:
        pytest.fail("no event is so short")


@given(st.text(st.characters(), max_size=50))
def test_any_text_is_kept(text):
    event = Event("put", "i", "d", 1, "t", {}, BODY | {"note": text, "tags": [text]})
    assert parse(serialise(event).decode()) == event
