"""People's names in bylines: who wrote it, without offices, places, agencies and labels."""

from __future__ import annotations

import re

from reader.articles import cues
from reader.articles.lexicon import table

_NAMES = table("names")
# What stands before the names (`By`, `Author:`), longest first.
_LABELS = tuple(sorted(_NAMES["labels"], key=len, reverse=True))
_HEADS = frozenset(label[:2] for label in _LABELS)
# Labels that are also ordinary words: they count only when what follows is a name in capitals.
_SOFT = frozenset(("by", "von", "par", "por", "di", "door", "av", "af", "author", "autor", "автор", "tekst", "auteur"))

_PARTICLES = frozenset(_NAMES["particles"])
# Words that make a name an office, a place of work or an element of a page, not a person.
_NOT_PERSON = frozenset(_NAMES["not_person"])
# Given names, in the spellings of newspapers: what tells a person from a place or a section on a line without a label.
_GIVEN = frozenset(_NAMES["given"])
_JOINERS = re.compile(
    r"\s*(?:;|\||/|•|·|,|\s&\s|\s(?:and|und|et|i|oraz|и|та|і|y|e|en|og|och|ir|un|with|avec|mit|z|wraz z)\s)\s*"
)
_PLACE = re.compile(r"\s+(?:in|w|we|en|à|aus|из|в|у|з|from|at|for|для|dla|für|pour)\s+\S.*$")
# The same for a line without a label: at most three words, all in capitals.
_NAMED_PLACE = re.compile(r"\s+(?:in|w|we|en|à|aus|из|в|у|з)(?:\s[^\W\d_a-zа-яё][\w.’'-]{0,30}){1,3}$")
_CAPITAL_WORD = re.compile(r"^[^\W\d_][^\W\d_]*(?:['’.\-‑][^\W\d_]+)*\.?$")
_INITIALS = re.compile(r"^(?:[^\W\d_]\.\s?){1,3}[^\W\d_]?\.?$")  # `A.B`, `J. R.`
_PARENTHESES = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]")
_HANDLE = re.compile(r"\s*@\w+|\s*\S+@\S+\.\w+")

LONGEST = 160
"""Longest byline in code points."""


def _is_capital(word: str) -> bool:
    return word[:1].isupper() and bool(_CAPITAL_WORD.match(word))


def looks_like_name(text: str) -> bool:
    """Tell whether `text` could be the name of one person: two to five words in capitals, none of them an office."""
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > 60:
        return False
    capital = 0
    for word in words:
        folded = word.casefold().strip(".")
        if folded in _NOT_PERSON:
            return False
        if _is_capital(word):
            capital += 1
        elif folded not in _PARTICLES:
            return False
    return capital >= 2 and (text.isupper() or not _is_acronym(words[0]))


def _is_acronym(word: str) -> bool:
    """Tell whether a word is two or three capitals, as `US` or `EU`, rather than a name or its initials."""
    return 2 <= len(word) <= 3 and word.isupper() and word.isalpha()


def _person(text: str, *, is_first: bool) -> str | None:
    """Return a name as it is printed in running text, or None where it is no person."""
    text = " ".join(text.strip(" .,:–—-*_").split())
    if _INITIALS.match(text + "."):
        return text
    if looks_like_name(text):
        return _uncapitalised(text)
    one = is_first and " " not in text and _is_capital(text) and not text.isupper()
    return text if one and text.casefold() not in _NOT_PERSON and len(text) > 2 else None


def _uncapitalised(name: str) -> str:
    """Turn `JANE DOE` into `Jane Doe`; other spellings stay."""
    if name.isupper() and "." not in name:
        return " ".join("-".join(part.capitalize() for part in word.split("-")) for word in name.split())
    return name


def split_names(text: str) -> tuple[str, ...]:
    """Return the people of a byline without its label, in order and each once.

    `Jane Doe, chief editor, and John Roe in Riga` gives both names and neither office nor place.
    """
    text = _HANDLE.sub("", _PARENTHESES.sub("", text[:LONGEST]))
    names: list[str] = []
    for part in _JOINERS.split(text):
        if not part or cues.is_outlet(part):
            continue
        name = _person(_PLACE.sub("", " " + part), is_first=not names)
        if name and name not in names:
            names.append(name)
    return tuple(names)


def after_label(line: str) -> str | None:
    """Return what follows a byline's label (`By`, `Author:`, `Autor:`); None where there is no label."""
    folded = line[:40].casefold()
    if folded[:2] not in _HEADS or not folded.startswith(_LABELS):
        return None
    for label in _LABELS:
        if not folded.startswith(label):
            continue
        rest = line[len(label) :]
        if label.endswith((":", ".")) or rest[:1] in (" ", ":", " :"):
            rest = rest.lstrip(" :")
            if label in _SOFT and not line[len(label) :].startswith((":", " :")) and not rest[:1].isupper():
                return None
            return rest or None
    return None


_CREDITS_END = re.compile(r"[;.]|\b(?:writing|editing|additional|compiled|translated|with)\b", re.IGNORECASE)


def byline(line: str) -> tuple[str, ...] | None:
    """Return the people of a labelled byline, or None where the line is none.

    An empty tuple is a byline that names nobody, as `By Staff Reporter` or `By Reuters`.
    Of `Reporting by A; Writing by B; Editing by C` only the reporters count.
    """
    if len(line) > LONGEST:
        return None
    rest = after_label(line.lstrip("("))
    if rest is None:
        return None
    if "reporting by" in line[:40].casefold():
        rest = _CREDITS_END.split(rest, maxsplit=1)[0]
    names = split_names(rest)
    if names:
        return names
    if any(cues.is_outlet(part) for part in _JOINERS.split(rest)):
        return ()
    is_named = all(word[:1].isupper() or word.casefold() in _PARTICLES for word in rest.split()[:4])
    return () if is_named and len(rest.split()) <= 6 else None


def has_given_name(text: str) -> bool:
    """Tell whether the first word is a known given name, or initials, as in `J. R. Doe`; `Anne-Marie` counts too."""
    first = text.split(" ", 1)[0].casefold()
    return first.split("-", 1)[0] in _GIVEN or (len(first) == 2 and first[1] == ".")


def signature(line: str) -> tuple[str, ...] | None:
    """Return the people of a line that is nothing but names, perhaps `in` a place; None for any other line.

    The first has to have a known given name: `Hong Kong` and `Order Reprints` look like names too.
    """
    if len(line) > 80 or line[-1:] in ".!?:" or not line[:1].isupper():
        return None
    bare = _PARENTHESES.sub("", line)
    parts = [part for part in _JOINERS.split(_NAMED_PLACE.sub("", bare)) if part and not cues.is_outlet(part)]
    if not parts or not has_given_name(parts[0]) or not all(looks_like_name(part) for part in parts):
        return None
    return split_names(bare)
