"""Currencies: signs, codes and names, before or behind the number ("$2.5 billion", "US$ 3", "7 million Danish crowns").

A bare "$" and "dollars" are `dollar`; those of other countries keep their country ("australian dollar").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.highlights.lexicon import words
from reader.highlights.number_names import MONEY_SCALES, SCALES

if TYPE_CHECKING:
    from reader.highlights.figure_tokens import Tokens


class Currency(NamedTuple):
    """A currency found in the text."""

    name: str
    edge: int
    """Index of its first token when it stands before the number, of its last when it stands behind."""


SIGNS = {
    "$": "dollar",
    "€": "euro",
    "£": "pound sterling",
    "¥": "yen",
    "￥": "yen",
    "元": "yuan",
    "₽": "ruble",
    "₴": "hryvnia",
    "₹": "indian rupee",
    "₨": "rupee",
    "₩": "won",
    "₪": "shekel",
    "₺": "lira",
    "₫": "dong",
    "₱": "philippine peso",
    "₦": "naira",
    "₸": "tenge",
    "₾": "lari",
    "₿": "bitcoin",
    "¢": "cent",
    "฿": "baht",
    "₡": "colón",
    "₲": "guarani",
    "₼": "manat",
    "֏": "dram",
}
# Letters before or behind a dollar sign: "US$", "HK $", "C $", "$A".
_DOLLARS = {
    "us": "dollar",
    "u.s": "dollar",
    "a": "australian dollar",
    "au": "australian dollar",
    "aud": "australian dollar",
    "c": "canadian dollar",
    "ca": "canadian dollar",
    "can": "canadian dollar",
    "cad": "canadian dollar",
    "cdn": "canadian dollar",
    "hk": "hong kong dollar",
    "nz": "new zealand dollar",
    "s": "singapore dollar",
    "sg": "singapore dollar",
    "nt": "taiwan dollar",
    "tw": "taiwan dollar",
    "r": "brazilian real",
    "mex": "mexican peso",
    "mx": "mexican peso",
    "j": "jamaican dollar",
    "t": "taiwan dollar",
    "n": "namibian dollar",
    "z": "zimbabwean dollar",
    "tt": "trinidadian dollar",
    "bds": "barbadian dollar",
    "ec": "east caribbean dollar",
    "usd": "dollar",
}
CODES = {
    "USD": "dollar",
    "EUR": "euro",
    "GBP": "pound sterling",
    "JPY": "yen",
    "CNY": "yuan",
    "RMB": "yuan",
    "AUD": "australian dollar",
    "CAD": "canadian dollar",
    "HKD": "hong kong dollar",
    "NZD": "new zealand dollar",
    "SGD": "singapore dollar",
    "TWD": "taiwan dollar",
    "INR": "indian rupee",
    "Rs": "rupee",
    "Re": "rupee",
    "PKR": "pakistani rupee",
    "LKR": "sri lankan rupee",
    "RUB": "russian ruble",
    "BYN": "belarusian ruble",
    "UAH": "hryvnia",
    "CHF": "swiss franc",
    "Fr": "swiss franc",
    "KRW": "won",
    "ILS": "shekel",
    "NIS": "shekel",
    "MYR": "ringgit",
    "RM": "ringgit",
    "PLN": "zloty",
    "zł": "zloty",
    "BRL": "brazilian real",
    "MXN": "mexican peso",
    "ARS": "argentine peso",
    "CLP": "chilean peso",
    "COP": "colombian peso",
    "PHP": "philippine peso",
    "ZAR": "rand",
    "TRY": "lira",
    "SEK": "swedish krona",
    "NOK": "norwegian krone",
    "DKK": "danish krone",
    "ISK": "icelandic krona",
    "CZK": "czech koruna",
    "Kč": "czech koruna",
    "HUF": "forint",
    "Ft": "forint",
    "RON": "romanian leu",
    "MDL": "moldovan leu",
    "BGN": "lev",
    "HRK": "kuna",
    "kn": "kuna",
    "RSD": "serbian dinar",
    "KZT": "tenge",
    "GEL": "lari",
    "AMD": "dram",
    "AZN": "manat",
    "AED": "dirham",
    "SAR": "saudi riyal",
    "QAR": "qatari riyal",
    "KWD": "kuwaiti dinar",
    "EGP": "egyptian pound",
    "LBP": "lebanese pound",
    "THB": "baht",
    "IDR": "rupiah",
    "Rp": "rupiah",
    "VND": "dong",
    "BDT": "taka",
    "NGN": "naira",
    "KES": "kenyan shilling",
    "KSh": "kenyan shilling",
    "Ksh": "kenyan shilling",
    "Sh": "shilling",
    "Tk": "taka",
    "Dh": "dirham",
    "Dhs": "dirham",
    "DKr": "danish krone",
    "NKr": "norwegian krone",
    "SKr": "swedish krona",
    "BTC": "bitcoin",
    "MUSD": "dollar",
    "MEUR": "euro",
    "MGBP": "pound sterling",
    "kr": "krone",
    "руб": "ruble",
    "грн": "hryvnia",
    "p": "penny",
    "元": "yuan",
    "円": "yen",
    "원": "won",
    "PS": "pound sterling",  # what is left of £ in text that was decoded wrongly
}
_MILLIONS = {"MUSD", "MEUR", "MGBP"}
_LETTERS = {"R": "rand", "P": "philippine peso", "N": "naira"}
"""Signs of one letter: only glued to a number with a scale, "R5 million"."""
_ONLY_BEFORE = {"KSh", "Ksh", "Sh", "Tk", "Dh", "Dhs", "DKr", "NKr", "SKr", "RM", "PS", "Rs", "Re", "Fr", "Rp"}
_ONLY_BEHIND = {"p", "元", "円", "원", "kr", "kn", "zł", "Kč", "Ft", "руб", "грн"}

_COUNTRIES = words(
    "american australian canadian taiwan taiwanese singapore singaporean jamaican bahamian barbadian namibian fijian "
    "liberian british english irish egyptian lebanese syrian sudanese cypriot swiss french belgian congolese rwandan "
    "chinese japanese indian pakistani nepalese mauritian indonesian russian soviet belarusian ukrainian danish "
    "swedish norwegian icelandic czech slovak estonian turkish italian cypriot mexican argentine argentinian "
    "argentinean chilean colombian cuban uruguayan dominican philippine filipino saudi qatari omani yemeni iranian "
    "kuwaiti iraqi jordanian serbian tunisian algerian libyan bahraini macedonian malaysian malaysia israeli polish "
    "brazilian bulgarian hungarian romanian moldovan kazakh kazakhstani georgian armenian azerbaijani azeri turkmen "
    "uzbek thai vietnamese bangladeshi kenyan ugandan tanzanian somali ghanaian nigerian zambian malawian ethiopian "
    "moroccan emirati emirates croatian german dutch austrian spanish greek finnish portuguese venezuelan peruvian "
    "bolivian mongolian afghan albanian korean african zimbabwean deutsche"
)
_COUNTRY_PAIRS = {
    ("hong", "kong"): "hong kong",
    ("new", "zealand"): "new zealand",
    ("south", "korean"): "south korean",
    ("south", "african"): "south african",
    ("sri", "lankan"): "sri lankan",
    ("united", "states"): "us",
}
# Names by themselves. Those in _DOUBTFUL are also other words and need a sign that money is meant.
NAMES = {
    spelling: name
    for name, spellings in {
        "dollar": "dollar dollars buck bucks долларов доллара доллар доларів долари долара dolarów dolary dólares",
        "euro": "euro euros euron евро євро",
        "pound sterling": "pound pounds sterling quid libras фунтов",
        "yen": "yen",
        "yuan": "yuan yuans renminbi rmb юаней",
        "rupee": "rupee rupees",
        "ruble": "ruble rubles rouble roubles rubel rubli rublos рубль рубля рублей рублів rubla",
        "hryvnia": "hryvnia hryvnias hryvnya hryven гривна гривен гривны гривень гривні гривня",
        "franc": "franc francs franken",
        "won": "won",
        "shekel": "shekel shekels",
        "ringgit": "ringgit ringgits",
        "zloty": "zloty zlotys zloties złoty złotych złote злотых злотих",
        "real": "real reais reals",
        "peso": "peso pesos",
        "rand": "rand rands",
        "lira": "lira liras lire lirasi",
        "dirham": "dirham dirhams",
        "baht": "baht",
        "cent": "cent cents cts центов",
        "crown": "crown crowns",
        "krone": "krone kroner",
        "krona": "krona kronor",
        "koruna": "koruna koruny korun",
        "dinar": "dinar dinars",
        "guilder": "guilder guilders",
        "mark": "mark marks",
        "naira": "naira nairas",
        "penny": "penny pence pennies",
        "peseta": "peseta pesetas",
        "riyal": "riyal riyals",
        "rial": "rial rials",
        "rupiah": "rupiah rupiahs",
        "schilling": "schilling schillings",
        "shilling": "shilling shillings",
        "taka": "taka takas",
        "tenge": "tenge тенге",
        "forint": "forint forints",
        "leu": "leu lei",
        "lev": "lev leva",
        "lari": "lari laris",
        "manat": "manat manats",
        "dong": "dong",
        "kuna": "kuna kunas",
        "bolivar": "bolivar bolivars bolívares",
        "tugrik": "tugrik tugriks",
        "bitcoin": "bitcoin bitcoins",
        "satoshi": "satoshi satoshis",
        "sen": "sen",
        "paisa": "paise paisa",
        "centime": "centime centimes",
        "centavo": "centavo centavos",
        "øre": "øre öre",
        "kopeck": "kopeck kopecks копеек",
        "groszy": "groszy",
        "dime": "dime dimes",
        "geneh": "geneh",
    }.items()
    for spelling in spellings.split()
}
_DOUBTFUL = {"won", "real", "reals", "mark", "marks", "crown", "crowns", "pound", "pounds", "lev", "dong", "rand"}
_SPENDING = words(
    "cost costs costing price priced prices pay paid pays paying worth spend spends spent spending earn earns earned "
    "fine fined salary wage wages bill bills debt debts budget tax taxes fee fees loan loans grant sold sell bought "
    "buy million billion raised donated donation charge charged charges profit profits loss losses revenue income "
    "rent save saved sterling funding bonus invest invested investment owed owes stolen stole deposit pension"
)
_RENAMED = {
    ("us", "dollar"): "dollar",
    ("american", "dollar"): "dollar",
    ("british", "pound sterling"): "pound sterling",
    ("english", "pound sterling"): "pound sterling",
    ("deutsche", "mark"): "deutsche mark",
    ("german", "mark"): "deutsche mark",
    ("taiwanese", "dollar"): "taiwan dollar",
    ("singaporean", "dollar"): "singapore dollar",
    ("danish", "crown"): "danish krone",
    ("norwegian", "crown"): "norwegian krone",
    ("swedish", "crown"): "swedish krona",
    ("icelandic", "crown"): "icelandic krona",
    ("czech", "crown"): "czech koruna",
    ("swiss", "franc"): "swiss franc",
    ("emirati", "dirham"): "dirham",
}
_UNIQUE = words(
    "yen yuan won shekel ringgit zloty rand baht euro naira forint hryvnia tenge lari taka rupiah kuna tugrik"
)
"""Currencies of one country: "Chinese yuan" and "yuan" are one name."""


def before(tokens: Tokens, index: int) -> Currency | None:
    """Read the currency that ends right before the number at a token ("US$", "HK $", "EUR", "RM")."""
    at = index - 1
    low = tokens.low
    if low[at] in ("-", "−") and low[at - 1] in SIGNS and tokens.glued(at):
        at -= 1  # $-50.8bn
    if low[at] == "=" and low[at - 1] == "y":
        return Currency("yen", at - 1)  # Y=590 billion
    if low[at] in SIGNS:
        return _with_country(tokens, at)
    if low[at] == "." and tokens.low[at - 1] in ("rs", "fr", "rp"):
        at -= 1
    if not low[at]:
        return None
    raw = tokens.raw[at]
    if raw in _DOLLAR_CODES and low[at - 1] == "$":
        return Currency(_DOLLARS[low[at]], at - 1)  # $US113
    if raw in _LETTERS:
        scaled = low[index + 1] in SCALES or (tokens.glued(index) and low[index + 1] in MONEY_SCALES)
        return Currency(_LETTERS[raw], at) if scaled and tokens.glued(at) else None
    if raw in CODES and raw not in _ONLY_BEHIND and (raw.isupper() or raw in _ONLY_BEFORE):
        if raw == "PS" and not tokens.glued(at):
            return None
        return Currency(CODES[raw], at)
    return None


_DOLLAR_CODES = frozenset(code.upper() for code in _DOLLARS)


def _with_country(tokens: Tokens, at: int) -> Currency:
    """Read the letters before a sign: "US$", "C $", "R$"; the backslash of "\\$" is not part of it."""
    low = tokens.low
    name = SIGNS[low[at]]
    if low[at] != "$":
        return Currency(name, at)
    if low[at - 1] == "." and tokens.glued(at - 1) is False and low[at - 2] == "s" and low[at - 4] == "u":
        return Currency(name, at - 4)  # U.S. $100
    country = low[at - 1]
    if (country in _DOLLARS and tokens.raw[at - 1][0].isupper()) or country in ("aud", "usd", "us"):
        spaced = not tokens.glued(at - 1)
        if not (spaced and country in ("a", "s", "r", "j", "t", "n", "z", "us")) or country == "us":
            return Currency(_DOLLARS[country], at - 1)
    if country in ("c", "hk", "nz", "mex", "nt") and tokens.glued(at - 1):
        return Currency(_DOLLARS[country], at - 1)
    return Currency(name, at)


def behind(tokens: Tokens, index: int, value: float, *, is_scaled: bool = False) -> Currency | None:
    """Read the currency that begins at a token behind a number ("Danish crowns", "USD", "€").

    `value` and `is_scaled` help with words that have another meaning: "208 pounds" is a weight.
    """
    low = tokens.low
    at = index + ((low[index] == "-" and low[index + 1] in NAMES) or low[index] == "de")
    word = low[at]
    if word.startswith("d'") and word[2:] in NAMES:
        return Currency(NAMES[word[2:]], at)  # "milliards d'euros"
    if word in SIGNS:
        return Currency(SIGNS[word], at) if _belongs_left(tokens, at) else None
    if not word or not word[0].isalpha():
        return None
    raw = tokens.raw[at]
    if raw in CODES and (raw not in _ONLY_BEFORE or tokens.glued(at - 1)):
        return Currency(CODES[raw], at)
    if low[at + 1] == "$" and word in _DOLLARS and tokens.glued(at):
        return Currency(_DOLLARS[word], at + 1)
    country, noun = _country(tokens, at)
    name = NAMES.get(low[noun])
    if name is None:
        return None
    if country:
        return Currency(_of_country(country, name), noun)
    if low[noun] in _DOUBTFUL and not _is_money(tokens, noun, value, is_scaled):
        return None
    return Currency(name, noun)


def _belongs_left(tokens: Tokens, at: int) -> bool:
    """Tell whether a sign belongs to the number before it: "20€" does, "5 $10 notes" does not."""
    return tokens.glued(at - 1) or not tokens.low[at + 1][:1].isdecimal() or not tokens.glued(at)


def _country(tokens: Tokens, at: int) -> tuple[str, int]:
    """Read "Danish", "Hong Kong", "U.S." before a currency; returns the country and where the noun is."""
    low = tokens.low
    if low[at] in _COUNTRIES:
        return low[at], at + 1
    if (low[at], low[at + 1]) in _COUNTRY_PAIRS:
        return _COUNTRY_PAIRS[low[at], low[at + 1]], at + 2
    if low[at] == "us":
        return "us", at + 1
    if low[at : at + 4] == ["u", ".", "s", "."]:
        return "us", at + 4
    return "", at


def _of_country(country: str, name: str) -> str:
    if (country, name) in _RENAMED:
        return _RENAMED[country, name]
    if name in _UNIQUE:
        return name
    return f"{country} {name.removesuffix(' sterling')}"


def _is_money(tokens: Tokens, at: int, value: float, is_scaled: bool) -> bool:
    """Decide about a word that is also something else: by scale, and by words of spending within ten tokens."""
    word = tokens.low[at]
    if tokens.low[at + 1] == "sterling" or is_scaled or value >= 1e6:
        return True
    if word == "won" or word == "real":
        return value >= 1000 and tokens.low[at + 1] not in ("the", "a", "an", "by", "in", "their", "his", "her")
    if word in ("mark", "marks", "crown", "crowns", "lev", "dong"):
        return value >= 1000
    near = tokens.low[max(0, at - 10) : at] + tokens.low[at + 1 : at + 5]
    return not _SPENDING.isdisjoint(near) or tokens.text.startswith("sterling", tokens.ends[at] + 1)


def money_factor(tokens: Tokens, index: int) -> float:
    """Return the million that a code such as MUSD carries, else 1."""
    return 1e6 if tokens.raw[index] in _MILLIONS else 1.0
