"""TypedKeys: counts before a key (`3j`), and keys that are typed one after the other (`]n`); Textual has neither.

A sequence is a binding like any other, with its keys separated by a blank: `Binding("right_square_bracket n", …)`.
Textual never sees such a key, so it lists the binding, and takes the user's own keys for it, but never runs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Key
from textual.widget import Widget

from reader.ui.report import Report

if TYPE_CHECKING:
    from textual.binding import ActiveBinding
    from textual.message import Message
    from textual.timer import Timer

_LARGEST_COUNT = 99_999
_PAUSE = 0.4
"""Seconds after which the first key of a sequence, typed alone, does what it does by itself."""


class TypedKeys(Widget):
    """Base of what takes counts and sequences; an action takes its count with `take_count()`."""

    def __init_subclass__(cls, *, is_part: bool = False, **options: bool) -> None:
        """Let Textual gather bindings and reactives, but not for a class that is only a part of another."""
        if not is_part:
            super().__init_subclass__(**options)

    class Counting(Report):
        """A count or the beginning of a sequence has been typed, or has been used."""

        view: TypedKeys
        count: str
        """What has been typed so far, such as `3]`; empty when it has been used or dropped."""

        @property
        def control(self) -> TypedKeys:
            """The view that sent it."""
            return self.view

    _typed = ""
    _count: int | None = None
    _prefix = ""
    _prefix_over: Timer | None = None
    _has_acted = False
    """The pending key has done already what it does by itself, for it had just done so before."""
    _repeated = ""
    """The key that did last what it does by itself: until another key comes it does so again without a pause."""
    _first_keys: frozenset[str] | None = None

    _arriving: tuple[str, ...] = ()
    """Keys that have been sent to the view and wait for their turn."""

    @property
    def is_pending(self) -> bool:
        """Tell whether a sequence has been begun, also by a key that still waits for its turn."""
        return bool(self._prefix) or bool(self._arriving and self._arriving[-1] in self._prefixes())

    def post_message(self, message: Message) -> bool:
        """Note keys when they are sent: two typed at once are a sequence before the view has seen the first."""
        if isinstance(message, Key):
            self._arriving += (message.key,)
        return super().post_message(message)

    def bookmark(self) -> object:
        """Return where the user is, for a sequence whose first key has already moved them."""
        return None

    def return_to(self, bookmark: object) -> None:
        """Go back to where the user was."""

    async def on_key(self, event: Key) -> None:
        """Collect a count and the keys of a sequence; every other key may take the count."""
        key, character = event.key, event.character or ""
        self._arriving = self._arriving[1:]
        if self._prefix and await self._ends_sequence(event):
            return
        if character.isascii() and character.isdigit() and (character != "0" or self._typed):
            self._typed = str(min(int(self._typed + character), _LARGEST_COUNT))
            _swallow(event)
            self.post_message(self.Counting(self, self._typed))
            return
        if key in self._prefixes():
            _swallow(event)
            await self._begin(key)
            return
        self._repeated = ""
        self._use_count()

    def _prefixes(self) -> frozenset[str]:
        if self._first_keys is None:
            # Not from the bindings that are active: of those of the text, few are while something is selected.
            maps = (node._bindings.key_to_bindings for node in self.ancestors_with_self)  # noqa: SLF001
            self._first_keys = frozenset(key.split()[0] for keys in maps for key in keys if " " in key)
        return self._first_keys

    def _enabled(self, key: str) -> ActiveBinding | None:
        active = self.screen.active_bindings.get(key)
        return active if active is not None and active.enabled else None

    async def _begin(self, key: str) -> None:
        self._bookmark = self.bookmark()
        self._has_acted = key == self._repeated
        self._prefix = key
        if self._has_acted:
            await self._act_alone(key)
        else:
            from reader.ui.key_names import spelled  # the first frame shows no keys that are pending

            self.post_message(self.Counting(self, self._typed + spelled(key)))
        self._prefix_over = self.set_timer(_PAUSE, self._end_alone)

    async def _act_alone(self, key: str) -> None:
        self._repeated = key
        self._use_count()
        active = self._enabled(key)
        if active is not None:
            await self.app.run_action(active.binding.action, active.node)

    async def _end_alone(self) -> None:
        prefix, has_acted = self._prefix, self._has_acted
        self._drop_prefix()
        if prefix and not has_acted:
            await self._act_alone(prefix)

    async def _ends_sequence(self, event: Key) -> bool:
        """Do what a sequence does; where there is none, what its keys do one by one. Tell whether the key is used."""
        prefix, has_acted, key = self._prefix, self._has_acted, event.key
        self._drop_prefix()
        if key == prefix and has_acted:
            return False  # the key is repeated, and acts alone once more
        sequence = self._enabled(f"{prefix} {key}")
        if sequence is not None:
            _swallow(event)
            if has_acted:
                self.return_to(self._bookmark)
            self._use_count()
            self._repeated = prefix if key == prefix else ""
            await self.app.run_action(sequence.binding.action, sequence.node)
            return True
        if key == "escape" and not has_acted:
            _swallow(event)
            self._drop_count()
            return True
        if not has_acted:
            await self._act_alone(prefix)
        active = self._enabled(key)
        if active is not None and active.binding.priority:
            # It was held back while a sequence was pending, and Textual will not ask for it again.
            _swallow(event)
            await self.app.run_action(active.binding.action, active.node)
            return True
        return False

    def _drop_prefix(self) -> None:
        self._prefix = ""
        if self._prefix_over is not None:
            self._prefix_over.stop()
            self._prefix_over = None
        self.post_message(self.Counting(self, self._typed))

    def _use_count(self) -> None:
        self._count = int(self._typed) if self._typed else None
        if self._typed:
            self._typed = ""
            self.post_message(self.Counting(self, ""))

    def _drop_count(self) -> None:
        self._typed = ""
        self._count = None
        self.post_message(self.Counting(self, ""))

    def on_blur(self) -> None:
        """Drop what was typed and not used."""
        if self._typed or self._prefix:
            self._drop_prefix()
            self._drop_count()
        self._count = None
        self._repeated = ""
        self._arriving = ()

    @property
    def has_count(self) -> bool:
        """Tell whether a count was typed before this key."""
        return self._count is not None

    def take_count(self) -> int | None:
        """Return the count that was typed before this key, once; None if there was none."""
        count, self._count = self._count, None
        return count


def _swallow(event: Key) -> None:
    event.stop()
    event.prevent_default()
