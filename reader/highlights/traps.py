"""Numbers that are no figures: dates, years, times, scores, labels, names, versions, identifiers.

`trap` is asked before anything else is read; it answers with the first token behind the trap, so that no part of a
date or a time is read as a figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.highlights import money
from reader.highlights.lexicon import words
from reader.highlights.money import CODES, NAMES, SIGNS
from reader.highlights.nouns import FOREIGN_STOP, is_plural
from reader.highlights.number_names import GLUED_SCALES, MONEY_SCALES, SCALES
from reader.highlights.unit_names import ABBREVIATIONS, SINGLE

if TYPE_CHECKING:
    from reader.highlights.figure_tokens import Tokens

MONTHS = words(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec "
    "januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre "
    "novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря "
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"
)
_ORDINALS = frozenset(("st", "nd", "rd", "th", "er", "ère", "ème", "e", "го", "й", "я", "м", "х"))
_CLOCK = frozenset(
    ("am", "pm", "a.m", "p.m", "gmt", "utc", "et", "est", "edt", "pt", "pst", "cet", "bst", "o'clock", "uhr", "noon")
)
# Words that name the thing with the number behind it.
_LABELS = words(
    "section sections row rows chapter chapters article articles page pages p pp ch room gate flight route highway "
    "interstate channel part volume vol episode episodes level grade step phase exit pier act table figure fig "
    "clause paragraph para verse line lines track platform apartment apt suite floor no nr nº № number numbers "
    "game games item question proposition prop amendment resolution rule district precinct ward lot block "
    "directive regulation article's category class type tier version mark season seasons lane terminal hole holes "
    "kapitel seite nummer artikel raum numéro página número artículo rozdział strona numer artykuł ст статья глава "
    "страница номер том"
)
_CAPITAL_LABELS = words("week day round lap group pool stage zone area division windows formula apollo world")
_YEAR_CUES = words(
    "in since by until till before after during from to and through between of early late mid circa about around "
    "around's the fall spring summer winter autumn year january im jahr seit bis vor nach en depuis desde w od do roku "
    "в с до к году"
)
_STREETS = words(
    "street st road rd avenue ave boulevard blvd drive dr lane ln way court place square terrace parkway highway "
    "straße strasse rue calle ulica улица"
)
_PREFIXES = words("sub minus plus pre post mid ultra super under over non at")


def trap(tokens: Tokens, index: int) -> int:
    """Return the first token behind a trap that begins at a digit token, or 0 when it is none."""
    return (
        _joined_left(tokens, index)
        or _ordinal(tokens, index)
        or _clock(tokens, index)
        or _date(tokens, index)
        or _slashes_and_dashes(tokens, index)
        or _label(tokens, index)
        or _address(tokens, index)
        or _list_item(tokens, index)
    )


def _joined_left(tokens: Tokens, index: int) -> int:
    """MP3, TA-35, #5, ann_2, x@1: letters or signs of an identifier right before the digits."""
    low = tokens.low
    if tokens.in_address(index):
        return index + 1
    if not tokens.glued(index - 1):
        return 0
    previous = low[index - 1]
    if previous in ("#", "@", "_", "№", ":", "=", "&"):
        return 0 if previous == "=" and low[index - 2] == "y" else index + 1
    if previous[0].isalpha():
        return 0 if money.before(tokens, index) else index + 1
    if previous == "-" and tokens.raw[index - 2].isupper() and len(low[index - 2]) > 1:
        return index + 1  # COVID -19
    if previous in ("-", "–") and tokens.glued(index - 2) and low[index - 2][:1].isalnum():
        before = low[index - 2]
        return 0 if before in _PREFIXES else index + 1
    if previous == "." and tokens.glued(index - 2) and low[index - 2].isalpha() and not money.before(tokens, index):
        return 0 if low[index - 2] in MONTHS else index + 1  # ID.4
    if previous == "/" and tokens.glued(index - 2) and low[index - 2][:1].isalnum():
        return index + 1  # Regulation 2016/679
    if previous in ("'", "’") and len(low[index]) == 2:
        return index + 1  # the '90s
    return _in_query(tokens, index)


