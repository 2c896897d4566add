"""Searching: the query narrows the list with every key; answers to former questions are dropped."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding
from textual.content import Content

from reader.errors import IndexDamagedError, ReaderError
from reader.search.order import Order
from reader.text import safe
from reader.ui.grouping import ORDER_OF, Group, Groups, groups_of
from reader.ui.messages import SearchAnswered, SearchFailed, SnippetsMade
from reader.ui.screens.desk import LIST, Desk
from reader.ui.widgets.article_list import ArticleList
from reader.ui.widgets.search_row import SearchRow
from reader.ui.wrapping import cells_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.binding import BindingType
    from textual.timer import Timer

    from reader.search.query import Page, Problem

_PAUSE = 0.04
"""Seconds without a key before a query is asked."""
_ALL = 1 << 40
_HITS = 200
"""Hits fetched at once; more as the cursor comes near the end."""
_OPENS_A_TEXT = frozenset({"search", "annotate", "annotate_article", "find"})
"""Actions after which letters are text; their keys have priority, but not over a query."""
_NO_HITS = "No article answers that.\n\nFewer or shorter words find more. Esc gives the list back."


class Searching(Desk):
    """The part of the main screen that asks queries and lists their hits."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority, so that letters typed at once find the query: others are handed on before the action has run.
        Binding(
            "slash",
            "search",
            "Search",
            id="search.focus",
            priority=True,
            tooltip="Full text of all articles, as you type",
        ),
    ]

    _all_keys: array[int] = array("q")
    """The articles of the view, in the order of the list."""
    _view_groups = Groups()
    _view_words = ""
    """The query of the view, if it asks for words."""
    _before: tuple[int | None, int] | None = None
    """The article under the cursor before the search, and its line of the screen."""
    _page: Page | None = None
    _pause: Timer | None = None
    _earlier: list[str] | None = None
    _when_complete: Callable[[], object] | None = None
    sorts_hits: bool = False
    """The user chose an order while hits were listed."""
    groups_hits: bool = False
    """The user chose a grouping while hits were listed."""
    is_rebuilding = False
    """An index is being built in the place of one that is of no use."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the letters of a query to the query."""
        if action in _OPENS_A_TEXT and self.query_has_focus:
            return False
        return super().check_action(action, parameters)

    def action_search(self) -> None:
        """Let keys go to the query, and remember the list as it is."""
        self._prepare_search()
        if self._before is None:
            self._before = (self.articles.current, self.articles.cursor_line)
        self._earlier = None
        if self.room != LIST:
            self.room = LIST
        self.search_row.type_here()

    @work(thread=True, exclusive=True, group="preparing", exit_on_error=False)
    def _prepare_search(self) -> None:
        self.library.prepare_search()

    @on(SearchRow.Changed)
    def _query_changed(self, event: SearchRow.Changed) -> None:
        if self._pause is not None:
            self._pause.stop()
        if not event.text.strip():
            self._ask("")
        elif event.text.strip() != self.typed:
            self._pause = self.set_timer(_PAUSE, lambda: self._ask(event.text.strip()))

    def _ask(self, text: str) -> None:
        self.typed = text
        if text:
            self.query_text = self.library.within(self.listed_view.query, text)
            self._search(self.query_text, self.search_order)
        else:
            self.workers.cancel_group(self, "search")
            self._list_view()

    @property
    def search_order(self) -> Order:
        """The order of hits: the list's own, but relevance where the list would go by date unasked."""
        if self.groups_hits:
            return ORDER_OF.get(self.group, self.order)
        return self.order if self.order in (Order.OUTLET, Order.TITLE) or self.sorts_hits else Order.RELEVANCE

    @work(thread=True, exclusive=True, group="search", exit_on_error=False)
    def _search(self, text: str, order: Order, offset: int = 0, limit: int = _HITS) -> None:
        group = self.group if self.groups_hits else Group.NONE
        stretches: Sequence[tuple[str, int]] = ()
        try:
            # The heads of groups say how many stand below: all have to be known.
            page = self.library.search(text, order=order, offset=offset, limit=limit if group is Group.NONE else _ALL)
            if group is not Group.NONE:
                stretches = self.library.stretches(group, array("q", (hit.key for hit in page.hits)))
        except ReaderError as error:
            self.post_message(SearchFailed(text, str(error), isinstance(error, IndexDamagedError)))
        else:
            self.post_message(SearchAnswered(text, order, page, stretches, group))

    @on(SearchAnswered)
    def _answered(self, event: SearchAnswered) -> None:
        if event.text != self.query_text:
            return
        page = event.page
        if page.offset:
            self._take_more(page)
            return
        problems = self._problems_of_typed(page)
        self._show_problems(problems)
        if self._page is not None and any(not problem.is_unfinished for problem in problems):
            return  # the last good results stay until the query can be read again
        self._page = page
        self.articles.in_all = page.counted if page.has_more else ""
        self.search_row.say(_found(page))
        keys = array("q", (hit.key for hit in page.hits))
        self.articles.show(
            keys,
            cursor=None if self.query_has_focus else self.articles.current,
            line=None if self.query_has_focus else self.articles.cursor_line,
            snippets=True,
            groups=groups_of(event.group, event.stretches),
        )
        self.find_matches()
        self.articles.empty_text = "" if keys else _NO_HITS
        if not problems:
            self.say("")

    def _take_more(self, page: Page) -> None:
        if page.offset != len(self.articles.keys):
            return  # the same hits were asked for twice
        self._page = page
        self.articles.extend(hit.key for hit in page.hits)
        self.articles.in_all = page.counted if page.has_more else ""
        then, self._when_complete = self._when_complete, None
        if then is not None:
            then()

    @on(ArticleList.EndWanted)
    def _end_wanted(self, event: ArticleList.EndWanted) -> None:
        self.complete_list(lambda: self.articles.move_to((event.count or len(self.articles.keys)) - 1))

    def complete_list(self, then: Callable[[], object]) -> None:
        """Do something when all hits are listed, those that are not loaded yet too."""
        page = self._page
        if self.typed and page is not None and page.has_more:
            self._when_complete = then
            self._search(self.query_text, self.search_order, len(self.articles.keys), _ALL)
        else:
            then()

    def _problems_of_typed(self, page: Page) -> tuple[Problem, ...]:
        """Return what is wrong with the query in the search row, by its places there."""
        before = len(self.query_text) - len(self.typed)
        found = (replace(each, span=each.span.moved(-before)) for each in page.problems if each.span.start >= before)
        return tuple(found)

    @property
    def query_has_focus(self) -> bool:
        """Tell whether keys go to the query."""
        return self.search_row.query_input.has_focus

    @on(SearchFailed)
    def _failed(self, event: SearchFailed) -> None:
        if event.text == self.query_text and self.is_rebuilding:
            self.search_row.say("building the index")  # how far it is stays in the status line
        elif event.text == self.query_text:
            self.search_row.say("no index yet" if not self._all_keys else "no index")
            self.say_bad(event.problem)

    is_offering = False
    """Ways to complete the query stand where its problems are told."""
    _problems: tuple[Problem, ...] = ()

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        self._problems = problems
        self.call_after_refresh(self.place_problems)  # where the query has been scrolled to is known then

    def place_problems(self) -> None:
        """Tell the first problem of the query; what is only not finished is a hint, which offers make needless."""
        problems = sorted(self._problems, key=lambda problem: problem.is_unfinished)
        is_hint = bool(problems) and problems[0].is_unfinished
        self.problem.display = bool(problems) and not (is_hint and self.is_offering)
        self.problem.set_class(is_hint, "-hint")
        if problems:
            first = problems[0]
            before = cells_of(self.search_row.text[: first.span.start]) - self.search_row.query_input.scroll_offset.x
            column = self.search_row.prompt_cells + max(0, before)
            pointer = "▔" * max(1, min(len(first.span), 20))
            message = safe(first.message).replace("\n", " ")
            room = self.size.width - cells_of(message) - len(pointer) - 2
            if room < 0:  # below the pointer, in as many lines as it needs
                message, room = "\n" + message, max(0, self.size.width - len(pointer))
            self.problem.update(Content(" " * min(column, room) + pointer + " " + message))

    @on(ArticleList.Shown)
    def _hits_shown(self, event: ArticleList.Shown) -> None:
        if self.query_text:
            self._make_snippets(self.query_text, event.keys, event.width)
        page = self._page
        if self.typed and page is not None and event.keys[-1:] == tuple(self.articles.keys[-1:]):
            end = page.offset + len(page.hits)
            if page.has_more and end == len(self.articles.keys):
                self._search(self.query_text, self.search_order, end)

    @work(thread=True, exclusive=True, group="snippets", exit_on_error=False)
    def _make_snippets(self, text: str, keys: tuple[int, ...], width: int) -> None:
        try:
            self.post_message(SnippetsMade(text, self.library.snippets(keys, text, width)))
        except ReaderError as error:
            self.post_message(SearchFailed(text, str(error)))

    @on(SnippetsMade)
    def _snippets_made(self, event: SnippetsMade) -> None:
        if event.text == self.query_text:
            self.articles.set_snippets(event.snippets)

    # -- ending a search -----------------------------------------------------------------------------------------

    @on(SearchRow.Submitted)
    def _submitted(self, event: SearchRow.Submitted) -> None:
        if event.text.strip() and event.text.strip() != self.typed:
            self._ask(event.text.strip())
        if event.text.strip():
            self._remember_search(event.text.strip())
        else:
            self._before = None
        self.go(LIST)

    @on(SearchRow.Cancelled)
    def _cancelled(self) -> None:
        self.end_search()
        self.go(LIST)

    def end_search(self) -> bool:
        """Give the list back as it was before the search; tell whether there was one."""
        if self._before is None and not self.typed:
            return False
        if self._pause is not None:
            self._pause.stop()
        self.search_row.text = ""
        self._ask("")
        self._before = None
        self.say("")
        return True

    def _list_view(self) -> None:
        """Give the list back as it was before something was typed."""
        cursor, line = self._before if self._before is not None else (self.articles.current, None)
        self._page = None
        self.articles.in_all = ""
        self.sorts_hits = self.groups_hits = False
        self._when_complete = None
        self._show_problems(())
        self.query_text = self._view_words
        self.articles.show(
            self._all_keys, cursor=cursor, line=line, snippets=bool(self._view_words), groups=self._view_groups
        )
        self.articles.empty_text = self.empty_view
        self.search_row.say(number_of_articles(len(self._all_keys)))
        self.find_matches()

    @property
    def empty_view(self) -> str:
        """What to say of a view without articles; the part that lists says it."""
        return ""

    @on(SearchRow.EarlierWanted)
    async def _earlier_wanted(self) -> None:
        if self._earlier is None:
            self._earlier = await self.in_thread(self.library.session.searches)
        if self._earlier:
            self.search_row.text = self._earlier.pop(0)
        else:
            self.say("No earlier searches.")

    @work(thread=True, group="session", exit_on_error=False)
    def _remember_search(self, text: str) -> None:
        self.library.session.remember_search(text)


def _found(page: Page) -> str:
    if not page.total:
        return "no hits"
    return f"{page.counted} hit{'' if page.total == 1 and page.is_exact else 's'}"


def number_of_articles(count: int) -> str:
    """Return how many there are, for people."""
    return f"{count:,} article{'' if count == 1 else 's'}"
