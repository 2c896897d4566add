"""Ids of annotations and the time of events."""

from __future__ import annotations

import secrets
import time
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.annotations.annotation import AnnotationId

if TYPE_CHECKING:
    from reader.articles.article import ArticleId
    from reader.text import Span

_NAMESPACE = uuid.UUID("6f0d1c52-0f0e-5c8e-9d3c-5d7f3f6f3a1e")
"""Drawn once; a change would part what devices hold together."""


def now() -> str:
    """Return the time as ISO 8601 in UTC with milliseconds. Nothing is decided by it: clocks go wrong."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def new_id() -> AnnotationId:
    """Return a fresh id: UUIDv7 (RFC 9562), time first, so that ids sort about as they were made."""
    milliseconds = time.time_ns() // 1_000_000 & (1 << 48) - 1
    random = secrets.randbits(74)
    number = milliseconds << 80 | 7 << 76 | random >> 62 << 64 | 2 << 62 | random & (1 << 62) - 1
    return AnnotationId(str(uuid.UUID(int=number)))


def state_id(article: ArticleId) -> AnnotationId:
    """Return the id under which every device keeps read, starred and tags of an article."""
    return AnnotationId(str(uuid.uuid5(_NAMESPACE, f"state {article}")))


def hidden_id(article: ArticleId, digest: str, span: Span) -> AnnotationId:
    """Return the id under which every device hides the highlight at a span of a text."""
    return AnnotationId(str(uuid.uuid5(_NAMESPACE, f"hidden {article} {digest} {span.start} {span.end}")))
