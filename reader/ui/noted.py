"""Noted: an annotation as the notes screen lists it, and the filter that narrows the list; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from reader.annotations.annotation import AnnotationKind
from reader.catalogue import folded
from reader.text import safe
from reader.ui.byline import spelled
from reader.ui.wrapping import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.annotations.annotation import Annotation, AnnotationId, ArticleReference

WHOLE_ARTICLE = "The whole article"
_SHOWN = 2000
"""Code points of a quote or a note that a line can need; no terminal is wider."""
_CONTEXT = 30
"""Code points of the old text shown on each side of words that are gone."""
_WORD = re.compile(r'(-?)(?:(\w+):)?(?:"([^"]*)"?|(\S+))')
"""One part of a filter: `word`, `"two words"`, `tag:word`, `-word`."""

_TAG = re.compile(r'(-?)#?(?:"([^"]+)"?|([^\s,;"]+))')
"""One part of a change of tags: `tag`, `#tag`, `"two words"`, `-tag`."""


@dataclass(frozen=True, slots=True)
class Noted:
    """An annotation, and why it has no place in a text any more."""

    annotation: Annotation
    orphaned: str = ""
    """Empty for an annotation that stands somewhere."""

    @property
    def quote(self) -> str:
        """The annotated words, or what else the annotation is on; printable, in one line."""
        anchor = self.annotation.anchor
        if anchor is None:
            return WHOLE_ARTICLE
        return _printable(anchor.exact) or "(blank)"

    @property
    def note(self) -> str:
        """The note; printable, in one line."""
        return _printable(self.annotation.note)

    @property
    def context(self) -> tuple[str, str]:
        """The old text before and after the words; printable, each in one line."""
        anchor = self.annotation.anchor
        if anchor is None:
            return "", ""
        before, after = one_line(safe(anchor.prefix)), one_line(safe(anchor.suffix))
        return before[-_CONTEXT:], after[:_CONTEXT]

    @property
    def details(self) -> str:
        """Date, colour, tags and article; printable, in one line."""
        annotation = self.annotation
        parts = [annotation.created[:10]]
        if annotation.kind is AnnotationKind.MARK:
            parts.append(annotation.color)
        if annotation.is_conflict:
            parts.append("two versions")
        parts.append(" ".join(f"#{tag}" for tag in annotation.tags))
        parts.append(annotation.article.title or "untitled")
        return " · ".join(one_line(safe(part[:_SHOWN])) for part in parts if part)


def _printable(text: str) -> str:
    return one_line(safe(text[:_SHOWN]))


# -- the filter --------------------------------------------------------------------------------------------------


class Folded(NamedTuple):
    """The texts of an annotation in which a filter looks, without case and accents."""

    quote: str
    note: str
    tags: tuple[str, ...]
    color: str
    article: str
    """Title, author and outlet."""
    date: str
    everything: str
    """All of it, in which plain words are looked for."""

    @classmethod
    def of(cls, annotation: Annotation) -> Folded:
        """Fold an annotation."""
        article, anchor = annotation.article, annotation.anchor
        quote = _folded(anchor.exact) if anchor else ""
        note, tags = _folded(annotation.note), tuple(_folded(tag) for tag in annotation.tags)
        named = _folded("\n".join(part for part in (article.title, article.author, article.outlet) if part))
        where = "" if anchor else WHOLE_ARTICLE.casefold()
        everything = "\n".join((quote, note, *tags, named, annotation.created[:10], where))
        return cls(quote, note, tags, _folded(annotation.color), named, annotation.created, everything)


def _folded(text: str) -> str:
    return text.casefold() if text.isascii() else folded(text)


def _is(noted: Noted, _texts: Folded, word: str) -> bool:
    known = {"orphan": bool(noted.orphaned), "orphaned": bool(noted.orphaned), "conflict": noted.annotation.is_conflict}
    return any(name.startswith(word) and holds for name, holds in known.items())


def _has(_noted: Noted, texts: Folded, word: str) -> bool:
    known = {"note": bool(texts.note.strip()), "tag": bool(texts.tags), "quote": bool(texts.quote)}
    return any(name.startswith(word.rstrip("s")) and holds for name, holds in known.items())


_FIELDS: dict[str, Callable[[Noted, Folded, str], bool]] = {
    "": lambda _, texts, word: word in texts.everything,
    "is": _is,
    "has": _has,
    "tag": lambda _, texts, word: any(tag.startswith(word.lstrip("#")) for tag in texts.tags),
    "color": lambda _, texts, word: texts.color.startswith(word),
    "note": lambda _, texts, word: word in texts.note,
    "quote": lambda _, texts, word: word in texts.quote,
    "article": lambda _, texts, word: word in texts.article,
    "date": lambda _, texts, word: texts.date.startswith(word),
    "after": lambda _, texts, word: texts.date[: len(word)] > word,
    "since": lambda _, texts, word: texts.date[: len(word)] >= word,
    "before": lambda _, texts, word: texts.date[: len(word)] < word,
}
_FIELDS |= {"colour": _FIELDS["color"], "title": _FIELDS["article"], "tags": _FIELDS["tag"], "on": _FIELDS["date"]}
_ORPHANED = frozenset({"orphan", "orphans", "orphaned"})


class _Part(NamedTuple):
    name: str
    word: str
    is_excluded: bool


@dataclass(frozen=True, slots=True)
class NoteFilter:
    """What was typed: parts that must all hold."""

    parts: tuple[_Part, ...] = ()

    @classmethod
    def parse(cls, text: str) -> NoteFilter:
        """Read a filter; every text is one. A field whose word is not typed yet asks for nothing."""
        parts = []
        for sign, name, quoted, plain in _WORD.findall(one_line(text)):
            wanted, word = name.casefold(), _folded(quoted or plain)
            if wanted and wanted not in _FIELDS:
                wanted, word = "", f"{wanted}:{word}"
            elif not wanted and plain.endswith(":") and plain[:-1].casefold() in _FIELDS:
                continue
            elif not wanted and not quoted and word in _ORPHANED:
                wanted, word = "is", "orphan"
            if word:
                parts.append(_Part(wanted, word, bool(sign)))
        return cls(tuple(parts))

    @property
    def asks_for_orphans(self) -> bool:
        """Tell whether one has to know which annotations are orphaned."""
        return any(part.name == "is" and "orphaned".startswith(part.word) for part in self.parts)

    def accepts(self, noted: Noted, texts: Folded) -> bool:
        """Tell whether all parts hold of an annotation."""
        return all(_FIELDS[name](noted, texts, word) is not is_excluded for name, word, is_excluded in self.parts)


@dataclass
class Narrower:
    """Filters annotations, and folds each of them once."""

    _known: dict[AnnotationId, tuple[Annotation, Folded]] = field(default_factory=dict)

    def narrow(self, noted: Iterable[Noted], wanted: NoteFilter) -> tuple[Noted, ...]:
        """Return those that a filter accepts, in their order."""
        if not wanted.parts:
            return tuple(noted)
        return tuple(each for each in noted if wanted.accepts(each, self._folded(each.annotation)))

    def _folded(self, annotation: Annotation) -> Folded:
        known = self._known.get(annotation.id)
        if known is None or (known[0] is not annotation and known[0] != annotation):
            known = self._known[annotation.id] = (annotation, Folded.of(annotation))
        return known[1]


# -- tags --------------------------------------------------------------------------------------------------------


class TagChange(NamedTuple):
    """What to change of several annotations or articles."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    color: str | None = None

    @property
    def said(self) -> str:
        """For people: `+potash −draft green`; printable."""
        parts = [f"+{tag}" for tag in self.add] + [f"−{tag}" for tag in self.remove]
        return safe(" ".join([*parts, self.color] if self.color else parts))

    @classmethod
    def parse(cls, text: str, *, has_color: bool = True) -> TagChange:
        """Read `tag, #tag "two words" -tag color:green`; without `has_color`, the last is a tag like others."""
        add: list[str] = []
        remove: list[str] = []
        color = None
        for sign, quoted, plain in _TAG.findall(safe(text)):
            name, colon, value = plain.partition(":")
            if has_color and colon and value and not sign and name.casefold() in ("color", "colour"):
                color = value
            elif tag := one_line(quoted) or plain.lstrip("#-"):
                (remove if sign else add).append(tag)
        kept = dict.fromkeys(tag for tag in add if tag not in remove)
        return cls(tuple(kept), tuple(dict.fromkeys(remove)), color)


# -- citing ------------------------------------------------------------------------------------------------------


def cited(annotation: Annotation) -> str:
    """Return the annotated words with who published them, as far as the annotation remembers; and then the note."""
    article = annotation.article
    quoted = one_line(annotation.anchor.exact) if annotation.anchor else ""
    if quoted and quoted[:1] not in '“"«„':
        quoted = f"“{quoted}”"
    lines = [quoted, f"— {source_of(article)}", article.url or ""]
    return safe("\n".join(line for line in lines if line))


def source_of(article: ArticleReference) -> str:
    """Return author, title, outlet and date of an article."""
    day = spelled(article.published[:10]) if article.published else ""
    return ", ".join(part for part in (article.author, f"“{article.title}”", article.outlet, day) if part)
