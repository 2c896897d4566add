"""ReaderApp wires: library, themes, first screen. `run` opens it and restores the terminal whatever ends it."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding
from textual.events import Paste
from textual.screen import Screen
from textual.widgets import Input

from reader.config import Settings, did_you_mean
from reader.ui.key_names import spelled
from reader.ui.pasting import for_a_row
from reader.ui.screens.main import MainScreen
from reader.ui.themes import DARK, LIGHT, TERMINAL, THEMES, variables_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import PurePath

    from textual.actions import ActionParseResult
    from textual.binding import BindingType
    from textual.command import Provider
    from textual.dom import DOMNode
    from textual.driver import Driver
    from textual.events import Event

    from reader.library import Library

_SIGNALS = (signal.SIGTERM, signal.SIGHUP)  # not SIGINT: ctrl+c in the editor of a note is for the editor
_EXIT_BY_SIGNAL = 128
"""Added to the number of the signal, as shells do."""


def _palette(name: str) -> Callable[[], type[Provider]]:
    def load() -> type[Provider]:
        from reader.ui import palette  # the palette opens long after the first frame

        return getattr(palette, name)  # type: ignore[no-any-return]

    return load


class ReaderApp(App[None]):
    """The screen of one library."""

    TITLE = "pullquote"
    # Textual loads the styles of pushed screens, but not those of the default one, which reads the others later.
    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = "screens/main.tcss"
    # Not Textual's own, which are about widgets and screenshots; quitting, help and themes are among these.
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {
        _palette("Actions"),
        _palette("Articles"),
        _palette("Searches"),
        _palette("Themes"),
    }
    ALLOW_SELECT = False  # the reading view has a selection of its own
    ESCAPE_TO_MINIMIZE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", id="app.quit", show=False, priority=True),
        Binding("ctrl+p,colon", "command_palette", "Everything", id="app.palette",
                tooltip="Every action, article, outlet, tag and theme by name"),
    ]  # fmt: skip

    def __init__(self, library: Library, *, first_run: bool = False, settings: Settings | None = None) -> None:
        # Without colours the terminal's own are asked for and then left out; others would come out as greys or black.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.animation_level = "none"
        self.library = library
        self._is_first_run = first_run
        for theme in THEMES:
            self.register_theme(theme)
        settings = settings or Settings()
        self.keys: Mapping[str, str] = {}
        """Ids of bindings and the user's own keys for them."""
        self._problems = list(settings.problems)
        if settings.theme and settings.theme not in self.available_themes:
            near = did_you_mean(settings.theme, self.available_themes)
            self._problems.append(f"no theme is called {settings.theme}{near}")
        if settings.keys:
            from reader.ui.keymap import checked  # loads every screen, so only for those who have keys of their own

            self.keys, problems = checked(settings.keys)
            self._problems += problems
            self.set_keymap(dict(self.keys))
        known = settings.theme if settings.theme in self.available_themes else ""
        wanted = known or os.environ.get("TEXTUAL_THEME") or self._fitting_theme(library)
        if self.no_color:
            wanted = TERMINAL
        # Set without its watcher, which would read all styles a second time.
        self.set_reactive(ReaderApp.theme, wanted if wanted in self.available_themes else DARK)
        self._is_themed = True
        self.stylesheet.set_variables(self.get_css_variables())

    _is_themed = False

    def get_css_variables(self) -> dict[str, str]:
        """Return the colours of the theme; none before it is known, or they would be computed for two themes."""
        return super().get_css_variables() if self._is_themed else {}

    def _fitting_theme(self, library: Library) -> str:
        """Return the terminal's own colours where there are only 16, else the theme of last time, else the usual."""
        if self.console.color_system == "standard":
            return TERMINAL
        # rxvt, konsole and others say which colours they have: `0;15` is black on white.
        is_light = os.environ.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")
        return library.session.kept("theme") or (LIGHT if is_light else DARK)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme the colours that the program's styles name."""
        return variables_for(self.current_theme)

    def get_driver_class(self) -> type[Driver]:
        """Return Textual's driver for this terminal, or the forgiving one in its place."""
        chosen = super().get_driver_class()
        if chosen.__name__ != "LinuxDriver":
            return chosen
        from reader.ui.driver import TerminalDriver  # there are no Unix terminals on other systems

        return TerminalDriver

    def get_default_screen(self) -> MainScreen:
        """Return the first screen."""
        problem = ""
        if self._problems:
            more = len(self._problems) - 1
            problem = f"Settings: {self._problems[0]}" + (f" (and {more} more: reader config)" if more else "")
        return MainScreen(self.library, first_run=self._is_first_run, problem=problem)

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as it is printed on a keyboard."""
        return spelled(binding.key)

    def action_command_palette(self) -> None:
        """Open the palette."""
        from reader.ui.screens.steady_palette import SteadyPalette  # opens long after the first frame

        if not isinstance(self.screen, SteadyPalette):
            self.push_screen(
                SteadyPalette(placeholder="Every action, article, outlet, tag and theme", id="--command-palette")
            )

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do nothing for a key to a dialog that is not made yet, as when `Mq` is pasted: its widgets are missing."""
        if isinstance(default_namespace, Screen) and not (
            default_namespace.is_mounted or isinstance(default_namespace, MainScreen)
        ):
            return True
        return await super().run_action(action, default_namespace, namespaces)

    async def on_event(self, event: Event) -> None:
        """Hand a paste on as far as the row that has the focus can take it."""
        if isinstance(event, Paste) and not event.is_forwarded and isinstance(self.focused, Input):
            row = self.focused
            event = for_a_row(event, row.value, abs(row.selection.end - row.selection.start))
        await super().on_event(event)

    def on_mount(self) -> None:
        """Restore the terminal on the signals that end a session: Textual does not."""
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)
        self.set_class(self.current_theme.ansi, "-ansi-colors", update=False)
        loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            loop.add_signal_handler(number, self._end_by, number)
        self.watch(self, "theme", self._theme_changed, init=False)

    def _theme_changed(self) -> None:
        self.set_class(self.current_theme.ansi, "-ansi-colors")
        if not self.no_color:
            self.library.session.keep("theme", self.theme)

    def _fatal_error(self) -> None:
        """Tell of a fault in a line, where Textual prints all that the program was at, articles and notes included."""
        import sys

        from rich.text import Text

        from reader.ui.fault import report  # no session should need it

        error = sys.exc_info()[1]
        if error is None:
            super()._fatal_error()
            return
        self._exit_renderables.append(Text(report(error, self.library.folders.state)))
        self._close_messages_no_wait()

    def _end_by(self, number: int) -> None:
        self.exit(return_code=_EXIT_BY_SIGNAL + number)

    def on_ready(self) -> None:
        """Turn the garbage collector on, now that the first frame is painted; what was loaded is left alone.

        It is not run before: it would look at 80,000 objects to free 2,000, while the first key waits.
        """
        gc.freeze()
        gc.enable()


def run(library: Library, settings: Settings | None = None, *, mouse: bool = True, first_run: bool = False) -> int:
    """Open the screen on a library until the user quits; return the exit code of the process.

    Args:
        library: What is read. The caller closes it.
        settings: The user's, if any. What is wrong with them is said in one line, and the defaults hold instead.
        mouse: Take mouse events, if the settings agree; without, the terminal's own selection works as usual.
        first_run: Greet somebody who has just come.
    """
    app = ReaderApp(library, first_run=first_run, settings=settings)
    app.run(mouse=mouse and (settings is None or settings.mouse))
    return app.return_code or 0
