"""What is counted: the noun phrase behind a number ("123 political prisoners"), by shape, without a grammar.

In English the phrase ends at its first plural word, or the next if that is plural too ("20 sports fans"); function
words, verbs and punctuation end the search. In other languages it is the one to three words up to a function word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.highlights.lexicon import words
from reader.highlights.number_names import STARTS
from reader.highlights.numbers import read_number
from reader.highlights.unit_names import ABBREVIATIONS

if TYPE_CHECKING:
    from reader.highlights.figure_tokens import Tokens


class Noun(NamedTuple):
    """A noun phrase found in the text."""

    first: int
    last: int
    unit: str
    """Lower case, singular head: "political prisoner"."""


IRREGULAR = {
    "people": "people",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "geese": "goose",
    "lives": "life",
    "wives": "wife",
    "knives": "knife",
    "wolves": "wolf",
    "leaves": "leaf",
    "shelves": "shelf",
    "halves": "half",
    "thieves": "thief",
    "loaves": "loaf",
    "media": "medium",
    "data": "data",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "staff": "staff",
    "personnel": "personnel",
    "police": "police",
    "crew": "crew",
    "troops": "troops",
    "cattle": "cattle",
    "sheep": "sheep",
    "fish": "fish",
    "deer": "deer",
    "aircraft": "aircraft",
    "spacecraft": "spacecraft",
    "series": "series",
    "species": "species",
    "clergy": "clergy",
    "folk": "folk",
    "alumni": "alumnus",
    "cacti": "cactus",
    "nuclei": "nucleus",
    "freshmen": "freshman",
    "percent": "percent",
    "offspring": "offspring",
    "infantry": "infantry",
    "buses": "bus",
    "viruses": "virus",
    "campuses": "campus",
    "bonuses": "bonus",
    "gases": "gas",
    "crises": "crisis",
    "analyses": "analysis",
    "cookies": "cookie",
    "movies": "movie",
    "zombies": "zombie",
    "calories": "calorie",
    "ties": "tie",
    "pies": "pie",
    "indices": "index",
    "vertices": "vertex",
}
_PERSONS = ("men", "women", "people", "children")

_NOT_PLURAL = words(
    "was is has his its this as us yes plus less across versus always perhaps besides afterwards says does goes news "
    "politics economics thus series's whereas towards upwards ones gas bus virus campus bonus status census focus "
    "chaos basis crisis analysis atlas bias lens overseas sometimes indoors outdoors nowadays makes takes comes gets "
    "gives seems remains becomes includes hers ours yours "
    "theirs himself mathematics physics tennis texas paris illinois kansas arkansas massachusetts minus sus vs los "
    "las les des mrs ms mr dallas vegas orleans angeles belarus cyprus james charles thomas jones christmas congress "
    "unless else"
)

# Words that end a noun phrase: function words and the commonest verbs behind a subject.
STOP = words(
    "a an the this that these those and or but nor so if then than as at by for from in into of off on onto out over "
    "per since through to toward towards under until up upon via with within without about after against along among "
    "around before behind below beneath beside between beyond despite down during except inside like near outside "
    "past regarding throughout till amid amongst across above "
    "is are was were be been being am has have had having do does did done will would shall should can could may "
    "might must need not no "
    "i you he she it we they me him her us them my your his its our their who whom whose which what when where why how "
    "there here because while although though unless whether also just only even still yet already again ago now "
    "later earlier soon too very each every both either neither some any all most much "
    "said says say told tells went came come comes got get gets made make makes took take takes gave given found left "
    "became remain remains remained include includes including included according followed following began begin "
    "died die voted vote live lived work worked killed injured wounded arrested released held won lost rose fell "
    "turned showed shows reported seen known called used using based"
)
"""English words that end a noun phrase."""
FOREIGN_STOP = STOP | words(
    "davon darunter dont nich них der die das den dem des ein eine einen einem einer und oder aber von vom mit "
    "bei für auf aus nach zu zum zur im in ist sind war waren hat haben hatte wurden wurde werden wird sich nicht "
    "seit bis am an als wie vor über unter durch le la les un une du de d'un et ou mais dans en sur pour par avec "
    "sans est sont a ont été qui que se ne pas au aux depuis chez entre el los las una unos y o pero del al con "
    "sin por para es son fue fueron ha han no como desde hasta según w we z ze na do od po za przez przy dla i "
    "oraz lub jest są był była było zostało zostali się nie to jak który która które że u в во на по с со из за "
    "от до для при через и или но что как не это был была было были есть у о об же і й та або але що як це був "
    "була було були є від із зі про"
)
_DETERMINERS = words(
    "more other additional further extra such of the its their his her our my your those these another different "
    "separate new total combined whole full entire most"
)
_UNSAID = words("more other additional further extra such the its their his her our my your those these another")
_PARTICIPLES = words(
    "reported killed injured wounded arrested released held known used seen found won lost elected made taken"
)
_LINKING = frozenset(("-", "'", "&", "’", "‘", '"', "“", "”"))
_MOST = 6


def singular(word: str) -> str:
    """Return the singular of an English noun in lower case, by its ending."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    for ending in _PERSONS:
        if word.endswith(ending):  # policemen, spokeswomen, grandchildren
            return word[: -len(ending)] + IRREGULAR[ending]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")) and len(word) > 2:
        return word[:-1]
    return word


