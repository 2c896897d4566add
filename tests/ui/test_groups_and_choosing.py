"""The list under heads, and several articles at once."""

from __future__ import annotations

from tests.ui.conftest import make_library, make_shelf


def states(library):
    return sorted((each.is_read, each.is_starred) for each in library.listed(library.keys()))


async def test_groups(at_screen):
    async with at_screen(80, 24) as user:
        await user.press("number_sign")
        assert user.status == "Grouped by day."
        assert user.sees(" Thu 20 Nov 2025 · 1")
        heads = [line for line in user.lines() if " 2025 · 1" in line]
        assert len(heads) == 4
        await user.press("j")
        assert user.desk.articles.place[0] == 2
        assert user.desk.articles.listed.row.day == "2025-11-19"
        await user.press("number_sign")
        assert user.status == "Grouped by outlet."
        assert user.sees("Coast Courier · 2")
        assert user.sees("No outlet · 1")
        assert user.desk.articles.listed.row.outlet == "Town Herald"
        await user.press("left_curly_bracket", "left_curly_bracket")
        assert user.desk.articles.place[0] == 1
        await user.press("right_curly_bracket")
        assert user.desk.articles.listed.row.outlet == "Town Herald"
        await user.pilot.click("#articles", offset=(5, 1))
        await user.press()
        assert user.desk.articles.listed.row.outlet == "Town Herald", "a click on a head goes nowhere"
        await user.resize(60, 20)
        assert user.sees("Coast Courier · 2")
        await user.press("S")
        assert not user.sees("Coast Courier · 2")


async def test_the_head_of_a_group_stays_on_top(at_screen, tmp_path):
    texts = {
        f"{number:02}.md": f"---\ntitle: Article {number:02}\noutlet: {'Ab' if number < 12 else 'Yz'}\n---\n\nWords.\n"
        for number in range(30)
    }
    folder, cache = make_shelf(tmp_path, texts)
    async with at_screen(80, 12, of=make_library(folder, cache, tmp_path)) as user:
        await user.press("number_sign", "number_sign")

        def top() -> str:
            return user.lines()[2].strip()

        assert top() == "Ab · 12"
        for place, head in (
            ("11", "Ab · 12"),
            ("14", "Ab · 12"),
            ("30", "Yz · 18"),
            ("22", "Yz · 18"),
            ("5", "Ab · 12"),
        ):
            await user.press(*place, "G")
            assert top() == head
            assert user.sees("▌●"), "the cursor is never below the head"
        # Scrolled by the mouse, and where there is room for one line only.
        user.desk.articles.scroll_to_line(20)
        await user.press()
        assert top() == "Yz · 18"
        first = user.lines()[3]
        await user.pilot.click("#articles", offset=(5, 1))
        assert user.desk.articles.place[0] == 5
        await user.pilot.click("#articles", offset=(5, 2))
        await user.press()
        assert user.lines()[3].replace("▌", " ") == first
        await user.resize(80, 4)
        assert user.sees("▌●")


async def test_hits_and_views_are_grouped_too(at_screen):
    async with at_screen(80, 30) as user:
        await user.press("slash")
        await user.type("million")
        await user.press("enter", "number_sign")
        assert user.sees("Thu 20 Nov 2025 · 1")
        assert user.sees("3 hits")
        await user.press("escape", "number_sign", "V", "j", "enter")
        assert user.sees("Coast Courier · 2")
        await user.press("number_sign")
        assert user.status == "Not grouped."
        assert not user.sees("Coast Courier · 2")


async def test_several_articles_are_one_action(at_screen, library):
    async with at_screen(80, 24) as user:
        await user.press("x", "x", "x", "x", "k", "x")
        assert user.status.startswith("3 chosen")
        assert sum("✓" in line for line in user.lines()) == 3
        assert user.desk.status.place == "3 chosen · 4 of 4"
        await user.press("r")
        assert user.status == "3 articles marked read. u takes it back."
        await user.press("s")
        assert user.status == "3 articles starred. u takes it back."
        assert states(library) == [(False, False), (True, True), (True, True), (True, True)]
        await user.press("u", "u")
        assert states(library) == [(False, False)] * 4
        await user.press("escape")
        assert not user.desk.articles.picked
        await user.press("X", "r", "r")
        assert user.status == "4 articles marked unread. u takes it back."
        await user.press("X")
        assert not user.desk.articles.picked
        assert user.desk.status.place == "4 of 4"


async def test_n_goes_to_the_next_unread_article(at_screen):
    async with at_screen(80, 24) as user:
        await user.press("j", "r", "j", "r", "g", "n")
        assert user.desk.articles.place[0] == 4
        await user.press("n")
        assert user.status == "No unread article below this one."
        await user.press("enter", "N")
        assert (user.desk.articles.place[0], user.title) == (1, "Harbour strike ends after 19 days")


async def test_catching_up(at_screen, library, monkeypatch):
    async with at_screen(80, 24) as user:
        await user.press("r", "slash")
        await user.type("million")
        await user.press("enter", "C")
        assert user.status == "2 articles marked read. u takes it back."
        await user.press("C")
        assert user.status == "Everything that is listed is read."
        monkeypatch.setattr("reader.ui.screens.choosing._MANY", 1)
        await user.press("u", "C", "n")
        assert states(library).count((True, False)) == 1
        await user.press("C", "y")
        assert states(library).count((True, False)) == 3


async def test_all_hits_are_loaded_when_the_end_is_asked_for(at_screen, monkeypatch):
    monkeypatch.setattr("reader.ui.screens.searching._HITS", 1)
    async with at_screen(80, 4) as user:
        await user.press("slash")
        await user.type("million")
        await user.press("enter")
        assert user.desk.status.place == "1 of 3"  # though not all are loaded
        await user.press("G")
        assert user.desk.status.place == "3 of 3"
        await user.press("escape", "slash")
        await user.type("the")
        await user.press("enter", "X")
        assert user.status.startswith("4 chosen")
