"""What lines are by where they stand: the header above the text, the text itself, and the tail below it.

`linekinds` has labelled what tells by its own words. Here the rest is told by length, order and neighbours. Kinds are
labels only: a wrong one dims or shows a line, and moves nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.articles import cues
from reader.articles.article import BlockKind, Precision
from reader.articles.dates import find_date, is_labelled_date
from reader.articles.linekinds import is_credit, is_label, key_of, kind_of, url_of
from reader.articles.names import looks_like_name, signature
from reader.articles.paragraphs import Paragraph, ends_sentence, is_item
from reader.articles.titles import find_title, is_section

MOST_LINES = 20_000
"""Most paragraphs whose kinds are told: no article has more, and a file that has must not stop the others."""
PROSE_WORDS = 20
"""Words from which a line that ends a sentence is surely prose."""
LONG_PROSE_WORDS = 45
"""Words from which a line is prose however it ends."""

# `MINSK, Dec. 15 (Reuters) -`, `TALLINN, Estonia (AP) —`, `Minsk (dpa) -`, `МИНСК, 13 декабря. /ТАСС/.`
_AGENCY_DATELINE = re.compile(r"[^\W\d_][\w .,'’/-]{1,60}\s?[(/]([^()/\d]{2,30})[)/]\s?[—–:.-]")
# `МОСКВА, 13 дек — РИА Новости.`
_NAMED_DATELINE = re.compile(
    r"[А-ЯA-Z][А-ЯA-Z .-]{2,30},? \d{1,2} \w{3,9}\.?\s?[—–-]\s?([^\W\d_][\w-]{1,20}(?: [^\W\d_]\w{1,20})?)\."
)
# `WASHINGTON DC –`, `KYIV, Ukraine —`
_CITY_DATELINE = re.compile(r"[A-ZÀ-ŽА-Я][A-ZÀ-ŽА-Я .'’-]{2,30}(?:, [^\W\d_][\w. ]{1,20})?\s[—–]\s")

END_MARK = 6.0
"""What a heading such as `Comments` takes from the text below it, in units of eight words of prose."""

_FURNITURE = (BlockKind.NAV, BlockKind.BOILERPLATE, BlockKind.RELATED)
_TEXT_KINDS = (BlockKind.LIST, BlockKind.QUOTE, BlockKind.CODE, BlockKind.TABLE, BlockKind.HEADING, BlockKind.NOTE)
_H, _C, _D, _N = BlockKind.HEADING, BlockKind.CAPTION, BlockKind.DEK, BlockKind.NAV
_AROUND_TITLE = (BlockKind.BYLINE, BlockKind.DATE)
SHORT_LINES = 12
"""A text of so few lines, none of them prose, is somebody's short note and no menu."""


@dataclass(slots=True)
class Zones:
    """Where the header ends and which line is the title."""

    body: int
    """Index of the first paragraph of the text."""
    title: int | None


def is_prose(paragraph: Paragraph) -> bool:
    """Tell whether a line is long enough to be a paragraph of an article."""
    return paragraph.words >= LONG_PROSE_WORDS or (paragraph.words >= PROSE_WORDS and ends_sentence(paragraph.said))


def dateline_agency(text: str) -> str | None:
    """Return the agency of a dateline at the start of `text`."""
    for pattern in (_AGENCY_DATELINE, _NAMED_DATELINE):
        match = pattern.match(text[:100])
        if match and match[1].casefold().strip() in cues.OUTLETS:
            return match[1].strip()
    return None


def _has_dateline(text: str) -> bool:
    return _CITY_DATELINE.match(text) is not None or dateline_agency(text) is not None


def label(paragraphs: list[Paragraph]) -> Zones:
    """Give every paragraph its kind; return where the header ends and where the title is."""
    for paragraph in paragraphs:
        if paragraph.kind is None:
            paragraph.kind = kind_of(paragraph)
    _drop_lone_labels(paragraphs)
    _neighbours(paragraphs)
    body = _body_start(paragraphs)
    if body == len(paragraphs) <= SHORT_LINES and not any(paragraph.level for paragraph in paragraphs):
        return _short(paragraphs)
    _menus(paragraphs[:body])
    title = find_title(paragraphs, body)
    body = _header(paragraphs, body, title)
    tail = _tail(paragraphs, body)
    _body(paragraphs, body, tail)
    return Zones(body, title)


