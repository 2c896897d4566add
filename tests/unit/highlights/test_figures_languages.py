"""Figures by shape in other languages: number formats, scales, percent words, currencies, durations."""

from __future__ import annotations

import pytest

from reader.highlights.figures import find_figures

ROWS = [
    # German
    (
        "Im Lager sind 1.310 politische Gefangene, und die Hilfe kostet 2,5 Mrd. Euro.",
        [(1310, "politische gefangene"), (2.5e9, "euro")],
    ),
    ("Rund 18 Prozent der Wähler und etwa 3,4 Millionen Menschen", [(18, "percent"), (3.4e6, "menschen")]),
    ("Das Haus kostet 350.000 Euro und hat 120 m².", [(350000, "euro"), (120, "square metre")]),
    ("Der Zug fährt 3,5 Stunden mit 250 km/h.", [(3.5, "hour"), (250, "kilometre")]),
    ("Der Umsatz ist um 5 Prozentpunkte auf 12 Mio. Euro gestiegen.", [(5, "percentage point"), (12e6, "euro")]),
    ("Am 3. Oktober 2019 um 18.30 Uhr kamen 500 Gäste und 12 Minister.", [(500, "gäste"), (12, "minister")]),
    # French
    (
        "Les gardiens ont compté 1\u202f310 prisonniers politiques et 2,5 milliards d'euros.",
        [(1310, "prisonniers politiques"), (2.5e9, "euro")],
    ),
    ("Le chômage est de 7,4 % et dure 2 ans dans le pays.", [(7.4, "percent"), (2, "year")]),
    # Spanish
    (
        "El gobierno gastó 2,5 millones de euros en los hospitales y el 18 por ciento se fue.",
        [(2.5e6, "euro"), (18, "percent")],
    ),
    ("El partido acabó con 45.000 espectadores y 2-1.", [(45000, "espectadores")]),
    ("Les 27 pays se voient à 18 h 30 dans la salle.", [(27, "pays")]),
    # Polish
    ("Spotkanie 17 grudnia 2025 r. o godz. 18.30 trwało 2 godziny w sali.", [(2, "hour")]),
    (
        "W kraju jest 1310 więźniów politycznych, a rząd wydał 2,5 mld złotych na pomoc.",
        [(1310, "więźniów politycznych"), (2.5e9, "zloty")],
    ),
    ("Po 31 latach rządów w kraju zwolniono 123 osoby.", [(31, "year"), (123, "osoby")]),
    ("Kara to 1,5 mln zł, czyli 300 tys. euro.", [(1.5e6, "zloty"), (300000, "euro")]),
    # Russian
    (
        "В стране 1310 политических заключённых, и правительство потратило 2,5 млрд рублей.",
        [(1310, "политических заключённых"), (2.5e9, "ruble")],
    ),
    ("Более 100 человек погибли.", [(100, "человек")]),
    ("Цена выросла с 50 до 70 рублей.", [((50, 70), "ruble")]),
    ("Курс вырос на 3 процента до 92,5 рубля.", [(3, "percent"), (92.5, "ruble")]),
    ("Около 18 процентов живут за чертой бедности.", [(18, "percent")]),
    # Ukrainian
    (
        "В Україні 1 310 політичних в'язнів, а уряд витратив 2,5 млн гривень на допомогу.",
        [(1310, "політичних в'язнів"), (2.5e6, "hryvnia")],
    ),
    ("Ціни зросли на 12,5 відсотка за рік.", [(12.5, "percent")]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_other_languages(text: str, expected: list[tuple[float | tuple[float, float], str]]) -> None:
    found = [
        ((q.low, q.high) if q.is_range else q.low, q.unit) for q in (figure.quantity for figure in find_figures(text))
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "bound"), [("Rund 5 km weiter", "~"), ("bis zu 5 km", "<"), ("более 5 км", ">"), ("ponad 5 km dalej", ">")]
)
def test_bounds_in_other_languages(text: str, bound: str) -> None:
    (figure,) = find_figures(text)
    assert figure.bound.value == bound


def test_english_words_are_no_foreign_bounds() -> None:
    (figure,) = find_figures("They do 8 sprints.")
    assert figure.bound.value == "="
