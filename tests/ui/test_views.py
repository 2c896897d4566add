"""Views: the side list, what it lists, and searches that are saved under a name."""

from __future__ import annotations


def names(user):
    return [view.name for view in user.desk.side_list._views]


async def test_a_view_narrows_the_list_and_esc_gives_it_back(at_screen):
    async with at_screen(120, 40) as user:
        await user.press("j", "r", "V", "j")
        assert user.sees("▸ All articles")
        await user.press("enter")
        assert user.sees("3 articles")
        assert user.sees(" Unread / ")
        assert not user.desk.has_class("-views")
        await user.press("slash")
        await user.type("mayor")
        assert [each.row.title for each in user.desk.library.listed(user.desk.articles.keys)] == [
            "River towns count the damage"
        ]
        await user.press("escape")
        assert user.sees("3 articles")
        await user.press("q")
        assert user.desk.listed_view.name == "All articles"
        assert user.sees("4 articles")
        assert user.desk.articles.place[0] == 2


async def test_views_count_their_articles(at_screen):
    async with at_screen(120, 20) as user:
        await user.press("s", "V")
        line = next(line for line in user.lines() if "Starred" in line)
        assert line.split()[:2] == ["Starred", "1"]
        await user.press("escape", "r", "V")
        assert next(line for line in user.lines() if " Unread " in line).split()[:2] == ["Unread", "3"]
        await user.press("u")
        assert next(line for line in user.lines() if " Unread " in line).split()[:2] == ["Unread", "4"]


async def test_an_empty_view_says_what_to_do(at_screen):
    async with at_screen(80, 24) as user:
        await user.press("V", "2", "j", "enter")
        assert user.sees("Nothing is starred yet.")
        await user.press("V", "G", "enter")
        assert user.sees("No article is in this view now.")


async def test_a_search_is_saved_shown_renamed_deleted_and_brought_back(at_screen, again):
    async with at_screen(80, 24) as user:
        await user.press("slash", "ctrl+s")
        assert user.status.startswith("Type a search first")
        await user.type("dockers")
        await user.press("ctrl+s")
        await user.type("Strike")
        await user.press("enter")
        assert user.status == "Saved: Strike. V lists it with the other views."
        assert [(view.name, view.query) for view in again().views.saved()] == [("Strike", "dockers")]
        await user.press("escape", "V", "G", "k", "j")
        assert "dockers" in user.desk.status.hint
        await user.press("enter")
        assert user.sees(" Strike / ")
        assert user.sees("1 article ")
        await user.press("enter")
        assert user.desk.matches

        await user.press("escape", "V", "r")
        await user.type("Port")
        await user.press("enter")
        assert user.sees(" Port / ")
        await user.press("d")
        assert user.status.startswith("Deleted: Port")
        assert user.desk.listed_view.name == "All articles"
        assert user.sees("None yet.")
        await user.press("u")
        assert user.status == "Undone: deletion of the search “Port”"
        assert names(user)[-1] == "Port"


async def test_views_of_the_program_stay_as_they_are(at_screen):
    async with at_screen(120, 40) as user:
        await user.press("V", "d")
        assert "comes with the program" in user.status
        await user.press("r")
        assert "keeps its name" in user.status
        await user.press("V")
        assert not user.desk.has_class("-views")


async def test_the_side_list_stays_open_where_there_is_room(at_screen, again):
    async with at_screen(165, 20) as user:
        await user.press("V", "j", "enter")
        assert user.desk.has_class("-views")
        assert user.sees("SAVED SEARCHES")
        await user.press("enter")
        assert not user.sees("SAVED SEARCHES")
    async with at_screen(165, 20, of=again()) as user:
        assert user.sees("SAVED SEARCHES")
        await user.pilot.click("#views", offset=(4, 3))
        await user.press()
        assert user.desk.listed_view.name == "Starred"
        await user.press("V", "V")
    async with at_screen(165, 20, of=again()) as user:
        assert not user.sees("SAVED SEARCHES")


async def test_fields_and_values_are_completed(at_screen):
    async with at_screen(100, 24) as user:
        await user.press("slash")
        await user.type("ou")
        assert user.sees("outlet: words of the outlet's name")
        await user.press("tab")
        assert user.desk.search_row.text == "outlet:"
        assert user.sees("Coast Courier 2")
        await user.press("tab", "tab")
        assert user.desk.search_row.text == 'outlet:"Town Herald" '
        assert user.sees("1 hit ")
        await user.press("tab")
        assert user.desk.search_row.text == 'outlet:"Coast Courier" '
        await user.type("is:u")
        assert user.sees("unread")
        await user.press("right")
        assert user.desk.search_row.text == 'outlet:"Coast Courier" is:unread '
        assert user.sees("2 hits")
        await user.type("x")
        assert not user.desk.offer.display
        # A click takes what it is on, and the query keeps the keys.
        await user.press("ctrl+u")
        await user.type("outlet:")
        line = user.lines()[1]
        await user.pilot.click("#offer", offset=(line.index("Town Herald") + 3, 0))
        await user.press()
        assert user.desk.search_row.text == 'outlet:"Town Herald" '
        await user.pilot.click("#offer", offset=(2, 0))
        assert user.desk.search_row.text == 'outlet:"Town Herald" '
        assert user.desk.query_has_focus
        await user.press("ctrl+u")
        await user.type("x")
        await user.press("tab")
        assert not user.desk.query_has_focus


async def test_more_like_this(at_screen):
    async with at_screen(100, 24) as user:
        await user.press("V", "G", "escape", "j", "enter", "L")
        titles = [each.row.title for each in user.desk.library.listed(user.desk.articles.keys)]
        assert "City budget passes by one vote" not in titles
        assert titles[0] == "River towns count the damage"
        assert user.sees(" Like: City budget pass")
        assert "like it, the most alike first" in user.status
        assert user.desk.room == "list"
        await user.press("S")
        assert "by likeness" in user.status
        await user.press("ctrl+l", "q")
        assert user.desk.articles.place == (2, 4)
        assert user.desk.listed_view.name == "All articles"
