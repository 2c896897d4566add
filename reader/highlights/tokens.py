"""Tokens of a paragraph with its quotes folded into one token each, and its sentences.

The grammar here is shallow on purpose: every token gets one of a few kinds from word lists and its neighbours, and
that is enough to tell the subject of a verb of saying. What stands inside quotation marks is never looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from reader.highlights.grammar import ABBREVIATIONS, PUNCTUATION, Kind, is_noun, kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.highlights.marks import Marked


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
        _add(tokens, sign, sign, PUNCTUATION[sign], last)


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
            return (stem, lower, kind_of(stem, lower), length), (".", ".", Kind.STOP, 1)
    lower = piece.lower()
    return ((piece, lower, kind_of(piece, lower), length),)


def _fix_verbs(tokens: Tokens) -> None:
    """Take back the kind VERB where a word of that form is a noun."""
    kinds, lowers = tokens.kinds, tokens.lowers
    for index in _places(kinds, Kind.VERB):
        before = kinds[index - 1] if index else Kind.STOP
        word = lowers[index - 1] if index else ""
        capital = tokens.texts[index][0].isupper()
        if capital and (before is Kind.NAME or (index + 1 < len(kinds) and kinds[index + 1] is Kind.NAME and index)):
            kinds[index] = Kind.NAME
        elif is_noun(lowers[index], before, word):
            kinds[index] = Kind.WORD


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
