"""Actions: every binding of the screen in the command palette, with its keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Provider
from textual.content import Content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import ActiveBinding
    from textual.command import Hits


class Actions(Provider):
    """Offers what the keys do, of all that has the focus."""

    def _offered(self) -> Iterator[tuple[str, str, ActiveBinding]]:
        seen = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.id is None or not active.enabled or binding.id in seen or binding.system:
                continue
            seen.add(binding.id)
            key = self.app.get_key_display(binding)
            yield f"{binding.description}  ({key})", binding.tooltip, active

    async def _run(self, active: ActiveBinding) -> None:
        await self.app.run_action(active.binding.action, active.node)

    async def discover(self) -> Hits:
        """List everything."""
        for label, help_text, active in self._offered():
            yield DiscoveryHit(Content(label), partial(self._run, active), help=help_text or None)

    async def search(self, query: str) -> Hits:
        """List what is like the query."""
        matcher = self.matcher(query)
        for label, help_text, active in self._offered():
            score = matcher.match(f"{label} {help_text}")
            if score > 0:
                yield Hit(score, matcher.highlight(label), partial(self._run, active), help=help_text or None)
