"""English stems by Porter's rules (An algorithm for suffix stripping, Program 14, 1980, with his later two changes).

"prisoners", "prisoner" and "prison" have one stem. Written for speed, since an index asks for the stem of each of its
words: words are bytes, the shape of a word, v for each vowel and c for each consonant, is made once, the measure m of
the rules is how often "vc" stands in it, and the last letter tells which endings there can be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHAPE: Final = bytes.maketrans(b"abcdefghijklmnopqrstuvwxyz", b"vcccvcccvcccccvcccccvcccyc")

_STEP_2: Final = {
    b"ational": b"ate", b"tional": b"tion", b"enci": b"ence", b"anci": b"ance", b"izer": b"ize", b"bli": b"ble",
    b"alli": b"al", b"entli": b"ent", b"eli": b"e", b"ousli": b"ous", b"ization": b"ize", b"ation": b"ate",
    b"ator": b"ate", b"alism": b"al", b"iveness": b"ive", b"fulness": b"ful", b"ousness": b"ous", b"aliti": b"al",
    b"iviti": b"ive", b"biliti": b"ble", b"logi": b"log",
}  # fmt: skip
_STEP_3: Final = {
    b"icate": b"ic", b"ative": b"", b"alize": b"al", b"iciti": b"ic", b"ical": b"ic", b"ful": b"", b"ness": b"",
}  # fmt: skip
_STEP_4: Final = dict.fromkeys(
    b"al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize ion".split(),
    b"",
)
_LAST: Final = frozenset(b"seyidglrnmctu")
"""What a word ends in if any rule changes it."""


def _by_last_letter(endings: Iterable[bytes]) -> dict[int, tuple[int, ...]]:
    """Return, by last letter, the lengths that endings have, the longest first."""
    lengths: dict[int, set[int]] = {}
    for ending in endings:
        lengths.setdefault(ending[-1], set()).add(len(ending))
    return {last: tuple(sorted(found, reverse=True)) for last, found in lengths.items()}


_LENGTHS_2: Final = _by_last_letter(_STEP_2)
_LENGTHS_3: Final = _by_last_letter(_STEP_3)
_LENGTHS_4: Final = _by_last_letter(_STEP_4)
_D, _E, _G, _L, _S, _Y = b"deglsy"

_ENDINGS: Final = (b"s", b"ed", b"ing", b"y", b"e", b"ll", *_STEP_2, *_STEP_3, *_STEP_4)


class _Changing(dict[bytes, bool]):
    """Of the last three letters of a word, whether any rule may change it."""

    def __missing__(self, letters: bytes) -> bool:
        made = self[letters] = any(letters.endswith(ending) or ending.endswith(letters) for ending in _ENDINGS)
        return made


_changing: Final = _Changing()


def _shape(word: bytes) -> bytes:
    """Return v for each vowel and c for each consonant; y is a vowel behind a consonant."""
    shape = word.translate(_SHAPE)
    if b"y" not in shape:
        return shape
    if shape[0] == _Y:
        shape = b"c" + shape[1:]
    while b"y" in shape:  # twice at most, but for words of many y
        shape = shape.replace(b"cy", b"cv").replace(b"vy", b"vc")
    return shape


def _ends_short(word: bytes, shape: bytes) -> bool:
    """Tell whether a word ends consonant, vowel, consonant, and not in w, x or y, as "hop" does."""
    return shape.endswith(b"cvc") and word[-1] not in b"wxy"


def _without_plural(word: bytes, shape: bytes) -> tuple[bytes, bytes]:
    if word.endswith((b"sses", b"ies")):
        return word[:-2], shape[:-2]
    return (word, shape) if word[-2] == _S else (word[:-1], shape[:-1])


def _without_ed_ing(word: bytes, shape: bytes) -> tuple[bytes, bytes]:
    if word.endswith(b"eed"):
        return (word[:-1], shape[:-1]) if b"vc" in shape[:-3] else (word, shape)
    size = 2 if word[-1] == _D else 3
    if b"v" not in shape[:-size]:
        return word, shape
    word, shape = word[:-size], shape[:-size]
    if word.endswith((b"at", b"bl", b"iz")):
        return word + b"e", shape + b"v"
    if len(word) > 1 and word[-1] == word[-2] and shape.endswith(b"c") and word[-1] not in b"lsz":
        return word[:-1], shape[:-1]
    return (word + b"e", shape + b"v") if shape.count(b"vc") == 1 and _ends_short(word, shape) else (word, shape)


def _replaced(word: bytes, shape: bytes, rules: dict[bytes, bytes], lengths: tuple[int, ...]) -> tuple[bytes, bytes]:
    """Replace the longest ending that has a rule, if a measure above 0 stands before it."""
    for size in lengths:
        other = rules.get(word[-size:])
        if other is not None and size < len(word):
            if b"vc" in shape[:-size]:
                return word[:-size] + other, shape[:-size] + other.translate(_SHAPE)
            break
    return word, shape


def _cut(word: bytes, shape: bytes, lengths: tuple[int, ...]) -> tuple[bytes, bytes]:
    """Cut off the longest ending of the fourth step, if a measure above 1 stands before it."""
    for size in lengths:
        ending = word[-size:]
        if ending in _STEP_4 and size < len(word):
            is_kept = ending == b"ion" and word[-4:-3] not in (b"s", b"t")
            if not is_kept and shape.count(b"vc", 0, -size) > 1:
                return word[:-size], shape[:-size]
            break
    return word, shape


def _tidied(word: bytes, shape: bytes) -> bytes:
    """Take off a last e, or one of two l, behind a measure that is large enough."""
    if word[-1] == _E:
        measure = shape.count(b"vc", 0, -1)
        if measure > 1 or (measure == 1 and not _ends_short(word[:-1], shape[:-1])):
            return word[:-1]
    elif word[-2:] == b"ll" and shape.count(b"vc") > 1:
        return word[:-1]
    return word


def porter(word: bytes) -> bytes:
    """Return the stem of a word of lower case ASCII letters."""
    if len(word) < 3 or word[-1] not in _LAST or not _changing[word[-3:]]:
        return word
    shape = _shape(word)
    if word[-1] == _S:
        word, shape = _without_plural(word, shape)
    if (word[-1] == _D and word[-2:] == b"ed") or (word[-1] == _G and word[-3:] == b"ing"):
        word, shape = _without_ed_ing(word, shape)
    if word[-1] == _Y and b"v" in shape[:-1]:
        word, shape = word[:-1] + b"i", shape[:-1] + b"v"
    if lengths := _LENGTHS_2.get(word[-1]):
        word, shape = _replaced(word, shape, _STEP_2, lengths)
    if lengths := _LENGTHS_3.get(word[-1]):
        word, shape = _replaced(word, shape, _STEP_3, lengths)
    if lengths := _LENGTHS_4.get(word[-1]):
        word, shape = _cut(word, shape, lengths)
    return _tidied(word, shape) if word[-1] == _E or word[-1] == _L else word
