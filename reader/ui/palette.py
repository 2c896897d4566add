"""The command palette: every action of every room with its keys, articles, outlets, tags, earlier searches, themes."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from textual.command import DiscoveryHit, Hit, Provider
from textual.content import Content

from reader.articles.spelling import spelled
from reader.catalogue import folded
from reader.errors import ReaderError
from reader.ui.entries import shown_text
from reader.ui.key_names import spelled as spelled_key
from reader.ui.keymap import rooms_and_bindings
from reader.ui.reaching import can_reach, open_article, run_there, search_for, show_view
from reader.ui.themes import DESCRIBED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from textual.binding import Binding
    from textual.command import Hits

    from reader.library import Library

_PAUSE = 0.06
"""Seconds without a key before the library is asked."""
_MOST_ARTICLES = 12
_MOST_EARLIER = 20


class _Offer(NamedTuple):
    """One line of the palette."""

    label: str
    help: str
    run: Callable[[], object]


class _Offers(Provider):
    """Offers lines that are there when the palette opens."""

    def offers(self) -> Iterator[_Offer]:
        """Yield what is offered when something is typed."""
        raise NotImplementedError

    async def search(self, query: str) -> Hits:
        """List what is named like the query, letters left out or not, or explained with its words."""
        matcher, words = self.matcher(query), folded(query).split()
        for number, (label, help_text, run) in enumerate(self.offers()):
            score, whole = matcher.match(label), f"{label} {help_text}"
            if all(word in folded(whole) for word in words):
                score = max(score, 0.8 * matcher.match(whole))
            if score > 0:
                yield Hit(score - number / 1e6, matcher.highlight(label), run, help=_literal(help_text))
            if not number % 50:
                await asyncio.sleep(0)  # keys that are typed meanwhile come first


class Actions(_Offers):
    """Offers what the keys do: here, and in other rooms, which it goes to first."""

    def _key(self, binding: Binding) -> str:
        """Return the first of the keys of a binding, the user's own if there are any, as the footer shows it."""
        own: Mapping[str, str] = getattr(self.app, "keys", {})
        return spelled_key(own.get(str(binding.id), binding.key).partition(",")[0].strip())

    def _here(self) -> dict[str, _Offer]:
        found: dict[str, _Offer] = {}
        for active in sorted(self.screen.active_bindings.values(), key=lambda active: not active.binding.show):
            binding = active.binding
            if binding.id is not None and active.enabled and binding.id not in found and not binding.system:
                run = partial(self.app.run_action, binding.action, active.node)
                found[binding.id] = _Offer(f"{binding.description}  ({self._key(binding)})", binding.tooltip, run)
        return found

    async def discover(self) -> Hits:
        """List what can be done here, what the footer shows first."""
        for label, help_text, run in self._here().values():
            yield DiscoveryHit(Content(label), run, help=_literal(help_text))

    def offers(self) -> Iterator[_Offer]:
        """Yield all that can be done, what can be done here first."""
        here = self._here()
        yield from here.values()
        for where, binding in rooms_and_bindings():
            if str(binding.id) not in here and can_reach(self.screen, where):
                label = f"{where}: {binding.description}  ({self._key(binding)})"
                yield _Offer(label, binding.tooltip, partial(run_there, self.screen, where, binding.action))


class Themes(_Offers):
    """Offers the themes."""

    def offers(self) -> Iterator[_Offer]:
        """Yield every theme, the program's own first."""
        for name in sorted(self.app.available_themes, key=lambda name: (name not in DESCRIBED, name)):
            yield _Offer(f"Theme: {name}", DESCRIBED.get(name, ""), partial(setattr, self.app, "theme", name))


class Searches(_Offers):
    """Offers views, and outlets, tags and what was searched before, each as a search."""

    async def startup(self) -> None:
        """Read them once, off the screen's thread."""
        self._found: list[_Offer] = []
        library: Library | None = getattr(self.app, "library", None)
        if library is not None and can_reach(self.screen, "List"):
            try:
                self._found = await asyncio.to_thread(self._read, library)
            except ReaderError:
                return  # the screen below says so by itself

    def _read(self, library: Library) -> list[_Offer]:
        def offer(label: str, query: str, help_text: str) -> _Offer:
            return _Offer(shown_text(label), help_text, partial(search_for, self.screen, query))

        found = [
            _Offer(f"View: {shown_text(view.name)}", view.query, partial(show_view, self.screen, view))
            for view in library.views.all()
        ]
        found += [
            offer(f"Outlet: {name}", f'outlet:"{name}"', _articles(count))
            for name, count in library.catalogue.outlets()
            if '"' not in name
        ]
        found += [
            offer(f"Tag: {tag}", f'tag:"{tag}"', "Articles with this tag, or with a note that has it")
            for tag in library.tags()
            if '"' not in tag
        ]
        return found + [
            offer(f"Search: {text}", text, "Searched before") for text in library.session.searches()[:_MOST_EARLIER]
        ]

    def offers(self) -> Iterator[_Offer]:
        """Yield what was read."""
        yield from self._found


class Articles(Provider):
    """Offers articles by their titles: as they begin, as words begin, with letters left out."""

    async def search(self, query: str) -> Hits:
        """List the articles whose titles are like the query, best first."""
        library: Library | None = getattr(self.app, "library", None)
        if library is None or not query.strip() or not can_reach(self.screen, "List"):
            return
        await asyncio.sleep(_PAUSE)
        try:
            keys = await asyncio.to_thread(library.catalogue.titled, query, _MOST_ARTICLES)
            listed = await asyncio.to_thread(library.listed, keys)
        except ReaderError:
            return  # the screen below says so by itself
        matcher = self.matcher(query)
        for number, each in enumerate(listed):
            row = each.row
            title = shown_text(row.title)
            details = " · ".join(part for part in (spelled(row.day), shown_text(row.outlet or "")) if part)
            run = partial(open_article, self.screen, row.key)
            # The catalogue knows the order; actions that are as good a match come first.
            yield Hit(0.9 - number / 100, matcher.highlight(title), run, help=_literal(details), text=title)


def _articles(count: int) -> str:
    return f"{count:,} article{'' if count == 1 else 's'}"


def _literal(text: str) -> str | None:
    """Return a text as the palette takes it: a string would be read as markup, `Content` is left alone."""
    return cast("str", Content(text)) if text else None
