"""Library: the one object a front end holds. It joins articles, highlights, search and annotations."""

from __future__ import annotations

from array import array
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reader.annotations.kinds import AnnotationKind
from reader.annotations.presence import bytes_of_logs
from reader.catalogue import Catalogue
from reader.errors import ArticleError, LibraryError, NotSavedError, ReaderError, SearchError
from reader.search.order import Order
from reader.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.annotations.annotation import ArticleReference
    from reader.annotations.notebook import Notebook, Placed
    from reader.articles.article import Article
    from reader.catalogue import Row
    from reader.completion import Completions
    from reader.facts import LibraryFacts
    from reader.highlights.highlight import Highlights
    from reader.paths import Folders
    from reader.search.index import SearchIndex
    from reader.search.language import Query
    from reader.search.query import Page, Snippet
    from reader.text import Span
    from reader.updating import Changes, Progress
    from reader.views import Views

_ASKED_BEFORE = "qzxj"
"""No article has this word: asked while the user types the first letter, it opens what every query needs."""
_ALL = 1 << 40
"""More articles than there are."""
_LIKE = 0.3
"""Share of the best score (that of the article itself) from which another article is like it."""


class Listed(NamedTuple):
    """A row of the list: what the catalogue knows of an article, and what the user did with it."""

    row: Row
    is_read: bool
    is_starred: bool
    notes: int
    """Marks and notes of the user's."""
    tags: tuple[str, ...] = ()
    """The user's, of the article itself."""
    is_changed: bool = False
    """Its text is another than when it was last read on this machine."""


class Noticed(NamedTuple):
    """What others changed since the last look: another terminal, a sync tool, an update."""

    articles: bool
    """The catalogue is another: paint the list anew."""
    notes: bool
    """Annotations or states are others."""


class Opened(NamedTuple):
    """An article, ready to be shown."""

    key: int
    article: Article
    highlights: Highlights
    """Without those that the user hid."""
    placed: tuple[Placed, ...]
    """The user's annotations and where they stand now."""
    is_read: bool
    is_starred: bool
    position: int
    """Code point of `article.text` where the user left off; 0 at the first time."""
    tags: tuple[str, ...] = ()
    """The user's, of the article itself."""


_LARGE_LOG = 1 << 20
"""Bytes of logs above which the first rows do not wait for them."""


