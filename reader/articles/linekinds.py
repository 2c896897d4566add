"""What a line is by its own words: address, date, byline, caption, pointer, and what a page says of itself.

These rules hold anywhere in a file. Only lines of at most 60 words are looked at, and each rule is a comparison of
openings or one search that cannot backtrack.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.articles import cues
from reader.articles.article import BlockKind
from reader.articles.dates import date_line
from reader.articles.names import byline
from reader.articles.paragraphs import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.articles.paragraphs import Paragraph

LONGEST = 60
"""Most words of a line that may be anything but prose by its own words."""

_URL = re.compile(r"<?(https?://[^\s<>]+)>?\.?$", re.IGNORECASE)
_TEMPLATE = re.compile(
    r"(?:\[\[|\{\{|%%|\$\{|<%)[^\s\[\]{}]{1,80}(?:\]\]|\}\}|%%|\}|%>)$"
)  # `{{ author }}`, `[[MEDIA_X]]`
_COUNTER = re.compile(
    r"[\d\s.,:/%+()–-]{1,30}(?:views?|shares?|comments?|likes?|просмотр\w*|перегляд\w*|wyświetle\w*)?$", re.IGNORECASE
)
_MINUTES = re.compile(
    r"\d{1,3}\s?(?:min|minutes?|mins|минут\w*|хв|minut\w*|minuten)\b\.?(?:\s\w+){0,3}$", re.IGNORECASE
)
_ICON_NAME = re.compile(r"(?:[•*·-]\s)?[a-z]+(?:[-_][a-z]+){2,12}$")  # `arrow-left-small`, names of icons and styles
# `(Photo by X)`, `(AFP / HANDOUT)`, `(X via AP)` at the end of a line.
_LAST_PARENTHESES = re.compile(r"\(([^()]{2,120})\)[.\s]*$")
_CREDIT = re.compile(rf"(?:^|[\s.(,;…\w])(?:{'|'.join(cues.CREDITS)})\s?[:.]\s?\S", re.IGNORECASE)
_AGENCY_TAIL = re.compile(r"[/|]\s?([^\W\d_][\w.-]*)(?:\s(?:images?|photo|news))?\)?\.?$", re.IGNORECASE)
_GLUED_AGENCY = re.compile(
    r"[^\W\d_A-Z](?:AFP|PAP|EPA|AP|TASS|DPA|REUTERS|Reuters|Getty Images|East News|Shutterstock)$"
)
_WORD = re.compile(r"[^\W_]+")


def url_of(text: str) -> str | None:
    """Return the address that a line consists of, without angle brackets."""
    match = _URL.match(text)
    return match[1] if match else None


def is_label(text: str, folded: str) -> bool:
    """Tell whether a line only announces the address of the article."""
    return folded.rstrip(" :") in cues.URL_LABEL and len(text) < 40


def _url(paragraph: Paragraph, folded: str) -> bool:
    text = paragraph.said
    if url_of(text):
        return True
    if is_label(text, folded):
        return True
    for label in cues.URL_LABEL:
        if folded.startswith(label + ":"):
            return url_of(text[len(label) + 1 :].strip()) is not None
    return False


def _nav(paragraph: Paragraph, folded: str) -> bool:
    text = paragraph.said
    if folded.rstrip(" :") in cues.NAV or not any(map(str.isalnum, text)):
        return True
    if folded.startswith(("skip to ", "jump to ")) and paragraph.words <= 12:
        return True
    return paragraph.words <= 4 and bool(_TEMPLATE.match(text) or _ICON_NAME.match(text) or _COUNTER.match(text))


def _related(paragraph: Paragraph, folded: str) -> bool:
    if folded.startswith(cues.RELATED):
        return paragraph.words <= 40
    head = folded.split(":", 1)[0].strip()
    return head in cues.RELATED_ALONE and (":" in folded or paragraph.words <= 3)


def _note(_: Paragraph, folded: str) -> bool:
    return folded.startswith(cues.NOTE)


def _boilerplate(paragraph: Paragraph, folded: str) -> bool:
    if any(cue in folded for cue in cues.DISCLAIMER):
        return True
    if paragraph.words > 30:
        return False
    if _MINUTES.match(folded):
        return True
    is_short = paragraph.words <= 14 or not ends_sentence(paragraph.said)
    return is_short and '"' not in folded and "“" not in folded and any(cue in folded for cue in cues.BOILERPLATE)


def _source(paragraph: Paragraph, folded: str) -> bool:
    return paragraph.words <= 9 and folded.startswith(cues.SOURCE)


def _date(paragraph: Paragraph, _: str) -> bool:
    return paragraph.words <= 20 and date_line(paragraph.said) is not None


def _byline(paragraph: Paragraph, _: str) -> bool:
    return paragraph.words <= 24 and byline(paragraph.said) is not None


def has_credit(paragraph: Paragraph) -> bool:
    """Tell whether a line ends in the credit of a picture: in bold, in parentheses, after a slash or glued to it."""
    text = paragraph.said
    match = _LAST_PARENTHESES.search(text[-130:])
    if match and _is_credit(match[1], ends_sentence(text[: -len(match.group())].rstrip()), paragraph.words):
        return True
    if paragraph.bold and not paragraph.is_bold:
        start, end = paragraph.bold[-1]
        if end >= len(paragraph.text) - 1 and end - start < 80 and (start > 0 and "/" in paragraph.text[start:end]):
            return True
    match = _AGENCY_TAIL.search(text[-60:])
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


def _caption(paragraph: Paragraph, folded: str) -> bool:
    if folded.startswith(cues.CAPTION):
        return True
    if has_credit(paragraph):
        return True
    tail = paragraph.said[-110:]
    match = _CREDIT.search(tail)
    return match is not None and len(tail[match.start() :].split()) <= 14 and paragraph.words <= 50


_RULES: tuple[tuple[BlockKind, Callable[[Paragraph, str], bool]], ...] = (
    (BlockKind.URL, _url),
    (BlockKind.RELATED, _related),
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
