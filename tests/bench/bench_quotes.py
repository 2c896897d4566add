"""Measure how fast quotes and their speakers are found: `python tests/bench/bench_quotes.py [FOLDER]`.

Reads every text file of FOLDER, or else articles of invented sentences with a quote in two of five paragraphs. The
floor in the same run is a regular expression that only pairs double marks. Times are CPU time, medians of several
rounds; the last table shows hostile texts of one megabyte, which end in about a second.
"""

from __future__ import annotations

import random
import re
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from reader.highlights.quotes import find_quotes

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5
ARTICLES = 150
FLOOR = re.compile(r"“[^“”\n]+”|\"[^\"\n]+\"")
PEOPLE = ("Jane Roe", "John Poe", "Mary Lind", "Omar Vega", "Ana Marsh", "the Kent Boat Company")
PLAIN = (
    "The harbour board met for the third time this year and put off the vote on the new pier.",
    "Boats from Kent and Dover brought in less fish than in any spring since the records began.",
    "It was raining, and few of those who had come to listen stayed until the end.",
    "Nobody would say who had paid for the posters, or why they went up at night.",
)
SAID = (
    "“We will build it again by spring, whatever it costs,” {0} said. “That is a promise.”",
    "{0} told reporters: “The numbers do not add up, and they never did.”",
    "“It is too late for that,” said {0}, who has run the port for ten years.",
    "{0} called the plan “a gift to the few,” and left.",
    "“Nobody asked the crews,” she added.",
)
HOSTILE = {
    "marks only": '"',
    "opening marks": "“",
    "one-word quotes": '"a" ',
    "attributed quotes, one line": '"a b c d e," he said. ',
    "attributed quotes, many lines": '"a b c d e," she said.\n',
    "British quotes": "'a b c d e,' he said. ",
    "one mark a line": '"\n',
    "names": "Jane Roe said. ",
    "commas": "a, ",
    "brackets": "(",
}


def article(rng: random.Random) -> str:
    """Return about six kilobytes of invented news."""
    paragraphs = []
    for _ in range(40):
        if rng.random() < 0.4:
            paragraphs.append(rng.choice(SAID).format(rng.choice(PEOPLE)))
        else:
            paragraphs.append(" ".join(rng.sample(PLAIN, 2)))
    return "\n\n".join(paragraphs)


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median CPU time of `work`."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return statistics.median(times)


def main() -> None:
    """Print throughput next to the floor, and the time of hostile texts."""
    if len(sys.argv) > 1:
        files = sorted(path for path in Path(sys.argv[1]).rglob("*") if path.is_file())
        texts = [path.read_text(encoding="utf-8", errors="replace") for path in files]
    else:
        rng = random.Random(7)
        texts = [article(rng) for _ in range(ARTICLES)]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    found = sum(len(find_quotes(text)) for text in texts)
    ours = seconds(lambda: [find_quotes(text) for text in texts])
    floor = seconds(lambda: [FLOOR.findall(text) for text in texts])
    print(f"{len(texts)} texts, {megabytes:.2f} MB, {found} quotes")
    print(f"quotes with speakers {megabytes / ours:6.2f} MB/s")
    print(f"pairs of marks only  {megabytes / floor:6.2f} MB/s, {ours / floor:.1f} times faster")
    print("\nhostile text of 1 MB            seconds")
    for name, pattern in HOSTILE.items():
        text = '"One two three four," he said. ' + pattern * (1_000_000 // len(pattern))
        print(f"{name:30} {seconds(lambda text=text: find_quotes(text), rounds=1):8.2f}")


if __name__ == "__main__":
    main()
