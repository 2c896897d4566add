"""Citations: a line to paste, CSL-JSON for Zotero and Pandoc, BibLaTeX for LaTeX."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from reader.articles.article import BlockKind
from reader.export.entry import MARKER, Source, by_article, one_line
from reader.export.json_text import dump
from reader.export.links import web_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.articles.article import Article
    from reader.export.entry import Exported
    from reader.text import Span

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_PAIRS = {"“": "”", '"': '"', "«": "»", "„": "“", "‘": "’", "‹": "›"}
# "2025-12-17T18:00" or less: year, then month, then day.
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_NOT_IN_KEY = re.compile(r"[^a-z0-9]+")
# Words of a byline that is an organisation or a desk, not a person.
_NO_PERSON = frozenset(
    ["agencies", "agency", "associated", "bureau", "desk", "editorial", "editors", "news", "newsroom", "press", "staff"]
)
_PARTICLES = frozenset(["al", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "la", "le", "ten"])
_PARTICLES_GERMANIC = frozenset(["ter", "van", "von", "zu", "zum", "zur"])
_BIBLATEX_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_LANGUAGES = {
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
    "sv": "swedish",
    "uk": "ukrainian",
}


def citation(article: Article, text: str, span: Span | None = None, *, speaker: str | None = None) -> str:
    """Return a plain line to paste: the words in quotation marks, who said them, and where they stand.

    `span` is where the words stand in the article's text; their paragraph is named by it.
    """
    paragraph = _paragraph(article, span) if span else 0
    return citation_of(Source.of_article(article), text, speaker=speaker, paragraph=paragraph)


def citation_of(source: Source, text: str, *, speaker: str | None = None, paragraph: int = 0) -> str:
    """Return the plain line for words of an article of which only the source is known; without words, the source."""
    bare = _bare(one_line(text)).rstrip(",;")
    who = f" ({one_line(speaker)})" if speaker else ""
    said = f"“{bare}”{who} — " if bare else ""
    facts = [
        " and ".join(one_line(author) for author in source.authors),
        f"“{one_line(source.title)}”",
        one_line(source.outlet or ""),
        _spoken_date(source.published),
        f"para. {paragraph}" if paragraph else "",
    ]
    address = web_address(source.url)
    return f"{said}{', '.join(fact for fact in facts if fact)}.{' ' + address if address else ''}"


def csl(entries: Sequence[Exported]) -> str:
    """Return the articles of all entries as CSL-JSON; the marker is a custom field of each."""
    sources = [source for source, _ in by_article(entries)]
    return dump([_csl_item(source, key) for source, key in zip(sources, keys(sources), strict=True)])


def biblatex(entries: Sequence[Exported]) -> str:
    """Return the articles of all entries as BibLaTeX."""
    sources = [source for source, _ in by_article(entries)]
    items = [_biblatex_item(source, key) for source, key in zip(sources, keys(sources), strict=True)]
    return "\n".join([f"% {MARKER}\n", *items])


def keys(sources: Sequence[Source]) -> list[str]:
    """Return a citation key for each article: family name, year, first long word of the title; all different."""
    made: list[str] = []
    taken: set[str] = set()
    for source in sources:
        name = name_of(source.authors[0]) if source.authors else {"literal": source.outlet or "anon"}
        family = _key_part(name.get("family") or name["literal"])
        year = (source.published or "")[:4]
        words = [part for part in map(_key_part, source.title.split()) if len(part) > 3]
        stem = f"{family}{year}{words[0] if words else ''}" or "article"
        key, number = stem, 1
        while key in taken:
            number += 1
            key = f"{stem}-{number}"
        taken.add(key)
        made.append(key)
    return made


def name_of(author: str) -> dict[str, str]:
    """Return a name as CSL has it: family and given, or literal where it is no person's or cannot be told apart."""
    words = one_line(author).split()
    is_person = len(words) > 1 and not any(word.lower().strip(".,") in _NO_PERSON for word in words)
    if not is_person or any(char.isdigit() or char in "/&|@," for char in author):
        return {"literal": one_line(author)}
    first = len(words) - 1
    while first > 1 and words[first - 1] in _PARTICLES | _PARTICLES_GERMANIC:
        first -= 1
    return {"family": " ".join(words[first:]), "given": " ".join(words[:first])}


def _bare(text: str) -> str:
    """Return words without the pair of quotation marks around all of them."""
    if len(text) > 1 and _PAIRS.get(text[0]) == text[-1]:
        inner = text[1:-1]
        if text[0] not in inner and text[-1] not in inner:
            return inner
    return text


def _paragraph(article: Article, span: Span) -> int:
    """Return the number of the paragraph of the body that `span` begins in; 0 if it is in none."""
    bodies = [block.span for block in article.blocks if block.kind is BlockKind.BODY]
    return next((number for number, body in enumerate(bodies, 1) if body.start <= span.start < body.end), 0)


def _date_parts(iso: str | None) -> list[int]:
    match = _DATE.match(iso or "")
    return [int(part) for part in match.groups() if part] if match else []


def _spoken_date(iso: str | None) -> str:
    parts = _date_parts(iso)
    if len(parts) > 1 and not 1 <= parts[1] <= len(_MONTHS):
        parts = parts[:1]
    year, month, day = [*parts, 0, 0, 0][:3]
    words = [str(day) if day else "", _MONTHS[month - 1] if month else "", str(year) if year else ""]
    return " ".join(word for word in words if word)


def _csl_item(source: Source, key: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": key,
        "type": "article-newspaper" if source.outlet else "webpage",
        "title": one_line(source.title),
        "author": [name_of(author) for author in source.authors],
        "container-title": one_line(source.outlet or ""),
        "section": one_line(source.section or ""),
        "URL": web_address(source.url),
        "language": source.lang,
    }
    parts = _date_parts(source.published)
    if parts:
        item["issued"] = {"date-parts": [parts]}
    return {name: value for name, value in item.items() if value} | {"custom": {"generator": MARKER}}


def _biblatex_item(source: Source, key: str) -> str:
    address = web_address(source.url)
    fields = {
        "author": " and ".join(_biblatex_name(author) for author in source.authors),
        "title": _escaped(source.title),
        "date": "-".join(f"{part:02}" for part in _date_parts(source.published)),
        "organization": _escaped(source.outlet or ""),
        "url": address.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D") if address else "",
        "langid": _LANGUAGES.get(source.lang or "", ""),
    }
    kind = "online" if address else "misc"
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}\n"])


def _biblatex_name(author: str) -> str:
    name = name_of(author)
    if "literal" in name:
        return f"{{{_escaped(name['literal'])}}}"
    return f"{_escaped(name['family'])}, {_escaped(name['given'])}"


def _escaped(text: str) -> str:
    return "".join(_BIBLATEX_ESCAPES.get(char, char) for char in one_line(text))


def _key_part(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _NOT_IN_KEY.sub("", plain.lower())
