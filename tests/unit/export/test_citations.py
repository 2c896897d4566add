"""Citations to paste, for Zotero and for LaTeX."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from reader.articles.article import ArticleId, Published
from reader.export.citations import biblatex, citation, csl, keys, name_of
from reader.export.entry import Source
from reader.text import Span

WHERE = "“Tram line 4 opens after nine years”, Porto Courier, 18 December 2025"
URL = "https://courier.example/tram-4?x=1&y=2"


def test_a_quote_is_cited_with_its_speaker_and_paragraph(article):
    start = article.text.index("“We")
    line = citation(article, "“We never gave up,”", Span(start, start + 19), speaker="Inês Duarte")
    assert line == f"“We never gave up” (Inês Duarte) — Rui van der Velde and City Desk, {WHERE}, para. 2. {URL}"


def test_a_figure_is_cited_without_what_is_not_known(article):
    bare = replace(article, authors=(), outlet=None, url="ftp://x", published=None)
    assert citation(bare, "1,250\n people") == "“1,250 people” — “Tram line 4 opens after nine years”."


def test_words_outside_the_body_have_no_paragraph(article):
    assert "para." not in citation(article, "Tram line 4", Span(0, 11))


@pytest.mark.parametrize(
    ("iso", "spoken"),
    [
        ("2025", ", 2025."),
        ("2025-03", ", March 2025."),
        ("2025-12-17T18:00", ", 17 December 2025."),
        ("2025-13-01", ", 2025."),
        ("soon", "Courier."),
    ],
)
def test_dates_are_no_more_precise_than_they_are(article, iso, spoken):
    bare = replace(article, published=Published(iso), url=None)
    assert citation(bare, "x").endswith(spoken)


def test_control_codes_do_not_reach_the_clipboard(article):
    assert "\x1b" not in citation(replace(article, title="a\x1b[2Jb"), "x\x07", speaker="y\x1b")


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Mette Dahl", {"family": "Dahl", "given": "Mette"}),
        ("Rui van der Velde", {"family": "van der Velde", "given": "Rui"}),
        ("Ana María de la Cruz", {"family": "de la Cruz", "given": "Ana María"}),
        ("Reuters", {"literal": "Reuters"}),
        ("City Desk", {"literal": "City Desk"}),
        ("News Staff", {"literal": "News Staff"}),
        ("Dahl, Mette", {"literal": "Dahl, Mette"}),
        ("Agent 99", {"literal": "Agent 99"}),
    ],
)
def test_a_byline_is_a_person_or_is_left_as_it_is(author, name):
    assert name_of(author) == name


def test_csl_has_one_item_for_each_article(entries):
    (item,) = json.loads(csl(entries))
    assert item == {
        "id": "vandervelde2025tram",
        "type": "article-newspaper",
        "title": "Tram line 4 opens after nine years",
        "author": [{"family": "van der Velde", "given": "Rui"}, {"literal": "City Desk"}],
        "container-title": "Porto Courier",
        "URL": URL,
        "language": "en",
        "issued": {"date-parts": [[2025, 12, 18]]},
        "custom": {"generator": "pullquote-export"},
    }


def test_biblatex_has_one_item_for_each_article(entries):
    assert (
        biblatex(entries)
        == """% pullquote-export

@online{vandervelde2025tram,
  author = {van der Velde, Rui and {City Desk}},
  title = {Tram line 4 opens after nine years},
  date = {2025-12-18},
  organization = {Porto Courier},
  url = {https://courier.example/tram-4?x=1&y=2},
  langid = {english},
}
"""
    )


def test_biblatex_obeys_nothing_in_a_title(entries):
    source = replace(entries[0].source, title="50% of $3 & #1_a {b} \\input{x} ~^", url=None, outlet=None)
    text = biblatex([replace(entries[0], source=source)])
    assert (
        r"title = {50\% of \$3 \& \#1\_a \{b\} \textbackslash{}input\{x\} \textasciitilde{}\textasciicircum{}}," in text
    )
    assert "@misc{" in text


def test_keys_differ():
    twin = Source(ArticleId("a"), "The same headline", ("Åsa Öberg",), published="2025-01-01")
    assert keys([twin, twin, Source(ArticleId("b"), "…")]) == ["oberg2025same", "oberg2025same-2", "anon"]
