"""What all tests share: folders of their own, so that no test touches the user's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from reader.library import Library
from reader.paths import Folders
from reader.updating import Update

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# Properties are about what is done, not how fast: a busy machine must not fail them, and each run is the same.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

HARBOUR = """Harbour reopens after the storm

By Greta Lind

March 3, 2025

The harbour of Port Ellery reopened on Monday, and 14 ships sailed before noon.

"We lost eleven days and about $2.4 million," harbour master Tomas Reyes said. "We will not lose a twelfth."

Fishing crews had waited since the storm. More than 300 people work on the quay.
"""
FERRY = """---
title: "Ferry prices rise again"
outlet: The Ellery Herald
author: Ines Moreau
published: 2025-03-05
tags: [transport/sea]
url: https://ellery.example/ferry
---

Tickets for the island ferry will cost 12 percent more from May.

"Nobody asked the islanders," Moreau's neighbour Olga Petrenko said.
"""


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point every folder of the program into the test's own."""
    for name in ("LIBRARY", "DATA", "CACHE", "STATE", "CONFIG"):
        monkeypatch.setenv(f"READER_{name}", str(tmp_path / name.lower()))
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Return folders with two articles: a text dump and a Markdown file with front matter."""
    library = tmp_path / "library"
    library.mkdir()
    (library / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    (library / "news").mkdir()
    (library / "news" / "ferry.md").write_text(FERRY, encoding="utf-8")
    return Folders(library, tmp_path / "data", tmp_path / "cache" / "own", tmp_path / "state")


@pytest.fixture
def update(folders: Folders) -> Callable[[], object]:
    """Return a function that brings the library up to date in this process."""
    return lambda: Update(folders.library, folders.cache, lambda _: None).run(processes=1)


@pytest.fixture
def library(folders: Folders, update: Callable[[], object]) -> Iterator[Library]:
    """Return the library of `folders`, up to date."""
    update()
    opened = Library.open(folders)
    yield opened
    opened.close()
