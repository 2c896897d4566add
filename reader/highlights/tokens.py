"""Tokens of a paragraph with its quotes folded into one token each, and its sentences.

The grammar here is shallow on purpose: every token gets one of a few kinds from word lists and its neighbours, and
that is enough to tell the subject of a verb of saying. What stands inside quotation marks is never looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from reader.highlights.cues import VERBS
from reader.highlights.wordlists import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.highlights.marks import Marked


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

# U.S. | don't al-Sisi AT&T 1,227 Mr. said. | -- | ... | (D-Ohio) | marks that hold no quote | any other sign.
# A short bracket and a stray mark are part of no clause and are left out.
# Leading blanks belong to a piece, so that the pieces tile the text and their lengths are its offsets.
TOKEN: Final = re.compile(
    r"\s*(?:(?:[^\W\d_]\.){2,}|\w+(?:[-'’.,&]\w+)*(?:['’](?=\s))?(?:\.(?!\.))?|--+|\.\.\.+"
    r"|[^\w\s\"“”„‟«»‹›＂'‘’‚`(]{5,}|\(\(+|\([^()\n]{0,60}\)|[\"“”„‟«»‹›＂'‘’‚`]+|[^\w\s])"
)
_SKIPPED: Final = frozenset("\"“”„‟«»‹›＂'‘’‚`")
_MEMO_LENGTH: Final = 30
_MEMO_SIZE: Final = 30_000

_PUNCTUATION: Final = {
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


@dataclass(slots=True)
class Tokens:
    """The tokens of one paragraph, as parallel lists, and where its sentences begin."""

    texts: list[str] = field(default_factory=list)
    lowers: list[str] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    quotes: dict[int, int] = field(default_factory=dict)
    """Token index of a quote, and its number in the paragraph."""
    sentences: list[tuple[int, int]] = field(default_factory=list)
    """Half-open ranges of tokens."""

    def end(self, index: int) -> int:
        """Return the offset in the text after a token (of a word, not of a quote)."""
        return self.starts[index] + len(self.texts[index])

    def window_before(self, index: int) -> int:
        """Return how far left of a quote its attribution is looked for: its sentence, over four quotes at most.

        That keeps the work linear where one sentence holds thousands of quotes.
        """
        low, _ = self.sentence_of(index)
        passed = 0
        for place in range(index - 1, low - 1, -1):
            if self.kinds[place] is Kind.QUOTE:
                passed += 1
                if passed > _QUOTES_PASSED:
                    return place
        return low

    def sentence_of(self, index: int) -> tuple[int, int]:
        """Return the range of the sentence that a token stands in."""
        place = bisect_right(self.sentences, (index, len(self.kinds))) - 1
        return self.sentences[place] if place >= 0 else (0, len(self.kinds))


def tokenize(text: str, start: int, end: int, quotes: Sequence[Marked] = (), titles: Sequence[Marked] = ()) -> Tokens:
    """Return the tokens of `text[start:end]`.

    Args:
        text: the whole article.
        start: where the paragraph begins.
        end: where it ends.
        quotes: marked stretches of it that become one token of kind QUOTE each.
        titles: marked stretches that become one token of kind NAME each.
    """
    tokens = Tokens()
    position = start
    folded = [(quote.start, number, quote) for number, quote in enumerate(quotes)]
    folded += [(title.start, -1, title) for title in titles]
    for _, number, marked in sorted(folded, key=lambda entry: entry[0]):
        _add_words(tokens, text, position, marked.start)
        if number < 0:
            _add_title(tokens, text, marked)
        else:
            tokens.quotes[len(tokens.kinds)] = number
            _add(tokens, "", "", Kind.QUOTE, marked.start)
        position = marked.end
    _add_words(tokens, text, position, end)
    _fix_verbs(tokens)
    _split_sentences(tokens, text, quotes)
    return tokens


def _add(tokens: Tokens, word: str, lower: str, kind: Kind, start: int) -> None:
    tokens.texts.append(word)
    tokens.lowers.append(lower)
    tokens.kinds.append(kind)
    tokens.starts.append(start)


def _add_title(tokens: Tokens, text: str, title: Marked) -> None:
    """Add a title as one name, and the comma or stop that stands before its closing mark."""
    last = title.inner_end - 1
    sign = text[last] if text[last] in ",.?!" else ""
    word = text[title.inner_start : title.inner_end - len(sign)]
    _add(tokens, word, word.lower(), Kind.NAME, title.inner_start)
    if sign:
        _add(tokens, sign, sign, _PUNCTUATION[sign], last)


_Read = tuple[str, str, Kind, int]
"""Word, lower-case word, kind, and how far before the end of its piece it begins."""


class _Memo(dict[str, tuple[_Read, ...]]):
    """The tokens of pieces that were read before: most of a text are few words. Bounded; no result depends on it."""

    def __missing__(self, piece: str) -> tuple[_Read, ...]:
        read = _read(piece.lstrip())
        if len(piece) <= _MEMO_LENGTH:
            if len(self) > _MEMO_SIZE:
                self.clear()
            self[piece] = read
        return read


_memo = _Memo()


def _add_words(tokens: Tokens, text: str, start: int, end: int) -> None:
    pieces = TOKEN.findall(text, start, end)
    if not pieces:
        return
    reads = list(map(_memo.__getitem__, pieces))
    ends = accumulate(map(len, pieces), initial=start)
    next(ends)
    tokens.starts += [after - read[3] for after, row in zip(ends, reads, strict=True) for read in row]
    flat = [read for row in reads for read in row]
    tokens.texts += [read[0] for read in flat]
    tokens.lowers += [read[1] for read in flat]
    tokens.kinds += [read[2] for read in flat]


def _read(piece: str) -> tuple[_Read, ...]:
    """Return the tokens of a piece: none for a bracket or mark, two for a word with a full stop."""
    if piece[0] in _SKIPPED or (piece[0] == "(" and len(piece) > 1):
        return ()
    length = len(piece)
    if length > 1 and piece[-1] == "." and piece[0] != ".":
        stem = piece[:-1]
        if "." not in stem and stem not in ABBREVIATIONS and not (len(stem) == 1 and stem.isupper()):
            lower = stem.lower()
            return (stem, lower, _kind(stem, lower), length), (".", ".", Kind.STOP, 1)
    lower = piece.lower()
    return ((piece, lower, _kind(piece, lower), length),)


def _kind(word: str, lower: str) -> Kind:
    kind = FUNCTION.get(lower)
    if kind is not None:
        return Kind.NAME if kind is Kind.AUXILIARY and lower == "will" and word[0] == "W" else kind
    kind = _PUNCTUATION.get(word)
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


def _fix_verbs(tokens: Tokens) -> None:
    """Take back the kind VERB where a word of that form is a noun."""
    kinds, lowers = tokens.kinds, tokens.lowers
    for index in _places(kinds, Kind.VERB):
        before = kinds[index - 1] if index else Kind.STOP
        word = lowers[index - 1] if index else ""
        capital = tokens.texts[index][0].isupper()
        if capital and (before is Kind.NAME or (index + 1 < len(kinds) and kinds[index + 1] is Kind.NAME and index)):
            kinds[index] = Kind.NAME
        elif _is_noun(lowers[index], before, word):
            kinds[index] = Kind.WORD


def _is_noun(lower: str, before: Kind, word: str) -> bool:
    """Tell whether a form that can be a cue verb is a noun behind the given token."""
    if lower in _BASE_FORMS and lower not in _NOUNLIKE:
        return before is Kind.DETERMINER and word not in _COUNTS
    if lower in _BASE_FORMS:
        plural = before in (Kind.WORD, Kind.NAME) and word.endswith("s") and not word.endswith(("'s", "’s"))
        return not (before in _BEFORE_BASE or plural or word in _PLURALS)
    if lower in _NOUN_FORMS:
        return before in _BEFORE_NOUN or word.endswith(("'s", "’s", "s'", "s’"))
    return before is Kind.DETERMINER and lower.endswith("ed")


_QUOTES_PASSED = 4
_LONGEST_SENTENCE = 240
"""Tokens after which a sentence is cut, so that no rule looks further."""
_ENDS_SENTENCE = frozenset(".?!…")
_TRAILING = " \t\n\u00a0)]'\"’”»"


def last_sign(text: str, quote: Marked) -> str:
    """Return the last character of the marked words that is no blank and no mark."""
    index = quote.inner_end - 1
    while index > quote.inner_start and text[index] in _TRAILING:
        index -= 1
    return text[index] if index >= quote.inner_start else ""


def _places(kinds: list[Kind], kind: Kind) -> list[int]:
    """Return where a kind stands."""
    return [index for index, each in enumerate(kinds) if each is kind]


def _split_sentences(tokens: Tokens, text: str, quotes: Sequence[Marked]) -> None:
    low = 0
    count = len(tokens.kinds)
    for index in sorted([*_places(tokens.kinds, Kind.STOP), *tokens.quotes]):
        if _ends_sentence(tokens, index, count, text, quotes):
            low = _cut(tokens, low, index + 1)
    if low < count:
        _cut(tokens, low, count)


def _cut(tokens: Tokens, low: int, high: int) -> int:
    """Add a sentence, in parts if it is too long; returns where the next begins."""
    while high - low > _LONGEST_SENTENCE:
        tokens.sentences.append((low, low + _LONGEST_SENTENCE))
        low += _LONGEST_SENTENCE
    tokens.sentences.append((low, high))
    return high


def _ends_sentence(tokens: Tokens, index: int, count: int, text: str, quotes: Sequence[Marked]) -> bool:
    """Tell whether a sentence ends with a stop, or with a quote that holds its stop."""
    if index + 1 == count:
        return True
    if tokens.kinds[index + 1] is not Kind.QUOTE and not tokens.texts[index + 1][0].isupper():
        return False
    return tokens.kinds[index] is Kind.STOP or last_sign(text, quotes[tokens.quotes[index]]) in _ENDS_SENTENCE
