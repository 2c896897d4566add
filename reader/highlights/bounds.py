"""How the text limits a figure: "about", "more than", "up to" before it, "or so" behind it, and verbs of rise and fall."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.highlights.highlight import Bound
from reader.highlights.lexicon import words

if TYPE_CHECKING:
    from reader.highlights.figure_tokens import Tokens


class BoundRead(NamedTuple):
    """A bound and the token where it begins (before the number) or ends (behind it)."""

    bound: Bound
    edge: int
    cue: str


def _phrases(bound: Bound, table: str) -> dict[tuple[str, ...], Bound]:
    return {tuple(line.split()): bound for line in table.strip().split("\n")}


_BEFORE: dict[tuple[str, ...], Bound] = (
    _phrases(
        Bound.ABOUT,
        "about\naround\nroughly\napproximately\napprox\napprox .\nnearly\nalmost\nsome\nclose to\nan estimated\n"
        "estimated\ncirca\nc .\n~\n≈\nnear\njust about\nabout half\nas about\nin the region of\nin the order of\nan average of\naveraging\n"
        "an approximate\nsomething like\nanywhere from\nalready about\non average\naveraged\nmore or less\nbarely\n"
        "etwa\nrund\nca\nca .\nungefähr\nknapp\nfast\nenviron\nprès de\nquelque\nunos\nunas\ncerca de\nalrededor de\ncasi\n"
        "około\nok .\nprawie\nоколо\nпримерно\nпочти\nпорядка\nприблизительно\nблизько\nмайже\nприблизно",
    )
    | _phrases(
        Bound.MORE,
        "more than\nover\nover than\nabove\nat least\nexceeding\nexceeded\nexceeds\nupwards of\nupward of\nnorth of\nin excess of\n"
        "greater than\nhigher than\nlarger than\nlonger than\nbigger than\na minimum of\nminimum of\nno fewer than\n"
        "no less than\nnot less than\n>\n≥\nbeyond\nwell over\njust over\nsurpassing\nsurpassed\ntopping\ntopped\n"
        "as of at least\nabout or above\na little over\nthe more than\npast the\nolder than\n"
        "mehr als\nüber\nmindestens\nwenigstens\nplus de\nau moins\nmás de\nal menos\npor lo menos\nponad\nco najmniej\n"
        "więcej niż\nболее\nболее чем\nбольше\nсвыше\nпонад\nбільше\nбільш ніж\nне менее\nщонайменше\nне менше",
    )
    | _phrases(
        Bound.LESS,
        "up to\nless than\nunder\nbelow\nfewer than\nat most\nno more than\nnot more than\nas many as\nas much as\n"
        "a maximum of\nmaximum of\nlower than\nsmaller than\nshorter than\nsub -\nwithin\nwithin the\n<\n≤\njust under\n"
        "just below\nas high as\nas few as\nas little as\nno greater than\nshy of\njust shy of\nyounger than\n"
        "bis zu\nweniger als\nunter\nhöchstens\nmaximal\njusqu'à\nmoins de\nau plus\nhasta\nmenos de\ncomo máximo\ndo\nponiżej\n"
        "mniej niż\nменее\nменьше\nдо\nменше\nне более\nне більше",
    )
)
_LAST_WORDS = frozenset(phrase[-1] for phrase in _BEFORE)
_LONGEST = max(map(len, _BEFORE))
_SKIPPED = frozenset(("the", "a", "an", "another", "their", "its", "his", "her", "additional"))

_BEHIND: dict[tuple[str, ...], Bound] = {
    ("or", "so"): Bound.ABOUT,
    ("or", "thereabouts"): Bound.ABOUT,
    ("or", "more"): Bound.MORE,
    ("and", "more"): Bound.MORE,
    ("or", "higher"): Bound.MORE,
    ("or", "older"): Bound.MORE,
    ("or", "over"): Bound.MORE,
    ("and", "over"): Bound.MORE,
    ("and", "older"): Bound.MORE,
    ("and", "up"): Bound.MORE,
    ("plus",): Bound.MORE,
    ("at", "least"): Bound.MORE,
    ("or", "less"): Bound.LESS,
    ("or", "fewer"): Bound.LESS,
    ("or", "under"): Bound.LESS,
    ("or", "younger"): Bound.LESS,
    ("at", "most"): Bound.LESS,
    ("at", "a", "maximum"): Bound.LESS,
}

_UP = words(
    "rose rise rises rising risen jumped jump jumps jumping climbed climb climbs climbing gained gain gains gaining "
    "increased increase increases increasing advanced advance advances advancing surged surge surges surging soared "
    "soar soars soaring rallied rally rallies rallying grew grow grows growing grown up higher added adds adding "
    "leapt leaped leap spiked spike rocketed skyrocketed expanded expand expands expanding swelled swell doubled "
    "rebounded edged-up raised raise raises raising stieg stiegen выросла вырос выросли wzrosła wzrósł wzrosło"
)
_DOWN = words(
    "fell fall falls falling fallen dropped drop drops dropping lost lose loses losing declined decline declines "
    "declining slid slide slides sliding tumbled tumble tumbles tumbling shed sheds shedding decreased decrease "
    "decreases decreasing sank sink sinks sinking sunk plunged plunge plunges plunging slipped slip slips slipping "
    "down lower dipped dip dips dipping cut cuts cutting slumped slump slumps slumping shrank shrink shrinks "
    "shrinking eased ease eases easing retreated plummeted plummet plummets crashed weakened reduced reduce reduces "
    "reducing lowered trimmed halved sank slashed tanked sagged skidded fiel fielen упала упал упали spadła spadł spadło"
)
_BETWEEN = words(
    "by about around nearly almost roughly approximately some as much many over more than under a an another further "
    "additional just only at least up to less fewer an estimated the whopping combined record"
)
_PARTICLES = {"up": Bound.UP, "down": Bound.DOWN, "higher": Bound.UP, "lower": Bound.DOWN}
_CHANGERS = words("edged ticked inched moved went trended trending closed ended finished was were is are slid been be")


def before(tokens: Tokens, index: int) -> BoundRead | None:
    """Read the bound that ends right before a token, the longest phrase first."""
    at = index
    low = tokens.low
    if low[at - 1] == "(":
        return None
    if low[at - 1] in _SKIPPED and low[at - 2] in _LAST_WORDS:
        at -= 1
    if low[at - 1] not in _LAST_WORDS:
        return None
    for length in range(min(_LONGEST, at), 0, -1):
        bound = _BEFORE.get(tuple(low[at - length : at]))
        if bound is not None:
            first = at - length
            if _is_place(tokens, first, at):
                return None
            return BoundRead(bound, first, tokens.covered(first, at - 1))
    return None


def _is_place(tokens: Tokens, first: int, index: int) -> bool:
    """Tell whether "over", "within", "under" means a stretch of time or a place: "over the past two years"."""
    word = tokens.low[first]
    if word in ("do", "до") and tokens.low[first - 1] in ("od", "от", "від", "с", "z"):
        return True
    return word in ("over", "within") and tokens.low[index] in ("past", "last", "next", "first")


def behind(tokens: Tokens, index: int) -> BoundRead | None:
    """Read the bound that begins at a token behind a figure."""
    low = tokens.low
    if low[index] == "+" and tokens.glued(index - 1):
        return BoundRead(Bound.MORE, index, "+")
    for length in (3, 2, 1):
        bound = _BEHIND.get(tuple(low[index : index + length]))
        if bound is not None and not (length == 1 and low[index + 1][:1].isalpha()):
            return BoundRead(bound, index + length - 1, tokens.covered(index, index + length - 1))
    return None


def direction(tokens: Tokens, index: int) -> BoundRead | None:
    """Read the verb of movement that the number at a token belongs to: "rose by nearly", "down"."""
    low = tokens.low
    at = index - 1
    for _ in range(6):
        if low[at] in _PARTICLES or low[at] not in _BETWEEN:
            break
        at -= 1
    word = low[at]
    if word == "up" and low[at + 1] == "to":
        return None
    if word in _UP:
        return BoundRead(Bound.UP, at, word)
    if word in _DOWN:
        return BoundRead(Bound.DOWN, at, word)
    return None
