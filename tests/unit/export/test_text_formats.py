"""Markdown, Logseq, Org, HTML and CSV: exact text, always the same, and nothing in it that is obeyed."""

from __future__ import annotations

import csv
import io
import random
import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.annotation import (
    Anchor,
    Annotation,
    AnnotationId,
    AnnotationKind,
    ArticleReference,
    Placement,
    PlacementStatus,
)
from reader.articles.article import ArticleId
from reader.export.entry import MARKER, Exported, Source, by_article, exported
from reader.export.formats import FORMATS
from reader.export.links import text_fragment, web_address
from reader.export.logseq import logseq
from reader.export.markdown import escaped, harmless, markdown
from reader.export.org import org
from reader.export.page import page
from reader.export.table import COLUMNS, inert, spreadsheet, table
from reader.text import Span

EVIL = (
    "<script>alert(1)</script> =cmd()\x1b]0;x\x07 \u202eright [[link]] %%hidden%% {{macro}} a:: b\n"
    "---\n#+end_quote\n* heading\n:END:\n> [!bug]\n^block\n```\n@SUM(A1)\n\ud800"
)


def entry_of(exact: str, note: str = "", tags: tuple[str, ...] = (), **article: str) -> Exported:
    reference = ArticleReference(ArticleId("a1"), **{"title": "A title", **article})
    annotation = Annotation(
        AnnotationId("0193d7c2-6d1e-7c3a-9b52-3f1f6f0c9a10"), AnnotationKind.MARK, reference,
        Anchor("ab" * 32, 1, Span(0, len(exact)), exact, "", ""),
        "2025-12-19T14:05:06Z", "2025-12-19T14:05:06Z", note, tags,
    )  # fmt: skip
    return Exported(annotation, Source.of_reference(reference))


def test_markdown_is_a_page_of_callouts(entries):
    assert (
        markdown(entries)
        == """---
generator: "pullquote-export"
title: "Tram line 4 opens after nine years"
author: ["Rui van der Velde", "City Desk"]
outlet: "Porto Courier"
url: "https://courier.example/tram-4?x=1&y=2"
published: "2025-12-18"
tags: ["to-do", "trams"]
---

# Tram line 4 opens after nine years

Rui van der Velde · City Desk · Porto Courier · 2025-12-18\x20\x20
<https://courier.example/tram-4?x=1&y=2>

> [!note]
>
> Second source needed

^0193d7c2-6d1e-7c3a-9b52-3f1f6f0c9a12

> [!quote]
> 1,250 people
>
> Check with the **operator**.
>
> Opening day only?
>
> #trams #to-do

^0193d7c2-6d1e-7c3a-9b52-3f1f6f0c9a10

> [!quote]
> “We never gave up,”
>
> *now: “We did not give up,”*

^0193d7c2-6d1e-7c3a-9b52-3f1f6f0c9a11
"""
    )


def test_logseq_is_a_page_of_blocks(entries):
    assert (
        logseq(entries)
        == """generator:: pullquote-export

- Tram line 4 opens after nine years
  author:: Rui van der Velde, City Desk
  outlet:: Porto Courier
  published:: 2025-12-18
  url:: https://courier.example/tram-4?x=1&y=2
\t- Note
\t  id:: 0193d7c2-6d1e-7c3a-9b52-3f1f6f0c9a12
\t\t- Second source needed
\t- > 1,250 people
\t  id:: 0193d7c2-6d1e-7c3a-9b52-3f1f6f0c9a10
\t  tags:: trams, to do
\t\t- Check with the **operator**.

\t\t  Opening day only?
\t- > “We never gave up,”
\t  id:: 0193d7c2-6d1e-7c3a-9b52-3f1f6f0c9a11
\t\t- now: “We did not give up,”
"""
    )


