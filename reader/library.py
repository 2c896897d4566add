"""Library: the one object a front end holds. It joins articles, highlights, search and annotations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.search.query import Order, Page, Snippet

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Sequence

    from reader.annotations.notebook import Notebook, Placed
    from reader.articles.article import Article
    from reader.catalogue import Row
    from reader.highlights.highlight import Highlights
    from reader.paths import Folders
    from reader.text import Span


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list: what the catalogue knows of an article, and what the user did with it."""

    row: Row
    is_read: bool
    is_starred: bool
    notes: int
    """Marks and notes of the user's."""


@dataclass(frozen=True, slots=True)
class Opened:
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


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an update of the library is."""

    stage: str
    """`scanning`, `reading` or `indexing`."""
    done: int
    total: int
    """0 while it is not known."""
    seconds: float
    """Since the update began."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What an update found."""

    added: int
    changed: int
    removed: int
    warnings: tuple[str, ...]
    """One line for each file that could not be read, and for whatever else the user should know."""

    @property
    def any(self) -> bool:
        """Tell whether the list has to be painted anew."""
        return bool(self.added or self.changed or self.removed)


class Library:
    """A folder of articles with all that belongs to it. Methods block; a screen calls them in a thread worker."""

    notebook: Notebook
    """The user's annotations."""
    folders: Folders

    @classmethod
    def open(cls, folders: Folders) -> Library:
        """Open the catalogue and nothing else: no scan, no index, no annotations yet.

        Raises:
            LibraryError: the folder is missing or no folder.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Stop an update under way and close the catalogue."""
        raise NotImplementedError

    def keys(self, order: Order = Order.DATE) -> array[int]:
        """Return the keys of all articles (`array('q')`), newest first or by outlet or title."""
        raise NotImplementedError

    def listed(self, keys: Sequence[int]) -> list[Listed]:
        """Return the rows of these articles, in this order; unknown keys are left out."""
        raise NotImplementedError

    def update(
        self,
        on_progress: Callable[[Progress], None] | None = None,
        *,
        cancelled: Callable[[], bool] | None = None,
    ) -> Changes:
        """Bring catalogue and index up to date with the folder, in another process; return what changed.

        `on_progress` is called in the calling thread, about ten times a second.
        """
        raise NotImplementedError

    def article(self, key: int) -> Opened:
        """Read an article with its highlights and annotations.

        Raises:
            ArticleError: there is no such article, or its file cannot be read.
        """
        raise NotImplementedError

    def search(self, text: str, *, order: Order = Order.RELEVANCE, offset: int = 0, limit: int = 100) -> Page:
        """Answer a query; never raises for what was typed.

        Raises:
            SearchError: the index cannot be used.
        """
        raise NotImplementedError

    def snippets(self, keys: Sequence[int], text: str, width: int) -> dict[int, Snippet]:
        """Return, for the visible hits of a query, a passage of about `width` code points."""
        raise NotImplementedError

    def matches(self, article: Article, text: str) -> tuple[Span, ...]:
        """Return the spans of the article's text that answer a query, in order and without overlaps."""
        raise NotImplementedError

    def remember(self, key: int, position: int) -> None:
        """Keep where the user left off in an article."""
        raise NotImplementedError
