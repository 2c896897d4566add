"""Figures: what each rule reads, in made-up sentences; a row is a text and its figures as value, unit and bound."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.highlights.figures import find_figures
from reader.highlights.highlight import Bound, Figure, FigureKind
from reader.text import Span


def short(figure: Figure) -> str:
    """Write a figure as "> 1000 political prisoner" or "2.5e+09..2.8e+09 dollar / year"."""
    quantity = figure.quantity
    value = f"{quantity.low:.7g}" + (f"..{quantity.high:.7g}" if quantity.is_range else "")
    bound = "" if figure.bound is Bound.EXACT else f"{figure.bound.value} "
    unit = f" {quantity.unit}" if quantity.unit else ""
    return f"{bound}{value}{unit}" + (f" / {quantity.per}" if quantity.per else "")


def check(text: str, expected: list[str]) -> list[Figure]:
    found = find_figures(text)
    assert [short(figure) for figure in found] == expected
    return found


MONEY = [
    ("It cost $40.", ["40 dollar"]),
    ("The bridge cost £3.2bn and the road €450m.", ["3.2e+09 pound sterling", "4.5e+08 euro"]),
    ("They paid US$1.5 million (A$2.1 million).", ["1500000 dollar", "2100000 australian dollar"]),
    ("A fare of HK $12 or C$3.", ["12 hong kong dollar", "3 canadian dollar"]),
    ("It sold for $US30 million.", ["3e+07 dollar"]),
    ("A fine of 2.5 million Australian dollars.", ["2500000 australian dollar"]),
    ("A loan of 900 million Swiss francs", ["9e+08 swiss franc"]),
    ("some 7,000 Danish crowns", ["~ 7000 danish krone"]),
    ("The bill: EUR 300, CHF 20 and 5 PLN.", ["300 euro", "20 swiss franc", "5 zloty"]),
    ("RM120,000 for the boat, Rs 5 crore for the house", ["120000 ringgit", "5e+07 rupee"]),
    ("Stamps cost 85 pence, tea 50p, a call ten cents.", ["85 penny", "50 penny", "10 cent"]),
    ("a deficit of $-4.5bn and a profit of -$3m", ["-4.5e+09 dollar", "-3000000 dollar"]),
    ("He paid twelve dollars fifty cents.", ["12.5 dollar"]),
    ("They owe 30 MUSD, or 28 EUR million.", ["3e+07 dollar", "2.8e+07 euro"]),
    ("The book is PS9.99.", ["9.99 pound sterling"]),
    ("a 300-million-euro plan", ["3e+08 euro"]),
    ("Y=700 billion", ["7e+11 yen"]),
    ("He weighs 180 pounds.", ["180 pound-mass"]),
    ("He paid 180 pounds.", ["180 pound sterling"]),
    ("a bill of 3 million pounds", ["3000000 pound sterling"]),
    ("$5 million Australian dollars", ["5000000 australian dollar"]),
    ("$75 U.S. a barrel and $10 Canadian", ["75 dollar / barrel", "10 canadian dollar"]),
    ("U.S. $100, us $40, c$5 and Fr. 20", ["100 dollar", "40 dollar", "5 canadian dollar", "20 swiss franc"]),
    ("It was 3.14US$ or 20 Hong Kong dollars.", ["3.14 dollar", "20 hong kong dollar"]),
    ("7 Chinese yuan, 2,000 crowns", ["7 yuan", "2000 crown"]),
    (
        "$3 per 100 people, $5 per square foot, $9.99/month",
        ["3 dollar / 100", "5 dollar / square foot", "9.99 dollar / month"],
    ),
    ("a dollar a year or two", []),
    ("T$30bn and NT$4bn, N$5", ["3e+10 taiwan dollar", "4e+09 taiwan dollar", "5 namibian dollar"]),
    ("R5 million, P500 million and N5bn", ["5000000 rand", "5e+08 philippine peso", "5e+09 naira"]),
    ("KSh 500, Tk 300 and DKr200", ["500 kenyan shilling", "300 taka", "200 danish krone"]),
    ("a $100-plus fare, $2.50-per-share", ["> 100 dollar", "2.5 dollar / share"]),
    ("It rose 18 sen.", ["up 18 sen"]),
    ("C$6 (US$4.46) per share", ["6 canadian dollar / share", "4.46 dollar / share"]),
    ("$80 per sq m", ["80 dollar / square metre"]),
    ("150 won the prize", []),
    ("1,500 won", ["1500 won"]),
    ("billions of dollars", ["1e+09..1e+10 dollar"]),
    ("100元 or 20₾", ["100 yuan", "20 lari"]),
]


@pytest.mark.parametrize(("text", "expected"), MONEY)
def test_money(text: str, expected: list[str]) -> None:
    check(text, expected)


PERCENT = [
    ("It grew 4 percent.", ["up 4 percent"]),
    ("It was 4 per cent, then 5%, then 6 pct and 7pc.", ["4 percent", "5 percent", "6 percent", "7 percent"]),
    ("growth of 5 percent a year", ["5 percent / year"]),
    ("a gap of 2.5 percentage points", ["2.5 percentage point"]),
    ("Yields fell 40 basis points.", ["down 40 basis point"]),
    ("Twenty percent agreed.", ["20 percent"]),
    ("a lead of less than one-half of 1 percent", ["< 0.5 percent"]),
    ("half a percentage point", ["0.5 percentage point"]),
    ("a quarter point", ["0.25 point"]),
    ("a swing of plus or minus 3 percent", ["3 percent"]),
    ("Support stood at minus 5 percent.", ["-5 percent"]),
    ("Shares closed 3% lower, bonds 2% higher.", ["down 3 percent", "up 2 percent"]),
    ("3 pp and 5 ppt; 9%+", ["3 percentage point", "5 percentage point", "> 9 percent"]),
]


@pytest.mark.parametrize(("text", "expected"), PERCENT)
def test_percent(text: str, expected: list[str]) -> None:
    check(text, expected)


COUNTS = [
    ("123 political prisoners left", ["123 political prisoner"]),
    ("Seven bedrooms and 2.5 baths", ["7 bedroom", "2.5 bath"]),
    ("8 new libraries opened in 12 cities.", ["8 new library", "12 city"]),
    ("the other 15 members", ["15 member"]),
    ("An additional 250 nurses", ["250 nurse"]),
    ("two U.S. senators and three UN envoys", ["2 u.s. senator", "3 un envoy"]),
    ("4 million digital and physical copies", ["4000000 digital and physical copy"]),
    ("36,000 staff and 40 police", ["36000 staff", "40 police"]),
    ("Three policemen and two children died", ["3 policeman", "2 child"]),
    ("Two of Novak's deputies left.", ["2 novak's deputy"]),
    ("12 of its 30 delegates", ["12 delegate", "30 delegate"]),
    ("four of the six largest towns", ["4 largest town", "6 largest town"]),
    ("three $50,000 prizes", ["3 prize", "50000 dollar"]),
    ("a 15-member council in a six-storey building", ["15 member", "6 storey"]),
    ("eight million 250ml bottles", ["8000000 bottle", "250 millilitre"]),
    ("22 burglaries, against an average of 20 per week", ["22 burglary", "~ 20 burglary / week"]),
    ("a 12 page letter", ["12 page"]),
    ("20 sports fans", ["20 sports fan"]),
    ("a 3 bedroom flat and an 18 hole course", ["3 bedroom", "18 hole"]),
    ("a 10x zoom, 3x faster", ["10 time", "3 time"]),
    ("12 city officials, 27 member states", ["12 city official", "27 member state"]),
    ("Seven churches, 9 boxes and two classes", ["7 church", "9 box", "2 class"]),
    ("Jobs grew by 300,000; it added 3,000 jobs.", ["up 300000", "3000 job"]),
    ('two "early" states', ["2 early state"]),
    ("300 people/km2", ["300 people / square kilometre"]),
    ("12 of the other", []),
    ("a quarter of a million people", ["250000 people"]),
    ("eight reported incidents", ["8 reported incident"]),
    ("120 injured, four dead", ["120 people", "4 people"]),
    ("17 rescued sailors", ["17 rescued sailor"]),
    ("Nine were arrested.", ["9 people"]),
    ("35m speakers, 2m of its users", ["3.5e+07 speaker", "2000000 user"]),
    ("He scored 27 points and had 6 assists.", ["27 point", "6 assist"]),
    ("1,000+ readers, 2 million-plus viewers", ["> 1000 reader", "> 2000000 viewer"]),
    ("Only one person came; at least one court agreed.", ["1 person", "> 1 court"]),
    ("78,000 times a minute", ["78000 time / minute"]),
    ("three thousand tests per day", ["3000 test / day"]),
    ("a WAR of 0.5 WAR", ["0.5 war"]),
    ("52 RBIs and nine MPs", ["52 rbi", "9 mp"]),
    ("It killed 34 and injured 120.", ["34 people", "120 people"]),
    ("It injured 4,800 others; 341 are still missing.", ["4800 people", "341 people"]),
    ("Output fell by 1.2m tonnes.", ["down 1200000 ton"]),
    ("It cut deaths by 34% (95% CI, 21 to 45).", ["34 percent", "95 percent"]),
    ("Police held 12 suspects, three of them boys.", ["12 suspect", "3 suspect"]),
    ("an 8-core chip with 2,400 x 1,080 pixels", ["8 core", "1080 pixel"]),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counts(text: str, expected: list[str]) -> None:
    check(text, expected)


VAGUE = [
    ("Dozens of schools closed.", ["12..60 school"]),
    ("hundreds of people", ["100..1000 people"]),
    ("tens of thousands of visitors", ["10000..100000 visitor"]),
    ("several hundred soldiers", ["200..900 soldier"]),
    ("a few thousand fans", ["2000..9000 fan"]),
    ("a couple of hundred people", ["200..300 people"]),
    ("a multi-million dollar deal", ["1000000 dollar"]),
]


@pytest.mark.parametrize(("text", "expected"), VAGUE)
def test_vague_counts_are_flagged(text: str, expected: list[str]) -> None:
    assert all(figure.is_vague for figure in check(text, expected))


RANGES = [
    ("$2.5-2.8 billion annually", ["2.5e+09..2.8e+09 dollar / year"]),
    ("$1.5bn to $2bn", ["1.5e+09..2e+09 dollar"]),
    ("from $500,000 to $1 million a year", ["500000..1000000 dollar / year"]),
    ("between 7 and 9 lakh rupees", ["700000..900000 rupee"]),
    ("between $20 and $25 per user", ["20..25 dollar / user"]),
    ("RM120,000 to RM300,000", ["120000..300000 ringgit"]),
    ("It dropped by 1 to 1.5 degrees.", ["down 1..1.5 degree"]),
    ("from 1000 to 2000 hires", ["1000..2000 hire"]),
    ("five or six years", ["5..6 year"]),
    ("30 to 70 people", ["30..70 people"]),
    ("an 8- to 16-metre boat", ["8..16 metre"]),
    ("14-18 mpg", ["14..18 mile / gallon"]),
    ("25 – 40 min", ["25..40 minute"]),
    ("5% to 10% more", ["5..10 percent"]),
    ("men aged 18 to 34", ["18..34 year of age"]),
    ("between the ages of 5 and 12", ["5..12 year of age"]),
    ("from 20 miles per gallon in 2008 to 29", ["20..29 mile / gallon"]),
    ("It dropped from 208 pounds to 193.", ["down 193..208 pound-mass"]),
    ("1 to 2 thousand people", ["1000..2000 people"]),
    ("20 or 30 percent", ["20..30 percent"]),
    ("25k or 40k cheaper", ["25000", "40000"]),
    ("five - six people", ["5..6 people"]),
    ("from five miles, to 7", ["5 mile"]),
]


@pytest.mark.parametrize(("text", "expected"), RANGES)
def test_ranges(text: str, expected: list[str]) -> None:
    check(text, expected)


NO_RANGES = [
    ("It rose 0.65 per cent to end at 27,349.19.", ["up 0.65 percent", "27349.19"]),
    ("dropped 7% to $2.3 billion", ["down 7 percent", "2.3e+09 dollar"]),
    ("Prices rose 2% to 5%.", ["up 2 percent", "5 percent"]),
    ("The odds are 80 to 1; a 2-to-1 margin", []),
    ("a 7- or 8-inch screen", ["7 inch", "8 inch"]),
    ("four-, five- and six-cylinder engines", ["4 cylinder", "5 cylinder", "6 cylinder"]),
    ("16 to 12 metres", ["12 metre"]),
    ("She led, 50 to 48 percent.", ["50 percent", "48 percent"]),
    ("89 executives and more than 100 firms", ["89 executive", "> 100 firm"]),
]


@pytest.mark.parametrize(("text", "expected"), NO_RANGES)
def test_what_only_looks_like_a_range(text: str, expected: list[str]) -> None:
    check(text, expected)


SHARES = [
    ("six in 10 say so", ["0.6"]),
    ("Three-in-five insiders", ["0.6 insider"]),
    ("one in five voters", ["0.2 voter"]),
    ("one of every nine pupils", ["0.1111111 pupil"]),
    ("three out of four dentists", ["0.75 dentist"]),
    ("two-thirds of the seats", ["0.6666667 seat"]),
    ("a third of respondents", ["0.3333333 respondent"]),
    ("Deaths fell by a third.", ["down 0.3333333"]),
    ("More than half of the 120 patients", ["> 0.5 patient", "120 patient"]),
    ("nearly three-quarters of the money", ["~ 0.75 money"]),
    ("a chance of 1 in 14 million", ["7.142857e-08"]),
    ("two in my car", []),
    ("the third of May", []),
]


@pytest.mark.parametrize(("text", "expected"), SHARES)
def test_shares(text: str, expected: list[str]) -> None:
    check(text, expected)


DURATIONS = [
    ("It lasted two weeks.", ["2 week"]),
    ("a five-year plan", ["5 year"]),
    ("six and a half hours", ["6.5 hour"]),
    ("for 40 hours a week", ["40 hour / week"]),
    ("3 years, 2 months and 14 days", ["3 year", "2 month", "14 day"]),
    ("two more days, three consecutive months", ["2 day", "3 month"]),
    ("one hour", ["1 hour"]),
    ("She ran it in 9.58s, he in 45s.", ["9.58 second", "45 second"]),
    ("One day he came back.", []),
    ("It took over an hour.", []),
    ("Over four months, they met twice.", ["4 month"]),
    ("He waited over four months.", ["> 4 month"]),
    ("over the past two years", ["2 year"]),
    ("It will spend $5 million over five years.", ["5000000 dollar", "5 year"]),
]


@pytest.mark.parametrize(("text", "expected"), DURATIONS)
def test_durations(text: str, expected: list[str]) -> None:
    check(text, expected)


AGES = [
    ("the 31-year-old pilot", ["31 year of age"]),
    ("She is 40 years old; he was 17 years of age.", ["40 year of age", "17 year of age"]),
    ("Novak, 66, has left.", ["66 year of age"]),
    ("Ms Lee, 29, and her husband, 31, moved.", ["29 year of age", "31 year of age"]),
    ("two sons, aged 4 and 7", ["2 son", "4 year of age", "7 year of age"]),
    ("He turned 70 on Monday.", ["70 year of age"]),
    ("He died at 83.", ["83 year of age"]),
    ("She was 19 when it began.", ["19 year of age"]),
    ("people under the age of 16", ["16 year of age"]),
    ("Mr. Brand, then 38, said no.", ["38 year of age"]),
    ("a baby 8 months old", ["8 month"]),
    ("On Sept, 26, they met.", []),
]


@pytest.mark.parametrize(("text", "expected"), AGES)
def test_ages(text: str, expected: list[str]) -> None:
    for figure in check(text, expected):
        assert figure.kind in (FigureKind.AGE, FigureKind.COUNT)


MEASURES = [
    ("a 6.4-inch screen, 8GB of memory", ["6.4 inch", "8 gigabyte"]),
    ("2.7 km long, 30 m wide, 15cm deep", ["2.7 kilometre", "30 metre", "15 centimetre"]),
    ("120 m² or 1,300 sq ft", ["120 square metre", "1300 square foot"]),
    ("12,000 square miles", ["12000 square mile"]),
    ("winds of 120 km/h, or 75 mph", ["120 kilometre / hour", "75 mile / hour"]),
    ("60 miles per hour", ["60 mile / hour"]),
    ("325,000 barrels a day", ["325000 barrel / day"]),
    ("minus 20 degrees Celsius, 70°F, 100° Celsius", ["-20 celsius", "70 fahrenheit", "100 celsius"]),
    ("Temperatures reach 35C.", ["35 celsius"]),
    ("He joined 18F.", []),
    ("a 5.1-magnitude earthquake", ["5.1 magnitude"]),
    ("a quake of magnitude 6.4, a magnitude 5 one", ["6.4 magnitude", "5 magnitude"]),
    ("5 feet 6 inches tall", ["5.5 foot"]),
    ("a 6-foot-3 guard; he is 6 feet 6.", ["6.25 foot", "6.5 foot"]),
    ("a four-and-a-half-acre site", ["4.5 acre"]),
    ("He is 6'3\" tall.", ["6.25 foot"]),
    ("from -5 to -10 degrees; minus 2 to minus 4 degrees", ["-10..-5 degree", "-4..-2 degree"]),
    ("a 3-4 mile walk", ["3..4 mile"]),
    ("one foot before the other, not one bit", []),
    ("2 in thick and 3in wide", ["2 inch", "3 inch"]),
    ("2.14degF, 25.5″, 3923sq m", ["2.14 fahrenheit", "25.5 inch", "3923 square metre"]),
    ("415 parts per million", ["415 parts-per-million"]),
    ("at 4e14 hertz", ["4e+14 hertz"]),
    ("a 90° turn of 12 degrees", ["90 degree", "12 degree"]),
    ("1500 km2 of 100 degrees Fahrenheit", ["1500 square kilometre", "100 fahrenheit"]),
    ("1.5 million gallons", ["1500000 gallon"]),
    ("The river rose 2.3m overnight.", ["up 2.3 metre"]),
]


@pytest.mark.parametrize(("text", "expected"), MEASURES)
def test_measures(text: str, expected: list[str]) -> None:
    check(text, expected)


BOUNDS = [
    ("about 5 miles", "~"),
    ("roughly 5 miles", "~"),
    ("nearly 5 miles", "~"),
    ("an estimated 5 miles", "~"),
    ("~5 miles", "~"),
    ("5 miles or so", "~"),
    ("more than 5 miles", ">"),
    ("the more than 5 miles", ">"),
    ("at least 5 miles", ">"),
    ("over 5 miles", ">"),
    ("in excess of 5 miles", ">"),
    ("no fewer than 5 miles", ">"),
    ("5 miles or more", ">"),
    ("up to 5 miles", "<"),
    ("less than 5 miles", "<"),
    ("within 5 miles", "<"),
    ("as many as 5 miles", "<"),
    ("5 miles at most", "<"),
    ("It rose 5 miles", "up"),
    ("It rose by nearly 5 miles", "up"),
    ("It was up 5 miles", "up"),
    ("It fell another 5 miles", "down"),
    ("It was down 5 miles", "down"),
    ("It rose to 5 miles", "="),
    ("It fell below 5 miles", "<"),
    ("They gave up 5 miles", "="),
    ("She lost by 5 miles", "="),
    ("It is 5 miles higher than", "="),
    ("5 miles", "="),
]


@pytest.mark.parametrize(("text", "bound"), BOUNDS)
def test_bounds(text: str, bound: str) -> None:
    (figure,) = find_figures(text)
    assert figure.bound.value == bound
    assert figure.quantity.unit == "mile"


def test_a_conversion_keeps_the_bound() -> None:
    check("more than 7 million crowns ($1 million)", ["> 7000000 crown", "> 1000000 dollar"])
    check("more than 100 kilometres (60 miles)", ["> 100 kilometre", "> 60 mile"])
    check("It lost 190 points, or 0.6%.", ["down 190 point", "down 0.6 percent"])


BARE = [
    ("The total number of political prisoners in the camp has now reached 1,310.", ["1310 political prisoner"]),
    ("The death toll rose to 45, with 120 injured.", ["45 toll", "120 people"]),
    ("The population was 8.3 million.", ["8300000 population"]),
    ("They sold 435 homes by auction and 187 by tender.", ["435 home", "187 home"]),
    ("Overall, Brand leads with 221 delegates. Novak has 69.", ["221 delegate", "69 delegate"]),
    ("The index gained 12.5 points to 4,210.", ["up 12.5 point", "4210 point"]),
    ("Almost 43,000 people voted, roughly 25,000 of them women.", ["~ 43000 people", "~ 25000 people"]),
    ("Some 71 million will be sold.", ["~ 7.1e+07"]),
    ("Brand won 306 votes to Novak's 232.", ["306 vote", "232 vote"]),
    ("He earns six figures.", []),
    ("The pair was at 1.305; he is hitting .312.", ["1.305", "0.312"]),
    ("a .45-calibre gun", []),
    ("He came in 14 and left.", []),
    ("A number of people came, and 45 left.", []),
    ("She has five.", []),
]


@pytest.mark.parametrize(("text", "expected"), BARE)
def test_bare_numbers(text: str, expected: list[str]) -> None:
    check(text, expected)


def test_spans_begin_at_the_bound_and_end_with_the_noun() -> None:
    text = "They hold more than 1,000 political prisoners there."
    (figure,) = find_figures(text)
    assert figure.span.of(text) == "more than 1,000 political prisoners"
    assert figure.noun == "political prisoners"
    assert figure.why == 'count, "more than"'
    assert figure.kind is FigureKind.COUNT


def test_a_percentage_knows_what_it_is_of() -> None:
    (figure,) = find_figures("It held about 18% of the global potash market.")
    assert figure.noun == "global potash market"
    (figure,) = find_figures("It reported a 60% rise in first-quarter net profit.")
    assert figure.noun == "rise in first-quarter net profit"


def test_only_regions_are_read() -> None:
    text = "5 miles\n6 miles\n7 miles"
    found = find_figures(text, [Span(8, 15)])
    assert [short(figure) for figure in found] == ["6 mile"]
    assert found[0].span == Span(8, 15)


PIECES = """
5 1,227 2.5 2020 $ € % - – to and or of in the a one two half third million percent points miles
people about from between more than up , . ( ) -year-old years hundreds dozen / 1/2 m p US USD each
per ½ .5 minus few several
"""


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES.split()), max_size=25))
def test_spans_are_inside_in_order_and_apart(parts: list[str]) -> None:
    text = " ".join(parts)
    end = 0
    for figure in find_figures(text):
        assert end <= figure.span.start < figure.span.end <= len(text)
        assert figure.quantity.low <= figure.quantity.high
        assert figure.why
        end = figure.span.end


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_harmless(text: str) -> None:
    for figure in find_figures(text):
        assert 0 <= figure.span.start < figure.span.end <= len(text)
