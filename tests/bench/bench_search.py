"""Search beside its peers on one corpus: CPU time of indexing, of queries by class, memory and size.

    python tests/bench/bench_search.py CORPUS.jsonl --n 100000 --engines ours fts5 tantivy
    python tests/bench/bench_search.py CORPUS.jsonl --n 10000 --engines ours fts5 tantivy whoosh

The corpus has one JSON object a line: path, title, source, author, date, body. Each engine builds and searches in a
process of its own, one after the other; times are CPU times (user and system, children included) and queries go to all
engines in the same order. `tantivy` (package index) is left out if it is not installed; `whoosh` is stock Whoosh with
its usual stemming analyzer. Printed for each class: p50 / p95 / worst in milliseconds, and hits of the first query.

The slowest class is phrases. Of `--profile phrase` (40 phrases, 100,000 articles, index just opened): 17 % checksums of
what is read for the first time; 28 % testing the best articles, some together (7,600 tests); 25 % comparing all places
of rare phrases of frequent words, most of it looking places up; the rest is what every query takes. The worst are "was
one of", 545,000 places compared as bytes for 28 hits (234 million instructions, 316 as sets), and "of ciorhung the", a
rare word looked up between two that every article has (169 million).
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import datetime as dt
import importlib
import importlib.util
import json
import multiprocessing
import os
import pstats
import resource
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from search_corpus import TOP, document, offsets, queries, rows
from search_peers import Fts5, StockWhoosh, Tantivy


class Ours:
    """The index of this program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def build(self, corpus: Path, count: int, processes: int) -> None:
        """Index in worker processes; publish and merge here."""
        from reader.search.index import SearchIndex

        index = SearchIndex(self.folder)
        begins = offsets(corpus, count, 5000)
        tasks = [
            (self.folder, corpus, start, min(5000, count - start), begins[start // 5000])
            for start in range(0, count, 5000)
        ]
        with multiprocessing.get_context("spawn").Pool(processes) as pool:
            for handle in pool.imap(built, tasks):
                index.publish([handle])
            pool.close()
            pool.join()
        index.optimize()

    def add(self, more: list[dict], first: int) -> None:
        """Add some more articles."""
        from reader.search.index import SearchIndex

        SearchIndex(self.folder).update([document(number, row) for number, row in enumerate(more, first)])

    def open(self) -> None:
        """Open for searching."""
        from reader.search.index import SearchIndex

        self.index = SearchIndex(self.folder)
        self.index.stats()

    def ask(self, query: dict) -> int:
        """Answer; return the number of hits."""
        from reader.search.language import parse

        page = self.index.search(parse(self.text(query), dt.date(2025, 12, 18)), limit=TOP)
        return page.total

    @staticmethod
    def text(query: dict) -> str:
        """Return the query in the language of this program."""
        words = query.get("words", [])
        match query["kind"]:
            case "and":
                return " ".join(words) + " "
            case "or":
                return " OR ".join(words) + " "
            case "phrase":
                return f'"{" ".join(words)}"'
            case "dates":
                return f"{words[0]} date:{query['year']}-{query['month']:02}..{query['year'] + 1}-{query['month']:02} "
            case "fuzzy":
                return f"{words[0]}~ "
            case "prefix":
                return f"{words[0]}* "
        return query["text"]


def built(task: tuple[Path, Path, int, int, int]):
    """Build one segment of the index, in a worker."""
    from reader.search.building import build_segment

    folder, corpus, start, count, offset = task
    return build_segment(folder, (document(*row) for row in rows(corpus, count, start, offset)))


ENGINES = {"ours": Ours, "fts5": Fts5, "tantivy": Tantivy, "whoosh": StockWhoosh}


def cpu() -> float:
    """Return the CPU seconds of this process and of its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def memory() -> dict[str, float]:
    """Return megabytes: anonymous (with Python's own), and resident (with mapped files)."""
    with contextlib.suppress(OSError):
        status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
        return {name: int(status[name].split()[0]) / 1e3 for name in ("RssAnon", "VmRSS")}
    return {}


def queries_file(work: Path, count: int) -> Path:
    """Return where the queries of a run are: made before, so that they cost the engines no memory."""
    return work / f"queries-{count}.json"


def measured(name: str, folder: Path, corpus: Path, count: int, stage: str, processes: int) -> dict:
    """Run one stage of one engine in this process; return what was measured."""
    asked_in = queries_file(folder.parent, count)
    engine = ENGINES[name](folder)
    if stage == "build":
        wall, start = time.perf_counter(), cpu()
        engine.build(corpus, count, processes)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        highest = max(resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return {"cpu": cpu() - start, "wall": time.perf_counter() - wall, "size": size, "rss": highest / 1e3}
    if stage == "add":
        more = [row for _, row in rows(corpus, 11)]
        engine.add(more[:1], count)  # imports and first-time work
        start = cpu()
        engine.add(more[1:], count + 1)
        engine.open()
        engine.ask({"kind": "and", "words": ["minister"]})
        return {"cpu": (cpu() - start) * 1e3}
    asked = json.loads(asked_in.read_text())
    start = time.process_time()
    modules = {
        "ours": ("reader.search.execution", "reader.search.storage", "reader.search.language"),
        "whoosh": ("whoosh.index", "whoosh.searching"),
        "fts5": ("sqlite3",),
        "tantivy": ("tantivy",),
    }
    for module in modules[name]:
        importlib.import_module(module)
    imported = time.process_time()
    engine.open()
    engine.ask({"kind": "and", "words": ["minister"]})
    result: dict = {"import": (imported - start) * 1e3, "open": (time.process_time() - imported) * 1e3, "classes": {}}
    for kind, of_kind in asked.items():
        times, hits = [], []
        try:
            for query in of_kind:
                start = time.process_time()
                hits.append(engine.ask(query))
                times.append((time.process_time() - start) * 1e3)
        except NotImplementedError:
            continue
        result["classes"][kind] = {"times": times, "hits": hits[:3]}
    result["memory"] = memory()
    return result


def profile(folder: Path, asked: list[dict]) -> None:
    """Print where the time of our search goes."""
    engine = Ours(folder)
    engine.open()
    profiler = cProfile.Profile()
    for query in asked:
        profiler.enable()
        engine.ask(query)
        profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(15)


def report(results: dict[str, dict[str, dict]], text: int, count: int) -> None:
    """Print the tables."""
    print(f"\n{count} articles, {text / 1e6:.0f} MB of text, Python {sys.version.split()[0]}\n")
    print(f"{'engine':10} {'build CPU s':>12} {'wall s':>8} {'size/text':>10} {'build MB':>9} {'import':>7} "
          f"{'open+1st':>9} {'anon MB':>8} {'resident':>9} {'add 10 ms':>10}")  # fmt: skip
    for name, stages in results.items():
        build, ask, add = stages.get("build", {}), stages["ask"], stages.get("add", {})
        held = ask.get("memory", {})
        print(f"{name:10} {build.get('cpu', 0):12.1f} {build.get('wall', 0):8.1f} {build.get('size', 0) / text:10.2f} "
              f"{build.get('rss', 0):9.0f} {ask['import']:7.0f} {ask['open']:9.1f} {held.get('RssAnon', 0):8.0f} "
              f"{held.get('VmRSS', 0):9.0f} {add.get('cpu', 0):10.1f}")  # fmt: skip
    print(f"\n{'ms CPU: p50 / p95 / worst':26}" + "".join(f"{name:>26}" for name in results))
    kinds = next(iter(results.values()))["ask"]["classes"]
    for kind in kinds:
        line = f"{kind:26}"
        for stages in results.values():
            of_kind = stages["ask"]["classes"].get(kind)
            if of_kind is None:
                line += f"{'-':>26}"
                continue
            times = sorted(of_kind["times"])
            p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
            line += f"{statistics.median(times):9.2f} /{p95:7.1f} /{times[-1]:6.1f}"
        print(line)


def main() -> None:
    """Run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--n", type=int, default=10_000)
    parser.add_argument("--work", type=Path, default=Path("/tmp/bench_search"))
    parser.add_argument("--engines", nargs="+", default=["ours", "fts5", "tantivy"], choices=ENGINES)
    parser.add_argument("--each", type=int, default=40, help="queries of a class")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", action="store_true", help="search indexes of an earlier run")
    parser.add_argument("--profile", metavar="CLASS", help="profile our search on a class, on a kept index")
    parser.add_argument("--stage", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.profile:
        profile(options.work / f"ours-{options.n}", queries(options.corpus, options.n, options.each)[options.profile])
        return
    if options.stage:
        stage, name, folder = options.stage.split("=")
        found = measured(name, Path(folder), options.corpus, options.n, stage, options.processes)
        print(json.dumps(found))
        return
    engines = [name for name in options.engines if name != "tantivy" or importlib.util.find_spec("tantivy")]
    options.work.mkdir(parents=True, exist_ok=True)
    queries_file(options.work, options.n).write_text(json.dumps(queries(options.corpus, options.n, options.each)))
    results: dict[str, dict[str, dict]] = {}
    for name in engines:
        folder = options.work / f"{name}-{options.n}"
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
        results[name] = {}
        for stage in ("ask",) if options.keep else ("build", "ask", "add"):
            command = [sys.executable, __file__, *sys.argv[1:], "--stage", f"{stage}={name}={folder}"]
            environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
            output = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
            results[name][stage] = json.loads(output.splitlines()[-1])
            print(f"{name}: {stage} done", file=sys.stderr)
    text = sum(len(row["body"].encode()) for _, row in rows(options.corpus, options.n))
    report(results, text, options.n)


if __name__ == "__main__":
    main()
