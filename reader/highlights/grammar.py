"""Kinds of words: what a token can do in a clause, from closed word lists, its form and the word before it."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from reader.highlights.cues import VERBS
from reader.highlights.wordlists import words


class Kind(IntEnum):
    """What a token can do in a clause."""

    WORD = 0
    NAME = 1
    PRONOUN = 2
    DETERMINER = 3
    PREPOSITION = 4
    CONJUNCTION = 5
    SUBORDINATOR = 6
    AUXILIARY = 7
    ADVERB = 8
    VERB = 9
    COMMA = 10
    COLON = 11
    BREAK = 12
    STOP = 13
    QUOTE = 14
    TIME = 15
    OTHER = 16
    ACTION = 17


def _table(**groups: str) -> dict[str, Kind]:
    return {word: Kind[kind] for kind, words in groups.items() for word in words.split()}


FUNCTION: Final[dict[str, Kind]] = _table(
    PRONOUN="""
        he she they it i we you him them himself herself themselves itself someone somebody everyone everybody nobody
        anyone
        """,
    DETERMINER="""
        the a an his her their its my our your this these those another some many several most few both all no each
        every any other such whose one two three four five six seven eight nine ten dozens hundreds
        """,
    PREPOSITION="""
        of for at from in on with by to about against into over under after before during through between among amid
        despite without within upon toward towards across behind beyond near since until like per via outside inside
        along alongside off out up down around above below besides including following concerning regarding versus vs
        notwithstanding throughout beside onto as
        """,
    CONJUNCTION="""and or but nor yet so plus""",
    SUBORDINATOR="""
        who that when while because if although though whether where which what how why unless whereas once than
        whenever wherever whoever lest
        """,
    AUXILIARY="""
        has had have is was were are be been being am would will could can may might must did does do should shall
        hasn't hadn't haven't isn't wasn't weren't aren't wouldn't won't couldn't can't didn't doesn't don't shouldn't
        hasn’t hadn’t haven’t isn’t wasn’t weren’t aren’t wouldn’t won’t couldn’t can’t didn’t doesn’t don’t shouldn’t
        he's she's it's they're he’s she’s it’s they’re i'm i’m we're we’re i've i’ve we've we’ve that's that’s
        there's there’s here's here’s what's what’s let's let’s
        """,
    ADVERB="""
        also then later now not never once often always again still just even soon here there too ever only already
        twice first instead perhaps maybe however meanwhile moreover nevertheless nonetheless therefore thus indeed
        rather further sometimes almost yet back ago together aloud else abruptly afterward afterwards earlier finally
        previously famously reportedly simply flatly recently jokingly shortly similarly additionally ultimately
        eventually specifically importantly interestingly unfortunately likewise otherwise initially apparently
        clearly certainly surprisingly notably essentially basically generally typically usually occasionally
        frequently increasingly officially privately publicly actually finally incidentally ironically separately
        alternatively consequently subsequently accordingly unsurprisingly remarkably regardless
        """,
    TIME="""
        monday tuesday wednesday thursday friday saturday sunday mon. tue. tues. wed. thu. thur. thurs. fri. sat. sun.
        january february march april june july august september october november december jan. feb. mar. apr. jun.
        jul. aug. sept. sep. oct. nov. dec. today yesterday tomorrow tonight
        """,
)
"""Closed-class words in lower case, with their kind."""

ABBREVIATIONS: Final[frozenset[str]] = words("""
    Mr Mrs Ms Mx Dr Sen Sens Rep Reps Gov Govs Gen Lt Col Sgt Capt Cpl Pvt Adm Cmdr Maj Jr Sr St Rev Prof Hon Pres
    Supt Det Insp Msgr Amb Atty Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Inc Corp Ltd Co Bros No Fla Calif
    Mass Conn Pa Ga Va Md Ala Ark Ariz Colo Del Ill Ind Kan Ky La Mich Minn Miss Mo Mont Neb Nev Okla Ore Tenn Tex Vt
    Wash Wis Wyo Assn Dept Dist Ave Blvd Ft Mt Sec Fr Br Sra Srta vs
    """)
"""Words before a period that ends no sentence; so do single capitals."""

PUNCTUATION: Final = {
    ",": Kind.COMMA,
    ":": Kind.COLON,
    ";": Kind.BREAK,
    "(": Kind.BREAK,
    ")": Kind.BREAK,
    "[": Kind.BREAK,
    "]": Kind.BREAK,
    "—": Kind.BREAK,
    "–": Kind.BREAK,
    "-": Kind.BREAK,
    "--": Kind.BREAK,
    "---": Kind.BREAK,
    "...": Kind.BREAK,
    "…": Kind.BREAK,
    ".": Kind.STOP,
    "?": Kind.STOP,
    "!": Kind.STOP,
}

_NOUNLIKE = words(
    """
    report comment state post press end close show start question attack quote note point claim demand call plan offer
    answer message text blog email fire sign ring wire cable radio phone hope fear joke tweet counter toast praise
    charge view cast brand label name term reply statement remark promise pledge appeal protest object lecture stress
    order command voice worry smile laugh cheer shout yell cry scream sigh push begin open tick fault bash pan knock
    estimate forecast headline caption wonder play sound feel trash battle vow rage rail use reject need support
    complaint
    """
)
"""Lemmas that are nouns as often as verbs: after an article, adjective or preposition they are no cue."""
_NOUN_FORMS: Final = (
    _NOUNLIKE | {lemma + "s" for lemma in _NOUNLIKE} | {"finding", "meaning", "feelings", "opening", "find"}
)
_BASE_FORMS: Final = frozenset(
    verb for verb in VERBS if verb + "s" in VERBS or verb + "es" in VERBS or verb[:-1] + "ies" in VERBS
) - {"read", "put"}
_BEFORE_BASE = frozenset({Kind.PRONOUN, Kind.AUXILIARY, Kind.ADVERB})
_PLURALS = words("to and or percent people men women children police media")
"""Words besides plurals in -s behind which a base form is a verb."""
_PREFIXES = words("""
    former retired acting longtime newly ex-president then-president one-time onetime fellow veteran
    """)
"""Words before a title that are no part of a name, even at the start of a sentence."""
_ACTIONS = words("""
    went came met sent held took gave made got won lost ran spoke sat stood fell rose kept brought bought sold built
    began saw knew became drew drove fought paid grew let threw wore flew chose broke ate drank slept taught caught
    understood seemed seems tried tries wants looks looked goes takes makes gives gets came comes runs keeps knows
    sees issued released posted published offered received visited arrived returned remained refused agreed decided
    planned plans helped faces faced joined died lived moved turned followed continues belongs wept laid lies hung
    woke
    """)
"""Common verbs that are no cue and never a noun behind an article: a noun phrase ends before them."""
_COUNTS = words("two three four both some many all several most few others")
"""Determiners that can stand alone before a verb: the two write."""
_BEFORE_NOUN = frozenset({Kind.DETERMINER, Kind.PREPOSITION, Kind.OTHER})


def kind_of(word: str, lower: str) -> Kind:
    """Return the kind of a word by its form alone."""
    kind = FUNCTION.get(lower)
    if kind is not None:
        return Kind.NAME if kind is Kind.AUXILIARY and lower == "will" and word[0] == "W" else kind
    kind = PUNCTUATION.get(word)
    if kind is not None:
        return kind
    if lower in VERBS:
        return Kind.VERB
    first = word[0]
    if lower in _PREFIXES:
        return Kind.WORD
    if lower in _ACTIONS and not first.isupper():
        return Kind.ACTION
    if first.isupper():
        return Kind.NAME
    if lower.endswith("ly") and len(lower) > 4:
        return Kind.ADVERB
    return Kind.WORD if first.isalnum() else Kind.OTHER


def is_noun(lower: str, before: Kind, word: str) -> bool:
    """Tell whether a form that can be a cue verb is a noun behind the given token."""
    if lower in _BASE_FORMS and lower not in _NOUNLIKE:
        return before is Kind.DETERMINER and word not in _COUNTS
    if lower in _BASE_FORMS:
        plural = before in (Kind.WORD, Kind.NAME) and word.endswith("s") and not word.endswith(("'s", "’s"))
        return not (before in _BEFORE_BASE or plural or word in _PLURALS)
    if lower in _NOUN_FORMS:
        return before in _BEFORE_NOUN or word.endswith(("'s", "’s", "s'", "s’"))
    return before is Kind.DETERMINER and lower.endswith("ed")
