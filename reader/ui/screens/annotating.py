"""Annotating: marks, notes, undo. A change is on disk before the status line says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding

from reader.errors import ReaderError
from reader.text import Span
from reader.ui.screens.desk import HIGHLIGHTS, LIST, Desk
from reader.ui.undoing import take_back
from reader.ui.widgets.status_line import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType

    from reader.annotations.notebook import Placed
    from reader.highlights.highlight import Figure, Quote
    from reader.ui.entries import Entry
    from reader.ui.widgets.selecting_view import SelectingView

_SHOWN_CELLS = 40


class Target(NamedTuple):
    """What a key acts on: words of the open article, and what the program or the user has there already."""

    span: Span | None
    """None for an annotation without a place."""
    of: Figure | Quote | Placed | None = None
    """None for words that the user selected, or the current paragraph."""


def placed_of(what: Figure | Quote | Placed | None) -> Placed | None:
    """Return the annotation that is acted on; None for anything else."""
    from reader.annotations.notebook import Placed  # nothing is acted on before the first frame

    return what if isinstance(what, Placed) else None


class Annotating(Desk):
    """The part of the main screen that keeps what the user makes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "a",
            "annotate",
            "Note",
            id="note.edit",
            priority=True,
            tooltip="Note on the selection, the highlight or the paragraph",
        ),
        Binding(
            "m",
            "mark",
            "Mark",
            id="note.mark",
            tooltip="Mark the selection, the highlight or the paragraph; again: another colour",
        ),
        Binding("A", "annotate_article", "Note on the article", id="note.article", show=False, priority=True),
        Binding("d,delete", "delete", "Delete", id="note.delete", show=False, tooltip="Delete the note or mark here"),
        Binding("u,ctrl+z", "undo", "Undo", id="notebook.undo", show=False, tooltip="Take back the last change"),
        Binding("ctrl+r", "redo", "Redo", id="notebook.redo", show=False, tooltip="Do again what undo took back"),
        Binding("y", "copy", "Copy", id="article.copy", tooltip="Copy the words with their source"),
        Binding("e", "explain", "Why?", id="highlight.explain", show=False, tooltip="Why this is a figure or quote"),
        Binding("x", "hide", "Hide", id="highlight.hide", show=False, tooltip="Hide a figure or quote that is wrong"),
        Binding("o", "browse", "Open in browser", id="article.browse", show=False),
    ]

    # -- what a key acts on --------------------------------------------------------------------------------------

    def target(self) -> Target | None:
        """Return the selection, else what the user stands on, else the paragraph; None when nothing is open."""
        if self.opened is None:
            return None
        if self.room == HIGHLIGHTS:
            entry = self.pane.current
            return None if entry is None else Target(entry.span, entry.of)
        if self.view.selection is not None:
            return Target(self.view.selection)
        focused = self.view.focused_span
        if focused is not None:
            entry = self._entry_at(focused)
            return Target(focused, None if entry is None else entry.of)
        return None if self.view.block_span is None else Target(self.view.block_span)

    def _why_nothing(self, what: str) -> str:
        if self.opened is None:
            return f"Open an article first: {what} stands on words of its text."
        if self.room == HIGHLIGHTS and self.pane.current is None:
            return f"Stand on an entry first: {what} stands on words of the text."
        return "This entry has no place in the text."

    def _entry_at(self, span: Span) -> Entry | None:
        if self.opened is None:
            return None
        found = self.entries_of(self.opened)
        same = [entry for entry in found if entry.span == span]
        return next((entry for entry in same if placed_of(entry.of)), same[0] if same else None)

    def _annotation_at(self, target: Target) -> Placed | None:
        """Return the annotation on the very words of a target."""
        if there := placed_of(target.of):
            return there
        if self.opened is None or target.span is None:
            return None
        same = (
            each for each in self.opened.placed if each.placement is not None and each.placement.span == target.span
        )
        return next(same, None)

    def _highlight_here(self) -> Figure | Quote | None:
        """Return the figure or quote that a key acts on, also where the user's own note covers it."""
        from reader.highlights.highlight import Figure, Quote  # as with annotations

        target = self.target()
        if self.opened is None or target is None:
            return None
        if isinstance(target.of, Figure | Quote):
            return target.of
        found: tuple[Figure | Quote, ...] = (*self.opened.highlights.figures, *self.opened.highlights.quotes)
        return next((highlight for highlight in found if highlight.span == target.span), None)

    # -- keeping -------------------------------------------------------------------------------------------------

    async def keep(self, change: Callable[[], object], done: str) -> str | None:
        """Make a change of the notebook and show it; return the problem if it is not on disk."""
        try:
            await self.in_thread(change)
        except ReaderError as error:
            self.say_bad(f"NOT saved: {error}")
            return str(error)
        await self.refresh_annotations()
        self.say_good(done)
        return None

    async def action_mark(self) -> None:
        """Mark words without a note; give a mark that is there the next colour."""
        from reader.ui.marks import next_color

        target = self.target()
        opened = self.opened
        if target is None or target.span is None or opened is None:
            self.say(self._why_nothing("a mark"))
            return
        span, notebook, there = target.span, self.library.notebook, self._annotation_at(target)
        if there is not None:
            name, color = there.annotation.id, next_color(there.annotation.color)
            await self.keep(
                lambda: notebook.change(name, color=color),
                f"{color.capitalize()} now: {self._words(span)}. m goes on to the next colour, d deletes.",
            )
            return
        if (
            await self.keep(lambda: notebook.mark(opened.article, span), f"Marked and saved: {self._words(span)}")
            is None
        ):
            self.view.drop_selection()

    def action_annotate(self) -> None:
        """Write a note on the selection, on the figure or quote, or on the paragraph; or change the one there."""
        from reader.annotations.ids import new_id
        from reader.ui.entries import shown
        from reader.ui.screens.note import Draft, NoteEditor

        target = self.target()
        opened = self.opened
        if target is None or opened is None or (target.span is None and placed_of(target.of) is None):
            self.say(self._why_nothing("a note"))
            return
        there = self._annotation_at(target)
        if there is not None:
            self._edit(there)
            return
        span = target.span or Span(0, 0)
        article, notebook = opened.article, self.library.notebook

        name = new_id()

        async def save(draft: Draft) -> str | None:
            return await self.keep(
                lambda: notebook.mark(article, span, note=draft.note, tags=draft.tags, name=name),
                f"Note saved on {self._words(span)}",
            )

        self.app.push_screen(NoteEditor(shown(article.text, span), Draft(), save, self.library.tags), self._note_closed)

    def _note_closed(self, is_saved: bool | None) -> None:
        if is_saved:
            self.view.drop_selection()

    def action_annotate_article(self) -> None:
        """Write a note on the whole article."""
        from reader.annotations.ids import new_id
        from reader.ui.screens.note import Draft, NoteEditor

        opened = self.opened
        if opened is None:
            return
        article, notebook = opened.article, self.library.notebook

        name = new_id()

        async def save(draft: Draft) -> str | None:
            return await self.keep(
                lambda: notebook.note(article, draft.note, tags=draft.tags, name=name), "Note saved on the article."
            )

        self.app.push_screen(NoteEditor(f"The whole article: {article.title}", Draft(), save, self.library.tags))

    def _edit(self, placed: Placed) -> None:
        from reader.ui.screens.note import Draft, NoteEditor, touched

        annotation = placed.annotation
        notebook = self.library.notebook

        async def save(draft: Draft) -> str | None:
            note, tags = touched(annotation, draft)
            return await self.keep(
                lambda: notebook.change(annotation.id, note=note, tags=tags, seen=annotation), "Note changed and saved."
            )

        words = annotation.anchor.exact if annotation.anchor is not None else annotation.article.title
        self.app.push_screen(NoteEditor(words, Draft(annotation.note, annotation.tags), save, self.library.tags))

    async def action_delete(self) -> None:
        """Delete the annotation here; undo brings it back."""
        target = self.target()
        placed = None if target is None else self._annotation_at(target)
        if placed is None and target is not None and self.opened is not None and target.span is not None:
            span = target.span
            inside = (
                p for p in self.opened.placed if p.placement and p.placement.span and span.overlaps(p.placement.span)
            )
            placed = next(inside, None)
        if placed is None:
            self.say("There is no note or mark here.")
            return
        found = placed
        if (
            await self.keep(lambda: self.library.notebook.delete(found.annotation.id), "Deleted; u brings it back.")
            is None
        ):
            self.view.focus_span(None)

    async def action_undo(self) -> None:
        """Take back the last change."""
        await self._take_back(is_redo=False)

    async def action_redo(self) -> None:
        """Do again what was undone."""
        await self._take_back(is_redo=True)

    async def _take_back(self, *, is_redo: bool) -> None:
        said, tone = await take_back(self.library.notebook, self.in_thread, is_redo=is_redo)
        if tone is Tone.GOOD:
            await self.refresh_annotations()
        self.status.say(said, tone)

    # -- highlights ----------------------------------------------------------------------------------------------

    def action_explain(self) -> None:
        """Say why something is shown as a figure or quote."""
        from reader.ui.screens.explain import Explain  # the first frame needs none of the dialogs

        highlight = self._highlight_here()
        if self.opened is None or highlight is None:
            self.say("Stand on a figure or quote first: ] and [ walk them.")
        else:
            self.app.push_screen(Explain(self.opened.article, highlight))

    async def action_hide(self) -> None:
        """Hide a figure or quote that is wrong."""
        highlight = self._highlight_here()
        opened = self.opened
        if opened is None or highlight is None:
            self.say("Stand on a figure or quote first: ] and [ walk them.")
            return
        span = highlight.span
        self.view.focus_span(None)
        await self.keep(lambda: self.library.notebook.hide(opened.article, span), "Hidden; u shows it again.")

    # -- out of the program --------------------------------------------------------------------------------------

    async def action_copy(self) -> None:
        """Copy words with their source."""
        from reader.ui.citing import cited  # what is not copied needs neither citations nor subprocess
        from reader.ui.clipboard import copy

        target = self.target()
        if self.opened is None or target is None or target.span is None:
            self.say(self._why_nothing("a citation"))
            return
        text = cited(self.opened.article, target.span, target.of)
        fallback = self.library.folders.state / "copied.txt"
        how = await self.in_thread(
            lambda: copy(text, lambda t: self.app.call_from_thread(self.app.copy_to_clipboard, t), fallback)
        )
        self.say_good(f"{how}: {self._words(target.span)}")
        self.view.drop_selection()

    def action_browse(self) -> None:
        """Open the article's address in a browser."""
        from reader.ui.clipboard import browse, is_web_address

        url = None if self.opened is None else self.opened.article.url
        if not url:
            self.say("This article names no address.")
        elif not is_web_address(url):
            self.say_bad("Only http and https addresses are opened.")
        elif self.app.is_web:
            self.app.open_url(url)
            self.say(f"Asked this browser to open {url}")
        elif browse(url):
            self.say(f"Opened {url}")
        else:
            self.app.copy_to_clipboard(url)
            self.say(f"No browser here; sent to the terminal's clipboard: {url}")

    # -- selecting -----------------------------------------------------------------------------------------------

    def on_selecting_view_selected(self, event: SelectingView.Selected) -> None:
        """Say what is selected, and what one can do; its class is loaded after the first frame."""
        if event.span is not None:
            self.say("")
            words = len(event.span.of(self.view.text).split())
            self.status.hint = f"{words} word{'' if words == 1 else 's'} selected"
        elif event.is_selecting:
            self.say("")
            self.status.hint = "Move the caret, or select: v from here, s sentence, p paragraph"
        else:
            self.status.hint = ""
        if self.room == LIST and event.is_selecting:
            self.go("article")

    def _words(self, span: Span) -> str:
        if self.opened is None:
            return ""
        from reader.ui.entries import shown  # the first frame shows no article

        words = shown(self.opened.article.text, span)
        return f"“{words if len(words) <= _SHOWN_CELLS else words[: _SHOWN_CELLS - 1].rstrip() + '…'}”"
