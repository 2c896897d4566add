"""Saved web pages: the article without the page around it, and what the page says of itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles import htmltree
from reader.articles.article import BlockKind
from reader.articles.htmltree import Node, parse, text_of, without_raw
from reader.articles.read import read
from reader.text import safe

ONE = (
    "The council of the small harbour town decided on Monday to rebuild the old lighthouse, which has stood dark for "
    "nineteen years, and to pay for it out of the fees that the ferries bring in."
)
TWO = (
    "Most of the people who live near the quay welcomed the plan, although several fishermen said, as they had before, "
    "that the light would do little for boats that have carried satellite receivers for a decade."
)

PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><title>Old lighthouse to be lit again | Harbour Times</title>
<meta property="og:title" content="Old lighthouse to be lit again">
<meta property="og:site_name" content="Harbour Times">
<meta property="article:published_time" content="2021-05-04T09:30:00+02:00">
<meta property="article:section" content="Local">
<link rel="canonical" href="https://harbour.example/2021/lighthouse">
<script type="application/ld+json">
{{"@graph": [{{"@type": "NewsArticle", "headline": "Old lighthouse to be lit again",
  "author": [{{"@type": "Person", "name": "Ada Example"}}, {{"name": "Bo Sample"}}]}}]}}
</script>
<style>p {{ color: red }}</style></head>
<body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies, as every page does, to make it better for you and for us all.</p></div>
<article class="story">
<h1>Old lighthouse to be lit again</h1>
<p class="byline">By Ada Example</p>
<div class="story__body">
<p>{ONE}</p>
<figure><img src="x.png"><figcaption>The lighthouse. Photo: Bo Sample/AP</figcaption></figure>
<p>Read more: <a href="/fees">Ferries raise their fees</a></p>
<h2>What the fishermen say</h2>
<p>{TWO} It costs <b>$2.5 million</b>.</p>
<ul><li>The light will turn</li><li>The horn will not</li></ul>
<blockquote><p>&ldquo;We shall see it from the sea,&rdquo; one of them said.</p></blockquote>
<p>{ONE}</p>
</div>
<div class="related-stories"><h3>Related</h3><p>{TWO}</p></div>
</article>
<footer><p>All rights reserved.</p></footer>
<script>var evil = "<p>not text</p>";</script>
</body></html>
"""


def article_of(page: str, name: str = "page.html"):
    (article,) = read(name, page.encode())
    return article


def test_the_article_without_the_page_around_it():
    article = article_of(PAGE)
    assert [(block.kind.value, block.span.of(article.text)[:30]) for block in article.blocks] == [
        ("title", "Old lighthouse to be lit again"),
        ("body", ONE[:30]),
        ("heading", "What the fishermen say"),
        ("body", TWO[:30]),
        ("list", "• The light will turn"),
        ("list", "• The horn will not"),
        ("quote", "“We shall see it from the sea,"),
        ("body", ONE[:30]),
    ]
    assert "It costs $2.5 million." in article.text
    assert article.reader == "html/1"


def test_what_the_page_says_of_itself():
    article = article_of(PAGE)
    assert article.title == "Old lighthouse to be lit again"
    assert article.authors == ("Ada Example", "Bo Sample")
    assert article.published.iso == "2021-05-04T09:30+02:00"
    assert article.outlet == "Harbour Times"
    assert article.url == "https://harbour.example/2021/lighthouse"
    assert (article.lang, article.section) == ("en", "Local")
    assert article.origins["title"].where == "page"


def test_blocks_stand_in_the_order_of_the_file():
    article = article_of(PAGE)
    lines = [block.first_line for block in article.blocks]
    assert lines == sorted(lines)
    assert PAGE.split("\n")[lines[1] - 1] == f"<p>{ONE}</p>"


def test_data_with_faults_do_not_cost_the_article():
    broken = PAGE.replace('{"@graph"', '{"@graph" oops')
    article = article_of(broken)
    assert article.title == "Old lighthouse to be lit again"
    assert article.authors == ("Ada Example",)


def test_paragraphs_between_line_breaks():
    page = f"<html><body><div id='content'>{ONE}<br><br>{TWO}<br>\n<br>{ONE}</div></body></html>"
    article = article_of(page)
    assert [block.span.of(article.text) for block in article.blocks if block.kind == "body"] == [ONE, TWO, ONE]


def test_a_page_without_an_article_shows_all_its_text():
    article = article_of("<html><body><ul><li>One</li><li>Two</li></ul></body></html>")
    assert "One" in article.text
    assert "Two" in article.text
    assert article.warnings


def test_a_page_saved_by_a_browser_keeps_its_address():
    page = f"<!-- saved from url=(0036)https://harbour.example/2021/x -->\n<html><body><p>{ONE}</p><p>{TWO}</p>"
    assert article_of(page).url == "https://harbour.example/2021/x"


def test_the_declared_encoding():
    text = f"<html><head><meta charset='windows-1250'></head><body><p>Żółć. {ONE}</p><p>{TWO}</p></body></html>"
    (article,) = read("x.htm", text.encode("cp1250"))
    assert "Żółć." in article.text


def test_character_references_bring_no_control_codes():
    article = article_of(f"<p>&#27;[31m&#x9b;2J&#x202e;a&nbsp;b {ONE}</p><p>{TWO}</p>")
    assert safe(article.text) == article.text
    assert "a b" in article.text


