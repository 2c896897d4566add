"""A small library with fixed articles, and the app on it."""

from __future__ import annotations

from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import pytest
from textual.worker import WorkerCancelled

from reader.library import Library
from reader.paths import folders
from reader.ui.app import ReaderApp
from reader.updating import Changes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
    from pathlib import Path

    from textual.pilot import Pilot

HARBOUR = """---
title: Harbour strike ends after 19 days
author: Ida Lund
outlet: Coast Courier
date: 2025-11-20
url: https://example.org/harbour
---

Dockers in Varna went back to work on Thursday after 19 days, and 1,240 containers began to move again.

"We asked for a fair wage and we got it," said Petra Iliev, who leads the dockers' union. "Nobody lost."

## What it cost

The port lost about 4.5 million euros a day, according to the port authority. Trade fell by 12 percent in November.

The dockers will get 8 percent more from January. Shipping companies had offered 3 percent.

"It was expensive for everybody," Iliev said.

Related: How the strike began
"""

RIVER = """River towns count the damage

By Tomas Berg

November 18, 2025

Floods closed 14 bridges along the Morava this week. About 2,300 people spent the night in schools.

"The water came in an hour," said Mayor Eva Novak. "We had no time."

The government promised 60 million euros for repairs.
"""

BUDGET = """---
title: City budget passes by one vote
outlet: Town Herald
date: 2025-11-19
---

The council of Ostrava passed its budget of 310 million euros by 23 votes to 22.

Spending on schools rises by 7 percent. Mayor Jana Mala called it "a budget for children".
"""

QUIET = """---
title: A walk along the shore
outlet: Coast Courier
date: 2025-11-17
---

Nothing much happened on the shore. The gulls were there, and the wind, and nobody counted either.
"""

ARTICLES = {"harbour.md": HARBOUR, "river.txt": RIVER, "budget.md": BUDGET, "quiet.md": QUIET}


class StillLibrary(Library):
    """A library whose folder does not change: no process is started to look."""

    def update(self, on_progress=None, *, cancelled=None) -> Changes:
        return Changes(0, 0, 0, ())


def make_shelf(root: Path, texts: Mapping[str, str]) -> tuple[Path, Path]:
    """Return a folder of articles, by name of the file, and a cache that is up to date with it."""
    folder, cache = root / "articles", root / "cache"
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    library = Library.open(folders(folder, data=root / "d", cache=cache, environment={"READER_STATE": str(root / "s")}))
    library.update()
    library.close()
    return folder, cache


def make_library(folder: Path, cache: Path, own: Path) -> StillLibrary:
    """Return the library of a folder with the user's data in `own`."""
    return StillLibrary.open(
        folders(folder, data=own / "data", cache=cache, environment={"READER_STATE": str(own / "s")})
    )


@pytest.fixture(autouse=True)
def _usual_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show the same in every environment."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "COLORFGBG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a folder of articles and a cache that is up to date with it."""
    return make_shelf(tmp_path_factory.mktemp("shelf"), ARTICLES)


@pytest.fixture
def library(shelf: tuple[Path, Path], tmp_path: Path) -> StillLibrary:
    """Return a library with a user who has done nothing yet."""
    return make_library(*shelf, tmp_path)


@pytest.fixture
def empty_library(tmp_path: Path) -> StillLibrary:
    """Return a library without any article."""
    (tmp_path / "nothing").mkdir()
    return make_library(tmp_path / "nothing", tmp_path / "cache", tmp_path)


@pytest.fixture
def again(shelf: tuple[Path, Path], tmp_path: Path) -> Callable[[], StillLibrary]:
    """Open the same library with the same user's data once more."""
    return lambda: make_library(*shelf, tmp_path)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is on its way: workers, their messages, the pauses before a preview or a search."""
    desk = pilot.app.screen_stack[0]
    for turn in range(100):
        await pilot.pause(0.05)
        is_asked = not desk.query_has_focus or desk.search_row.text.strip() == desk.typed
        if turn >= 2 and is_asked and not desk.view.is_pending:
            break
        for worker in [each for each in pilot.app.workers if each.group not in ("note", "save", "leave")]:
            with suppress(WorkerCancelled):
                await worker.wait()
    await pilot.pause()


@pytest.fixture
def settled() -> Callable[[Pilot[None]], Awaitable[None]]:
    """Return what waits until nothing is on its way."""
    return settle


class User:
    """Somebody at the keyboard."""

    def __init__(self, app: ReaderApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await settle(self.pilot)

    async def type(self, text: str) -> None:
        names = {" ": "space", '"': "quotation_mark", "#": "number_sign", ":": "colon", ">": "greater_than_sign"}
        await self.press(*(names.get(letter, letter) for letter in text))

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        await settle(self.pilot)

    @property
    def desk(self):
        return self.app.screen_stack[0]

    @property
    def status(self) -> str:
        return self.desk.status.message

    @property
    def title(self) -> str | None:
        return None if self.desk.opened is None else self.desk.opened.article.title

    def lines(self) -> list[str]:
        """Return what is on the screen."""
        _width, height = self.app.size
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips[:height]]

    def sees(self, text: str) -> bool:
        return any(text in line for line in self.lines())


@pytest.fixture
def at_screen(library: StillLibrary):
    """Open the app; the context gives a user."""

    @asynccontextmanager
    async def opened(
        width: int = 120, height: int = 40, of: Library | None = None, **wishes: bool
    ) -> AsyncIterator[User]:
        app = ReaderApp(of or library, **wishes)
        async with app.run_test(size=(width, height)) as pilot:
            await settle(pilot)
            yield User(app, pilot)

    return opened
