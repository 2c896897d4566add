"""Returning: the list as one left it, and what has come since.

Order, groups, view and place are kept in the session, which is of this machine.
"""

from __future__ import annotations

import json
from array import array
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from reader.search.order import Order
from reader.ui.grouping import ORDER_OF, Group, groups_of
from reader.ui.messages import ArticleRead, UpdateEnded
from reader.ui.screens.choosing import Choosing
from reader.ui.widgets.article_list import ArticleList
from reader.views import ALL, View

if TYPE_CHECKING:
    from textual.timer import Timer

_PAUSE = 1.0
"""Seconds without a move before the place is kept."""


class Returning(Choosing):
    """The part of the main screen that knows how the list was left."""

    _place_keeper: Timer | None = None
    _left = ""
    """How the list is left, as it is kept."""
    _known: frozenset[int] | None = None
    """All articles of the library when it was last looked at; None until then."""
    _is_filling = False
    """The library was empty at the start, and its first update has not ended."""

    # -- the list as one left it ----------------------------------------------------------------------------------

    @property
    def _kept_as(self) -> str:
        # The cache folder of a library is named after it; the session is that of all libraries.
        return f"list {self.library.folders.cache.name}"

    def return_to_list(self) -> None:
        """List what was listed when this library was last closed, with the cursor on its article and line."""
        kept, place = {}, {}
        try:
            kept = json.loads(self.library.session.kept(self._kept_as) or "{}")
            self.order, self.group = Order(kept.get("order", "date")), Group(kept.get("group", "none"))
            self.order = ORDER_OF.get(self.group, self.order)
            if kept.get("view"):
                name, query, identity = kept["view"]
                self.listed_view = View(str(name), str(query), identity)
                self.search_row.view = self.listed_view.name
            place = {name: int(kept[name]) for name in ("article", "line") if kept.get(name) is not None}
            load = partial(self.load_list, cursor=place.get("article"), line=place.get("line"))
        except (ValueError, TypeError, AttributeError):
            load = partial(self.load_list)  # what is kept is of another version, and only a convenience
        if self.listed_view.query:
            # What the view holds is asked of the index, for which the first frame must not wait: it shows the rows that
            # were on the screen.
            if self._show_kept(kept.get("rows"), place, has_passages=bool(kept.get("passages"))):
                load = partial(self.load_list)
            else:
                self.articles.empty_text = "Looking for the articles of this view…"
            self.call_after_refresh(load)
        else:
            load()

    def _show_kept(self, rows: object, place: dict[str, int], *, has_passages: bool) -> bool:
        """List the articles that were on the screen; tell whether there are any."""
        wanted = [row for row in rows if isinstance(row, int)] if isinstance(rows, list) else []
        keys = array("q", (each.row.key for each in self.library.listed(wanted)))
        if keys:
            stretches = self.library.stretches(self.group, keys) if self.group is not Group.NONE else ()
            groups = groups_of(self.group, stretches)
            cursor, line = place.get("article"), place.get("line")
            self.articles.show(keys, cursor=cursor, line=line, snippets=has_passages, groups=groups)
        return bool(keys)

    @on(ArticleList.Moved)
    def _list_moved(self) -> None:
        if self._place_keeper is not None:
            self._place_keeper.stop()
        if self.articles.keys:  # else nothing has been listed yet, or there is nothing to come back to
            self._left = self._as_left()
            self._place_keeper = self.set_timer(_PAUSE, self._keep_list)

    def _as_left(self) -> str:
        view = self.listed_view if self._like is None else self._view_before
        before = self._cursors.get(view) if self._like is not None else self._before if self.typed else None
        current, line = before or (self.articles.current, self.articles.cursor_line)
        kept: dict[str, object] = {"order": self.order, "group": self.group, "article": current, "line": line}
        if view != ALL:
            kept["view"] = list(view)
            if before is None:
                kept["rows"], kept["passages"] = self.articles.on_screen, bool(self._view_words)
        return json.dumps(kept)

    def _keep_list(self) -> None:
        if self._left:
            self.library.session.keep(self._kept_as, self._left)

    def on_unmount(self) -> None:
        """Keep how the list is left when the program ends: by now its widgets are gone."""
        self._keep_list()

    # -- what has come since --------------------------------------------------------------------------------------

    def note_arrivals(self) -> int:
        """Mark the articles that came since the library was last looked at; return how many are marked.

        The articles of a library that was empty are not news, in however many batches they come.
        """
        there = frozenset(self.library.keys())
        if self._known is None:
            self._is_filling = not there
        elif not self._is_filling:
            self.articles.fresh |= there - self._known
        self.articles.fresh &= there
        self._known = there
        self._say_arrivals()
        return len(self.articles.fresh)

    def _say_arrivals(self) -> None:
        fresh = len(self.articles.fresh)
        self.search_row.news = f"{fresh:,} new · " if fresh else ""

    @on(UpdateEnded)
    def _library_filled(self) -> None:
        # Later: the part that lists what came handles the same message.
        self.call_later(self._stop_filling)

    def _stop_filling(self) -> None:
        self._is_filling = False

    @on(ArticleRead)
    def _looked_at(self, event: ArticleRead) -> None:
        if event.key in self.articles.fresh:
            self.articles.fresh.discard(event.key)
            self.articles.forget_lines()
            self._say_arrivals()
