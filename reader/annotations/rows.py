"""Rows: what a cache says of each annotation, in a form that costs little to read and nothing before it is asked for.

A row is a line of fields with tabs between: id, article, kind, then where its events lie, then what it shows.
"""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from reader.annotations.annotation import Anchor, Annotation, AnnotationId, AnnotationKind, ArticleReference
from reader.annotations.events import parse
from reader.articles.article import ArticleId
from reader.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.annotations.events import Event

DELETED = "deleted"
UNKNOWN = "unknown"
"""In place of a kind: of annotations that are deleted, and of those whose kind only a newer version knows."""
_KINDS = {str(kind): kind for kind in AnnotationKind}
_TAG_END = "\x1f"
_HIDDEN, _ANCHORED = 3, 17
"""Fields of a row that shows nothing, and of one with an anchor."""
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n"})
_MEANT = {"t": "\t", "n": "\n"}


@dataclass(frozen=True, slots=True)
class Summary:
    """What there is to keep of an annotation."""

    id: str
    article: str
    """Empty where it is not known."""
    kind: str
    """One of AnnotationKind, DELETED or UNKNOWN."""
    shown: Annotation | None
    """None where it is not live, or not to be shown."""
    events: bytes
    """The lines of the events that say what it is."""


class Rows:
    """The rows of a cache."""

    def __init__(self, text: str = "", articles: str = "", events: bytes = b"") -> None:
        """Take rows, the articles that they name by number, and the lines of events that they point into.

        Raises:
            ValueError: a row is none.
        """
        self._articles = articles.split("\n")
        self._references: dict[str, ArticleReference] = {}
        self._events = events
        self._left: dict[str, str] = {}
        """By annotation: the rest of its row. Dictionaries of text cost the garbage collector nothing."""
        self._by_kind: dict[str, list[str]] = {}
        self.of_article: dict[str, dict[str, None]] = {}
        """Ids of annotations by that of their article."""
        for line in text.split("\n")[:-1]:
            annotation, article, kind, rest = line.split("\t", 3)
            self._left[annotation] = rest
            of_kind = self._by_kind.get(kind)
            if of_kind is None:
                self._by_kind[kind] = [annotation]
            else:
                of_kind.append(annotation)
            of_article = self.of_article.get(article)
            if of_article is None:
                self.of_article[article] = {annotation: None}
            else:
                of_article[annotation] = None

    def __len__(self) -> int:
        return len(self._left)

    def __contains__(self, annotation: str) -> bool:
        return annotation in self._left

    def __iter__(self) -> Iterator[str]:
        return iter(self._left)

    def of_kind(self, kind: str) -> list[str]:
        """Return the ids of a kind, or of DELETED, whose rows nobody took."""
        return [annotation for annotation in self._by_kind.get(kind, ()) if annotation in self._left]

    def take(self, annotation: str) -> list[Event]:
        """Return the events of an annotation and forget its row."""
        start, end, _ = self._left.pop(annotation).split("\t", 2)
        return [parse(line.decode()) for line in self._events[int(start) : int(end)].splitlines()]

    def annotation(self, annotation: str) -> Annotation | None:
        """Return what a live annotation shows; None if its events have to be asked, as of all that are not live."""
        fields = _fields(self._left[annotation])
        if len(fields) == _HIDDEN:
            return None
        # Ten thousand are listed in one go, so nothing is called here that need not be.
        anchor = None
        if len(fields) == _ANCHORED:
            _, _, kind, article, created, modified, note, tags, color, flags, *anchored = fields
            digest, norm, start, end, exact, prefix, suffix = anchored
            anchor = Anchor(digest, int(norm), Span(int(start), int(end)), exact, prefix, suffix)
        else:
            _, _, kind, article, created, modified, note, tags, color, flags = fields
        reference = self._references.get(article) or self._reference(article)
        named = tuple(tags.split(_TAG_END)[:-1]) if tags else ()
        name = AnnotationId(annotation)
        if not flags:
            return Annotation(name, _KINDS[kind], reference, anchor, created, modified, note, named, color)
        flagged = ("r" in flags, "s" in flags, "c" in flags)
        return Annotation(name, _KINDS[kind], reference, anchor, created, modified, note, named, color, *flagged)

    def _reference(self, article: str) -> ArticleReference:
        """Return the reference of a number, the same each time."""
        row = self._articles[int(article)]
        name, title, *more = _fields(row)
        made = ArticleReference(ArticleId(name), title, *[each or None for each in more])
        self._references[article] = made
        return made

    def summaries(self) -> Iterator[Summary]:
        """Yield what is to be kept of the rows that nobody took."""
        article_of = {each: article for article, found in self.of_article.items() for each in found}
        kind_of = {each: kind for kind, found in self._by_kind.items() for each in found}
        for annotation, row in self._left.items():
            start, end, _ = row.split("\t", 2)
            events, shown = self._events[int(start) : int(end)], self.annotation(annotation)
            yield Summary(annotation, article_of[annotation], kind_of[annotation], shown, events)


def _fields(row: str) -> list[str]:
    fields = row.split("\t")
    return [_ESCAPED.sub(_unescaped, field) for field in fields] if "\\" in row else fields


def _unescaped(match: re.Match[str]) -> str:
    return _MEANT.get(match.group(1), match.group(1))


def written(summaries: Iterable[Summary]) -> tuple[str, str, bytes]:
    """Return rows, articles and lines of events, of which `Rows` is made.

    Raises:
        ValueError: an id has characters that no id should have.
    """
    rows, events = [], []
    references: dict[ArticleReference, int] = {}
    at = 0
    for each in summaries:
        if not each.id.isprintable() or not each.article.isprintable():
            raise ValueError("an id that cannot be a field")
        fields = [each.id, each.article, each.kind, str(at), str(at + len(each.events))]
        at += len(each.events)
        events.append(each.events)
        if each.shown is None or any(_TAG_END in tag for tag in each.shown.tags):
            fields.append("")
        else:
            fields += _shown(each.shown, references.setdefault(each.shown.article, len(references)))
        rows.append("\t".join(fields) + "\n")
    articles = ["\t".join(_escaped([field or "" for field in astuple(each)])) for each in references]
    return "".join(rows), "\n".join(articles), b"".join(events)


def _shown(annotation: Annotation, article: int) -> list[str]:
    flags = "r" * annotation.is_read + "s" * annotation.is_starred + "c" * annotation.is_conflict
    tags = "".join(tag + _TAG_END for tag in annotation.tags)
    fields = [
        str(annotation.kind),
        str(article),
        annotation.created,
        annotation.modified,
        annotation.note,
        tags,
        annotation.color,
        flags,
    ]
    anchor = annotation.anchor
    if anchor is not None:
        fields += [anchor.text_digest, str(anchor.norm), str(anchor.span.start), str(anchor.span.end)]
        fields += [anchor.exact, anchor.prefix, anchor.suffix]
    return _escaped(fields)


def _escaped(fields: list[str]) -> list[str]:
    """Return fields without the characters that end them, which few of them have."""
    joined = "\t".join(fields)
    if "\\" not in joined and "\n" not in joined and joined.count("\t") == len(fields) - 1:
        return fields
    return [field.translate(_ESCAPES) for field in fields]
