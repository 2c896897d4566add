"""Viewing: the views in a side list, the one that is listed, and searches that are saved under a name."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding
from textual.css.query import NoMatches

from reader.errors import IndexDamagedError, ReaderError
from reader.text import safe
from reader.ui.grouping import Group, Groups, groups_of
from reader.ui.messages import LikeFound, SearchFailed, ViewLoaded, ViewsCounted
from reader.ui.screens.completing import Completing
from reader.ui.screens.desk import LIST
from reader.ui.screens.searching import number_of_articles
from reader.ui.widgets.search_row import SearchRow
from reader.ui.wrapping import one_line
from reader.views import ALL, View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.binding import BindingType

    from reader.library import Library, Listed
    from reader.search.order import Order
    from reader.ui.widgets.views_list import ViewsList

_SIDE = "-views"
"""Class of the screen while the side list is open."""
_WIDE = "-wide"
_EMPTY = {
    "is:unread": "Everything is read.\n\nEsc lists all articles; r marks one as unread again.",
    "is:starred": "Nothing is starred yet.\n\nEsc lists all articles; s stars one.",
    "has:note OR has:mark": "No notes yet.\n\nEsc lists all articles; m marks words of one, a writes a note.",
}
_EMPTY_OTHER = "No article is in this view now.\n\nEsc lists all articles; V shows the other views."


class Viewing(Completing):
    """The part of the main screen that knows views."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._cursors: dict[View, tuple[int | None, int | None]] = {}
        """The article under the cursor when a view was left, and its line of the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("L", "more_like", "More like this", id="article.more-like", show=False,
                tooltip="Articles that share its distinctive words; Esc gives the list back"),
    ]  # fmt: skip

    _like: LikeFound | None = None
    """Articles like one are listed, in place of a view."""
    _view_before = ALL
    """The view that they took the place of."""

    def choose_none(self) -> bool:
        """Choose no article any more; the part that chooses does it."""
        return False

    # -- the view that is listed ---------------------------------------------------------------------------------

    def show_view(self, view: View) -> None:
        """List another view, with the cursor where it was there."""
        self.end_search()
        self._cursors[self.listed_view] = (self.articles.current, self.articles.cursor_line)
        self.listed_view, self._like = view, None
        self.choose_none()
        self._view_words = self.query_text = ""
        self.search_row.view = "" if view == ALL else view.name
        cursor, line = self._cursors.get(view, (None, None))
        self.load_list(cursor=cursor, line=line)
        self.go(LIST)
        self.show_views()

    def leave_view(self) -> bool:
        """List all articles again; tell whether something else was listed."""
        if self.listed_view == ALL:
            return False
        self.show_view(ALL if self._like is None else self._view_before)
        return True

    def load_list(self, *, cursor: int | None = None, line: int | None = None, keeps_listed: bool = False) -> None:
        """List what the view holds, as it is now.

        Args:
            cursor: The article to put the cursor on; by default it stays where it is.
            line: Line of the screen for it.
            keeps_listed: What is listed stays so although it is in the view no more, such as an article that was read.
        """
        view = self.listed_view
        self._place_wanted = (cursor, line)
        if self._like is not None:
            self._list_like(self._like)
        elif view.query:
            self._load_view(view, self.order, self.group, frozenset(self._all_keys) if keeps_listed else frozenset())
        else:
            keys = self.library.keys(self.order)
            is_grouped = self.group is not Group.NONE
            stretches = self.library.stretches(self.group, keys, is_all=True) if is_grouped else ()
            self.take_list(keys, groups_of(self.group, stretches))

    _place_wanted: tuple[int | None, int | None] = (None, None)

    def take_list(self, keys: array[int], groups: Groups | None = None) -> None:
        """List these articles of the view, with the cursor where it is wanted, or else where it is."""
        self._all_keys = keys
        self._view_groups = groups or Groups()
        if self.typed:
            return
        cursor, line = self._place_wanted
        self._place_wanted = (None, None)
        if cursor is None and self.articles.current is not None:
            cursor, line = self.articles.current, self.articles.cursor_line
        self.articles.show(keys, cursor=cursor, line=line, snippets=bool(self._view_words), groups=self._view_groups)
        self.articles.empty_text = "" if keys else self.empty_view
        self.search_row.say(number_of_articles(len(keys)) if keys else "empty")

    @work(thread=True, exclusive=True, group="view", exit_on_error=False)
    def _load_view(self, view: View, order: Order, group: Group, listed: frozenset[int]) -> None:
        query = f"{view.query} "  # the blank says that the last word is finished
        stretches: Sequence[tuple[str, int]] = ()
        try:
            has_passages = self.library.has_passages(query)
            keys = self.library.answering(query, order)
            if not listed <= frozenset(keys):
                wanted = listed.union(keys)
                keys = array("q", (key for key in self.library.keys(order) if key in wanted))
            if group is not Group.NONE:
                stretches = self.library.stretches(group, keys)
        except ReaderError as error:
            self.post_message(SearchFailed(query, str(error), isinstance(error, IndexDamagedError)))
            self.post_message(ViewLoaded(view, order, array("q"), has_passages=False, problem=str(error)))
        else:
            self.post_message(ViewLoaded(view, order, keys, has_passages, stretches, group))

    @on(ViewLoaded)
    def _view_loaded(self, event: ViewLoaded) -> None:
        if (event.view, event.order) != (self.listed_view, self.order):
            return
        self._view_words = f"{event.view.query} " if event.has_passages else ""
        if not self.typed:
            self.query_text = self._view_words
        self.take_list(event.keys, groups_of(event.group, event.stretches))
        if event.problem:
            self.say_bad(event.problem)
        if not self.typed:
            self.find_matches()

    # -- more like this ------------------------------------------------------------------------------------------

    def action_more_like(self) -> None:
        """List the articles that are most like the open one, or the one under the cursor."""
        here = self._listed_here()
        if here is None:
            self.say("There is no article here.")
        else:
            self.say("Looking for articles like this one…")
            self._find_like(here.row.key, here.row.title)

    @work(thread=True, exclusive=True, group="view", exit_on_error=False)
    def _find_like(self, key: int, title: str) -> None:
        try:
            self.post_message(LikeFound(title, *self.library.more_like(key)))
        except ReaderError as error:
            self.post_message(LikeFound(title, "", self._all_keys[:0], str(error)))

    @on(LikeFound)
    def _like_found(self, event: LikeFound) -> None:
        if event.problem or not event.keys:
            self.say_bad(event.problem) if event.problem else self.say("No other article is like this one.")
            return
        self.end_search()
        self._cursors[self.listed_view] = (self.articles.current, self.articles.cursor_line)
        if self._like is None:
            self._view_before = self.listed_view
        self.listed_view = View(f"Like: {one_line(event.title)}", event.query.strip())
        self._like = event
        self.search_row.view = self.listed_view.name
        self._view_words = self.query_text = event.query
        self._place_wanted = (event.keys[0], 0)
        self._list_like(event)
        self.go(LIST)
        self.find_matches()
        self.say(f"{len(event.keys)} like it, the most alike first. Esc gives the list back.")

    def _list_like(self, like: LikeFound) -> None:
        there = frozenset(self.library.keys(self.order))
        self.take_list(array("q", (key for key in like.keys if key in there)))

    def _listed_here(self) -> Listed | None:
        if self.in_reading and self.opened is not None:
            return next(iter(self.library.listed([self.opened.key])), None)
        return self.articles.listed

    @property
    def empty_view(self) -> str:
        """What to do in a view without articles."""
        query = self.listed_view.query
        return _EMPTY.get(query, _EMPTY_OTHER) if query else super().empty_view

    # -- the side list -------------------------------------------------------------------------------------------

    @property
    def side_list(self) -> ViewsList | None:
        """The list of views; None until it is asked for."""
        try:
            return self.query_one("#views")  # type: ignore[return-value]
        except NoMatches:
            return None

    async def action_views(self) -> None:
        """Go to the views; from there, close them."""
        side = self.side_list
        if side is not None and self.has_class(_SIDE) and side.has_focus:
            self._close_views()
            return
        side = await self.open_views()
        self.room = LIST
        self.set_focus(side)

    async def open_views(self) -> ViewsList:
        """Show the side list."""
        from reader.ui.widgets.views_list import ViewsList  # the first frame shows none

        side = self.side_list
        if side is None:
            side = ViewsList(id="views")
            await self.query_one("#rooms").mount(side, before=0)
        self.add_class(_SIDE)
        self.library.session.keep("views", "open" if self.has_class(_WIDE) else "")
        self.show_views()
        return side

    def _close_views(self) -> None:
        self.remove_class(_SIDE)
        self.library.session.keep("views", "")
        self.status.hint = ""
        self.go(LIST)

    def show_views(self) -> None:
        """Show the views as they are now, if they are on the screen, and count what they hold."""
        side = self.side_list
        if side is not None and self.has_class(_SIDE):
            side.show(self.library.views.all(), self.listed_view)
            self._count_views()

    @work(thread=True, exclusive=True, group="views", exit_on_error=False)
    def _count_views(self) -> None:
        counts = {}
        for view in self.library.views.all():
            try:
                counts[view] = self.library.count(view.query)
            except ReaderError:
                continue  # without an index nothing is counted
        self.post_message(ViewsCounted(counts))

    @on(ViewsCounted)
    def _views_counted(self, event: ViewsCounted) -> None:
        side = self.side_list
        if side is not None:
            side.set_counts(event.counts)

    async def refresh_annotations(self) -> None:
        """Show what the notebook says now, which views may depend on."""
        await super().refresh_annotations()
        self.show_views()

    def on_views_list_moved(self, event: ViewsList.Moved) -> None:
        """Say what a saved search asks."""
        query = safe(one_line(event.view.query))
        if event.by_key:
            self.say("")
        self.status.hint = f"{query}   d deletes, r renames" if event.view.id else ""

    def on_views_list_chosen(self, event: ViewsList.Chosen) -> None:
        """List a view."""
        if not self.has_class(_WIDE):
            self.remove_class(_SIDE)
        self.status.hint = ""
        self.show_view(event.view)

    def on_views_list_left(self) -> None:
        """Go back to the list; where there is room the views stay beside it."""
        if self.has_class(_WIDE):
            self.status.hint = ""
            self.go(LIST)
        else:
            self._close_views()

    # -- saved searches ------------------------------------------------------------------------------------------

    @on(SearchRow.SaveWanted)
    def _save_wanted(self, event: SearchRow.SaveWanted) -> None:
        from reader.ui.screens.naming import Naming  # the first frame needs no dialog

        query = self.library.within(self.listed_view.query, event.text.strip()).strip()
        if not event.text.strip():
            self.say("Type a search first; ctrl+s saves it under a name.")
            return

        async def save(name: str | None) -> None:
            if name is not None and await self._keep_view(lambda: self.library.views.save(name, query)):
                self.say_good(f"Saved: {safe(name)}. V lists it with the other views.")

        self.app.push_screen(Naming("Save search as", event.text.strip()), save)

    def on_views_list_renaming(self, event: ViewsList.Renaming) -> None:
        """Ask for another name."""
        from reader.ui.screens.naming import Naming

        view = event.view

        async def rename(name: str | None) -> None:
            if name is not None and await self._keep_view(lambda: self.library.views.rename(view, name)):
                if self.listed_view.id == view.id:
                    self.listed_view = self.listed_view._replace(name=name)
                    self.search_row.view = name
                self.say_good(f"Renamed: {safe(name)}. u takes it back.")

        if view.id is None:
            self.say(f"{view.name} comes with the program and keeps its name.")
        else:
            self.app.push_screen(Naming("New name", view.name), rename)

    async def on_views_list_deleted(self, event: ViewsList.Deleted) -> None:
        """Forget a saved search."""
        view = event.view
        if await self._keep_view(lambda: self.library.views.delete(view)):
            side = self.side_list
            if self.listed_view.id == view.id:
                self.show_view(ALL)
                self.set_focus(side)
            self.say_good(f"Deleted: {safe(view.name)}. u brings it back.")

    async def _keep_view(self, change: Callable[[], object]) -> bool:
        try:
            await self.in_thread(change)
        except ReaderError as error:
            self.say_bad(str(error))
            return False
        self.show_views()
        return True
