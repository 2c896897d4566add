"""Bodies: the state of an annotation as a line of the log spells it, to and from `Annotation`.

A body may hold keys of newer versions; whatever changes it here keeps them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.annotations.annotation import Anchor, Annotation, AnnotationId, AnnotationKind, ArticleReference
from reader.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.annotations.events import Body

DIGEST_PREFIX = "sha256:"
ANCHOR_KEYS = ("text", "norm", "start", "end", "exact", "prefix", "suffix")
_REFERENCE_KEYS = ("url", "title", "outlet", "author", "published")
_ORDER = ("article", *ANCHOR_KEYS, "kind", "color", "note", "tags", "read", "starred", "created", "modified")
DEFAULT_COLOR = "yellow"


def is_known(body: Body) -> bool:
    """Tell whether the kind of an annotation is one that this version knows."""
    return body.get("kind", "mark") in _KINDS


_KINDS = {str(kind): kind for kind in AnnotationKind}


def annotation_of(annotation: str, body: Body, modified: str, *, is_conflict: bool = False) -> Annotation:
    """Return the annotation of a body of a known kind; `modified` is the time of its newest event."""
    read = body.get
    return Annotation(
        AnnotationId(annotation),
        _KINDS[read("kind") or "mark"],
        reference_of_body(body),
        _anchor(body) if read("text") is not None else None,
        read("created") or _seconds(modified),
        read("modified") or _seconds(modified),
        read("note") or "",
        tuple(read("tags") or ()),
        read("color") or DEFAULT_COLOR,
        read("read", False),
        read("starred", False),
        is_conflict,
    )


def reference_of_body(body: Body) -> ArticleReference:
    """Return what a body says of its article."""
    article = body["article"]
    return ArticleReference(
        article["id"],
        article.get("title") or "",
        article.get("url"),
        article.get("outlet"),
        article.get("author"),
        article.get("published"),
    )


def _seconds(at: str) -> str:
    return at[:19] + "Z" if len(at) > 20 else at


def _anchor(body: Body) -> Anchor:
    return Anchor(
        body["text"].removeprefix(DIGEST_PREFIX),
        body.get("norm", 1),
        Span(body["start"], body["end"]),
        body.get("exact") or "",
        body.get("prefix") or "",
        body.get("suffix") or "",
    )


def body_of(annotation: Annotation, *, keeps_modified: bool = False) -> Body:
    """Return the body of an annotation; with `keeps_modified` its own time of change stands, not that of the event."""
    body: Body = {"article": reference_body(annotation.article)}
    if annotation.anchor is not None:
        body |= anchor_body(annotation.anchor)
    body["kind"] = str(annotation.kind)
    if annotation.kind is AnnotationKind.STATE:
        body |= {"tags": list(annotation.tags), "read": annotation.is_read, "starred": annotation.is_starred}
    else:
        body |= {"color": annotation.color, "note": annotation.note, "tags": list(annotation.tags)}
    body["created"] = annotation.created
    if keeps_modified:
        body["modified"] = annotation.modified
    return body


def reference_body(article: ArticleReference) -> dict[str, str]:
    """Return what a body says of an article; what is not known is left out."""
    body: dict[str, str] = {"id": article.id}
    for key in _REFERENCE_KEYS:
        value = getattr(article, key)
        if value:
            body[key] = value
    return body


def anchor_body(anchor: Anchor) -> Body:
    """Return what a body says of an anchor."""
    return {
        "text": DIGEST_PREFIX + anchor.text_digest,
        "norm": anchor.norm,
        "start": anchor.span.start,
        "end": anchor.span.end,
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
    }


def changed(body: Body, **changes: Any) -> Body:
    """Return a body with these keys changed, in the order of the format, with all that it does not know."""
    merged = {**body, **changes}
    # Only imports carry their own time of change; whoever changes it next has changed it now.
    merged.pop("modified", None)
    known = {key: merged[key] for key in _ORDER if key in merged}
    return known | {key: value for key, value in merged.items() if key not in known}


def retagged(body: Body, added: Sequence[str], removed: Sequence[str]) -> Body:
    """Return a body with some tags more and some less, by any case of their letters; the others stay in their order."""
    if not added and not removed:
        return body
    unwanted = {tag.casefold() for tag in removed}
    kept = [tag for tag in body.get("tags") or () if tag.casefold() not in unwanted]
    there = {tag.casefold() for tag in kept}
    return body | {"tags": kept + [tag for tag in added if tag.casefold() not in there]}
