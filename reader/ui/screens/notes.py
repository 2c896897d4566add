"""The notes screen: all annotations of the library, filtered as one types; its orphans; and the trash."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from reader.errors import ReaderError
from reader.sifting import Narrower, NoteFilter
from reader.ui.noted import Noted
from reader.ui.report import Report
from reader.ui.screens.noting import NOTES, ORPHANS, TRASH, Choice, Noting
from reader.ui.widgets.line_view import LineView
from reader.ui.widgets.note_whole import NoteWhole
from reader.ui.widgets.notes_head import NotesFilter, NotesHead
from reader.ui.widgets.notes_list import NotesList
from reader.ui.widgets.status_line import KeyLine, StatusLine, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from reader.annotations.annotation import Annotation, AnnotationId
    from reader.library import Library

__all__ = ["Choice", "Notes"]

_NAMES = {NOTES: "Notes and marks", ORPHANS: "Orphans", TRASH: "Trash"}
_EMPTY = {
    NOTES: "No notes yet.\n\nOpen an article and stand on a figure or a quote with ], or select words with v; then "
    "a writes a note and m marks. q goes back.",
    ORPHANS: "No orphans: every note stands on its words.\n\nT goes on to the trash, q back to the articles.",
    TRASH: "The trash is empty.\n\nWhat d deletes comes here. T goes to the notes, q back to the articles.",
}
_NOTHING_MATCHES = "Nothing matches the filter.\n\nEsc shows everything again."
_LOOKING = "Looking for words that are gone…"
_POLL_PAUSE = 1.0
"""Seconds between two looks for what other terminals and devices wrote."""
_WHOLE_PAUSE = 0.04
"""Seconds that the cursor stays on a note before it is shown in full."""
_TELL_PAUSE = 0.25
"""Seconds between two lists of orphans while articles are read."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be listed; an answer to an older question is dropped."""

    view: str
    text: str
    turn: int
    is_by_article: bool


class NotesFound(Report):
    """The annotations that answer a question."""

    question: Question
    made: Sequence[Annotation]
    """All annotations that were read."""
    total: int
    """Of the view, without the filter."""
    found: Sequence[Noted]


class NotesUnreadable(Report):
    """The notebook could not be read."""

    question: Question
    problem: str


class OrphansFound(Report):
    """Annotations were looked up in the present texts."""

    reasons: dict[AnnotationId, tuple[Annotation, str]]
    is_done: bool


class OthersWrote(Report):
    """Another terminal or device changed annotations."""


def _place_in_library(noted: Noted) -> tuple[str, str, int, str]:
    """Return what annotations are sorted by: the title, and where in the text they stood; on all of it comes first."""
    article, anchor = noted.annotation.article, noted.annotation.anchor
    return article.title.casefold(), article.id, anchor.span.start if anchor else -1, noted.annotation.id


