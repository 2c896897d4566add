"""TagsInput: a line of tags that goes on with those the user has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.suggester import Suggester
from textual.widgets import Input

from reader.annotations.tags import begun_by
from reader.text import safe
from reader.ui.wrapping import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LAST_WORD = re.compile(r'(?:^|[\s,;])(-?)#?("?)([^\s,;"]*)$')
"""The word that is being typed: `-`, a quotation mark, and what there is of the tag."""
_OFFERED = 8


class TagsInput(Input):
    """Tags, with blanks between; `-tag` takes one away. The right arrow key takes what is offered behind the caret."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(value, placeholder=placeholder, id=id, compact=True, suggester=_Offer(self))
        self.known: Mapping[str, int] = {}
        """Tags of the library, with how often each is used."""
        self.used: tuple[str, ...] = ()
        """Tags that can be taken away."""
        self.takes_blanks = True
        """Tags of several words are written in quotation marks; otherwise they are not offered."""

    def offered(self) -> list[str]:
        """Return the tags that the last word may become; printable, the best first."""
        found = _LAST_WORD.search(self.value)
        if found is None:
            return []
        sign, _, word = found.groups()
        counts = dict.fromkeys(self.used, 1) if sign else self.known
        there = {tag.casefold() for tag in self.used}
        tags = [tag for tag in begun_by(word, counts) if sign or tag.casefold() not in there]
        shown = (one_line(safe(tag)) for tag in tags if tag != word)
        return [tag for tag in shown if self.takes_blanks or " " not in tag][:_OFFERED]

    def completed(self) -> str:
        """Return the line with its last word completed; as it is if nothing is offered."""
        offered = self.offered()
        found = _LAST_WORD.search(self.value)
        if not offered or found is None:
            return self.value
        tag = offered[0]
        if found.group(2) or " " in tag:
            start = found.start(3) - len(found.group(2))
            return f'{self.value[:start]}"{tag}"'
        return self.value[: found.start(3)] + tag

    def complete(self) -> bool:
        """Take the best of what is offered, and be ready for the next tag; tell whether there was any."""
        whole = self.completed()
        if whole == self.value:
            return False
        self.value = whole + " "
        self.cursor_position = len(self.value)
        return True


class _Offer(Suggester):
    """Shows the best completion behind the caret once a letter of it is typed."""

    def __init__(self, line: TagsInput) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._line = line

    async def get_suggestion(self, value: str) -> str | None:
        found = _LAST_WORD.search(value)
        if value != self._line.value or found is None or not found.group(3):
            return None
        whole = self._line.completed()
        return whole if whole.casefold().startswith(value.casefold()) else None


def offered_line(tags: Iterable[str]) -> str:
    """Return offered tags for people."""
    return "  ".join(f"#{tag}" for tag in tags)
