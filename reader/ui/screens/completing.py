"""Completing: while a query is typed, a line below it offers fields and values; Tab takes the first, then the next."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from textual import on, work
from textual.content import Content

from reader.errors import ReaderError
from reader.text import safe
from reader.ui.messages import CompletionsFound
from reader.ui.screens.searching import Searching
from reader.ui.widgets.search_row import SearchRow
from reader.ui.wrapping import cells_of, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.completion import Completion
    from reader.ui.widgets.offer import Offer

_END = "  Tab"


class Completing(Searching):
    """The part of the main screen that completes queries."""

    _offered: tuple[Completion, ...] = ()
    _offered_for = ""
    """What was typed when they were offered."""
    _ends: Sequence[int] = ()
    """Columns at which the offers on the screen end, from the one that is taken or would be."""
    _taken: int | None = None
    """Which of them is in the search row."""

    @on(SearchRow.Changed)
    def _complete(self, event: SearchRow.Changed) -> None:
        is_taken = self._taken is not None and event.text == self._offered[self._taken].text
        if is_taken and not event.text.endswith(":"):
            return  # the next Tab takes the next one; after a field, a value
        from reader.completion import is_wanted  # nobody types before the first frame

        self._taken = None
        if is_wanted(event.text):
            self._find_completions(event.text)
        else:
            self.workers.cancel_group(self, "complete")
            self._offer_these((), event.text)

    @work(thread=True, exclusive=True, group="complete", exit_on_error=False)
    def _find_completions(self, text: str) -> None:
        try:
            self.post_message(CompletionsFound(text, self.library.completions.of(text)))
        except ReaderError:
            self.post_message(CompletionsFound(text, ()))  # what cannot be read is said by the search itself

    @on(CompletionsFound)
    def _completions_found(self, event: CompletionsFound) -> None:
        if event.text == self.search_row.text and self.query_has_focus:
            self._offer_these(event.completions, event.text)

    def _offer_these(self, completions: tuple[Completion, ...], text: str) -> None:
        self._offered, self._offered_for = completions, text
        self.search_row.is_offered = bool(completions)
        self._show_offer()

    def _show_offer(self) -> None:
        self.offer.display = self.is_offering = bool(self._offered)
        self.place_problems()
        if self._offered:
            self.offer.update(self._line())

    def _line(self) -> Content:
        """Return the offers, as many as fit, from the one that is taken or would be; what a field asks for if alone."""
        first = self._taken or 0
        room = self.size.width - 2 - cells_of(_END)
        faint, strong = self.offer.get_visual_style("offer--rest"), self.offer.get_visual_style("offer--first")
        parts: list[tuple[str, object]] = [(" ", "")]
        ends = []
        column = 1
        for number, each in enumerate(self._offered[first:]):
            words = safe(one_line(each.label))
            more = f" {each.number:,}" if each.number is not None else ""
            if each.about and len(self._offered) == 1:
                more = f" {each.about}"
            cells = cells_of(words) + cells_of(more) + 3
            room -= cells
            if room < 0 and number:
                break
            column += cells
            ends.append(column)
            parts += [(words, faint if number else strong), (more + "   ", faint)]
        self._ends = ends
        return Content.assemble(*parts, (_END.strip(), strong))  # type: ignore[arg-type]

    @on(SearchRow.CompletionWanted)
    def _completion_wanted(self) -> None:
        if self._offered:
            self._take(0 if self._taken is None else (self._taken + 1) % len(self._offered))

    # Found by its name: the line is made when something is typed.
    def on_offer_clicked(self, event: Offer.Clicked) -> None:
        """Take the one that was clicked; the sign of the key at the end stands for the first."""
        number = bisect_right(self._ends, event.column)
        if self._offered:
            self._take((self._taken or 0) + (number if number < len(self._ends) else 0))

    def _take(self, number: int) -> None:
        self._taken = number
        self.search_row.text = self._offered[number].text
        self._show_offer()

    @on(SearchRow.Left)
    def _row_left(self) -> None:
        self._taken = None
        self._offer_these((), "")
