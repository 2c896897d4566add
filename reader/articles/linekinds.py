"""What a line is by its own words: address, date, byline, caption, pointer, and what a page says of itself.

These rules hold anywhere in a file. Only lines of at most 60 words are looked at, and each rule is a comparison of
openings or one search that cannot backtrack.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.articles import cues
from reader.articles.article import BlockKind
from reader.articles.dates import split_dates
from reader.articles.names import byline, signature
from reader.articles.paragraphs import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.articles.paragraphs import Paragraph

LONGEST = 60
"""Most words of a line that may be anything but prose by its own words."""

_URL = re.compile(r"<?(https?://[^\s<>]+)>?\.?$", re.IGNORECASE)
_TEMPLATE = re.compile(
    r"(?:\[\[|\{\{|%%|\$\{|<%)[^\[\]{}]{1,80}(?:\]\]|\}\}|%%|\}|%>)$"
)  # `{{ author }}`, `[[MEDIA_X]]`
_COUNTER = re.compile(
    r"[\d\s.,:/%+()–-]{1,30}(?:[ap]\.?m\.?|views?|shares?|comments?|likes?|просмотр\w*|перегляд\w*|wyświetle\w*)?$",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"\d{1,3}\s?(?:min|minutes?|mins|минут\w*|хв|minut\w*|minuten)\b\.?(?:\s\w+){0,3}$", re.IGNORECASE
)
_ICON_NAME = re.compile(r"(?:[•*·-]\s)?[a-z]+(?:[-_][a-z]+){2,12}$")  # `arrow-left-small`, names of icons and styles
# `(Photo by X)`, `(AFP / HANDOUT)`, `(X via AP)` at the end of a line.
_LAST_PARENTHESES = re.compile(r"\(([^()]{2,120})\)[.\s]*$")
_AGENCY_TAIL = re.compile(r"[/|]\s?([^\W\d_][\w.-]*)(?:\s(?:images?|photo|news))?\)?\.?$", re.IGNORECASE)
_GLUED_AGENCY = re.compile(
    r"[^\W\d_A-Z](?:AFP|PAP|EPA|AP|TASS|DPA|REUTERS|Reuters|Getty Images|East News|Shutterstock)$"
)
_TO_READER = frozenset(("you", "your", "us", "our", "we"))
_NUMBERED = re.compile(r"\d{1,2} ?(?:of|из|з|z|von|sur|de|/) ?\d{1,2}\b(?! ?%)(?= ?[|:.–-])")  # `1 of 5 | A man ...`
_POSTED = re.compile(r"[—–-] ?.{1,80}\(@\w{1,40}\)")  # `— Jane Doe (@jane) May 1, 2024`: whose post was quoted
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+")


def url_of(text: str) -> str | None:
    """Return the address that a line consists of, without angle brackets."""
    match = _URL.match(text)
    return match[1] if match else None


def is_label(text: str, folded: str) -> bool:
    """Tell whether a line only announces the address of the article."""
    return folded.rstrip(" :") in cues.URL_LABEL and len(text) < 40


def labelled_url(text: str) -> str | None:
    """Return the address of a line such as `Source URL: https://...`."""
    head, colon, rest = text.partition(":")
    return url_of(rest.strip()) if colon and head.casefold().strip() in cues.URL_LABEL else None


def _url(paragraph: Paragraph, folded: str) -> bool:
    text = paragraph.said
    if "http" in folded and (url_of(text) or labelled_url(text)):
        return True
    return paragraph.words <= 6 and is_label(text, folded)


def _nav(paragraph: Paragraph, folded: str) -> bool:
    text = paragraph.said
    if folded.rstrip(" :") in cues.NAV or not any(map(str.isalnum, text)):
        return True
    if folded.startswith(("skip to ", "jump to ")) and paragraph.words <= 12:
        return True
    return paragraph.words <= 4 and bool(_TEMPLATE.match(text) or _ICON_NAME.match(text) or _COUNTER.match(text))


def _related(paragraph: Paragraph, folded: str) -> bool:
    if cues.RELATED.open(folded):
        return paragraph.words <= 40
    head = folded.split(":", 1)[0].strip()
    return head in cues.RELATED_ALONE and (":" in folded or paragraph.words <= 3)


def _note(_: Paragraph, folded: str) -> bool:
    return cues.NOTE.open(folded)


def _boilerplate(paragraph: Paragraph, folded: str) -> bool:
    if paragraph.words > 4 and any(cue in folded for cue in cues.DISCLAIMER):
        return True
    if paragraph.words > 30:
        return False
    if _MINUTES.match(folded):
        return True
    if '"' in folded or "“" in folded:
        return False
    cue = cues.BOILERPLATE.find(folded)
    if cue is None or not ends_sentence(paragraph.said):
        return cue is not None
    # A whole sentence is the page's own only if it opens so, or speaks to the reader: people also write on Facebook.
    return folded.find(cue) <= 7 or (paragraph.words <= 20 and not _TO_READER.isdisjoint(folded.split()))


def _source(paragraph: Paragraph, folded: str) -> bool:
    return paragraph.words <= 9 and cues.SOURCE.open(folded)


def _date(paragraph: Paragraph, _: str) -> bool:
    if paragraph.words > 20 or not _DIGIT.search(paragraph.said):
        return False
    found = split_dates(paragraph.said)
    return found is not None and (found.is_alone or cues.is_outlet(found.rest))


def _byline(paragraph: Paragraph, folded: str) -> bool:
    if folded.startswith(("reporting by", "(reporting by", "(additional reporting", "additional reporting by")):
        return True
    return paragraph.words <= 24 and people_of(paragraph.said) is not None


def people_of(text: str) -> tuple[str, ...] | None:
    """Return the people of a byline, also of one that shares its line with a date; None for any other line."""
    dated = split_dates(text)
    if dated is None or not dated.rest:
        return byline(text)
    names = byline(dated.rest)
    return names if names is not None else signature(dated.rest)


def has_credit(paragraph: Paragraph) -> bool:
    """Tell whether a line ends in the credit of a picture: in bold, in parentheses, after a slash or glued to it."""
    text = paragraph.said
    match = _LAST_PARENTHESES.search(text[-130:]) if text[-3:].rstrip(". ").endswith(")") else None
    if match and _is_credit(match[1], ends_sentence(text[: -len(match.group())].rstrip()), paragraph.words):
        return True
    if paragraph.bold and not paragraph.is_bold:
        start, end = paragraph.bold[-1]
        if end >= len(paragraph.text) - 1 and end - start < 80 and (start > 0 and "/" in paragraph.text[start:end]):
            return True
    tail = text[-60:]
    match = _AGENCY_TAIL.search(tail) if "/" in tail or "|" in tail else None
    if match and match[1].casefold() in cues.AGENCIES:
        return True
    return bool(_GLUED_AGENCY.search(text[-40:]))


def _is_credit(inside: str, after_sentence: bool, words: int) -> bool:
    folded = inside.casefold()
    if folded.startswith(cues.CREDITS):
        return True
    named = [word for word in re.split(r"[\s/,|]+", folded) if word]
    if not any(word in cues.AGENCIES for word in named):
        return False
    return len(named) > 1 if after_sentence else words <= 40  # `... he said. (PAP)` closes an agency's report


def _quoted_post(paragraph: Paragraph, _: str) -> bool:
    return paragraph.said[0] in "—–-" and "(@" in paragraph.said and bool(_POSTED.match(paragraph.said))


def is_credit(paragraph: Paragraph) -> bool:
    """Tell whether a line is nothing but the credit of a picture, as `Jane Doe / AP` or `(Photo: J. Doe)`."""
    text = paragraph.said
    if paragraph.words > 9:
        return False
    folded = text.casefold().strip("()[]. ")
    if folded.startswith(cues.CREDITS) and paragraph.words <= 6:
        return True
    last = folded.rsplit(" ", 1)[-1].rsplit("/", 1)[-1]
    is_split = any(mark in text for mark in ("/", " via ", "|")) or folded.endswith(f", {last}") or text[0] in "(["
    return last in cues.AGENCIES and is_split and (text[0].isupper() or text[0] in "([")


def _caption(paragraph: Paragraph, folded: str) -> bool:
    if is_credit(paragraph) or (paragraph.words > 5 and _NUMBERED.match(folded)):
        return True
    if cues.CAPTION.open(folded):
        return True
    if has_credit(paragraph):
        return True
    return paragraph.words <= 50 and _credited(folded[-110:])


def _credited(tail: str) -> bool:
    """Tell whether a credit word with a colon or full stop stands among the last fourteen words: `Foto: J. Doe`."""
    if ":" not in tail and "fot." not in tail and "zdj." not in tail:
        return False
    for cue in cues.CREDITS:
        at = tail.rfind(cue)
        if at < 0:
            continue
        rest = tail[at + len(cue) :].lstrip(" ")
        if rest[:1] in (":", ".") and rest[1:].strip() and rest.count(" ") <= 13:
            return True
    return False


_RULES: tuple[tuple[BlockKind, Callable[[Paragraph, str], bool]], ...] = (
    (BlockKind.URL, _url),
    (BlockKind.RELATED, _related),
    (BlockKind.QUOTE, _quoted_post),
    (BlockKind.DATE, _date),
    (BlockKind.NAV, _nav),
    (BlockKind.NOTE, _note),
    (BlockKind.SOURCE, _source),
    (BlockKind.BYLINE, _byline),
    (BlockKind.CAPTION, _caption),
    (BlockKind.BOILERPLATE, _boilerplate),
)


def kind_of(paragraph: Paragraph) -> BlockKind | None:
    """Return what a line is by its own words alone, None where they do not tell."""
    if paragraph.words > LONGEST:
        return None
    folded = paragraph.said.casefold()
    for kind, holds in _RULES:
        if holds(paragraph, folded):
            return kind
    return None


def key_of(text: str) -> str:
    """Return the letters and digits of a line, folded: what tells repeated lines."""
    return "".join(_WORD.findall(text.casefold()))
