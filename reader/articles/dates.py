"""Dates as newspapers print them, in fifteen languages, without a clock: what is relative ("2 hours ago") is no date.

One table of month words and one pass over the tokens of a short line. A date such as 3/4/2025 is read by the order
that the language or the line itself gives, else as day/month, and is then not certain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as calendar_date
from functools import lru_cache

from reader.articles.article import Precision, Published
from reader.articles.lexicon import table

_TABLE = table("dates")
# English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Czech, Slovak, Russian, Ukrainian, Belarusian,
# Lithuanian, Latvian, Romanian, Scandinavian, Finnish, Turkish, Hungarian; with abbreviations.
MONTHS: dict[str, int] = {word: month for month in range(1, 13) for word in _TABLE[str(month)]}
"""Folded month words and abbreviations, without full stop, to 1-12."""
_ZONES: dict[str, str] = _TABLE["zones"]
# Words that may stand on a line that holds nothing but a date: labels, weekdays, words between date and time.
_FILLERS = frozenset(_TABLE["fillers"])
_WEEKDAYS = frozenset(_TABLE["weekdays"])
_UPDATED: tuple[str, ...] = tuple(_TABLE["updated"])

_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]|_")

# `18:00`, `18.00`, `18h00`, `8:05 PM`, `17:22:19`, `02:24+01:00`; a zone may follow.
_TIME = re.compile(
    r"(?<![\d:.])([01]?\d|2[0-3])\s?(?::|\.|h)\s?([0-5]\d)(?::([0-5]\d)(?:[.,]\d{1,9})?)?(?![\d])"
    r"\s?(?:([ap])\.?\s?m\b\.?)?\s?(?:Uhr\b|h\b)?\s?(?:\(?(Z|[A-Za-zА-я]{3,4})\b\)?)?"
    r"(?:\s?([+-](?:1[0-4]|0?\d))(?::?([0-5]\d))?(?![\d:]))?",
    re.IGNORECASE,
)
_HOUR = re.compile(r"(?<![\d:.])(1[0-2]|0?[1-9])\s?([ap])\.?m\b\.?", re.IGNORECASE)  # `8 pm`
_ISO = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")  # `2025-12-18`, `2025/12/18`
_NUMERIC = re.compile(
    r"(?<![\d.])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d])"
)  # `18.12.2025`, `12/18/25`
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)")  # `20251218`
_READING_TIME = re.compile(r"\b\d{1,2}\s?min(?:ute)?s?\b\.?(?:\s(?:read|de lecture|czytania|Lesezeit))?", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_HAS_DIGIT = re.compile(r"\d")

LONGEST = 160
"""Longest line, in code points, in which a date line is looked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """A date within a line."""

    start: int
    end: int
    published: Published
    is_certain: bool = True
    """False where day and month could be exchanged."""


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that holds dates and nothing else."""

    published: Published | None
    updated: Published | None
    is_certain: bool = True
    rest: str = ""
    """What else stands on the line, without separators: a byline, or nothing."""

    @property
    def is_alone(self) -> bool:
        """Tell whether nothing but times, weekdays and labels stands beside the dates."""
        return _leftover(self.rest) <= 6


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return calendar_date(year, month, day).isoformat() if 1500 <= year <= 2199 else None
    except ValueError:
        return None


def _year(text: str) -> int:
    number = int(text)
    return number if len(text) == 4 else number + (2000 if number < 70 else 1900)


def _iso(line: str) -> Found | None:
    for pattern in (_ISO, _COMPACT):
        match = pattern.search(line)
        if match:
            year, *_, month, day = match.groups()
            iso = _valid(int(year), int(month), int(day))
            if iso:
                return Found(match.start(), match.end(), Published(iso))
    return None


def _numeric(line: str, *, month_first: bool) -> Found | None:
    match = _NUMERIC.search(line)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), _year(match[4])
    is_certain = first > 12 or second > 12 or match[2] == "." or first == second
    swap = second > 12 or (month_first and first <= 12 and match[2] != ".")
    month, day = (first, second) if swap else (second, first)
    iso = _valid(year, month, day)
    return Found(match.start(), match.end(), Published(iso), is_certain) if iso else None


def _worded(line: str) -> Found | None:
    """Find a date with a month word: the month, and a day and a year within a few tokens on either side."""
    tokens = list(_TOKEN.finditer(line))
    for index, token in enumerate(tokens):
        month = MONTHS.get(token.group().casefold())
        if month is None:
            continue
        found = _around(tokens, index, month)
        if found:
            return found
    return None


_BETWEEN = frozenset(_TABLE["between"])


def _number(tokens: list[re.Match[str]], index: int, step: int) -> int | None:
    """Return where the next number is, in one direction, past ordinal endings and full stops."""
    for _ in range(3):
        index += step
        if not 0 <= index < len(tokens):
            return None
        text = tokens[index].group()
        if text.isdecimal():
            return index
        if text.casefold() not in _BETWEEN:
            return None
    return None


def _around(tokens: list[re.Match[str]], index: int, month: int) -> Found | None:
    before, after = _number(tokens, index, -1), _number(tokens, index, 1)
    places: dict[str, int | None] = {"day": None, "year": None}
    if before is not None and _is_day(tokens[before].group()):
        has_year = after is not None and len(tokens[after].group()) == 4
        places = {"day": before, "year": after if has_year else _number(tokens, before, -1)}
    elif after is not None and _is_day(tokens[after].group()):
        places = {"day": after, "year": _number(tokens, after, 1) if before is None else before}
        if before is None and places["year"] is None and after + 1 < len(tokens):
            return None
    elif after is not None:
        places = {"day": None, "year": after}
    year_at, day_at = places["year"], places["day"]
    if year_at is None or len(tokens[year_at].group()) != 4:
        return None
    year = int(tokens[year_at].group())
    ends = [place for place in (index, day_at, year_at) if place is not None]
    start, end = tokens[min(ends)].start(), tokens[max(ends)].end()
    if day_at is None:
        known = _valid(year, month, 1)
        return Found(start, end, Published(known[:7], Precision.MONTH)) if known else None
    iso = _valid(year, month, int(tokens[day_at].group()))
    return Found(start, end, Published(iso)) if iso else None


def _is_day(text: str) -> bool:
    return len(text) <= 2 and 1 <= int(text) <= 31


def _timed(line: str, found: Found) -> tuple[Found, tuple[int, int] | None]:
    """Add the time that stands on the line, if the date is known to the day."""
    if found.published.precision is not Precision.DAY:
        return found, None
    for pattern in (_TIME, _HOUR):
        for match in pattern.finditer(line):
            if match.start() < found.end and match.end() > found.start:
                continue
            return _with_time(match, found), match.span()
    return found, None


def _with_time(match: re.Match[str], found: Found) -> Found:
    groups = match.groups()
    hour = int(groups[0])
    minute, half = (int(groups[1]), groups[3]) if len(groups) > 2 else (0, groups[1])
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.casefold() == "p" else 0)
    zone = ""
    if len(groups) > 2:
        zone = _ZONES.get((groups[4] or "").casefold(), "")
        if groups[5]:
            zone = f"{groups[5][0]}{int(groups[5][1:]):02d}:{groups[6] or '00'}"
    iso = f"{found.published.iso}T{hour:02d}:{minute:02d}{zone}"
    return Found(found.start, found.end, Published(iso, Precision.MINUTE), found.is_certain)


def find_date(line: str, *, month_first: bool = False) -> Found | None:
    """Return the first date of a line, without its time; None where there is none.

    `month_first` reads 3/4/2025 as 4 March, as in the United States.
    """
    if not _HAS_DIGIT.search(line):
        return None
    return _iso(line) or _numeric(line, month_first=month_first) or _worded(line)


def parse_date(line: str, *, month_first: bool = False) -> Published | None:
    """Return the date of a field such as the `date` of a header, with its time."""
    line = line[:LONGEST].replace("T", " ") if line[:4].isdecimal() else line[:LONGEST]
    found = find_date(line, month_first=month_first)
    if found:
        return _timed(line, found)[0].published
    bare = line.strip()
    if len(bare) == 4 and bare.isdecimal() and "1500" <= bare <= "2199":
        return Published(bare, Precision.YEAR)
    if len(bare) == 7 and bare[4] in "-/" and (bare[:4] + bare[5:]).isdecimal() and 1 <= int(bare[5:]) <= 12:
        return Published(f"{bare[:4]}-{bare[5:]}", Precision.MONTH)
    return None


def is_labelled_date(line: str) -> bool:
    """Tell whether a date line says what its date is, or the time: `Published 18 December`, `18 December, 9:30`."""
    bare = _ISO.sub("", _NUMERIC.sub("", line))
    words = [word for word in _WORD.findall(bare.casefold()) if word not in MONTHS and not word.isdecimal()]
    return bool(_TIME.search(bare)) or any(len(word) > 2 for word in words if word not in _WEEKDAYS)


@lru_cache(maxsize=512)  # a line is asked for its date, its byline and its fields
def split_dates(line: str, *, month_first: bool = False) -> DateLine | None:
    """Return the dates of a line, and what is left of it; None where there is no date."""
    if len(line) > LONGEST or not _HAS_DIGIT.search(line):
        return None
    published: Published | None = None
    updated: Published | None = None
    is_certain = True
    rest = _READING_TIME.sub(" ", line)
    for _ in range(5):
        found = find_date(rest, month_first=month_first)
        if found is None:
            break
        is_update = published is not None or _is_update(rest[: found.start])
        found, time_span = _timed(rest, found)
        is_certain = is_certain and found.is_certain
        if is_update and updated is None and (published or not _is_update(rest[found.end :])):
            updated = found.published
        elif published is None:
            published = found.published
        spans = [(found.start, found.end), *([time_span] if time_span else [])]
        for start, end in spans:
            rest = rest[:start] + " " * (end - start) + rest[end:]
    if published is None and updated is None:
        return None
    return DateLine(published or updated, updated, is_certain, " ".join(rest.split()).strip(" |·•/,–—-:"))


def _is_update(text: str) -> bool:
    return any(word in text.casefold() for word in _UPDATED)


def _leftover(text: str) -> int:
    """Count the letters of what is left when labels, weekdays and times are taken away."""
    text = _TIME.sub(" ", text)
    words = re.findall(r"[^\W_]+(?:['’][^\W\d_]+)?", text.casefold())
    return sum(len(word) for word in words if word not in _FILLERS and word not in _ZONES and not word.isdecimal())
