"""English stems by Porter's rules (An algorithm for suffix stripping, Program 14, 1980, with his later two changes).

"prisoners", "prisoner" and "prison" have one stem. Written for speed, since an index asks for the stem of each of its
words: the shape of a word, a string of v for vowels and c for consonants, is made once, and the measure m of the rules
is how often "vc" stands in it.
"""

from __future__ import annotations

from typing import Final

_SHAPE: Final = str.maketrans("abcdefghijklmnopqrstuvwxyz", "vcccvcccvcccccvcccccvcccyc")

_STEP_2: Final = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log",
}  # fmt: skip
_STEP_3: Final = {
    "icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": "",
}  # fmt: skip
_STEP_4: Final = frozenset(
    {"al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism", "ate", "iti", "ous"}
    | {"ive", "ize", "ion"}
)
_ENDS_2: Final = tuple(_STEP_2)
_ENDS_3: Final = tuple(_STEP_3)
_ENDS_4: Final = tuple(_STEP_4)
# What a word must end in for any rule to change it.
_CHANGEABLE: Final = (
    *("s", "e", "y", "i", "ed", "ing", "al", "ful", "ll", "er", "or", "ion", "ism", "ic", "ant", "ent", "ou"),
)


def _shape(word: str) -> str:
    """Return v for each vowel and c for each consonant; y is a vowel behind a consonant."""
    shape = word.translate(_SHAPE)
    if "y" not in shape:
        return shape
    letters = list(shape)
    for place, letter in enumerate(letters):
        if letter == "y":
            letters[place] = "v" if place and letters[place - 1] == "c" else "c"
    return "".join(letters)


def _ends_short(word: str, shape: str) -> bool:
    """Tell whether a word ends consonant, vowel, consonant, and not in w, x or y, as "hop" does."""
    return shape.endswith("cvc") and word[-1] not in "wxy"


def _without_plural(word: str, shape: str) -> tuple[str, str]:
    if word.endswith(("sses", "ies")):
        return word[:-2], shape[:-2]
    return (word, shape) if word.endswith("ss") else (word[:-1], shape[:-1])


def _without_ed_ing(word: str, shape: str) -> tuple[str, str]:
    if word.endswith("eed"):
        return (word[:-1], shape[:-1]) if "vc" in shape[:-3] else (word, shape)
    size = 2 if word.endswith("ed") else 3
    if "v" not in shape[:-size]:
        return word, shape
    word, shape = word[:-size], shape[:-size]
    if word.endswith(("at", "bl", "iz")):
        return word + "e", shape + "v"
    if len(word) > 1 and word[-1] == word[-2] and shape[-1] == "c" and word[-1] not in "lsz":
        return word[:-1], shape[:-1]
    return (word + "e", shape + "v") if shape.count("vc") == 1 and _ends_short(word, shape) else (word, shape)


def _replaced(word: str, shape: str, rules: dict[str, str], longest: int) -> tuple[str, str]:
    """Replace the longest ending that has a rule, if a measure above 0 stands before it."""
    for size in range(min(longest, len(word) - 1), 1, -1):
        other = rules.get(word[-size:])
        if other is not None:
            if "vc" in shape[:-size]:
                return word[:-size] + other, shape[:-size] + other.translate(_SHAPE)
            break
    return word, shape


def _cut(word: str, shape: str) -> tuple[str, str]:
    """Cut off the longest ending of the fourth step, if a measure above 1 stands before it."""
    for size in range(min(5, len(word) - 1), 1, -1):
        ending = word[-size:]
        if ending in _STEP_4:
            is_kept = ending == "ion" and word[-4:-3] not in ("s", "t")
            if not is_kept and shape[:-size].count("vc") > 1:
                return word[:-size], shape[:-size]
            break
    return word, shape


def _tidied(word: str, shape: str) -> str:
    if word.endswith("e"):
        measure = shape[:-1].count("vc")
        if measure > 1 or (measure == 1 and not _ends_short(word[:-1], shape[:-1])):
            return word[:-1]
    elif shape.count("vc") > 1:
        return word[:-1]
    return word


def porter(word: str) -> str:
    """Return the stem of a word of lower case ASCII letters."""
    if len(word) < 3 or not word.endswith(_CHANGEABLE):
        return word
    shape = _shape(word)
    if word.endswith("s"):
        word, shape = _without_plural(word, shape)
    if word.endswith(("ed", "ing")):
        word, shape = _without_ed_ing(word, shape)
    if word.endswith("y") and "v" in shape[:-1]:
        word, shape = word[:-1] + "i", shape[:-1] + "v"
    if word.endswith(_ENDS_2):
        word, shape = _replaced(word, shape, _STEP_2, 7)
    if word.endswith(_ENDS_3):
        word, shape = _replaced(word, shape, _STEP_3, 5)
    if word.endswith(_ENDS_4):
        word, shape = _cut(word, shape)
    return _tidied(word, shape) if word.endswith(("e", "ll")) else word
