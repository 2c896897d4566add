"""Bare: mixed in first into a widget that adds neither bindings nor reactives nor styles to those of its base."""

from __future__ import annotations


class Bare:
    """Keeps Textual from gathering them for the class, which takes a millisecond; its rules are those of its base."""

    def __init_subclass__(cls) -> None:
        """Gather nothing."""
