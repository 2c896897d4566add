"""What another terminal does shows here, without moving the cursor."""

from __future__ import annotations

from reader.catalogue import key_of
from reader.library import Library
from reader.ui.screens.note import Draft, tags_in, touched


async def test_a_note_of_another_terminal_shows_within_two_seconds(at_screen, library):
    async with at_screen() as user:
        other = Library.open(library.folders)
        article = other.article(key_of("harbour.md")).article
        other.notebook.note(article, "from the other terminal")
        other.close()
        await user.pilot.pause(2.0)
        await user.app.workers.wait_for_complete()
        assert [each.note for each in library.notebook.all()] == ["from the other terminal"]
        rows = library.listed([key_of("harbour.md")])
        assert rows[0].notes == 1


def test_tags_of_several_words_survive_an_edit_of_the_note(library):
    article = library.article(key_of("harbour.md")).article
    made = library.notebook.note(article, "first", tags=["sea birds"])
    note, tags = touched(made, Draft("second", tags_in("#sea birds")))
    assert (note, tags) == ("second", None)
    assert touched(made, Draft("first", ("gulls",))) == (None, ("gulls",))