class Notes(Noting):
    """Gives the annotation whose place the user goes to."""

    CSS_PATH = "notes.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (160, "-wide")]  # noqa: RUF012 - as Textual has it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (12, "-low"), (22, "-tall")]  # noqa: RUF012

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "other_view(1)", "View", id="notes.next-view", tooltip="Notes, orphans, trash"),
        Binding("shift+tab", "other_view(-1)", "Back a view", id="notes.previous-view", show=False),
        Binding("ctrl+t", "view('trash')", "Trash", id="notes.trash", show=False, tooltip="What was deleted, or back"),
        Binding("S", "sort", "Sort", id="notes.sort", show=False, tooltip="By article and place, or the newest first"),
        Binding("escape,q", "back", "Back", id="notes.back", tooltip="Drop the filter; then to the articles"),
        Binding("question_mark,f1", "help", "Help", id="notes.help"),
    ]

    head = query_one(NotesHead)
    filter_input = query_one(NotesFilter)
    whole = query_one(NoteWhole)

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._question = Question(NOTES, "", 0, is_by_article=False)
        self._is_by_article = False
        self._made: Sequence[Annotation] | None = None
        """Of the view; None when it has to be read anew."""
        self._reasons: dict[AnnotationId, tuple[Annotation, str]] = {}
        self._narrower = Narrower()
        self._cursor: AnnotationId | None = None
        self._is_looking = False
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """Make the rows and the rooms."""
        yield NotesHead(_NAMES, id="notes-head")
        with Horizontal(id="notes-row"):
            yield Static(Content(" / "), id="notes-prompt", markup=False)
            yield NotesFilter()
            yield Static(Content(""), id="notes-found", markup=False)
        with Horizontal(id="notes-rooms"):
            yield NotesList(id="notes")
            yield NoteWhole(id="notes-whole")
        yield StatusLine(id="notes-status")
        yield KeyLine(id="notes-keys")

    def on_mount(self) -> None:
        """Read the notes, and look every second for what others write."""
        self.set_focus(self.list)
        self._ask()
        self.set_interval(_POLL_PAUSE, self._look)

    # -- what is listed ------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        self._question = Question(
            self.view, self.filter_input.value, self._question.turn + 1, is_by_article=self._is_by_article
        )
        self._answer(self._question, self._made, {key: reason for key, (_, reason) in self._reasons.items() if reason})

    def reload(self) -> None:
        """List what the notebook says now."""
        self._made = None
        self._ask()

    # Described here, because Textual would spell out all annotations instead.
    @work(thread=True, exclusive=True, group="notes", exit_on_error=False, description="list notes")
    def _answer(
        self, question: Question, made: Sequence[Annotation] | None, reasons: dict[AnnotationId, str]
    ) -> None:  # fmt: skip
        notebook = self.library.notebook
        try:
            if made is None:
                made = notebook.trash() if question.view == TRASH else notebook.all()
        except ReaderError as error:
            self.post_message(NotesUnreadable(question, str(error)))
            return
        noted = [Noted(each, reasons.get(each.id, "")) for each in made]
        if question.view == ORPHANS:
            noted = [each for each in noted if each.orphaned]
        found = self._narrower.narrow(noted, NoteFilter.parse(question.text))
        if question.is_by_article:
            found = tuple(sorted(found, key=_place_in_library))
        self.post_message(NotesFound(question, made, len(noted), found))

    @on(NotesFound)
    def _found(self, event: NotesFound) -> None:
        if event.question != self._question or not self.is_shown:
            return
        self._made = event.made
        self._look_for_orphans()
        current = self._cursor or (self.list.current.annotation.id if self.list.current else None)
        self._cursor = None
        found, total = len(event.found), event.total
        is_narrowed = bool(self.filter_input.value.strip())
        order = ", by article" if event.question.is_by_article and total else ""
        self.head.show(self.view, (f"{found:,} of {total:,}" if is_narrowed else f"{total:,}") + order)
        self.query_one("#notes-found", Static).update(Content(f" {found:,} " if is_narrowed else ""))
        empty = _NOTHING_MATCHES if is_narrowed and total else _EMPTY[self.view]
        self.list.empty_text = _LOOKING if self._is_looking else empty
        self.list.show(event.found, cursor=current)

    @on(NotesUnreadable)
    def _unreadable(self, event: NotesUnreadable) -> None:
        if event.question == self._question and self.is_shown:
            self.say(event.problem, Tone.BAD)

    @on(NotesList.Moved)
    def _moved(self, event: NotesList.Moved) -> None:
        if not self.is_shown:
            return
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_WHOLE_PAUSE, lambda: self.whole.show(event.noted))
        place, total = self.list.place
        chosen = self.list.number_chosen
        parts = [f"{chosen:,} chosen"] if chosen else []
        self.status.place = " · ".join([*parts, f"{place:,} of {total:,}"]) if total else ""

    @on(NotesList.Opened)
    async def _opened(self) -> None:
        if self.is_shown:
            await self.action_jump()

    @on(LineView.Counting)
    def _counting(self, event: LineView.Counting) -> None:
        self.status.count = event.count

    @work(thread=True, exclusive=True, group="notes-poll", exit_on_error=False)
    def _look(self) -> None:
        if self.library.notebook.refresh():
            self.post_message(OthersWrote())

    @on(OthersWrote)
    def _others_wrote(self) -> None:
        if self.is_shown:
            self.reload()

    # -- orphans -------------------------------------------------------------------------------------------------

    def _look_for_orphans(self) -> None:
        """Look up those annotations whose place is not known yet, if it matters now."""
        wanted = self.view == ORPHANS or (
            self.view == NOTES and NoteFilter.parse(self.filter_input.value).asks_for_orphans
        )
        if not wanted or self._made is None or self._is_looking:
            return
        unknown = [each for each in self._made if not self._is_placed(each)]
        if unknown:
            self._is_looking = True
            self._find_orphans(unknown)

    def _is_placed(self, annotation: Annotation) -> bool:
        known = self._reasons.get(annotation.id)
        return known is not None and known[0].anchor == annotation.anchor and known[0].article == annotation.article

    @work(thread=True, exclusive=True, group="orphans", exit_on_error=False, description="find orphans")
    def _find_orphans(self, annotations: Sequence[Annotation]) -> None:
        from reader.orphans import reasons  # only those who ask for orphans read all annotated articles

        worker = get_current_worker()
        left = {each.id: each for each in annotations}
        fresh: dict[AnnotationId, tuple[Annotation, str]] = {}
        told = time.monotonic()
        try:
            for found in reasons(self.library, annotations, lambda: worker.is_cancelled):
                fresh |= {key: (left.pop(key), reason) for key, reason in found.items()}
                if time.monotonic() - told > _TELL_PAUSE:
                    self.post_message(OrphansFound(fresh, is_done=False))
                    fresh, told = {}, time.monotonic()
        finally:
            # What could not be looked up is not looked up again and again.
            fresh |= {key: (each, "") for key, each in left.items()}
            self.post_message(OrphansFound(fresh, is_done=True))

    @on(OrphansFound)
    def _orphans_found(self, event: OrphansFound) -> None:
        self._reasons |= event.reasons
        if event.is_done:
            self._is_looking = False
        if self.is_shown:
            self._ask()

    # -- filter, views, leaving ----------------------------------------------------------------------------------

    @on(Input.Changed, "#notes-filter")
    def _filter_changed(self) -> None:
        if self.filter_input.value != self._question.text:
            self._ask()

    @on(NotesFilter.Left)
    def _filter_left(self) -> None:
        self.set_focus(self.list)

    def action_filter(self) -> None:
        """Let letters go to the filter."""
        self.set_focus(self.filter_input)

    def action_other_view(self, direction: int) -> None:
        """Go on to orphans, to the trash, to the notes."""
        views = list(_NAMES)
        self._show_view(views[(views.index(self.view) + direction) % len(views)])

    def action_sort(self) -> None:
        """List by article and place in it, or the newest first again."""
        self._is_by_article = not self._is_by_article
        self._ask()
        self.say("By article, in the order of its text." if self._is_by_article else "Newest first.")

    def action_view(self, view: str) -> None:
        """Go to a view, or from it back to the notes."""
        self._show_view(NOTES if self.view == view else view)

    def _show_view(self, view: str) -> None:
        self.say("")
        self.view = view
        self.list.start_over()
        self.reload()

    def action_back(self) -> None:
        """Drop the filter, then leave the screen."""
        if self.filter_input.value:
            self.filter_input.value = ""
        else:
            self.dismiss(None)

    def action_help(self) -> None:
        """Show all keys."""
        from reader.ui.screens.help import Help

        self.app.push_screen(Help(getattr(self.app, "keys", None), "All notes", "Notes filter"))
