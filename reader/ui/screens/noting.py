"""Noting: what the keys of the notes screen change. A change is on disk before the status line says so."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual.getters import query_one

from reader.errors import ReaderError
from reader.sifting import WHOLE_ARTICLE
from reader.ui.screens.steady_screens import SteadyScreen
from reader.ui.undoing import take_back
from reader.ui.widgets.notes_list import NotesList
from reader.ui.widgets.status_line import StatusLine, Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.annotations.annotation import Annotation
    from reader.library import Library
    from reader.ui.external_editor import NoteFile
    from reader.ui.noted import TagChange
    from reader.ui.screens.note import Draft

Result = TypeVar("Result")

NOTES, ORPHANS, TRASH = "notes", "orphans", "trash"
"""What the screen lists."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user goes to."""

    annotation: Annotation
    is_to_reattach: bool = False
    """It gets other words: those that are selected next."""


class Noting(SteadyScreen[Choice]):
    """The part of the notes screen that keeps what the user makes."""

    list = query_one(NotesList)
    status = query_one(StatusLine)

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self.view = NOTES
        self._in_turn = asyncio.Lock()

    async def in_thread(self, work: Callable[[], Result]) -> Result:
        """Do blocking work on the user's data off the screen's thread, one piece after the other."""
        async with self._in_turn:
            return await asyncio.to_thread(work)

    def say(self, message: str, tone: Tone = Tone.PLAIN) -> None:
        """Say what happened."""
        self.status.say(message, tone)

    def reload(self) -> None:
        """List what the notebook says now; the part that lists does it."""

    async def keep(self, change: Callable[[], object], done: str) -> str | None:
        """Make a change of the notebook and show it; return the problem if it is not on disk."""
        try:
            await self.in_thread(change)
        except ReaderError as error:
            self.say(f"NOT saved: {error}", Tone.BAD)
            return str(error)
        self.reload()
        self.say(done, Tone.GOOD)
        return None

    def _to_change(self) -> Annotation | None:
        """Return the annotation under the cursor if it can be changed; otherwise say why not."""
        noted = self.list.current
        if noted is None:
            self.say("There is no note here.")
        elif self.view == TRASH:
            self.say("This note is in the trash: r restores it.")
        else:
            return noted.annotation
        return None

    # -- going to the text ---------------------------------------------------------------------------------------

    async def action_jump(self) -> None:
        """Go to the place of the annotation in its article; in the trash, restore it."""
        if self.view == TRASH:
            await self.action_restore()
        elif self.list.current is None:
            self.say("There is no note here.")
        else:
            self.dismiss(Choice(self.list.current.annotation))

    def action_reattach(self) -> None:
        """Choose other words for an orphan, in its article."""
        annotation = self._to_change()
        if annotation is None:
            return
        if annotation.anchor is None:
            self.say("This note is on the whole article and needs no words.")
        else:
            self.dismiss(Choice(annotation, is_to_reattach=True))

    # -- notes ---------------------------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Change the note and its tags."""
        from reader.ui.screens.note import Draft, NoteEditor, touched  # its text area costs as much as a first frame

        annotation = self._to_change()
        if annotation is None:
            return
        notebook = self.library.notebook

        async def save(draft: Draft) -> str | None:
            note, tags = touched(annotation, draft)
            return await self.keep(
                lambda: notebook.change(annotation.id, note=note, tags=tags, seen=annotation), "Note changed and saved."
            )

        words = annotation.anchor.exact if annotation.anchor else f"{WHOLE_ARTICLE}: {annotation.article.title}"
        self.app.push_screen(NoteEditor(words, Draft(annotation.note, annotation.tags), save, self.library.tags))

    async def action_edit_outside(self) -> None:
        """Change the note in the user's own editor, with the terminal handed over to it."""
        from reader.ui.external_editor import NoteFile  # few notes are written outside

        annotation = self._to_change()
        if annotation is None:
            return
        try:
            file = NoteFile(annotation.note)
        except ReaderError as error:
            self.say(str(error), Tone.BAD)
            return
        try:
            note = file.edit_in(self.app)
        except ReaderError as error:
            self.say(str(error), Tone.BAD)
        else:
            await self._keep_edited(annotation, note, file)

    async def _keep_edited(self, annotation: Annotation, note: str, file: NoteFile) -> None:
        if note == annotation.note.rstrip("\n"):
            file.remove()
            self.say("The note is as it was.")
            return
        change = self.library.notebook.change
        problem = await self.keep(
            lambda: change(annotation.id, note=note, seen=annotation), "Note changed and saved."
        )  # fmt: skip
        if problem is None:
            file.remove()
        else:
            self.say(f"NOT saved: {problem} The text is in {file.path}", Tone.BAD)

    # -- several -------------------------------------------------------------------------------------------------

    def action_tag(self) -> None:
        """Change tags and colour of the chosen notes, or of the one under the cursor, as one action."""
        from reader.ui.screens.tagging import Tagging

        if self._to_change() is not None:
            chosen = self.list.chosen
            used = (tag for each in chosen for tag in each.tags)
            asked = Tagging(counted(len(chosen)), used, self.library.tags, has_color=True)
            self.app.push_screen(asked, partial(self._tag, chosen))

    async def _tag(self, chosen: Sequence[Annotation], change: TagChange | None) -> None:
        if change is None or not any(change):
            return
        first, *others = (each.id for each in chosen)
        notebook = self.library.notebook
        await self.keep(
            lambda: notebook.change(
                first, *others, add_tags=change.add, remove_tags=change.remove, color=change.color
            ),
            f"{counted(len(chosen))} changed: {change.said}",
        )  # fmt: skip

    async def action_delete(self) -> None:
        """Put the note under the cursor into the trash, or those chosen after a question."""
        from reader.ui.screens.confirm import Confirm

        if self._to_change() is None:
            return
        chosen = self.list.chosen
        if len(chosen) == 1:
            await self._delete(chosen, True)
            return
        question = f"Put {counted(len(chosen))} into the trash? u brings them back together."
        self.app.push_screen(Confirm(question, "Delete", "Keep them"), partial(self._delete, chosen))

    async def _delete(self, chosen: Sequence[Annotation], is_sure: bool | None) -> None:
        if is_sure:
            delete, chosen_ids = self.library.notebook.delete, [each.id for each in chosen]
            done = (
                "Deleted; u brings it back."
                if len(chosen) == 1
                else f"{counted(len(chosen))} deleted; u brings them back."
            )
            if await self.keep(lambda: delete(*chosen_ids), done) is None:
                self.list.drop(chosen_ids)

    async def action_restore(self) -> None:
        """Bring the chosen notes, or the one under the cursor, back from the trash."""
        if self.view != TRASH or self.list.current is None:
            self.say("Nothing to restore here: T goes to the trash." if self.view != TRASH else "The trash is empty.")
            return
        restore, chosen = self.library.notebook.restore, [each.id for each in self.list.chosen]
        done = "Restored and saved." if len(chosen) == 1 else f"{counted(len(chosen))} restored and saved."
        if await self.keep(lambda: restore(*chosen), done) is None:
            self.list.drop(chosen)

    async def action_undo(self) -> None:
        """Take back the last change."""
        await self._take_back(is_redo=False)

    async def action_redo(self) -> None:
        """Do again what was undone."""
        await self._take_back(is_redo=True)

    async def _take_back(self, *, is_redo: bool) -> None:
        said, tone = await take_back(self.library.notebook, self.in_thread, is_redo=is_redo)
        if tone is Tone.GOOD:
            self.reload()
        self.say(said, tone)

    async def action_copy(self) -> None:
        """Copy the annotated words with their source."""
        from reader.ui.citing import cited_note  # what is not copied needs neither citations nor subprocess
        from reader.ui.clipboard import copy

        noted = self.list.current
        if noted is None:
            self.say("There is no note here.")
            return
        text, fallback = cited_note(noted.annotation), self.library.folders.state / "copied.txt"
        how = await self.in_thread(
            lambda: copy(text, lambda t: self.app.call_from_thread(self.app.copy_to_clipboard, t), fallback)
        )
        self.say(f"{how}: {noted.quote}", Tone.GOOD)


def counted(number: int) -> str:
    """Return a number of notes."""
    return f"{number:,} note{'' if number == 1 else 's'}"
