"""Highlighting: the highlights pane on the main screen; its filter, and how the user has it grouped and folded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.ui.screens.desk import HIGHLIGHTS, Desk

if TYPE_CHECKING:
    from reader.ui.widgets.highlights_pane import HighlightsPane

_GROUPING, _FOLDED = "pane.grouping", "pane.folded"
_MOST_FOLDED = 60
"""Titles of folded groups kept for the next start; speakers make new ones with every article."""


class Highlighting(Desk):
    """The part of the main screen that keeps the highlights pane."""

    def set_up_reading(self) -> None:
        """Group and fold as the user left it."""
        from reader.ui.digest import Grouping  # the first frame shows no article

        super().set_up_reading()
        kept = self.library.session.kept
        grouping = kept(_GROUPING) or ""
        if grouping in Grouping.__members__:
            self.pane.set_grouping(Grouping[grouping], _titles(kept(_FOLDED) or "[]"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the pane's key for its own filter to it: the key that finds in the text has priority."""
        if action == "find" and self.room == HIGHLIGHTS:
            return False
        return super().check_action(action, parameters)

    # Handlers by name: the classes of the messages are loaded after the first frame.

    def on_highlights_pane_rearranged(self, event: HighlightsPane.Rearranged) -> None:
        """Keep how the user has the pane."""
        if event.said:
            self.say(event.said)
        keep = self.library.session.keep
        keep(_GROUPING, self.pane.grouping.name)
        keep(_FOLDED, json.dumps(list(self.pane.folded)[-_MOST_FOLDED:]))
        self.refresh_bindings()

    def action_filter_entries(self) -> None:
        """Narrow the entries of the pane while words are typed."""
        if self.opened is None:
            self.say("Open an article first.")
            return
        from reader.ui.screens.find import Find  # the first frame needs none of the dialogs

        row = Find(
            self.pane.words,
            self._narrow,
            self._walk_entries,
            prompt="filter",
            placeholder="Words, a kind, a speaker; -word leaves out",
        )
        self.app.push_screen(row, self._filter_closed)

    def _narrow(self, words: str) -> str:
        self.pane.narrow(words.strip())
        found, of = self.pane.found
        return f"{found} of {of}"

    def _walk_entries(self, direction: int) -> str:
        self.pane.action_step(direction)
        found, of = self.pane.found
        return f"{found} of {of}"

    def _filter_closed(self, is_kept: bool | None) -> None:
        if not is_kept:
            self.pane.narrow("")
        found, of = self.pane.found
        self.say(f"{found} of {of} entries; Esc shows all." if self.pane.words else "")
        self.refresh_bindings()


def _titles(kept: str) -> list[str]:
    try:
        titles = json.loads(kept)
    except ValueError:
        return []
    return [title for title in titles if isinstance(title, str)] if isinstance(titles, list) else []