def test_org_is_a_page_of_sections(entries):
    assert (
        org(entries[:1])
        == """# pullquote-export

* Tram line 4 opens after nine years
:PROPERTIES:
:URL: https://courier.example/tram-4?x=1&y=2
:AUTHOR: Rui van der Velde, City Desk
:OUTLET: Porto Courier
:PUBLISHED: 2025-12-18
:END:

** “We never gave up,”
:PROPERTIES:
:ID: 0193d7c2-6d1e-7c3a-9b52-3f1f6f0c9a11
:CREATED: 2025-12-19T14:05:06Z
:END:
#+begin_quote
“We never gave up,”
#+end_quote
now: “We did not give up,”
"""
    )


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text, self.links = [], "", []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "cite", "src")]

    def handle_data(self, data):
        self.text += data


def test_the_page_marks_the_words_in_their_paragraph_and_links_to_them(entries):
    text = page(entries)
    reader = Reader()
    reader.feed(text)
    assert "The new tram carried <mark>1,250 people</mark> on its first morning" in text
    assert "default-src &#x27;none&#x27;" not in text
    assert "content=\"default-src 'none'; style-src 'unsafe-inline'" in text
    (link,) = [one for one in reader.links if "250" in one]
    assert link == (
        "https://courier.example/tram-4?x=1&y=2#:~:text=new%20tram%20carried-,1%2C250%20people,"
        "-on%20its%20first%20morning%2C%20the"
    )


def test_nothing_on_the_page_is_markup_of_others():
    entry = entry_of(EVIL, EVIL, (EVIL,), title=EVIL, url="javascript:alert(1)", outlet=EVIL, author=EVIL)
    reader = Reader()
    reader.feed(page([entry]))
    assert "script" not in reader.tags
    assert reader.links == []
    assert "<script>alert(1)</script>" in reader.text


def test_csv_has_a_row_for_each_note(entries):
    rows = list(csv.reader(io.StringIO(table(entries), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert [row[7] for row in rows[1:]] == ["", "1,250 people", "“We never gave up,”"]
    assert rows[3][11:13] == ["edited", "“We did not give up,”"]
    assert spreadsheet(entries) == table(entries)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " ="])
def test_no_cell_is_a_formula(start):
    entry = entry_of(f"{start}1+1", f"{start}2", (f"{start}3",))
    for row in list(csv.reader(io.StringIO(spreadsheet([entry]), newline="")))[1:]:
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)
    assert inert(f"{start}1") == f"'{start}1"
    assert inert("a=1") == "a=1"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("plain words", "plain words"),
        ("*bold* _it_ `code`", r"\*bold\* \_it\_ \`code\`"),
        ("<b> [[a]] %%c%%", r"\<b\> \[\[a\]\] \%\%c\%\%"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("2025-12-18", "2025-12-18"),
        ("---", r"\---"),
        ("# no heading", r"\# no heading"),
        ("^id", r"\^id"),
    ],
)
def test_markdown_shows_plain_text_as_it_is(line, shown):
    assert escaped(line) == shown


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("**bold** stays", "**bold** stays"),
        ("a < b and <https://x.example>", "a < b and <https://x.example>"),
        ("<img src=x> </b> <!-- c -->", r"\<img src=x> \</b> \<!-- c -->"),
        ("one\n---\ntwo", "one\n\\---\ntwo"),
        ("%%gone%%", r"%\%gone%\%"),
        ("```\n<b>\n---\n```\n<b>", "```\n<b>\n---\n```\n\\<b>"),
        ("```\nopen", "```\nopen\n```"),
    ],
)
def test_a_note_stays_markdown_without_what_is_obeyed(note, shown):
    assert harmless(note) == shown


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_hostile_text_stays_text(name):
    entry = entry_of(EVIL, EVIL, (EVIL, "a"), title=EVIL, url="https://x.example/\x1b[2J", outlet=EVIL, author=EVIL)
    text = FORMATS[name].write([entry])
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
    lines = text.splitlines()
    if name == "markdown":
        assert lines.count("---") == 2
        assert not any(line.startswith(("^block", "> [!bug]")) for line in lines)
    if name == "org":
        assert [line for line in lines if line.startswith("#+")] == ["#+begin_quote", "#+end_quote"]
        assert lines.count(":END:") == 2
    if name == "logseq":
        assert "[[" not in text
        assert {line.split("::")[0].strip() for line in lines if "::" in line} == {
            "generator", "author", "outlet", "id", "tags",
        }  # fmt: skip


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_second_export_is_the_same_in_any_order(entries, name):
    form = FORMATS[name]
    text = form.write(entries)
    shuffled = entries[:]
    random.Random(4).shuffle(shuffled)
    assert form.write(shuffled) == form.write(list(reversed(entries))) == text
    assert text.endswith("\n") or text == ""
    assert (MARKER in text[:4096]) is (name != "readwise")
    assert form.write([]) == form.write([])


