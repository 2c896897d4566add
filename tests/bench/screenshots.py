"""Screenshots of every state worth seeing as SVG, by default at 80x24, 120x40 and 200x60 in the usual theme.

python tests/bench/screenshots.py FOLDER [STATE ...] [--size 60x20 ...] [--theme paper ...]

The articles are those that come with the program and a few made for it: a table, many headings and links, Chinese.
"""

from __future__ import annotations

import argparse
import asyncio
import atexit
import os
import re
import shutil
import sys
import tempfile
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

SIZES = ("80x24", "120x40", "200x60")
_ARTICLE = "prisoners-for-potash.md"
_OPEN = (f"@article {_ARTICLE}", "enter", "@wait")
_MADE = ("@made",)
_WRITTEN = (*"Same", "space", *"number", "space", *"everywhere")
_NOTED = (*_OPEN, "right_square_bracket", "a", *_WRITTEN, "tab", *"belarus", "ctrl+s", "@wait")
_MARKED = ("3", "right_square_bracket", "m", "@wait")

STATES: dict[str, tuple[str, ...]] = {
    "list": (),
    "grouped": (*_MADE, "number_sign", "j", "@wait"),
    "chosen": (*_MADE, "x", "x", "s", "@wait"),
    "new": (*_MADE, "@changed", "@update"),
    "views": ("V", "@wait"),
    "empty-view": ("V", "j", "j", "enter", "@wait"),
    "empty": ("@empty", "@wait"),
    "welcome": ("@first", "@wait"),
    "search": ("slash", *"potash", "@wait"),
    "completion": ("slash", *"out", "@wait"),
    "values": ("slash", *"outlet:", "@wait"),
    "bad-query": ("slash", *"percent:>a", "space", "@wait"),
    "no-hits": ("slash", *"zzzz", "@wait"),
    "reading": (*_OPEN, "right_square_bracket", "right_square_bracket"),
    "end": (*_OPEN, "G", "@wait"),
    "zen": (*_OPEN, "z"),
    "highlights": (*_OPEN, "p", "j"),
    "pane-filter": (*_OPEN, "p", "f", *"us", "@wait"),
    "pane-grouped": (*_OPEN, "p", "S", "@wait"),
    "selecting": (*_OPEN, "right_curly_bracket", "v", "s"),
    "find": (*_OPEN, "f", *"potash", "@wait"),
    "note": (*_OPEN, "right_square_bracket", "a", *_WRITTEN, "tab", *"belarus"),
    "noted": (*_NOTED, *_MARKED, "left_parenthesis"),
    "notes": (*_NOTED, *_MARKED, "M", "@wait"),
    "no-notes": ("M", "@wait"),
    "tagging": (*_OPEN, "t", *"bel", "@wait"),
    "explain": (*_OPEN, "right_square_bracket", "e"),
    "table": (*_MADE, "@article made-table.md", "enter", "@wait"),
    "wide-table": (*_MADE, "@article made-table.md", "enter", "@wait", "G"),
    "cjk": (*_MADE, "@article made-chinese.md", "enter", "@wait"),
    "contents": (*_MADE, "@article made-long.md", "enter", "@wait", "c"),
    "links": (*_MADE, "@article made-long.md", "enter", "@wait", "O"),
    "help": ("question_mark",),
    "help-found": ("question_mark", *"note"),
    "palette": ("ctrl+p", "@wait"),
    "palette-found": ("ctrl+p", *"back", "@wait", "@wait"),
    "saving": ("slash", *"potash", "@wait", "ctrl+s", "@wait"),
    "deleting": (*_NOTED, "d", "@wait"),
}
"""Keys that lead to each state; `@` begins what is no key."""

_ROWS = "\n".join(
    f"| {place} | {people:,} | {share} % |"
    for place, people, share in (
        ("Varna", 336_216, "4.9"),
        ("Łódź", 652_015, "12.1"),
        ("札幌 Sapporo", 1_959_313, "−0.4"),
        ("São Tomé", 71_868, "2.25"),
    )
)
MADE = {
    "made-table.md": f"""---
title: Four towns in numbers
outlet: Town Herald
date: 2026-11-12
---

The census counted more people than were expected, the office said on Thursday.

| Place | People | Growth a year |
|---|---:|---:|
{_ROWS}

Sapporo alone lost people, 0.4 percent of them.

| Office | What it said of the count | Who answers for it |
|---|---|---|
| Statistics | The count of the towns was made in one night, from door to door, by 4,200 people | Ana Ilić |
| Interior | Nobody was fined, although the law would have it | (no name) |
""",
    "made-long.md": "---\ntitle: A long report with many parts, and a title that does not fit on one line of a list\n"
    "outlet: The Quarterly Review of Everything\ndate: 2026-11-10\nurl: https://example.org/long\n---\n\n"
    + "\n\n".join(
        f"{'#' * (2 + number % 3)} Part {number}: what [was said](https://example.org/{number})\n\n"
        f'Of {number * 137:,} people {number} percent agreed. "It was about time," said Jana Malá, mayor of Ostrava, '
        f"who had waited for [the report](https://example.org/reports/{number}/full-text) since spring."
        for number in range(1, 31)
    ),
    "made-chinese.md": """---
title: 白俄罗斯释放123名囚犯，美国取消钾肥制裁
outlet: 新闻社
date: 2026-11-11
---

白俄罗斯周六释放了123名囚犯。美国特使说："这是一个好日子。" 钾肥的价格下跌了12%。

在此之前，欧洲联盟的官员表示，他们将继续执行现有的措施，直到所有的政治犯获得自由为止。
""",
}


