"""Texts that are not English: quotes by their marks, speakers only beside a verb of saying."""

from __future__ import annotations

import pytest

from reader.highlights.foreign import is_english
from reader.highlights.quotes import find_quotes

TEXTS = [
    ("„Das ist ein guter Tag für die Stadt“, sagte Karl Huber am Montag.", "Karl Huber"),
    ("Der Rat kam zu spät. Karl Huber sagte: „Wir gehen nicht mit dem Rat.“", "Karl Huber"),
    ("« C’est une bonne nouvelle pour les enfants », a déclaré Jeanne Martin.", "Jeanne Martin"),
    ("« C'est trop », a lancé la Première ministre Jeanne Martin devant les élus.", "Jeanne Martin"),
    ("«Ми збили їх усі», — сказав речник Повітряних сил Юрій Коваль, і це не все.", "Юрій Коваль"),
    ("„Der Rat ist nicht bereit“, sagte Huber der Neuen Zeitung.", "Huber"),
    ("„Das ist ein Schritt für die Stadt“, so Karl Huber.", "Karl Huber"),
    ("«No vamos a pagar por los errores de la empresa», dijo Ana Gómez.", "Ana Gómez"),
    ("„Nie ma na to zgody w parlamencie” – powiedział Jan Kowalski.", "Jan Kowalski"),
    ("«Мы не будем это обсуждать сегодня», — сказал Иван Петров.", "Иван Петров"),
    ("«Ми не здамося, це наша земля», — наголосила Олена Шевченко.", "Олена Шевченко"),
    ("„Das ist ein guter Tag für die Stadt und den Fluss.“", None),
    ("Der Rat und die Stadt sind im Streit. „Das ist ein schlechter Tag“, sagte er.", None),
]


@pytest.mark.parametrize(("text", "speaker"), TEXTS)
def test_a_name_beside_a_verb_of_saying_speaks(text: str, speaker: str | None) -> None:
    (quote,) = find_quotes(text)
    assert quote.speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Der Rat der Stadt las die „Neue Zeitung“ und ging.",
        "Le film « Demain » est sorti dans la ville.",
        "La «crisis» de la empresa no es nueva.",
        "Газета «Новости» пишет об этом и не только.",
    ],
)
def test_names_and_single_words_in_marks_are_no_quotes(text: str) -> None:
    assert find_quotes(text) == []


def test_a_split_quote_has_one_speaker() -> None:
    text = "„Das ist gut für die Stadt“, sagte Karl Huber. „Und es ist nicht vorbei.“"
    assert [quote.speaker for quote in find_quotes(text)] == ["Karl Huber", "Karl Huber"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said that it was over and left.", True),
        ("Roe won.", True),
        ("Der Rat und die Stadt sind im Streit.", False),
        ("Мы не будем это обсуждать с вами.", False),
        ("Президент России прибыл", False),
        ("東京", False),
        ("", True),
    ],
)
def test_the_language_is_told_by_small_words(text: str, expected: bool) -> None:
    assert is_english(text) is expected
