"""A library in memory with the methods of the real one; its notebook and session are real, on a temporary folder."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from reader.annotations.annotation import AnnotationKind
from reader.annotations.notebook import Notebook
from reader.articles.read import read
from reader.catalogue import Row
from reader.errors import ArticleError
from reader.highlights.find import find
from reader.library import Changes, Listed, Opened, _without_hidden
from reader.paths import Folders
from reader.search.query import Hit, Order, Page, Problem, Snippet
from reader.session import Session
from reader.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from reader.articles.article import Article
    from reader.highlights.highlight import Highlights


class FakeLibrary:
    """Searches by substring; everything else is as in `reader.library.Library`."""

    def __init__(self, folder: Path, files: dict[str, bytes]) -> None:
        self.folders = Folders(folder / "articles", folder / "data", folder / "cache", folder / "state")
        self.notebook = Notebook.open(self.folders.data, self.folders.state)
        self.session = Session(self.folders.state)
        self.stored: dict[int, Article] = {}
        for path, data in files.items():
            for article in read(path, data):
                self.stored[len(self.stored) + 1] = article
        self.changes = Changes(0, 0, 0, ())

    def keys(self, order: Order = Order.DATE) -> array[int]:
        def name(key: int) -> str:
            article = self.stored[key]
            return article.outlet or "" if order is Order.OUTLET else article.title

        if order in (Order.OUTLET, Order.TITLE):
            return array("q", sorted(self.stored, key=name))
        newest = sorted(self.stored, key=lambda k: self.stored[k].published.iso if self.stored[k].published else "")
        return array("q", reversed(newest))

    def listed(self, keys: Sequence[int]) -> list[Listed]:
        return [self._listed(key) for key in keys if key in self.stored]

    def _listed(self, key: int) -> Listed:
        article = self.stored[key]
        found = self._find(article)
        row = Row(
            key=key,
            id=article.id,
            title=article.title,
            outlet=article.outlet,
            authors=article.authors,
            iso=article.published.iso if article.published else "",
            path=article.path,
            ordinal=0,
            figures=len(found.figures),
            quotes=len(found.quotes),
            words=len(article.text.split()),
            lang=article.lang,
        )
        state = self.notebook.state(article.id)
        kinds = (AnnotationKind.MARK, AnnotationKind.ARTICLE)
        notes = sum(each.kind in kinds for each in self.notebook.of(article.id))
        return Listed(row, bool(state and state.is_read), bool(state and state.is_starred), notes)

    def _find(self, article: Article) -> Highlights:
        return find(article)

    def update(self, on_progress=None, *, cancelled=None) -> Changes:
        return self.changes

    def article(self, key: int) -> Opened:
        if key not in self.stored:
            raise ArticleError("This article is no longer in the library.")
        article = self.stored[key]
        placed = self.notebook.placed(article)
        state = self.notebook.state(article.id)
        return Opened(
            key,
            article,
            _without_hidden(self._find(article), placed),
            tuple(p for p in placed if p.annotation.kind is not AnnotationKind.HIDDEN),
            bool(state and state.is_read),
            bool(state and state.is_starred),
            self.session.position(article.id),
        )

    def remember(self, key: int, position: int) -> None:
        self.session.remember_position(self.stored[key].id, position)

    def search(self, text: str, *, order: Order = Order.RELEVANCE, offset: int = 0, limit: int = 100) -> Page:
        if text.count('"') % 2:
            at = text.rindex('"')
            return Page(text, (), 0, problems=(Problem(Span(at, len(text)), "The quotation mark is not closed."),))
        keys = [key for key in self.keys() if _spans(self.stored[key].text, text)]
        hits = tuple(Hit(key, 1.0) for key in keys[offset : offset + limit])
        return Page(text, hits, len(keys), offset=offset)

    def snippets(self, keys: Iterable[int], text: str, width: int) -> dict[int, Snippet]:
        found = {}
        for key in keys:
            article = self.stored[key]
            spans = _spans(article.text, text)
            if spans:
                start = max(0, spans[0].start - width // 3)
                passage = article.text[start : start + width].replace("\n", " ")
                inside = (span.moved(-start) for span in spans if start <= span.start and span.end <= start + width)
                found[key] = Snippet(passage, tuple(inside), start)
        return found

    def matches(self, article: Article, text: str) -> tuple[Span, ...]:
        return tuple(_spans(article.text, text))

    def close(self) -> None:
        self.session.close()


def _spans(text: str, query: str) -> list[Span]:
    words = query.replace('"', "").casefold()
    folded = text.lower()
    found = []
    at = folded.find(words) if words else -1
    while at >= 0:
        found.append(Span(at, at + len(words)))
        at = folded.find(words, at + len(words))
    return found
