"""Text dumps: what a person copied from a page, or a crawler stored, with no structure but its lines."""

from __future__ import annotations

import re
from itertools import islice

from reader.articles import cues
from reader.articles.article import BlockKind, Published
from reader.articles.dates import split_dates
from reader.articles.draft import Draft, web_address
from reader.articles.language import guess_language
from reader.articles.linekinds import labelled_url, people_of, url_of
from reader.articles.names import after_label, looks_like_name, signature, split_names
from reader.articles.paragraphs import Paragraph, from_text
from reader.articles.urls import outlet_of
from reader.articles.zones import MOST_LINES, Zones, dateline_agency, label

READER = "text/1"

# A crawler's label before the first line: ` date 2025-12-13 Title of the article`.
_CRAWLED = re.compile(r"date (\d{4}-\d\d-\d\d) (?=\S)")
# `... the position of The Daily Bugle.`
_DISCLAIMED = re.compile(
    r"(?:positions?|views?|policy|opinions?|those|stance) of "
    r"((?:[Tt]he )?[^\W\d_a-z][\w.’'-]*(?: (?:of |and |& )?[^\W\d_a-z][\w’'-]*){0,5})"
)
_SUFFIX = re.compile(r"\s+[|–—-]\s+(?=[^|–—]{2,50}$)")
_QUOTED = ("“”", '""', "«»", "„“", "„”")


def read_text(path: str, text: str, *, warnings: list[str] | None = None) -> Draft:
    """Return the draft of a dump whose text is decoded and cleaned."""
    draft = Draft(path, from_text(text), READER, warnings=list(warnings or ()))
    _crawled(draft)
    prose = (p.text for p in draft.paragraphs if 12 <= p.words < 500)
    lang = guess_language(" ".join(islice(prose, 12)))
    draft.learn("lang", lang, "words", 0.8)
    if not is_too_long(draft):
        gather(draft, label(draft.paragraphs))
    return draft


def is_too_long(draft: Draft) -> bool:
    """Tell whether a draft has too many paragraphs to tell their kinds, and say so in its warnings."""
    if len(draft.paragraphs) <= MOST_LINES:
        return False
    draft.warnings.append(f"its parts are not told apart: it has more than {MOST_LINES:,} lines")
    return True


def _crawled(draft: Draft) -> None:
    """Take the label of a crawler off the first line."""
    if not draft.paragraphs:
        return
    first = draft.paragraphs[0]
    match = _CRAWLED.match(first.text)
    if match:
        first.skip = match.end()
        first.__post_init__()
        draft.learn("published", Published(match[1]), f"line {first.first}", 0.8)


def gather(draft: Draft, zones: Zones) -> None:
    """Learn the metadata from the lines that hold them."""
    _title(draft, zones)
    _addresses(draft)
    _dates(draft)
    _authors(draft)
    _outlet(draft)
    for paragraph in draft.paragraphs:
        if paragraph.kind is BlockKind.SECTION:
            draft.learn("section", paragraph.said, _where(paragraph), 0.7)


def _where(paragraph: Paragraph) -> str:
    return f"line {paragraph.first}"


def _title(draft: Draft, zones: Zones) -> None:
    if zones.title is None:
        return
    paragraph = draft.paragraphs[zones.title]
    title, outlet = split_title(paragraph.said, draft.lang)
    draft.learn("title", title, _where(paragraph), 0.9)
    draft.learn("outlet", outlet, _where(paragraph), 0.8)


def split_title(text: str, lang: str | None) -> tuple[str, str | None]:
    """Return a title without the outlet behind it, a dek glued to it and marks around it; and that outlet."""
    head, bar, tail = text.partition(" | ")
    if bar and head.casefold().strip() in cues.SECTIONS:
        text = tail
    outlet = None
    suffix = list(_SUFFIX.finditer(text))
    if suffix:
        last = text[suffix[-1].end() :].strip()
        is_site = "|" in suffix[-1].group() and last.count(" ") <= 3 and last[:1].isupper()
        if cues.is_outlet(last) or is_site:
            outlet = last
            text = text[: suffix[-1].start()].rstrip()
    text = _unglued(text, lang)
    if len(text) > 2 and text[0] + text[-1] in _QUOTED and not any(mark in text[1:-1] for mark in text[0] + text[-1]):
        text = text[1:-1].strip()
    return text, outlet


_OPENERS = {
    "ru": "он она они оно это об по как что но его ее их в на из-за после для при почему об если",
    "uk": "він вона вони це про як що але його її їх у в на після для при чому якщо",
    "be": "ён яна яны гэта пра як што але у на пасля",
    "pl": "to on ona oni jak co ale jego jej ich w na po dla przy dlaczego jeśli",
    "fr": "il elle ils elles c'est ce cette comment mais son sa ses après pour selon",
    "es": "él ella ellos es este esta cómo pero su sus después para según",
}