def _short(paragraphs: list[Paragraph]) -> Zones:
    """Label a text too short to have prose: the first line is the title if it ends no sentence, the rest is body."""
    title = next((i for i, p in enumerate(paragraphs) if p.kind is None), None)
    if title is None or title == len(paragraphs) - 1 or ends_sentence(paragraphs[title].said):
        return Zones(0, None)
    paragraphs[title].kind = BlockKind.TITLE
    return Zones(title + 1, title)


def label_rest(paragraphs: list[Paragraph]) -> None:
    """Give every paragraph its kind where the title is known from elsewhere: there is no header to look for."""
    for paragraph in paragraphs:
        if paragraph.kind is None:
            paragraph.kind = kind_of(paragraph)
    _drop_lone_labels(paragraphs)
    _neighbours(paragraphs)
    _body(paragraphs, 0, _tail(paragraphs, 0))


def _drop_lone_labels(paragraphs: list[Paragraph]) -> None:
    """`Original url:` is one only above an address; a bare pointer (`Read more:`) takes the line below it along."""
    for index, paragraph in enumerate(paragraphs):
        after = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if paragraph.kind is BlockKind.URL and is_label(paragraph.said, paragraph.said.casefold()):
            if after is None or not url_of(after.said):
                paragraph.kind = None
        elif (
            paragraph.kind is BlockKind.RELATED
            and paragraph.words <= 4
            and paragraph.said[-1] in ":…"
            and after is not None
            and after.kind is None
            and ((after.words <= 20 and not ends_sentence(after.said)) or after.said.endswith(("...", "…")))
        ):
            after.kind = BlockKind.RELATED


def _neighbours(paragraphs: list[Paragraph]) -> None:
    """Captions: a line that the next caption repeats and completes, and a line right above a bare credit."""
    for index in range(len(paragraphs) - 2, -1, -1):
        paragraph, after = paragraphs[index], paragraphs[index + 1]
        if after.kind is not _C or paragraph.kind is not None or paragraph.words > LONG_PROSE_WORDS:
            continue
        repeats = after.said.startswith(paragraph.said)
        is_bare = is_credit(after) and not ends_sentence(after.said)
        is_near = after.is_close or paragraph.words <= 30
        is_label = not ends_sentence(paragraph.said) and paragraph.words <= 20
        if repeats or (is_bare and is_near and (is_label or _has_full_date(paragraph.said))):
            paragraph.kind = _C


def _is_whole_page(paragraphs: list[Paragraph]) -> bool:
    """Tell whether somebody copied a whole page: many lines, most of them too short to be prose."""
    return len(paragraphs) >= 25 and 2 * sum(p.words < 6 for p in paragraphs) > len(paragraphs)


def _core(paragraphs: list[Paragraph]) -> int:
    """Return where the run of lines begins whose values sum up to most."""
    total, best, start, core = 0.0, 0.0, 0, 0
    for index, paragraph in enumerate(paragraphs):
        if total <= 0:
            total, start = 0.0, index
        total += _value(paragraph)
        if total > best:
            best, core = total, start
    return core


def _has_full_date(text: str) -> bool:
    """Tell whether a line says a day with its year, as captions of agencies do."""
    found = find_date(text)
    return found is not None and found.published.precision is Precision.DAY


def _body_start(paragraphs: list[Paragraph]) -> int:
    """Return the index of the first prose paragraph; where a dateline follows soon, that one."""
    core = _core(paragraphs) if _is_whole_page(paragraphs) else 0
    first = next(
        (i for i, p in enumerate(paragraphs) if i >= core and p.kind is None and (is_prose(p) or _is_long_item(p))),
        None,
    )
    if first is None:
        return len(paragraphs)
    if paragraphs[first].words <= 60:
        for index in range(first, min(first + 6, len(paragraphs))):
            paragraph = paragraphs[index]
            if paragraph.kind is None and paragraph.words >= 12 and _has_dateline(paragraph.said):
                return index
    return first


