"""Presence: where logs lie and whether there are any; imports nothing, so that the first frame can afford to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "annotations"
"""Folder of the logs, in the user's data folder."""
_UNFINISHED = (".tmp", ".part", ".gz", ".icloud", ".crdownload")


def is_log(name: str) -> bool:
    """Tell whether a file of this name is read: logs, their `.bak` and conflict copies, but nothing half-written."""
    return ".jsonl" in name.lower() and not name.startswith((".", "~")) and not name.lower().endswith(_UNFINISHED)


def has_logs(data: Path) -> bool:
    """Tell whether the user made anything yet, or somebody who reads the logs would have something to report."""
    try:
        return any(is_log(path.name) for path in (data / FOLDER).iterdir())
    except FileNotFoundError:
        return False
    except OSError:
        return True
