"""Jumps: the places that the user left by a jump, in all articles, to go back to and forward again; pure."""

from __future__ import annotations

from typing import NamedTuple

_MOST = 100
"""Places kept; the oldest are dropped."""


class Place(NamedTuple):
    """A place in an article."""

    key: int
    """Key of the article in the library."""
    offset: int
    """In code points of its text; kept as such, so that another width does not move it."""


class JumpList:
    """Places in the order in which they were left, and where one is among them.

    As in vim, a place is kept once: where it is left again it moves to the end. Going back from the end keeps the
    place one goes from, so that forward leads there again.
    """

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = 0
        """Number of the place that `forward` comes from; the length of the list when nobody went back."""

    def leave(self, place: Place) -> None:
        """Keep a place that a jump leads away from."""
        self._keep(place)
        self._at = len(self._places)

    def back(self, here: Place) -> Place | None:
        """Return the place before, and keep `here` to come back to; None when there is none."""
        if self._at == len(self._places):
            self._keep(here)
            self._at = len(self._places) - 1
        while self._at > 0:
            self._at -= 1
            if self._places[self._at] != here:
                return self._places[self._at]
        return None

    def forward(self, here: Place) -> Place | None:
        """Return the place after, from which `back` came; None when there is none."""
        while self._at + 1 < len(self._places):
            self._at += 1
            if self._places[self._at] != here:
                return self._places[self._at]
        return None

    def _keep(self, place: Place) -> None:
        if place in self._places:
            self._places.remove(place)
        self._places.append(place)
        del self._places[:-_MOST]