def _is_long_item(paragraph: Paragraph) -> bool:
    return paragraph.words >= 8 and is_item(paragraph.said)


def _header(paragraphs: list[Paragraph], body: int, title: int | None) -> int:
    """Label the lines above the text and return where the text begins."""
    if title is None:
        for index in range(body):
            _above(paragraphs[index])
        return body
    paragraphs[title].kind = BlockKind.TITLE
    key = key_of(paragraphs[title].said)
    for index in range(body):
        paragraph = paragraphs[index]
        if paragraph.kind in (None, _H) and key_of(paragraph.said) == key:
            paragraph.kind = BlockKind.TITLE
    last_title = max(i for i in range(body) if paragraphs[i].kind is BlockKind.TITLE)
    for index in range(last_title):
        _above(paragraphs[index])
    return _below(paragraphs, last_title + 1, body)


def _menus(header: list[Paragraph]) -> None:
    """Three and more names of sections one after another, with or without signs between them, are a menu."""
    run: list[Paragraph] = []
    for paragraph in [*header, None]:
        if paragraph is not None and (paragraph.kind is _N or (paragraph.kind is None and is_section(paragraph))):
            run.append(paragraph)
            continue
        if sum(p.kind is None for p in run) >= 3:
            for entry in run:
                entry.kind = _N
        run = []


def _above(paragraph: Paragraph) -> None:
    """Label a line above the title: a section, an outlet, a byline, or the page's own."""
    if paragraph.kind is not None:
        return
    if is_section(paragraph):
        paragraph.kind = BlockKind.SECTION
    elif signature(paragraph.said):
        paragraph.kind = BlockKind.BYLINE
    elif cues.is_outlet(paragraph.said):
        paragraph.kind = BlockKind.SOURCE
    elif paragraph.words >= 10 and ends_sentence(paragraph.said):
        paragraph.kind = _D
    elif paragraph.words >= 5:
        paragraph.kind = BlockKind.BOILERPLATE
    else:
        paragraph.kind = BlockKind.SECTION if paragraph.said.istitle() and paragraph.words > 1 else _N


def _below(paragraphs: list[Paragraph], start: int, body: int) -> int:
    """Label the lines between title and text; short sentences after byline, date or caption are the text already."""
    has_dek = False
    for index in range(start, body):
        paragraph = paragraphs[index]
        if paragraph.kind is None:
            paragraph.kind = _page_line(paragraphs, index)
        if paragraph.kind is not None:
            continue
        if ends_sentence(paragraph.said) or paragraph.words >= PROSE_WORDS:
            kind = _sentence(paragraphs, start, index, body, has_dek=has_dek)
            if kind is None:
                return index
            paragraph.kind = kind
        else:
            paragraph.kind = _short_line(paragraphs, start, index, body, has_dek=has_dek)
        has_dek = has_dek or paragraph.kind is _D
    return body if has_dek else _dek_above_metadata(paragraphs, body, start)


def _page_line(paragraphs: list[Paragraph], index: int) -> BlockKind | None:
    """Return what a line below the title is if it names a section, a person or an outlet."""
    paragraph = paragraphs[index]
    after = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    if is_section(paragraph):
        return BlockKind.SECTION
    is_dated = (after is not None and after.kind is BlockKind.DATE) or paragraphs[index - 1].kind is BlockKind.DATE
    is_name = signature(paragraph.said) or (is_dated and paragraph.words <= 3 and looks_like_name(paragraph.said))
    if is_name and not (after and after.kind is _C) and not _is_written_about(paragraphs, index):
        return BlockKind.BYLINE
    return BlockKind.SOURCE if cues.is_outlet(paragraph.said) else None


def _is_written_about(paragraphs: list[Paragraph], index: int) -> bool:
    """Tell whether the next prose names the person of a line: then it is a picture's, no byline."""
    name = paragraphs[index].said
    prose = [p for p in paragraphs[index + 1 : index + 15] if p.words >= PROSE_WORDS][:4]
    return any(name in p.said for p in prose)


