"""What the catalogue keeps of an article: made where the article is read, since rows travel faster than articles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.catalogue import folded, title_order
from reader.rows import Entry

if TYPE_CHECKING:
    from reader.articles.article import Article
    from reader.highlights.highlight import Figure, Highlights, Quote


def entry_of(key: int, ordinal: int, article: Article, highlights: Highlights) -> Entry:
    """Return the rows of an article, the `ordinal`-th of its file, with those of its figures, quotes and tags."""
    text = article.text
    row = (
        key,
        article.id,
        article.path,
        ordinal,
        article.revision,
        article.title,
        article.outlet,
        json.dumps(article.authors, ensure_ascii=False),
        article.published.iso if article.published else "",
        article.lang,
        text.count(" ") + text.count("\n\n") + 1,
        len(highlights.figures),
        len(highlights.quotes),
        title_order(article.title),
        folded(article.outlet) if article.outlet else "\U0010ffff",
    )
    figures = tuple(_figure(key, figure, text) for figure in highlights.figures)
    quotes = tuple(_quote(key, quote, text) for quote in highlights.quotes)
    return Entry(key, row, figures, quotes, tuple((key, tag, folded(tag)) for tag in article.tags))


def _figure(key: int, figure: Figure, text: str) -> tuple[object, ...]:
    return (
        key,
        figure.span.start,
        figure.span.end,
        str(figure.kind),
        figure.quantity.low,
        figure.quantity.high,
        figure.quantity.unit,
        figure.quantity.per,
        figure.noun,
        folded(figure.noun),
        str(figure.bound),
        figure.rank,
        figure.span.of(text),
    )


def _quote(key: int, quote: Quote, text: str) -> tuple[object, ...]:
    return (
        key,
        quote.span.start,
        quote.span.end,
        str(quote.kind),
        quote.speaker,
        folded(quote.speaker or ""),
        quote.content.of(text),
        quote.rank,
    )
