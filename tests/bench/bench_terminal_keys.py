"""Benchmark of keys in a real terminal: bytes of a `j`, letters of a filter, and keys while the library is indexed.

    python tests/bench/bench_terminal_keys.py [ARTICLES]          # 3,000 by default
    python tests/bench/bench_terminal_keys.py --folder FOLDER     # one of your own, already indexed

CPU milliseconds are those of the screen's own process, until it has been quiet for a while; medians. For a filter also
until the rows of the hits have been sent, which is when they can be read; passages of the articles come after them.
"""

from __future__ import annotations

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
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]

from bench_screen import _WORDS, cpu_of  # noqa: E402 - found by the line above

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIZE = (80, 24)
_QUIET = 0.2
_SETTLED = 0.4
"""Seconds without output after which passages have come as well."""
_ROW = re.compile(rb" \d{4}-\d\d-\d\d ")
"""The date of a row: the letter of the query itself, and the number of hits, are painted without one."""
_QUERIES = ("minister", "the", "prices rose", "potash", "of the", "zoastly", "river flood", "a", "court", "said that")
_OPTION_LIST = """
import sys
from textual.app import App
from textual.widgets import OptionList
class Options(App):
    def compose(self):
        yield OptionList(*[f"{n} 2025-01-01  Outlet  river harbour" for n in range(int(sys.argv[1]))], markup=False)
Options().run()
"""


class Terminal:
    """A program in a terminal of its own."""

    def __init__(self, *command: str, **environment: str) -> None:
        self._master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (_SIZE[1], _SIZE[0]))
        own = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT), **environment}
        self.process = subprocess.Popen(
            [sys.executable, *command],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, **own},
            start_new_session=True,
        )
        os.close(slave)

    def until_quiet(self, seconds: float = _QUIET, patience: float = 0.0) -> tuple[int, float | None]:
        """Return the bytes that came, and how many milliseconds the first took; None if nothing came in time."""
        began = last = time.monotonic()
        count, first = 0, None
        while time.monotonic() - last < (seconds if count else max(seconds, patience)):
            if select.select([self._master], [], [], 0.005)[0]:
                count += len(os.read(self._master, 65536))
                last = time.monotonic()
                first = first if first is not None else (last - began) * 1000
        return count, first

    def key(self, key: str) -> tuple[int, float, float]:
        """Return bytes, CPU milliseconds, and milliseconds to the first byte of a key."""
        before = cpu_of(self.process.pid)
        os.write(self._master, key.encode())
        count, first = self.until_quiet(patience=3.0)
        return count, (cpu_of(self.process.pid) - before) * 1000, first or 0.0

    def keys(self, keys: str) -> str:
        """Press keys; return the medians for people."""
        counts, cpu, first = zip(*(self.key(key) for key in keys), strict=True)
        return (
            f"{statistics.median(counts):7.0f} bytes  {statistics.median(cpu):6.1f} CPU ms  "
            f"first byte after {statistics.median(first):5.1f} ms"
        )

    def filter_key(self, key: str) -> tuple[float, float, float]:
        """Type a letter of a query; return CPU and wall milliseconds until the hits are painted, and all CPU."""
        began, before = time.monotonic(), cpu_of(self.process.pid)
        os.write(self._master, key.encode())
        spent, taken = 0.0, 0.0
        last = time.monotonic()
        while time.monotonic() - last < _SETTLED:
            if select.select([self._master], [], [], 0.005)[0]:
                chunk = os.read(self._master, 65536)
                last = time.monotonic()
                if not taken and _ROW.search(chunk):
                    spent, taken = cpu_of(self.process.pid) - before, last - began
        return spent * 1000, taken * 1000, (cpu_of(self.process.pid) - before) * 1000

    def children(self) -> list[str]:
        """Return the processes that it started."""
        tasks = Path(f"/proc/{self.process.pid}/task").iterdir()
        return [child for task in tasks for child in (task / "children").read_text().split()]

    def memory(self) -> float:
        """Return the megabytes that are resident."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def close(self) -> None:
        """End the program."""
        self.process.kill()
        self.process.wait()
        os.close(self._master)


def fill(folder: Path, count: int) -> None:
    """Write short articles."""
    chance = random.Random(5)
    folder.mkdir()
    for number in range(count):
        paragraphs = (" ".join(chance.choices(_WORDS, k=40)).capitalize() + "." for _ in range(3))
        title = f"{number} " + " ".join(chance.choices(_WORDS, k=6))
        (folder / f"{number:06}.txt").write_text("\n\n".join([title, *paragraphs]) + "\n")


def told(values: Sequence[float]) -> str:
    """Return median, 95th percentile and largest of some milliseconds."""
    ordered = sorted(values)
    return f"{statistics.median(ordered):5.1f} / {ordered[len(ordered) * 95 // 100]:5.1f} / {ordered[-1]:5.1f}"


def filters(folder: Path) -> None:
    """Measure the letters of queries, and steps in the list, with a library that is indexed already."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as own:
        names = {f"READER_{name}": str(Path(own) / name.lower()) for name in ("STATE", "CONFIG", "DATA")}
        reader = Terminal("-m", "reader", str(folder), **names)
        reader.until_quiet(3.0, patience=60.0)
        print(
            f"{folder.name}, {_SIZE[0]}x{_SIZE[1]}; median / p95 / worst "
            "of CPU ms until hits are painted, wall ms, all CPU ms"
        )
        first, more = [], []
        for word in _QUERIES:
            reader.key("/")
            for place, letter in enumerate(word):
                (more if place else first).append(reader.filter_key(letter))
            reader.key("\x1b")
            reader.until_quiet(0.5)
        for name, found in (("first letter", first), ("more letters", more)):
            painted = [each for each in found if each[1]]
            cpu, wall, whole = (told(column) for column in zip(*painted, strict=True))
            shown = f"{name} ({len(painted)} of {len(found)} changed rows)"
            print(f"{shown:40} {cpu}   {wall}   {whole}   {reader.memory():.1f} MB")
        print(f"j   {reader.keys('jjjjjjjjjjjj')}")
        reader.close()


