"""Benchmark of the first frame beside other programs, with 100,000 articles: CPU until it is painted, and memory.

    python tests/bench/bench_peers.py --toolong VENV/bin/tl --frogmouth VENV/bin/frogmouth

In turns, medians. The peers are installed by hand, each in its own environment, because they need old versions of
Textual; each opens a short document.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench import bench_screen  # noqa: E402 - found through the path above

_RUNS = 7
_ARTICLES = 100_000
_PEER = "import os, sys; os.execv(sys.argv[1], sys.argv[1:])"
_EXPECTED = {"toolong": b"line of text", "frogmouth": b"Heading of it"}


def start(peers: dict[str, str], root: Path) -> None:
    """Compare the first frame with that of the smallest Textual app and of the peers."""
    bench_screen.shelf(root / "library", _ARTICLES)
    document = root / "document.md"
    document.write_text("# Heading of it\n\n" + "A line of text in a short file.\n\n" * 20)
    ours = "reader, 100,000 articles"
    rows = {
        "smallest Textual app": (bench_screen._SMALLEST, (), b"1 article"),
        ours: (bench_screen._READER, (str(root / "library"),), b"100,000 articles"),
    } | {name: (_PEER, (program, str(document)), _EXPECTED[name]) for name, program in peers.items()}
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in rows}
    for _ in range(_RUNS):
        for name, (script, arguments, text) in rows.items():
            found[name].append(bench_screen.first_frame(script, *arguments, expected=text))
    medians = {name: tuple(statistics.median(each) for each in zip(*runs, strict=True)) for name, runs in found.items()}
    print("first frame                 CPU ms   RSS MB   ours / it: CPU   RSS")
    for name, (cpu, memory) in medians.items():
        ratios = medians[ours][0] / cpu, medians[ours][1] / memory
        print(f"{name:26}  {cpu * 1000:6.0f}   {memory:6.1f}          {ratios[0]:5.2f}  {ratios[1]:5.2f}")


def main() -> None:
    """Run with the peers that are there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--toolong", help="the program tl")
    parser.add_argument("--frogmouth", help="the program frogmouth")
    given = vars(parser.parse_args())
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        start({name: path for name, path in given.items() if path}, Path(temporary))


if __name__ == "__main__":
    main()
