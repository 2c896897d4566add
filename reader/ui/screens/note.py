"""NoteEditor: writes a note in Markdown with tags; it closes only when the note is on disk."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from reader.errors import ReaderError
from reader.text import safe
from reader.ui.screens.confirm import Confirm
from reader.ui.screens.steady_screens import SteadyModal
from reader.ui.widgets.tags_input import TagsInput
from reader.ui.wrapping import one_line

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import TextArea

    from reader.annotations.annotation import Annotation

_QUOTED = 240
_TAG = re.compile(r"[^\s,;#]+")
"""A tag: `#potash`, `potash, sanctions`."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being written."""

    note: str = ""
    tags: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was written."""
        return not self.note.strip() and not self.tags


def touched(annotation: Annotation, draft: Draft) -> tuple[str | None, tuple[str, ...] | None]:
    """Return the note and the tags that the user changed in the editor, None for what was left alone.

    The editor shows printable text and tags of one word each; what was not touched there has to stay as it was.
    """
    is_note_same = draft.note == safe(annotation.note).strip("\n")
    are_tags_same = draft.tags == tags_in(" ".join(f"#{tag}" for tag in annotation.tags))
    return None if is_note_same else draft.note, None if are_tags_same else draft.tags


def tags_in(line: str) -> tuple[str, ...]:
    """Return the tags in a line, each once."""
    return tuple(dict.fromkeys(_TAG.findall(safe(line))))


Save = Callable[[Draft], Awaitable[str | None]]
"""Keeps a draft; returns the problem if it is not on disk."""


class NoteEditor(SteadyModal[bool]):
    """Gives True when something was saved."""

    CSS_PATH = "note.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", id="editor.save", priority=True, tooltip="Save to disk, then close"),
        Binding("ctrl+e", "edit_outside", "$EDITOR", id="editor.outside", priority=True,
                tooltip="Write on in $VISUAL or $EDITOR"),
        Binding("escape", "leave", "Leave", id="editor.leave", tooltip="Close; asks if something would be lost"),
    ]  # fmt: skip

    tags_input = query_one("#tags", TagsInput)
    problem = query_one("#note-problem", Static)

    def __init__(
        self, words: str, draft: Draft, save: Save, known_tags: Callable[[], Mapping[str, int]] = dict
    ) -> None:
        """Write on `words`; `known_tags` gives those of the library, and may take its time."""
        super().__init__()
        self._known_tags = known_tags
        self._words = words
        self._draft = draft
        self._save = save
        self._is_saving = False
        self._early = ""

    def compose(self) -> ComposeResult:
        """Make the quoted words, the editor, the tags and the keys."""
        from textual.widgets import TextArea  # it costs as much as the whole first frame: only when a note is written

        words = safe(one_line(self._words))
        words = words if len(words) <= _QUOTED else words[:_QUOTED].rstrip() + "…"
        with Vertical(id="note-box"):
            yield Static(Content(words), id="note-words", markup=False)
            editor = TextArea(
                safe(self._draft.note), id="note-text", soft_wrap=True, show_line_numbers=False, compact=True
            )
            editor.placeholder = "Your note, in Markdown"
            yield editor
            yield TagsInput(safe(" ".join(f"#{tag}" for tag in self._draft.tags)), placeholder="#tags", id="tags")
            yield Static(Content(""), id="note-problem", markup=False)
            yield Static(Content("ctrl+s save   Tab tags   ctrl+e editor   Esc leave"), id="note-keys", markup=False)

    @property
    def _editor(self) -> TextArea:
        from textual.widgets import TextArea

        return self.query_one("#note-text", TextArea)

    def on_mount(self) -> None:
        """Let keys go to the note, behind what it says already."""
        self.problem.display = False
        self._editor.focus()
        self._editor.move_cursor(self._editor.document.end)
        # As the editor spells it: what only it changed is not asked for.
        self._draft = self._written()
        self._editor.insert(self._early)
        self.tags_input.takes_blanks = False
        self._look_up_tags()

    @work(thread=True, group="note", exit_on_error=False)
    def _look_up_tags(self) -> None:
        with suppress(ReaderError):  # the line works without; what is wrong with the notes is said where they are shown
            known = self._known_tags()
            self.app.call_from_thread(setattr, self.tags_input, "known", known)

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed before the editor is there."""
        if not self.is_mounted and event.is_printable and event.character:
            self._early += event.character

    def _written(self) -> Draft:
        return Draft(safe(self._editor.text).strip("\n"), tags_in(self.tags_input.value))

    @work(group="save")
    async def action_save(self) -> None:
        """Save, and close when it is on disk; otherwise say so and keep the text."""
        if self._is_saving:
            return
        self._is_saving = True
        try:
            problem = await self._save(self._written())
        finally:
            self._is_saving = False
        if problem is None:
            self.dismiss(True)
            return
        self.problem.update(Content(f"✗ NOT saved: {safe(problem)} The text stays here; ctrl+s tries again."))
        self.problem.display = True

    def action_edit_outside(self) -> None:
        """Write on in the user's own editor, with the terminal handed over to it; then come back here to save."""
        from reader.ui.external_editor import edited  # few notes are written outside

        note, problem = edited(self.app, self._editor.text)
        if note is not None:
            self._editor.load_text(safe(note))
            self._editor.move_cursor(self._editor.document.end)
        self.problem.display = bool(problem)
        self.problem.update(Content(safe(problem)))

    def action_leave(self) -> None:
        """Close; ask first if something would be lost."""
        written = self._written()
        is_changed = written != self._draft and not written.is_empty
        if is_changed:
            question = Confirm("Leave without saving this note?", "Leave", "Write on")
            self.app.push_screen(question, self._leave)
        else:
            self._leave(is_sure=True)

    def _leave(self, is_sure: bool | None) -> None:
        if is_sure:
            self.dismiss(False)
