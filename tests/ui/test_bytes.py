"""What a key sends to the terminal: over a slow line every byte can be felt."""

from __future__ import annotations

from itertools import pairwise

import pytest
from textual._compositor import Compositor
from textual.geometry import Region

from reader.ui.widgets.thumb import Thumb


@pytest.fixture
def regions(monkeypatch):
    """Return what widgets ask to be painted anew, as pairs of the widget's id and the region."""
    from textual.widget import Widget

    asked = []
    refresh = Widget.refresh

    def noted(self, *regions, **options):
        asked.extend((self.id, region) for region in regions or [self.size.region])
        return refresh(self, *regions, **options)

    monkeypatch.setattr(Widget, "refresh", noted)
    return asked


async def test_a_step_in_the_list_paints_two_rows_without_the_scroll_bar_and_the_place(at_screen, regions):
    async with at_screen(80, 24) as user:
        await user.press("j")
        regions.clear()
        await user.press("j")
        assert set(regions) == {
            ("articles", Region(0, 1, 79, 1)),
            ("articles", Region(0, 2, 79, 1)),
            ("status", Region(80 - 1 - len("3 of 4"), 0, len("3 of 4"), 1)),
        }


async def test_neighbours_of_one_style_are_sent_as_one(at_screen):
    async with at_screen(80, 24) as user:
        for row in range(3):
            styles = [segment.style for segment in user.desk.articles._strip(row, 80) if segment.text]
            assert all(one != other for one, other in pairwise(styles))


async def test_a_place_of_another_width_paints_the_whole_status_line(at_screen, regions):
    async with at_screen(80, 24) as user:
        regions.clear()
        user.desk.status.place = "a longer place"
        assert ("status", Region(0, 0, 80, 1)) in regions


async def test_a_letter_of_a_query_leaves_the_scroll_bar_of_the_list_alone(at_screen, monkeypatch):
    async with at_screen(80, 24) as user:
        await user.press("slash", "t")  # all articles have such a word, and such a one
        painted = []
        monkeypatch.setattr(Thumb, "refresh", lambda bar, *_, **__: painted.append(bar))
        await user.press("h")
        assert len(user.desk.articles.keys) == 4
        assert painted == []


async def test_a_letter_of_a_query_lays_out_nothing(at_screen, monkeypatch):
    async with at_screen(80, 24) as user:
        await user.press("slash", "t")
        laid_out = []
        reflow = Compositor.reflow
        monkeypatch.setattr(Compositor, "reflow", lambda *given: laid_out.append(given) or reflow(*given))
        await user.press("h")
        assert user.sees("4 hits")
        assert laid_out == []


async def test_a_step_by_paragraphs_paints_of_the_pane_the_entries_that_change(at_screen, regions):
    async with at_screen(120, 40) as user:
        await user.press("enter")
        for key in ("right_curly_bracket", "right_curly_bracket", "right_square_bracket", "left_curly_bracket"):
            regions.clear()
            await user.press(key)
            painted = [region for name, region in regions if name == "highlights"]
            assert painted
            assert all(region.height < user.desk.pane.size.height / 2 for region in painted)
            shown = user.lines()
            user.desk.pane.forget_lines()
            await user.pilot.pause()
            assert user.lines() == shown


async def test_another_room_and_focus_paint_the_whole_screen_never(at_screen, monkeypatch):
    async with at_screen(120, 40) as user:
        whole = []
        paint = Compositor.render_full_update
        monkeypatch.setattr(
            Compositor, "render_full_update", lambda *given, **named: whole.append(given) or paint(*given, **named)
        )
        for key in ("enter", "p", "p", "tab", "escape", "slash", "escape"):
            await user.press(key)
            assert whole == [], key


async def test_no_frame_shows_lines_that_were_laid_out_for_another_width(at_screen, monkeypatch):
    async with at_screen(120, 40) as user:
        pane = user.desk.pane
        frames = []
        paint = type(pane).render_lines

        def noted(view, crop):
            strips = paint(view, crop)
            frames.extend([[strip.text for strip in strips]] if view is pane else [])
            return strips

        monkeypatch.setattr(type(pane), "render_lines", noted)
        await user.press("enter")
        assert frames
        assert all("KEY FIGURES" in frame[1] for frame in frames)
