"""Values in a query: `>1bn`, `10..20`, `2025-12`, `last week`; pure functions from text to ranges."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from reader.search.syntax import Days

_ONE_DAY = dt.timedelta(days=1)
_UNITS = {
    "": 1.0,
    "%": 1.0,
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
    "tn": 1e12,
    "trillion": 1e12,
}
# "$1,500.25bn", "20%", "3 million"
_NUMBER = re.compile(r"[$€£¥]?\s?([0-9][0-9,]{0,30}(?:\.[0-9]{1,15})?)\s?([a-z%]{0,8})")
_COMPARED = re.compile(r"(>=|<=|>|<|=)?(.*)", re.DOTALL)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# "2025", "2025-12", "2025-12-18", also with / and .
_DATE = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?")
# "december 2025"
_MONTH_OF_YEAR = re.compile(r"([a-z]{3})[a-z]{0,6} ([0-9]{4})")
# "last 7 days", "last week"
_LAST = re.compile(r"(?:last|past) (?:([0-9]{1,4}) )?(day|week|month|year)s?")


def number(text: str) -> float | None:
    """Return the value of "1.5bn", "$1,000", "20%"; None if it is no number."""
    found = _NUMBER.fullmatch(text.strip().lower())
    if found is None or found[2] not in _UNITS:
        return None
    return float(found[1].replace(",", "")) * _UNITS[found[2]]


class Range(NamedTuple):
    """Two ends, each known or not, included or not."""

    low: float | None
    high: float | None
    low_included: bool
    high_included: bool


def numbers(text: str) -> Range | None:
    """Return the range that ">1bn", "<=20%", "10..20", "10.." or "5" names; None if it names none."""
    if ".." in text:
        first, _, last = text.partition("..")
        low, high = number(first), number(last)
        if (low is None and first.strip()) or (high is None and last.strip()) or (low is None and high is None):
            return None
        if low is not None and high is not None and low > high:
            low, high = high, low
        return Range(low, high, True, True)
    compared = _COMPARED.fullmatch(text.strip())
    value = number(compared[2]) if compared else None
    if compared is None or value is None:
        return None
    match compared[1]:
        case ">" | ">=":
            return Range(value, None, compared[1] == ">=", True)
        case "<" | "<=":
            return Range(None, value, True, compared[1] == "<=")
    return Range(value, value, True, True)


def day_number(iso: str) -> int:
    """Return 20251218 for "2025-12-18" and 20251200 for "2025-12"; 0 for what is no date."""
    found = _DATE.match(iso)
    if found is None:
        return 0
    return int(found[1]) * 10_000 + int(found[2] or 0) * 100 + int(found[3] or 0)


def _of(date: dt.date) -> int:
    return date.year * 10_000 + date.month * 100 + date.day


def _period(text: str, today: dt.date) -> Days | None:
    """Return the days of one date, month, year or phrase."""
    text = " ".join(text.lower().split())
    if found := _DATE.fullmatch(text):
        month, day = int(found[2] or 0), int(found[3] or 0)
        if month > 12 or day > 31:
            return None
        low = int(found[1]) * 10_000 + month * 100 + day
        return Days(low, low + (0 if day else 31 if month else 1231))
    if (found := _MONTH_OF_YEAR.fullmatch(text)) and found[1] in _MONTHS:
        low = int(found[2]) * 10_000 + (_MONTHS.index(found[1]) + 1) * 100
        return Days(low, low + 31)
    try:
        return _spoken(text, today)
    except OverflowError:  # a week before the first day, or after the last one, that a date can be
        return None


def _spoken(text: str, today: dt.date) -> Days | None:
    """Return the days of "today", "last week", "last 10 days"; weeks begin on Monday."""
    monday = today - _ONE_DAY * today.weekday()
    first = today.replace(day=1)
    before_first = first - _ONE_DAY
    match text:
        case "today":
            return Days(_of(today), _of(today))
        case "yesterday":
            return Days(_of(today - _ONE_DAY), _of(today - _ONE_DAY))
        case "this week":
            return Days(_of(monday), _of(monday + 6 * _ONE_DAY))
        case "last week":
            return Days(_of(monday - 7 * _ONE_DAY), _of(monday - _ONE_DAY))
        case "this month":
            return Days(_of(first) - 1, _of(first) + 30)
        case "last month":
            return Days(_of(before_first.replace(day=1)) - 1, _of(before_first))
        case "this year":
            return Days(today.year * 10_000, today.year * 10_000 + 1231)
        case "last year":
            return Days((today.year - 1) * 10_000, (today.year - 1) * 10_000 + 1231)
    if found := _LAST.fullmatch(text):  # 9999 years at most, cut at the first day there is
        length = int(found[1] or 1) * {"day": 1, "week": 7, "month": 30, "year": 365}[found[2]]
        return Days(_of(dt.date.fromordinal(max(1, today.toordinal() - length + 1))), _of(today))
    return None


def days(text: str, today: dt.date) -> Days | None:
    """Return the days that "2025-12", "2025-12-01..2025-12-18", ">2025-11" or "last week" names; None if none."""
    if ".." in text:
        first, _, last = text.partition("..")
        low, high = _period(first, today), _period(last, today)
        if (low is None and first.strip()) or (high is None and last.strip()) or (low is None and high is None):
            return None
        if low is not None and high is not None and low.low > high.high:
            low, high = high, low
        return Days(low.low if low else 1, high.high if high else 99_991_231)
    compared = _COMPARED.fullmatch(text.strip())
    period = _period(compared[2], today) if compared else None
    if compared is None or period is None:
        return None
    match compared[1]:
        case ">":
            return Days(period.high + 1)
        case ">=":
            return Days(period.low)
        case "<":
            return Days(1, period.low - 1)
        case "<=":
            return Days(1, period.high)
    return period


# Values that are being typed

_PHRASES = (
    "today",
    "yesterday",
    *(f"{which} {unit}" for which in ("this", "last") for unit in ("week", "month", "year")),
)
# "last 7 d", "past 10"
_BEGUN_LAST = re.compile(r"(?:last|past)(?: (?:[0-9]{1,4}(?: ([a-z]*))?)?)?")
# "dec", "december 20"
_BEGUN_MONTH = re.compile(r"([a-z]{1,9})(?: [0-9]{0,3})?")
# "$1,500.", "20 mil", "1."
_BEGUN_NUMBER = re.compile(r"[$€£¥]?\s?(?:[0-9][0-9,]{0,30}(?:\.[0-9]{0,15})?\s?([a-z%]{0,8}))?")


def _is_begun_period(text: str, today: dt.date) -> bool:
    text = " ".join(text.lower().split())
    if text.isdigit() or not text:
        return len(text) < 4
    if text[-1] in "-/." and _DATE.fullmatch(text[:-1]):
        return _period(text[:-1], today) is not None and (text[-1] == "." or len(text) < 10)
    if any(phrase.startswith(text) for phrase in _PHRASES):
        return True
    if last := _BEGUN_LAST.fullmatch(text):
        return any(unit.startswith(last[1] or "") for unit in ("days", "weeks", "months", "years"))
    month = _BEGUN_MONTH.fullmatch(text)
    return month is not None and any(name.startswith(month[1][:3]) for name in _MONTHS)


def begun_days(text: str, today: dt.date) -> tuple[bool, Days | None]:
    """Tell whether a text that is no date may become one, and return the days that it names so far, if any."""
    first, dots, last = text.partition("..")
    if dots:
        is_begun = _is_begun_period(last, today) and (not first.strip() or _period(first, today) is not None)
        return is_begun, days(f"{first}..", today) if is_begun else None
    compared = _COMPARED.fullmatch(text.strip())
    is_begun = compared is not None and _is_begun_period(compared[2], today)
    return is_begun, days(text.strip()[:-1], today) if is_begun else None


def begun_numbers(text: str) -> tuple[bool, Range | None]:
    """Tell whether a text that is no range of numbers may become one, and return the range that it names so far."""
    first, dots, last = text.partition("..")
    compared = _COMPARED.fullmatch(text.strip())
    begun = _BEGUN_NUMBER.fullmatch((last if dots else compared[2] if compared else "").strip().lower())
    is_begun = begun is not None and any(unit.startswith(begun[1] or "") for unit in _UNITS)
    if dots:
        is_begun = is_begun and (not first.strip() or number(first) is not None)
    return is_begun, numbers(f"{first}..") if is_begun and dots else None
