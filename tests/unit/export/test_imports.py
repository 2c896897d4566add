"""Hypothesis, Readwise and the program's own JSON: there and back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.annotation import Anchor, Annotation, AnnotationId, AnnotationKind, ArticleReference
from reader.articles.article import ArticleId
from reader.errors import ExportError
from reader.export.entry import Exported, Source
from reader.export.formats import FORMATS, format_named, reading
from reader.export.hypothesis import hypothesis, read_hypothesis
from reader.export.own import own, read_own
from reader.export.readwise import read_readwise, readwise
from reader.text import Span

ROW = {
    "id": "aB3",
    "created": "2024-05-06T07:08:09.123456+00:00",
    "updated": "2024-05-07T00:00:00+00:00",
    "user": "acct:ann@hypothes.is",
    "uri": "https://paper.example/harbour",
    "text": "Who paid?",
    "tags": ["harbour"],
    "document": {"title": ["Harbour fees"]},
    "target": [
        {
            "source": "https://paper.example/harbour",
            "selector": [
                {"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]"},
                {"type": "TextPositionSelector", "start": 900, "end": 911},
                {"type": "TextQuoteSelector", "exact": "forty boats", "prefix": "some ", "suffix": " left"},
            ],
        }
    ],
}
REPLY = {
    "id": "rE1",
    "created": "2024-05-08T00:00:00+00:00",
    "user": "acct:bob@hypothes.is",
    "uri": "https://paper.example/harbour",
    "text": "The council.",
    "references": ["aB3"],
}


def test_hypothesis_comes_back_as_it_went(entries):
    found = {one.id: one for one in read_hypothesis(hypothesis(entries)).annotations}
    assert found == {entry.annotation.id: entry.annotation for entry in entries}


def test_hypothesis_export_has_what_the_api_wants(entries):
    value = json.loads(hypothesis(entries))
    assert value["total"] == len(value["rows"]) == len(entries)
    for row in value["rows"]:
        assert row["uri"] == "https://courier.example/tram-4?x=1&y=2"
        assert all(isinstance(tag, str) for tag in row["tags"])
        assert {"read", "admin", "update", "delete"} == set(row["permissions"])


def test_a_hypothesis_page_is_read_with_its_replies():
    imported = read_hypothesis(json.dumps({"total": 2, "rows": [REPLY, ROW]}))
    (one,) = imported.annotations
    assert one.note == "Who paid?\n\n---\n\nbob: The council."
    assert (one.anchor.exact, one.anchor.prefix, one.anchor.suffix) == ("forty boats", "some ", " left")
    assert one.anchor.text_digest == ""
    assert (one.article.title, one.tags) == ("Harbour fees", ("harbour",))
    assert read_hypothesis(json.dumps([ROW])).annotations[0].id == one.id


def test_a_reply_without_its_note_is_reported():
    imported = read_hypothesis(json.dumps([REPLY]))
    assert imported.annotations == ()
    assert imported.problems == ("1 replies to aB3, which is not in the file, are left out",)


def test_a_page_note_has_no_anchor():
    (one,) = read_hypothesis(json.dumps([{**ROW, "target": [{"source": "https://paper.example/harbour"}]}])).annotations
    assert one.kind is AnnotationKind.ARTICLE
    assert one.anchor is None


@pytest.mark.parametrize("rows", [[None], [7], ["x"], [{}], [{"uri": ""}], [{**ROW, "target": [1]}, {"uri": 3}]])
def test_rows_that_are_none_are_reported(rows):
    imported = read_hypothesis(json.dumps(rows))
    assert len(imported.annotations) + len(imported.problems) == len(rows)


def test_readwise_keeps_words_note_and_tags(entries):
    found = read_readwise(readwise(entries)).annotations
    assert [one.anchor.exact for one in found] == ["1,250 people", "“We never gave up,”"]
    assert found[0].note == "Check with the **operator**.\n\nOpening day only?"
    assert found[0].tags == ("trams", "to-do")
    assert found[0].article.url == "https://courier.example/tram-4?x=1&y=2"
    assert read_readwise(readwise(entries)).annotations == found


def test_readwise_is_what_its_importer_wants(entries):
    assert readwise(entries).split("\r\n")[0] == "Highlight,Title,Author,URL,Note,Location,Date"
    assert '"“We never gave up,”",Tram line 4 opens after nine years,"Rui van der Velde, City Desk",' in readwise(
        entries
    )


@pytest.mark.parametrize("note", [".tag first", "one\n.two", ".", "..\n", "", ".a b"])
def test_notes_that_look_like_tags_stay_notes(entries, note):
    entry = replace(entries[0], annotation=replace(entries[0].annotation, note=note))
    (one,) = read_readwise(readwise([entry])).annotations
    assert (one.tags, one.note) == ((), note)


def test_a_readwise_file_needs_only_the_highlights():
    imported = read_readwise("\ufeffHighlight,Other\nFirst words,x\n,y\n")
    assert [one.anchor.exact for one in imported.annotations] == ["First words"]
    assert imported.problems == ("row 3 has no highlight",)
    assert read_readwise("Highlight\n").annotations == ()
    for text in ("Title,Note\na,b\n", "", "Highlight\n" + "x" * 1_100_000):
        with pytest.raises(ExportError):
            read_readwise(text)


def test_own_json_keeps_every_kind(entries):
    state = replace(
        entries[0].annotation, id="0193d7c2-6d1e-7c3a-9b52-000000000000", kind=AnnotationKind.STATE, anchor=None,
        is_read=True, is_starred=True, is_conflict=True,
    )  # fmt: skip
    everything = [*entries, Exported(state, entries[0].source)]
    found = {one.id: one for one in read_own(own(everything)).annotations}
    assert found == {entry.annotation.id: entry.annotation for entry in everything}


@given(note=st.text(), tag=st.text(min_size=1), exact=st.text(min_size=1, max_size=30))
def test_no_letter_of_a_note_is_lost_or_reaches_a_terminal(note, tag, exact):
    anchor = Anchor("ab" * 32, 1, Span(3, 9), exact, "before ", " after")
    article = ArticleReference(ArticleId("tram4"), "Tram line 4", "https://courier.example/tram-4")
    made = Annotation(
        AnnotationId("0193d7c2-6d1e-7c3a-9b52-3f1f6f0c9a10"), AnnotationKind.MARK, article, anchor,
        "2025-12-19T14:05:06Z", "2025-12-20T08:00:00Z", note, (tag,),
    )  # fmt: skip
    entry = Exported(made, Source.of_reference(made.article))
    for name in ("json", "w3c", "hypothesis"):
        text = FORMATS[name].write([entry])
        assert FORMATS[name].read(text).annotations == (made,)
        assert not any((ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0 for char in text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{}", "not exported by this program"),
        ("[]", "not exported by this program"),
        ('{"generator": "pullquote-export", "version": 2, "annotations": []}', "another version"),
        ("nothing", "not JSON"),
    ],
)
def test_other_json_is_not_ours(text, why):
    with pytest.raises(ExportError, match=why):
        read_own(text)


def test_an_item_that_is_broken_is_reported_and_the_rest_read(entries):
    value = json.loads(own(entries))
    value["annotations"] += [
        {},
        7,
        {"id": "x", "kind": "never"},
        {"id": "y", "kind": "mark", "article": 1, "anchor": {}},
    ]
    imported = read_own(json.dumps(value))
    assert len(imported.annotations) == len(entries) + 1
    assert len(imported.problems) == 3


def test_the_format_of_a_file_is_told_by_its_text(entries):
    for name in ("json", "w3c", "hypothesis", "readwise"):
        assert reading(FORMATS[name].write(entries)).name == name
    assert reading(json.dumps([ROW])).name == "hypothesis"
    assert reading("\ufeffHighlight\n").name == "readwise"


def test_a_format_that_is_none_is_refused():
    with pytest.raises(ExportError, match="there are biblatex, csl"):
        format_named("word")
    assert format_named("org").suffix == ".org"


def test_a_hypothesis_row_of_our_article_without_address_finds_it_again(entries):
    made = replace(entries[0].annotation, article=replace(entries[0].annotation.article, url=None))
    row = json.loads(hypothesis([replace(entries[0], annotation=made)]))["rows"][0]
    del row["pullquote"]
    assert read_hypothesis(json.dumps([row])).annotations[0].article.id == "tram4"


def test_json_without_rows_is_no_hypothesis_export():
    with pytest.raises(ExportError, match="no annotations"):
        read_hypothesis('{"total": 0}')
    assert read_hypothesis('{"rows": []}').annotations == ()
    assert reading('{"something": 1}').name == "json"
