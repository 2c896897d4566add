"""Keys that come before a dialog is made, as on a busy machine or from a paste, harm nothing."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("opening", "action"),
    [("notes", "back"), ("notes", "other_view(1)"), ("notes", "sort"), ("help", "dismiss"), ("help", "page(1)")],
)
async def test_a_key_to_a_dialog_that_is_not_made_yet(at_screen, opening, action):
    async with at_screen(80, 24) as user:
        app = user.app
        await app.run_action(opening, default_namespace=user.desk)
        dialog = app.screen
        assert dialog is not user.desk
        assert not dialog.is_mounted
        assert await app.run_action(action, default_namespace=dialog)
        await user.press("escape")
        assert app.screen is user.desk
