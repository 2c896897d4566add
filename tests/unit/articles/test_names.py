"""Bylines: who wrote it, and who did not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.names import byline, looks_like_name, signature, split_names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Example", ("Ada Example",)),
        ("By Ada Example and Bo Sample", ("Ada Example", "Bo Sample")),
        ("By Ada Example, chief correspondent, in Riga", ("Ada Example",)),
        ("By ADA EXAMPLE", ("Ada Example",)),
        ("By Ada van der Example", ("Ada van der Example",)),
        ("Author: A.B", ("A.B",)),
        ("Autor: Jan Przykładowy", ("Jan Przykładowy",)),
        ("Oprac.: Anna Wzorowa", ("Anna Wzorowa",)),
        ("Von Karl Muster und Eva Beispiel", ("Karl Muster", "Eva Beispiel")),
        ("Par Jeanne Exemple", ("Jeanne Exemple",)),
        ("Автор: Иван Примеров", ("Иван Примеров",)),
        ("Reporting by Ada Example; Writing by Bo Sample Editing by Cy Pattern", ("Ada Example",)),
        ("(Reporting by Ada Example in Riga and Bo Sample; Editing by Cy Pattern)", ("Ada Example", "Bo Sample")),
        ("By Ada Example (@ada) ada@example.org", ("Ada Example",)),
        ("By Reuters", ()),
        ("By Staff Reporter", ()),
        ("Par Le Figaro avec AFP", ()),
        ("By Ada Example, Associated Press", ("Ada Example",)),
        ("By the end of the year prices had doubled", None),
        ("Von der Leyen reiste am Montag nach Prag", None),
        ("Para todos los gustos", None),
        ("An ordinary line", None),
        ("", None),
    ],
)
def test_a_byline(line, names):
    assert byline(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Anna Wzorowa in Oslo", ("Anna Wzorowa",)),
        ("Peter Muster", ("Peter Muster",)),
        ("Peter Muster, Anna Example", ("Peter Muster", "Anna Example")),
        ("Hong Kong", None),
        ("Order Reprints", None),
        ("Anna Wzorowa in a bus with other passengers", None),
        ("Anna said so.", None),
    ],
)
def test_a_line_of_names_only(line, names):
    assert signature(line) == names


@pytest.mark.parametrize(
    "text", ["English Section", "US News", "The quick fox", "Prime Minister", "one", "A B C D E F G"]
)
def test_what_is_no_name(text):
    assert not looks_like_name(text)


@given(st.text(max_size=200))
def test_no_line_raises(line):
    byline(line)
    signature(line)
    split_names(line)
