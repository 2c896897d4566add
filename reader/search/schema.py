"""The Whoosh schema of the index, and what of an article goes into which field.

`text` holds all words of an article in their exact form, with positions; title, authors, outlet and tags stand before
the text, each a `GAP` apart, so that one word finds an article by any of them and no phrase runs from one into the
next. `text_stem` holds the same words as stems, `title` and `title_stem` those of the title. Columns hold what hits
are found and ordered by. Nothing is stored: the articles themselves are on disk.

The classes here are pickled into the index's table of contents: do not rename them without raising `FORMAT`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from whoosh.analysis import Analyzer, Token
from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, TEXT, Schema

from reader.search.ranking import LEAD, LEAD_WORDS, TITLE
from reader.search.values import day_number
from reader.search.words import WORDS_VERSION, fold, stem, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.articles.article import Article
    from reader.search.query import Document

FORMAT: Final = 3000 + WORDS_VERSION
"""Version of what is written: an index of another version is rebuilt."""

GAP: Final = 8
"""Positions left free between two parts of an article and between two articles."""

SEPARATOR: Final = "\x1e"
"""Stands between the parts of a field where Whoosh takes one text: the record separator of ASCII."""

STEMMED: Final = ("text", "title")
"""Fields that have a twin of stems, `<name>_stem`."""
PLAIN: Final = ("author", "outlet", "lang", "path")
"""Fields of exact words only."""


def stem_field(name: str) -> str:
    """Return the name of the twin that holds the stems of a field."""
    return f"{name}_stem"


class Folding(Analyzer):  # type: ignore[misc]  # Whoosh has no types
    """Cuts the parts of a field into folded words, `GAP` positions between two parts.

    Attributes:
        stems: give stems instead of the words.
        weighted: words of the first part, the title, and of the begin of the last one, the lead, weigh more.
    """

    def __init__(self, *, stems: bool = False, weighted: bool = False) -> None:
        self.stems = stems
        self.weighted = weighted

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Folding) and (self.stems, self.weighted) == (other.stems, other.weighted)

    def __hash__(self) -> int:
        return hash((Folding, self.stems, self.weighted))

    def __call__(self, value: str, **_options: Any) -> Iterator[Token]:
        token = Token(positions=True, chars=True, removestops=False)
        position = offset = 0
        parts = value.split(SEPARATOR)
        for number, part in enumerate(parts):
            for place, word in enumerate(words(part)):
                token.boost = 1.0
                if self.weighted:
                    is_lead = number == len(parts) - 1 and place < LEAD_WORDS
                    token.boost += (TITLE if number == 0 else 0) + (LEAD if is_lead else 0)
                token.text = stem(word.text) if self.stems else word.text
                token.pos = position
                token.startchar, token.endchar = offset + word.start, offset + word.end
                position += 1
                yield token
            position += GAP
            offset += len(part) + 1


def schema() -> Schema:
    """Return the schema of a new index."""
    fields: dict[str, Any] = {name: TEXT(analyzer=Folding(weighted=name == "text")) for name in (*STEMMED, *PLAIN)}
    for name in STEMMED:
        fields[stem_field(name)] = TEXT(analyzer=Folding(stems=True, weighted=name == "text"), phrase=False)
    fields["key"] = COLUMN(NumericColumn("q", default=-1))
    fields["day"] = COLUMN(NumericColumn("I", default=0))
    fields["by_title"] = COLUMN(VarBytesColumn())
    fields["by_outlet"] = COLUMN(VarBytesColumn())
    return Schema(**fields)


class Entry(NamedTuple):
    """What of a document goes into the index."""

    key: int
    day: int
    """As `reader.search.values.day_number`."""
    by_title: bytes
    by_outlet: bytes
    parts: dict[str, tuple[str, ...]]
    """By field: the texts whose words it takes. `text` ends with the text itself."""


def _sort_key(text: str | None) -> bytes:
    """Return what a title or an outlet is ordered by: without the marks it begins with, and what has none last."""
    if text is None:
        return "\U0010ffff".encode()
    bare = text.lstrip("\"'“”‘’«»„([ ")
    return " ".join(fold(word) for word in bare[:120].split())[:48].encode("utf-8", "replace")


def entry(document: Document) -> Entry:
    """Return what of a document goes into the index."""
    article: Article = document.article
    parts: dict[str, tuple[str, ...]] = {
        "text": (article.title, *article.authors, article.outlet or "", *article.tags, article.text),
        "title": (article.title,),
        "author": article.authors,
        "outlet": (article.outlet or "",),
        "lang": (article.lang or "",),
        "path": (article.path,),
    }
    published = article.published or article.updated
    return Entry(
        document.key,
        day_number(published.iso) if published else 0,
        _sort_key(article.title),
        _sort_key(article.outlet or None),
        {name: tuple(part for part in texts if part) for name, texts in parts.items()},
    )
