"""StatusLine and KeyLine: what just happened and where one is; and the keys of what has the focus."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.geometry import Region
from textual.reactive import reactive
from textual.widget import Widget

from reader.text import safe
from reader.ui.widgets.bare import Bare
from reader.ui.wrapping import cells_of, fit

if TYPE_CHECKING:
    from textual import events
    from textual.screen import Screen


_BESIDE_PLACE = 10
"""Cells of the status line that the place leaves to the message."""


class Tone(StrEnum):
    """How a message of the status line is meant."""

    PLAIN = ""
    GOOD = "status-line--good"
    BAD = "status-line--bad"


class StatusLine(Widget):
    """One line: at the left what happened, or what one can do; at the right the place."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"status-line--good", "status-line--bad", "status-line--place"}
    DEFAULT_CSS = """
    StatusLine { height: 1; }
    """

    message: reactive[str] = reactive("")
    """What happened; stays until something else happens."""
    tone: reactive[Tone] = reactive(Tone.PLAIN)
    hint: reactive[str] = reactive("")
    """What one can do here; shown while there is no message."""
    place: reactive[str] = reactive("", repaint=False)
    """Where one is."""
    count: reactive[str] = reactive("")
    """A count that is being typed."""

    def say(self, message: str, tone: Tone = Tone.PLAIN) -> None:
        """Show a message."""
        self.message = message
        self.tone = tone

    def watch_place(self, old: str, new: str) -> None:
        """Paint the place anew, and no more of the line if nothing else moves."""
        cells = cells_of(safe(new))
        if cells == cells_of(safe(old)) < self.size.width - _BESIDE_PLACE:
            self.refresh(Region(self.size.width - 1 - cells, 0, cells, 1))
        else:
            self.refresh()

    def render(self) -> Content:
        """Return message and place, cut to the width."""
        width = self.size.width
        place = " ".join(part for part in (self.count, safe(self.place)) if part)
        place = fit(place, min(cells_of(place), max(0, width - _BESIDE_PLACE))) if place else ""
        sign = {Tone.GOOD: "✓ ", Tone.BAD: "✗ "}.get(self.tone, "") if self.message else ""
        text = fit(" " + sign + safe(self.message or self.hint).replace("\n", " "), max(0, width - cells_of(place) - 2))
        tone = self.tone.value if self.message else ""
        style = self.get_visual_style(tone) if tone else self.visual_style
        return Content.assemble((text + " ", style), (place, self.get_visual_style("status-line--place")), " ")


class KeyLine(Bare, Widget):
    """The keys of what has the focus, as many as fit, made from the bindings; the way to the help is always there."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-line--key", "key-line--word"}

    def on_mount(self) -> None:
        """Follow the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def _shown(self) -> list[tuple[str, str, str]]:
        """Return keys, what they do and their actions, the most important first, as many as fit whole."""
        found: dict[str, tuple[str, str, str]] = {}
        ids: dict[str, str] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.action not in found:
                found[binding.action] = (self.app.get_key_display(binding), binding.description, binding.action)
                ids[binding.action] = binding.id or ""
        last = found.pop(_HELP, None)
        focused = self.screen.focused
        first = _FIRST.get((focused.id or "") if focused is not None else "", ())
        ordered = sorted(found, key=lambda action: first.index(ids[action]) if ids[action] in first else len(first))
        room = self.size.width - 1 - (_cells(last) - _PARTING if last else 0)
        shown = []
        for each in map(found.__getitem__, ordered):
            if _cells(each) <= room:
                room -= _cells(each)
                shown.append(each)
        return [*shown, last] if last else shown

    def render(self) -> Content:
        """Return keys and what they do; those that do not fit are left out."""
        parts: list[tuple[str, object]] = [(" ", "")]
        key_style, word_style = self.get_visual_style("key-line--key"), self.get_visual_style("key-line--word")
        for key, word, _ in self._shown():
            parts += [(key, key_style), (f" {word}  ", word_style)]
        return Content.assemble(*parts)  # type: ignore[arg-type]

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        at = 1
        for each in self._shown():
            action, at_end = each[2], at + _cells(each)
            if at <= event.x < at_end - _PARTING:
                await self.screen.run_action(action) if "." in action else await self._run(action)
                return
            at = at_end

    async def _run(self, action: str) -> None:
        for active in self.screen.active_bindings.values():
            if active.binding.action == action:
                await self.app.run_action(action, active.node)
                return


_HELP = "help"
"""The action that is never left out."""
_PARTING = 2
"""Cells between two keys."""
_FIRST = {
    "articles": ("list.open", "search.focus", "list.views", "room.highlights", "app.palette"),
    "text": (
        *("select.sentence", "select.paragraph", "article.next-highlight", "note.edit", "note.mark", "select.stop"),
        *("room.back", "article.select", "search.focus", "article.copy", "room.highlights"),
    ),
    "highlights": ("pane.jump", "pane.show-all", "pane.filter", "room.back", "note.edit", "pane.group", "pane.unfold"),
    "query": ("search.complete", "search.cancel", "search.save"),
    "notes": ("notes.jump", "notes.filter", "notes.edit", "notes.back", "notes.tag", "notes.choose", "notes.delete"),
}
"""What comes first while a widget has the focus, by its id; the rest follows in the order of the bindings."""


def _cells(shown: tuple[str, str, str]) -> int:
    return cells_of(shown[0]) + cells_of(shown[1]) + 1 + _PARTING
