"""A fault of the program's own: one line on the terminal, the details in a file; not a screenful with what was read."""

from __future__ import annotations

import platform
import traceback
from typing import TYPE_CHECKING

from reader import __version__
from reader.text import safe

if TYPE_CHECKING:
    from pathlib import Path


def report(error: BaseException, folder: Path) -> str:
    """Write the details of a fault into a folder, in place of the last, and return one line for people."""
    what = " ".join(safe(f"{type(error).__name__}: {error}").split())[:200]
    told = f"reader: A fault in the program ended it ({what}). What it said was saved is on disk."
    details = "".join(traceback.format_exception(error))
    path = folder / "fault.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text(
            f"pullquote {__version__}, Python {platform.python_version()}, {platform.platform()}\n\n{details}",
            encoding="utf-8",
            errors="backslashreplace",
        )
    except OSError:  # a full disk, perhaps the fault itself: better on the terminal than nowhere
        return f"{told}\n{safe(details)}"
    return f"{told} Please report it with {safe(str(path))}"
