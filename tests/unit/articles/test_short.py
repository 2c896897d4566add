"""Texts too short for prose are somebody's notes: nothing of them is a menu."""

from __future__ import annotations

import pytest

from reader.articles.read import read


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Café news\n\nIt has opened, they say.\n", ["title", "body"]),
        ("Shopping\nmilk\nbread\n", ["title", "body", "body"]),
        ("Just one line", ["body"]),
        ("It rained.\nIt stopped.\n", ["body", "body"]),
        ("A note to self\nBy Ann Orr\nMarch 3, 2025\nBuy milk.\n", ["title", "byline", "date", "body"]),
    ],
)
def test_a_short_text_is_a_title_and_its_body(text: str, kinds: list[str]) -> None:
    (article,) = read("note.txt", text.encode())
    assert [str(block.kind) for block in article.blocks] == kinds