class Library:
    """A folder of articles with all that belongs to it. Methods block; a screen calls them in a thread worker."""

    def __init__(self, folders: Folders) -> None:
        self.folders = folders
        self.catalogue = Catalogue(folders.cache)
        self.session = Session(folders.state)
        self._generation = self.catalogue.generation()
        self._has_adopted = False
        self.owes_notes = False
        """Rows were listed without what the user did, which is much and is read by the next `poll`."""

    @classmethod
    def open(cls, folders: Folders) -> Library:
        """Open the catalogue and nothing else: no scan, no index, no annotations yet.

        The default library is made at its first use, with the articles that come with the program.

        Raises:
            LibraryError: the folder is missing or no folder.
        """
        if folders.is_default and not folders.library.exists():
            _fill(folders)
        check_folder(folders)
        return cls(folders)

    def close(self) -> None:
        """Close catalogue, index and session."""
        self.catalogue.close()
        self.session.close()
        if "completions" in self.__dict__:
            self.completions.close()
        if "_index" in self.__dict__:
            self._index.close()

    @cached_property
    def notebook(self) -> Notebook:
        """What the user made."""
        from reader.annotations.notebook import Notebook  # whoever made nothing yet does not wait for it

        return Notebook.open(self.folders.data, self.folders.state)

    # the list

    def keys(self, order: Order = Order.DATE) -> array[int]:
        """Return the keys of all articles (`array('q')`), newest first or by outlet or title."""
        return self.catalogue.keys(order)

    def listed(self, keys: Sequence[int]) -> list[Listed]:
        """Return the rows of these articles, in this order; unknown keys are left out."""
        rows = self.catalogue.rows(keys)
        if "notebook" not in self.__dict__:
            size = bytes_of_logs(self.folders.data)
            self.owes_notes = size > _LARGE_LOG
            if self.owes_notes or not size:
                return [
                    Listed(row, is_read=False, is_starred=False, notes=0, is_changed=self._is_changed(row))
                    for row in rows
                ]
        return [self._listed(row) for row in rows]

    def _listed(self, row: Row) -> Listed:
        state = self.notebook.state(row.id)
        notes = self.notebook.count(row.id)
        is_changed = self._is_changed(row)
        if state is None:
            return Listed(row, is_read=False, is_starred=False, notes=notes, is_changed=is_changed)
        return Listed(row, state.is_read, state.is_starred, notes, state.tags, is_changed)

    def _is_changed(self, row: Row) -> bool:
        return self.session.seen.get(row.id, row.revision) != row.revision

    def stretches(self, by: str, keys: array[int], *, is_all: bool = False) -> list[tuple[str, int]]:
        """Return how many of a list's articles in a row have the same `day` or `outlet`; the list is ordered by it."""
        from reader.stretches import stretches  # few lists are grouped

        return stretches(self.catalogue, by, keys, is_all=is_all)

    def update(
        self,
        on_progress: Callable[[Progress], None] | None = None,
        *,
        cancelled: Callable[[], bool] | None = None,
    ) -> Changes:
        """Bring catalogue and index up to date with the folder, in another process; return what changed.

        `on_progress` is called in the calling thread, about ten times a second.

        Raises:
            LibraryError: the update failed; the message says what to do.
            IndexLockedError: another reader is updating this library.
        """
        from reader.annotations.backup import back_up  # archives and processes load only after the first frame
        from reader.updating import update_in_child

        changes = update_in_child(self.folders.library, self.folders.cache, on_progress, cancelled)
        self.adopt_strays()
        try:
            back_up(self.folders.data, self.folders.state)  # the first update of a day
        except NotSavedError as error:
            return replace(changes, warnings=(*changes.warnings, str(error)))
        return changes

    def poll(self) -> Noticed:
        """Look for what others changed; cheap enough for once a second."""
        owed, self.owes_notes = self.owes_notes, False
        generation = self.catalogue.generation()
        articles, notes = generation != self._generation, self.notebook.refresh()
        self._generation = generation
        if articles or notes or not self._has_adopted:
            notes = self.adopt_strays() or notes
        return Noticed(articles, notes or owed)

    def adopt_strays(self) -> bool:
        """Find the articles of annotations whose article has another id now; tell whether others were found before.

        Until it has been called, such annotations are missed in the list and in searches.
        """
        from reader.homes import homes  # the first frame paints what is known by name

        self._has_adopted = True
        names = self.notebook.articles()
        there = self.catalogue.ids_among(names)
        strays = (self.notebook.reference(name) for name in names if name not in there)
        return self.notebook.adopt(homes(self.catalogue, (each for each in strays if each is not None)))

    # one article

    def article(self, key: int) -> Opened:
        """Read an article with its highlights and annotations.

        Raises:
            ArticleError: there is no such article, or its file cannot be read.
        """
        from reader.highlights.find import find  # the first frame needs no finder

        article = self.read(key)
        state = self.notebook.state(article.id)
        placed = self.placed(article)
        return Opened(
            key=key,
            article=article,
            highlights=_without_hidden(find(article), placed),
            placed=tuple(p for p in placed if p.annotation.kind is not AnnotationKind.HIDDEN),
            is_read=bool(state and state.is_read),
            is_starred=bool(state and state.is_starred),
            position=min(self.session.position(article.id), len(article.text)),
            tags=state.tags if state is not None else (),
        )

    def placed(self, article: Article) -> tuple[Placed, ...]:
        """Return the user's annotations of an article with their places in its present text."""
        if not self._has_adopted:
            self.adopt_strays()
        return self.notebook.placed(article)

    def tags(self) -> dict[str, int]:
        """Return the user's tags of notes and articles, with how often each is used; the most used first."""
        from reader.annotations.tags import tag_counts  # only those who tag ask for them

        return tag_counts((*self.notebook.all(), *self.notebook.states()))

    def read(self, key: int) -> Article:
        """Read an article from its file.

        Raises:
            ArticleError: there is no such article, or its file cannot be read.
        """
        from reader.articles.scan import load

        rows = self.catalogue.rows([key])
        if not rows:
            raise ArticleError("This article is no longer in the library. Its notes are kept.")
        articles = load(self.folders.library, rows[0].path)
        if rows[0].ordinal >= len(articles):
            raise ArticleError(f"{rows[0].path} no longer holds this article. Its notes are kept.")
        return articles[rows[0].ordinal]

    def remember(self, key: int, position: int, revision: str = "") -> None:
        """Keep where the user left off in an article, as a code point of its text, and which text they saw."""
        for row in self.catalogue.rows([key]):
            self.session.remember_position(row.id, position)
            if revision:
                self.session.remember_seen(row.id, revision)

    # search

    @cached_property
    def _index(self) -> SearchIndex:
        from reader.search.index import SearchIndex  # Whoosh loads with it, after the first frame

        return SearchIndex(self.folders.cache / "index")

    def prepare_search(self) -> None:
        """Load what searches need, so that the first letter of a query need not wait for it; never raises."""
        from reader.articles import scan  # noqa: F401 - to have loaded what passages are read with
        from reader.search import snippets  # noqa: F401

        with suppress(ReaderError, OSError):  # whatever is wrong is said when something is searched for
            self.search(_ASKED_BEFORE, limit=1)

    @cached_property
    def views(self) -> Views:
        """The lists that come with the program, and the searches that the user saved."""
        from reader.views import Views  # the first frame lists all articles

        return Views(self.notebook)

    @cached_property
    def completions(self) -> Completions:
        """Names of fields and values that a query may go on with."""
        from reader.completion import Completions  # the first frame completes nothing

        return Completions(self.folders.cache, self.notebook)

    @cached_property
    def _facts(self) -> LibraryFacts:
        from reader.facts import LibraryFacts  # the first frame asks nothing

        return LibraryFacts(self.catalogue, self.notebook)

    def search(self, text: str, *, order: Order = Order.RELEVANCE, offset: int = 0, limit: int = 100) -> Page:
        """Answer a query; never raises for what was typed.

        Raises:
            SearchError: the index cannot be used; an update repairs it.
        """
        query = _parsed(text)
        self._index.refresh()
        try:
            page = self._index.search(query, order=order, offset=offset, limit=limit, facts=self._facts)
        except ReaderError:
            raise
        except Exception as error:  # a damaged index fails in any way there is
            raise SearchError(
                f"The index cannot be used ({type(error).__name__}). Run `reader index --rebuild`."
            ) from error
        return replace(page, text=text)

    def within(self, outer: str, text: str) -> str:
        """Return a query for what answers a view's query and one that is being typed; harmless for any text."""
        from reader.search.language import within  # the first frame parses nothing

        return within(outer, text)

    def has_passages(self, text: str) -> bool:
        """Tell whether passages can show why an article answers a query."""
        return _parsed(text).has_passages

    def answering(self, text: str, order: Order = Order.DATE) -> array[int]:
        """Return the keys of all articles that answer a query (`array('q')`), in an order.

        Raises:
            SearchError: the index cannot be used; an update repairs it.
        """
        return array("q", (hit.key for hit in self.search(text, order=order, limit=_ALL).hits))

    def more_like(self, key: int, most: int = 50) -> tuple[str, array[int]]:
        """Return a query of an article's distinctive words, and the other articles that answer it best, best first.

        Raises:
            ArticleError: there is no such article.
            SearchError: the index cannot be used; an update repairs it.
        """
        query = self._index.more_like(self.read(key))
        hits = self.search(query, limit=most + 1).hits if query else ()
        least = hits[0].score * _LIKE if hits else 0.0
        return query, array("q", (hit.key for hit in hits if hit.key != key and hit.score >= least))

    def count(self, text: str) -> int:
        """Return how many articles answer a finished query; all, if it asks for nothing.

        Raises:
            SearchError: the index cannot be used; an update repairs it.
        """
        return self.search(f"{text} ", limit=0).total if text.strip() else self.catalogue.count()

    def snippets(self, keys: Sequence[int], text: str, width: int) -> dict[int, Snippet]:
        """Return, for the visible hits of a query, a passage of about `width` code points."""
        from reader.search.snippets import snippet

        query = _parsed(text)
        found = {}
        for key in keys:
            try:
                article = self.read(key)
                passage = snippet(article.text, query, width, self._facts.spans(key, query.asked), article.blocks)
            except ReaderError:
                continue
            if passage is not None:
                found[key] = passage
        return found

    def matches(self, opened: Opened, text: str) -> tuple[Span, ...]:
        """Return the spans of the article's text that answer a query, in order and without overlaps.

        Words answer, and figures and quotes that meet a condition such as `money:>1bn`.
        """
        from reader.search.snippets import matches

        query = _parsed(text)
        return matches(opened.article.text, query, self._facts.spans(opened.key, query.asked))


