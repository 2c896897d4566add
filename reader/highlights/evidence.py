"""What a text itself tells about a bare name: that it speaks, and by which pronouns it goes."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

FEMALE_SIGN: Final = "f"
MALE_SIGN: Final = "m"

# "Roe said", "said Roe"
_SAID: Final = re.compile(r"\b(?:said|says|told|wrote|added|asked|tweeted|argued|explained|noted|replied|responded)\b")
_LAST_WORD: Final = re.compile(r"([^\W\d_][\w'’-]*),?\s*$")
_FIRST_WORD: Final = re.compile(r"\s*([^\W\d_][\w'’-]*)")
_GENDERED: Final = re.compile(r"\b(?:(he|his|him|himself)|(?:she|hers?|herself))\b")
_NEAR: Final = 100
"""Characters behind a name in which a pronoun tells its gender, within the sentence."""
_OCCURRENCES: Final = 40
_WEIGHED: Final = 80
"""Names of one article whose pronouns are counted at most."""
_SENTENCE_END: Final = re.compile(r"[.\n\"“”?!]")


class Evidence:
    """Finds out about names that no list knows.

    Args:
        text: the whole article.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, tuple[bool, str | None]] = {}

    @cached_property
    def _speaking(self) -> frozenset[str]:
        """The capitalised words that stand beside a verb of saying, or before it with an apposition between commas."""
        words = set()
        for match in _SAID.finditer(self._text):
            before = self._text[max(0, match.start() - _NEAR) : match.start()]
            before = before[before.rfind("\n") + 1 :]
            for part in _subjects(before):
                words.add(part)
            after = _FIRST_WORD.match(self._text, match.end())
            if after is not None:
                words.add(after.group(1))
        return frozenset(word for word in words if word[0].isupper())

    def of(self, name: str) -> tuple[bool, str | None]:
        """Return whether a bare name speaks somewhere in the text, and the gender of the pronouns that follow it."""
        found = self._found.get(name)
        if found is None:
            speaks = name in self._speaking
            found = (speaks, self._gender(name) if speaks and len(self._found) < _WEIGHED else None)
            self._found[name] = found
        return found

    def _gender(self, name: str) -> str | None:
        male = female = 0
        place = self._text.find(name)
        for _ in range(_OCCURRENCES):
            if place < 0:
                break
            end = place + len(name)
            stop = _SENTENCE_END.search(self._text, end, end + _NEAR)
            pronoun = _GENDERED.search(self._text, end, stop.start() if stop else end + _NEAR)
            if pronoun is not None:
                male += pronoun.group(1) is not None
                female += pronoun.group(1) is None
            place = self._text.find(name, end)
        if male == female:
            return None
        return MALE_SIGN if male > female else FEMALE_SIGN


def _subjects(before: str) -> list[str]:
    """Return the word right before a verb, and that before an apposition: "Roe, 31," and "Roe, the mayor,"."""
    found = []
    last = _LAST_WORD.search(before[-40:])
    if last is not None:
        found.append(last.group(1))
    if before.rstrip().endswith(","):
        parts = before.rstrip().rstrip(",").rsplit(",", 1)
        earlier = _LAST_WORD.search(parts[0][-40:]) if len(parts) == 2 else None
        if earlier is not None:
            found.append(earlier.group(1))
    return found
