"""An invented article and the notes made on it."""

from __future__ import annotations

import hashlib

import pytest

from reader.annotations.anchors import anchor_at
from reader.annotations.annotation import (
    Annotation,
    AnnotationId,
    AnnotationKind,
    ArticleReference,
    Placement,
    PlacementStatus,
)
from reader.articles.article import Article, ArticleId, Block, BlockKind, Published
from reader.export.entry import Exported, exported
from reader.text import Span

TEXT = (
    "Tram line 4 opens after nine years\n\n"
    "The new tram carried 1,250 people on its first morning, the city said.\n\n"
    "“We never gave up,” said Inês Duarte, who drives the first car."
)
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()
IDS = [f"0193d7c2-6d1e-7c3a-9b52-3f1f6f0c9a1{number}" for number in range(4)]


@pytest.fixture
def article() -> Article:
    starts = [0, TEXT.index("The new"), TEXT.index("“We")]
    ends = [start - 2 for start in starts[1:]] + [len(TEXT)]
    kinds = [BlockKind.TITLE, BlockKind.BODY, BlockKind.BODY]
    blocks = [
        Block(kind, Span(start, end), line, line)
        for line, (kind, start, end) in enumerate(zip(kinds, starts, ends, strict=True), 1)
    ]
    return Article(
        id=ArticleId("tram4"),
        revision=DIGEST,
        path="tram.txt",
        text=TEXT,
        blocks=tuple(blocks),
        title="Tram line 4 opens after nine years",
        authors=("Rui van der Velde", "City Desk"),
        outlet="Porto Courier",
        url="https://courier.example/tram-4?x=1&y=2",
        published=Published("2025-12-18"),
        lang="en",
    )


def mark(number: int, words: str, note: str = "", tags: tuple[str, ...] = ()) -> Annotation:
    span = Span(TEXT.index(words), TEXT.index(words) + len(words))
    return Annotation(
        id=AnnotationId(IDS[number]),
        kind=AnnotationKind.MARK,
        article=ArticleReference(
            ArticleId("tram4"),
            "Tram line 4 opens after nine years",
            "https://courier.example/tram-4?x=1&y=2",
            "Porto Courier",
            "Rui van der Velde",
            "2025-12-18",
        ),
        anchor=anchor_at(TEXT, DIGEST, 1, span),
        created="2025-12-19T14:05:06Z",
        modified="2025-12-20T08:00:00Z",
        note=note,
        tags=tags,
    )


@pytest.fixture
def entries(article) -> list[Exported]:
    """A figure with a note, a quote that was edited, and a note on the whole article."""
    figure = mark(0, "1,250 people", "Check with the **operator**.\n\nOpening day only?", ("trams", "to do"))
    quote = mark(1, "“We never gave up,”")
    whole = Annotation(
        IDS[2],
        AnnotationKind.ARTICLE,
        figure.article,
        None,
        "2025-12-19T15:00:00Z",
        "2025-12-19T15:00:00Z",
        "Second source needed",
    )
    same = Placement(PlacementStatus.SAME, figure.anchor.span, figure.anchor.exact, figure.anchor.exact)
    edited = Placement(PlacementStatus.EDITED, quote.anchor.span, quote.anchor.exact, "“We did not give up,”", 0.6)
    return [exported(quote, article, edited), exported(figure, article, same), exported(whole, article)]
