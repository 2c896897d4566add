"""What is copied of an article: words that can be pasted with who said them, who published them, when and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.export.citations import citation, citation_of
from reader.export.entry import Source
from reader.highlights.highlight import Figure, Quote
from reader.text import Span, safe
from reader.ui.entries import sentence_around

if TYPE_CHECKING:
    from reader.annotations.annotation import Annotation
    from reader.articles.article import Article


def cited(article: Article, span: Span, of: object = None) -> str:
    """Return one printable line: words, speaker, author, title, outlet, date, paragraph, address.

    Args:
        article: Where the words stand.
        span: The words.
        of: The figure or quote that they are, if any. A quote names its speaker. A figure says nothing alone, so its
            sentence is copied.
    """
    speaker = None
    if isinstance(of, Quote):
        span = of.content
        speaker = of.speaker and (f"{of.speaker}, via {of.via}" if of.via else of.speaker)
    elif isinstance(of, Figure):
        block = next((b.span for b in article.blocks if b.span.end > span.start), Span(0, len(article.text)))
        span = sentence_around(article.text, span, block)
    return safe(citation(article, span.of(article.text), span, speaker=speaker))


def cited_note(annotation: Annotation) -> str:
    """Return one printable line: the annotated words, if any, and where they stood, as the annotation remembers it."""
    words = annotation.anchor.exact if annotation.anchor else ""
    return safe(citation_of(Source.of_reference(annotation.article), words))
