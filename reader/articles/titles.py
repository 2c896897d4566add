"""Which line of a header is the title: by its length, its neighbours, and the words that the text takes up from it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.articles import cues
from reader.articles.article import BlockKind
from reader.articles.linekinds import key_of
from reader.articles.names import looks_like_name
from reader.articles.paragraphs import ends_sentence, is_item

if TYPE_CHECKING:
    from reader.articles.paragraphs import Paragraph

WINDOW = 150
"""Lines above the text among which the title is looked for."""

_LEAST = 0.5
"""Score that a line has to exceed to be a title at all."""
_INNER_STOP = re.compile(r"[^\W\d_]{3}[.] [^\W\d_a-z]")  # two sentences are a dek or prose
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_SEPARATOR = re.compile(r"\s*[,/|>»›•]\s*")
_AFTER_TITLE = (BlockKind.BYLINE, BlockKind.DATE)


def is_section(paragraph: Paragraph) -> bool:
    """Tell whether a line names a part of the paper: a known one, or a short list of places and subjects."""
    if paragraph.words > 8:
        return False
    folded = paragraph.said.casefold().strip(" :")
    if folded in cues.SECTIONS:
        return True
    parts = [part for part in _SEPARATOR.split(paragraph.said) if part]
    return len(parts) > 1 and all(part[:1].isupper() and part.count(" ") <= 1 for part in parts)


@dataclass(slots=True)
class _Header:
    """What the score of a line needs to know of the other lines, computed once."""

    lines: list[Paragraph]
    keys: list[str]
    repeated: Counter[str]
    sections: list[bool]
    last_section: int
    candidates: list[int]
    """Before each line: lines of a title's length."""
    long: list[int]
    """Before each line: lines of twelve words and more."""


def _header(lines: list[Paragraph]) -> _Header:
    keys = [key_of(line.said) if line.words <= 60 else "" for line in lines]
    sections = [is_section(line) for line in lines]
    return _Header(
        lines,
        keys,
        Counter(keys),
        sections,
        max((index for index, found in enumerate(sections) if found), default=-1),
        [0, *accumulate(line.kind is None and line.words >= 5 for line in lines)],
        [0, *accumulate(line.words >= 12 for line in lines)],
    )


def find_title(paragraphs: list[Paragraph], body: int) -> int | None:
    """Return the index of the title among the paragraphs above `body`; None where none reads like one.

    A top heading of Markdown is the title. Ties go to the first line.
    """
    start = max(0, body - WINDOW)
    header = _header(paragraphs[start:body])
    stems = _opening_stems(paragraphs, body)
    best, best_score = None, _LEAST
    for index, line in enumerate(header.lines):
        if line.level == 1 and line.kind in (None, BlockKind.HEADING):
            return start + index
        if line.kind is None:
            score = _score(header, index) + _echo(line, stems)
            if score > best_score:
                best, best_score = start + index, score
    return best


def _score(header: _Header, index: int) -> float:
    line = header.lines[index]
    text, words = line.said, line.words
    is_repeated = header.repeated[header.keys[index]] > 1
    score = 4.0 if 5 <= words <= 22 else 2.0 if 3 <= words <= 30 else 0.0
    score -= 0.25 * min(header.candidates[index], 8) + 0.3 * header.long[index]
    if _INNER_STOP.search(text[:400]):
        score -= 1.5
    if text[-1] in ".,;:" or words == 1:
        score -= 4 if words >= 12 else 2
    score += 2 * is_repeated
    score += any(after.kind in _AFTER_TITLE for after in header.lines[index + 1 : index + 4])
    if text.casefold().strip(" :") in cues.SECTIONS or cues.is_outlet(text) or is_item(text):
        score -= 6
    if looks_like_name(text):
        score -= 4
    if header.last_section > index and not is_repeated:
        score -= 1  # what stands above the name of a section is the masthead
    if index and line.is_close and (header.lines[index - 1].kind is BlockKind.NAV or header.sections[index - 1]):
        score -= 1  # an entry of a menu stands right below another
    return score


def _echo(line: Paragraph, stems: frozenset[str]) -> float:
    """Return up to 1.5 for the share of a line's longer words that the text takes up; whole sentences do not count."""
    if ends_sentence(line.said) and line.said[-1] not in "?!":
        return 0.0
    own = _stems(line.said)
    return 1.5 * len(own & stems) / len(own) if len(own) > 1 else 0.0


def _opening_stems(paragraphs: list[Paragraph], body: int) -> frozenset[str]:
    """Return the stems of the first sentences of the text, also of short ones that still count as header."""
    near = paragraphs[max(0, body - 6) : body + 12]
    sentences = [line.said for line in near if line.words >= 8 and ends_sentence(line.said)]
    return frozenset(stem for said in sentences[:8] for stem in _stems(said))


def _stems(text: str) -> set[str]:
    """Return the beginnings of the longer words of a text: five letters hold across most endings."""
    return {word[:5] for word in _LONG_WORD.findall(text[:600].casefold())}