def _sentence(paragraphs: list[Paragraph], start: int, index: int, body: int, *, has_dek: bool) -> BlockKind | None:
    """Return what a sentence below the title is; None where the text begins with it."""
    metadata = (*_AROUND_TITLE, _C)
    is_furnished = any(p.kind in metadata for p in paragraphs[max(start, index - 40) : index])
    has_more = any(p.kind in metadata for p in paragraphs[index + 1 : min(body, index + 40)])
    opens_with_dateline = body < len(paragraphs) and _has_dateline(paragraphs[body].said)
    if opens_with_dateline:
        return _C if has_dek else _D
    begins_text = index + 1 < len(paragraphs) and paragraphs[index + 1].kind in _TEXT_KINDS
    return None if has_dek or begins_text or (is_furnished and not has_more) else _D


def _short_line(paragraphs: list[Paragraph], start: int, index: int, body: int, *, has_dek: bool) -> BlockKind:
    """Return what a line below the title is that ends no sentence: dek, heading of the text, or caption."""
    paragraph = paragraphs[index]
    if paragraph.words >= 12 and not has_dek and index == start:
        return _D
    if index == body - 1:
        if index > start and paragraph.words <= 12 and not _has_dek_right_above(paragraphs, index):
            return _H
        if index == start and paragraph.words >= 5:
            return _D
    return _C if paragraph.words >= 2 else _N


def _has_dek_right_above(paragraphs: list[Paragraph], index: int) -> bool:
    """Tell whether a line stands below a dek or caption without a blank line: then it belongs to a picture."""
    return paragraphs[index - 1].kind in (_D, _C) and paragraphs[index].is_close


def _dek_above_metadata(paragraphs: list[Paragraph], body: int, start: int) -> int:
    """The first prose below the title is the dek if byline, date or captions follow it; the text begins below them."""
    if body >= len(paragraphs) or start == 0 or paragraphs[body].words > 70:
        return body
    near = paragraphs[body + 1 : body + 16]
    reach = next((index for index, p in enumerate(near) if p.kind is None and is_prose(p)), None)
    if reach is None:
        return body
    has_captions_above = any(p.kind is _C for p in paragraphs[start:body])
    is_chronicle = sum(p.kind is BlockKind.DATE for p in paragraphs[body : body + 30]) > 1
    last = -1
    for index, paragraph in enumerate(near[:reach]):
        is_name = paragraph.kind is BlockKind.BYLINE or (
            paragraph.kind is None and signature(paragraph.said) is not None
        )
        is_date = paragraph.kind is BlockKind.DATE and not is_chronicle
        if is_name or is_date or (paragraph.kind is _C and not has_captions_above and last == index - 1):
            last = index
    if last < 0:
        return body
    paragraphs[body].kind = _D
    for index in range(body + 1, body + 2 + last):
        paragraph = paragraphs[index]
        if paragraph.kind is None:
            paragraph.kind = _page_line(paragraphs, index) or (_C if paragraph.words > 4 else _N)
    return body + 2 + last


def _value(paragraph: Paragraph) -> float:
    """Return how much a line speaks for the article: above 0 for prose, below 0 for what pages put around it."""
    words, kind = paragraph.words, paragraph.kind
    if words == 1 and not any(map(str.isalnum, paragraph.said)):
        return 0.0  # a rule between two parts
    if kind in _FURNITURE:
        return -END_MARK if is_end_mark(paragraph) else -1.5
    if kind in _TEXT_KINDS or paragraph.level:
        return 0.5
    if kind is not None:
        return -0.3
    if is_end_mark(paragraph):
        return -END_MARK
    if ends_sentence(paragraph.said) or paragraph.said[-1] in ':”»"':
        return min(words, 50) / 8
    if is_item(paragraph.said) and words >= 5:
        return 1.0
    return 0.5 if words >= PROSE_WORDS else -0.4 if words >= 8 else -0.7


