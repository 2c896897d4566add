"""Two terminals of one device save at once, and a third looks on: count what is lost.

python -m tests.bench.two_writers --saves 300
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reader.annotations.notebook import Notebook
from reader.annotations.texts import digest_of
from reader.articles.article import Article, ArticleId

TEXT = "Two pilots write into one logbook."
ARTICLE = Article(ArticleId("logbook"), digest_of(TEXT), "logbook.txt", TEXT, (), "Logbook")
_WRITER = "import sys; from tests.bench.two_writers import write; write(*sys.argv[1:])"


def write(data: str, state: str, name: str, saves: str) -> None:
    """Save notes one after the other, and say each on standard output when it is on disk."""
    notebook = Notebook.open(Path(data), Path(state))
    for number in range(int(saves)):
        notebook.note(ARTICLE, f"{name}-{number}")
        print(f"{name}-{number}", flush=True)


def run(folder: Path, saves: int, *, states: tuple[str, str] = ("state", "state")) -> tuple[set[str], Notebook]:
    """Return what both writers said was saved, and the notebook of a third that looked on all the time."""
    data = folder / "data"
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(data), str(folder / state), name, str(saves)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for name, state in zip("ab", states, strict=True)
    ]
    watcher = Notebook.open(data, folder / "watcher")
    said: set[str] = set()
    for writer in writers:
        out, _ = writer.communicate(timeout=600)
        if writer.returncode:
            raise RuntimeError(f"a writer failed with {writer.returncode}")
        said |= set(out.split())
    watcher.refresh()
    return said, watcher


def main() -> int:
    """Print how many acknowledged saves are missing; 0 is the only good number."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=300, help="by each of the two")
    arguments = parser.parse_args()
    lost = 0
    for states in (("state", "state"), ("state a", "state b")):
        with tempfile.TemporaryDirectory() as name:
            start = time.perf_counter()
            said, watcher = run(Path(name), arguments.saves, states=states)
            found = {each.note for each in watcher.all()}
            lost += len(said - found)
            who = "one device" if states[0] == states[1] else "two devices"
            ms = (time.perf_counter() - start) * 1000 / len(said)
            problems = len(watcher.problems)
            print(f"{who}: {len(said)} saves said, {len(said - found)} lost, {problems} problems, {ms:.1f} ms each")
    return 1 if lost else 0


if __name__ == "__main__":
    raise SystemExit(main())
