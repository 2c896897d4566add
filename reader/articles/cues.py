"""Words that tell what a line is, by kind, in the languages of the readers; all folded (`str.casefold`).

A cue is a habit of newsrooms and page templates, not of one outlet.
"""

from __future__ import annotations

from reader.articles.lexicon import table

_CUES = table("cues")

RELATED: tuple[str, ...] = tuple(_CUES["related"])
"""Open a pointer to another article, whatever follows."""
RELATED_ALONE = frozenset(_CUES["related_alone"])
"""The same, but only alone on the line or before a colon."""
BOILERPLATE: tuple[str, ...] = tuple(_CUES["boilerplate"])
"""Anywhere in a short line: what a page says of itself."""
DISCLAIMER: tuple[str, ...] = tuple(_CUES["disclaimer"])
"""Anywhere in a longer line: whose opinion it is, where it appeared first."""
NAV = frozenset(_CUES["nav"])
"""A line that is exactly this is part of the page around the article."""
SECTIONS = frozenset(_CUES["sections"])
"""A line that is exactly this names a part of the paper."""
END = frozenset(_CUES["end"])
"""Head what a page puts below its article; a count or a colon may follow."""
NOTE: tuple[str, ...] = tuple(_CUES["note"])
"""Open a note of the newsroom: part of the article, and shown."""
SOURCE: tuple[str, ...] = tuple(_CUES["source"])
"""Name the outlet, alone on a short line."""
URL_LABEL = frozenset(_CUES["url_label"])
"""Stand before the address of the article."""
CAPTION: tuple[str, ...] = tuple(_CUES["caption"])
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
