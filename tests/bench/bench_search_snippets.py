"""Snippets for the 20 hits that a screen shows, and all marks of one article: CPU time beside a plain regex.

    python tests/bench/bench_search_snippets.py CORPUS.jsonl

The floor is `re.findall(r"\\w+")` over the same texts: whoever marks words looks at every word of a text at least once.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import random
import re
import statistics
import tempfile
import time
from pathlib import Path

from search_corpus import document, rows

from reader.search.index import SearchIndex
from reader.search.language import parse
from reader.search.snippets import matches, snippet

SHOWN = 20


def timed(action, repeat: int = 1) -> float:
    """Return the CPU milliseconds of an action."""
    start = time.process_time()
    for _ in range(repeat):
        action()
    return (time.process_time() - start) * 1e3 / repeat


def main() -> None:
    """Run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--n", type=int, default=2000)
    options = parser.parse_args()
    articles = [document(*row) for row in rows(options.corpus, options.n)]
    texts = {one.key: one.article.text for one in articles}
    words = sorted({word for text in itertools.islice(texts.values(), 200) for word in re.findall(r"[a-z]{4,}", text)})
    chance = random.Random(5)
    with tempfile.TemporaryDirectory() as folder:
        index = SearchIndex(Path(folder))
        index.update(articles)
        marking, single, floor = [], [], []
        while len(marking) < 60:
            pair = chance.sample(words, 2)
            typed = chance.choice(
                [f"{pair[0]} OR {pair[1]} ", f'{pair[0]} OR "{pair[1]}"', f"{pair[0]} OR {pair[1][:3]}"]
            )
            query = parse(typed, dt.date(2025, 12, 18))
            keys = [hit.key for hit in index.search(query, limit=SHOWN).hits]
            if len(keys) < SHOWN:
                continue
            shown = [texts[key] for key in keys]
            marking.append(timed(lambda q=query, s=shown: [snippet(text, q, 160) for text in s]))
            single.append(timed(lambda q=query, s=shown: matches(s[0], q), 5))
            floor.append(timed(lambda s=shown: [re.findall(r"\w+", text) for text in s]))
    for name, times in (("20 snippets", marking), ("marks of one article", single), ("floor for 20", floor)):
        ordered = sorted(times)
        p95 = ordered[int(len(ordered) * 0.95)]
        print(f"{name:22} p50 {statistics.median(times):6.2f} ms   p95 {p95:6.2f} ms")
    print(json.dumps({"ratio to floor": round(statistics.median(marking) / statistics.median(floor), 2)}))


if __name__ == "__main__":
    main()
