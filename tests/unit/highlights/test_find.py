"""The highlights of an article: prose only, ranked, in order, for any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles.article import Article, ArticleId, Block, BlockKind
from reader.articles.read import read
from reader.highlights.find import find
from reader.text import Span


def article(*blocks: tuple[BlockKind, str], title: str = "Untitled") -> Article:
    made, at = [], 0
    for kind, text in blocks:
        made.append(Block(kind, Span(at, at + len(text)), 1, 1))
        at += len(text) + 2
    return Article(ArticleId("a"), "r", "a.txt", "\n\n".join(text for _, text in blocks), tuple(made), title)


def test_figures_and_quotes_of_the_prose() -> None:
    one = article(
        (BlockKind.TITLE, "Mayor closes 40 schools"),
        (BlockKind.BODY, 'The mayor closed 40 schools. "We had no choice in this," Ana Brand said.'),
        (BlockKind.RELATED, "Read also: 12 tips for parents"),
        (BlockKind.CODE, "$1 and $2"),
    )
    found = find(one)
    assert [figure.span.of(one.text) for figure in found.figures] == ["40 schools"]
    assert [quote.speaker for quote in found.quotes] == ["Ana Brand"]
    assert found.key_figures[0].rank == 1
    assert found.key_quotes[0].rank == 1


def test_the_same_article_gives_the_same_highlights() -> None:
    one = article((BlockKind.BODY, "It cost $5 million, 4 percent more, for 300 beds."))
    assert find(one) == find(one)


def test_an_article_without_prose_has_none() -> None:
    found = find(article((BlockKind.NAV, "5 miles")))
    assert found.figures == found.quotes == ()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_text_is_harmless(texts: list[str]) -> None:
    one = article(*((BlockKind.BODY, text) for text in texts))
    found = find(one)
    for span in [figure.span for figure in found.figures] + [quote.span for quote in found.quotes]:
        assert span.end <= len(one.text)


def test_block_quotes_of_markdown_are_quotes() -> None:
    lead = "After the storm the town council met for a whole night, and in the morning Ann Orr, the mayor, wrote:"
    source = f"# A title of some length\n\n{lead}\n\n> We will build it again, and higher.\n\nSo it was.\n"
    (article,) = read("note.md", source.encode())
    (quote,) = find(article).quotes
    assert quote.content.of(article.text) == "We will build it again, and higher."
    assert quote.speaker == "Ann Orr"
