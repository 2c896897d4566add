"""The command palette as a screen; a module of its own, because the first frame waits for every class of a screen."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from textual.command import CommandInput, CommandList, CommandPalette, SearchIcon
from textual.containers import Horizontal, Vertical
from textual.css.styles import RenderStyles, Styles
from textual.errors import NoWidget
from textual.widgets import LoadingIndicator

from reader.ui.screens.steady import Steady

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.await_complete import AwaitComplete
    from textual.events import Click
    from textual.geometry import Region, Size
    from textual.worker import Worker


_LEAST_COLUMNS = 10
"""More than the list keeps free around its words."""


class Offered(CommandList, can_focus=False):
    """The list of the palette, of which a line may be clicked that is painted still and found no more."""

    def _on_click(self, event: Click) -> None:  # type: ignore[override]
        if event.style.meta.get("option", 0) >= self.option_count:
            event.prevent_default()

    @property
    def scrollable_content_region(self) -> Region:
        """The region of the lines, for the same reason never of a column or two."""
        region = super().scrollable_content_region
        return region._replace(width=max(region.width, _LEAST_COLUMNS)) if region else region

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the height; in a terminal of a column or two no words can be wrapped, and Rich fails at it."""
        return super().get_content_height(container, viewport, max(width, _LEAST_COLUMNS))


class SteadyPalette(Steady[None], CommandPalette):
    """Textual's command palette, without the picture of its prompt: not every terminal has one."""

    CSS_PATH = "steady_palette.tcss"

    def compose(self) -> ComposeResult:
        """Make the parts that Textual's palette looks for, by its names."""
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield SearchIcon()
                yield CommandInput(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                yield Offered()
                yield LoadingIndicator()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close it, and stop looking: what is found when it is gone has no styles, which would end the program."""
        self._cancel_gather_commands()
        self._stop_busy_countdown()
        self._stop_no_matches_countdown()
        return super().dismiss(result)

    # What was typed last may be looked for, and what was found last be told, when the parts that show it are gone.

    def _gather_commands(self, search_value: str) -> Worker[None] | None:  # type: ignore[override]
        if self.is_shown:
            return super()._gather_commands(search_value)
        return None

    def get_component_styles(self, *names: str) -> RenderStyles:
        """Return styles, also to a search that ends after the palette: Textual's would end the program."""
        try:
            return super().get_component_styles(*names)
        except KeyError:
            return RenderStyles(self, Styles(), Styles())

    def _on_click(self, event: Click) -> None:  # type: ignore[override]
        event.prevent_default()  # Textual calls the handlers of all bases, each by itself
        with suppress(NoWidget):  # the terminal was larger when it was clicked
            super()._on_click(event)

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError, IndexError):  # in a terminal of a few lines the list has none to page through
            super()._action_command_list(action)

    async def _watch__show_busy(self) -> None:
        if self.query(LoadingIndicator):
            await super()._watch__show_busy()

    def _watch__list_visible(self) -> None:
        if self.query(LoadingIndicator):
            super()._watch__list_visible()
