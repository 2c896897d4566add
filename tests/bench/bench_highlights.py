"""Measure how fast figures and quotes are found: `python tests/bench/bench_highlights.py [FILE ...]`.

Texts are articles of invented news sentences with the density of news, a figure in 600 letters and a quote in
500; files given as arguments are read as they are. Throughput is megabytes of UTF-8 a second of CPU time, the
median of several rounds on one core. The floor is one plain regular expression for digits with their next word in
the same run. Goals: figures 4 MB/s, both together 2 MB/s; a hostile megabyte of numbers ends within a second.
"""

from __future__ import annotations

import random
import re
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.highlights.figures import find_figures
from reader.highlights.quotes import find_quotes

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 7
FLOOR = re.compile(r"([$€£¥]?)\s?(\d[\d,]*(?:\.\d+)?)(?:\s?(%|per ?cent|million|billion|thousand))?(?:\s+([A-Za-z]+))?")

PEOPLE = ("Ana Brand", "Mayor Tom Weber", "Ms. Novak", "the agency", "Jon Klein, a farmer,")
THINGS = ("schools", "clinics", "cargo ships", "union members", "voters", "old houses", "bus drivers")
PLAIN = (
    "The council met again in the old hall by the river and nobody was in a hurry to leave before the vote.",
    "It was a quiet season for the port, and the ferries ran late on most evenings.",
    "Critics of the plan had warned for years that the valley would pay the price for it.",
    "In the end the ministry took back its offer, and the talks went on in the capital.",
)
COUNTED = (
    "At least {n} {thing} were closed in {year}, about {p} percent of the region's total.",
    "The plan costs ${m}.{d} billion a year and would reach {n},{k} people by December {d}.",
    "Support fell {d} points to {p} percent, while {thing} rose from {p} to {n}.",
    "{who} owns two of the {n} {thing} on the island.",
)
SPOKEN = (
    '"We cannot wait for another winter like this one," {who} said. "It has to end now."',
    "“Nobody asked us,” said {who}, “and that is the whole story of the {thing}.”",
)


def articles(count: int) -> list[str]:
    """Return invented articles of about 5 KB each, the same ones in every run."""
    rng = random.Random(7)

    def sentence() -> str:
        kind = rng.random()
        pattern = rng.choice(PLAIN if kind < 0.82 else COUNTED if kind < 0.9 else SPOKEN)
        return pattern.format(
            n=rng.randint(4, 900),
            k=f"{rng.randint(0, 999):03}",
            m=rng.randint(1, 90),
            d=rng.randint(2, 9),
            p=rng.randint(10, 90),
            year=rng.randint(1990, 2024),
            thing=rng.choice(THINGS),
            who=rng.choice(PEOPLE),
        )

    return ["\n".join(" ".join(sentence() for _ in range(3)) for _ in range(16)) for _ in range(count)]


def seconds(work: Callable[[str], object], texts: list[str]) -> float:
    """Return the median CPU time of one pass over the texts."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for text in texts:
            work(text)
        times.append(time.process_time() - began)
    return statistics.median(times)


def main(names: list[str]) -> None:
    """Print throughput, and the ratio to the floor."""
    texts = [Path(name).read_text(encoding="utf-8", errors="replace") for name in names] or articles(120)
    megabytes = sum(len(text.encode("utf-8", "replace")) for text in texts) / 1e6
    floor = seconds(lambda text: FLOOR.findall(text), texts)
    figures = seconds(find_figures, texts)
    quotes = seconds(find_quotes, texts)
    found = sum(len(find_figures(text)) for text in texts), sum(len(find_quotes(text)) for text in texts)
    print(f"{len(texts)} texts, {megabytes:.2f} MB, {found[0]} figures, {found[1]} quotes")
    for name, spent in (("floor", floor), ("figures", figures), ("quotes", quotes), ("both", figures + quotes)):
        print(f"{name:8} {megabytes / spent:6.1f} MB/s   {spent / floor:5.1f} x floor")
    for piece in ("5% ", "-5 ", "$1-2 million to ", "1\n"):
        text = piece * (1_000_000 // len(piece))
        began = time.process_time()
        find_figures(text)
        print(f"hostile megabyte of {piece!r}: {time.process_time() - began:.2f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
