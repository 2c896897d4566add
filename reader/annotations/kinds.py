"""Kinds of annotations and what becomes of them: apart, because the screen names them before it reads any."""

from __future__ import annotations

from enum import StrEnum


class AnnotationKind(StrEnum):
    """What an annotation is about."""

    MARK = "mark"
    """A span of the text, with or without a note."""
    ARTICLE = "article"
    """A note or tags on the whole article, without a span."""
    STATE = "state"
    """Read, starred and tags of an article: one per article."""
    HIDDEN = "hidden"
    """A highlight of the program that the user hid."""
    SEARCH = "search"
    """A search that the user saved: the first line of its note is the name, the second the query."""


class PlacementStatus(StrEnum):
    """What became of the annotated words in the present text."""

    SAME = "same"
    MOVED = "moved"
    EDITED = "edited"
    REPLACED = "replaced"
    GONE = "gone"
