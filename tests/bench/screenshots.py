"""Screenshots of the main states as SVG, at 80x24, 120x40 and 200x60, on the articles that come with the program.

python tests/bench/screenshots.py FOLDER [STATE ...]
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
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


async def take(folder: Path, state: str, name: str) -> None:
    """Write one screenshot."""
    from reader.library import Library
    from reader.paths import folders
    from reader.ui.app import ReaderApp

    with tempfile.TemporaryDirectory() as own:
        where = Path(own)
        named = {"READER_STATE": str(where / "s")}
        library = Library.open(folders(ROOT / "articles", data=where / "d", cache=where / "c", environment=named))
        library.update()
        app = ReaderApp(library)
        async with app.run_test(size=SIZES[name]) as pilot:
            await pilot.pause(0.5)
            for key in STATES[state]:
                if key == "@wait":
                    await pilot.pause(0.4)
                elif key == "@article":
                    rows = library.listed(library.keys())
                    place = next(n for n, each in enumerate(rows) if each.row.path == _ARTICLE)
                    app.screen.articles.move_to(place)  # type: ignore[attr-defined]
                    await pilot.pause(0.2)
                elif key.startswith("@theme "):
                    app.theme = key.removeprefix("@theme ")
                else:
                    await pilot.press(key)
            await pilot.pause(0.4)
            # Without the fonts that the picture would fetch from elsewhere: any monospaced one will do.
            picture = re.sub(r"@font-face \{.*?\}\s*", "", app.export_screenshot(), flags=re.DOTALL)
            (folder / f"{state}-{name}.svg").write_text(picture, encoding="utf-8")
        library.close()


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
