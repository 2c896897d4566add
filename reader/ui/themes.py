"""Themes of the program, and the colours that it needs of any theme."""

from __future__ import annotations

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

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
        error="#e07a6e",
        dark=True,
        variables={
            "soft": "#b4b0a8",
            "faint": "#81858c",
            "rule": "#383d46",
            "figure": "#e6b566",
            "quote": "#8cc3b6",
            "note": "#d29bd0",
            "note-muted": "#2c2430",
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
        accent="#1f6f8b",
        secondary="#5b6b7d",
        foreground="#23262b",
        background="#faf8f3",
        surface="#f3f0e8",
        panel="#e6e2d7",
        success="#2f7d32",
        warning="#8a5a00",
        error="#b3261e",
        dark=False,
        variables={
            "soft": "#45484d",
            "faint": "#6c6f73",
            "rule": "#cfc9ba",
            "figure": "#8f4e00",
            "quote": "#0f665a",
            "note": "#87308a",
            "note-muted": "#f3e6f2",
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
        error="#ff7070",
        dark=True,
        variables={
            "soft": "#ffffff",
            "faint": "#d0d0d0",
            "rule": "#808080",
            "figure": "#ffd75f",
            "quote": "#87ffd7",
            "note": "#ff9dff",
            "note-muted": "#3a1a3a",
            "link": "#87d7ff",
            "match": "#ffff00",
            "match-text": "#000000",
            "focus": "#3a3a5f",
            "selection": "#0060c0",
            "selection-text": "#ffffff",
            "cursor": "#005f87",
            "cursor-text": "#ffffff",
            "cursor-idle": "#303030",
            "scroll-thumb": "#a0a0a0",
            "error-muted": "#800000",
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
            "faint": "ansi_bright_black",
            "rule": "ansi_bright_black",
            "figure": "ansi_yellow",
            "quote": "ansi_cyan",
            "note": "ansi_magenta",
            "note-muted": "ansi_default",
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


def variables_for(theme: Theme) -> dict[str, str]:
    """Return the program's colours for a theme that does not name them."""
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
        selection=background.blend(primary, 0.5).hex,
        cursor=background.blend(primary, 0.3).hex,
        **{
            "selection-text": foreground.hex,
            "cursor-text": foreground.hex,
            "cursor-idle": background.blend(foreground, 0.08).hex,
            "scroll-thumb": background.blend(foreground, 0.25).hex,
        },
    )
    return own
