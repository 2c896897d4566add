"""Completion: what a query that is being typed may go on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.completion import Completions, is_wanted
from reader.library import Library
from reader.paths import folders

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ARTICLE = """---
title: {title}
author: {author}
outlet: {outlet}
lang: en
---

"We will see," said {speaker}, who knows. Nothing else happened in the town on that day, and nobody asked why.
"""


@pytest.fixture(scope="module")
def completions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Completions]:
    root: Path = tmp_path_factory.mktemp("completion")
    (root / "articles").mkdir()
    for number, (author, outlet, speaker) in enumerate(
        [
            ("Ida Lund", "Coast Courier", "Petra Iliev"),
            ("Ida Lund", "Coast Courier", "Petra Iliev"),
            ("Łucja Ban", "Czas", "Ida Novak"),
            ("Lu", "Coastal-News", "Ida Novak"),
        ]
    ):
        text = _ARTICLE.format(title=f"Title {number}", author=author, outlet=outlet, speaker=speaker)
        (root / "articles" / f"{number}.md").write_text(text)
    library = Library.open(
        folders(root / "articles", data=root / "d", cache=root / "c", environment={"READER_STATE": str(root / "s")})
    )
    library.update()
    article = library.article(library.keys()[0]).article
    library.notebook.note(article, "", tags=["trade/potash", "to do"])
    yield library.completions
    library.close()


@pytest.mark.parametrize(
    ("typed", "then"),
    [
        ("ou", ["outlet:"]),
        ("potash -(ou", ["potash -(outlet:"]),
        ("o", []),
        ("potash", []),
        ("da", ["date:"]),
        ("is:u", ["is:unread "]),
        ("has:fig", ["has:figures "]),
        ("date:last", ['date:"last week" ', 'date:"last 7 days" ', 'date:"last month" ']),
        ("outlet:", ['outlet:"Coast Courier" ', "outlet:Coastal-News ", "outlet:Czas "]),
        ("-outlet:coast", ['-outlet:"Coast Courier" ', "-outlet:Coastal-News "]),
        ("outlet:cour", ['outlet:"Coast Courier" ']),
        ('x outlet:"coast c', ['x outlet:"Coast Courier" ']),
        ("source:cz", ["source:Czas "]),
        ("author:lu", ["author:Lu ", 'author:"Łucja Ban" ', 'author:"Ida Lund" ']),
        ("by:ban", ['by:"Łucja Ban" ']),
        ("speaker:pet", ['speaker:"Petra Iliev" ']),
        ("speaker:novak", ['speaker:"Ida Novak" ']),
        ("speaker:x", []),
        ("tag:tr", ["tag:trade/potash "]),
        ("tag:#to", ['tag:"to do" ']),
        ("lang:", ["lang:en "]),
        ("note:x", []),
        ("oulet:coast", ["outlet:coast"]),
        ('"oil ou', []),
        ("outlet:coast ", []),
        ("", []),
    ],
)
def test_completions(completions: Completions, typed: str, then: list[str]) -> None:
    assert [each.text for each in completions.of(typed)] == then
    assert is_wanted(typed) or not then


def test_completions_count_and_explain(completions: Completions) -> None:
    assert completions.of("outlet:")[0][1:3] == ("Coast Courier", 2)
    assert completions.of("sp")[0].about == "somebody is quoted"


@given(st.text(alphabet='ou:tle"()- aŁ\x00%_!', max_size=30))
def test_nothing_that_is_typed_raises(completions: Completions, typed: str) -> None:
    for each in completions.of(typed):
        assert each.text.startswith(typed[:1]) or typed
