"""Finding: words in the open article, without the index; `n` and `N` walk what was found."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from reader.text import Span
from reader.ui.screens.desk import ARTICLE
from reader.ui.screens.reading import Reading

if TYPE_CHECKING:
    from textual.binding import BindingType

_AT_ONCE = frozenset({"find", "annotate", "annotate_article"})
"""What keys with priority do."""
_MOST = 5000
"""Matches marked at most; a single letter in a long text has more than anybody walks."""


class Finding(Reading):
    """The part of the main screen that finds in the article."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "find", "Find", id="article.find", show=False, priority=True, tooltip="Words in this article"),
        Binding("asterisk", "find_here", "Find this", id="article.find-here", show=False,
                tooltip="Where else what is selected, or the word at the caret, stands in this article"),
    ]  # fmt: skip

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep the keys with priority from an article whose reader types a sequence: `]f` is no `f`."""
        if action in _AT_ONCE and self.is_furnished and self.view.is_pending:
            return False
        return super().check_action(action, parameters)

    def action_find(self) -> None:
        """Look for words in the open article."""
        if self.opened is None:
            self.say("Open an article first.")
            return
        from reader.ui.screens.find import Find  # the first frame needs none of the dialogs

        if not self.in_reading:
            self.go(ARTICLE)
        self.app.push_screen(Find(self.found_text, self._find, self._walk_found), self._find_closed)

    def action_find_here(self) -> None:
        """Go to the next place of the words that are selected, or that the user stands on, as in vim."""
        span = self.view.words_here if self.in_reading else None
        words = "" if span is None else span.of(self.view.text).strip()
        if span is None or not words:
            self.say("Stand on words first: v puts a caret into the text, ] goes to a highlight.")
            return
        self.view.drop_selection()
        self._find(words)
        if self.matches:
            self._stand_on(bisect_right(self.matches, span) % len(self.matches))

    def _find(self, text: str) -> str:
        self.found_text = text
        pattern = re.compile(re.escape(text), re.IGNORECASE)
        spans = [Span(*match.span()) for match, _ in zip(pattern.finditer(self.view.text), range(_MOST), strict=False)]
        self.matches = tuple(spans) if text else ()
        self.view.stand_on_match(None)
        self.show_marks()
        return self.stand_near(1) if self.matches else "not found" if text else ""

    def _walk_found(self, direction: int) -> str:
        self.action_match(direction)
        return self.status.message.removeprefix("Match ")

    def _find_closed(self, is_kept: bool | None) -> None:
        if not is_kept:
            self.found_text = ""
            self.matches = ()
            self.show_marks()
            self.find_matches()
            self.say("")
