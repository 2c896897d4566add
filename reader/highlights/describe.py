"""Figures for people: a short value for the pane ("about 18 %"), and the line that explains how a figure was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.highlights.highlight import Bound, Figure, FigureKind
from reader.highlights.kinds import BOTH
from reader.highlights.lexicon import words
from reader.text import safe

if TYPE_CHECKING:
    from reader.highlights.highlight import Quantity

_SIGNS = {
    "dollar": "$",
    "euro": "€",
    "pound sterling": "£",
    "yen": "¥",
    "australian dollar": "A$",
    "canadian dollar": "C$",
    "hong kong dollar": "HK$",
    "indian rupee": "₹",
}
_PLURALS = {"foot": "feet", "inch": "inches", "century": "centuries", "penny": "pence", "people": "people"}
_INVARIANT = words("percent hertz kilohertz megahertz gigahertz horsepower celsius fahrenheit kelvin baht yen yuan won")
_PARTS = {0.25: "¼", 0.5: "½", 0.75: "¾"}
_ONES = ("1", *_PARTS.values())
_SCALES = ((1e12, "tn", "trillion"), (1e9, "bn", "billion"), (1e6, "m", "million"))
_VAGUE = {
    10.0: "tens",
    12.0: "dozens",
    20.0: "scores",
    100.0: "hundreds",
    1e3: "thousands",
    1e4: "tens of thousands",
    1e5: "hundreds of thousands",
    1e6: "millions",
    1e7: "tens of millions",
    1e8: "hundreds of millions",
    1e9: "billions",
    1e10: "tens of billions",
    1e11: "hundreds of billions",
    1e12: "trillions",
}
_FEW = {12.0: "dozen", 100.0: "hundred", 1e3: "thousand", 1e5: "hundred thousand", 1e6: "million", 1e9: "billion"}
_BOUND_WORDS = {
    Bound.ABOUT: "about",
    Bound.MORE: "more than",
    Bound.LESS: "up to",
    Bound.UP: "up",
    Bound.DOWN: "down",
}


def describe(figure: Figure) -> str:
    """Return a figure in a few words: "$2.5–2.8 bn / year", "about 18 %", "1,227 political prisoners".

    Counts carry their noun; the noun of a percentage ("of GDP") is left to the caller, as is shortening.
    """
    quantity = figure.quantity
    noun = " ".join(figure.noun.split())
    if figure.why.startswith("share"):
        of = " of" if noun and not {"in", "of", "every"} & set(_cue(figure).split()) else ""
        return safe(f"{_cue(figure)}{of} {noun}".strip())
    value = _vague(figure) if figure.is_vague else _value(figure)
    if figure.kind is FigureKind.COUNT and noun and not figure.is_vague:
        value = f"{value} {noun}"
    if quantity.per:
        value = f"{value} / {quantity.per}"
    return safe(f"{_limit(figure)}{value}")


def explain(figure: Figure, text: str) -> str:
    """Return one printable line: the words of the text, how they were read, and the rule that read them.

    `text` is the text that the figure was found in.
    """
    quantity = figure.quantity
    quoted = " ".join(safe(figure.span.of(text)).split())
    value = _plain(quantity.low)
    if quantity.is_range:
        value = f"{value}-{_plain(quantity.high)}"
    unit = quantity.unit
    if figure.kind is FigureKind.COUNT and figure.noun:
        unit = " ".join(figure.noun.split())
    elif unit and value != "1":
        unit = plural(unit)
    parts = [figure.kind.value, f"{value} {unit}".strip() + (f" per {quantity.per}" if quantity.per else "")]
    if figure.noun and figure.kind is not FigureKind.COUNT:
        parts.append(f"of {' '.join(figure.noun.split())}")
    if figure.is_vague:
        parts.append("vague")
    if figure.bound is not Bound.EXACT:
        parts.append(f"{_BOUND_WORDS[figure.bound]} {_beside(figure)}".strip())
    return safe(f'"{quoted}": {", ".join(parts)}; rule {figure.why}')


def plural(unit: str) -> str:
    """Return a unit in the plural: dollars, feet, years of age; `per` parts are not part of a unit."""
    if unit == "pound sterling":
        return "pounds sterling"
    head, of, rest = unit.partition(" of ")
    before, space, last = head.rpartition(" ")
    if last in _PLURALS:
        last = _PLURALS[last]
    elif last and last not in _INVARIANT and last.isascii() and not last.endswith("s"):
        last = last[:-1] + "ies" if last.endswith("y") and last[-2:-1] not in "aeou" else f"{last}s"
    return f"{before}{space}{last}{of}{rest}"


def _limit(figure: Figure) -> str:
    """Return the word of the bound as the text has it where it stands before the number, else a usual one."""
    if figure.bound is Bound.EXACT or figure.is_vague:
        return ""
    if figure.bound in (Bound.UP, Bound.DOWN):
        return "" if figure.quantity.is_range else f"{_BOUND_WORDS[figure.bound]} {_beside(figure)} ".replace("  ", " ")
    cue = _cue(figure).lower()
    is_usable = cue[:1].isalpha() and not cue.startswith(("or ", "and ", "plus", "at a max"))
    return f"{cue if is_usable else _BOUND_WORDS[figure.bound]} "


def _beside(figure: Figure) -> str:
    """Return the word of a bound that stands beside a movement: the "about" of "rose by about 5 percent"."""
    return "" if figure.quantity.is_range else _cue(figure).partition(BOTH)[2].lower()


def _cue(figure: Figure) -> str:
    """Return what stands in quotation marks in the reason."""
    return figure.why.partition(', "')[2].rstrip('"')


def _value(figure: Figure) -> str:
    quantity = figure.quantity
    dash = " → " if figure.bound is Bound.DOWN else "–"
    low, high = quantity.low, quantity.high
    ends = (high, low) if figure.bound is Bound.DOWN else (low, high)
    if figure.kind is FigureKind.MONEY:
        return _money(quantity, ends if quantity.is_range else (low,), dash)
    scale, word = _scale(high, 2) if figure.kind is not FigureKind.PERCENT else (1.0, "")
    number = dash.join(_decimal(end / scale) for end in (ends if quantity.is_range else (low,)))
    number = f"{number} {word}".strip()
    return _with_unit(figure, number)


def _with_unit(figure: Figure, number: str) -> str:
    unit = figure.quantity.unit
    if unit == "percent":
        return f"{number} %"
    if figure.kind is FigureKind.AGE:
        return f"{number} years old" if unit == "year of age" else f"{number} {plural(unit)} old"
    if unit in ("celsius", "fahrenheit"):
        return f"{number} °{unit[0].upper()}"
    if figure.kind in (FigureKind.COUNT, FigureKind.NUMBER) and unit != "point":
        return number
    return f"{number} {unit if number in _ONES else plural(unit)}"


def _money(quantity: Quantity, ends: tuple[float, ...], dash: str) -> str:
    scale, word = _scale(max(map(abs, ends)), 1)
    sign = _SIGNS.get(quantity.unit)
    minus = "-" if max(ends) < 0 else ""
    number = dash.join(_decimal(abs(end) / scale, cents=bool(sign) and scale == 1) for end in ends)
    number = f"{minus}{sign or ''}{number} {word}".rstrip()
    return number if sign else f"{number} {quantity.unit if number == '1' else plural(quantity.unit)}"


def _scale(value: float, word: int) -> tuple[float, str]:
    for row in _SCALES:
        if abs(value) >= row[0]:
            return row[0], str(row[word])
    return 1.0, ""


def _decimal(value: float, *, cents: bool = False) -> str:
    """Return a number with thousands separated, and no more decimals than it has (three at most)."""
    if cents and value != int(value):
        return f"{value:,.2f}"
    if value in _PARTS:
        return _PARTS[value]
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def _vague(figure: Figure) -> str:
    """Return "hundreds of people", "several dozen books"."""
    quantity = figure.quantity
    noun = " ".join(figure.noun.split()) or (plural(quantity.unit) if quantity.unit else "")
    few = _FEW.get(quantity.low / 2) if quantity.high == quantity.low * 4.5 else None
    if few:
        return f"several {few} {noun}".rstrip()
    many = _VAGUE.get(quantity.low, f"over {_decimal(quantity.low)}")
    return f"{many} of {noun}" if noun else many


def _plain(value: float) -> str:
    """Return a value for the explaining line: 1227, 2.5e9, 0.667."""
    for exponent in (12, 9, 6):
        if abs(value) >= 10**exponent:
            return f"{value / 10**exponent:g}e{exponent}"
    return f"{value:.10g}" if value == int(value) else f"{value:.6g}"
