"""One door for all files: whatever they hold, an article with its text, or none; never an exception."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles import read as door
from reader.articles.article import BlockKind
from reader.articles.read import Limits, read, suffix_of, why_unreadable
from reader.text import safe

PROSE = "The council decided on Monday to rebuild the old lighthouse, which has stood dark for nineteen long years now."


@pytest.mark.parametrize(
    ("path", "suffix"), [("a/b.TXT", ".txt"), ("a.b/c", ""), (".hidden", ""), ("x.tar.gz", ".gz"), ("plain", "")]
)
def test_the_suffix_of_a_name(path, suffix):
    assert suffix_of(path) == suffix


@pytest.mark.parametrize("data", [b"", b"\n \t\r\n", b"\xef\xbb\xbf", b"\x89PNG\r\n\x1a\n\0\0", b"\0" * 100])
def test_what_holds_no_text_gives_no_article_and_a_reason(data):
    assert read("x.txt", data) == []
    assert why_unreadable(data)


def test_only_invisible_characters_give_no_article():
    assert read("x.txt", "\u200b\u2060\n\u202e".encode()) == []


def test_the_file_name_stands_in_for_a_title():
    (article,) = read("deep/in/2021-05_some-thing.txt", PROSE.encode())
    assert article.title == "2021 05 some thing"


def test_identity_survives_renaming_and_revision_follows_the_text():
    (first,) = read("a.txt", f"{PROSE}\n\n{PROSE} Again.".encode())
    (second,) = read("b/c.txt", f"{PROSE}\n\n{PROSE} Again.".encode())
    (third,) = read("a.txt", f"{PROSE}\n\n{PROSE} Again!".encode())
    assert (first.id, first.revision) == (second.id, second.revision)
    assert third.revision != first.revision


def test_one_address_is_one_article_whatever_the_text():
    page = "---\ntitle: T\nurl: {}\n---\n{}\n"
    (first,) = read("a.md", page.format("https://www.h.example/a?utm_source=x", PROSE).encode())
    (second,) = read("b.md", page.format("http://h.example/a/", PROSE.upper()).encode())
    assert first.id == second.id


def test_text_of_another_encoding():
    text = "Żółte łodzie płynęły wzdłuż brzegu, a dzieci śpiewały piosenkę o źrębięciu i świerszczu."
    (article,) = read("x.txt", text.encode("cp1250"))
    assert article.text == text


def test_broken_bytes_are_reported():
    (article,) = read("x.txt", ("Жители города пришли " * 20).encode()[:-2] + b"\xff\n" + PROSE.encode())
    assert PROSE in article.text
    assert article.warnings


def test_a_file_that_is_too_large_is_read_in_part():
    (article,) = read("x.txt", PROSE.encode() * 100, limits=Limits(size=2_000))
    assert len(article.text) <= 2_000
    assert article.warnings


def test_a_file_of_too_many_lines_is_read_in_part():
    (article,) = read("x.txt", b"a line\n" * 50, limits=Limits(lines=20))
    assert article.blocks[-1].last_line == 20
    assert article.warnings


def test_a_fault_of_a_reader_does_not_cost_the_text(monkeypatch):
    def fail(*_):
        raise RuntimeError("broken")

    monkeypatch.setitem(door.READERS, "text", fail)
    (article,) = read("x.txt", f"{PROSE}\n\n{PROSE}".encode())
    assert article.text == f"{PROSE}\n\n{PROSE}"
    assert article.warnings


HOSTILE = {
    "escapes": "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J " + PROSE,
    "bidi": "\u202e\u2066" + PROSE + "\u2069\u200f",
    "markup": "[bold red]not markup[/] [@click=app.quit]x[/] " + PROSE,
    "brackets": "[" * 100_000,
    "links": "[](" * 40_000,
    "escape flood": "\x1b[" * 50_000 + "x",
    "one line": "word " * 200_000,
    "many lines": "word\n" * 40_000,
    "many sentences": "He said so twice.\n" * 8_000,
    "many sections": "News, World\n" * 8_000 + PROSE * 2,
    "dashes": "- " * 50_000,
    "marks": "a" + "\u0315\u0300" * 8_000,
    "quotes": "> " * 30_000 + "x",
    "fences": "```\n" * 8_000,
    "front matter": "---\n" + "a:\n" * 8_000 + "---\nx",
    "deep list": "\n".join(" " * depth + "- x" for depth in range(400)),
    "digits": "1" * 100_000,
    "digit lines": "1.1.\n" * 8_000,
    "captions": "Photo: x / AP\n" * 8_000,
}


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_and_harmless(name, suffix):
    (article,) = read(f"x{suffix}", HOSTILE[name].encode("utf-8", "surrogatepass"))
    assert article.text
    assert safe(article.text) == article.text
    assert safe(article.title) == article.title
    assert article.reader != "plain/1"


pieces = st.lists(
    st.one_of(
        st.sampled_from(
            ["", PROSE, "By Ada Example", "May 4, 2021", "Title of the piece here", "Read more:", "• item", "---"]
        ),
        st.text(max_size=40),
    ),
    max_size=15,
).map("\n".join)


def holds_the_normal_form(article):
    text = article.text
    assert text == "\n\n".join(block.span.of(text) for block in article.blocks)
    assert safe(text) == text
    assert "\t" not in text
    assert article.title
    assert safe(article.title) == article.title
    assert all(isinstance(block.kind, BlockKind) for block in article.blocks)
    assert all(0 < block.first_line <= block.last_line for block in article.blocks)
    numbers = [number for block in article.blocks for number in range(block.first_line, block.last_line + 1)]
    assert numbers == sorted(set(numbers))
    assert all(link.span.end <= len(text) for link in article.links)
    assert article.reader != "plain/1"


@given(pieces, st.sampled_from(["x.txt", "x.md", "x"]))
def test_the_normal_form_of_any_text(text, path):
    for article in read(path, text.encode("utf-8", "surrogatepass")):
        holds_the_normal_form(article)


@given(st.binary(max_size=400), st.sampled_from(["x.txt", "x.md", "x"]))
def test_any_bytes(data, path):
    for article in read(path, data):
        holds_the_normal_form(article)


@given(pieces)
def test_kinds_move_no_text(text):
    """The same lines have the same text whatever they were taken for: as a dump whose labels are all erased."""
    from reader.articles.clean import clean
    from reader.articles.paragraphs import from_text

    for article in read("x.txt", text.encode("utf-8", "surrogatepass")):
        decoded = clean(text.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
        assert article.text == "\n\n".join(p.text for p in from_text(decoded)) or "\ufffd" in decoded
