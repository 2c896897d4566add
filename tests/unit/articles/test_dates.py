"""Date lines of newspapers in many languages, and lines that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.article import Precision
from reader.articles.dates import is_labelled_date, parse_date, split_dates


def date_line(line, **order):
    """Return the dates of a line that holds nothing else."""
    found = split_dates(line, **order)
    return found if found and found.is_alone else None


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("May 4, 2021", "2021-05-04"),
        ("Tuesday, May 4th, 2021", "2021-05-04"),
        ("4 May 2021", "2021-05-04"),
        ("04.05.2021 09:30", "2021-05-04T09:30"),
        ("Updated: 05/14/2021 at 8 pm", "2021-05-14T20:00"),
        ("2021-05-04T09:30:15Z", "2021-05-04T09:30Z"),
        ("2021-05-04 09:30:15.250+02:00", "2021-05-04T09:30+02:00"),
        ("Tue, 04 May 2021 09:30:15 -0400", "2021-05-04T09:30-04:00"),
        ("Tue, May 4, 2021 at 4:05 PM GMT+1 3 min read", "2021-05-04T16:05+01:00"),
        ("Published 05/14/2021 last updated 05/15/2021", "2021-05-14"),
        ("20210504", "2021-05-04"),
        ("2021/05/04", "2021-05-04"),
        ("4-5-2021", "2021-05-04"),
        ("May 4, 2021 / 8:05 PM / Updated 3 hours ago", "2021-05-04T20:05"),
        ("Published 3:40 PM EDT, Tue May 4, 2021", "2021-05-04T15:40-04:00"),
        ("Dienstag, 4. Mai 2021, 14.30 Uhr", "2021-05-04T14:30"),
        ("mardi 4 mai 2021 à 14h30", "2021-05-04T14:30"),
        ("4 de mayo de 2021", "2021-05-04"),
        ("4 maggio 2021, ore 10:15", "2021-05-04T10:15"),
        ("4 de maio de 2021 às 10h15", "2021-05-04T10:15"),
        ("4 mei 2021 om 10:15", "2021-05-04T10:15"),
        ("wtorek, 4 maja 2021 r., godz. 10:15", "2021-05-04T10:15"),
        ("4. května 2021", "2021-05-04"),
        ("4. mája 2021", "2021-05-04"),
        ("Вторник, 4 мая 2021 г., 10:15", "2021-05-04T10:15"),
        ("4 травня 2021 року", "2021-05-04"),
        ("4 мая 2021, 10:15 МСК", "2021-05-04T10:15+03:00"),
        ("2021 m. gegužės 4 d.", "2021-05-04"),
        ("2021. gada 4. maijs", "2021-05-04"),
        ("4 mai 2021", "2021-05-04"),
        ("4. toukokuuta 2021", "2021-05-04"),
        ("4 Mayıs 2021", "2021-05-04"),
        ("2021. május 4.", "2021-05-04"),
        ("May 2021", "2021-05"),
    ],
)
def test_a_date_line(line, iso):
    found = date_line(line)
    assert found is not None
    assert found.published is not None
    assert found.published.iso == iso


@pytest.mark.parametrize(
    "line",
    [
        "On May 4, 2021 the council met again in the old town hall",
        "1,227 people in 2021",
        "Chapter 12, verse 3",
        "Version 10.2.31 of the program",
        "May the fourth be with you",
        "31 February 2021",
        "Call 555 20 30 40",
        "The budget grew by 3.5 to 4.5 percent",
        "",
        "12:30",
    ],
)
def test_a_line_that_is_no_date(line):
    assert date_line(line) is None


def test_an_update_is_kept_beside_the_publication():
    found = date_line("May 4, 2021 | Updated May 6, 2021")
    assert found is not None
    assert (found.published.iso, found.updated.iso) == ("2021-05-04", "2021-05-06")


def test_an_order_that_could_be_exchanged_is_not_certain():
    assert not date_line("3/4/2021").is_certain
    assert date_line("3/4/2021").published.iso == "2021-04-03"
    assert date_line("3/4/2021", month_first=True).published.iso == "2021-03-04"
    assert date_line("3/14/2021").is_certain


def test_what_shares_the_line_is_left():
    found = split_dates("By Ada Example | May 4, 2021, 9:30")
    assert found.rest == "By Ada Example"
    assert found.published.iso == "2021-05-04T09:30"


@pytest.mark.parametrize(
    ("line", "labelled"), [("Published 4 May 2021", True), ("4 May 2021", False), ("4 May 2021, 9:30", True)]
)
def test_whether_a_date_says_what_it_is(line, labelled):
    assert is_labelled_date(line) is labelled


@pytest.mark.parametrize(
    ("value", "iso", "precision"),
    [
        ("2021", "2021", Precision.YEAR),
        ("2021-05", "2021-05", Precision.MONTH),
        ("2021-05-04", "2021-05-04", Precision.DAY),
        ("2021-05-04T10:00:00.000Z", "2021-05-04T10:00Z", Precision.MINUTE),
    ],
)
def test_a_field_of_a_header(value, iso, precision):
    found = parse_date(value)
    assert found is not None
    assert (found.iso, found.precision) == (iso, precision)


@pytest.mark.parametrize("value", ["", "soon", "0000", "2021-13-45"])
def test_a_field_that_is_no_date(value):
    assert parse_date(value) is None


@given(st.text(max_size=300))
def test_no_line_raises(line):
    date_line(line)
    parse_date(line)