def is_end_mark(paragraph: Paragraph) -> bool:
    """Tell whether a line heads what a page puts below its article: comments, other stories, tags."""
    if paragraph.words > 6:
        return False
    return paragraph.said.casefold().strip(" :0123456789()»›.") in cues.END


def _tail(paragraphs: list[Paragraph], body: int) -> int:
    """Label what follows the text and return where it begins: where the sum of the lines' values is greatest."""
    end = len(paragraphs)
    total, best, start = 0.0, 0.0, min(body + 1, end)
    for index in range(body, end):
        total += _value(paragraphs[index])
        if total >= best:
            best, start = total, index + 1
    loose = [p for p in paragraphs[start:] if p.kind is None]
    for position, paragraph in enumerate(loose):
        if position < 3 and signature(paragraph.said):
            paragraph.kind = BlockKind.BYLINE
        elif len(loose) == 1 and paragraph.words >= 4:
            return _cut_heading(paragraph, end)
        else:
            paragraph.kind = BlockKind.BOILERPLATE
    return start


def _cut_heading(paragraph: Paragraph, end: int) -> int:
    """A single short line at the very end is a heading whose text was cut off."""
    paragraph.kind = _H
    return end


def _body(paragraphs: list[Paragraph], body: int, tail: int) -> None:
    _chronology(paragraphs[body:tail])
    captions = {key_of(p.said) for p in paragraphs if p.kind is _C}
    for index in range(body, tail):
        paragraph = paragraphs[index]
        if paragraph.kind is not None:
            continue
        after = next(
            (p for p in paragraphs[index + 1 : index + 3] if p.kind in (None, BlockKind.LIST, BlockKind.QUOTE)), None
        )
        if paragraph.level:
            paragraph.kind = _H
        elif is_item(paragraph.said) and not _is_speech(paragraphs, index):
            paragraph.kind = BlockKind.LIST
        elif paragraph.words <= 30 and key_of(paragraph.said) in captions:
            paragraph.kind = _C
        elif paragraph.words <= 15 and _is_heading(paragraph, after, index > body):
            paragraph.kind = _H
        elif paragraph.words <= 30 and _ends_in_date(paragraph.said):
            paragraph.kind = _C
        else:
            paragraph.kind = BlockKind.BODY


def _chronology(text: list[Paragraph]) -> None:
    """Bare dates in the text, two and more of them, are the headings of a chronology."""
    dates = [p for p in text[1:-1] if p.kind is BlockKind.DATE and not is_labelled_date(p.said)]
    if len(dates) > 1:
        for paragraph in dates:
            paragraph.kind = _H


def _is_speech(paragraphs: list[Paragraph], index: int) -> bool:
    """Tell whether a dash opens spoken words: French, Polish and Russian print them so. Lists have short neighbours."""
    text = paragraphs[index].said
    if not text.startswith(("- ", "– ", "— ")):
        return False
    near = [p for p in paragraphs[max(0, index - 1) : index + 2] if p is not paragraphs[index]]
    dashed = sum(p.said.startswith(text[:2]) for p in near)
    return dashed == 0 or ends_sentence(text)


def _is_heading(paragraph: Paragraph, after: Paragraph | None, has_text_above: bool) -> bool:
    text = paragraph.said
    if after is None or after.words <= paragraph.words:
        return False
    if paragraph.is_bold or (text.isupper() and paragraph.words > 1):
        return True
    if text[-1] in '.,;:…!"”»' or (not text[0].isalnum() and text[0] not in '«“"„¿'):
        return text.endswith(("”", "»", '"')) and text[0] in '«“"„' and has_text_above and after.words >= 20
    if text[-1] == "?":
        return paragraph.words <= 12 and after.words >= PROSE_WORDS
    if _ends_in_date(text):
        return False
    return after.words >= 8 and (after.words >= 15 or is_item(after.said))


def _ends_in_date(text: str) -> bool:
    """Tell whether a line without a full stop ends in a full date, as captions do."""
    if ends_sentence(text) or not text[-6:].rstrip(" гrp.").endswith(tuple("0123456789а")):
        return False
    tail = text[-32:]
    return len(text) > 40 and find_date(tail) is not None
