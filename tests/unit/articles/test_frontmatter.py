"""Headers: everything is text, and nothing loses the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.frontmatter import SIZE_LIMIT, flow, scalar, split


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("No", "No"),
        ("0123", "0123"),
        ("12:30", "12:30"),
        ("1.10", "1.10"),
        ("Prisoners: a trade [COMMENTARY]", "Prisoners: a trade [COMMENTARY]"),
        ('"quoted: \\"so\\""', 'quoted: "so"'),
        ("'it''s'", "it's"),
        ("words # a remark", "words"),
        ("~", ""),
        ('"never closed', "never closed"),
    ],
)
def test_a_scalar_is_text(text, value):
    assert scalar(text) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("[a, b]", ["a", "b"]),
        ('["a, b", c]', ["a, b", "c"]),
        ("one", ["one"]),
        ("[[Page]]", ["[[Page]]"]),
        ('["[[Ada Example]]", "[[Bo]]"]', ["[[Ada Example]]", "[[Bo]]"]),
        ("[a, [b, c]]", ["a", "[b, c]"]),
        ("[a, b", ["a", "b"]),
        ("[]", []),
    ],
)
def test_a_list_on_one_line(text, values):
    assert flow(text) == values


def test_yaml():
    header = split(
        "---\ntitle: Light: a town [COMMENTARY]\nauthor:\n  - name: Ada Example\n    role: editor\n  - Bo Sample\n"
        "summary: >\n  two\n  lines\ntags: [a, b]\nempty:\n---\ntext\n"
    )
    assert header.values["title"] == ["Light: a town [COMMENTARY]"]
    assert header.values["author"] == ["Ada Example", "Bo Sample"]
    assert header.values["summary"] == ["two lines"]
    assert header.values["tags"] == ["a", "b"]
    assert header.lines == 12
    assert header.kind == "YAML"


def test_yaml_may_end_in_dots():
    assert split("---\ntitle: x\n...\ntext").lines == 3


def test_anchors_and_aliases_are_not_read():
    header = split("---\ntitle: x\na: &a [1, 1]\nb: *a\n---\n")
    assert header.values == {"title": ["x"], "a": [], "b": []} or set(header.values) == {"title"}
    assert header.warnings


def test_toml():
    header = split(
        '+++\ntitle = "Light: a town"\ndate = 2021-05-04T09:30:00Z\n'
        'tags = [\n  "a",\n  "b"\n]\n[author]\nname = "Ada"\n+++\n'
    )
    assert header.values["title"] == ["Light: a town"]
    assert header.values["date"] == ["2021-05-04T09:30:00Z"]
    assert header.values["tags"] == ["a", "b"]
    assert header.values["author"] == ["Ada"]


def test_json():
    header = split('{\n"title": "Light",\n"author": [{"name": "Ada"}, "Bo"],\n"weight": 3\n}\n\ntext')
    assert header.values == {"title": ["Light"], "author": ["Ada", "Bo"], "weight": ["3"]}
    assert header.lines == 5


def test_escapes_of_json_bring_no_control_codes():
    assert split('{"title": "\\u001b[31mred\\u202e\\u0000"}\n').values["title"] == ["red"]


def test_the_title_block_of_pandoc():
    header = split("% Light for a\n  town\n% Ada Example; Bo Sample\n% 4 May 2021\n\ntext")
    assert header.values == {
        "title": ["Light for a town"],
        "author": ["Ada Example", "Bo Sample"],
        "date": ["4 May 2021"],
    }
    assert header.lines == 4


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: x\n",
        "+++\ntitle = 1\n",
        '{"title": ',
        "---\n\t\0:::\n- - -\n---\ntext",
        "---\n" + "a\n" * SIZE_LIMIT + "---\n",
    ],
)
def test_a_header_that_cannot_be_read_is_text(text):
    header = split(text)
    assert header.lines == 0
    assert not header.values


@given(st.sampled_from(["---\n", "+++\n", "{", "% "]), st.text(alphabet="ab:-[]{}\"'\n #|>&*=,%+", max_size=80))
def test_no_header_raises(start, text):
    header = split(start + text + "\n---\n+++\n")
    assert header.lines <= (start + text).count("\n") + 4
    assert all(isinstance(value, str) for values in header.values.values() for value in values)
