"""Place: where the screen is shown, as the server tells the program that it starts."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "TEXTUAL_DRIVER"
"""The variable by which Textual is told of a driver."""
DRIVER = "reader.ui.browser.driver:BrowserDriver"


def is_in_browser(environment: Mapping[str, str] | None = None) -> bool:
    """Tell whether a browser shows the screen; its environment is that of the process by default."""
    return (os.environ if environment is None else environment).get(VARIABLE) == DRIVER
