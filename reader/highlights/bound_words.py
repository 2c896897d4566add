"""Words that bound a number or move it, in English, German, French, Spanish, Polish, Russian and Ukrainian."""

from __future__ import annotations

from reader.highlights.highlight import Bound
from reader.highlights.lexicon import words


def _phrases(bound: Bound, table: str) -> dict[tuple[str, ...], Bound]:
    return {tuple(phrase.split()): bound for phrase in table.split("|")}


BEFORE: dict[tuple[str, ...], Bound] = {
    **_phrases(
        Bound.ABOUT,
        "about | around | roughly | approximately | approx | approx . | nearly | almost | some | close to | "
        "an estimated | estimated | circa | c . | ~ | ≈ | near | just about | in the region of | "
        "in the order of | an average of | averaging | an approximate | something like | on average | averaged | "
        "more or less | barely | etwa | rund | ca | ca . | ungefähr | knapp | fast | environ | près de | "
        "quelque | unos | unas | cerca de | alrededor de | casi | około | ok . | prawie | около | примерно | "
        "почти | порядка | приблизительно | близько | майже | приблизно",
    ),
    **_phrases(
        Bound.MORE,
        "more than | over | over than | above | at least | exceeding | exceeded | exceeds | upwards of | "
        "upward of | north of | in excess of | greater than | higher than | larger than | longer than | "
        "bigger than | a minimum of | minimum of | no fewer than | no less than | not less than | > | ≥ | "
        "beyond | well over | just over | surpassing | surpassed | topping | topped | a little over | "
        "older than | mehr als | über | mindestens | wenigstens | plus de | au moins | más de | al menos | "
        "por lo menos | ponad | co najmniej | więcej niż | более | более чем | больше | свыше | понад | більше | "
        "більш ніж | не менее | щонайменше | не менше",
    ),
    **_phrases(
        Bound.LESS,
        "up to | less than | under | below | fewer than | at most | no more than | not more than | as many as | "
        "as much as | a maximum of | maximum of | lower than | smaller than | shorter than | sub - | within | "
        "within the | < | ≤ | just under | just below | as high as | as few as | as little as | "
        "no greater than | shy of | just shy of | younger than | bis zu | weniger als | unter | höchstens | "
        "maximal | jusqu'à | moins de | au plus | hasta | menos de | como máximo | do | poniżej | mniej niż | "
        "менее | меньше | до | менше | не более | не більше",
    ),
}
"""Phrases before a number, as tokens."""
BEHIND: dict[tuple[str, ...], Bound] = {
    **_phrases(
        Bound.ABOUT,
        "or so | or thereabouts",
    ),
    **_phrases(
        Bound.MORE,
        "or more | and more | or higher | or older | or over | and over | and older | and up | plus | at least",
    ),
    **_phrases(
        Bound.LESS,
        "or less | or fewer | or under | or younger | at most | at a maximum",
    ),
}
"""Phrases behind a figure, as tokens."""

UP = words(
    "rose rise rises rising risen jumped jump jumps jumping climbed climb climbs climbing gained gain gains "
    "gaining increased increase increases increasing advanced advance advances advancing surged surge surges "
    "surging soared soar soars soaring rallied rally rallies rallying grew grow grows growing grown higher leapt "
    "leaped leap spiked spike rocketed skyrocketed expanded expand expands expanding swelled swell rebounded "
    "improved added adds upward upwards stieg stiegen gestiegen выросла вырос выросли wzrosła wzrósł wzrosło"
)
DOWN = words(
    "fell fall falls falling fallen dropped drop drops dropping lost lose loses losing declined decline declines "
    "declining slid slide slides sliding tumbled tumble tumbles tumbling shed sheds shedding decreased decrease "
    "decreases decreasing sank sink sinks sinking sunk plunged plunge plunges plunging slipped slip slips "
    "slipping lower dipped dip dips dipping cut cuts cutting slumped slump slumps slumping shrank shrink shrinks "
    "shrinking eased ease eases easing retreated plummeted plummet plummets crashed weakened reduced reduce "
    "reduces reducing lowered trimmed slashed tanked sagged skidded downward downwards fiel fielen gefallen "
    "упала упал упали spadła spadł spadło"
)
BETWEEN = words(
    "by about around nearly almost roughly approximately some as much many over more than under another a "
    "further additional just only at least less fewer an estimated whopping combined record um на o"
)
# Verbs that "up" and "down" belong to without a movement of numbers: "gave up 517 yards", "boiling down to".
PHRASAL = words(
    "freed free gave give gives giving pick picked picking picks take took taken takes taking set sets setting "
    "put puts putting make makes made making lock locked locking boil boils boiled boiling bring brought brings "
    "bringing end ended break broke broken show showed come came comes coming catch caught call called back "
    "backed held hold line lined team teamed open opened speak spoke stand stood sign signed turn turned grow "
    "grew sum summed round rounded tie tied hang hung track tracked chase chased shoot shot gun gunned strike "
    "struck lay laid rack racked racking chalk chalked drum wrap wrapped add adds added adding"
)
HEAVY = words(
    "rose rise rises rising jumped climbed increased increase increases increasing surged soared grew grow grows "
    "growing fell fall falls falling dropped drop declined decline decreased decrease decreases decreasing "
    "tumbled plunged"
)
"""Verbs that move counts too; "added" and "lost" do not (a team that lost 20 games)."""
