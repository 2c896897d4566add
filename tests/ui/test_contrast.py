"""Everybody can read it: contrast by WCAG 2.2 in every theme, and meaning that does not hang on colour."""

from __future__ import annotations

import pytest
from rich.color import ColorType
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from reader.ui.app import ReaderApp
from reader.ui.themes import CONTRAST, DARK, LIGHT, TERMINAL, TEXT, THEMES, contrast, variables_for

OWN = {theme.name: theme for theme in THEMES if theme.name != TERMINAL}
OTHERS = {name: theme for name, theme in BUILTIN_THEMES.items() if not theme.ansi}
GROUNDS = ("cursor", "cursor-idle", "focus", "note-muted")
PAIRS = [("match-text", "match"), ("selection-text", "selection"), ("text-on-error", "error-muted")]


@pytest.mark.parametrize("name", OWN)
def test_every_word_can_be_read_on_every_ground(name):
    theme = OWN[name]
    least = 7 if name == CONTRAST else 4.5
    words = {each: theme.variables[each] for each in TEXT}
    words |= {each: getattr(theme, each) for each in ("foreground", "accent", "success", "warning", "error")}
    grounds = {each: theme.variables[each] for each in GROUNDS}
    grounds |= {each: getattr(theme, each) for each in ("background", "surface", "panel")}
    pairs = [(word, ground) for word in words for ground in grounds]
    found = {pair: contrast(Color.parse(words[pair[0]]), Color.parse(grounds[pair[1]])) for pair in pairs}
    found |= {
        pair: contrast(Color.parse(theme.variables[pair[0]]), Color.parse(theme.variables[pair[1]])) for pair in PAIRS
    }
    assert {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < least} == {}


@pytest.mark.parametrize("name", OTHERS)
def test_the_programs_colours_can_be_read_in_other_themes(name):
    theme = OTHERS[name]
    own = variables_for(theme)
    grounds = [own[each] for each in GROUNDS] + [
        ground for ground in (theme.background, theme.surface, theme.panel) if ground
    ]
    found = {
        (word, ground): contrast(Color.parse(own[word]), Color.parse(ground)) for word in TEXT for ground in grounds
    }
    assert {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < 4.45} == {}


def test_contrast_is_that_of_the_standard():
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


STATES = (
    ("enter", "right_square_bracket", "m"),
    ("v", "s"),
    ("escape", "escape", "slash", "m", "a", "y"),
    ("enter", "p", "j"),
    ("escape", "M"),
    ("escape", "question_mark"),
    ("escape", "ctrl+p"),
)
DECORATION = " █▌▏│─╭╮╰╯▔▁▂▃▄▅▆▇▀┃━🔎"


async def test_what_is_painted_can_be_read(library, settled):
    """Look at every style on the screen; what lies dimmed behind a dialog is not meant to be read."""
    app = ReaderApp(library)
    bad = {}
    async with app.run_test(size=(160, 40)) as pilot:
        await settled(pilot)
        for name in (DARK, LIGHT, CONTRAST):
            app.theme = name
            for keys in STATES:
                await pilot.press(*keys)
                await settled(pilot)
                box = app.screen.region if not app.screen.is_modal else app.screen.children[0].region
                for y, strip in enumerate(app.screen._compositor.render_strips()):
                    if box.y <= y < box.bottom:
                        for segment in strip.crop(box.x, box.right):
                            style = segment.style
                            if style is None or not segment.text.strip(DECORATION) or style.color is None:
                                continue
                            if style.bgcolor is None or style.color.type is not ColorType.TRUECOLOR:
                                continue
                            ratio = contrast(Color(*style.color.triplet), Color(*style.bgcolor.triplet))
                            if ratio < (7 if name == CONTRAST else 4.5):
                                bad[(name, style.color.name, style.bgcolor.name)] = (
                                    round(ratio, 2),
                                    segment.text.strip()[:30],
                                    type(app.screen).__name__,
                                )
            await pilot.press("escape", "escape", "escape", "escape")
            await settled(pilot)
    assert bad == {}


@pytest.mark.parametrize(
    ("environment", "theme"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, DARK),
        ({"TERM": "xterm-256color"}, DARK),
        ({"TERM": "xterm-256color", "COLORFGBG": "0;15"}, LIGHT),
        ({"TERM": "xterm-256color", "COLORFGBG": "15;0"}, DARK),
        ({"TERM": "linux"}, TERMINAL),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, TERMINAL),
        ({"TERM": "linux", "TEXTUAL_THEME": LIGHT}, LIGHT),
    ],
)
def test_the_theme_fits_the_terminal(library, monkeypatch, environment, theme):
    for name in ("COLORTERM", "COLORFGBG", "NO_COLOR", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("rich.console.Console.is_terminal", True)
    assert ReaderApp(library).theme == theme
