"""Desk: what the parts of the main screen share: the library, the widgets, and the article that is open."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual.getters import query_one
from textual.reactive import reactive

from reader.annotations.kinds import AnnotationKind
from reader.errors import ReaderError
from reader.library import reference_of
from reader.search.order import Order
from reader.ui.grouping import Group
from reader.ui.screens.furnished import Furnished
from reader.ui.widgets.article_list import ArticleList
from reader.ui.widgets.search_row import SearchRow
from reader.ui.widgets.status_line import StatusLine, Tone
from reader.views import ALL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.widget import Widget

    from reader.library import Library, Listed, Opened
    from reader.text import Span
    from reader.ui.entries import Entry
    from reader.ui.marks import Mark

Result = TypeVar("Result")

LIST, ARTICLE, HIGHLIGHTS = "list", "article", "highlights"
"""The rooms of the screen; on a narrow terminal one is seen at a time."""


class Desk(Furnished):
    """Base of the parts of the main screen."""

    articles = query_one(ArticleList)
    search_row = query_one("#search", SearchRow)
    status = query_one(StatusLine)

    room: reactive[str] = reactive(LIST, init=False, repaint=False)
    """Where the user is."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self.opened: Opened | None = None
        """The article on the screen."""
        self.matches: tuple[Span, ...] = ()
        """Where it answers the query."""
        self.listed_view = ALL
        """What is listed, or searched in."""
        self.typed = ""
        """The query in the search row; empty when the whole view is listed."""
        self.query_text = ""
        """The whole query, with that of the view, whose words are marked in texts; empty when there are none."""
        self.found_text = ""
        """What was looked for in the open article itself; `matches` are its places then."""
        self.order = Order.DATE
        self.group = Group.NONE
        self.picked_count = 0
        """How many articles are chosen, to be changed together."""
        self._in_turn = asyncio.Lock()
        self._hidden: frozenset[str] = frozenset()
        self._entries: tuple[Opened, list[Entry]] | None = None
        self._shown_entries: list[Entry] | None = None

    async def in_thread(self, work: Callable[[], Result]) -> Result:
        """Do blocking work on the user's data off the screen's thread, one piece after the other."""
        async with self._in_turn:
            return await asyncio.to_thread(work)

    # -- saying ------------------------------------------------------------------------------------------------

    def say(self, message: str) -> None:
        """Say what happened."""
        self.status.say(message)

    def say_good(self, message: str) -> None:
        """Say that the user's work is on disk."""
        self.status.say(message, Tone.GOOD)

    def say_bad(self, message: str) -> None:
        """Say that something did not work, and what to do."""
        self.status.say(message, Tone.BAD)

    async def set_state(
        self,
        listed: Sequence[Listed],
        *,
        done: str,
        read: bool | None = None,
        starred: bool | None = None,
        add_tags: Sequence[str] = (),
        remove_tags: Sequence[str] = (),
        is_automatic: bool = False,
    ) -> None:
        """Change the state of articles as one action, and show it when it is on disk."""
        change = partial(
            self.library.notebook.set_state,
            [reference_of(each.row) for each in listed],
            read=read,
            starred=starred,
            add_tags=add_tags,
            remove_tags=remove_tags,
            is_automatic=is_automatic,
        )
        try:
            await self.in_thread(change)
        except ReaderError as error:
            self.say_bad(f"NOT saved: {error}")
            return
        self.articles.forget_rows([each.row.key for each in listed])
        if add_tags or remove_tags:
            await self.refresh_annotations()
        self.show_views()
        if done:
            self.say_good(done)

    # -- rooms -------------------------------------------------------------------------------------------------

    @property
    def widget_of_room(self) -> Widget:
        """The widget that keys go to in this room."""
        return self.articles if self.room == LIST else self.view if self.room == ARTICLE else self.pane

    @property
    def in_reading(self) -> bool:
        """Tell whether the user reads, rather than looks for something to read."""
        return self.room != LIST

    def go(self, room: str) -> None:
        """Go to another room, and give it the keys."""
        self.room = room
        # Not `focus()`, which waits for a turn: keys typed at once would still go where they went before.
        self.set_focus(self.widget_of_room, scroll_visible=False)

    def find_matches(self) -> None:
        """Mark the matches of the present query in the open article; the part that reads articles does it."""

    def show_place(self) -> None:
        """Say where the user is; the part that reads articles does it."""

    def to_unread(self, direction: int) -> None:
        """Go to the next unread article; the part that marks articles does it."""

    def show_views(self) -> None:
        """Show the views as they are now; the part that knows views does it."""

    # -- the open article --------------------------------------------------------------------------------------

    def show_marks(self, *, position: int | None = None) -> None:
        """Show the open article with its highlights, annotations and matches.

        Args:
            position: Where to begin, for an article that has just been opened; None keeps the place.
        """
        opened = self.opened
        if opened is None:
            if self.is_furnished:
                self.view.set_article(None)
                self.pane.show(None)
            self._shown_entries = None
            return
        self.view.set_tags(opened.tags)
        marks = marks_of(opened, self.matches)
        found = self.entries_of(opened)
        if position is None:
            self.view.set_marks(marks)
            if found is not self._shown_entries:
                self.pane.update_entries(found)
        else:
            self._hidden = self.hidden_in(opened)
            self.view.set_article(opened.article, marks, position=position)
            self.pane.show(found)
        self._shown_entries = found

    def entries_of(self, opened: Opened) -> list[Entry]:
        """Return what the pane shows of an article; made once, by the thread that reads it if that asks first."""
        from reader.ui.entries import entries  # the first frame shows no article

        kept = self._entries
        if kept is None or kept[0] is not opened:
            kept = self._entries = (opened, entries(opened.article, opened.highlights, opened.placed))
        return kept[1]

    async def refresh_annotations(self) -> None:
        """Show what the notebook says now of the open article and of its row."""
        opened = self.opened
        if opened is not None:
            fresh = await self.in_thread(lambda: self._annotated(opened))
            if self.opened is not None and self.opened.key == fresh.key:
                self.opened = fresh
                self.show_marks()
        self.articles.forget_rows()

    def _annotated(self, opened: Opened) -> Opened:
        hidden = self.hidden_in(opened)
        if hidden != self._hidden:
            # Other highlights are hidden than when the article was read: only the library knows which remain.
            self._hidden = hidden
            return self.library.article(opened.key)
        placed = self.library.placed(opened.article)
        state = self.library.notebook.state(opened.article.id)
        return opened._replace(
            placed=tuple(each for each in placed if each.annotation.kind is not AnnotationKind.HIDDEN),
            is_read=state is not None and state.is_read,
            is_starred=state is not None and state.is_starred,
            tags=() if state is None else state.tags,
        )

    def hidden_in(self, opened: Opened) -> frozenset[str]:
        """Return which highlights of an article the user hid, by id of the annotation that says so."""
        found = self.library.notebook.of(opened.article.id)
        return frozenset(each.id for each in found if each.kind is AnnotationKind.HIDDEN)


def marks_of(opened: Opened, matches: tuple[Span, ...]) -> list[Mark]:
    """Return the marks of everything that an article's text is marked for."""
    from reader.ui.links import links_in_text  # the first frame shows no article
    from reader.ui.marks import COLORS, Kind, mark

    found = [mark(link.span, Kind.LINK) for link in links_in_text(opened.article) if link.span is not None]
    found += [mark(figure.span, Kind.FIGURE) for figure in opened.highlights.figures]
    found += [mark(quote.span, Kind.QUOTE) for quote in opened.highlights.quotes]
    for each in opened.placed:
        if each.placement is not None and each.placement.span is not None:
            found.append(mark(each.placement.span, Kind.NOTE))
            color = COLORS.get(each.annotation.color)
            found += [] if color is None else [mark(each.placement.span, color)]
    found += [mark(span, Kind.MATCH) for span in matches]
    return found
