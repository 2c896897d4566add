"""Themes of the program, and the colours that it needs of any theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

DARK, LIGHT, CONTRAST, TERMINAL = "ink", "paper", "contrast", "terminal"

DESCRIBED = {
    DARK: "Dark",
    LIGHT: "Light",
    CONTRAST: "High contrast",
    TERMINAL: "The colours that the terminal was given",
}
"""The program's own themes, for people."""

THEMES = (
    Theme(
        name=DARK,
        primary="#7aa2c8",
        accent="#7fb4ca",
        secondary="#8a9ab0",
        foreground="#d8d4cb",
        background="#15171b",
        surface="#191c21",
        panel="#22262d",
        success="#8fbf7f",
        warning="#e0b060",
        error="#ee9187",
        dark=True,
        variables={
            "soft": "#b4b0a8",
            "faint": "#9ea2a9",
            "rule": "#383d46",
            "figure": "#e6b566",
            "quote": "#8cc3b6",
            "note": "#d29bd0",
            "note-muted": "#2c2430",
            "note-green": "#1e3324",
            "note-blue": "#1b2f47",
            "note-red": "#43242a",
            "link": "#8fb3d9",
            "match": "#4d4214",
            "match-text": "#fff3c4",
            "focus": "#2f3744",
            "selection": "#2c4a6b",
            "selection-text": "#ffffff",
            "cursor": "#2b3644",
            "cursor-text": "#f2efe8",
            "cursor-idle": "#20252c",
            "scroll-thumb": "#3b414b",
            "error-muted": "#54241f",
            "text-on-error": "#ffd9d2",
        },
    ),
    Theme(
        name=LIGHT,
        primary="#2f5d86",
        accent="#17607a",
        secondary="#5b6b7d",
        foreground="#23262b",
        background="#faf8f3",
        surface="#f3f0e8",
        panel="#e6e2d7",
        success="#22642a",
        warning="#7d5000",
        error="#b3261e",
        dark=False,
        variables={
            "soft": "#45484d",
            "faint": "#55585c",
            "rule": "#cfc9ba",
            "figure": "#8f4e00",
            "quote": "#0b5c51",
            "note": "#87308a",
            "note-muted": "#f3e6f2",
            "note-green": "#dcefdc",
            "note-blue": "#dae8f8",
            "note-red": "#f8dedb",
            "link": "#1d5796",
            "match": "#ffe486",
            "match-text": "#2b2200",
            "focus": "#dde6ee",
            "selection": "#bcd7f2",
            "selection-text": "#0d1a26",
            "cursor": "#d5e1ea",
            "cursor-text": "#0f1a22",
            "cursor-idle": "#e9e6dc",
            "scroll-thumb": "#c2bcae",
            "error-muted": "#f7d6d2",
            "text-on-error": "#6d120c",
        },
    ),
    Theme(
        name=CONTRAST,
        primary="#ffffff",
        accent="#00ffff",
        secondary="#ffffff",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1a1a1a",
        success="#5fff5f",
        warning="#ffff00",
        error="#ffb0b0",
        dark=True,
        variables={
            "soft": "#ffffff",
            "faint": "#e0e0e0",
            "rule": "#808080",
            "figure": "#ffd75f",
            "quote": "#87ffd7",
            "note": "#ff9dff",
            "note-muted": "#3a1a3a",
            "note-green": "#0f4a1c",
            "note-blue": "#0d3a66",
            "note-red": "#66161c",
            "link": "#87d7ff",
            "match": "#ffff00",
            "match-text": "#000000",
            "focus": "#22224a",
            "selection": "#004a99",
            "selection-text": "#ffffff",
            "cursor": "#002b42",
            "cursor-text": "#ffffff",
            "cursor-idle": "#222222",
            "scroll-thumb": "#a0a0a0",
            "error-muted": "#700000",
            "text-on-error": "#ffffff",
        },
    ),
    Theme(
        name=TERMINAL,
        primary="ansi_blue",
        accent="ansi_cyan",
        secondary="ansi_blue",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        success="ansi_green",
        warning="ansi_yellow",
        error="ansi_red",
        dark=True,
        ansi=True,
        variables={
            **BUILTIN_THEMES["ansi-dark"].variables,
            "soft": "ansi_default",
            "faint": "ansi_default",
            "rule": "ansi_bright_black",
            "figure": "ansi_yellow",
            "quote": "ansi_cyan",
            "note": "ansi_magenta",
            "note-muted": "ansi_default",
            "note-green": "ansi_default",
            "note-blue": "ansi_default",
            "note-red": "ansi_default",
            "link": "ansi_blue",
            "match": "ansi_default",
            "match-text": "ansi_green",
            "focus": "ansi_default",
            "selection": "ansi_default",
            "selection-text": "ansi_default",
            "cursor": "ansi_default",
            "cursor-text": "ansi_default",
            "cursor-idle": "ansi_default",
            "scroll-thumb": "ansi_bright_black",
            "error-muted": "ansi_default",
            "text-on-error": "ansi_red",
        },
    ),
)
"""Offered in the palette next to Textual's own; `terminal` uses the colours that the terminal was given."""


TEXT = ("soft", "faint", "figure", "quote", "note", "link")
"""The program's colours of words; `foreground`, `accent`, `success`, `warning` and `error` are those of every theme."""
_READABLE = 4.5
"""Least contrast of words, WCAG 2.2, level AA."""


def variables_for(theme: Theme) -> dict[str, str]:
    """Return the program's colours for a theme that does not name them, readable on its backgrounds."""
    if theme.ansi:
        return dict(THEMES[-1].variables)
    own = dict(THEMES[0 if theme.dark else 1].variables)
    background = Color.parse(theme.background or ("#121212" if theme.dark else "#efefef"))
    foreground = Color.parse(theme.foreground or ("#e0e0e0" if theme.dark else "#1f1f1f"))
    primary = Color.parse(theme.primary)
    own.update(
        soft=background.blend(foreground, 0.8).hex,
        faint=background.blend(foreground, 0.6).hex,
        rule=background.blend(foreground, 0.25).hex,
        focus=background.blend(primary, 0.25).hex,
        selection=background.blend(primary, 0.3).hex,
        cursor=background.blend(primary, 0.2).hex,
        **{
            "selection-text": foreground.hex,
            "cursor-text": foreground.hex,
            "cursor-idle": background.blend(foreground, 0.08).hex,
            "scroll-thumb": background.blend(foreground, 0.25).hex,
            "note-muted": background.blend(Color.parse(own["note"]), 0.12).hex,
        },
    )
    grounds = [background, *(Color.parse(own[name]) for name in ("cursor", "cursor-idle", "focus", "note-muted"))]
    grounds += [Color.parse(ground) for ground in (theme.surface, theme.panel) if ground]
    for name in TEXT:
        own[name] = readable(Color.parse(own[name]), grounds, dark=theme.dark).hex
    own["cursor-text"] = readable(foreground, [Color.parse(own["cursor"])], dark=theme.dark).hex
    own["selection-text"] = readable(foreground, [Color.parse(own["selection"])], dark=theme.dark).hex
    return own


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it: 1 for none, 21 for black and white."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    parts = [part / 255 for part in color.rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable(color: Color, grounds: Sequence[Color], *, dark: bool) -> Color:
    """Return a colour, or as much lighter (darker, for a light theme) as it has to be to be read on these grounds."""
    end = Color(255, 255, 255) if dark else Color(0, 0, 0)
    for step in range(21):
        found = color.blend(end, step / 20)
        if all(contrast(found, ground) >= _READABLE for ground in grounds):
            return found
    return end