@given(st.lists(st.text(max_size=60), min_size=3, max_size=3))
def test_no_format_fails_on_any_text(texts):
    entry = entry_of(texts[0], texts[1], (texts[2],), title=texts[2] or "-", url=texts[0])
    for form in FORMATS.values():
        assert form.write([entry]) == form.write([entry])


def test_read_state_and_hidden_highlights_stay_at_home(entries):
    hidden = replace(entries[0], annotation=replace(entries[0].annotation, kind=AnnotationKind.HIDDEN))
    assert list(by_article([hidden])) == []
    assert hidden.annotation.id in FORMATS["json"].write([hidden])


def test_articles_come_newest_first_and_notes_in_order_of_the_text():
    old = entry_of("one", title="Old", published="2020-01-01")
    new = [entry_of(word, title="New", published="2025-01-01") for word in ("late words", "early")]
    new[0] = replace(
        new[0], annotation=replace(new[0].annotation, anchor=Anchor("", 1, Span(9, 19), "late words", "", ""))
    )
    groups = [(source.title, [entry.quote for entry in members]) for source, members in by_article([old, *new])]
    assert groups == [("New", ["early", "late words"]), ("Old", ["one"])]


def test_an_entry_knows_its_paragraph(article, entries):
    assert entries[1].paragraph == "The new tram carried 1,250 people on its first morning, the city said."
    assert entries[1].within.of(entries[1].paragraph) == "1,250 people"
    gone = Placement(PlacementStatus.GONE, None, "1,250 people", None, 0.0)
    orphan = exported(entries[1].annotation, article, gone)
    assert (orphan.paragraph, orphan.change) == ("", "no longer in the article")
    assert exported(entries[1].annotation).source.authors == ("Rui van der Velde",)
    between = Placement(PlacementStatus.SAME, Span(34, 36), "\n\n", "\n\n")
    assert exported(entries[1].annotation, article, between).paragraph == "\n\n"


@pytest.mark.parametrize(
    ("url", "is_web"),
    [
        ("https://a.example/x", True),
        ("http://a.example", True),
        ("HTTPS://a.example", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://a b", False),
        ("https://a.example/\n", False),
        ("https://[broken", False),
        ("data:text/html,x", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_links(url, is_web):
    assert web_address(url) == (url if is_web else None)


def test_text_fragments_name_long_quotes_by_their_ends():
    long = " ".join(f"word{number}" for number in range(60))
    link = text_fragment("https://a.example/x", long)
    start, end = link.partition("#:~:text=")[2].split(",")
    assert (unquote(start), unquote(end)) == ("word0 word1 word2 word3 word4", "word55 word56 word57 word58 word59")
    assert text_fragment("https://a.example/x#part", "a well-known fact, twenty & more").endswith(
        "#part:~:text=a%20well%2Dknown%20fact%2C%20twenty%20%26%20more"
    )
    assert text_fragment("https://a.example", "  ") == "https://a.example"
