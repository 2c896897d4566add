"""Inline Markdown becomes the words that a reader sees, in linear time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.inline import plain


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (r"about \$2.5-2.8 million", "about $2.5-2.8 million"),
        ("By [Ada Example](#)", "By Ada Example"),
        ("a [link](https://x.example/a_(b)) here", "a link here"),
        ("a [link](https://x.example 'title') here", "a link here"),
        ("**bold** and *slanted* and ***both***", "bold and slanted and both"),
        ("snake_case_name and _slanted_", "snake_case_name and slanted"),
        ("2 * 3 * 4 = 24", "2 * 3 * 4 = 24"),
        ("![a man](x.png)", "a man"),
        ("[![alt](x.png)](https://x.example)", "alt"),
        ("an [unclosed link and ](", "an [unclosed link and ]("),
        ("<https://x.example/a>", "https://x.example/a"),
        ("[brackets] alone", "[brackets] alone"),
        ("C:\\temp\\new", "C:\\temp\\new"),
        ("a < b > c", "a < b > c"),
        ("[[TEMPLATE_MARK]]", "[[TEMPLATE_MARK]]"),
        ("****", "****"),
        ("![](x.png)", "![](x.png)"),
    ],
)
def test_a_line_of_a_dump(line, text):
    assert plain(line).text == text


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("~~gone~~ and ==marked== and `code`", "gone and marked and code"),
        ("water is H<sub>2</sub>O<br>", "water is H2O"),
        ("seen <!-- a remark --> here", "seen  here"),
        (r"1\. no list \- no bullet", "1. no list - no bullet"),
    ],
)
def test_a_line_of_markdown(line, text):
    assert plain(line, markdown=True).text == text


def test_links_keep_their_place():
    found = plain("see [the *report*](https://x.example/r) and <https://x.example/s>, not [this](#)")
    assert [(found.text[start:end], target) for start, end, target in found.links] == [
        ("the report", "https://x.example/r"),
        ("https://x.example/s", "https://x.example/s"),
    ]


def test_bold_is_remembered():
    found = plain("A caption. **Ada Example / AP**")
    assert [found.text[start:end] for start, end in found.bold] == ["Ada Example / AP"]


@pytest.mark.parametrize(
    "line",
    [
        "[" * 100_000,
        "[](" * 50_000,
        "](" * 50_000,
        "<!--" * 50_000,
        "<a " * 50_000,
        "*a " * 50_000,
        "\\" * 100_001,
        "`" * 99,
    ],
)
def test_hostile_lines_come_back(line):
    assert plain(line, markdown=True).text
    assert plain(line).text


@given(st.text(alphabet=r"ab *_[]()<>!\`~=#$", max_size=60))
def test_no_line_raises_or_disappears(line):
    for markdown in (False, True):
        found = plain(line.strip(), markdown=markdown)
        assert bool(found.text.strip()) == bool(line.strip())
        for start, end, *_ in (*found.links, *found.bold):
            assert 0 <= start <= end <= len(found.text)
