"""Noted: an annotation as the notes screen lists it; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reader.annotations.annotation import AnnotationKind
from reader.sifting import WHOLE_ARTICLE
from reader.text import safe
from reader.ui.wrapping import one_line

if TYPE_CHECKING:
    from reader.annotations.annotation import Annotation

_SHOWN = 2000
"""Code points of a quote or a note that a line can need; no terminal is wider."""
_CONTEXT = 30
"""Code points of the old text shown on each side of words that are gone."""
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
