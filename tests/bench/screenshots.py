"""Screenshots of the main states as SVG, at 80x24, 120x40 and 200x60, on the articles that come with the program.

python tests/bench/screenshots.py FOLDER [STATE ...]
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

SIZES = {"80x24": (80, 24), "120x40": (120, 40), "200x60": (200, 60)}
_ARTICLE = "prisoners-for-potash.md"
_OPEN = ("@article", "enter", "@wait")
_WRITTEN = (*"Same", "space", *"number", "space", *"everywhere")

STATES: dict[str, tuple[str, ...]] = {
    "list": (),
    "reading": (*_OPEN, "right_square_bracket", "right_square_bracket"),
    "highlights": (*_OPEN, "p", "j"),
    "search": ("slash", *"potash", "@wait"),
    "selecting": (*_OPEN, "right_curly_bracket", "v", "s"),
    "note": (*_OPEN, "right_square_bracket", "a", *_WRITTEN, "tab", *"belarus"),
    "noted": (
        *(*_OPEN, "right_square_bracket", "a", *_WRITTEN, "ctrl+s", "@wait"),
        *("3", "right_square_bracket", "m", "@wait", "left_parenthesis"),
    ),
    "explain": (*_OPEN, "right_square_bracket", "e"),
    "help": ("question_mark",),
    "light": ("@theme paper", *_OPEN, "right_square_bracket"),
    "terminal": ("@theme terminal", *_OPEN, "right_square_bracket"),
    "contrast": ("@theme contrast", *_OPEN, "right_square_bracket"),
}
"""Keys that lead to each state; `@` begins what is no key."""


@asynccontextmanager
async def opened(size: tuple[int, int]):
    """Yield a pilot of the screen on the articles that come with the program, with folders of its own."""
    from reader.library import Library
    from reader.paths import folders
    from reader.ui.app import ReaderApp

    with tempfile.TemporaryDirectory() as own:
        where = Path(own)
        named = {"READER_STATE": str(where / "s")}
        library = Library.open(folders(ROOT / "articles", data=where / "d", cache=where / "c", environment=named))
        library.update()
        async with ReaderApp(library).run_test(size=size) as pilot:
            await pilot.pause(0.5)
            yield pilot
        library.close()


async def press(pilot, keys: tuple[str, ...]) -> None:
    """Press keys, and do what begins with `@`."""
    desk = pilot.app.screen_stack[0]
    for key in keys:
        if key == "@wait":
            await pilot.pause(0.4)
        elif key == "@article":
            rows = desk.library.listed(desk.library.keys())
            desk.articles.move_to(next(n for n, each in enumerate(rows) if each.row.path == _ARTICLE))
            await pilot.pause(0.2)
        elif key.startswith("@theme "):
            pilot.app.theme = key.removeprefix("@theme ")
        else:
            await pilot.press(key)
    await pilot.pause(0.4)


def picture(app) -> str:
    """Return the screen as SVG, without the fonts that it would fetch from elsewhere: any monospaced one will do."""
    return re.sub(r"@font-face \{.*?\}\s*", "", app.export_screenshot(), flags=re.DOTALL)


async def take(folder: Path, state: str, name: str) -> None:
    """Write one screenshot."""
    async with opened(SIZES[name]) as pilot:
        await press(pilot, STATES[state])
        (folder / f"{state}-{name}.svg").write_text(picture(pilot.app), encoding="utf-8")


async def main() -> None:
    """Write all screenshots, or those of the named states."""
    os.environ["COLORTERM"] = "truecolor"  # pictures show all colours, wherever they are made
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for state in sys.argv[2:] or STATES:
        for name in SIZES:
            await take(folder, state, name)
            print(folder / f"{state}-{name}.svg")


if __name__ == "__main__":
    asyncio.run(main())
