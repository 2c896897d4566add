"""Rows give back what was put in, whatever stands in notes, tags and titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.annotation import Anchor, Annotation, AnnotationKind, ArticleReference
from reader.annotations.events import Event, serialise
from reader.annotations.rows import DELETED, Rows, Summary, written
from reader.text import Span

NASTY = st.text(st.sampled_from("\t\n\\tn\x1f\x00é🙂\ud800 \r\u2028"), max_size=8) | st.text(max_size=20)
WORDS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=9)
BODY = {"article": {"id": "x"}, "kind": "mark"}


def event(annotation: str) -> Event:
    return Event("put", annotation, "d", 1, "t", {}, BODY)


@st.composite
def annotations(draw, annotation):
    kind = draw(st.sampled_from(list(AnnotationKind)))
    article = ArticleReference(draw(WORDS), draw(NASTY), draw(st.none() | WORDS), None, draw(st.none() | WORDS))
    anchor = Anchor("ab" * 32, 1, Span(3, 9), draw(NASTY), draw(NASTY), draw(NASTY)) if draw(st.booleans()) else None
    tags = tuple(draw(st.lists(NASTY, max_size=3)))
    return Annotation(annotation, kind, article, anchor, "c", "m", draw(NASTY), tags, "red", draw(st.booleans()))


@given(st.data())
def test_what_is_put_in_comes_out(data):
    ids = data.draw(st.lists(WORDS, unique=True, max_size=5))
    shown = {each: data.draw(annotations(each)) for each in ids}
    summaries = [
        Summary(each.id, each.article.id, str(each.kind), each, serialise(event(each.id))) for each in shown.values()
    ]
    summaries.append(Summary("gone-", "a", DELETED, None, serialise(event("gone-")) * 2))
    rows = Rows(*written(summaries))
    assert set(rows) == {*ids, "gone-"}
    for each, annotation in shown.items():
        given_back = rows.annotation(each)
        # A tag with the character that ends tags is left to the events.
        assert given_back == annotation or (given_back is None and any("\x1f" in tag for tag in annotation.tags))
        assert each in rows.of_article[annotation.article.id]
        assert each in rows.of_kind(str(annotation.kind))
    again = Rows(*written(rows.summaries()))
    for each in ids:
        assert again.annotation(each) == rows.annotation(each)
        assert rows.take(each) == again.take(each) == [event(each)]
        assert each not in rows
    assert rows.annotation("gone-") is None
    assert rows.of_kind(DELETED) == ["gone-"]
    assert len(rows.take("gone-")) == 2
    assert len(rows) == 0


@pytest.mark.parametrize("name", ["a\tb", "a\nb", "\ud800"])
def test_ids_that_cannot_be_fields_are_refused(name):
    with pytest.raises(ValueError, match="an id"):
        written([Summary(name, "a", "mark", None, b"")])