def reference_of(row: Row) -> ArticleReference:
    """Return what an annotation remembers of the article of a row."""
    from reader.annotations.annotation import ArticleReference  # nothing is annotated before the first frame

    return ArticleReference(
        id=row.id,
        title=row.title,
        outlet=row.outlet,
        author=", ".join(row.authors) or None,
        published=row.day or None,
    )


def check_folder(folders: Folders) -> None:
    """Raise `LibraryError` unless the library is a folder, or the default one that is made at its first use."""
    is_there = folders.library.exists()
    if not folders.library.is_dir() and (is_there or not folders.is_default):
        what = "is not a folder" if is_there else "does not exist"
        raise LibraryError(f"{folders.library} {what}. Name a folder of articles: reader FOLDER")


def _parsed(text: str) -> Query:
    from reader.search.language import parse  # the first frame parses nothing

    return parse(text, date.today())  # noqa: DTZ011 - "last week" is the user's own


def _without_hidden(highlights: Highlights, placed: Sequence[Placed]) -> Highlights:

    hidden = {
        p.placement.span
        for p in placed
        if p.annotation.kind is AnnotationKind.HIDDEN and p.placement is not None and p.placement.span is not None
    }
    if not hidden:
        return highlights
    return replace(
        highlights,
        figures=tuple(f for f in highlights.figures if f.span not in hidden),
        quotes=tuple(q for q in highlights.quotes if q.span not in hidden),
    )


def _fill(folders: Folders) -> None:
    """Make the default library, with the articles that come with the program."""
    import shutil  # at the first run only

    from reader.paths import starter_articles

    try:
        folders.library.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(starter_articles(), folders.library)
    except OSError as error:
        message = f"The library {folders.library} cannot be made ({error.strerror}). Name a folder: reader FOLDER"
        raise LibraryError(message) from error