@cache
def _shelf(*, has_made: bool) -> Path:
    """Return a folder with articles and a cache that knows them, made once."""
    from reader.library import Library
    from reader.paths import folders

    where = Path(tempfile.mkdtemp(prefix="screenshots-"))
    atexit.register(shutil.rmtree, where, ignore_errors=True)
    shutil.copytree(ROOT / "articles", where / "articles")
    for file, text in MADE.items() if has_made else ():
        (where / "articles" / file).write_text(text, encoding="utf-8")
    library = Library.open(folders(where / "articles", data=where / "d", cache=where / "c", environment={}))
    library.update()
    library.close()
    return where


@asynccontextmanager
async def opened(size: tuple[int, int], keys: tuple[str, ...] = ()):
    """Yield a pilot of the screen on the articles that `keys` ask for, with folders of its own."""
    from reader.library import Library
    from reader.paths import folders
    from reader.ui.app import ReaderApp

    with tempfile.TemporaryDirectory() as own:
        where = Path(own)
        shelf = where
        if "@empty" in keys:
            (where / "articles").mkdir()
        else:
            shelf = _shelf(has_made="@made" in keys)
            shutil.copytree(shelf / "c", where / "c")
        named = {"READER_STATE": str(where / "s")}
        library = Library.open(folders(shelf / "articles", data=where / "d", cache=where / "c", environment=named))
        async with ReaderApp(library, first_run="@first" in keys).run_test(size=size) as pilot:
            await pilot.pause(0.5)
            yield pilot
        library.close()


async def press(pilot, keys: tuple[str, ...]) -> None:
    """Press keys, and do what begins with `@`."""
    desk = pilot.app.screen_stack[0]
    for key in keys:
        name, _, what = key.partition(" ")
        if key == "@wait":
            await pilot.pause(0.4)
        elif name == "@article":
            rows = desk.library.listed(desk.library.keys())
            desk.articles.move_to(next(n for n, each in enumerate(rows) if each.row.path == what))
            await pilot.pause(0.2)
        elif key == "@update":
            await pilot.app.workers.wait_for_complete([desk.update_library()])
            await pilot.pause(0.4)
        elif key == "@changed":
            folder = desk.library.folders.library  # of this state alone
            _shelf.cache_clear()
            (folder / "made-table.md").write_text(MADE["made-table.md"] + "\nIt rained.\n", encoding="utf-8")
            (folder / "made-more.md").write_text(MADE["made-table.md"].replace("Four", "Five"), encoding="utf-8")
        elif not key.startswith("@"):
            await pilot.press(key)
    await pilot.pause(0.4)


def picture(app) -> str:
    """Return the screen as SVG, without the fonts that it would fetch from elsewhere: any monospaced one will do."""
    return re.sub(r"@font-face \{.*?\}\s*", "", app.export_screenshot(), flags=re.DOTALL)


async def take(folder: Path, state: str, size: str, theme: str) -> None:
    """Write one screenshot."""
    width, height = map(int, size.split("x"))
    keys = STATES[state]
    async with opened((width, height), keys) as pilot:
        pilot.app.theme = theme or pilot.app.theme
        await press(pilot, keys)
        file = folder / f"{state}-{f'{theme}-' if theme else ''}{size}.svg"
        file.write_text(picture(pilot.app), encoding="utf-8")
        print(file, flush=True)


async def main() -> None:
    """Write all screenshots, or those of the named states."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("states", nargs="*", metavar="STATE", help=", ".join(STATES))
    parser.add_argument("--size", action="append")
    parser.add_argument("--theme", action="append", default=[])
    asked = parser.parse_args()
    os.environ["COLORTERM"] = "truecolor"  # pictures show all colours, wherever they are made
    asked.folder.mkdir(parents=True, exist_ok=True)
    for state in asked.states or STATES:
        for size in asked.size or SIZES:
            for theme in asked.theme or [""]:
                await take(asked.folder, state, size, theme)


if __name__ == "__main__":
    asyncio.run(main())
