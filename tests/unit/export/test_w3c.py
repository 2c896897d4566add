"""Web Annotations out, held against the model's own MUSTs, and in, from this and other programs."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from reader.errors import ExportError
from reader.export.w3c import annotation, read_w3c, w3c

# xsd:dateTime with a zone, in UTC: section 3.3.1.
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
# An IRI: a scheme, a colon, and no blank or bracket.
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
    "identifying", "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip


def one_or_many(value):
    return value if isinstance(value, list) else [value]


def assert_annotation(item, *, is_alone):
    """Sections 3.1 to 3.3 and 4 of the Recommendation, as far as their MUSTs concern what is used."""
    if is_alone:
        assert "http://www.w3.org/ns/anno.jsonld" in one_or_many(item["@context"])
    assert isinstance(item["id"], str)
    assert IRI.fullmatch(item["id"])
    assert "Annotation" in one_or_many(item["type"])
    assert one_or_many(item["target"])
    assert not ("body" in item and "bodyValue" in item)
    for name in ("created", "modified"):
        assert DATE_TIME.fullmatch(item[name])
    assert set(one_or_many(item["motivation"])) <= MOTIVATIONS
    agent = item["generator"]
    assert agent["type"] == "Software"
    assert IRI.fullmatch(agent["id"])
    assert isinstance(agent["name"], str)
    assert IRI.fullmatch(agent["homepage"])
    for body in one_or_many(item.get("body", [])):
        assert_textual_body(body)
    for target in one_or_many(item["target"]):
        assert_target(target)


def assert_textual_body(body):
    assert body["type"] == "TextualBody"
    assert isinstance(body["value"], str)
    assert body["purpose"] in MOTIVATIONS
    assert isinstance(body.get("format", ""), str)


def assert_target(target):
    if isinstance(target, str):
        assert IRI.fullmatch(target)
        return
    assert target["type"] == "SpecificResource"
    assert isinstance(target["source"], str)
    assert IRI.fullmatch(target["source"])
    for selector in one_or_many(target["selector"]):
        if selector["type"] == "TextQuoteSelector":
            assert all(isinstance(selector[name], str) for name in ("exact", "prefix", "suffix"))
        else:
            assert selector["type"] == "TextPositionSelector"
            assert 0 <= selector["start"] <= selector["end"]
    state = target["state"]
    assert state["type"] == "TimeState"
    assert DATE_TIME.fullmatch(state["sourceDate"])
    assert IRI.fullmatch(state["cached"])


def test_every_annotation_keeps_the_model(entries):
    for entry in entries:
        assert_annotation(annotation(entry), is_alone=True)


def test_the_collection_keeps_the_model(entries):
    collection = json.loads(w3c(entries))
    assert "http://www.w3.org/ns/anno.jsonld" in collection["@context"]
    assert IRI.fullmatch(collection["id"])
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == len(entries)
    first = collection["first"]
    assert IRI.fullmatch(first["id"])
    assert first["type"] == "AnnotationPage"
    assert first["partOf"] == collection["id"]
    assert first["startIndex"] == 0
    assert len(first["items"]) == len(entries)
    for item in first["items"]:
        assert "@context" not in item
        assert_annotation(item, is_alone=False)


def test_motivations_say_what_was_done(entries):
    quote, figure, whole = (annotation(entry) for entry in entries)
    assert quote["motivation"] == "highlighting"
    assert "body" not in quote
    assert figure["motivation"] == whole["motivation"] == "commenting"
    assert [body["purpose"] for body in figure["body"]] == ["commenting", "tagging", "tagging"]


def test_a_round_trip_keeps_everything(entries):
    found = {one.id: one for one in read_w3c(w3c(entries)).annotations}
    assert found == {entry.annotation.id: entry.annotation for entry in entries}


def test_an_annotation_of_another_program_is_read():
    foreign = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://notes.example/7",
        "type": ["Annotation"],
        "created": "2024-01-02T03:04:05Z",
        "bodyValue": "plain words",
        "target": {
            "source": "https://paper.example/a",
            "selector": {"type": "TextQuoteSelector", "exact": "forty boats", "prefix": "x" * 90},
        },
    }
    imported = read_w3c(json.dumps(foreign))
    (one,) = imported.annotations
    assert imported.problems == ()
    assert (one.note, one.article.url, one.article.id) == ("plain words", "https://paper.example/a", "")
    assert (one.anchor.exact, one.anchor.prefix, one.anchor.text_digest) == ("forty boats", "x" * 64, "")
    assert read_w3c(json.dumps([foreign])).annotations == (one,)
    assert re.fullmatch(r"[0-9a-f-]{36}", one.id)


def test_foreign_positions_and_pages_by_address_say_nothing():
    page = {"type": "AnnotationPage", "items": ["https://notes.example/7", {"type": "Annotation"}]}
    assert read_w3c(json.dumps(page)).problems == ("annotation 1 cannot be read: it has no target",)
    item = {
        "type": "Annotation",
        "target": {"source": "https://p.example/", "selector": {"type": "TextPositionSelector", "start": 1, "end": 2}},
    }
    assert read_w3c(json.dumps(item)).annotations[0].anchor is None


@pytest.mark.parametrize("text", ["", "{", "no", "[" * 100_000])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(ExportError, match="JSON"):
        read_w3c(text)


def test_nesting_without_end_is_left():
    value: object = {"type": "Annotation", "target": "https://p.example/"}
    for _ in range(50):
        value = [value]
    assert read_w3c(json.dumps(value)).annotations == ()


def test_an_anchor_without_a_known_text_has_no_state(entries):
    for digest in ("", "not hexadecimal"):
        made = replace(entries[0].annotation, anchor=replace(entries[0].annotation.anchor, text_digest=digest))
        item = annotation(replace(entries[0], annotation=made))
        assert "state" not in item["target"]
        assert read_w3c(json.dumps(item)).annotations[0].anchor.text_digest == ""


def test_an_article_without_an_address_is_named_by_its_id(entries):
    made = replace(entries[2].annotation, article=replace(entries[2].annotation.article, url=None))
    item = annotation(replace(entries[2], annotation=made))
    assert item["target"] == "urn:pullquote:article:tram4"
    del item["pullquote:article"]
    assert read_w3c(json.dumps(item)).annotations[0].article.id == "tram4"


@pytest.mark.parametrize("cached", ["ni:///sha-256;%%%", "ni:///sha-256;a", "https://archive.example/x"])
def test_other_states_say_nothing(cached):
    target = {
        "source": "https://p.example/",
        "selector": {"type": "TextQuoteSelector", "exact": "words"},
        "state": {"type": "TimeState", "cached": cached},
    }
    (one,) = read_w3c(json.dumps({"type": "Annotation", "target": target})).annotations
    assert one.anchor.text_digest == ""


def test_ids_are_uuids_and_always_the_same():
    for given in ("urn:uuid:0193d7c2-6d1e-7c3a-9b52-3f1f6f0c9a10", "0193d7c2-6d1e-7c3a-9b52-3f1f6f0c9a1g", ""):
        item = {"type": "Annotation", "id": given, "target": "https://p.example/", "body": "note"}
        first, second = (read_w3c(json.dumps(item)).annotations[0] for _ in range(2))
        assert first == second
        assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", first.id)
