"""Exit codes of the command line; they are part of its contract."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What the exit code says to a script."""

    OK = 0
    """Done, and something was found or changed."""
    NOTHING = 1
    """Done, and nothing matched, as with grep."""
    USAGE = 2
    """The arguments are not understood."""
    FAILED = 3
    """The library, a file or the index cannot be used; standard error says why."""
    NOT_SAVED = 4
    """A change could not be written and is not on disk."""
    NO_TERMINAL = 5
    """The screen needs a terminal for input and output."""
    INTERRUPTED = 130
    """Stopped with ctrl+c."""
