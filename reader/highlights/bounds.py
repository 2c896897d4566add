"""How the text limits a figure: "about", "more than" before it, "or so" behind it, and verbs of rise and fall."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.highlights.bound_words import BEFORE, BEHIND, BETWEEN, DOWN, HEAVY, PHRASAL, UP
from reader.highlights.highlight import Bound, FigureKind
from reader.highlights.kinds import BOTH

if TYPE_CHECKING:
    from reader.highlights.drafts import Draft
    from reader.highlights.figure_tokens import Tokens


class BoundRead(NamedTuple):
    """A bound and the token where it begins (before the number) or ends (behind it)."""

    bound: Bound
    edge: int
    cue: str


LAST_WORDS = frozenset(phrase[-1] for phrase in BEFORE)
_LONGEST = max(map(len, BEFORE))
_SKIPPED = frozenset(("the", "a", "an", "another", "their", "its", "his", "her", "additional"))


_PARTICLES = {"up": Bound.UP, "down": Bound.DOWN}
_BEATEN = ("lost", "lose", "loses", "losing")
_MOVABLE = (FigureKind.PERCENT, FigureKind.MONEY, FigureKind.MEASURE)


def limit(tokens: Tokens, draft: Draft, previous: Draft | None) -> None:
    """Give a figure its bound: a movement, a word before it, a word behind it, or that of the figure it repeats."""
    found = before(tokens, draft.first)
    if draft.bound is not Bound.EXACT:
        if found:
            draft.first = found.edge
        return
    moved = direction(tokens, found.edge if found else draft.first)
    if found and (_is_period(tokens, draft, found, previous) or _is_level(found, previous)):
        found = None
    if found:
        cue = f"{found.cue} {draft.cue}" if draft.rule == "share" else found.cue
        draft.bound, draft.cue, draft.first = found.bound, cue, found.edge
    else:
        after = behind(tokens, draft.last + 1)
        if after:
            draft.bound, draft.cue, draft.last = after.bound, after.cue, after.edge
    word = tokens.low[draft.last + 1]
    if (
        moved is None
        and draft.kind in _MOVABLE
        and word in ("lower", "higher")
        and tokens.low[draft.last + 2] != "than"
    ):
        moved = BoundRead(Bound.UP if word == "higher" else Bound.DOWN, draft.last + 1, word)
    if moved and found and found.cue in ("below", "above", "beyond"):
        return  # "fell below 1,000" tells a level
    if moved and _can_move(draft, moved.cue):
        draft.bound = moved.bound
        draft.cue = f"{moved.cue}{BOTH}{found.cue}" if found else moved.cue
    elif previous and draft.bound is Bound.EXACT and _restates(tokens, draft, previous):
        draft.bound, draft.cue = previous.bound, previous.cue


def _is_period(tokens: Tokens, draft: Draft, found: BoundRead, previous: Draft | None) -> bool:
    """Tell whether "over four months" says during which time, not how much more.

    It does at the start of a sentence before a comma, and right behind another figure ("$5 billion over ten years").
    """
    if found.cue.lower() != "over" or draft.kind is not FigureKind.DURATION:
        return False
    low = tokens.low
    if low[draft.last + 1] == "," and low[found.edge - 1] in ("", ".", "!", "?"):
        return True
    return previous is not None and found.edge - previous.last <= _NEAR and "." not in low[previous.last : found.edge]


def _is_level(found: BoundRead, previous: Draft | None) -> bool:
    """Tell whether "до", "do" leads to the level behind a movement ("rose by 3 percent to 92") and is no bound."""
    return found.cue in ("до", "do") and previous is not None and previous.bound in (Bound.UP, Bound.DOWN)


_NEAR = 6
"""Tokens between a figure and the "over" of its period."""


def _can_move(draft: Draft, cue: str) -> bool:
    if draft.kind in _MOVABLE or draft.unit == "point":
        return True
    return draft.kind in (FigureKind.COUNT, FigureKind.NUMBER) and cue in HEAVY


def _restates(tokens: Tokens, draft: Draft, previous: Draft) -> bool:
    """Tell whether a figure says the one before it again: "190 points, or 0.6%", "7 million crowns ($1 million)"."""
    if previous.bound is Bound.EXACT or draft.kind not in _MOVABLE:
        return False
    between = tokens.low[previous.last + 1 : draft.first]
    return between in ([",", "or"], ["or"]) or (
        between == ["("] and draft.kind is previous.kind is not FigureKind.PERCENT
    )


def before(tokens: Tokens, index: int) -> BoundRead | None:
    """Read the bound that ends right before a token, the longest phrase first."""
    low = tokens.low
    at = index
    if low[at - 1] in _SKIPPED and low[at - 2] in LAST_WORDS:
        at -= 1
    if low[at - 1] not in LAST_WORDS:
        return None
    for length in range(min(_LONGEST, at), 0, -1):
        bound = BEFORE.get(tuple(low[at - length : at]))
        if bound is not None:
            first = at - length
            if _is_place(tokens, first, at):
                return None
            return BoundRead(bound, first, tokens.covered(first, at - 1))
    return None


def _is_place(tokens: Tokens, first: int, index: int) -> bool:
    """Tell whether "over", "within", "do" means a stretch of time or the end of one: "over the past two years"."""
    word = tokens.low[first]
    if word in ("do", "fast", "ca") and not tokens.decimal_comma:
        return True  # English words of that spelling
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
        bound = BEHIND.get(tuple(low[index : index + length]))
        if bound is not None and not (length == 1 and low[index + 1][:1].isalpha()):
            if low[index + length] == "than":
                return None  # "89 executives and more than 100 companies"
            return BoundRead(bound, index + length - 1, tokens.covered(index, index + length - 1))
    return None


_FIRST_WORDS = frozenset(phrase[0] for phrase in BEHIND)


def direction(tokens: Tokens, index: int) -> BoundRead | None:
    """Read the verb of movement that the number at a token belongs to: "rose by nearly", "down".

    What follows "rose to" is a level and has no direction.
    """
    low = tokens.low
    at = index - 1
    for _ in range(5):
        if low[at] not in BETWEEN or (low[at] == "at" and low[at + 1] != "least"):
            break
        at -= 1
    word = low[at]
    if word in _PARTICLES:
        return None if low[at - 1] in PHRASAL else BoundRead(_PARTICLES[word], at, word)
    if word in _BEATEN and low[at + 1] == "by":
        return None  # "lost by 5 points": a margin
    if word in UP:
        return BoundRead(Bound.UP, at, word)
    if word in DOWN:
        return BoundRead(Bound.DOWN, at, word)
    return None
