"""W3C Web Annotation Data Model (Recommendation of 2017) as JSON-LD: out as a collection, in from any nesting."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reader.annotations.anchors import CONTEXT
from reader.annotations.annotation import Anchor, Annotation, AnnotationId, AnnotationKind, ArticleReference
from reader.articles.article import ArticleId
from reader.export.entry import MARKER, Imported, by_article, one_line
from reader.export.json_text import dump, list_of, load, own_id, text_of
from reader.export.links import uri, web_address
from reader.export.own import article_item, article_of
from reader.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.export.entry import Exported

ANNO = "http://www.w3.org/ns/anno.jsonld"
PROJECT = "urn:x-program:pullquote"
VOCABULARY = "pullquote"
"""Prefix of the keys that are the program's own: what the model has no word for."""
_ARTICLE_URN = "urn:pullquote:article:"
_DIGEST = "ni:///sha-256;"
"""Names a text by its digest (RFC 6920)."""
_MOST_NESTED = 20
# What is a time already: "2025-12-19T14:05:06Z".
_UTC = re.compile(
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z", re.ASCII
)


def w3c(entries: Sequence[Exported]) -> str:
    """Return all entries as one AnnotationCollection with one page."""
    items = [annotation(entry, is_alone=False) for _, members in by_article(entries) for entry in members]
    collection = f"{PROJECT}#{MARKER}"
    return dump(
        {
            "@context": [ANNO, {VOCABULARY: f"{PROJECT}#"}],
            "id": collection,
            "type": "AnnotationCollection",
            "generator": _generator(),
            "label": "Notes",
            "total": len(items),
            "first": {
                "id": f"{collection}-1",
                "type": "AnnotationPage",
                "partOf": collection,
                "startIndex": 0,
                "items": items,
            },
        }
    )


def annotation(entry: Exported, *, is_alone: bool = True) -> dict[str, Any]:
    """Return one entry as an Annotation, with its context if it stands alone."""
    made = entry.annotation
    item: dict[str, Any] = {"@context": [ANNO, {VOCABULARY: f"{PROJECT}#"}]} if is_alone else {}
    item |= {
        "id": uri(f"urn:uuid:{one_line(made.id)}"),
        "type": "Annotation",
        "motivation": _motivation(made),
        **_times(made),
        "generator": _generator(),
    }
    if made.note or made.tags:
        item["body"] = _bodies(made)
    item["target"] = _target(made)
    item[f"{VOCABULARY}:article"] = article_item(made.article)
    item[f"{VOCABULARY}:color"] = made.color
    return item


def _times(made: Annotation) -> dict[str, str]:
    """Return when it was made and changed, as far as that is known: times of imports can be anything."""
    times = (("created", utc_time(made.created)), ("modified", utc_time(made.modified)))
    return {name: time for name, time in times if time}


def utc_time(text: str) -> str | None:
    """Return a time as xsd:dateTime in UTC, as the model wants it; None if it is none, or does not name its zone."""
    if _UTC.fullmatch(text):
        return text
    try:
        time = datetime.fromisoformat(text)
        return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if time.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def _generator() -> dict[str, str]:
    return {"id": PROJECT, "type": "Software", "name": "pullquote", "homepage": PROJECT}


def _motivation(made: Annotation) -> str:
    if made.note:
        return "commenting"
    return "tagging" if made.tags and made.anchor is None else "highlighting"


def _bodies(made: Annotation) -> list[dict[str, str]]:
    bodies = []
    if made.note:
        bodies.append(
            {"type": "TextualBody", "value": made.note, "format": "text/markdown", "purpose": "commenting"},
        )
    bodies += [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in made.tags]
    return bodies


def _target(made: Annotation) -> str | dict[str, Any]:
    source = uri(web_address(made.article.url) or f"{_ARTICLE_URN}{one_line(made.article.id)}")
    anchor = made.anchor
    if anchor is None:
        return source
    target: dict[str, Any] = {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": anchor.exact,
                "prefix": anchor.prefix,
                "suffix": anchor.suffix,
            },
            {"type": "TextPositionSelector", "start": anchor.span.start, "end": anchor.span.end},
        ],
    }
    digest = _digest_name(anchor.text_digest)
    if digest:
        made_at = utc_time(made.created)
        target["state"] = {"type": "TimeState", **({"sourceDate": made_at} if made_at else {}), "cached": digest}
        target[f"{VOCABULARY}:norm"] = anchor.norm
    return target