def is_plural(word: str) -> bool:
    """Tell whether a lower-case word looks like an English plural noun."""
    if word in IRREGULAR:
        return True
    if not word.endswith("s"):
        return word.endswith(_PERSONS) and word != "women's"
    return (
        len(word) > 2 and not word.endswith(("ss", "us", "is", "'s")) and word not in _NOT_PLURAL and word not in STOP
    )


def read_noun(tokens: Tokens, index: int, *, one: bool = False) -> Noun | None:
    """Read the counted noun phrase that begins at a token, or None.

    `one` allows a singular noun, as behind "one" or a share.
    """
    low = tokens.low
    first = at = _behind_amount(tokens, index)
    words_read, head = 0, -1
    while words_read < _MOST and at < tokens.size:
        word = low[at]
        if word in _LINKING:
            if head >= 0 or (word != "-" and at != first and not _opens(tokens, at)):
                break
        elif word == "." and _is_initial(tokens, at - 1):
            pass
        elif not word[0].isalpha() or _ends_phrase(tokens, at, first):
            break
        elif is_plural(word) or _is_plural_acronym(tokens.raw[at]):
            if head >= 0 and word in _VERBS:
                break
            head = at
        elif head >= 0:
            break
        words_read += word[0].isalpha()
        at += 1
    if head >= 0:
        return _phrase(tokens, first, head)
    return _singular_phrase(tokens, first) if words_read and one else None


def _is_initial(tokens: Tokens, at: int) -> bool:
    """Tell whether a full stop behind a token belongs to an abbreviation: "two U.S. senators"."""
    return len(tokens.raw[at]) == 1 and tokens.is_capital(at) and tokens.glued(at)


def _is_plural_acronym(raw: str) -> bool:
    """Tell whether a token is RBIs, CPUs, MPs."""
    return len(raw) > 2 and raw[-1] == "s" and raw[:-1].isupper()


def read_one(tokens: Tokens, index: int) -> Noun | None:
    """Read the singular noun of "only one person": one word, or two where the second is no verb in -ed."""
    noun = _singular_phrase(tokens, index)
    if noun is None or noun.last > index + 1:
        return None
    if noun.last > index and tokens.low[noun.last].endswith("ed"):
        return _phrase(tokens, index, index)
    return noun


def _behind_amount(tokens: Tokens, index: int) -> int:
    """Go over an amount between number and noun: "three $50,000 prizes", "two 5kg bags"."""
    if tokens.low[index] in ("$", "€", "£") and tokens.low[index + 1][:1].isdecimal():
        index += 2
        while tokens.low[index] in ("million", "billion", "-"):
            index += 1
    elif tokens.low[index][:1].isdecimal() and tokens.raw[index + 1] in ABBREVIATIONS:
        index += 2  # "eight million 250ml bottles"
    return index


def _ends_phrase(tokens: Tokens, at: int, first: int) -> bool:
    """Tell whether a word ends the phrase: a function word that no plural can still follow."""
    word = tokens.low[at]
    if word not in STOP or tokens.raw[at] in ("US", "IT", "UN", "UK"):
        return False
    if at == first and word in _DETERMINERS:
        return False
    if word in _PARTICIPLES or (word == "and" and at > first):
        return not _plural_soon(tokens, at + 1)
    return True


_VERBS = words("plans says wants needs makes takes looks shows works hopes claims aims calls faces")


