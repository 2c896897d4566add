"""Undo takes back every action of the screen, one key for one action, in their order."""

from __future__ import annotations

import random

import pytest

from reader.ui.screens.reading import Reading

_ACTIONS = {
    "mark": ["m"],
    "another colour": ["m"],
    "note": ["a", *"why", "ctrl+s"],
    "note on the article": ["A", *"all", "tab", *"sea", "ctrl+s"],
    "delete": ["d"],
    "hide": ["x"],
    "star": ["s"],
    "read": ["r"],
    "tag": ["t", *"port", "enter"],
    "untag": ["t", *"-port", "enter"],
    "next highlight": ["right_square_bracket"],
    "next article": ["J"],
    "star all": ["escape", "X", "s", "X", "enter"],
    "tag all": ["escape", "X", "t", *"all", "enter", "X", "enter"],
    "catch up": ["escape", "C", "y", "enter"],
    "save a search": ["slash", *"port", "ctrl+s", "enter", "escape", "enter"],
    "all notes: delete": ["M", "d", "escape"],
    "all notes: tag": ["M", "t", *"mine", "enter", "escape"],
    "all notes: restore": ["M", "ctrl+t", "enter", "escape"],
}


def kept(library) -> tuple[object, ...]:
    """Return all that the user made and did, without when."""
    notebook = library.notebook
    placed = (
        each.annotation for key in list(library.keys()) for each in notebook.placed(library.read(key))
    )  # hidden ones too
    notes = {(each.id, each.kind, each.anchor, each.note, each.tags, each.color) for each in (*notebook.all(), *placed)}
    states = {(each.article.id, each.is_read, each.is_starred, each.tags) for each in notebook.states()}
    return notes, {each for each in states if any(each[1:])}, tuple(view.name for view in library.views.all())


@pytest.mark.parametrize(
    ("seed", "count"), [(1, 14), *(pytest.param(seed, 60, marks=pytest.mark.scale) for seed in (2, 3))]
)
async def test_as_many_undos_as_actions_bring_everything_back(at_screen, library, monkeypatch, seed, count):
    monkeypatch.setattr(Reading, "_mark_read", lambda *_: None)  # it is no action of the user's
    chance = random.Random(seed)
    async with at_screen(120, 40) as user:
        await user.press("enter", "right_square_bracket")
        before = [(kept(library), "the start")]
        for name in chance.choices(list(_ACTIONS), k=count):
            await user.press(*_ACTIONS[name])
            await user.desk.in_thread(lambda: None)  # behind what is being saved
            if (now := kept(library)) != before[-1][0]:
                before.append((now, name))
            while user.app.screen is not user.desk:
                await user.press("escape")
        assert len(before) > count // 3
        while len(before) > 1:
            _, name = before.pop()
            await user.press("u")
            await user.desk.in_thread(lambda: None)
            await user.press()
            assert user.status.startswith("Undone: "), name
            assert kept(library) == before[-1][0], name
