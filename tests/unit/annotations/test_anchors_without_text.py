"""Quotes whose old text is not kept are found by their words and their context, or not at all."""

from __future__ import annotations

import pytest

from reader.annotations.anchors import place
from reader.annotations.annotation import Anchor, PlacementStatus
from reader.text import Span

TEXT = """The orchard above Lindal froze on the night of 3 April, and with it most of the blossom.

Growers lit 400 candles between the rows, said Marta Quill, who has kept bees there since 1998.

By noon the bees were back. By evening the council had promised 2.1 million crowns in aid, and
growers lit their stoves instead. Insurers said they would look at every claim before June.
"""


def anchor(exact: str, prefix: str = "", suffix: str = "") -> Anchor:
    return Anchor("", 0, Span(0, len(exact)), exact, prefix, suffix)


@pytest.mark.parametrize(
    ("exact", "prefix", "suffix", "found"),
    [
        ("the council had promised 2.1 million crowns", "", "", "the council had promised 2.1 million crowns"),
        ("The Council had promised 2.1 million crowns", "", "", "the council had promised 2.1 million crowns"),
        ("Growers lit", "of the blossom.\n\n", " 400 candles between the rows", "Growers lit"),
        ("growers lit", "crowns in aid, and\n", " their stoves instead", "growers lit"),
        ("400 candles", "Growers lit ", " between the rows, said Marta", "400 candles"),
        ("430 candles", "Growers lit ", " between the rows, said Marta", "400 candles"),
        (
            "Marta Quill, who has kept some bees there ever since 1998",
            "between the rows, said ",
            "",
            "Marta Quill, who has kept bees there since 1998",
        ),
    ],
)
def test_a_quote_is_found(exact, prefix, suffix, found):
    placement = place(anchor(exact, prefix, suffix), None, TEXT)
    assert placement.span is not None
    assert placement.now == placement.span.of(TEXT) == found
    is_same = found.casefold() == exact.casefold()
    assert placement.status is (PlacementStatus.SAME if is_same else PlacementStatus.EDITED)


@pytest.mark.parametrize(
    ("exact", "prefix", "suffix"),
    [
        ("growers lit", "", ""),
        ("bees", "", ""),
        ("the", "before ", " orchard was sold"),
        ("candles", "they bought forty ", " at the shop in town"),
        ("an altogether different sentence about ships in the harbour of another town", "", ""),
        ("…", "", ""),
        ("", "Growers lit", "400"),
    ],
)
def test_what_is_not_certain_is_gone(exact, prefix, suffix):
    placement = place(anchor(exact, prefix, suffix), None, TEXT)
    assert placement.status is PlacementStatus.GONE
    assert (placement.span, placement.now, placement.score) == (None, None, 0.0)


def test_equal_quotes_in_equal_contexts_are_not_guessed():
    line = "Votes were counted again in the hall. "
    assert place(anchor("were counted again in the hall", "Votes ", ". Votes"), None, line * 3).span is None


def test_a_word_that_stands_everywhere_is_not_looked_for():
    assert place(anchor("a", "b ", " b"), None, "a b " * 2000).span is None
    assert place(anchor("a b " * 400), None, "a b " * 2000).span is None
