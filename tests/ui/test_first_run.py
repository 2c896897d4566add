"""The first run opens the tour; what one chose is there the next time."""

from __future__ import annotations

import shutil

import pytest

from reader.library import Library
from reader.paths import folders, starter_articles


@pytest.fixture
def starter(tmp_path):
    shutil.copytree(starter_articles(), tmp_path / "articles")
    state = {"READER_STATE": str(tmp_path / "s")}
    return Library.open(folders(tmp_path / "articles", data=tmp_path / "d", cache=tmp_path / "c", environment=state))


async def test_the_tour_opens_at_the_first_run(at_screen, starter):
    async with at_screen(80, 24, of=starter, first_run=True) as user:
        for _ in range(100):
            await user.press()
            if user.title is not None:
                break
        assert user.title.startswith("Start here")
        assert user.desk.room == "article"
        assert user.status.startswith("Welcome.")


async def test_theme_and_width_are_kept(at_screen, again):
    async with at_screen() as user:
        user.app.theme = "paper"
        await user.press("enter", "minus")
        width = user.desk.view.column_width
    async with at_screen(of=again()) as user:
        assert user.app.theme == "paper"
        assert user.desk.view.column_width == width
