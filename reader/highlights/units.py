"""Units: percent, measures and durations, their spellings in several languages, and how they are read.

Every spelling folds to one singular English name ("km", "kilometres" and "км" are `kilometre`), so that figures of
different articles can be compared. Money has a module of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.highlights.highlight import FigureKind
from reader.highlights.lexicon import words

if TYPE_CHECKING:
    from reader.highlights.figure_tokens import Tokens


class Unit(NamedTuple):
    """A unit and what it measures."""

    name: str
    kind: FigureKind


class UnitRead(NamedTuple):
    """A unit found in the text."""

    unit: Unit
    last: int
    """Index of its last token."""
    per: str | None = None
    """The unit of its denominator: `hour` in mph."""


def _words(kind: FigureKind, table: str) -> dict[str, Unit]:
    """Read lines of "name: spelling spelling ..."; the name, its plural in -s and the spellings all give the name."""
    found = {}
    for line in table.strip().splitlines():
        name, _, spellings = line.strip().partition(":")
        unit = Unit(name, kind)
        for spelling in (name, f"{name}s", *spellings.split()):
            found[spelling] = unit
    return found


PERCENT = Unit("percent", FigureKind.PERCENT)
PERCENTAGE_POINT = Unit("percentage point", FigureKind.PERCENT)
BASIS_POINT = Unit("basis point", FigureKind.PERCENT)
YEAR_OF_AGE = Unit("year of age", FigureKind.AGE)
YEAR = Unit("year", FigureKind.DURATION)

_DURATIONS = _words(
    FigureKind.DURATION,
    """
    millisecond: msec
    second: sec secs sekunden sekunde secondes segundos sekund секунд секунды секунди
    minute: min mins minuten minutes minutos minut minuty минут минуты минуту хвилин хвилини хвилину
    hour: hr hrs stunden stunde heure heures horas hora godzin godziny godzinę час часа часов годин години годину
    day: tage tagen tag jour jours días día dni dzień день дня дней днів дні
    night:
    week: wk wks wochen woche semaine semaines semanas semana tygodni tygodnie tydzień неделя недели недель тижнів тижні
    weekend:
    fortnight:
    month: monate monaten monat mois mes meses miesięcy miesiące miesiąc месяц месяца месяцев місяць місяці місяців
    quarter: quartale квартал квартала
    year: yr yrs jahre jahren jahr an ans année années años año lat lata rok roku год года лет рік роки років року
    decade: jahrzehnte décennies décadas
    century: centuries jahrhunderte siècles siglos
    millennium: millennia
    """,
)
_MEASURES = _words(
    FigureKind.MEASURE,
    """
    kilometre: kilometer kilometers kms kilometern kilómetros kilomètre kilomètres kilometrów км километров километра километр кілометрів
    metre: meter meters metern metros mètre mètres metrów метров метра метр метрів
    decimetre: decimeter decimeters
    centimetre: centimeter centimeters zentimeter сантиметров см
    millimetre: millimeter millimeters мм
    micrometre: micrometer micrometers micron microns
    nanometre: nanometer nanometers
    picometre: picometer picometers
    mile:
    yard:
    foot: feet
    inch: inches
    light-year:
    acre:
    hectare: hektar hektarów гектаров гектарів га
    litre: liter liters litern litros litrów литров літрів
    millilitre: milliliter milliliters
    gallon:
    pint:
    quart:
    barrel: barrels barril barriles баррелей барелів
    cup:
    tablespoon: tbsp tbsps
    teaspoon: tsp tsps
    kilogram: kilo kilos kilogramme kilogrammes kilogramm кг килограммов кілограмів
    gram: gramme grammes gramm грамм
    milligram: milligramme milligrammes
    microgram: micrograms
    pound-mass: pound pounds
    ton: tonne tonnes tonnen toneladas tonn tony тонн тонны тонна тонни т
    megaton:
    gigaton:
    kiloton:
    ounce:
    carat:
    dram:
    degree: deg degs grad градусов градусів
    celsius: centigrade celcius
    fahrenheit:
    kelvin:
    watt:
    kilowatt:
    megawatt:
    gigawatt:
    terawatt:
    kilowatt-hour:
    megawatt-hour:
    gigawatt-hour:
    terawatt-hour:
    horsepower: horses
    volt:
    kilovolt:
    ampere: amp amps
    ohm:
    joule:
    kilojoule:
    megajoule:
    calorie:
    kilocalorie: kcal
    newton:
    pascal:
    kilopascal:
    megapascal:
    gigapascal:
    hertz:
    kilohertz:
    megahertz:
    gigahertz:
    decibel:
    lumen:
    bit:
    byte:
    kilobyte:
    megabyte:
    gigabyte:
    terabyte:
    petabyte:
    pixel:
    megapixel:
    knot:
    magnitude:
    sigma:
    gauge:
    """,
)
_PERCENTS = dict.fromkeys(
    [
        "%",
        "percent",
        "percents",
        "percentage",
        "percentages",
        "pct",
        "prozent",
        "procent",
        "procenta",
        "proc",
        "процент",
        "процента",
        "процентов",
        "процентів",
        "відсоток",
        "відсотка",
        "відсотки",
        "відсотків",
    ],
    PERCENT,
) | {"prozentpunkte": PERCENTAGE_POINT, "prozentpunkten": PERCENTAGE_POINT, "bps": BASIS_POINT}

POINT = Unit("point", FigureKind.COUNT)
SINGLE = _DURATIONS | _MEASURES | _PERCENTS | {"point": POINT, "points": POINT, "pts": POINT}
"""Units of one word, in lower case."""
_NOT_PLURAL = {"deg", "t"}

DURATION_NAMES = frozenset(unit.name for unit in _DURATIONS.values())

_M, _D, _P = FigureKind.MEASURE, FigureKind.DURATION, FigureKind.PERCENT
# Several words, by the first: the rest, the unit, and what it is counted per.
_PHRASES: dict[str, list[tuple[tuple[str, ...], Unit, str | None]]] = {}
for _phrase, _name, _kind, _denominator in (
    ("per cent points", "percentage point", _P, None),
    ("per cent", "percent", _P, None),
    ("pour cent", "percent", _P, None),
    ("por ciento", "percent", _P, None),
    ("per cento", "percent", _P, None),
    ("percentage point", "percentage point", _P, None),
    ("percentage points", "percentage point", _P, None),
    ("percent points", "percentage point", _P, None),
    ("percent point", "percentage point", _P, None),
    ("points de pourcentage", "percentage point", _P, None),
    ("puntos porcentuales", "percentage point", _P, None),
    ("punktów procentowych", "percentage point", _P, None),
    ("процентных пунктов", "percentage point", _P, None),
    ("процентных пункта", "percentage point", _P, None),
    ("відсоткових пунктів", "percentage point", _P, None),
    ("basis point", "basis point", _P, None),
    ("basis points", "basis point", _P, None),
    ("nautical mile", "nautical mile", _M, None),
    ("nautical miles", "nautical mile", _M, None),
    ("light years", "light-year", _M, None),
    ("fluid ounces", "fluid ounce", _M, None),
    ("fluid ounce", "fluid ounce", _M, None),
    ("metric ton", "ton", _M, None),
    ("metric tons", "ton", _M, None),
    ("metric tonnes", "ton", _M, None),
    ("short tons", "short ton", _M, None),
    ("long tons", "long ton", _M, None),
    ("kilowatt hour", "kilowatt-hour", _M, None),
    ("kilowatt hours", "kilowatt-hour", _M, None),
    ("megawatt hours", "megawatt-hour", _M, None),
    ("gigawatt hours", "gigawatt-hour", _M, None),
    ("terawatt hours", "terawatt-hour", _M, None),
    ("deg celsius", "celsius", _M, None),
    ("sq ft", "square foot", _M, None),
    ("sq feet", "square foot", _M, None),
    ("sq m", "square metre", _M, None),
    ("sq metres", "square metre", _M, None),
    ("sq meters", "square metre", _M, None),
    ("sq km", "square kilometre", _M, None),
    ("sq miles", "square mile", _M, None),
    ("sq mi", "square mile", _M, None),
    ("кв м", "square metre", _M, None),
):
    _first, *_rest = _phrase.split()
    _PHRASES.setdefault(_first, []).append((tuple(_rest), Unit(_name, _kind), _denominator))

# Written the way the sign is written; only behind digits. Name and, for a compound, what it is counted per.
ABBREVIATIONS: dict[str, tuple[Unit, str | None]] = {
    spelling: (Unit(name, kind), per)
    for kind, table in (
        (
            FigureKind.MEASURE,
            "km=kilometre m=metre dm=decimetre cm=centimetre mm=millimetre μm=micrometre µm=micrometre nm=nanometre "
            "pm=picometre ft=foot yd=yard yds=yard mi=mile kg=kilogram g=gram mg=milligram µg=microgram μg=microgram "
            "lb=pound-mass lbs=pound-mass oz=ounce t=ton ha=hectare l=litre L=litre ml=millilitre mL=millilitre "
            "cl=centilitre hl=hectolitre W=watt kW=kilowatt MW=megawatt GW=gigawatt TW=terawatt kWh=kilowatt-hour "
            "Wh=watt-hour MWh=megawatt-hour GWh=gigawatt-hour TWh=terawatt-hour V=volt kV=kilovolt mA=milliampere "
            "mAh=milliampere-hour Hz=hertz kHz=kilohertz MHz=megahertz GHz=gigahertz THz=terahertz B=byte kB=kilobyte "
            "KB=kilobyte MB=megabyte GB=gigabyte TB=terabyte PB=petabyte Mb=megabit Gb=gigabit MP=megapixel "
            "hp=horsepower bhp=brake-horsepower Nm=newton-metre psi=psi ksi=ksi Pa=pascal kPa=kilopascal MPa=megapascal "
            "GPa=gigapascal hPa=hectopascal dB=decibel ppm=part-per-million ppb=part-per-billion kcal=kilocalorie "
            "kJ=kilojoule MJ=megajoule bbl=barrel Mt=megaton Gt=gigaton kt=kiloton sqft=square-foot "
            "км=kilometre м=metre см=centimetre мм=millimetre кг=kilogram га=hectare л=litre МВт=megawatt ГВт=gigawatt "
            "mph=mile/hour kph=kilometre/hour kmh=kilometre/hour kmph=kilometre/hour mpg=mile/gallon bpd=barrel/day "
            "fps=frame/second rpm=revolution/minute Gbps=gigabit/second Mbps=megabit/second bpm=beat/minute "
            "ppg=point/game rpg=rebound/game apg=assist/game spg=steal/game",
        ),
        (
            FigureKind.DURATION,
            "s=second sec=second secs=second min=minute mins=minute h=hour hr=hour hrs=hour ms=millisecond yr=year "
            "yrs=year",
        ),
    )
    for entry in table.split()
    for spelling, _, full in (entry.partition("="),)
    for name, _, per in (full.partition("/"),)
    for per in (per or None,)
}
_SPELLED_OUT = {
    "part-per-million": "parts-per-million",
    "part-per-billion": "parts-per-billion",
    "brake-horsepower": "brake horsepower",
    "square-foot": "square foot",
}

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
_NOT_A_RATE = words("ago earlier later before after prior old or and since from when")
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
    for rest, unit, per in _PHRASES.get(word, ()):
        if tokens.low[index + 1 : index + 1 + len(rest)] == list(rest):
            return UnitRead(unit, index + len(rest), per)
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
    if unit.name in _SPELLED_OUT:
        unit = unit._replace(name=_SPELLED_OUT[unit.name])
    power = raw[-1] if raw[-1] in "²³" else ""
    last = index
    if not power and tokens.glued(index) and tokens.low[index + 1] in ("2", "3"):
        power, last = tokens.low[index + 1], index + 1
    if power:
        unit = unit._replace(name=("square " if power in "2²" else "cubic ") + unit.name)
    return UnitRead(unit, last, per)


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
    hyphen = word == "-" and low[index + 2] == "-"
    at = index + hyphen
    if low[at] in ("a", "an") and low[at + 1 + hyphen] in _A_RATE:
        if low[at + 2 + hyphen] in _NOT_A_RATE or (low[at + 2] in ("'s", "-") and not hyphen):
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
    if low[at] in ("100", "1,000", "100,000") and low[index] == "per":
        return low[at].replace(",", ""), at
    if low[index] != "/" and low[at].isalpha() and (low[at] in EACH or low[index] == "per"):
        return fold(low[at]), at
    if low[index] == "/" and low[at] in EACH:
        return fold(low[at]), at
    return None
