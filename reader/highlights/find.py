"""Finds the highlights of an article: the figures and quotes of its prose, ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.articles.article import PROSE, BlockKind
from reader.highlights.figures import find_figures
from reader.highlights.quotes import find_quotes
from reader.highlights.salience import rank

if TYPE_CHECKING:
    from reader.articles.article import Article
    from reader.highlights.highlight import Highlights


def find(article: Article) -> Highlights:
    """Return what the prose of an article says in figures and in quotation marks, in text order and ranked.

    Pure and deterministic; never raises for any text, and takes time in proportion to its length.
    """
    regions = article.spans(PROSE)
    figures = find_figures(article.text, regions)
    block_quotes = article.spans(frozenset({BlockKind.QUOTE}))
    quotes = find_quotes(article.text, regions, authors=article.authors, block_quotes=block_quotes)
    return rank(article, figures, quotes)
