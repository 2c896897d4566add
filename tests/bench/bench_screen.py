"""Benchmark of the screen: ratios of CPU time against the smallest Textual app and stock widgets, in the same run.

    python tests/bench/bench_screen.py            # all
    python tests/bench/bench_screen.py start      # the first frame, in a real terminal
    python tests/bench/bench_screen.py keys       # list, reading view and search, without a terminal

Medians; CPU time of all threads of the process, without the process that updates the library.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import pty
import random
import re
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import termios
import time
from array import array
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from reader.library import Library  # noqa: E402 - this checkout's
from reader.paths import folders  # noqa: E402
from reader.ui.grouping import Group, groups_of  # noqa: E402
from reader.ui.widgets.article_list import ArticleList  # noqa: E402

_RUNS = 9
_TURNS = 3
"""Times that each widget is measured, in turns, so that a busy machine is busy for all of them."""
_SIZE = (120, 40)
_TARGETS = (
    ("open", "Static", 0.2),
    ("matches", "Static", 0.2),
    ("resize", "Static", 0.4),
    ("line", "TextArea", 0.4),
    ("paragraph", "TextArea", 0.4),
    ("page", "TextArea", 0.7),
)
"""What is measured, beside whom, and the most that the ratio should be."""
_SMALLEST = """
from textual.app import App
from textual.widgets import Static
class Smallest(App):
    def compose(self):
        yield Static("1 article")
Smallest().run()
"""
# The whole command, but for its look into the folder after the first frame, which would find the files missing.
_READER = """
import reader.__main__
import os, sys
from reader.library import Library
def still(self, on_progress=None, *, cancelled=None):
    from reader.updating import Changes
    return Changes(0, 0, 0, ())
