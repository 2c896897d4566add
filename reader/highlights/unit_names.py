"""Names of units: percent, measures and durations, with their spellings in several languages.

Every spelling folds to one singular English name ("km", "kilometres" and "км" are `kilometre`), so that figures of
different articles can be compared.
"""

from __future__ import annotations

from typing import NamedTuple

from reader.highlights.highlight import FigureKind


class Unit(NamedTuple):
    """A unit and what it measures."""

    name: str
    kind: FigureKind


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
    day: tage tagen jour jours días día dni dzień день дня дней днів дні
    night:
    week: wk wks wochen woche semaine semaines semanas semana
    week: tygodni tygodnie tydzień неделя недели недель тижнів тижні
    weekend:
    fortnight:
    month: monate monaten monat mois mes meses miesięcy miesiące
    month: miesiąc miesiącach месяц месяца месяцев місяць місяці місяців
    quarter: quartale квартал квартала
    year: yr yrs jahre jahren jahr ans année années años año lat lata
    year: latach rok roku jahren годы год года лет рік роки років року
    decade: jahrzehnte décennies décadas
    century: centuries jahrhunderte siècles siglos
    millennium: millennia
    """,
)
_MEASURES = _words(
    FigureKind.MEASURE,
    """
    kilometre: kilometer kilometers kms kilometern kilómetros kilomètre kilomètres
    kilometre: kilometrów км километров километра километр кілометрів
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
    degree: deg degs градусов градусів
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
    horsepower:
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


def _phrases(kind: FigureKind, table: str) -> dict[tuple[str, ...], Unit]:
    """Read lines of "name: phrase | phrase ..."."""
    found = {}
    for line in table.strip().splitlines():
        name, _, spellings = line.strip().partition(": ")
        for spelling in spellings.split("|"):
            found[tuple(spelling.split())] = Unit(name, kind)
    return found


_BY_TOKENS = _phrases(
    FigureKind.PERCENT,
    """
    percentage point: per cent points | percentage point | percentage points | percent points
    percentage point: percent point | points de pourcentage | puntos porcentuales | punktów procentowych
    percentage point: процентных пунктов | процентных пункта | відсоткових пунктів
    percent: per cent | pour cent | por ciento | per cento
    basis point: basis point | basis points
    """,
) | _phrases(
    FigureKind.MEASURE,
    """
    nautical mile: nautical mile | nautical miles
    light-year: light years | light - years | light - year
    fluid ounce: fluid ounces | fluid ounce
    ton: metric ton | metric tons | metric tonnes
    short ton: short tons
    long ton: long tons
    kilowatt-hour: kilowatt hour | kilowatt hours
    megawatt-hour: megawatt hours
    gigawatt-hour: gigawatt hours
    terawatt-hour: terawatt hours
    celsius: deg celsius
    parts-per-million: parts per million
    parts-per-billion: parts per billion
    pound-foot: lb - ft | pound - feet
    square foot: sq ft | sq feet
    square metre: sq m | sq metres | sq meters | кв м
    square kilometre: sq km
    square mile: sq miles | sq mi
    """,
)
PHRASES: dict[str, list[tuple[tuple[str, ...], Unit]]] = {}
"""Units of several tokens, by the first one; the longest comes first."""
for _tokens in sorted(_BY_TOKENS, key=len, reverse=True):
    PHRASES.setdefault(_tokens[0], []).append((_tokens[1:], _BY_TOKENS[_tokens]))


def _signs(kind: FigureKind, table: str) -> dict[str, tuple[Unit, str | None]]:
    """Read "km=kilometre mph=mile/hour"; an underscore is a blank."""
    found = {}
    for entry in table.split():
        spelling, _, full = entry.partition("=")
        name, _, per = full.replace("_", " ").partition("/")
        found[spelling] = (Unit(name, kind), per or None)
    return found


ABBREVIATIONS = _signs(
    FigureKind.MEASURE,
    "km=kilometre m=metre dm=decimetre cm=centimetre mm=millimetre μm=micrometre µm=micrometre nm=nanometre "
    "pm=picometre ft=foot yd=yard yds=yard mi=mile kg=kilogram g=gram mg=milligram µg=microgram μg=microgram "
    "lb=pound-mass lbs=pound-mass oz=ounce t=ton ha=hectare l=litre L=litre ml=millilitre mL=millilitre "
    "cl=centilitre hl=hectolitre W=watt kW=kilowatt MW=megawatt GW=gigawatt TW=terawatt kWh=kilowatt-hour "
    "Wh=watt-hour MWh=megawatt-hour GWh=gigawatt-hour TWh=terawatt-hour V=volt kV=kilovolt mA=milliampere "
    "mAh=milliampere-hour Hz=hertz kHz=kilohertz MHz=megahertz GHz=gigahertz THz=terahertz kB=kilobyte "
    "KB=kilobyte MB=megabyte GB=gigabyte TB=terabyte PB=petabyte Mb=megabit Gb=gigabit MP=megapixel "
    "hp=horsepower bhp=brake_horsepower Nm=newton-metre psi=psi ksi=ksi Pa=pascal kPa=kilopascal MPa=megapascal "
    "GPa=gigapascal hPa=hectopascal dB=decibel ppm=parts-per-million ppb=parts-per-billion kcal=kilocalorie "
    "kJ=kilojoule MJ=megajoule bbl=barrel Mt=megaton Gt=gigaton kt=kiloton sqft=square_foot sqm=square_metre "
    "degF=fahrenheit degC=celsius ″=inch ′=foot "
    "км=kilometre м=metre см=centimetre мм=millimetre кг=kilogram га=hectare л=litre МВт=megawatt ГВт=gigawatt "
    "mph=mile/hour kph=kilometre/hour kmh=kilometre/hour kmph=kilometre/hour mpg=mile/gallon bpd=barrel/day "
    "fps=frame/second rpm=revolution/minute Gbps=gigabit/second Mbps=megabit/second bpm=beat/minute "
    "ppg=point/game rpg=rebound/game apg=assist/game spg=steal/game",
) | _signs(
    FigureKind.DURATION,
    "s=second sec=second secs=second min=minute mins=minute h=hour hr=hour hrs=hour ms=millisecond yr=year yrs=year",
)
"""Signs in the case they are written in, for behind digits only; with what a compound is counted per."""
