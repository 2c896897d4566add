"""Tags: which ones the user has, and which of them a word begins; pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.annotations.annotation import Annotation


def tag_counts(annotations: Iterable[Annotation]) -> dict[str, int]:
    """Return how many annotations and articles carry each tag: the most used first, then by name."""
    counts = Counter(tag for each in annotations for tag in each.tags)
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].casefold(), pair[0])))


def begun_by(word: str, counts: Mapping[str, int]) -> list[str]:
    """Return the tags that a word begins: whole tags first, then parts of nested ones such as `trade/potash`."""
    start = word.casefold()
    whole = [tag for tag in counts if tag.casefold().startswith(start)]
    nested = [tag for tag in counts if f"/{start}" in tag.casefold() and tag not in whole]
    return whole + nested
