"""Messages of workers: each carries the question that it answers, so that a late answer is dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from array import array

    from reader.completion import Completion
    from reader.library import Changes, Opened, Progress
    from reader.search.order import Order
    from reader.search.query import Page, Snippet
    from reader.text import Span
    from reader.views import View


@dataclass
class ArticleRead(Message):
    """An article has been read from its file."""

    key: int
    query: str
    """The query whose matches these are; empty for none."""
    opened: Opened
    matches: tuple[Span, ...]


@dataclass
class ArticleUnreadable(Message):
    """An article could not be read."""

    key: int
    problem: str


@dataclass
class MatchesFound(Message):
    """The matches of another query in the article that is open."""

    key: int
    query: str
    matches: tuple[Span, ...]


@dataclass
class SearchAnswered(Message):
    """A query has been answered."""

    text: str
    order: Order
    page: Page


@dataclass
class SearchFailed(Message):
    """The index could not be used."""

    text: str
    problem: str


@dataclass
class CompletionsFound(Message):
    """What a query may go on with."""

    text: str
    completions: tuple[Completion, ...]


@dataclass
class ViewLoaded(Message):
    """The articles of a view are known, or cannot be."""

    view: View
    order: Order
    keys: array[int]
    has_words: bool
    """Its query asks for words: passages show them."""
    problem: str = ""


@dataclass
class LikeFound(Message):
    """Articles like one have been found, or could not be."""

    title: str
    query: str
    keys: array[int]
    problem: str = ""


@dataclass
class ViewsCounted(Message):
    """How many articles each view holds."""

    counts: dict[View, int]


@dataclass
class SnippetsMade(Message):
    """Passages for the hits on the screen."""

    text: str
    snippets: dict[int, Snippet]


@dataclass
class UpdateProgressed(Message):
    """An update of the library goes on."""

    progress: Progress

    def can_replace(self, message: Message) -> bool:
        """Only the last state matters."""
        return isinstance(message, UpdateProgressed)


@dataclass
class UpdateEnded(Message):
    """An update of the library is done, or has failed."""

    changes: Changes | None
    problem: str = ""
