"""Words that tell what a line is, by kind, in the languages of the readers; all folded (`str.casefold`).

A cue is a habit of newsrooms and page templates, not of one outlet.
"""

from __future__ import annotations

from reader.articles.lexicon import table

_CUES = table("cues")


class Openings:
    """Cues that stand at the start of a line, behind a look at its first two letters: most lines open otherwise."""

    def __init__(self, cues: list[str]) -> None:
        self._cues = tuple(cues)
        self._heads = frozenset(cue[:2] for cue in cues)

    def open(self, folded: str) -> bool:
        """Tell whether a folded line opens with one of the cues."""
        return folded[:2] in self._heads and folded.startswith(self._cues)

    def find(self, folded: str) -> str | None:
        """Return the longest cue that a folded line opens with."""
        if not self.open(folded):
            return None
        return max((cue for cue in self._cues if folded.startswith(cue)), key=len)


class Phrases:
    """Cues that stand anywhere in a line, found by the first three letters of its words."""

    def __init__(self, cues: list[str]) -> None:
        self._by_head: dict[str, list[str]] = {}
        self._signs: list[str] = []  # those that open with a sign, and so at no word
        for cue in cues:
            if cue[:1].isalpha():
                self._by_head.setdefault(cue.split(" ", 1)[0][:3], []).append(cue)
            else:
                self._signs.append(cue)

    def find(self, folded: str) -> str | None:
        """Return a cue that stands in a folded line, None where there is none."""
        for word in folded.split(" "):
            for cue in self._by_head.get(word.lstrip("([„«-•")[:3], ()):
                if cue in folded:
                    return cue
        return next((cue for cue in self._signs if cue in folded), None)


RELATED = Openings(_CUES["related"])
"""Open a pointer to another article, whatever follows."""
RELATED_ALONE = frozenset(_CUES["related_alone"])
"""The same, but only alone on the line or before a colon."""
BOILERPLATE = Phrases(_CUES["boilerplate"])
"""Anywhere in a short line: what a page says of itself."""
DISCLAIMER: tuple[str, ...] = tuple(_CUES["disclaimer"])
"""Anywhere in a longer line: whose opinion it is, where it appeared first."""
NAV = frozenset(_CUES["nav"])
"""A line that is exactly this is part of the page around the article."""
SECTIONS = frozenset(_CUES["sections"])
"""A line that is exactly this names a part of the paper."""
END = frozenset(_CUES["end"])
"""Head what a page puts below its article; a count or a colon may follow."""
NOTE = Openings(_CUES["note"])
"""Open a note of the newsroom: part of the article, and shown."""
SOURCE = Openings(_CUES["source"])
"""Name the outlet, alone on a short line."""
URL_LABEL = frozenset(_CUES["url_label"])
"""Stand before the address of the article."""
CAPTION = Openings(_CUES["caption"])
"""Open a caption."""
CREDITS: tuple[str, ...] = tuple(_CUES["credits"])
"""Open the credit within a caption, before a colon or full stop."""
AGENCIES = frozenset(_CUES["agencies"])
"""Single words of agencies, as credits of pictures name them."""
OUTLETS = frozenset(_CUES["outlets"])
"""Outlets and agencies as a byline, a suffix of a title or a dateline names them."""

_OUTLET_ENDS: tuple[str, ...] = tuple(_CUES["outlet_ends"])


def is_outlet(text: str) -> bool:
    """Tell whether `text` reads as the name of an outlet: a known one, `X Times`, or a domain as `daily.news`."""
    folded = text.casefold().strip(" .")
    if folded in OUTLETS:
        return True
    words = folded.split()
    if len(words) > 6 or not text[:1].isupper():
        return False
    if len(words) == 1:  # a bare domain
        head, dot, tail = folded.rpartition(".")
        return bool(dot) and tail.isalpha() and 2 <= len(tail) <= 5 and len(head) > 2
    is_label = folded in SECTIONS or folded in NAV
    return folded.endswith(_OUTLET_ENDS) and text.istitle() and not is_label