def _in_query(tokens: Tokens, index: int) -> int:
    """money:>1bn, prisoners>1000, 10..20: numbers of a query language or of code."""
    previous, before = tokens.low[index - 1], tokens.low[index - 2]
    if previous not in ("<", ">", ".") or not tokens.glued(index - 2):
        return 0
    return index + 1 if before in (":", ".") or (previous != "." and before.isalpha()) else 0


def _ordinal(tokens: Tokens, index: int) -> int:
    """18th, 1990s, 20s, 5G, 4K, 3D: letters glued to the digits that are neither a unit nor a scale."""
    low = tokens.low
    if not tokens.glued(index) or not low[index + 1][0].isalpha():
        return 0
    ending, raw = low[index + 1], tokens.raw[index + 1]
    if ending == "e" and tokens.glued(index + 1):
        return 0  # 4e14
    if ending in _ORDINALS and (ending in ("st", "nd", "rd", "th") or len(low[index]) <= 2):
        return index + 2
    if ending == "s":  # the under-18s, the 737s; "in 9.58s" and "in 45s" are seconds
        return 0 if "." in low[index] or low[index - 1] in ("in", "of", "to", "for") else index + 2
    if ending in _CLOCK:
        return index + 2
    if tokens.glued(index + 1) and low[index + 2][:1].isdecimal() and low[index + 2] not in ("2", "3"):
        return index + 3  # a postcode or part number: 1L5
    known = raw in ABBREVIATIONS or ending in SCALES or ending in SINGLE or ending in NAMES
    known = known or raw in GLUED_SCALES or raw in CODES or ending in MONEY_SCALES or ending in _LOOSE
    return 0 if known else index + 2


_LOOSE = (
    "sq",
    "deg",
    "degf",
    "degc",
    "pc",
    "pp",
    "ppt",
    "in",
    "x",
    "e",
    "sqm",
    "cm²",
    "km²",
    "m²",
    "m³",
    "c",
    "f",
    "h",
    "us",
    "l",
)


def _clock(tokens: Tokens, index: int) -> int:
    """4:39, 9 a.m., 7.05pm, 0401 GMT, 18 Uhr."""
    low = tokens.low
    at = index + 1
    if low[at] == ":" and tokens.glued(index) and tokens.glued(at) and low[at + 1][:1].isdecimal():
        while low[at] == ":" and tokens.glued(at) and low[at + 1][:1].isdecimal():
            at += 2
        return _after_noon(tokens, at)
    if low[at] == "h" and low[at + 1].isdecimal() and len(low[at + 1]) == 2:
        return at + 2  # 18 h 30
    hour, _, minute = low[index].partition(".")
    if tokens.decimal_comma and len(minute) == 2 and minute < "60" and len(hour) <= 2 and int(hour) < 25:
        return _after_noon(tokens, at)  # "o godz. 18.30"
    if low[at] in _CLOCK or (low[at] in ("a", "p") and low[at + 1] == "." and low[at + 2] == "m"):
        return _after_noon(tokens, at)
    return 0


def _after_noon(tokens: Tokens, at: int) -> int:
    low = tokens.low
    if low[at] in ("a", "p") and low[at + 1] == "." and low[at + 2] == "m":
        return at + 3
    return at + (low[at] in _CLOCK)


def is_year(word: str) -> bool:
    """Tell whether a token can be a year: four digits from 1000 to 2199."""
    return len(word) == 4 and word.isdecimal() and "1000" <= word <= "2199"


