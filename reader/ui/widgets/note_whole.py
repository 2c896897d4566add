"""NoteWhole: one annotation in full, beside the list of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from reader.text import safe
from reader.ui.byline import spelled
from reader.ui.noted import WHOLE_ARTICLE
from reader.ui.wrapping import one_line

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.ui.noted import Noted

_WORDS, _NOTE = 2000, 8000
"""Most code points of the annotated words and of the note; the rest is a key away."""


class _Page(Widget):
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"note-whole--{name}" for name in ("words", "note", "tags", "title", "context", "faint", "gone")
    }
    DEFAULT_CSS = "_Page { height: auto; }"
    noted: Noted | None = None

    def render(self) -> Content:
        """Return the annotation, wrapped by whoever paints it."""
        if self.noted is None:
            return Content("")
        parts = [(text, self.get_visual_style(f"note-whole--{name}")) for text, name in _parts(self.noted)]
        return Content.assemble(*parts)


def _parts(noted: Noted) -> list[tuple[str, str]]:
    annotation = noted.annotation
    article, anchor = annotation.article, annotation.anchor
    parts: list[tuple[str, str]] = []
    if noted.orphaned:
        parts.append((safe(noted.orphaned) + "\n\n", "gone"))
    if anchor is None:
        parts.append((WHOLE_ARTICLE, "words"))
    else:
        before, after = safe(anchor.prefix).replace("\n", " "), safe(anchor.suffix).replace("\n", " ")
        cut = "…" if len(anchor.exact) > _WORDS else ""
        parts += [(f"…{before}", "context"), (safe(anchor.exact[:_WORDS]) + cut, "words"), (f"{after}…", "context")]
    if annotation.note.strip():
        cut = "…" if len(annotation.note) > _NOTE else ""
        parts.append(("\n\n" + safe(annotation.note[:_NOTE]).strip("\n") + cut, "note"))
    if annotation.tags:
        parts.append(("\n\n" + " ".join(f"#{one_line(safe(tag))}" for tag in annotation.tags), "tags"))
    parts.append(("\n\n" + (one_line(safe(article.title)) or "untitled"), "title"))
    day = spelled(article.published[:10]) if article.published else ""
    for line in (" · ".join(part for part in (article.author, article.outlet, day) if part), article.url):
        if line:
            parts.append(("\n" + one_line(safe(line)), "faint"))
    color = f"{annotation.color}, " if anchor is not None else ""
    changed = f", changed {annotation.modified[:10]}" if annotation.modified[:10] != annotation.created[:10] else ""
    parts.append(("\n\n" + one_line(safe(f"{color}made {annotation.created[:10]}{changed}")), "faint"))
    return parts


class NoteWhole(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls with the wheel; keys stay with the list."""

    ALLOW_SELECT = False

    def compose(self) -> ComposeResult:
        """Make the page."""
        yield _Page()

    def show(self, noted: Noted | None) -> None:
        """Show an annotation from its start."""
        page = self.query_one(_Page)
        page.noted = noted
        page.refresh(layout=True)
        self.scroll_home(animate=False)
