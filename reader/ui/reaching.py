"""Reaching: going to a room from wherever one is, and doing there what its keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.screens.desk import ARTICLE, HIGHLIGHTS, LIST
from reader.ui.screens.main import MainScreen
from reader.ui.screens.notes import Notes
from reader.ui.widgets.search_row import SearchRow

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    from reader.views import View

_ROOMS = {"List": LIST, "Reading": ARTICLE, "Selecting": ARTICLE, "Highlights": HIGHLIGHTS}
_ON_THE_DESK = frozenset({"Everywhere", "Search row", "Views", *_ROOMS})
_IN_THE_NOTES = frozenset({"All notes", "Notes filter"})


def can_reach(screen: Screen[object], where: str) -> bool:
    """Tell whether a room can be gone to from a screen; a dialog has to be closed first, for it may hold a text."""
    return isinstance(screen, MainScreen | Notes) and where in _ON_THE_DESK | _IN_THE_NOTES


async def run_there(screen: Screen[object], where: str, action: str) -> None:
    """Go to a room and do there what one of its keys does."""
    if where in _IN_THE_NOTES:
        await _in_the_notes(screen, where, action)
        return
    desk = to_desk(screen)
    if desk is None:
        return
    target: Widget | MainScreen = desk
    if where == "Search row":
        desk.action_search()
        target = desk.search_row.query_input
    elif where == "Views":
        target = await desk.open_views()
        desk.room = LIST  # beside another room they have no place on a narrow screen
        desk.set_focus(target)
    elif where in _ROOMS:
        if where != "List" and desk.opened is None:
            desk.open_article(desk.articles.current)
            await desk.workers.wait_for_complete(
                [worker for worker in desk.workers if worker.group == "article" and not worker.is_finished]
            )
        desk.go(_ROOMS[where])
        target = desk.widget_of_room
    if where == "Selecting" and not desk.view.is_selecting:
        desk.view.action_select()
    # In the desk's own turn, after the messages that are waiting there: an article that has just been read is shown.
    desk.call_later(desk.app.run_action, action, target)


async def _in_the_notes(screen: Screen[object], where: str, action: str) -> None:
    app = screen.app
    if not isinstance(screen, Notes):
        if not isinstance(screen, MainScreen):
            return
        screen.action_notes()
    # The screen is mounted, and its list read, in turns to come.
    app.call_later(_run_in_notes, app.screen, where, action)


async def _run_in_notes(screen: Screen[object], where: str, action: str) -> None:
    if isinstance(screen, Notes):
        await screen.workers.wait_for_complete(
            [worker for worker in screen.workers if worker.node is screen and not worker.is_finished]
        )
        if where == "Notes filter":
            await screen.run_action("filter")
        await screen.app.run_action(action, screen.focused or screen)


def to_desk(screen: Screen[object]) -> MainScreen | None:
    """Leave the notes for the main screen; None where there is none."""
    if isinstance(screen, Notes):
        screen.dismiss(None)
    below = screen.app.screen_stack[0]
    return below if isinstance(below, MainScreen) else None


def search_for(screen: Screen[object], query: str) -> None:
    """List the hits of a query."""
    desk = to_desk(screen)
    if desk is not None:
        desk.action_search()
        desk.search_row.text = query
        desk.post_message(SearchRow.Submitted(query))


def show_view(screen: Screen[object], view: View) -> None:
    """List the articles of a view."""
    desk = to_desk(screen)
    if desk is not None:
        desk.show_view(view)


def open_article(screen: Screen[object], key: int) -> None:
    """Read an article, also one that the search leaves out."""
    desk = to_desk(screen)
    if desk is None:
        return
    place = desk.articles.place_of(key)
    if place is None:
        desk.end_search()
        desk.leave_view()
        place = desk.articles.place_of(key)
    if place is not None:
        desk.articles.move_to(place)
    desk.open_article(key)
    desk.go(ARTICLE)