def test_scripts_and_comments_are_taken_out_and_lines_keep_their_numbers():
    page, data = without_raw(
        "a<script>\nx</script>b<!--\n-->c<SCRIPT type='application/ld+json'>{}</SCRIPT>\nd<style>x"
    )
    assert page == "a\nb\nc\nd&lt;style>x"
    assert data == ["{}"]


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 50_000 + ONE,
        "<p>" * 50_000 + ONE,
        "<script>" * 20_000 + ONE,
        "<!--" * 20_000 + ONE,
        "<" * 50_000 + ONE,
        "</div>" * 50_000 + ONE,
        f"<p>{ONE}</p><br>" * 2_000,
        "<a href='" + "x" * 100_000 + f"'>y</a><p>{ONE}</p>",
        "<table>" * 5_000 + f"<tr><td>{ONE}",
        "<table><tr><td>" * 5_000 + ONE,
        "<table>" + "<tr><td colspan=4000 rowspan=4000>x" * 5_000 + f"</table><p>{ONE}",
        "<![CDATA[" * 5_000 + ONE,
    ],
)
def test_hostile_pages_are_never_empty(page):
    assert article_of(page).text


@given(st.text(alphabet="<>/ap!-=\"' div&#;scriptb\n", max_size=200))
def test_any_mark_up(text):
    parse(without_raw(text)[0])
    for article in read("x.html", text.encode()):
        assert article.text == "\n\n".join(block.span.of(article.text) for block in article.blocks)
        assert article.reader != "plain/1"


TABLE = f"""<article><h1>Towns in numbers</h1><p>{ONE}</p><table>
<caption>Counted in <b>2021</b></caption>
<thead><tr><th rowspan=2>Place<th colspan=2>People<th rowspan=2>Note</tr><tr><th>in 2011<th>now</thead>
<tr><td><a href="https://example.org/v">Varna</a><td>312,889<td><p>336,216</p><td rowspan=2>a
<tr><td>Øst|by<td><td>4.9&nbsp;%</td></tr><tr><td></td></tr></table><p>{TWO}</p></article>"""


def test_a_table_keeps_its_rows_and_numbers():
    article = article_of(TABLE)
    (table,) = [block for block in article.blocks if block.kind is BlockKind.TABLE]
    assert table.span.of(article.text).split("\n") == [
        "Place | People | | Note",
        "| in 2011 | now |",
        "Varna | 312,889 | 336,216 | a",
        "Øst/by | | 4.9 % |",
    ]
    assert "Counted in 2021\n\nPlace" in article.text
    (link,) = article.links
    assert (link.span.of(article.text), link.target) == ("Varna", "https://example.org/v")


@pytest.mark.parametrize(
    "table",
    [
        f"<table><tr><td>{ONE} {TWO}<td>x</tr><tr><td>y<td>z</tr></table>",
        f"<table role=presentation><tr><td>{ONE}<td>x</tr><tr><td>y<td>z</tr></table>",
        f"<table><tr><td>a<td><table><tr><td>{ONE}</table><tr><td>b<td>c</table>",
        f"<table><tr><td>{ONE}<tr><td>b</table>",
    ],
)
def test_a_table_that_lays_out_a_page_is_text(table):
    article = article_of(f"<article>{table}<p>{TWO}</p></article>")
    assert ONE in article.text
    assert not any(block.kind is BlockKind.TABLE for block in article.blocks)


def test_text_of_a_tree():
    assert text_of(parse("<p>a<b>b<br>c</b>d</p>")) == "ab\ncd"


def test_links_keep_their_place():
    linked = "See <a href='https://x.example/r'> the\n <b>report</b></a>, or <a href='/local'>this</a>."
    page = f"<p>{linked} {ONE}</p><p>{TWO}</p>"
    article = article_of(page)
    assert [(link.span.of(article.text), link.target) for link in article.links] == [
        ("the", "https://x.example/r"),
        ("report", "https://x.example/r"),
    ]


_PIECES = (
    *(
        "<p>",
        "</p>",
        "<P CLASS='Big'>",
        '<a href="/x?a=1&amp;b=2">',
        "</a >",
        "</A>",
        "<br/>",
        "<br />",
        "<div",
        ">",
        "<",
    ),
    *(
        '<div id="a>b">',
        "<div a=1>",
        "<div hidden>",
        '<div a = "b">',
        "<p/>",
        "text",
        " ",
        "\n",
        "&lt;",
        "<title>",
        "</>",
    ),
    *("</title>", "<img src='x' alt=\"it's\">", '<b a="1" a="2">', "</b", "<!-- c -->", "<1>", '<x y="', "<o:p>"),
    *("<ümlaut>", '<p a="'),
)
_MARKUP = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)


def _shape(node: Node) -> object:
    below = [child if isinstance(child, str) else _shape(child) for child in node.children]
    return node.tag, node.line, node.name, node.attributes, below


@given(_MARKUP)
def test_tags_are_read_in_one_step_as_the_parser_reads_them(text: str) -> None:
    quick = _shape(parse(text))
    never = re.compile("(?!)")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(htmltree, "_TAG", never)
        patch.setattr(htmltree, "_END_TAG", never)
        assert _shape(parse(text)) == quick
