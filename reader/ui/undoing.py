"""Undoing: what both screens that change annotations do for undo and redo, and how they tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.ui.widgets.status_line import Tone

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from reader.annotations.notebook import Notebook


async def take_back(
    notebook: Notebook, in_thread: Callable[[Callable[[], str | None]], Awaitable[str | None]], *, is_redo: bool = False
) -> tuple[str, Tone]:
    """Take back the last change, or do it again; return what to say, which is good only if something changed."""
    try:
        what = await in_thread(notebook.redo if is_redo else notebook.undo)
    except ReaderError as error:
        return f"NOT saved: {error}", Tone.BAD
    if what is None:
        return f"There is nothing to {'redo' if is_redo else 'undo'}.", Tone.PLAIN
    return f"{'Done again' if is_redo else 'Undone'}: {what}", Tone.GOOD