Library.update = still
root = sys.argv[1]
names = dict(DATA="/d", CACHE="/c", STATE="/s", CONFIG="/config.toml")
os.environ.update({f"READER_{name}": root + place for name, place in names.items()})
sys.argv[1:] = [root + "/articles"]
sys.exit(reader.__main__.main())
"""
_WORDS = [
    "river",
    "harbour",
    "council",
    "budget",
    "strike",
    "dockers",
    "minister",
    "flood",
    "bridge",
    "schools",
    "report",
    "wage",
    "trade",
    "union",
    "Łódź",
    "Минск",
    "北京",
]


def shelf(root: Path, count: int) -> None:
    """Fill a catalogue with `count` articles; the first has a file."""
    from reader.articles.article import Article, ArticleId, Block, BlockKind, Published
    from reader.catalogue import Catalogue, key_of
    from reader.entering import entry_of
    from reader.highlights.highlight import Highlights
    from reader.paths import folders
    from reader.rows import FileState
    from reader.text import Span

    chance = random.Random(7)
    where = folders(root / "articles", data=root / "d", cache=root / "c", environment={"READER_STATE": str(root / "s")})
    (root / "articles").mkdir(parents=True)
    catalogue = Catalogue(where.cache)
    for first in range(0, count, 5000):
        files, entries = {}, []
        for number in range(first, min(first + 5000, count)):
            path = f"{number:06}.txt"
            title = f"{number} " + " ".join(chance.choices(_WORDS, k=7))
            text = title + "\n\nBody of it."
            day = f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
            blocks = (
                Block(BlockKind.TITLE, Span(0, len(title)), 1, 1),
                Block(BlockKind.BODY, Span(len(title) + 2, len(text)), 3, 3),
            )
            article = Article(
                ArticleId(f"a{number}"),
                "r",
                path,
                text,
                blocks,
                title,
                outlet=f"Outlet {number % 40}",
                published=Published(day),
            )
            files[path] = FileState(1, 1)
            entries.append(entry_of(key_of(path), 0, article, Highlights()))
        catalogue.replace(files, entries)
    catalogue.keep_orders()  # as an update does at its end
    catalogue.close()
    (root / "articles" / "000000.txt").write_text("Title of it\n\nBody.\n")


def cpu_of(process: int) -> float:
    """Return the CPU seconds of all threads of a process."""
    total = 0
    for task in Path(f"/proc/{process}/task").iterdir():
        total += int((task / "schedstat").read_text().split()[0])
    return total / 1e9


def first_frame(script: str, *arguments: str, expected: bytes) -> tuple[float, float]:
    """Return CPU seconds and resident megabytes when the expected text has arrived at a terminal."""
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (_SIZE[1], _SIZE[0]))
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT)}
    environment.pop("NO_COLOR", None)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", script, *arguments]
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    )
    seen = b""
    end = time.monotonic() + 60
    while expected not in seen:
        if time.monotonic() > end:
            raise SystemExit(f"never painted: {seen[-500:]!r}")
        if select.select([master], [], [], 0.01)[0]:
            seen += os.read(master, 65536)
    used = cpu_of(process.pid)
    pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
    process.kill()
    process.wait()
    os.close(master)
    os.close(slave)
    return used, pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def start(root: Path) -> None:
    """Compare the first frame with that of the smallest Textual app."""
    libraries = {}
    for count in (1_000, 100_000):
        libraries[count] = root / f"start{count}"
        shelf(libraries[count], count)
    found: dict[str, list[tuple[float, float]]] = {}
    for _ in range(_RUNS):
        found.setdefault("smallest Textual app", []).append(first_frame(_SMALLEST, expected=b"1 article"))
        for count, folder in libraries.items():
            text = f"{count:,} articles".encode()
            found.setdefault(f"reader, {count:,} articles", []).append(first_frame(_READER, str(folder), expected=text))
    base_cpu = statistics.median(cpu for cpu, _ in found["smallest Textual app"])
    base_rss = statistics.median(rss for _, rss in found["smallest Textual app"])
    print("first frame               CPU ms   ratio   RSS MB   ratio")
    for name, runs in found.items():
        cpu, rss = statistics.median(c for c, _ in runs), statistics.median(r for _, r in runs)
        print(f"{name:26}{cpu * 1000:6.0f}   {cpu / base_cpu:5.2f}   {rss:6.1f}   {rss / base_rss:5.2f}")


class Clock:
    """Measures the CPU time of steps of an app until it is idle."""

    def __init__(self, pilot) -> None:
        self.pilot = pilot

    async def step(self, action, *, runs: int = _RUNS) -> float:
        """Return the median CPU milliseconds of an action and the frames that follow."""
        times = []
        for _ in range(runs):
            before = time.process_time()
            result = action()
            if asyncio.iscoroutine(result):
                await result
            await self.pilot.pause()
            times.append((time.process_time() - before) * 1000)
        return statistics.median(times)

    async def key(self, name: str, *, runs: int = 15) -> float:
        """Return the median CPU milliseconds of a key."""
        return await self.step(lambda: self.pilot.press(name), runs=runs)


def long_article(cells: int = 60_000):
    """Return an article of about so many characters, with figures and quotes."""
    from reader.articles.read import read

    chance = random.Random(3)
    paragraphs = []
    size = 0
    while size < cells:
        words = " ".join(chance.choices(_WORDS[:14], k=28))
        paragraphs.append(
            f'The {words}. "We lost {chance.randint(2, 900)} million euros," said Ann Smith of {words[:30]}.'
        )
        size += len(paragraphs[-1])
    return read("long.txt", ("A long one\n\n" + "\n\n".join(paragraphs)).encode())[0]


async def keys(root: Path) -> None:
    """Compare list and reading view with stock widgets."""
    await list_keys(root)
    await reading_keys()


def _group(library: Library, view: ArticleList) -> None:
    """Put a list under heads, one for each of its days."""
    keys = library.keys()
    view.show(keys, groups=groups_of(Group.DAY, library.stretches("day", keys, is_all=True)))


async def list_keys(root: Path) -> None:
    """Measure the list on 10,000 and 100,000 rows, and OptionList on 10,000."""
    from textual.app import App
    from textual.widgets import OptionList

    results = {}
    for count in (10_000, 100_000):
        folder = root / f"list{count}"
        shelf(folder, count)
        state = {"READER_STATE": str(folder / "s")}
        library = Library.open(folders(folder / "articles", data=folder / "d", cache=folder / "c", environment=state))
        everything = library.keys()
        library.listed(everything[:50])

        class ListApp(App[None]):
            CSS_PATH = [str(ROOT / "reader/ui/app.tcss"), str(ROOT / "reader/ui/screens/main.tcss")]  # noqa: RUF012

            def get_theme_variable_defaults(self):
                from reader.ui.themes import variables_for

                return variables_for(self.current_theme)

            def compose(self, library=library):
                yield ArticleList(library.listed)

            def on_mount(self) -> None:
                self.query_one(ArticleList).show(everything)  # noqa: B023 - the app ends within the turn
                self.query_one(ArticleList).focus()

        before = time.process_time()
        async with ListApp().run_test(size=_SIZE) as pilot:
            await pilot.pause()
            mount = (time.process_time() - before) * 1000
            clock = Clock(pilot)
            view = pilot.app.query_one(ArticleList)
            half = array("q", everything[::2])
            results[count] = (
                mount,
                await clock.key("j"),
                await clock.key("G"),
                await clock.step(partial(view.show, half, snippets=True)),
                await clock.step(partial(_group, library, view)),
                await clock.key("k"),
            )

    class Options(App[None]):
        def compose(self):
            yield OptionList(
                *[f"2025-01-01  Outlet  {number} " + " ".join(_WORDS[:7]) for number in range(10_000)], markup=False
            )

    before = time.process_time()
    async with Options().run_test(size=_SIZE) as pilot:
        await pilot.pause()
        stock_mount = (time.process_time() - before) * 1000
        stock = await Clock(pilot).key("down")
    print("\nlist, CPU ms               mount      j      G   other hits   by day   k by day")
    for count, (mount, j, end, shown, grouped, k) in results.items():
        print(f"ours, {count:>7,} rows       {mount:7.0f}  {j:5.1f}  {end:5.1f}   {shown:5.1f}", end="")
        print(f"        {grouped:5.1f}         {k:5.1f}")
    print(f"OptionList, 10,000 rows   {stock_mount:7.0f}  {stock:5.1f}")
    mounts = results[100_000][0] / results[10_000][0]
    print(f"mount 100k / 10k {mounts:.2f};  j / OptionList's {results[100_000][1] / stock:.2f}")


async def reading_keys() -> None:
    """Measure the reading view against a Static and a read-only TextArea, in turns."""
    from reader.highlights.find import find
    from reader.library import Opened
    from reader.text import Span
    from reader.ui.screens.desk import marks_of

    article = long_article()
    opened = Opened(1, article, find(article), (), False, False, 0)
    matches = tuple(Span(found.start(), found.end()) for found in re.finditer("river|budget", article.text))
    marks = [marks_of(opened, ()), marks_of(opened, matches)]
    print(
        f"\nreading view: {len(article.text):,} characters, {len(article.blocks)} blocks, "
        f"{len(marks[0])} marks, {len(matches)} matches"
    )
    found: dict[str, list[float]] = {}
    for _ in range(_TURNS):
        for measure in (_measure_ours, _measure_static, _measure_area):
            for name, milliseconds in (await measure(article, marks)).items():
                found.setdefault(name, []).append(milliseconds)
    median = {name: statistics.median(times) for name, times in found.items()}
    whats = ["open", "paragraph", "line", "page", "resize", "matches", "nothing"]
    print(f"{'CPU ms':22}" + "".join(f"{what:>11}" for what in whats))
    for who in ("ours", "Static", "TextArea"):
        cells = (f"{median[key]:11.1f}" if (key := f"{who} {what}") in median else " " * 11 for what in whats)
        print(f"{who:22}" + "".join(cells))
    for what, peer, target in _TARGETS:
        ratio = median[f"ours {what}"] / median[f"{peer} {'line' if what == 'paragraph' else what}"]
        print(f"{what} / {peer}'s {ratio:.2f} (at most {target})")


async def _measure_ours(article, marks) -> dict[str, float]:
    from textual.app import App

    from reader.ui.themes import variables_for
    from reader.ui.widgets.article_view import ArticleView

    class Ours(App[None]):
        CSS_PATH = [str(ROOT / "reader/ui/app.tcss"), str(ROOT / "reader/ui/screens/main.tcss")]  # noqa: RUF012

        def get_theme_variable_defaults(self):
            return variables_for(self.current_theme)

        def compose(self):
            yield ArticleView()

    async with Ours().run_test(size=_SIZE) as pilot:
        view = pilot.app.query_one(ArticleView)
        view.focus()
        clock = Clock(pilot)
        sizes, marked = itertools.cycle([(100, 40), _SIZE]), itertools.cycle(reversed(marks))
        return {
            "ours open": await clock.step(lambda: view.set_article(article, marks[0])),
            "ours paragraph": await clock.key("right_curly_bracket"),
            "ours line": await clock.key("j"),
            "ours page": await clock.key("ctrl+f"),
            "ours nothing": await clock.key("f12"),
            "ours matches": await clock.step(lambda: view.set_marks(next(marked))),
            "ours resize": await clock.step(lambda: pilot.resize_terminal(*next(sizes))),
        }


async def _measure_static(article, marks) -> dict[str, float]:
    from textual.app import App
    from textual.containers import VerticalScroll
    from textual.content import Content, Span
    from textual.widgets import Static

    class Plain(App[None]):
        def compose(self):
            with VerticalScroll():
                yield Static(Content(""), id="text")

    def content(number: int) -> Content:
        return Content(article.text, spans=[Span(m.start, m.end, "bold") for m in marks[number]])

    async with Plain().run_test(size=_SIZE) as pilot:
        text = pilot.app.query_one("#text", Static)
        clock = Clock(pilot)
        sizes, numbers = itertools.cycle([(100, 40), _SIZE]), itertools.cycle([1, 0])
        return {
            "Static open": await clock.step(lambda: text.update(content(0)), runs=5),
            "Static matches": await clock.step(lambda: text.update(content(next(numbers))), runs=5),
            "Static resize": await clock.step(lambda: pilot.resize_terminal(*next(sizes)), runs=5),
        }


async def _measure_area(article, _marks) -> dict[str, float]:
    from textual.app import App
    from textual.widgets import TextArea

    class Area(App[None]):
        def compose(self):
            yield TextArea("", read_only=True, soft_wrap=True)

    async with Area().run_test(size=_SIZE) as pilot:
        area = pilot.app.query_one(TextArea)
        area.focus()
        clock = Clock(pilot)
        opening = await clock.step(lambda: area.load_text(article.text), runs=3)
        line = await clock.key("down")
        page = await clock.key("pagedown")
        # What comes nearest to marking words all over it: everything is painted in another style.
        turns = itertools.cycle([area.select_all, lambda: area.move_cursor((0, 0))])
        marking = await clock.step(lambda: next(turns)())
        nothing = await clock.key("f12")
    return {
        "TextArea open": opening,
        "TextArea line": line,
        "TextArea page": page,
        "TextArea matches": marking,
        "TextArea nothing": nothing,
    }


def main() -> None:
    """Run what was asked for."""
    wanted = sys.argv[1:] or ["start", "keys"]
    root = Path(tempfile.mkdtemp(prefix="bench-screen-"))
    try:
        if "start" in wanted:
            start(root)
        if "keys" in wanted:
            asyncio.run(keys(root))
    finally:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