def _digest_name(digest: str) -> str | None:
    try:
        raw = bytes.fromhex(digest)
    except ValueError:
        return None
    return _DIGEST + base64.urlsafe_b64encode(raw).decode().rstrip("=") if raw else None


def _digest_of(name: str) -> str:
    if not name.startswith(_DIGEST):
        return ""
    bare = name.removeprefix(_DIGEST)
    try:
        return base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4)).hex()
    except (binascii.Error, ValueError):
        return ""


def read_w3c(text: str) -> Imported:
    """Read annotations: one, a list, a page or a collection; other programs' too.

    Raises:
        ExportError: it is no JSON.
    """
    annotations, problems = [], []
    for number, item in enumerate(_items(load(text), 0), 1):
        try:
            annotations.append(_read(item))
        except (KeyError, TypeError, ValueError) as error:
            problems.append(f"annotation {number} cannot be read: {error}")
    return Imported(tuple(annotations), tuple(problems))


def _items(value: object, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the annotations inside collections, pages and lists."""
    if depth > _MOST_NESTED:
        return
    if isinstance(value, list):
        for part in value:
            yield from _items(part, depth + 1)
    elif isinstance(value, dict):
        kinds = list_of(value, "type")
        if "Annotation" in kinds:
            yield value
        elif "AnnotationCollection" in kinds:
            yield from _items(value.get("first"), depth + 1)
        elif "AnnotationPage" in kinds or "items" in value:
            yield from _items(value.get("items"), depth + 1)


def _read(item: dict[str, Any]) -> Annotation:
    targets = list_of(item, "target")
    if not targets:
        raise ValueError("it has no target")
    target = targets[0]
    source = target if isinstance(target, str) else text_of(target, "source") or text_of(target, "id")
    anchor = _read_anchor(target) if isinstance(target, dict) else None
    note, tags = _read_bodies(item)
    created = text_of(item, "created") or text_of(item, "modified")
    known = item.get(f"{VOCABULARY}:article")
    exact = anchor.exact if anchor else ""
    return Annotation(
        id=AnnotationId(own_id(text_of(item, "id"), source, exact, created)),
        kind=AnnotationKind.MARK if anchor else AnnotationKind.ARTICLE,
        article=article_of(known) if isinstance(known, dict) else _article(source),
        anchor=anchor,
        created=created,
        modified=text_of(item, "modified") or created,
        note=note,
        tags=tags,
        color=text_of(item, f"{VOCABULARY}:color", "yellow"),
    )


def _article(source: str) -> ArticleReference:
    if source.startswith(_ARTICLE_URN):
        return ArticleReference(ArticleId(source.removeprefix(_ARTICLE_URN)), "")
    return ArticleReference(ArticleId(""), source, url=source or None)


def _read_anchor(target: dict[str, Any]) -> Anchor | None:
    """Read the words and, where the text is one of ours, the position; other positions say nothing of our text."""
    selectors = [selector for selector in list_of(target, "selector") if isinstance(selector, dict)]
    quotes = [selector for selector in selectors if text_of(selector, "type") == "TextQuoteSelector"]
    if not quotes or not text_of(quotes[0], "exact"):
        return None
    exact = text_of(quotes[0], "exact")
    states = list_of(target, "state")
    digest = _digest_of(text_of(states[0], "cached")) if states else ""
    span, norm = Span(0, len(exact)), 0
    positions = [selector for selector in selectors if text_of(selector, "type") == "TextPositionSelector"]
    if digest and positions:
        span = Span(int(positions[0]["start"]), int(positions[0]["end"]))
        norm = int(target.get(f"{VOCABULARY}:norm", 0))
    return Anchor(
        text_digest=digest,
        norm=norm,
        span=span,
        exact=exact,
        prefix=text_of(quotes[0], "prefix")[-CONTEXT:],
        suffix=text_of(quotes[0], "suffix")[:CONTEXT],
    )


def _read_bodies(item: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return the note and the tags of an annotation."""
    notes, tags = [], []
    for body in [*list_of(item, "body"), *list_of(item, "bodyValue")]:
        value = body if isinstance(body, str) else text_of(body, "value")
        if isinstance(body, dict) and "tagging" in list_of(body, "purpose"):
            tags.append(value)
        elif value:
            notes.append(value)
    return "\n\n".join(notes), tuple(tags)
