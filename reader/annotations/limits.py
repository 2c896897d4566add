"""What an annotation may hold: checked before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import AnnotationError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.text import Span

NOTE_BYTES = 256 << 10
TAG_LENGTH = 100
TAGS = 200
COLOR_LENGTH = 32
MARK_LENGTH = 100_000
"""Code points of a mark; a longer passage is the article, which takes notes as a whole."""


def checked_note(note: str) -> str:
    """Return a note as it is kept, which is as it was written.

    Raises:
        AnnotationError: it is too long.
    """
    size = len(note.encode("utf-8", "surrogatepass"))
    if size > NOTE_BYTES:
        raise AnnotationError(f"a note of {size >> 10} KB is too long; {NOTE_BYTES >> 10} KB can be kept")
    return note


def checked_tags(tags: Iterable[str]) -> list[str]:
    """Return tags without blanks around them, empty ones and repetitions.

    Raises:
        AnnotationError: one is too long, or there are too many.
    """
    found = list(dict.fromkeys(tag for each in tags if (tag := " ".join(each.split()))))
    for tag in found:
        if len(tag) > TAG_LENGTH:
            raise AnnotationError(f"the tag {tag[:20]}… is too long; {TAG_LENGTH} characters can be kept")
    if len(found) > TAGS:
        raise AnnotationError(f"{len(found)} tags are too many; {TAGS} can be kept")
    return found


def checked_color(color: str) -> str:
    """Return the name of a colour.

    Raises:
        AnnotationError: it is empty or too long for a name.
    """
    if not 0 < len(color) <= COLOR_LENGTH:
        raise AnnotationError(f"{color[:20] or 'nothing'!r} is no name of a colour")
    return color


def checked_span(span: Span, text: str) -> Span:
    """Return a span that can be annotated.

    Raises:
        AnnotationError: it is empty, too long, or runs out of the text.
    """
    if not len(span):
        raise AnnotationError("nothing is selected")
    if span.end > len(text):
        raise AnnotationError("the selection runs out of the text; open the article again")
    if len(span) > MARK_LENGTH:
        raise AnnotationError(f"a mark of {len(span)} characters is too long; put a note on the whole article")
    return span
