"""Presence: where logs lie and whether there are any; imports nothing, so that the first frame can afford to ask."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "annotations"
"""Folder of the logs, in the user's data folder."""
_UNFINISHED = (".tmp", ".part", ".gz", ".icloud", ".crdownload")


def is_log(name: str) -> bool:
    """Tell whether a file of this name is read: logs, their `.bak` and conflict copies, but nothing half-written."""
    return ".jsonl" in name.lower() and not name.startswith((".", "~")) and not name.lower().endswith(_UNFINISHED)


def bytes_of_logs(data: Path) -> int:
    """Return how much whoever reads the logs has to read; 0 if the user made nothing yet."""
    try:
        with os.scandir(data / FOLDER) as entries:
            return sum(max(1, each.stat(follow_symlinks=False).st_size) for each in entries if is_log(each.name))
    except FileNotFoundError:
        return 0
    except OSError:
        return 1  # something is there, and whoever reads it says what is wrong
