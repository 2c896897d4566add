"""Sifting: the language in which annotations are filtered, on the screen and on the command line; pure.

Parts that must all hold: `word`, `"two words"`, `tag:word`, `color:green`, `since:2025-11`, `is:orphan`, `-word`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from reader.catalogue import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.annotations.annotation import Annotation, AnnotationId

WHOLE_ARTICLE = "The whole article"
_WORD = re.compile(r'(-?)(?:(\w+):)?(?:"([^"]*)"?|(\S+))')
"""One part of a filter: `word`, `"two words"`, `tag:word`, `-word`."""


class Sifted(Protocol):
    """What a filter is asked of."""

    @property
    def annotation(self) -> Annotation:
        """A live or deleted annotation."""

    @property
    def orphaned(self) -> str:
        """Why it has no place in a text any more; empty for one that has, or of which it is not known."""


T = TypeVar("T", bound=Sifted)


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


def _is(sifted: Sifted, _texts: Folded, word: str) -> bool:
    is_orphan = bool(sifted.orphaned)
    known = {"orphan": is_orphan, "orphaned": is_orphan, "conflict": sifted.annotation.is_conflict}
    return any(name.startswith(word) and holds for name, holds in known.items())


def _has(_sifted: Sifted, texts: Folded, word: str) -> bool:
    known = {"note": bool(texts.note.strip()), "tag": bool(texts.tags), "quote": bool(texts.quote)}
    return any(name.startswith(word.rstrip("s")) and holds for name, holds in known.items())


_FIELDS: dict[str, Callable[[Sifted, Folded, str], bool]] = {
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
        for sign, name, quoted, plain in _WORD.findall(" ".join(text.split())):
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

    def accepts(self, sifted: Sifted, texts: Folded) -> bool:
        """Tell whether all parts hold of an annotation."""
        return all(_FIELDS[name](sifted, texts, word) is not is_excluded for name, word, is_excluded in self.parts)


@dataclass
class Narrower:
    """Filters annotations, and folds each of them once."""

    _known: dict[AnnotationId, tuple[Annotation, Folded]] = field(default_factory=dict)

    def narrow(self, sifted: Iterable[T], wanted: NoteFilter) -> tuple[T, ...]:
        """Return those that a filter accepts, in their order."""
        if not wanted.parts:
            return tuple(sifted)
        return tuple(each for each in sifted if wanted.accepts(each, self._folded(each.annotation)))

    def _folded(self, annotation: Annotation) -> Folded:
        known = self._known.get(annotation.id)
        if known is None or (known[0] is not annotation and known[0] != annotation):
            known = self._known[annotation.id] = (annotation, Folded.of(annotation))
        return known[1]
