"""Load and save annotations: time in ratios to what no reader of a log can do without, parsing its JSON.

    python -m tests.bench.bench_annotations --annotations 10000

CPU time, medians. `floor` is `json.loads` of every line in the same run.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from reader.annotations.cache import FILE
from reader.annotations.events import Event, serialise
from reader.annotations.ids import new_id
from reader.annotations.notebook import Notebook, reference_to
from reader.annotations.texts import digest_of
from reader.articles.article import Article, ArticleId
from reader.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 7


def make(folder: Path, count: int, seed: int = 1) -> Path:
    """Write the log of another device with so many annotations, five an article; return it."""
    chance = random.Random(seed)
    words = ["".join(chance.choice("abcdefghiklmnoprstu") for _ in range(chance.randint(2, 9))) for _ in range(2000)]

    def some(many: int, most: int = 200) -> str:
        return " ".join(chance.choice(words) for _ in range(many))[:most]

    log = folder / "data" / "annotations" / "desk-a2b3c4.jsonl"
    log.parent.mkdir(parents=True)
    lines = []
    titles = [some(6) for _ in range(count // 5 + 1)]
    for number in range(count):
        place = number // 5
        article = {"id": f"article{place}", "url": f"https://news.example/{place}", "title": titles[place]}
        article["outlet"] = "News"
        body = {"article": article, "text": f"sha256:{place:064x}", "norm": 1, "start": 90, "end": 120}
        body |= {"exact": some(5), "prefix": some(12, 64), "suffix": some(12, 64), "kind": "mark", "color": "yellow"}
        body |= {"note": some(6), "tags": [words[number % 40]], "created": "2025-03-04T05:06:07Z"}
        lines.append(serialise(Event("put", new_id(), "desk-a2b3c4", number + 1, "2025-03-04T05:06:07.890Z", {}, body)))
    log.write_bytes(b"".join(lines))
    return log


def median(work: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """Return the median CPU time in milliseconds."""
    times = []
    for _ in range(RUNS):
        before()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times) * 1000


def main() -> None:
    """Print milliseconds and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--annotations", type=int, default=10_000)
    count = parser.parse_args().annotations
    folder = Path(tempfile.mkdtemp())
    try:
        log = make(folder, count)
        data, state = folder / "data", folder / "state"

        def opened() -> Notebook:
            notebook = Notebook.open(data, state)
            notebook.refresh()
            return notebook

        lines = log.read_bytes().split(b"\n")[:-1]
        floor = median(lambda: [json.loads(line) for line in lines])
        first = median(opened, lambda: (state / FILE).unlink(missing_ok=True))
        rows = [
            ("floor: json.loads of each line", floor),
            ("open without a cache, and write one", first),
            ("open", median(opened)),
            ("open and list all", median(lambda: opened().all())),
            ("open and one article", median(lambda: opened().of(ArticleId("article7")))),
        ]
        notebook = opened()
        notebook.all()
        text = "The keeper counted every ship that passed. " * 200
        article = Article(ArticleId("keeper"), digest_of(text), "keeper.txt", text, (), "Keeper")
        notebook.mark(article, Span(0, 10))
        rows += [
            ("list all again", median(notebook.all)),
            ("look for news, find none", median(notebook.refresh)),
            ("save a mark", median(lambda: notebook.mark(article, Span(4, 40), note="a note"))),
            ("undo and redo, the first time", median(lambda: (opened().undo(), None))),
        ]
        articles = [reference_to(Article(ArticleId(f"a{n}"), "", "a.txt", "", (), f"Title {n}")) for n in range(1000)]
        rows.append(
            ("mark 1,000 articles read", median(lambda: notebook.set_state(articles, read=True), notebook.undo))
        )
        print(f"{count} annotations, {log.stat().st_size / 1e6:.1f} MB")
        for name, took in rows:
            print(f"{name:38} {took:8.1f} ms {took / floor:6.2f} x floor")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
