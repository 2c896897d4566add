"""Choosing: several articles at once. What is changed of them is one action, which one `u` takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding

from reader.ui.screens.viewing import Viewing
from reader.ui.widgets.article_list import ArticleList

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from textual.binding import BindingType

    from reader.library import Listed

_LOOKED_AT_ONCE = 200
_MANY = 200
"""More articles than these are changed only after a question."""


class Choosing(Viewing):
    """The part of the main screen that chooses articles, and marks them as read or starred."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "star", "Star", id="article.star", show=False,
                tooltip="Star the article or those chosen, or take the star away"),
        Binding("r", "toggle_read", "Read/unread", id="article.read", show=False,
                tooltip="Mark the article or those chosen as read or unread"),
    ]  # fmt: skip

    def chosen_or_current(self) -> list[Listed]:
        """Return the articles that a key acts on: the open one while reading, else those chosen or under the cursor."""
        picked = [] if self.in_reading else self.articles.picked
        if picked:
            return self.library.listed(picked)
        listed = self._listed_here()
        return [] if listed is None else [listed]

    async def action_star(self) -> None:
        """Star the articles, or take their stars away if all have one."""
        listed = await self.in_thread(self.chosen_or_current)
        is_starred = not all(each.is_starred for each in listed)
        if len(listed) == 1:
            await self.set_state(listed, starred=is_starred, done="Starred." if is_starred else "No star any more.")
        elif listed:
            what = "starred" if is_starred else "without a star now"
            await self._set_many(listed, what, starred=is_starred)

    async def action_toggle_read(self) -> None:
        """Mark the articles as read, or as unread if all are read."""
        listed = await self.in_thread(self.chosen_or_current)
        is_read = not all(each.is_read for each in listed)
        if len(listed) == 1:
            await self.set_state(listed, read=is_read, done="Marked as read." if is_read else "Marked as unread.")
        elif listed:
            await self._set_many(listed, f"marked {'read' if is_read else 'unread'}", read=is_read)

    async def _set_many(
        self, listed: Sequence[Listed], what: str, *, read: bool | None = None, starred: bool | None = None
    ) -> None:
        from reader.ui.screens.confirm import Confirm  # the first frame asks nothing

        count = f"{len(listed):,} articles"

        async def change(is_sure: bool | None) -> None:
            if is_sure:
                self.say(f"Saving {count}…")
                await self.set_state(listed, read=read, starred=starred, done=f"{count} {what}. u takes it back.")

        if len(listed) > _MANY:
            self.app.push_screen(Confirm(f"{count} {what}? u takes it back.", "Yes", "No"), change)
        else:
            await change(True)

    def to_unread(self, direction: int) -> None:
        """Go to the next (1) or the previous (-1) unread article of the list; while reading, open it."""
        place = self.articles.place[0] - 1
        rest = self.articles.keys[place + 1 :] if direction > 0 else self.articles.keys[: max(0, place)][::-1]
        self._find_unread(rest, place, direction)

    @work(exclusive=True, group="unread", exit_on_error=False)
    async def _find_unread(self, keys: array[int], place: int, direction: int) -> None:
        found = await self.in_thread(lambda: self._first_unread(keys))
        if found is None:
            self.say("No unread article below this one." if direction > 0 else "No unread article above this one.")
            return
        self.articles.move_to(place + direction * (found + 1))
        if self.in_reading:
            self.articles.action_choose()

    def _first_unread(self, keys: array[int]) -> int | None:
        for start in range(0, len(keys), _LOOKED_AT_ONCE):
            chunk = keys[start : start + _LOOKED_AT_ONCE]
            for listed in self.library.listed(chunk):
                if not listed.is_read:
                    return start + chunk.index(listed.row.key)
        return None

    # -- which -------------------------------------------------------------------------------------------------

    def action_choose_all(self) -> None:
        """Choose all that are listed, those that are not loaded yet too; or none."""
        self.complete_list(self._choose_all)

    def _choose_all(self) -> None:
        keys = self.articles.keys
        self.articles.pick(() if len(self.articles.picked) == len(keys) else keys)

    def choose_none(self) -> bool:
        """Choose no article any more; tell whether any was chosen."""
        was_any = bool(self.articles.picked)
        self.articles.pick(())
        return was_any

    @on(ArticleList.Picked)
    def _picked(self, event: ArticleList.Picked) -> None:
        self.picked_count = event.count
        self.show_place()
        self.say(f"{event.count:,} chosen: s stars, r marks read, t tags; Esc chooses none." if event.count else "")

    def action_catch_up(self) -> None:
        """Mark everything that is listed as read."""
        self.complete_list(self._catch_up)

    @work(group="save", exit_on_error=False)
    async def _catch_up(self) -> None:
        keys = self.articles.keys[:]
        listed = await self.in_thread(lambda: [each for each in self.library.listed(keys) if not each.is_read])
        if not listed:
            self.say("Everything that is listed is read." if keys else "There is no article here.")
        elif len(listed) == 1:
            await self.set_state(listed, read=True, done="1 article marked read. u takes it back.")
        else:
            await self._set_many(listed, "marked read", read=True)
