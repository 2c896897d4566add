"""Reviewing: from the list of all notes to their places, and back from the trash."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding

from reader.errors import ReaderError
from reader.ui.messages import ArticleRead, UpdateEnded
from reader.ui.screens.desk import ARTICLE
from reader.ui.screens.reading import Reading

if TYPE_CHECKING:
    from textual.binding import BindingType

    from reader.annotations.annotation import Annotation, AnnotationId
    from reader.library import Opened
    from reader.ui.screens.notes import Choice

_READ_ANEW = "The file of this article has changed; this is its new text."
_SELECT = "Select words with v, then R puts the note on them."


class Reviewing(Reading):
    """The part of the main screen that shows all notes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("M", "notes", "All notes", id="notebook.notes", show=False, tooltip="Of all articles; and the trash"),
        Binding("R", "reattach", "Re-attach", id="note.reattach", show=False,
                tooltip="Put the orphan chosen in the notes on the selection"),
    ]  # fmt: skip

    _note_to_show: AnnotationId | None = None
    _orphan: Annotation | None = None
    """It waits for words to be put on."""
    _changes_said = ""
    _is_read_anew = False

    def action_notes(self) -> None:
        """Show the notes of all articles."""
        from reader.ui.screens.notes import Notes  # the first frame needs none of the dialogs

        self.app.push_screen(Notes(self.library), self._note_chosen)

    async def _note_chosen(self, choice: Choice | None) -> None:
        await self.refresh_annotations()
        if choice is not None:
            self._orphan = choice.annotation if choice.is_to_reattach else None
            await self._show_note(choice.annotation)

    async def action_reattach(self) -> None:
        """Put the orphan that was chosen in the notes screen on the selection."""
        orphan, opened, span = self._orphan, self.opened, self.view.selection
        if orphan is None:
            self.say("Choose a note first: M shows all, R takes one along.")
        elif opened is None or span is None:
            self.say(_SELECT)
        else:
            try:
                await self.in_thread(lambda: self.library.notebook.reattach(orphan.id, opened.article, span))
            except ReaderError as error:
                self.say_bad(f"NOT saved: {error}")
                return
            self._orphan = None
            self.view.drop_selection()
            await self.refresh_annotations()
            self.say_good("The note stands on these words now; u takes it back.")

    async def _show_note(self, annotation: Annotation) -> None:
        from reader.orphans import key_of

        key = await self.in_thread(lambda: key_of(self.library, annotation.article))
        if key is None:
            if self._orphan is None:
                self.say_bad("The article of this note is not in the library any more; the note is kept.")
            else:
                self.say(f"Its article is not in the library. Open another. {_SELECT}")
            return
        self.leave_place()
        place = self.articles.place_of(key)
        if place is not None:
            self.articles.move_to(place)
        self._note_to_show = annotation.id
        self.go(ARTICLE)
        if self.opened is not None and self.opened.key == key:
            self._stand_on_note()
        else:
            self.open_article(key)

    @on(ArticleRead)
    def _article_of_note_read(self) -> None:
        # After the article has been shown: the part that reads handles the same message later.
        self.call_later(self._shown)

    def _shown(self) -> None:
        opened = self.opened
        if opened is not None and not opened.article.warnings:
            from reader.ui.changes import changes_said  # no article is opened before the first frame

            said, before = changes_said(opened.placed), self._changes_said
            self._changes_said = said
            if said or self._is_read_anew or (before and self.status.message == before):
                self.say(said or (_READ_ANEW if self._is_read_anew else ""))
            self._is_read_anew = False
        if self._note_to_show is not None:
            self._stand_on_note()

    @on(UpdateEnded)
    def _file_may_have_changed(self, event: UpdateEnded) -> None:
        opened = self.opened
        if opened is not None and event.changes is not None and event.changes.any and not self.view.is_selecting:
            self._read_anew(opened, self._place or 0, self.query_text)

    @work(thread=True, exclusive=True, group="anew", exit_on_error=False)
    def _read_anew(self, before: Opened, place: int, query: str) -> None:
        """Read the open article again if its text is another now, and stay where the user reads."""
        try:
            if self.library.read(before.key).revision == before.article.revision:
                return
            now = self.library.article(before.key)
            matches = self.library.matches(now, query) if query else ()
        except ReaderError:
            return  # what is on the screen can still be read; the list says what became of the file
        old, new = before.article.text, now.article.text
        same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        moved = place if place <= same else place + len(new) - len(old)
        now = now._replace(position=max(0, min(moved, len(new))))
        self._is_read_anew = True
        self.post_message(ArticleRead(before.key, query, now, matches))

    def _stand_on_note(self) -> None:
        wanted, self._note_to_show = self._note_to_show, None
        if self._orphan is not None:
            self.say(_SELECT)
            return
        for each in self.opened.placed if self.opened is not None else ():
            if each.annotation.id != wanted:
                continue
            if each.placement is not None and each.placement.span is not None:
                self.view.focus_span(each.placement.span)
            elif each.placement is not None:
                self.say("The words of this note are gone from the article; the note is kept in the pane.")
