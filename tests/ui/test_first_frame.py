"""The first frame shows the list; everything else is styled and mounted after it, as if it had always been there."""

from __future__ import annotations

import pytest

from reader.ui.app import ReaderApp


def styles_of(app):
    return {widget: widget.styles.css for widget in app.screen.walk_children()}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60), (120, 10)], ids=str)
@pytest.mark.parametrize("colors", [True, False], ids=["colors", "no-colors"])
async def test_what_is_styled_late_looks_as_if_styled_at_once(library, settled, monkeypatch, size, colors):
    if not colors:
        monkeypatch.setenv("NO_COLOR", "1")
    app = ReaderApp(library)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        assert app.screen.is_furnished
        before = styles_of(app)
        app.refresh_css(animate=False)
        await settled(pilot)
        assert styles_of(app) == before


@pytest.mark.parametrize("key", ["z", "p", "enter", "V", "question_mark", "tab"])
async def test_a_key_may_come_before_the_first_frame(library, settled, key):
    app = ReaderApp(library)
    app.call_later(lambda: app.simulate_key(key))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        before = styles_of(app)
        app.refresh_css(animate=False)
        await settled(pilot)
        assert styles_of(app) == before
        assert app.screen_stack[0].is_furnished


async def test_the_first_frame_waits_for_the_list_alone(library, monkeypatch):
    frames = []
    display = ReaderApp._display

    def watched(app, screen, renderable):
        if renderable is not None and screen.is_mounted:
            frames.append((screen.is_furnished, [widget.id for widget in screen.query("#rooms > *")]))
        display(app, screen, renderable)

    monkeypatch.setattr(ReaderApp, "_display", watched)
    async with ReaderApp(library).run_test(size=(120, 40)):
        assert frames[0] == (False, ["articles"])
