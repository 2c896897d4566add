"""Reads units behind a number: percent, measures and durations, and what they are counted per."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.highlights.highlight import FigureKind
from reader.highlights.lexicon import words
from reader.highlights.unit_names import (
    ABBREVIATIONS,
    PERCENT,
    PERCENTAGE_POINT,
    PHRASES,
    SINGLE,
    Unit,
)

if TYPE_CHECKING:
    from reader.highlights.figure_tokens import Tokens


class UnitRead(NamedTuple):
    """A unit found in the text."""

    unit: Unit
    last: int
    """Index of its last token."""
    per: str | None = None
    """The unit of its denominator: `hour` in mph."""


EACH = words(
    "second minute hour day night week fortnight month quarter year decade century annum share barrel person head "
    "capita household ounce ton tonne pound kilo kilogram kilometre kilometer mile gallon litre liter acre hectare "
    "foot metre meter inch piece unit game match episode ticket vote voter student pupil patient worker employee "
    "child family vehicle car bottle pack page word trip flight visit call hit user customer bushel kilowatt "
    "megawatt megawatt-hour kilowatt-hour cm2 m2 cm min hr s h km l kg gram serving"
)
"""What things are counted per: "per share", "a barrel"."""
_A_RATE = words(
    "second minute hour day night week fortnight month quarter year barrel share gallon litre liter pound ounce ton "
    "tonne bushel kilo kilogram head person piece mile unit game ticket bottle pack square day shift acre"
)
_ADVERBS = {
    "annually": "year",
    "yearly": "year",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
    "hourly": "hour",
    "nightly": "night",
    "apiece": "piece",
}
_NOT_A_RATE = words("ago earlier later before after prior old since from when")
_LONGER = words("half two so more quarter a")
"""Behind "a year and", "a year or": a longer time, no rate."""
_FOLDED = {
    "annum": "year",
    "capita": "person",
    "head": "person",
    "hr": "hour",
    "h": "hour",
    "s": "second",
    "min": "minute",
}
_SQUARED = {"2", "²"}
_BEFORE_IN = words("thick wide long tall deep high across by diameter")


def fold(word: str) -> str:
    """Return the unit's one name for any spelling of one word; the word itself if it is no unit."""
    if word in _FOLDED:
        return _FOLDED[word]
    unit = SINGLE.get(word)
    return unit.name if unit else word


def read_unit(tokens: Tokens, index: int, *, digits: bool = True) -> UnitRead | None:
    """Read the unit that begins at a token: percent, duration or measure, with "per hour" or "/h" behind it.

    `digits` tells that the number before it is in digits, as signs such as "km" demand.
    """
    word = tokens.low[index]
    read = _phrase(tokens, index, word) or _areal(tokens, index, word)
    if read is None and digits:
        read = _abbreviated(tokens, index)
    if read is None:
        unit = SINGLE.get(word)
        if unit is None:
            return None
        read = UnitRead(unit, index)
        if unit.name == "degree":
            read = _degrees(tokens, index)
    return _ratio(tokens, read)


def _phrase(tokens: Tokens, index: int, word: str) -> UnitRead | None:
    for rest, unit in PHRASES.get(word, ()):
        if tuple(tokens.low[index + 1 : index + 1 + len(rest)]) == rest:
            return UnitRead(unit, index + len(rest))
    return None


def _areal(tokens: Tokens, index: int, word: str) -> UnitRead | None:
    """Read "square feet", "cubic metres"."""
    if word not in ("square", "cubic"):
        return None
    at = index + 1 + (tokens.low[index + 1] == "-")
    unit = SINGLE.get(tokens.low[at])
    if unit is None or unit.kind is not FigureKind.MEASURE:
        return None
    return UnitRead(Unit(f"{word} {unit.name}", FigureKind.MEASURE), at)


def _degrees(tokens: Tokens, index: int) -> UnitRead:
    """Read the scale behind "degrees"."""
    following = tokens.low[index + 1]
    for name, spellings in (("celsius", ("celsius", "c", "centigrade")), ("fahrenheit", ("fahrenheit", "f"))):
        if following in spellings:
            return UnitRead(Unit(name, FigureKind.MEASURE), index + 1)
    return UnitRead(SINGLE["degree"], index)


