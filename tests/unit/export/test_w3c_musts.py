"""What the Web Annotation Data Model says MUST be, by its sections, of whatever the program can have to export.

Each check is of one thing that the model demands of every annotation, body, target, selector, state, collection and
page, or of a key wherever that key is used. Keys that this program never writes are checked as well: then a change
that begins to write them has to write them right.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotations.annotation import Anchor, Annotation, AnnotationId, AnnotationKind, ArticleReference
from reader.articles.article import ArticleId
from reader.export.entry import Exported, Source
from reader.export.links import uri
from reader.export.w3c import annotation, read_w3c, utc_time, w3c
from reader.text import Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# RFC 3986: a scheme, then nothing but its characters and percent-encoded bytes, with at most one fragment.
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*"
                 r"(?:#(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?")  # fmt: skip
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z", re.ASCII)
MEDIA_TYPE = re.compile(r"(application|audio|example|image|multipart|text|video)/\S+")
SELECTORS = {"FragmentSelector", "CssSelector", "XPathSelector", "TextQuoteSelector", "TextPositionSelector",
             "DataPositionSelector", "SvgSelector", "RangeSelector"}  # fmt: skip
SETS = {"Choice", "Composite", "List", "Independents"}


def each(value):
    return value if isinstance(value, list) else [value]


def one(value):
    """Return the only value of a key that has to have one; None if there are more or none."""
    return each(value)[0] if len(each(value)) == 1 else None


def is_uri(value):
    return isinstance(value, str) and URI.fullmatch(value) is not None


def is_uri_or_named(value):
    return is_uri(value) or (isinstance(value, dict) and is_uri(value.get("id")))


def is_time(value):
    return isinstance(value, str) and TIME.fullmatch(value) is not None


def is_position(item):
    numbers = (item.get("start"), item.get("end"))
    return all(type(number) is int and number >= 0 for number in numbers) and numbers[0] <= numbers[1]


def if_there(key, test):
    return lambda item: key not in item or test(item[key])


def kind_of(item):
    """Return which of the kinds of the model a body or target is; the model takes exactly one."""
    if isinstance(item, str):
        return "address" if is_uri(item) else None
    kinds = []
    if SETS & set(each(item.get("type", []))):
        kinds.append("set")
    if "source" in item:
        kinds.append("specific")
    if "value" in item:
        kinds.append("text")
    if not kinds and is_uri(item.get("id")):
        kinds.append("external")
    return kinds[0] if len(kinds) == 1 else None


RESOURCE = {  # of bodies, targets, annotations and collections alike
    "3.3.1 created": if_there("created", lambda value: is_time(one(value))),
    "3.3.1 modified": if_there("modified", lambda value: is_time(one(value))),
    "3.3.1 generated": if_there("generated", lambda value: is_time(one(value))),
    "3.3.6 rights": if_there("rights", lambda value: all(is_uri(part) for part in each(value))),
    "3.3.7 canonical": if_there("canonical", lambda value: is_uri(one(value))),
    "3.3.7 via": if_there("via", lambda value: all(is_uri(part) for part in each(value))),
}
ANNOTATION = RESOURCE | {
    "3.1 id": lambda item: is_uri(one(item["id"])),
    "3.1 type": lambda item: "Annotation" in each(item["type"]),
    "3.1 target": lambda item: bool(each(item["target"])),
    "3.2 targets are of one kind each": lambda item: all(
        kind_of(part) in {"address", "specific", "external", "set"} for part in each(item["target"])
    ),
    "3.2 bodies are of one kind each": lambda item: all(kind_of(part) for part in each(item.get("body", []))),
    "3.2.5 no body beside bodyValue": lambda item: not {"body", "bodyValue"} <= item.keys(),
    "3.2.5 bodyValue": if_there("bodyValue", lambda value: isinstance(one(value), str)),
    "4.4 stylesheet": if_there("stylesheet", is_uri_or_named),
}
PART = RESOURCE | {  # of a body or a target that is an object
    "3.2.1 format": if_there("format", lambda value: all(MEDIA_TYPE.fullmatch(part) for part in each(value))),
    "3.2.1 textDirection": if_there("textDirection", lambda value: one(value) in {"ltr", "rtl", "auto"}),
    "3.2.4 text": lambda item: kind_of(item) != "text" or isinstance(item["value"], str),
    "3.2.7 items only of sets": lambda item: kind_of(item) == "set" or "items" not in item,
    "3.2.4 no value of sets": lambda item: kind_of(item) != "set" or "value" not in item,
    "3.3.5 no purpose of sets and addresses": lambda item: (
        kind_of(item) in {"text", "specific"} or "purpose" not in item
    ),
    "4 one source": lambda item: kind_of(item) != "specific" or is_uri_or_named(one(item["source"])),
    "4 source only of specific resources": lambda item: kind_of(item) == "specific" or "source" not in item,
    "4.2 selectors are known": if_there(
        "selector", lambda value: bool(each(value)) and all(part["type"] in SELECTORS for part in each(value))
    ),
    "4.3 states are known": if_there(
        "state", lambda value: all(part["type"] in {"TimeState", "HttpRequestState"} for part in each(value))
    ),
    "4.4 styleClass": if_there("styleClass", lambda value: isinstance(value, str)),
    "4.5 renderedVia": if_there("renderedVia", lambda value: all(is_uri_or_named(part) for part in each(value))),
    "4.6 scope": if_there("scope", lambda value: all(is_uri(part) for part in each(value))),
}
SELECTOR = {
    "4.2.1 fragment": lambda item: item["type"] != "FragmentSelector" or isinstance(item["value"], str),
    "4.2.1 conformsTo": if_there("conformsTo", is_uri),
    "4.2.2 CSS": lambda item: item["type"] != "CssSelector" or ("value" in item) != ("id" in item),
    "4.2.3 XPath": lambda item: item["type"] != "XPathSelector" or ("value" in item) != ("id" in item),
    "4.2.4 quote": lambda item: item["type"] != "TextQuoteSelector" or isinstance(item["exact"], str),
    "4.2.4 prefix": if_there("prefix", lambda value: isinstance(value, str)),
    "4.2.4 suffix": if_there("suffix", lambda value: isinstance(value, str)),
    "4.2.5 text position": lambda item: item["type"] != "TextPositionSelector" or is_position(item),
    "4.2.6 data position": lambda item: item["type"] != "DataPositionSelector" or is_position(item),
    "4.2.7 SVG": lambda item: item["type"] != "SvgSelector" or ("value" in item) != ("id" in item),
    "4.2.8 range": lambda item: item["type"] != "RangeSelector" or {"startSelector", "endSelector"} <= item.keys(),
    "4.2.9 refinedBy": if_there("refinedBy", lambda value: value["type"] in SELECTORS | {"TimeState"}),
}
STATE = {
    "4.3.1 sourceDate": if_there("sourceDate", lambda value: all(is_time(part) for part in each(value))),
    "4.3.1 start with end": lambda item: ("sourceDateStart" in item) == ("sourceDateEnd" in item),
    "4.3.1 date or period": lambda item: not {"sourceDate", "sourceDateStart"} <= item.keys(),
    "4.3.1 cached": if_there("cached", is_uri),
    "4.3.2 request": lambda item: item["type"] != "HttpRequestState" or isinstance(item["value"], str),
}
COLLECTION = RESOURCE | {
    "5.1 context": lambda item: CONTEXT in each(item["@context"]),
    "5.1 id": lambda item: is_uri(one(item["id"])),
    "5.1 type": lambda item: "AnnotationCollection" in each(item["type"]),
    "5.1 label": if_there("label", lambda value: all(isinstance(part, str) for part in each(value))),
    "5.1 total": if_there("total", lambda value: type(one(value)) is int and one(value) >= 0),
    "5.1 first": if_there("first", lambda value: is_uri(one(value)) or one(value)["type"] == "AnnotationPage"),
    "5.1 first where there is any": lambda item: not item.get("total") or "first" in item,
    "5.1 last": if_there("last", lambda value: is_uri(one(value))),
}
PAGE = RESOURCE | {
    "5.2 id": lambda item: is_uri(one(item["id"])),
    "5.2 type": lambda item: "AnnotationPage" in each(item["type"]),
    "5.2 items": lambda item: all(is_uri(part) or "Annotation" in each(part["type"]) for part in item["items"]),
    "5.2 partOf": if_there("partOf", is_uri_or_named),
    "5.2 next": if_there("next", is_uri),
    "5.2 prev": if_there("prev", is_uri),
    "5.2 startIndex": if_there("startIndex", lambda value: type(value) is int and value >= 0),
}


def broken(item, musts, where):
    return [f"{where}: {name}" for name, is_met in musts.items() if not is_met(item)]


def broken_of(item):
    """Return what an annotation breaks."""
    found = broken(item, ANNOTATION, "annotation")
    for where in ("body", "target"):
        for part in each(item.get(where, [])):
            if not isinstance(part, dict):
                continue
            found += broken(part, PART, where)
            for selector in each(part.get("selector", [])):
                found += broken(selector, SELECTOR, "selector")
            for state in each(part.get("state", [])):
                found += broken(state, STATE, "state")
    return found


def note(**wishes):
    anchor = wishes.pop("anchor", Anchor("ab" * 32, 1, Span(3, 9), "quoted", "be", "af"))
    article = ArticleReference(
        **{"id": ArticleId("a1"), "title": "T", "url": "https://p.example/a", **wishes.pop("on", {})}
    )
    made = Annotation(
        AnnotationId("0193d7c2-6d1e-7c3a-9b52-3f1f6f0c9a10"),
        AnnotationKind.MARK if anchor else AnnotationKind.ARTICLE,
        article, anchor, "2025-12-19T14:05:06Z", "2025-12-19T14:05:06Z", "a note", ("a tag",),
    )  # fmt: skip
    return Exported(replace(made, **wishes), Source.of_reference(article))


CASES = {
    "mark with note and tags": note(),
    "mark alone": note(note="", tags=()),
    "tags alone": note(note=""),
    "whole article": note(anchor=None),
    "whole article, tags alone": note(anchor=None, note=""),
    "no address": note(on={"url": None}),
    "address of other letters": note(on={"url": "https://łódź.example/ä|ö?q={x}&p=100%#a#b[c]"}),
    "address with a numeric host": note(on={"url": "http://[::1]:8080/a[1]"}),
    "address that is none": note(on={"url": "javascript:alert(1)"}),
    "article id that is no name": note(on={"id": ArticleId("a b\x00<c>\ud800%"), "url": None}),
    "id that is none": note(id=AnnotationId("not a uuid\n<x> é")),
    "imported without times": note(created="", modified=""),
    "imported with other times": note(created="2025-12-19T14:05:06+02:00", modified="2025-12-19"),
    "imported with times that are none": note(created="yesterday", modified="2025-13-45T99:00:00Z"),
    "words without a known text": note(anchor=Anchor("", 0, Span(0, 6), "quoted", "", "")),
    "hostile words": note(note="\x1b[31m\u202e</script>\ud800", tags=("\x00", ""), color="\n"),
}


@pytest.mark.parametrize("case", CASES)
def test_every_annotation_is_as_the_model_says(case):
    item = json.loads(json.dumps(annotation(CASES[case])))
    assert CONTEXT in each(item["@context"]), "3.1 context"
    assert broken_of(item) == []


@pytest.mark.parametrize("entries_of", [[], list(CASES.values())], ids=["empty", "all"])
def test_every_collection_is_as_the_model_says(entries_of):
    collection = json.loads(w3c(entries_of))
    page = collection["first"]
    assert broken(collection, COLLECTION, "collection") + broken(page, PAGE, "page") == []
    assert collection["total"] == len(page["items"]) == len(entries_of)
    assert [found for item in page["items"] for found in broken_of(item)] == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "no uri"), ("id", "urn:x y"), ("type", "Note"), ("created", "2025"), ("modified", ["a", "b"]),
        ("target", []), ("target", "not a uri"), ("target", {"source": "u:x", "value": "y"}), ("bodyValue", "twice"),
        ("rights", "mine"), ("via", "there"), ("body", {"type": "TextualBody", "value": 1}),
        ("body", {"id": "u:x", "purpose": "tagging"}), ("target", {"source": "u:x", "selector": {"type": "X"}}),
        ("target", {"source": "u:x", "selector": {"type": "TextPositionSelector", "start": 5, "end": 3}}),
        ("target", {"source": "u:x", "state": {"type": "TimeState", "sourceDateStart": "2025-01-01T00:00:00Z"}}),
    ],
)  # fmt: skip
def test_the_checks_see_what_is_wrong(key, value):
    item = annotation(CASES["mark with note and tags"]) | {key: value}
    assert broken_of(item) != []


@given(st.text(), st.text(), st.text(), st.text(), st.lists(st.text(), max_size=3))
@settings(max_examples=60)
def test_whatever_is_noted_keeps_the_model_and_comes_back(url, note_text, created, article, tags):
    made = note(note=note_text, created=created, tags=tuple(tags), on={"url": url or None, "id": ArticleId(article)})
    item = json.loads(json.dumps(annotation(made)))
    assert broken_of(item) == []
    (again,) = read_w3c(json.dumps(item)).annotations
    assert (again.id, again.note, again.tags) == (made.annotation.id, note_text, tuple(tags))
    assert again.article == made.annotation.article


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2025-12-19T14:05:06Z", "2025-12-19T14:05:06Z"),
        ("2025-12-19T14:05:06.123Z", "2025-12-19T14:05:06.123Z"),
        ("2025-12-19T14:05:06+02:00", "2025-12-19T12:05:06Z"),
        ("2025-12-19T14:05:06", None),
        ("2025-12-19", None),
        ("", None),
        ("0001-01-01T00:00:00+14:00", None),
    ],
)
def test_times_are_in_utc(text, time):
    assert utc_time(text) == time


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://p.example/a?b=c&d=%41#e", "https://p.example/a?b=c&d=%41#e"),
        ("https://p.example/ä b|c", "https://p.example/%C3%A4%20b%7Cc"),
        ("https://p.example/100%", "https://p.example/100%25"),
        ("https://p.example/#a#b", "https://p.example/#a%23b"),
        ("http://[::1]/", "http://[::1]/"),
    ],
)
def test_addresses_are_written_in_the_letters_of_a_uri(address, written):
    assert uri(address) == written
