"""Messages of workers: each carries the question that it answers, so that a late answer is dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.grouping import Group
from reader.ui.report import Report

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from textual.message import Message

    from reader.completion import Completion
    from reader.library import Opened
    from reader.search.order import Order
    from reader.search.query import Page, Snippet
    from reader.text import Span
    from reader.updating import Changes, Progress
    from reader.views import View


class ArticleRead(Report):
    """An article has been read from its file."""

    key: int
    query: str
    """The query whose matches these are; empty for none."""
    opened: Opened
    matches: tuple[Span, ...]


class ArticleUnreadable(Report):
    """An article could not be read."""

    key: int
    problem: str


class MatchesFound(Report):
    """The matches of another query in the article that is open."""

    key: int
    query: str
    matches: tuple[Span, ...]


class SearchAnswered(Report):
    """A query has been answered."""

    text: str
    order: Order
    page: Page
    stretches: Sequence[tuple[str, int]] = ()
    """How many hits in a row are of one group, where they are grouped."""
    group: Group = Group.NONE


class SearchFailed(Report):
    """The index could not be used."""

    text: str
    problem: str
    is_damage: bool = False
    """The index has to be built anew."""


class CompletionsFound(Report):
    """What a query may go on with."""

    text: str
    completions: tuple[Completion, ...]


class ViewLoaded(Report):
    """The articles of a view are known, or cannot be."""

    view: View
    order: Order
    keys: array[int]
    has_passages: bool
    """Passages can show why its articles are in it."""
    stretches: Sequence[tuple[str, int]] = ()
    """How many in a row are of one group, where the list is grouped."""
    group: Group = Group.NONE
    problem: str = ""


class LikeFound(Report):
    """Articles like one have been found, or could not be."""

    title: str
    query: str
    keys: array[int]
    problem: str = ""


class ViewsCounted(Report):
    """How many articles each view holds."""

    counts: dict[View, int]


class SnippetsMade(Report):
    """Passages for the hits on the screen."""

    text: str
    snippets: dict[int, Snippet]


class UpdateProgressed(Report):
    """An update of the library goes on."""

    progress: Progress

    def can_replace(self, message: Message) -> bool:
        """Only the last state matters."""
        return isinstance(message, UpdateProgressed)


class UpdateEnded(Report):
    """An update of the library is done, or has failed."""

    changes: Changes | None
    problem: str = ""