def _unglued(text: str, lang: str | None) -> str:
    """Cut a dek that follows the title on the same line without a mark between them.

    Either a word in small letters runs into a capital, or, in languages whose titles are written small, a pronoun or
    preposition with a capital begins a new sentence.
    """
    words = text.split(" ")
    if len(words) < 8:
        return text
    openers = _OPENERS.get(lang or "", "").split()
    position = 0
    for index, word in enumerate(words):
        rest = len(words) - index
        glue = _glue_in(word)
        if glue and rest >= 4 and index >= 3:
            return text[: position + glue]
        small_before = index >= 4 and words[index - 1][-1:].islower() and words[index - 1].islower()
        if small_before and rest >= 4 and word[:1].isupper() and word.casefold() in openers:
            return text[: position - 1]
        position += len(word) + 1
    return text


def _glue_in(word: str) -> int:
    """Return where a word in small letters runs into one with a capital, 0 where it does not."""
    if len(word) < 6 or not word[0].islower() or not word.isalpha():
        return 0
    for index in range(4, len(word) - 1):
        if word[index].isupper():
            return index if word[:index].islower() and word[index + 1 :].islower() else 0
    return 0


def _addresses(draft: Draft) -> None:
    for paragraph in draft.paragraphs:
        if paragraph.kind is BlockKind.URL:
            given = url_of(paragraph.said) or labelled_url(paragraph.said)
            draft.learn("url", web_address(given), _where(paragraph), 0.9)


def _dates(draft: Draft) -> None:
    month_first = draft.lang == "en" and bool(draft.url and ".com" in draft.url and ".uk" not in draft.url)
    for paragraph in draft.paragraphs:
        if paragraph.kind in (BlockKind.DATE, BlockKind.BYLINE):
            found = split_dates(paragraph.said, month_first=month_first)
            if found:
                sure = 0.9 if found.is_certain else 0.5
                _learn_date(draft, found.published, _where(paragraph), sure)
                draft.learn("updated", found.updated, _where(paragraph), sure)


def _learn_date(draft: Draft, published: Published | None, where: str, sure: float) -> None:
    """A line of the article that says the time of the same day is better than a crawler's day."""
    if (
        published
        and draft.published
        and published.day == draft.published.day
        and len(published.iso) > len(draft.published.iso)
    ):
        draft.published = None
    draft.learn("published", published, where, sure)


def _authors(draft: Draft) -> None:
    """Names of the first bylines that have some; of several kinds, the labelled ones."""
    best = [
        (paragraph, people)
        for paragraph in draft.paragraphs
        if paragraph.kind is BlockKind.BYLINE and (people := _people(paragraph.said))
    ]
    if not best:
        return
    names: list[str] = []
    for _, found in best[:4]:
        names += [name for name in found if name not in names]
    if any("reporting by" in paragraph.said.casefold() for paragraph, _ in best):
        names = list(best[0][1])
    draft.learn("authors", tuple(names), _where(best[0][0]), 0.9)


def _people(text: str) -> tuple[str, ...]:
    names = people_of(text)
    if names is None:
        names = signature(text) or (split_names(text) if looks_like_name(text) else ())
    return names


def _outlet(draft: Draft) -> None:
    """Learn who published it: said on a line, by a disclaimer, the address, or the dateline; never a guess."""
    for paragraph in draft.paragraphs:
        if paragraph.kind in _NAMES_OUTLET:
            draft.learn("outlet", _outlet_on(paragraph), _where(paragraph), 0.7)
    for paragraph in draft.paragraphs:
        if paragraph.kind is BlockKind.BOILERPLATE:
            match = _DISCLAIMED.search(paragraph.said[:600])
            if match and not match[1].casefold().startswith("the author"):
                draft.learn("outlet", match[1].rstrip("."), _where(paragraph), 0.8)
    if draft.url:
        draft.learn("outlet", outlet_of(draft.url), "address", 0.7)
    for paragraph in [p for p in draft.paragraphs if p.kind is BlockKind.BODY][:3]:
        draft.learn("outlet", dateline_agency(paragraph.said), _where(paragraph), 0.6)


_NAMES_OUTLET = (BlockKind.SOURCE, BlockKind.DATE, BlockKind.BYLINE)


def _outlet_on(paragraph: Paragraph) -> str | None:
    """Return the outlet that a line names: alone, beside the date, or as the author."""
    text = paragraph.said
    if paragraph.kind is BlockKind.SOURCE:
        return _named_source(text)
    if paragraph.kind is BlockKind.DATE:
        dated = split_dates(text)
        rest = dated.rest if dated else None
    else:
        rest = after_label(text)
        rest = rest if rest and not split_names(rest) else None
    return rest if rest and cues.is_outlet(rest) else None


def _named_source(text: str) -> str:
    label = cues.SOURCE.find(text.casefold())
    return text[len(label) :].strip(" :") if label else text
