"""How the text limits a figure: "about", "more than", "up to" before it, "or so" behind it, and verbs of rise and fall."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.highlights.highlight import Bound, FigureKind
from reader.highlights.lexicon import words

if TYPE_CHECKING:
    from reader.highlights.drafts import Draft
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
        "estimated\ncirca\nc .\n~\n≈\nnear\njust about\nin the region of\nin the order of\nan average of\naveraging\n"
        "an approximate\nsomething like\non average\naveraged\nmore or less\nbarely\n"
        "etwa\nrund\nca\nca .\nungefähr\nknapp\nfast\nenviron\nprès de\nquelque\nunos\nunas\ncerca de\nalrededor de\ncasi\n"
        "około\nok .\nprawie\nоколо\nпримерно\nпочти\nпорядка\nприблизительно\nблизько\nмайже\nприблизно",
    )
    | _phrases(
        Bound.MORE,
        "more than\nover\nover than\nabove\nat least\nexceeding\nexceeded\nexceeds\nupwards of\nupward of\nnorth of\nin excess of\n"
        "greater than\nhigher than\nlarger than\nlonger than\nbigger than\na minimum of\nminimum of\nno fewer than\n"
        "no less than\nnot less than\n>\n≥\nbeyond\nwell over\njust over\nsurpassing\nsurpassed\ntopping\ntopped\n"
        "a little over\nolder than\n"
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
    "soar soars soaring rallied rally rallies rallying grew grow grows growing grown higher leapt leaped leap spiked "
    "spike rocketed skyrocketed expanded expand expands expanding swelled swell rebounded raised raise raises raising "
    "improved added adds upward upwards stieg stiegen gestiegen выросла вырос выросли wzrosła wzrósł wzrosło"
)
_DOWN = words(
    "fell fall falls falling fallen dropped drop drops dropping lost lose loses losing declined decline declines "
    "declining slid slide slides sliding tumbled tumble tumbles tumbling shed sheds shedding decreased decrease "
    "decreases decreasing sank sink sinks sinking sunk plunged plunge plunges plunging slipped slip slips slipping "
    "lower dipped dip dips dipping cut cuts cutting slumped slump slumps slumping shrank shrink shrinks shrinking eased "
    "ease eases easing retreated plummeted plummet plummets crashed weakened reduced reduce reduces reducing lowered "
    "trimmed slashed tanked sagged skidded downward downwards fiel fielen gefallen упала упал упали spadła spadł spadło"
)
_PARTICLES = {"up": Bound.UP, "down": Bound.DOWN}
_BETWEEN = words(
    "by about around nearly almost roughly approximately some as much many over more than under another a further "
    "additional just only at least less fewer an estimated whopping combined record"
)
# Verbs that "up" and "down" belong to without a movement of numbers: "gave up 517 yards", "boiling down to".
_PHRASAL = words(
    "gave give gives giving pick picked picking picks take took taken takes taking set sets setting put puts putting "
    "make makes made making lock locked locking boil boils boiled boiling bring brought brings bringing end ended "
    "break broke broken show showed come came comes coming catch caught call called back backed held hold line lined "
    "team teamed open opened speak spoke stand stood sign signed turn turned grow grew sum summed round rounded tie "
    "tied hang hung track tracked chase chased shoot shot gun gunned strike struck lay laid rack racked racking chalk "
    "chalked drum wrap wrapped add adds added adding"
)
_MOVABLE = (FigureKind.PERCENT, FigureKind.MONEY, FigureKind.MEASURE)
_HEAVY = words(
    "rose rise rises rising jumped climbed increased increase increases increasing surged soared grew grow grows growing "
    "fell fall falls falling dropped drop declined decline decreased decrease decreases decreasing tumbled plunged"
)
"""Verbs that move counts too; "added" and "lost" do not (a team that lost 20 games)."""


def limit(tokens: Tokens, draft: Draft, previous: Draft | None) -> None:
    """Give a figure its bound: a movement, a word before it, a word behind it, or that of the figure it repeats."""
    found = before(tokens, draft.first)
    if draft.bound is not Bound.EXACT:
        if found:
            draft.first = found.edge
        return
    moved = direction(tokens, found.edge if found else draft.first)
    if found:
        draft.bound, draft.cue, draft.first = found.bound, found.cue, found.edge
    else:
        after = behind(tokens, draft.last + 1)
        if after:
            draft.bound, draft.cue, draft.last = after.bound, after.cue, after.edge
    if moved and _can_move(draft, moved.cue):
        draft.bound, draft.cue = moved.bound, moved.cue
    elif previous and draft.bound is Bound.EXACT and _restates(tokens, draft, previous):
        draft.bound, draft.cue = previous.bound, previous.cue


def _can_move(draft: Draft, cue: str) -> bool:
    if draft.kind in _MOVABLE or draft.unit == "point":
        return True
    return draft.kind in (FigureKind.COUNT, FigureKind.NUMBER) and cue in _HEAVY


def _restates(tokens: Tokens, draft: Draft, previous: Draft) -> bool:
    """Tell whether a figure says the one before it again: "190 points, or 0.6%", "7.5 million crowns ($1.1 million)"."""
    if previous.bound is Bound.EXACT or draft.kind not in _MOVABLE:
        return False
    between = tokens.low[previous.last + 1 : draft.first]
    return between in ([",", "or"], ["or"]) or (between == ["("] and draft.kind is previous.kind is FigureKind.MONEY)


def before(tokens: Tokens, index: int) -> BoundRead | None:
    """Read the bound that ends right before a token, the longest phrase first."""
    low = tokens.low
    at = index
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
    """Tell whether "over", "within", "do" means a stretch of time or the end of one: "over the past two years"."""
    word = tokens.low[first]
    if word in ("do", "до") and tokens.low[first - 1] in ("od", "от", "від", "с", "z"):
        return True
    return word in ("over", "within") and tokens.low[index] in ("past", "last", "next", "first")


def behind(tokens: Tokens, index: int) -> BoundRead | None:
    """Read the bound that begins at a token behind a figure."""
    low = tokens.low
    if low[index] == "+" and tokens.glued(index - 1):
        return BoundRead(Bound.MORE, index, "+")
    if low[index] not in _FIRST_WORDS:
        return None
    for length in (3, 2, 1):
        bound = _BEHIND.get(tuple(low[index : index + length]))
        if bound is not None and not (length == 1 and low[index + 1][:1].isalpha()):
            return BoundRead(bound, index + length - 1, tokens.covered(index, index + length - 1))
    return None


_FIRST_WORDS = frozenset(phrase[0] for phrase in _BEHIND)


def direction(tokens: Tokens, index: int) -> BoundRead | None:
    """Read the verb of movement that the number at a token belongs to: "rose by nearly", "down".

    What follows "rose to" is a level and has no direction.
    """
    low = tokens.low
    at = index - 1
    for _ in range(5):
        if low[at] not in _BETWEEN:
            break
        at -= 1
    word = low[at]
    if word in _PARTICLES:
        return None if low[at - 1] in _PHRASAL else BoundRead(_PARTICLES[word], at, word)
    if word in _UP:
        return BoundRead(Bound.UP, at, word)
    if word in _DOWN:
        return BoundRead(Bound.DOWN, at, word)
    return None