def _abbreviated(tokens: Tokens, index: int) -> UnitRead | None:
    raw = tokens.raw[index]
    if raw == "°":
        return _degree_sign(tokens, index)
    if raw in ("C", "F") and tokens.glued(index - 1) and _is_weather(tokens, index):
        return UnitRead(Unit("celsius" if raw == "C" else "fahrenheit", FigureKind.MEASURE), index)
    if raw == "in" and (tokens.low[index + 1] in _BEFORE_IN or tokens.glued(index - 1)):
        return UnitRead(SINGLE["inch"], index)
    if raw == "pc" and tokens.glued(index - 1):
        return UnitRead(PERCENT, index)
    if raw == "pp" or raw == "ppt":
        return UnitRead(PERCENTAGE_POINT, index)
    found = ABBREVIATIONS.get(raw) or ABBREVIATIONS.get(raw.rstrip("²³"))
    if found is None:
        return None
    unit, per = found
    power = raw[-1] if raw[-1] in "²³" else ""
    last = index
    if not power and tokens.glued(index) and tokens.low[index + 1] in ("2", "3", "²", "³"):
        power, last = tokens.low[index + 1], index + 1
    if power:
        unit = unit._replace(name=("square " if power in ("2", "²") else "cubic ") + unit.name)
    return UnitRead(unit, last, per)


def _is_weather(tokens: Tokens, index: int) -> bool:
    """Tell whether "35C" is a temperature: a word for heat or cold stands near, or another scale does."""
    near = tokens.low[max(0, index - 15) : index] + tokens.low[index + 1 : index + 10]
    return not _WEATHER.isdisjoint(near)


_WEATHER = words(
    "temperature temperatures degree degrees ° heat heatwave hot hotter hottest cold colder coldest warm warmer "
    "warmest cool cooler weather forecast highs lows oven celsius fahrenheit freezing warming boiling thermometer"
)


def _degree_sign(tokens: Tokens, index: int) -> UnitRead:
    scale = tokens.raw[index + 1][:1].upper()
    named = tokens.low[index + 1] in ("c", "f", "celsius", "fahrenheit")
    if named and tokens.starts[index + 1] - tokens.ends[index] <= 1:
        name = "celsius" if scale == "C" else "fahrenheit"
        return UnitRead(Unit(name, FigureKind.MEASURE), index + 1)
    return UnitRead(SINGLE["degree"], index)


def _ratio(tokens: Tokens, read: UnitRead) -> UnitRead:
    """Read a rate that belongs to the unit itself: "km/h", "miles per hour", "barrel-a-day"."""
    if read.per or read.unit.kind is FigureKind.PERCENT:
        return read
    per = read_rate(tokens, read.last + 1)
    if per is None:
        return read
    unit = read.unit
    return UnitRead(unit, per[1], per[0])


def read_rate(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """Read what something is counted per at a token: "per share", "a year", "/h", "annually".

    Returns the folded name and its last token. "A year ago" is no rate.
    """
    low = tokens.low
    word = low[index]
    if word in _ADVERBS:
        return _ADVERBS[word], index
    if word in ("per", "/", "each", "every", "pro"):
        return _per(tokens, index)
    if word == "-" and low[index + 1] == "per" and low[index + 2] == "-" and low[index + 3] in EACH:
        return fold(low[index + 3]), index + 3  # "$2.50-per-share"
    hyphen = word == "-" and low[index + 2] == "-"
    at = index + hyphen
    if low[at] in ("a", "an") and low[at + 1 + hyphen] in _A_RATE:
        follow = at + 2 + hyphen
        if low[follow] in _NOT_A_RATE or (low[at + 2] in ("'s", "-") and not hyphen):
            return None
        if low[follow] in ("and", "or") and low[follow + 1] in _LONGER:
            return None
        return fold(low[at + 1 + hyphen]), at + 1 + hyphen
    return None


def _per(tokens: Tokens, index: int) -> tuple[str, int] | None:
    low = tokens.low
    at = index + 1
    if low[index] == "/":
        abbreviated = ABBREVIATIONS.get(tokens.raw[at])
        if abbreviated and tokens.glued(index):
            square = tokens.low[at + 1] in _SQUARED and tokens.glued(at)
            return ("square " if square else "") + abbreviated[0].name, at + square
    if low[at] in ("square", "cubic") and low[at + 1] in SINGLE:
        return f"{low[at]} {fold(low[at + 1])}", at + 1
    areal = _phrase(tokens, at, low[at]) if low[at] == "sq" else None
    if areal:
        return areal.unit.name, areal.last
    if low[at] in ("100", "1,000", "100,000") and low[index] == "per":
        return low[at].replace(",", ""), at
    if low[index] != "/" and low[at].isalpha() and (low[at] in EACH or low[index] == "per"):
        return fold(low[at]), at
    if low[index] == "/" and low[at] in EACH:
        return fold(low[at]), at
    return None
