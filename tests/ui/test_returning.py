"""The list as one left it, what has come since, and titles in every script."""

from __future__ import annotations

import shutil

import pytest

from reader.library import Library
from reader.paths import folders
from reader.updating import Update
from tests.ui.conftest import make_library


async def test_order_groups_view_and_place_are_as_one_left_them(at_screen, again):
    async with at_screen(80, 8) as user:
        await user.press("number_sign", "number_sign", "G")
        place, line = user.desk.articles.place, user.desk.articles.cursor_line
        assert line > 0
    async with at_screen(80, 8, of=again()) as user:
        assert (user.desk.articles.place, user.desk.articles.cursor_line) == (place, line)
        assert user.desk.articles.listed.row.outlet == "Town Herald" or user.sees("No outlet · 1")
        await user.press("r", "V", "j", "enter", "k")
        assert user.desk.articles.place == (2, 3)
        await user.press("slash")
        await user.type("shore")
    async with at_screen(80, 8, of=again()) as user:
        assert user.sees(" Unread / ")
        assert user.desk.articles.place == (2, 3)
        assert user.desk.group == "outlet"


async def test_a_view_shows_its_rows_before_it_is_asked_for(at_screen, again, monkeypatch):
    async with at_screen(80, 12) as user:
        await user.press("V", "j", "enter", "j")
        assert user.desk.articles.place == (2, 4)
    monkeypatch.setattr("reader.ui.screens.viewing.Viewing.load_list", lambda *_, **__: None)
    async with at_screen(80, 12, of=again()) as user:
        assert user.desk.articles.place == (2, 4)
        assert user.sees("▌● 2025-11-19  Town Herald")
        assert not user.sees("Looking for")


async def test_what_is_kept_may_be_nonsense(at_screen, library):
    library.session.keep(f"list {library.folders.cache.name}", '{"order": "sideways", "view": 5}')
    async with at_screen(80, 24) as user:
        assert user.desk.articles.place == (1, 4)


@pytest.fixture
def own(shelf, tmp_path):
    """Return a library whose folder may be changed, and what brings it up to date."""
    folder = tmp_path / "own"
    shutil.copytree(shelf[0], folder)

    class Slow(Library):
        def update(self, on_progress=None, *, cancelled=None):
            return Update(folder, self.folders.cache, lambda _: None).run(processes=1)

    where = folders(
        folder, data=tmp_path / "d", cache=tmp_path / "c", environment={"READER_STATE": str(tmp_path / "s")}
    )
    library = Slow.open(where)
    library.update()
    return folder, library


async def test_an_article_whose_text_changed_since_it_was_read_is_marked(at_screen, own):
    folder, library = own
    where = library.folders
    async with at_screen(80, 24, of=library) as user:
        await user.press("enter", "q", "j", "enter", "q", "j")
        assert not user.sees("changed")
        path = folder / "harbour.md"
        path.write_text(path.read_text() + "\nThe port opened again.\n")
        (folder / "river.txt").write_text((folder / "river.txt").read_text() + "\nIt rained.\n")
        await user.press("ctrl+l")
        assert user.status == "Articles: 2 changed."
        marked = [line for line in user.lines() if " changed " in line]
        assert len(marked) == 1, "what was never read is no other than it was"
        assert "Harbour strike" in marked[0]
    library = type(library).open(where)
    async with at_screen(60, 20, of=library) as user:
        assert user.sees(" changed ")
        await user.press("g", "enter")
        await user.press("q")
        assert not user.sees(" changed ")
        await user.press("question_mark")
        await user.type("changed")
        assert user.sees("Its file says something else")
    library.close()


async def test_what_comes_is_announced_and_moves_nothing(at_screen, own):
    folder, library = own
    async with at_screen(80, 24, of=library) as user:
        assert not user.desk.articles.fresh
        await user.press("j", "j")
        before, line = user.desk.articles.current, user.desk.articles.cursor_line
        for number in range(60):
            month = "12" if number < 30 else "10"
            text = f"---\ntitle: Fresh news {number}\ndate: 2025-{month}-0{1 + number % 9}\n---\n\nIt came.\n"
            (folder / f"fresh{number}.md").write_text(text)
        await user.press("ctrl+l")
        assert user.status == "Articles: 60 new."
        assert (user.desk.articles.current, user.desk.articles.cursor_line) == (before, line)
        assert user.sees("60 new · 64 articles")
        await user.press("g")
        assert user.sees("Fresh news 8")
        assert sum(" new " in each for each in user.lines()[2:22]) == 20
        await user.press("enter", "q")
        assert user.sees("59 new · 64 articles")


async def test_the_first_articles_of_a_library_are_not_news(at_screen, own):
    folder, library = own
    shutil.rmtree(library.folders.cache)
    again = type(library).open(library.folders)
    async with at_screen(80, 24, of=again) as user:
        assert user.sees(" 4 articles")
        assert not user.desk.articles.fresh
        (folder / "more.md").write_text("---\ntitle: More\ndate: 2025-12-01\n---\n\nIt came.\n")
        await user.press("ctrl+l")
        assert user.sees("1 new · 5 articles")


async def test_a_read_article_stays_in_its_view_until_one_comes_back_to_it(at_screen, own):
    folder, library = own
    async with at_screen(80, 24, of=library) as user:
        await user.press("V", "j", "enter", "j", "r")
        (folder / "more.md").write_text("---\ntitle: More\ndate: 2025-12-01\n---\n\nIt came.\n")
        await user.press("ctrl+l")
        assert user.desk.articles.place == (3, 5)
        assert user.desk.articles.listed.is_read
        await user.press("V", "enter")
        assert user.desk.articles.place == (3, 4)
        assert not user.desk.articles.listed.is_read


async def test_titles_of_every_script_are_aligned(at_screen, tmp_path):
    folder = tmp_path / "scripts"
    folder.mkdir()
    titles = [
        "北京地铁票价上调",
        "Łódź otwiera",
        "Минск повысил",
        "أسعار النفط",
        "\U0001f680 Rocket",
        "e\u0301te\u0301",
    ]
    text = "---\ntitle: {0}\noutlet: {1}\ndate: 2025-11-1{2}\n---\n\nText of 12 people.\n"
    for number, title in enumerate(titles):
        (folder / f"{number}.md").write_text(text.format(title, title[:4], number))
    library = make_library(folder, tmp_path / "c", tmp_path)
    Update(folder, library.folders.cache, lambda _: None).run(processes=1)
    async with at_screen(80, 24, of=library) as user:
        articles = user.desk.articles
        for width in (80, 60, 30, 12):
            await user.resize(width, 20)
            for line in range(articles.line_count):
                cells = sum(segment.cell_length for segment in articles.make_line(line, articles.line_width))
                assert cells == articles.line_width, (width, line)
