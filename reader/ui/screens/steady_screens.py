"""Bases of the screens and dialogs that are opened after the first frame."""

from __future__ import annotations

from textual.screen import ModalScreen, Screen

from reader.ui.screens.steady import Result, Steady


class SteadyScreen(Steady[Result], Screen[Result]):
    """Base of the screens that fill the terminal."""


class SteadyModal(Steady[Result], ModalScreen[Result]):
    """Base of the dialogs."""
