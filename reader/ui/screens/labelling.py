"""Labelling: the user's tags of whole articles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from reader.ui.screens.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from reader.library import Listed
    from reader.ui.noted import TagChange


class Labelling(Listing):
    """The part of the main screen that tags articles."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "tag", "Tag", id="article.tag", show=False, tooltip="Tags of this article, or of those chosen"),
    ]

    def action_tag(self) -> None:
        """Change the tags of the article, or of those chosen, as one action."""
        from reader.ui.screens.tagging import Tagging  # the first frame needs none of the dialogs

        listed = self.chosen_or_current()
        if not listed:
            self.say("There is no article here to tag.")
            return
        used = (tag for each in listed for tag in each.tags)
        asked = Tagging(articles_counted(len(listed)), used, self.library.tags, has_color=False)
        self.app.push_screen(asked, partial(self._label, listed))

    async def _label(self, listed: Sequence[Listed], change: TagChange | None) -> None:
        if change is not None and any(change):
            done = f"Tags of {articles_counted(len(listed))} saved: {change.said}"
            await self.set_state(listed, add_tags=change.add, remove_tags=change.remove, done=done)


def articles_counted(number: int) -> str:
    """Return a number of articles."""
    return f"{number:,} article{'' if number == 1 else 's'}"
