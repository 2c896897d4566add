"""The user's own editor, for a note: $VISUAL, else $EDITOR, else what is installed."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.app import App

_USUAL = ("sensible-editor", "editor", "nano", "vim", "vi")
CANNOT_SUSPEND = "The screen cannot be handed over to an editor here; write the note in place."
_LARGEST = 1 << 20
"""Bytes that are read back; no note is as long."""


class EditorError(ReaderError):
    """The editor could not be used, or it failed."""


def command(environment: Mapping[str, str]) -> list[str]:
    """Return the editor as a command, without the file.

    Raises:
        EditorError: there is none.
    """
    for name in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(environment.get(name) or "")
        except ValueError as error:
            raise EditorError(f"${name} cannot be read as a command: {error}.") from error
        if words:
            return words
    found = next((each for each in _USUAL if shutil.which(each)), None)
    if found is None:
        raise EditorError("No editor was found. Set $EDITOR.")
    return [found]


class NoteFile:
    """A note in a file that only the user can read, until it has been saved."""

    def __init__(self, note: str) -> None:
        """Write the note.

        Raises:
            EditorError: it cannot be written.
        """
        try:
            handle, name = tempfile.mkstemp(prefix="note-", suffix=".md")
            self.path = Path(name)
            with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass", newline="") as file:
                file.write(note)
        except OSError as error:
            raise EditorError(f"No file for the editor can be written ({error.strerror}).") from error

    def edit(self, environment: Mapping[str, str] | None = None) -> str:
        """Open the editor on the file, wait until it ends, and return the note as it is then.

        Raises:
            EditorError: the editor cannot be started, and the file is gone as nobody wrote in it; or it failed or left
                nothing readable, and the file stays.
        """
        try:
            words = command(os.environ if environment is None else environment)
        except EditorError:
            self.remove()
            raise
        try:
            done = subprocess.run([*words, str(self.path)], check=False)  # noqa: S603 - the user's own editor
        except OSError as error:
            self.remove()
            raise EditorError(f"{words[0]} cannot be started ({error.strerror}). Set $EDITOR.") from error
        if done.returncode:
            raise EditorError(f"{words[0]} failed ({done.returncode}); what it wrote is in {self.path}")
        try:
            with self.path.open("rb") as file:
                data = file.read(_LARGEST + 1)
        except OSError as error:
            raise EditorError(f"{self.path} cannot be read back ({error.strerror}).") from error
        if len(data) > _LARGEST:
            raise EditorError(f"The note is too long; it is in {self.path}")
        return data.decode("utf-8", "replace").replace("\r\n", "\n").rstrip("\n")

    def remove(self) -> None:
        """Remove the file, when the note is on disk elsewhere."""
        self.path.unlink(missing_ok=True)

    def edit_in(self, app: App[object]) -> str:
        """Hand the terminal of a screen over to the editor, take it back whatever happens, and return the note.

        Raises:
            EditorError: as `edit`, or the terminal cannot be handed over; then the file is gone.
        """
        note, problem = "", None
        try:
            with app.suspend(), _interrupts_left_to_the_editor():
                # The screen comes back only when nothing is raised in here.
                try:
                    note = self.edit()
                except ReaderError as error:
                    problem = error
        except SuspendNotSupported as error:
            self.remove()
            raise EditorError(CANNOT_SUSPEND) from error
        if problem is not None:
            raise problem
        return note


@contextmanager
def _interrupts_left_to_the_editor() -> Iterator[None]:
    """Let ctrl+c in the editor mean what it means there, and not end the program behind it.

    A handler, and not `SIG_IGN`, which the editor would inherit.
    """
    try:
        before = signal.signal(signal.SIGINT, lambda *_: None)
    except ValueError:  # not the main thread, where no signal comes
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def edited(app: App[object], note: str) -> tuple[str | None, str]:
    """Hand the terminal over to the user's editor; return the note as it is then, or None and what went wrong."""
    try:
        file = NoteFile(note)
        changed = file.edit_in(app)
    except ReaderError as error:
        return None, str(error)
    file.remove()
    return changed, ""
