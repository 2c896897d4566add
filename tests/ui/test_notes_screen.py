"""The notes screen: what it lists, how it is narrowed, and what its keys change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.errors import NotSavedError
from reader.sifting import Narrower, NoteFilter
from reader.text import Span
from reader.ui.noted import Noted, TagChange
from reader.ui.screens.confirm import Confirm
from reader.ui.screens.notes import Notes

HOSTILE = "\x1b[31337mred\x1b]52;c;ZXZpbA==\x07 [/bold] [link=x] \x00\x9b1m \u202eabc [@click=app.quit]x[/]"


def article_of(library, name):
    rows = library.listed(library.keys())
    return library.article(next(each.row.key for each in rows if each.row.path == name)).article


def mark(library, name, words, **wishes):
    article = article_of(library, name)
    start = article.text.index(words)
    return library.notebook.mark(article, Span(start, start + len(words)), **wishes)


def orphan(library, name="river.txt", words="Herons stood there", note="Where did they go?"):
    """Mark words that the article once said."""
    article = article_of(library, name)
    old = replace(article, text=f"Long ago. {words} by the old mill.", blocks=(), links=())
    return library.notebook.mark(old, Span(10, 10 + len(words)), note=note)


@pytest.fixture
def notes(library):
    """Return three annotations: two marks and a note on an article."""
    first = mark(library, "harbour.md", "1,240 containers", note="Is that a record?", tags=["port"], color="green")
    second = mark(library, "river.txt", "2,300 people", tags=["flood", "port"])
    third = library.notebook.note(article_of(library, "budget.md"), "Ask for the minutes.", tags=["todo"])
    return [first, second, third]


async def test_all_annotations_are_listed_with_what_they_say(at_screen, notes):
    async with at_screen(120, 40) as user:
        await user.press("M")
        assert isinstance(user.app.screen, Notes)
        shown = user.app.screen.list.noted
        assert {each.annotation.id for each in shown} == {each.id for each in notes}
        made = [(each.annotation.created, each.annotation.id) for each in shown]
        assert made == sorted(made, reverse=True)
        for text in ("Notes and marks  3", "1,240 containers", "Is that a record?", "The whole article", "green"):
            assert user.sees(text), text
        assert user.sees("#flood #port · River towns")
        assert user.sees(notes[0].created[:10])
        assert user.app.screen.status.place == "1 of 3"


async def test_notes_are_sorted_by_article_and_place(at_screen, library, notes):
    later = mark(library, "harbour.md", "12 percent")
    whole = library.notebook.note(article_of(library, "harbour.md"), "all of it")
    async with at_screen(100, 40) as user:
        await user.press("M", "S")
        assert user.sees("Notes and marks  5, by article")
        listed = [each.annotation.id for each in user.app.screen.list.noted]
        assert listed == [notes[2].id, whole.id, notes[0].id, later.id, notes[1].id]
        await user.press("slash")
        await user.type("harbour")
        assert user.sees("3 of 5, by article")
        await user.press("enter", "S")
        assert user.app.screen.status.message == "Newest first."
        made = [each.annotation.created for each in user.app.screen.list.noted]
        assert made == sorted(made, reverse=True)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("record", 1),
        ("RECORD", 1),
        ("containers", 1),
        ("river towns", 1),
        ("people port", 1),
        ("tag:port", 2),
        ("tag:port -tag:flood", 1),
        ("color:gr", 1),
        ("has:note", 2),
        ("note:people", 0),
        ("quote:people", 1),
        ("article:budget", 1),
        ("date:1999", 0),
        ("after:1999", 3),
        ("before:1999", 0),
        ("tag:", 3),
        ('"a record"', 1),
        ("orphan", 0),
        ("-orphan", 3),
        ("no:such", 0),
        ("[/] ( \\", 0),
    ],
)
def test_the_list_narrows(notes, typed, found):
    noted = [Noted(each) for each in notes]
    assert len(Narrower().narrow(noted, NoteFilter.parse(typed))) == found


async def test_letters_narrow_while_they_are_typed_and_escape_shows_all(at_screen, notes):
    async with at_screen(80, 24) as user:
        await user.press("M", "slash")
        await user.type("flood")
        assert user.sees("Notes and marks  1 of 3")
        await user.press("enter")
        assert user.app.screen.focused is user.app.screen.list
        await user.press("escape")
        assert user.sees("Notes and marks  3")
        await user.press("slash")
        await user.type("zz")
        assert user.sees("Nothing matches")
        assert user.sees("Notes and marks  0 of 3")
        await user.press("escape")
        assert user.sees("Notes and marks  3")
        assert user.app.screen.focused is user.app.screen.list
        await user.press("q")
        assert user.app.screen is user.desk


async def test_the_cursor_moves_by_notes_pages_and_counts(at_screen, library):
    article = article_of(library, "harbour.md")
    for number in range(30):
        library.notebook.note(article, f"Number {number}")
    async with at_screen(80, 24) as user:
        await user.press("M")
        place = lambda: user.app.screen.list.place[0]  # noqa: E731
        for keys, expected in (("jj", 3), ("k", 2), ("5j", 7), ("G", 30), ("g", 1), ("9G", 9)):
            await user.press(*keys)
            assert place() == expected, keys
        await user.press("pagedown")
        paged = place()
        assert paged > 9
        await user.press("pageup")
        assert place() < paged
        assert user.app.screen.list.line_count == 60 + 30


async def test_enter_goes_to_the_words(at_screen, notes):
    async with at_screen(100, 30) as user:
        await user.press("M", "slash")
        await user.type("people")
        await user.press("enter", "enter")
        assert user.title == "River towns count the damage"
        assert user.desk.view.focused_span.of(user.desk.opened.article.text) == "2,300 people"


async def test_a_note_is_changed_in_the_editor(at_screen, library, notes):
    async with at_screen(80, 24) as user:
        await user.press("M")
        user.app.screen.list.show([each for each in user.app.screen.list.noted if each.annotation.id == notes[0].id])
        await user.press("e")
        await user.type(" No")
        await user.press("ctrl+s")
        assert library.notebook.get(notes[0].id).note == "Is that a record? No"
        assert user.sees("Is that a record? No")
        assert user.app.screen.status.message == "Note changed and saved."


async def test_deleted_notes_go_to_the_trash_and_come_back(at_screen, library, notes):
    async with at_screen(80, 24) as user:
        await user.press("M", "d")
        gone = library.notebook.trash()[0].id
        assert len(library.notebook.all()) == 2
        assert user.sees("Notes and marks  2")
        await user.press("u")
        assert len(library.notebook.all()) == 3
        await user.press("ctrl+r")
        assert len(library.notebook.all()) == 2
        await user.press("T", "T")
        assert user.sees("Trash  1")
        assert user.app.screen.list.current.annotation.id == gone
        await user.press("e")
        assert "r restores" in user.app.screen.status.message
        await user.press("r")
        assert library.notebook.get(gone) is not None
        assert user.sees("The trash is empty")
        await user.press("r")
        assert user.app.screen.status.message == "The trash is empty."


async def test_deleting_twice_at_once_deletes_two(at_screen, library, notes):
    async with at_screen(80, 24) as user:
        await user.press("M")
        await user.pilot.press("d", "d")
        await user.press()
        assert len(library.notebook.all()) == 1


async def test_all_filtered_are_tagged_as_one_action(at_screen, library, notes):
    async with at_screen(80, 24) as user:
        await user.press("M", "slash")
        await user.type("tag:port")
        await user.press("enter", "X", "t")
        assert user.sees("Tags of 2 notes")
        await user.type("#harbour -port color:red")
        await user.press("enter")
        tags = {each.id: (each.tags, each.color) for each in library.notebook.all()}
        assert tags[notes[0].id] == (("harbour",), "red")
        assert tags[notes[1].id] == (("flood", "harbour"), "red")
        assert tags[notes[2].id][0] == ("todo",)
        assert user.app.screen.status.message.startswith("2 notes changed")
        await user.press("u")
        assert library.notebook.get(notes[1].id).tags == ("flood", "port")


async def test_chosen_notes_are_deleted_after_a_question(at_screen, library, notes):
    async with at_screen(80, 24) as user:
        await user.press("M", "x", "x")
        assert user.app.screen.status.place.startswith("2 chosen")
        await user.press("d", "n")
        assert len(library.notebook.all()) == 3
        await user.press("d", "y")
        assert len(library.notebook.all()) == 1


@pytest.mark.parametrize(
    ("typed", "change"),
    [
        ("", ((), (), None)),
        ("a, #b;c", (("a", "b", "c"), (), None)),
        ("-a #b -#b", ((), ("a", "b"), None)),
        ('"two words" -"three more words"', (("two words",), ("three more words",), None)),
        ("color:green colour:", (("colour:",), (), "green")),
        ("# - -# \x1b", (("\u241b",), (), None)),
    ],
)
def test_changes_of_tags_are_read(typed, change):
    assert TagChange.parse(typed) == change


async def test_an_edit_of_the_note_leaves_tags_of_several_words_and_odd_characters(at_screen, library, notes):
    made = mark(library, "quiet.md", "gulls", note="bell\x07", tags=["sea birds", "#odd"])
    async with at_screen(80, 24) as user:
        await user.press("M", "e", "ctrl+s")
        assert library.notebook.get(made.id).note == "bell\x07"
        await user.press("e")
        await user.type(" rings")
        await user.press("ctrl+s")
        assert library.notebook.get(made.id).tags == ("sea birds", "#odd")
        assert library.notebook.get(made.id).note == "bell\u2407 rings"


async def test_nothing_is_tagged_without_a_tag(at_screen, library, notes):
    async with at_screen(80, 24) as user:
        await user.press("M", "t", "enter", "t", "escape")
        assert [each.modified for each in library.notebook.all()] == [
            each.modified for each in sorted(notes, key=lambda n: (n.created, n.id), reverse=True)
        ]


async def test_a_change_that_is_not_saved_says_so_and_leaves_the_list(at_screen, library, notes, monkeypatch):
    def fail(*_):
        raise NotSavedError("the disk is full", ())

    async with at_screen(80, 24) as user:
        await user.press("M")
        monkeypatch.setattr(library.notebook, "delete", fail)
        await user.press("d")
        assert user.app.screen.status.message == "NOT saved: the disk is full"
        assert len(user.app.screen.list.noted) == 3


# -- orphans -----------------------------------------------------------------------------------------------------


async def test_orphans_are_listed_with_their_old_context(at_screen, library, notes):
    lost = orphan(library)
    async with at_screen(80, 24) as user:
        await user.press("M", "tab")
        assert [each.annotation.id for each in user.app.screen.list.noted] == [lost.id]
        assert user.sees("Orphans  1")
        assert user.sees("was: …Long ago. […] by the old mill.…")
        assert user.sees("Where did they go?")
        await user.press("tab", "tab", "slash")
        await user.type("orphan")
        assert user.sees("Notes and marks  1 of 4")
        await user.press("escape", "tab", "d")
        assert user.sees("No orphans")


async def test_a_note_without_its_article_is_an_orphan(at_screen, library, notes):
    away = replace(article_of(library, "quiet.md"), id="sha256:away", title="Away")
    library.notebook.note(away, "On an article that left")
    async with at_screen(80, 24) as user:
        await user.press("M", "tab")
        assert user.sees("Orphans  1")
        assert user.sees("The article is not in the library")
        await user.press("enter")
        assert "not in the library" in user.status


async def test_an_orphan_is_put_on_other_words(at_screen, library):
    lost = orphan(library)
    async with at_screen(80, 24) as user:
        await user.press("R")
        assert "Choose a note first" in user.status
        await user.press("M", "tab", "R")
        assert user.title == "River towns count the damage"
        assert "then R" in user.status
        await user.press("R")
        assert library.notebook.get(lost.id).anchor.exact == "Herons stood there"
        await user.press("v", "s", "R")
        anchor = library.notebook.get(lost.id).anchor
        assert anchor.exact in user.desk.opened.article.text
        assert library.notebook.get(lost.id).note == "Where did they go?"
        await user.press("M", "tab")
        assert user.sees("No orphans")
        await user.press("u")
        assert user.sees("Orphans  1")


async def test_opening_says_what_became_of_the_words(at_screen, library):
    article = article_of(library, "river.txt")
    old = replace(article, text=article.text.replace("2,300", "2,100"))
    start = old.text.index("2,100 people")
    library.notebook.mark(old, Span(start, start + len("2,100 people")))
    async with at_screen(80, 24) as user:
        await user.press("slash")
        await user.type("morava")
        await user.press("enter", "enter")
        assert user.status == ("The text has changed: 1 note edited: “2,100 people” is “2,300 people” now")
        assert any("was: 2,100 people" in entry.body for entry in user.desk.pane._entries)
        await user.press("q", "escape", "enter")
        assert "has changed" not in user.status or user.title == "River towns count the damage"


# -- the user's own editor, and the clipboard --------------------------------------------------------------------


async def test_words_are_copied_with_their_source(at_screen, library, monkeypatch):
    mark(library, "harbour.md", "1,240 containers")
    for name in ("TMUX", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    async with at_screen(80, 24) as user:
        await user.press("M", "y")
        assert user.app.clipboard == (
            "“1,240 containers” — Ida Lund, “Harbour strike ends after 19 days”, Coast Courier, 20 November 2025. "
            "https://example.org/harbour"
        )


# -- robustness --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(120, 40), (60, 20), (20, 5)])
async def test_every_size_shows_hostile_text_as_text(at_screen, library, size):
    article = replace(article_of(library, "quiet.md"), title=HOSTILE, outlet=HOSTILE, authors=(HOSTILE,), url=HOSTILE)
    library.notebook.mark(article, Span(0, 20), note=HOSTILE, tags=[HOSTILE], color="[red]\x1b[1m")
    library.notebook.note(article, HOSTILE * 200)
    away = replace(article, id=HOSTILE)
    library.notebook.mark(replace(away, text=HOSTILE * 3, blocks=(), links=()), Span(5, 40), note=HOSTILE)
    async with at_screen(*size) as user:
        for keys in (["M"], ["j"], ["tab"], ["t"], ["escape"], ["e"], ["escape"], ["d"], ["tab"], ["slash", "["]):
            await user.press(*keys)
            shown = "".join(user.lines())
            assert "\x1b" not in shown
            assert "\x07" not in shown
            assert "\x9b" not in shown
            assert "\u202e" not in shown


async def test_without_notes_the_screen_says_what_to_do(at_screen):
    async with at_screen(80, 24) as user:
        await user.press("M")
        assert user.sees("No notes yet.")
        await user.press("enter", "e", "d", "t", "x", "X", "y", "j", "G", "pagedown", "ctrl+e", "R")
        assert user.app.screen.status.message == "There is no note here."
        await user.press("u")
        assert user.app.screen.status.message == "There is nothing to undo."
        await user.press("tab")
        assert user.sees("No orphans")
        await user.press("tab")
        assert user.sees("The trash is empty.")


async def test_notes_of_another_terminal_come_by_themselves(at_screen, notes, again):
    async with at_screen(80, 24) as user:
        await user.press("M")
        other = again()
        mark(other, "budget.md", "310 million euros")
        other.close()
        user.app.screen._look()
        await user.press()
        assert user.sees("Notes and marks  4")


async def test_only_the_lines_on_the_screen_are_made(at_screen, library, notes, monkeypatch):
    many = [replace(notes[0], id=f"note-{number}") for number in range(10_000)]
    monkeypatch.setattr(library.notebook, "all", lambda: tuple(many))
    made = []
    async with at_screen(80, 24) as user:
        await user.press("M")
        painted = user.app.screen.list
        before = painted.make_line
        monkeypatch.setattr(painted, "make_line", lambda line, width: made.append(line) or before(line, width))
        await user.press("G", "slash")
        await user.type("record")
        assert painted.place == (10_000, 10_000)
        assert len(made) < 400


@pytest.mark.parametrize("size", [(80, 24), (8, 3), (7, 2)])
async def test_a_question_is_laid_out_once_and_not_for_ever(at_screen, monkeypatch, size):
    async with at_screen(*size) as user:
        await user.press("enter", "A")
        await user.type("hi")
        await user.press("escape")
        assert isinstance(user.app.screen, Confirm)
        layouts = []
        lay_out = Confirm._refresh_layout
        monkeypatch.setattr(Confirm, "_refresh_layout", lambda *a, **k: (layouts.append(1), lay_out(*a, **k))[1])
        await user.pilot.pause(0.2)
        assert len(layouts) <= 1


async def test_the_first_frame_does_not_wait_for_very_many_notes(at_screen, again, library, monkeypatch):
    made = [mark(library, "harbour.md", "1,240 containers"), mark(library, "river.txt", "2,300 people")]
    monkeypatch.setattr("reader.library._LARGE_LOG", 10)
    late = again()
    rows = late.listed(late.keys())
    assert late.owes_notes
    assert sum(each.notes for each in rows) == 0
    assert "notebook" not in late.__dict__, "the log has not been read"
    async with at_screen(120, 40, of=late) as user:
        assert sum(each.notes for each in late.listed(late.keys())) == len(made)
        assert sum("1✎" in line for line in user.lines()) == len(made)
        assert not late.owes_notes
