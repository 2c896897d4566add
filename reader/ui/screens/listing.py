"""Listing: what the list holds, its order, stars and read state, and updates of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding
from textual.worker import get_current_worker

from reader.errors import ReaderError
from reader.search.order import Order
from reader.text import safe
from reader.ui.grouping import ORDER_OF, Group
from reader.ui.messages import SearchFailed, UpdateEnded, UpdateProgressed
from reader.ui.screens.returning import Returning

if TYPE_CHECKING:
    from textual.binding import BindingType

    from reader.updating import Progress

_LOOK_SECONDS = 1.5
"""Between two looks for what another terminal wrote: its notes show within two seconds."""
_UPDATE_SECONDS = 30.0
"""Between two looks into the folder."""
_ORDERS = {
    Order.DATE: "newest first",
    Order.OUTLET: "by outlet",
    Order.TITLE: "by title",
    Order.RELEVANCE: "most relevant first",
}


class Listing(Returning):
    """The part of the main screen that keeps the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "S", "sort", "Sort", id="list.sort", show=False, tooltip="By date, outlet, title; hits also by relevance"
        ),
        Binding(
            "ctrl+l",
            "update",
            "Update",
            id="library.update",
            show=False,
            tooltip="Look for new and changed files, or stop",
        ),
    ]

    # -- order ---------------------------------------------------------------------------------------------------

    def action_sort(self) -> None:
        """Order the list otherwise."""
        if self._like is not None and not self.typed:
            self.say("Articles like one are listed by likeness.")
            return
        choices = [Order.DATE, Order.OUTLET, Order.TITLE]
        if self.typed:
            choices.insert(0, Order.RELEVANCE)
            now = self.search_order
        else:
            now = self.order
        chosen = choices[(choices.index(now) + 1) % len(choices)] if now in choices else choices[0]
        self.sorts_hits = bool(self.typed) and chosen is Order.DATE
        self.group = Group.NONE if chosen is not ORDER_OF.get(self.group) else self.group
        self.groups_hits = self.groups_hits and self.group is not Group.NONE
        self.order = Order.DATE if chosen is Order.RELEVANCE else chosen
        if self.typed:
            self._search(self.query_text, chosen)
        self.load_list()
        self.say(f"Sorted {_ORDERS[chosen]}.")

    def action_group(self) -> None:
        """Put the list under heads, by day or by outlet; or no longer."""
        if self._like is not None and not self.typed:
            self.say("Articles like one are listed by likeness.")
            return
        choices = list(Group)
        now = self.group if self.groups_hits or not self.typed else Group.NONE
        self.group = choices[(choices.index(now) + 1) % len(choices)]
        self.groups_hits = bool(self.typed) and self.group is not Group.NONE
        self.order = ORDER_OF.get(self.group, self.order)
        if self.typed:
            self._search(self.query_text, self.search_order)
        self.load_list()
        self.say({Group.NONE: "Not grouped."}.get(self.group, f"Grouped by {self.group}."))

    # -- updates -------------------------------------------------------------------------------------------------

    _is_quiet = False
    _is_looking_around = False
    _is_stopped = False
    """The user does not want new files to be read until they are asked for."""

    @property
    def _is_updating(self) -> bool:
        return any(worker.group == "update" and not worker.is_finished for worker in self.workers)

    def action_update(self) -> None:
        """Look for new and changed files; while they are read, stop."""
        self._is_stopped = self._is_updating and not self._is_quiet
        self._is_quiet = False
        if self._is_stopped:
            self.workers.cancel_group(self, "update")
            self.say("Stopping…")
            return
        self.say("Looking for new and changed files…")
        self.update_library()

    def watch_others(self) -> None:
        """From now on notice what another terminal, a sync tool or the user's files say."""
        self.call_after_refresh(self._read_notes_late)
        self.set_interval(_LOOK_SECONDS, self._look_around)
        self.set_interval(_UPDATE_SECONDS, self._update_quietly)

    async def _read_notes_late(self) -> None:
        if self.library.owes_notes:
            await self._look_around()

    async def _look_around(self) -> None:
        if self._is_looking_around or not self.is_current:
            return  # whatever is on top looks for itself, and this screen is told when it closes
        self._is_looking_around = True
        try:
            noticed = await self.in_thread(self.library.poll)
        except ReaderError:
            return  # a catalogue that cannot be read just now is said by whatever needs it
        finally:
            self._is_looking_around = False
        if noticed.notes:
            await self.refresh_annotations()
        if noticed.articles:
            self._list_anew()

    def _update_quietly(self) -> None:
        if not self._is_updating and not self._is_stopped:
            self._is_quiet = True
            self.update_library()

    @on(SearchFailed)
    def _mend_index(self, event: SearchFailed) -> None:
        if event.is_damage:
            self._update_quietly()

    def _list_anew(self) -> None:
        self.articles.forget_rows()
        self.note_arrivals()
        self.load_list(keeps_listed=True)
        self.show_views()
        if self.typed:
            self._search(self.query_text, self.search_order)

    @work(thread=True, exclusive=True, group="update", exit_on_error=False)
    def update_library(self) -> None:
        """Bring the library up to date, in another process; the screen goes on meanwhile."""
        worker = get_current_worker()
        try:
            changes = self.library.update(
                lambda progress: self._post_progress(progress, is_wanted=not worker.is_cancelled),
                cancelled=lambda: worker.is_cancelled,
            )
        except ReaderError as error:
            self.post_message(UpdateEnded(None, str(error)))
        else:
            self.post_message(UpdateEnded(changes))

    def _post_progress(self, progress: Progress, *, is_wanted: bool) -> None:
        if is_wanted:
            self.post_message(UpdateProgressed(progress))

    @on(UpdateProgressed)
    def _progressed(self, event: UpdateProgressed) -> None:
        progress = event.progress
        if progress.is_rebuilding:
            self.is_rebuilding = True
            counts = f": {progress.done:,} of {progress.total:,}" if progress.total else "…"
            self.say(f"The old index is unusable; building it anew{counts} · ctrl+l stops")
        elif progress.total:
            done = progress.done / progress.total
            filled = round(done * 12)
            bar = "█" * filled + "░" * (12 - filled)
            rate = f" · {progress.done / progress.seconds:,.0f} a second" if progress.seconds > 1 else ""
            counts = f"{progress.done:,} of {progress.total:,}{rate}"
            self.say(f"{progress.stage.capitalize()} {bar} {counts} · ctrl+l stops")
        elif progress.seconds > 1:
            self.say(
                f"{progress.stage.capitalize()}… {progress.done:,}"
                if progress.done
                else progress.stage.capitalize() + "…"
            )

    @on(UpdateEnded)
    def _ended(self, event: UpdateEnded) -> None:
        was_quiet, self._is_quiet = self._is_quiet, False
        self.is_looked_through, self.is_rebuilding = True, False
        changes = event.changes
        if was_quiet and (changes is None or not changes.any):
            return
        if changes is None:
            self.say_bad(event.problem)
            return
        if changes.any:
            self._list_anew()
        parts = ((changes.added, "new"), (changes.changed, "changed"), (changes.removed, "gone"))
        said = ", ".join(f"{count:,} {what}" for count, what in parts if count)
        rebuilt = "The index is built anew. " if changes.is_rebuilt else ""
        if changes.warnings:
            more = f" (and {len(changes.warnings) - 1} more)" if len(changes.warnings) > 1 else ""
            self.say_bad(f"{rebuilt}{said + '. ' if said else ''}{changes.warnings[0]}{more}")
        else:
            self.say(f"{rebuilt}{f'Articles: {said}.' if said else ''}".strip())
        self.say_empty()

    def say_empty(self) -> None:
        """Say in the list what to do when it is empty."""
        if not self._all_keys and not self.typed:
            self.articles.empty_text = self.empty_view

    @property
    def empty_view(self) -> str:
        """How an empty library is filled, or what to do in an empty view."""
        if self.listed_view.query:
            return super().empty_view
        if not self.is_looked_through:
            return "Looking for articles…"
        folder = safe(str(self.library.folders.library))
        return f"No articles yet.\n\nPut text files (.txt) or Markdown files (.md) into\n{folder}\n\nand press ctrl+l."

    is_looked_through = False
    """The folder has been looked through once."""
