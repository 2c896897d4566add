"""How long a library takes to come up to date, and to answer the screen's first question.

    python tests/bench/bench_library.py FOLDER [--articles N]

Copies at most N articles of FOLDER, updates an empty cache, updates again with nothing changed, then with ten new
files. CPU time of this process and its children; the floor is reading the same files as bytes, in the same run.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library import Library
from reader.paths import Folders
from reader.search.order import Order
from reader.updating import Update

if TYPE_CHECKING:
    from collections.abc import Callable


def cpu() -> float:
    """Return the CPU seconds of this process and of its ended children."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def measured(action: Callable[[], object]) -> tuple[float, float]:
    """Run `action`; return CPU and wall seconds."""
    before, began = cpu(), time.monotonic()
    action()
    return cpu() - before, time.monotonic() - began


def median_ms(action: Callable[[], object], times: int = 15) -> float:
    """Return the median CPU milliseconds of `action`."""
    return statistics.median(measured(action)[0] for _ in range(times)) * 1000


def copied(source: Path, target: Path, most: int) -> list[Path]:
    """Copy at most `most` articles, flat and with their folder in the name; return the copies."""
    made = []
    for path in sorted(source.rglob("*.txt"))[:most]:
        made.append(target / "-".join(path.relative_to(source).parts))
        shutil.copyfile(path, made[-1])
    return made


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        where = Folders(root / "library", root / "data", root / "cache", root / "state")
        where.library.mkdir()
        paths = copied(arguments.folder, where.library, arguments.articles)
        size = sum(path.stat().st_size for path in paths)
        floor, _ = measured(lambda: [path.read_bytes() for path in paths])

        def update() -> object:
            return Update(where.library, where.cache, lambda _: None).run(processes=min(2, os.cpu_count() or 1))

        full, wall = measured(update)
        again, _ = measured(update)
        for number, path in enumerate(paths[:10]):
            shutil.copyfile(path, where.library / f"new-{number}.txt")
        ten, _ = measured(update)
        library = Library.open(where)
        first = median_ms(lambda: library.listed(library.keys(Order.DATE)[:40]))
        keys = library.keys()
        article = median_ms(lambda: library.article(keys[len(keys) // 2]))
        library.close()
        print(f"{len(paths):,} articles, {size / 1e6:.1f} MB")
        print(f"{'':34}{'CPU s':>9}{'wall s':>9}{'x floor':>9}")
        print(f"{'floor: read the files as bytes':34}{floor:9.3f}")
        print(f"{'first update':34}{full:9.2f}{wall:9.2f}{full / floor:9.0f}")
        print(f"{'  a thousand articles':34}{full / len(paths) * 1000:9.2f}{wall / len(paths) * 1000:9.2f}")
        print(f"{'update with nothing changed':34}{again:9.3f}{'':9}{again / floor:9.1f}")
        print(f"{'update with ten new files':34}{ten:9.3f}")
        print(f"first rows of the list {first:.2f} ms, open an article {article:.2f} ms (CPU, medians)")


if __name__ == "__main__":
    main()
