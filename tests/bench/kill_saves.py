"""Kill a process that saves, at random moments, with SIGKILL: count acknowledged saves that are lost.

    python -m tests.bench.kill_saves --kills 500 --seed 1

One process in three works on the data folder of those before it, the others on fresh ones, so that the first save of
all, which makes folders, device id and log, is killed too.
"""

from __future__ import annotations

import argparse
import os
import random
import select
import shutil
import signal
import tempfile
import time
from pathlib import Path

from reader.annotations.notebook import Notebook, reference_to
from reader.annotations.texts import digest_of
from reader.articles.article import Article, ArticleId
from reader.text import Span

TEXT = "The lighthouse keeper counted every ship that passed. " * 40
ARTICLE = Article(ArticleId("keeper"), digest_of(TEXT), "keeper.txt", TEXT, (), "Keeper")


def work(data: Path, state: Path, say: int, round_: int) -> None:
    """Save, change, delete and undo until killed; say what is on disk, one line each."""
    notebook = Notebook.open(data, state)
    for number in range(1_000_000):
        word = f"{round_}-{number}"
        made = notebook.mark(ARTICLE, Span(number % 50, number % 50 + 9), note=word)
        os.write(say, f"+{made.id} {word}\n".encode())
        if number % 4 == 1:
            notebook.change(made.id, note=f"{word}c")
            os.write(say, f"+{made.id} {word}c\n".encode())
        elif number % 4 == 2:
            notebook.delete(made.id)
            os.write(say, f"-{made.id} {word}\n".encode())
        elif number % 4 == 3:
            notebook.set_state([reference_to(ARTICLE)], read=number % 8 == 3)


def killed(data: Path, state: Path, delay: float, round_: int) -> list[str]:
    """Fork a worker, kill it after `delay` seconds and return the whole lines that it said."""
    read, say = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        try:
            work(data, state, say, round_)
        finally:
            os._exit(1)
    os.close(say)
    said = b""
    deadline = time.monotonic() + delay
    while (left := deadline - time.monotonic()) > 0:
        if select.select([read], [], [], left)[0]:
            chunk = os.read(read, 1 << 16)
            if not chunk:
                break
            said += chunk
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while chunk := os.read(read, 1 << 16):
        said += chunk
    os.close(read)
    return said.decode().split("\n")[:-1]


def main() -> int:
    """Print kills, saves, losses; 0 lost and 0 unreadable are the only good numbers."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=float, default=0.12, help="seconds that a process may live")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    root = Path(tempfile.mkdtemp())
    saves = losses = torn = unreadable = empty = 0
    try:
        expected: dict[str, str | None] = {}
        folder = root / "0"
        for round_ in range(arguments.kills):
            if round_ % 3 == 0:
                shutil.rmtree(folder, ignore_errors=True)
                folder, expected = root / str(round_), {}
            said = killed(folder / "data", folder / "state", chance.uniform(0, arguments.longest), round_)
            saves += len(said)
            empty += not said
            for line in said:
                annotation, word = line[1:].split(" ")
                expected[annotation] = word if line[0] == "+" else None
            last = said[-1][1:].split(" ")[0] if said else ""
            missing, bad = check(folder, expected, last)
            losses += missing
            torn += bad
            try:
                Notebook.open(folder / "data", folder / "state").note(ARTICLE, "after")
            except OSError:
                unreadable += 1
    finally:
        shutil.rmtree(root)
    print(
        f"{arguments.kills} kills ({empty} before the first save was said), {saves} saves said, {losses} lost, "
        f"{unreadable} folders unusable, {torn} torn lines skipped"
    )
    return 1 if losses or unreadable else 0


def check(folder: Path, expected: dict[str, str | None], last: str) -> tuple[int, int]:
    """Return how many acknowledged saves are not there, and how many lines cannot be read.

    What was done after the last word that was said may be there or not: that annotation may have gone on.
    """
    notebook = Notebook.open(folder / "data", folder / "state")
    live = {str(each.id): each.note for each in notebook.all()}
    missing = 0
    for annotation, word in expected.items():
        now = live.get(annotation)
        if word is None:
            missing += now is not None
        elif now is None:
            missing += annotation != last
        else:
            missing += not now.startswith(word)
    if last and last not in live:
        expected[last] = None
    return missing, len(notebook.problems)


if __name__ == "__main__":
    raise SystemExit(main())
