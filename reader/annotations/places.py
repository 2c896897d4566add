"""Where annotations stand in a present text: aligned once for each pair of texts, remembered while it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.annotation import Anchor, Placement, PlacementStatus
from reader.annotations.texts import Texts, digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.annotations.alignment import Alignment

REMEMBERED = 8
"""Texts whose placements are remembered."""


class Places:
    """Placements by text and anchor. Alignments are as large as their texts, so they are not kept."""

    def __init__(self, texts: Texts) -> None:
        """Look up what was annotated in `texts`."""
        self._texts = texts
        self._known: dict[str, dict[Anchor, Placement]] = {}

    def place(self, anchors: Iterable[Anchor], text: str) -> dict[Anchor, Placement]:
        """Return where anchors stand in a text."""
        digest = digest_of(text)
        known = self._known.pop(digest, {})
        self._known[digest] = known
        while len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]
        alignments: dict[str, Alignment] = {}
        for anchor in anchors:
            if anchor not in known:
                known[anchor] = self._place(anchor, text, digest, alignments)
        return known

    def _place(self, anchor: Anchor, text: str, digest: str, alignments: dict[str, Alignment]) -> Placement:
        if anchor.text_digest == digest and anchor.span.of(text) == anchor.exact:
            return Placement(PlacementStatus.SAME, anchor.span, anchor.exact, anchor.exact)
        # Imported here because the first frame places nothing, and most articles never change.
        from reader.annotations.alignment import Alignment
        from reader.annotations.anchors import place

        aligned = alignments.get(anchor.text_digest)
        if aligned is None:
            old = self._texts.text(anchor.text_digest)
            if old is None:
                return place(anchor, None, text)
            aligned = alignments[anchor.text_digest] = Alignment(old, text)
        return place(anchor, aligned.old, text, aligned)