def _opens(tokens: Tokens, at: int) -> bool:
    """Tell whether a quotation mark opens or closes inside the phrase: 'two of the "early four" states'."""
    return tokens.low[at] in ('"', "“", "”", "‘", "'", "’") and tokens.low[at + 1][:1].isalpha()


def _plural_soon(tokens: Tokens, index: int) -> bool:
    """Tell whether a plural follows within three words: "4 million digital and physical sales"."""
    for word in tokens.low[index : index + 3]:
        if is_plural(word):
            return True
        if not word.isalpha() or word in STOP:
            return False
    return False


def _singular_phrase(tokens: Tokens, index: int) -> Noun | None:
    """Read adjectives and a noun in the singular, up to a function word."""
    low = tokens.low
    at = index
    last = index - 1
    while at < index + _MOST:
        is_hyphen = low[at] == "-" and at > index and tokens.glued(at) and tokens.glued(at - 1)
        if not (low[at].isalpha() or is_hyphen or (low[at] == "." and _is_initial(tokens, at - 1))):
            break
        if _ends_phrase(tokens, at, index):
            break
        if low[at] not in (".", "-"):
            last = at
        at += 1
    return _phrase(tokens, index, last) if last >= index and low[last] not in _UNSAID else None


def _phrase(tokens: Tokens, first: int, head: int) -> Noun:
    while first < head and tokens.low[first] in _UNSAID:
        first += 1
    last = tokens.low[head]
    if not tokens.decimal_comma:  # English endings only
        last = last[:-1] if _is_plural_acronym(tokens.raw[head]) else singular(last)
    parts = [tokens.low[at] for at in range(first, head) if tokens.low[at] not in _LINKING]
    if "." in parts:  # "U.S. websites" keeps its full stops
        return Noun(
            first, head, " ".join(tokens.text[tokens.starts[first] : tokens.starts[head]].lower().split()) + " " + last
        )
    return Noun(first, head, " ".join([*parts, last]))


def read_foreign(tokens: Tokens, index: int) -> Noun | None:
    """Read the counted phrase in a language without English plurals: up to three words before a function word.

    A capitalised word behind a small one ends it (German nouns: "politische Gefangene").
    """
    low = tokens.low
    at = index
    while at < index + 3 and low[at][:1].isalpha() and low[at] not in FOREIGN_STOP:
        at += 1
        if low[at - 1] in _PEOPLE or (tokens.is_capital(at - 1) and not tokens.is_capital(at)):
            break
    if at == index:
        return None
    return Noun(index, at - 1, " ".join(low[index:at]))


_PEOPLE = words(
    "menschen personen leute personnes personas osób osoby ludzi человек человека людей осіб особи людини чоловік"
)
"""Words for people in other languages; nothing behind them belongs to the phrase."""


def read_whole(tokens: Tokens, index: int) -> Noun | None:
    """Read the noun of "of" behind a number: "two of Johnson's deputies", "a third of the population"."""
    low = tokens.low
    if low[index] != "of":
        return None
    at = index + 1
    while low[at] in WHOLE:
        at += 1
    return read_noun(tokens, at, one=True)


def read_change(tokens: Tokens, index: int) -> Noun | None:
    """Read what a share says of a change: the "rise in net profit" of "a 60% rise in net profit"."""
    low = tokens.low
    at = index + (low[index] in _PACES)
    if low[at] not in _CHANGES or low[at + 1] not in ("in", "of"):
        return None
    what = at + 2
    while low[what] in WHOLE:
        what += 1
    noun = read_noun(tokens, what, one=True)
    return noun and Noun(at, noun.last, noun.unit)


_CHANGES = words(
    "rise increase jump growth gain surge hike climb drop decline decrease cut reduction slump loss dip plunge fall"
)
_PACES = words("annual year-on-year sharp quarterly monthly yearly net further")


def read_counted_whole(tokens: Tokens, index: int) -> Noun | None:
    """Read the noun of a whole that is counted itself, from "of" on: the delegates in "23 of its 29 delegates"."""
    low = tokens.low
    at = index + 1
    while low[at] in WHOLE:
        at += 1
    if low[index] != "of" or not (low[at][:1].isdecimal() or low[at] in STARTS):
        return None
    number = read_number(tokens, at)
    return read_noun(tokens, number.last + 1) if number else None


WHOLE = words(
    "the all its their his her our my those these every each more most than about nearly some over estimated "
    "combined past last"
)
