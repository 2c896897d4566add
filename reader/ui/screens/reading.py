"""Reading: articles are read in a thread, shown when they come, and left where the user was."""

from __future__ import annotations

import asyncio
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding

from reader.errors import ReaderError
from reader.text import Span
from reader.ui.jumps import JumpList, Place
from reader.ui.messages import ArticleRead, ArticleUnreadable, MatchesFound
from reader.ui.screens.desk import ARTICLE, HIGHLIGHTS, LIST, Desk
from reader.ui.widgets.article_list import ArticleList

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.timer import Timer

    from reader.library import Library, Opened
    from reader.ui.widgets.article_view import ArticleView
    from reader.ui.widgets.highlights_pane import HighlightsPane
    from reader.ui.widgets.text_view import TextView

_PREVIEW_PAUSE = 0.04
"""Seconds that the cursor stays on a row before its article is read for the preview."""
_REMEMBER_PAUSE = 1.0
_READ_PAUSE = 2.0
"""Seconds that the end of an article stays on the screen before it counts as read."""


class Reading(Desk):
    """The part of the main screen that opens articles and moves between them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("J", "other_article(1)", "Next article", id="article.next", show=False, tooltip="The next of the list"),
        Binding("K", "other_article(-1)", "Previous article", id="article.previous", show=False),
        Binding(
            "n",
            "match(1)",
            "Next match",
            id="match.next",
            show=False,
            tooltip="At the end: in the next hit. Without a search: the next unread article",
        ),
        Binding("N", "match(-1)", "Previous match", id="match.previous", show=False),
    ]

    _wanted: int | None = None
    """The article that is to be shown; an answer about another is dropped."""
    _match_from: int | None = None
    """After walking over the edge of an article: stand on the first (1) or the last (-1) match of the next."""
    _jump_to: Place | None = None
    """Where to stand in an article that is being read."""
    _minutes = 0
    _fraction = 0.0
    """Share of the open article that has been seen, to its last line on the screen."""
    _place: int | None = None
    _preview: Timer | None = None
    _keeper: Timer | None = None

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.jumps = JumpList()

    # -- jumps -------------------------------------------------------------------------------------------------

    def leave_place(self) -> None:
        """Keep the place in the text that a jump leads away from."""
        if self.opened is not None and self.room != LIST:
            self.jumps.leave(Place(self.opened.key, self.view.here))

    # Handlers of what the panes of an article say go by name: their classes are loaded after the first frame.

    def on_article_view_jumped(self, event: ArticleView.Jumped) -> None:
        """Keep the place that the user left."""
        if self.opened is not None:
            self.jumps.leave(Place(self.opened.key, event.origin))

    def go_to_place(self, place: Place) -> None:
        """Stand at a place, in whichever article, without keeping the one that is left."""
        self.go(ARTICLE)
        if self.opened is not None and self.opened.key == place.key == self._wanted:
            self.view.show_place(place.offset)
            return
        row = self.articles.place_of(place.key)
        if row is not None:
            self.articles.move_to(row)
        self._jump_to = place
        self._open(place.key)

    # -- opening -----------------------------------------------------------------------------------------------

    @on(ArticleList.Moved)
    def _cursor_moved(self, event: ArticleList.Moved) -> None:
        self.show_place()
        if self._preview is not None:
            self._preview.stop()
        if event.key is None:
            self.close_article()
        elif self.is_furnished and self.view.display and event.key != self._wanted:
            self._preview = self.set_timer(_PREVIEW_PAUSE, lambda: self.open_article(event.key))

    @on(ArticleList.Chosen)
    def _chosen(self, event: ArticleList.Chosen) -> None:
        self.open_article(event.key)
        self.go(ARTICLE)

    def open_article(self, key: int | None) -> None:
        """Read an article and show it when it comes."""
        if self._preview is not None:
            self._preview.stop()
        if key is None or (key == self._wanted and self.opened is not None and self.opened.key == key):
            return
        self.leave_place()
        self._jump_to = None
        self._open(key)

    def _open(self, key: int) -> None:
        self.keep_place()
        self._wanted = key
        self._read(key, self.query_text)

    def close_article(self) -> None:
        """Show no article."""
        self.keep_place()
        self._wanted = None
        self.opened = None
        self.show_marks()

    @work(thread=True, exclusive=True, group="article", exit_on_error=False)
    def _read(self, key: int, query: str) -> None:
        try:
            opened = self.library.article(key)
            matches = self.library.matches(opened, query) if query else ()
            self.entries_of(opened)
        except ReaderError as error:
            self.post_message(ArticleUnreadable(key, str(error)))
        else:
            self.post_message(ArticleRead(key, query, opened, matches))

    @on(ArticleRead)
    def _article_read(self, event: ArticleRead) -> None:
        if event.key != self._wanted:
            return
        self.opened = event.opened
        self.found_text = ""
        self.matches = event.matches if event.query == self.query_text else ()
        from reader.ui.byline import minutes_of, words_of  # the first frame shows no article

        self._minutes = minutes_of(words_of(event.opened.article))
        position = event.opened.position
        if event.matches and not position and self._match_from is None:
            position = 0
        self.show_marks(position=position)
        if event.query != self.query_text:
            self.find_matches()
        if self._match_from is not None and self.matches:
            self._stand_on(0 if self._match_from > 0 else len(self.matches) - 1)
        self._match_from = None
        if self._jump_to is not None and self._jump_to.key == event.key:
            self.view.show_place(self._jump_to.offset)
        self._jump_to = None
        self._show_ending()
        for warning in event.opened.article.warnings[:1]:
            self.say(warning)

    @on(ArticleUnreadable)
    def _unreadable(self, event: ArticleUnreadable) -> None:
        if event.key == self._wanted:
            self.opened = None
            self.show_marks()
            self.say_bad(event.problem)

    def _show_ending(self) -> None:
        """Say below the last paragraph how to read on."""
        title = self.following
        self.view.ending = f"Next: {title}" if title else "The end of the list. q goes back to it."

    @property
    def following(self) -> str:
        """The title of the article after the open one in the list, safe to print; empty when there is none."""
        place, total = self.articles.place
        if self.opened is None or place >= total or self.articles.current != self.opened.key:
            return ""
        from reader.ui.entries import shown_text  # the first frame shows no article

        following = self.library.listed(self.articles.keys[place : place + 1])
        return shown_text(following[0].row.title) if following else ""

    def action_other_article(self, direction: int) -> None:
        """Open the next or the previous article of the list."""
        before, total = self.articles.place
        if not 1 <= before + direction <= total:
            self.say("This is the last article of the list." if direction > 0 else "This is the first article.")
            return
        self.articles.move_to(before - 1 + direction)
        self.open_article(self.articles.current)

    # -- place -------------------------------------------------------------------------------------------------

    def on_text_view_moved(self, event: TextView.Moved) -> None:
        """Follow the reader."""
        self._place = event.offset
        focus = self.view.focused_span
        self.pane.follow(self.view.block_span, focus)
        self._fraction = event.fraction
        self.show_place()
        if event.at_end and self.room == ARTICLE and self.opened is not None and not self.opened.is_read:
            self._mark_read(self.opened)
        if self._keeper is not None:
            self._keeper.stop()
        self._keeper = self.set_timer(_REMEMBER_PAUSE, self.keep_place)

    def keep_place(self) -> None:
        """Keep where the user is in the open article, if they went there to read."""
        if self._keeper is not None:
            self._keeper.stop()
            self._keeper = None
        if self.opened is not None and self._place is not None and self.room != LIST:
            article = self.opened.article
            seen = self.library.session.seen
            if seen.get(article.id, article.revision) != article.revision:
                seen[article.id] = article.revision  # it is on disk later, but is no news from now on
                self.articles.forget_rows([self.opened.key])
            self._remember(self.opened.key, self._place, article.revision)

    @work(thread=True, group="session", exit_on_error=False)
    def _remember(self, key: int, position: int, revision: str) -> None:
        self.library.remember(key, position, revision)

    def show_place(self) -> None:
        """Say at the right of the status line where the user is."""
        number, total = self.articles.place
        if self.room == LIST or self.opened is None:
            chosen = f"{self.picked_count:,} chosen · " if self.picked_count else ""
            self.status.place = f"{chosen}{number:,} of {self.articles.in_all or f'{total:,}'}" if total else ""
        else:
            fraction = self._fraction
            left = round(self._minutes * (1 - fraction))
            rest = "end" if fraction >= 1 else f"{left} min left" if left else "under a minute left"
            self.status.place = f"{fraction:.0%} · {rest}"

    @work(group="notebook")
    async def _mark_read(self, opened: Opened) -> None:
        """Mark an article as read when its end has been on the screen for a while."""
        await asyncio.sleep(_READ_PAUSE)
        if self.opened is None or self.opened.key != opened.key or self.opened.is_read or self.room != ARTICLE:
            return
        self.opened = self.opened._replace(is_read=True)
        await self.keep_read(opened.key)

    async def keep_read(self, key: int) -> None:
        """Mark an article as read, in silence; `r` takes it back, while `u` is for what the user did."""
        listed = self.library.listed([key])
        if listed and not listed[0].is_read:
            await self.set_state(listed, read=True, done="", is_automatic=True)

    # -- highlights ----------------------------------------------------------------------------------------------

    def on_article_view_focused(self, event: ArticleView.Focused) -> None:
        """Show in the pane what the user stands on."""
        self.pane.follow(self.view.block_span, event.span)
        self.refresh_bindings()

    def on_highlights_pane_moved(self, event: HighlightsPane.Moved) -> None:
        """Show in the text where the entry stands."""
        if self.pane.has_focus:
            self.view.focus_span(event.entry.span)

    def on_highlights_pane_chosen(self, event: HighlightsPane.Chosen) -> None:
        """Go to the place of an entry."""
        if event.entry.span is None:
            self.say("This entry has no place in the text.")
            return
        self.leave_place()
        self.go(ARTICLE)
        self.view.focus_span(event.entry.span)

    # -- matches -------------------------------------------------------------------------------------------------

    def find_matches(self) -> None:
        """Mark the matches of the present query in the open article."""
        opened = self.opened
        self.view.stand_on_match(None)
        if opened is None or self.found_text:
            return
        if self.query_text:
            self._match(opened.key, self.query_text)
        elif self.matches:
            self.matches = ()
            self.show_marks()

    @work(thread=True, exclusive=True, group="matches", exit_on_error=False)
    def _match(self, key: int, query: str) -> None:
        opened = self.opened
        if opened is not None and opened.key == key:
            self.post_message(MatchesFound(key, query, self.library.matches(opened, query)))

    @on(MatchesFound)
    def _matches_found(self, event: MatchesFound) -> None:
        is_wanted = event.query == self.query_text and not self.found_text
        if self.opened is not None and event.key == self.opened.key and is_wanted:
            self.matches = event.matches
            self.show_marks()

    def action_match(self, direction: int) -> None:
        """Go to the next or previous match; beyond the last, to the next hit."""
        if not self.query_text and not self.found_text:
            self.to_unread(direction)
            return
        number = self._near(direction)
        if 0 <= number < len(self.matches):
            self._stand_on(number)
        elif self.found_text:
            if self.matches:
                self._stand_on(0 if direction > 0 else len(self.matches) - 1)
        else:
            self._match_from = direction
            self.action_other_article(direction)

    def _near(self, direction: int) -> int:
        """Return the number of the match after (1) or before (-1) the place where the user is."""
        here = self.view.match_span
        if here is None:
            here = self.view.block_span or Span(0, 0)
            return bisect_left(self.matches, Span(here.start, here.start)) - (direction < 0)
        return bisect_right(self.matches, here) if direction > 0 else bisect_left(self.matches, here) - 1

    def stand_near(self, direction: int) -> str:
        """Stand on the nearest match, or on the first; return which it is."""
        number = self._near(direction)
        number = number if 0 <= number < len(self.matches) else 0
        self._stand_on(number)
        return f"{number + 1} of {len(self.matches)}"

    def _stand_on(self, number: int) -> None:
        if self._match_from is None:
            self.leave_place()
        self.view.stand_on_match(self.matches[number])
        self.say(f"Match {number + 1} of {len(self.matches)}")
        if (self.room == LIST and not self.view.display) or self.room == HIGHLIGHTS:
            self.go(ARTICLE)