def _date(tokens: Tokens, index: int) -> int:
    """December 18, 2025; 8 September; Sept. 11; 2025-12-18; in 2020; 2014–2020; 01.02.2024."""
    low = tokens.low
    word = low[index]
    previous = index - 1 - (low[index - 1] == ".")
    if _is_month(tokens, previous) and word.isdecimal() and (len(word) <= 2 or is_year(word)):
        return _year_after(tokens, index + 1)
    if word.isdecimal() and len(word) <= 2:
        at = index + 1
        at += low[at] == "." and tokens.glued(index)
        at += low[at] in ("de", "of")
        if _is_month(tokens, at) or (low[at] in MONTHS and at > index + 1):
            return _year_after(tokens, at + 1)
    if word.count(".") == 2 and len(word) >= 6:
        return index + 1
    if low[index - 1] in ("ad", "bc", "bce") or low[index + 1] in ("ad", "bc", "bce"):
        return index + 1
    return _year(tokens, index) if is_year(word) else 0


def _is_month(tokens: Tokens, at: int) -> bool:
    """Tell whether a token is the name of a month; "may" and "march" need their capital."""
    return tokens.low[at] in MONTHS and (tokens.low[at] not in _VERBS or tokens.is_capital(at))


_VERBS = ("may", "march")


def _year_after(tokens: Tokens, at: int) -> int:
    low = tokens.low
    if low[at] in ("-", "–", "and") and low[at + 1].isdecimal() and len(low[at + 1]) <= 2:
        at += 2
    if low[at] in (",", ".") and is_year(low[at + 1]):
        return at + 2
    return at + 1 if is_year(low[at]) else at


def _year(tokens: Tokens, index: int) -> int:
    """A plain number of four digits that is no amount: no unit, and no plural noun unless the number is round."""
    low = tokens.low
    after = index + 1
    if low[index - 1] in SIGNS or (low[index - 1] and tokens.raw[index - 1] in CODES):
        return 0
    span = _years(tokens, index)
    if span is not None:
        return span
    following = low[after]
    if not following:
        return after
    raw = tokens.raw[after]
    if following in SCALES or following in SIGNS or raw in CODES or following in ("per", "sq", "square", "cubic"):
        return 0
    if (following in SINGLE and following not in _OF_THE_YEAR) or (raw in ABBREVIATIONS and following != "in"):
        return 0
    return 0 if _counts(tokens, index) else after


def _years(tokens: Tokens, index: int) -> int | None:
    """Read a span of years: 2014-2020, 2015-16, "between 1600 and 1900"; None when there is none.

    "From 1000 to 2000 hires" counts and gives 0.
    """
    low = tokens.low
    after = index + 1
    rest = low[after + 1]
    if low[index - 1] == "between" and low[after] == "and" and is_year(rest):
        return after + 2
    if low[index - 1] == "from" and low[after] == "to" and is_year(rest) and is_plural(low[after + 2]):
        return 0
    joined = low[after] in ("-", "–", "/", "—") and tokens.glued(index) and tokens.glued(after)
    if not joined or not rest.isdecimal() or not (len(rest) == 2 or is_year(rest)):
        return None
    at = after + 2
    while low[at] in ("-", "–", "/") and low[at + 1].isdecimal():
        at += 2
    return at


_OF_THE_YEAR = ("second", "roku", "rok", "года", "году", "год", "році", "року", "рік", "an")
"""Singular words for "year" that follow its number: "2021 roku"."""


def _counts(tokens: Tokens, index: int) -> bool:
    """Tell whether a number that could be a year counts something: "1200 people", "more than 2000 votes"."""
    low = tokens.low
    previous, word = low[index - 1], low[index]
    modern = "1900" <= word <= "2100"
    if modern and not word.endswith("00"):
        return previous in (
            "than",
            "over",
            "least",
            "nearly",
            "almost",
            "approximately",
            "roughly",
            "exactly",
            "only",
        ) and (_plural_within(tokens, index + 1, 3))
    if tokens.decimal_comma and not modern:
        return low[index + 1][:1].isalpha() and low[index + 1] not in FOREIGN_STOP and previous not in _YEAR_CUES
    if previous in _YEAR_CUES and previous not in ("about", "around", "to", "and", "from", "of", "the"):
        return False
    return _plural_within(tokens, index + 1, 3)


