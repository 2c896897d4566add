"""Tables of words, in `lexicon/*.json`: one file for each subject, read once, when its module is first imported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "lexicon"


def table(name: str) -> dict[str, Any]:
    """Return the table `name` without its description."""
    loaded: dict[str, Any] = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    del loaded["about"]
    return loaded