def main() -> None:
    """Measure and print."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if sys.argv[1:2] == ["--folder"]:
        return filters(Path(sys.argv[2]))
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    root = Path(tempfile.mkdtemp(prefix="bench-keys-"))
    try:
        fill(root / "articles", count)
        names = {name: str(root / name.lower()) for name in ("DATA", "CACHE", "STATE", "CONFIG")}
        reader = Terminal("-m", "reader", str(root / "articles"), **{f"READER_{n}": path for n, path in names.items()})
        reader.until_quiet(1.0, patience=60.0)
        print(f"{count:,} articles, {_SIZE[0]}x{_SIZE[1]}")
        print(f"keys while it indexes   {reader.keys('jkjkjkjkjkjk')}   {reader.memory():.1f} MB")
        while reader.children():
            reader.until_quiet(0.5)
        reader.until_quiet(1.0)
        print(f"j afterwards            {reader.keys('jjjjjjjjjjjj')}   {reader.memory():.1f} MB")
        reader.key("/")
        print(f"first letter            {reader.keys('r')}")
        print(f"more letters            {reader.keys('iver')}   {reader.memory():.1f} MB")
        reader.close()
        stock = Terminal("-c", _OPTION_LIST, str(count))
        stock.until_quiet(1.0, patience=60.0)
        downs = [stock.key("\x1b[B") for _ in range(12)]
        cpu = statistics.median(each[1] for each in downs)
        print(f"OptionList, down        {statistics.median(each[0] for each in downs):7.0f} bytes  {cpu:6.1f} CPU ms")
        stock.close()
    finally:
        shutil.rmtree(root, ignore_errors=True)  # an update that was cut off may still write


if __name__ == "__main__":
    main()