def _plural_within(tokens: Tokens, index: int, words: int) -> bool:
    for at in range(index, index + words):
        word = tokens.low[at]
        if not word or not (word[0].isalpha() or word == "-"):
            return False
        if is_plural(word):
            return True
    return False


def _slashes_and_dashes(tokens: Tokens, index: int) -> int:
    """24/7, 9/11, 555-123-4567, 2-2, 1-1-1: joined numbers that are no fraction and no range."""
    low = tokens.low
    after = index + 1
    if not (tokens.glued(index) and tokens.glued(after) and low[after + 1][:1].isdecimal()):
        return 0
    if low[after] == "/":
        if low[after + 2] != "/" and low[index].isdecimal() and low[after + 1].isdecimal():
            top, bottom = int(low[index][:4]), int(low[after + 1][:4])
            if 0 < top < bottom and (bottom in (2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 100) or top == 1):
                return 0
        return _joined_run(tokens, index, "/")
    if low[after] in ("-", "–", "‑"):
        end = _joined_run(tokens, index, low[after])
        return end if end > index + 3 else 0
    return 0


def _joined_run(tokens: Tokens, index: int, sign: str) -> int:
    low = tokens.low
    at = index + 1
    while low[at] == sign and tokens.glued(at) and low[at + 1][:1].isalnum():
        at += 2
    return at


def _label(tokens: Tokens, index: int) -> int:
    """Section 427, Game 7, No. 5, iPhone 11: a word right before small plain digits that names a thing."""
    low = tokens.low
    previous = (
        index
        - 1
        - (low[index - 1] == "." and low[index - 2] in ("no", "nr", "vol", "art", "fig", "p", "pp", "ch", "ст"))
    )
    name = low[previous]
    if (
        not name
        or not name[0].isalpha()
        or (name == "no" and previous == index - 1 and not tokens.is_capital(previous))
    ):
        return 0
    word = low[index]
    if not word.replace(".", "").isdecimal() or len(word) > 5:
        return 0
    if name in _LABELS or (name in _CAPITAL_LABELS and tokens.is_capital(previous)):
        following = low[index + 1]
        return 0 if following in ("%", "percent", "million", "billion") else _listed(tokens, index)
    return 0


def _listed(tokens: Tokens, index: int) -> int:
    """Go on over "7 and 8", "1-3": more numbers of the same label."""
    low = tokens.low
    at = index + 1
    while low[at] in ("-", "–", "and", "to", ",", "&", "or") and low[at + 1].isdecimal() and len(low[at + 1]) <= 4:
        if low[at] in (",", "and", "or") and low[at + 2][:1].isalpha() and low[at + 2] not in ("and", "of", "in"):
            break
        at += 2
    return at


def _address(tokens: Tokens, index: int) -> int:
    """10 Downing Street, 9 E 71st St: a capitalised run behind the number that ends in a word for a street."""
    if not tokens.low[index].isdecimal():
        return 0
    for at in range(index + 1, index + 6):
        if not (tokens.is_capital(at) or tokens.low[at] in (".", "th", "st", "nd", "rd") or tokens.low[at].isdecimal()):
            return 0
        if tokens.low[at] in _STREETS and at > index + 1 and tokens.is_capital(at):
            return at + 1
    return 0


def _list_item(tokens: Tokens, index: int) -> int:
    """The number of a list item or section at the start of a line: "1. ", "2) ", "**4.4 Terms"."""
    low = tokens.low
    at = index - 1
    while low[at] in ("*", "#", "_", "(", "[", "§"):
        at -= 1
    if at >= 0:
        return 0
    if low[index + 1] in (".", ")") and tokens.glued(index) and len(low[index]) <= 2:
        return index + 2
    if (
        low[index].replace(".", "").isdecimal()
        and "." in low[index]
        and tokens.is_capital(index + 1)
        and not tokens.glued(index)
    ):
        return index + 1
    return 0
