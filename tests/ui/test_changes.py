"""Articles that change while they are read: the new text, at the same place, with what became of the notes."""

from __future__ import annotations

import shutil

import pytest

from reader.annotations.annotation import Placement, PlacementStatus
from reader.text import Span
from reader.ui.changes import was_said
from reader.ui.messages import UpdateEnded
from reader.updating import Changes, Update
from tests.ui.conftest import make_library


@pytest.fixture
def own_library(shelf, tmp_path):
    """Return a library of files that the test may edit."""
    shutil.copytree(shelf[0], tmp_path / "articles")
    library = make_library(tmp_path / "articles", tmp_path / "cache", tmp_path)
    Update(library.folders.library, library.folders.cache, lambda _: None).run(processes=1)
    return library


async def test_the_open_article_is_read_again_when_its_file_changes(at_screen, own_library, tmp_path):
    path = tmp_path / "articles" / "harbour.md"
    async with at_screen(120, 40, of=own_library) as user:
        await user.press("enter")
        text = user.desk.opened.article.text
        start = text.index("1,240 containers")
        own_library.notebook.mark(user.desk.opened.article, Span(start, start + len("1,240 containers")))
        user.desk.post_message(UpdateEnded(Changes(0, 1, 0, ())))
        await user.press()
        assert user.desk.opened.article.text == text, "the same text is left alone"
        path.write_text(path.read_text().replace("1,240 containers", "1,260 containers"))
        user.desk.post_message(UpdateEnded(Changes(0, 1, 0, ())))
        await user.press()
        assert user.sees("1,260 containers")
        assert user.status == "The text has changed: 1 note edited: “1,240 containers” is “1,260 containers” now"
        path.write_text(path.read_text().replace("Nobody lost.", "Nobody has lost."))
        own_library.notebook.undo()
        user.desk.post_message(UpdateEnded(Changes(0, 1, 0, ())))
        await user.press()
        assert user.sees("Nobody has lost.")
        assert user.status == "The file of this article has changed; this is its new text."
        path.unlink()
        user.desk.post_message(UpdateEnded(Changes(0, 0, 1, ())))
        await user.press()
        assert user.sees("Nobody has lost.")


@pytest.mark.parametrize(
    ("status", "score", "said"),
    [
        (PlacementStatus.SAME, 1.0, ""),
        (PlacementStatus.MOVED, 1.0, ""),
        (PlacementStatus.REPLACED, 0.0, "was: old words"),
        (PlacementStatus.EDITED, 0.9, "was: old words"),
        (PlacementStatus.EDITED, 0.6, "was: old words (check: 60% of it is left)"),
    ],
)
def test_what_words_were_is_said_where_others_stand(status, score, said):
    assert was_said(Placement(status, Span(0, 3), "old\nwords", "new", score)) == said
