"""Markdown files of notes programs and site generators."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.read import read

PROSE = "The council decided on Monday to rebuild the old lighthouse, which has stood dark for nineteen long years now."


def article_of(text: str):
    (article,) = read("notes/light.md", text.encode())
    return article


def blocks(text: str) -> list[tuple[str, int, int, str]]:
    article = article_of(text)
    return [(b.kind.value, b.first_line, b.last_line, b.span.of(article.text)) for b in article.blocks]


CLIPPED = f"""---
title: "Light: a town's tower [COMMENTARY]"
source: "https://harbour.example/2021/light?utm_source=feed"
author:
  - "[[Ada Example]]"
  - "[[people/Bo Sample|Bo Sample]]"
published: 2021-05-04
created: 2021-06-01
description: "A town lights its tower."
tags:
  - "clippings"
  - harbour
---
{PROSE}

## What comes next

{PROSE}
"""


def test_a_page_clipped_with_obsidian():
    article = article_of(CLIPPED)
    assert article.title == "Light: a town's tower [COMMENTARY]"
    assert article.authors == ("Ada Example", "Bo Sample")
    assert article.url == "https://harbour.example/2021/light?utm_source=feed"
    assert article.outlet is None
    assert article.published.iso == "2021-05-04"
    assert article.tags == ("clippings", "harbour")
    assert article.origins["url"].where == "front matter"
    assert [(b.kind.value, b.first_line) for b in article.blocks] == [("body", 14), ("heading", 16), ("body", 18)]


@pytest.mark.parametrize(
    "header",
    [
        "---\ntitle: Light\ndate: 2021-05-04 09:30:00 +0200\nauthor: Ada Example\ncategories: [news]\n---\n",
        '+++\ntitle = "Light"\ndate = 2021-05-04T09:30:00+02:00\nauthors = ["Ada Example"]\nsection = "news"\n+++\n',
        '{"title": "Light", "date": "2021-05-04T09:30:00+02:00", "author": {"name": "Ada Example"}, "section": "news"}',
    ],
)
def test_site_generators(header):
    article = article_of(f"{header}\n{PROSE}\n")
    assert article.title == "Light"
    assert article.authors == ("Ada Example",)
    assert article.published.iso == "2021-05-04T09:30+02:00"
    assert article.section == "news"
    assert article.text == PROSE


def test_pandoc():
    article = article_of(f"% Light\n% Ada Example; Bo Sample\n% 4 May 2021\n\n{PROSE}\n")
    assert (article.title, article.authors, article.published.iso) == (
        "Light",
        ("Ada Example", "Bo Sample"),
        "2021-05-04",
    )


def test_readwise():
    article = article_of(
        "# light\n\n![rw](https://x.example/i.png)\n\n## Metadata\n- Author: [[Ada Example]]\n"
        "- Full Title: Light: A Town\n- Category: #articles\n"
        f"- URL: https://harbour.example/light\n\n## Highlights\n- {PROSE}\n"
    )
    assert article.title == "Light: A Town"
    assert article.authors == ("Ada Example",)
    assert article.url == "https://harbour.example/light"


def test_an_outlet_named_in_the_source_field():
    article = article_of(f"---\ntitle: Light\nsource: The Harbour Times\nurl: https://h.example/1\n---\n{PROSE}\n")
    assert (article.outlet, article.url) == ("The Harbour Times", "https://h.example/1")


def test_a_header_that_does_not_parse_still_opens_the_article():
    article = article_of(f"---\n!!! ??? @@@\n\t- }}{{\n---\n\n{PROSE}\n")
    assert PROSE in article.text
    assert article.warnings


def test_the_first_heading_is_the_title():
    article = article_of(f"# Light for the Town\n\n*By Ada Example*\n\n{PROSE}\n")
    assert article.title == "Light for the Town"
    assert article.authors == ("Ada Example",)
    assert [b.kind.value for b in article.blocks] == ["title", "byline", "body"]


def test_blocks_are_what_their_signs_say():
    found = blocks(
        f"# Title of it all\n\n{PROSE}\n\n> quoted words\n>\n> and more\n\n- one\n  goes on\n- [[two|zwei]]\n\n"
        "1. first\n\n```python\nx = 1\n\ny = 2\n```\n\n| a | b |\n|---|---|\n| 1 | **2** |\n\n---\n\n"
        "Sub\n===\nlast words.\n\n[^1]: a note\n"
    )
    assert found == [
        ("title", 1, 1, "Title of it all"),
        ("body", 3, 3, PROSE),
        ("quote", 5, 5, "quoted words"),
        ("quote", 6, 7, "and more"),
        ("list", 9, 10, "• one goes on"),
        ("list", 11, 11, "• zwei"),
        ("list", 13, 13, "1. first"),
        ("code", 15, 19, "x = 1\ny = 2"),
        ("table", 21, 23, "a | b\n1 | 2"),
        ("boilerplate", 25, 25, "---"),
        ("heading", 27, 28, "Sub"),
        ("body", 29, 29, "last words."),
        ("note", 31, 31, "a note"),
    ]


def test_wrapped_paragraphs_are_joined_and_others_keep_their_lines():
    wrapped = "A first line that an editor broke somewhere near its end\nand a second that goes on."
    assert len(article_of(f"# T\n\n{wrapped}\n").blocks) == 2
    assert len(article_of("# T\n\nRoses are red\nViolets are blue\n").blocks) == 3


def test_a_sentence_that_a_blank_line_breaks_is_joined():
    first = "Each new bridge that the council builds over the [river](https://x.example/r)"
    article = article_of(f"# T\n\n{first}\n\nmakes the ferry that was here before it less useful to most of them.\n")
    assert [(b.first_line, b.last_line) for b in article.blocks] == [(1, 1), (3, 5)]
    assert "river makes the ferry" in article.text
    assert article.links[0].span.of(article.text) == "river"


fragments = st.lists(
    st.sampled_from(
        [
            "# h",
            "text",
            "- item",
            "  more",
            "> quote",
            "```",
            "| a | b |",
            "|---|---|",
            "---",
            "===",
            "",
            "1. x",
            "[^1]: n",
            "x" * 60,
        ]
    ),
    max_size=25,
)


@given(fragments)
def test_each_line_of_the_text_is_in_exactly_one_block(lines):
    found = read("x.md", ("# Title\n\n" + "\n".join(lines)).encode())
    raw = {number for number, line in enumerate(lines, start=3) if line.strip()}
    covered = [number for block in found[0].blocks for number in range(block.first_line, block.last_line + 1)]
    assert len(covered) == len(set(covered))
    assert raw <= set(covered)
    assert found[0].text == "\n\n".join(block.span.of(found[0].text) for block in found[0].blocks)
