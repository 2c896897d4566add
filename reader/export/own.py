"""The program's own JSON: everything that an annotation has, nothing lost on the way back."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from reader.annotations.annotation import Anchor, Annotation, AnnotationId, AnnotationKind, ArticleReference
from reader.articles.article import ArticleId
from reader.errors import ExportError
from reader.export.entry import MARKER, Imported
from reader.export.json_text import dump, list_of, load, text_of
from reader.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.export.entry import Exported

VERSION = 1


def own(entries: Sequence[Exported]) -> str:
    """Return all entries, of every kind, as JSON, ordered by id."""
    ordered = sorted(entries, key=lambda entry: entry.annotation.id)
    return dump({"generator": MARKER, "version": VERSION, "annotations": [_item(entry) for entry in ordered]})


def anchor_item(anchor: Anchor) -> dict[str, Any]:
    """Return an anchor with the keys of the log."""
    return {
        "text": anchor.text_digest,
        "norm": anchor.norm,
        "start": anchor.span.start,
        "end": anchor.span.end,
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
    }


def article_item(article: ArticleReference) -> dict[str, str]:
    """Return what an annotation remembers of its article, without what it does not know."""
    return {name: value for name, value in asdict(article).items() if value is not None}


def article_of(item: object) -> ArticleReference:
    """Read what `article_item` wrote; what is missing is unknown."""
    known = {name: text_of(item, name) or None for name in ("url", "outlet", "author", "published")}
    return ArticleReference(ArticleId(text_of(item, "id")), text_of(item, "title"), **known)


def _item(entry: Exported) -> dict[str, Any]:
    annotation, placement = entry.annotation, entry.placement
    item: dict[str, Any] = {
        "id": annotation.id,
        "kind": annotation.kind.value,
        "article": article_item(annotation.article),
        "anchor": anchor_item(annotation.anchor) if annotation.anchor else None,
        "created": annotation.created,
        "modified": annotation.modified,
        "note": annotation.note,
        "tags": list(annotation.tags),
        "color": annotation.color,
    }
    item.update({name: True for name in ("is_read", "is_starred", "is_conflict") if getattr(annotation, name)})
    if placement is not None:
        span = placement.span
        item["placement"] = {
            "status": placement.status.value,
            "start": span.start if span else None,
            "end": span.end if span else None,
            "now": placement.now,
            "score": round(placement.score, 3),
        }
    return item


def read_own(text: str) -> Imported:
    """Read what `own` wrote.

    Raises:
        ExportError: it is not such a file, or of a newer version.
    """
    value = load(text)
    if text_of(value, "generator") != MARKER or not isinstance(value.get("annotations"), list):
        raise ExportError("this JSON was not exported by this program")
    if value.get("version") != VERSION:
        raise ExportError("this file was written by another version of the program; update it first")
    annotations, problems = [], []
    for number, item in enumerate(value["annotations"], 1):
        try:
            annotations.append(_annotation(item))
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            problems.append(f"annotation {number} cannot be read: {error}")
    return Imported(tuple(annotations), tuple(problems))


def _annotation(item: dict[str, Any]) -> Annotation:
    if not text_of(item, "id"):
        raise ValueError("it has no id")
    return Annotation(
        id=AnnotationId(text_of(item, "id")),
        kind=AnnotationKind(item["kind"]),
        article=article_of(item["article"]),
        anchor=_anchor(item["anchor"]) if item.get("anchor") else None,
        created=text_of(item, "created"),
        modified=text_of(item, "modified"),
        note=text_of(item, "note"),
        tags=tuple(tag for tag in list_of(item, "tags") if isinstance(tag, str)),
        color=text_of(item, "color", "yellow"),
        is_read=item.get("is_read") is True,
        is_starred=item.get("is_starred") is True,
        is_conflict=item.get("is_conflict") is True,
    )


def _anchor(item: dict[str, Any]) -> Anchor:
    return Anchor(
        text_digest=text_of(item, "text"),
        norm=int(item["norm"]),
        span=Span(int(item["start"]), int(item["end"])),
        exact=text_of(item, "exact"),
        prefix=text_of(item, "prefix"),
        suffix=text_of(item, "suffix"),
    )
