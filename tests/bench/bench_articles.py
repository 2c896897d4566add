"""How long reading takes: an article, a line with a date, a folder. Run: python tests/bench/bench_articles.py [FILES]

CPU time, medians; each number also as a ratio to a floor in the same run: the standard library doing the least that
the job needs (decode, split, normalise and match every word of the same bytes once). Ratios hold on a busy machine.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
import unicodedata
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from reader.articles.dates import split_dates
from reader.articles.read import read
from reader.articles.scan import scan

SENTENCE = "The council of the harbour town decided to rebuild the old lighthouse and to pay for it out of ferry fees. "
WORD = re.compile(r"[^\W_]+")


def made_up(paragraphs: int = 20) -> bytes:
    """Return a dump of about 7 kB: header, prose, captions, a pointer, and a footer."""
    lines = [
        "English Section",
        "",
        "Old lighthouse of the harbour town to be lit again",
        "",
        "By Ada Example",
        "May 4, 2021",
    ]
    for number in range(paragraphs):
        lines += ["", SENTENCE * 3]
        if number % 6 == 3:
            lines += ["", "The lighthouse on a foggy morning. Photo: Bo Sample/AP", "", "Read more: Ferries raise fees"]
    lines += ["", "All rights reserved.", "", "Original url:", "", "<https://harbour.example/2021/lighthouse>"]
    return "\n".join(lines).encode()


def floor(data: bytes) -> int:
    """Do the least that reading needs."""
    text = unicodedata.normalize("NFC", data.decode())
    return sum(len(WORD.findall(line.casefold())) for line in text.split("\n"))


def milliseconds(function, *arguments, rounds: int = 40) -> float:
    """Return the median CPU time of a call."""
    times = []
    for _ in range(rounds):
        started = time.process_time()
        function(*arguments)
        times.append(1000 * (time.process_time() - started))
    return median(times)


def bench_articles(files: list[tuple[str, bytes]]) -> None:
    """Print the time of each file, per 7 kB, and against the floor."""
    for name, data in files:
        split_dates.cache_clear()
        own, least = milliseconds(read, name, data), milliseconds(floor, data)
        per = own * 7000 / len(data)
        print(
            f"read {name[:28]:28} {len(data):8} bytes {own:7.2f} ms, {per:5.2f} ms per 7 kB, {own / least:5.1f} x floor"
        )


def bench_dates() -> None:
    """Print the time of a date line."""
    lines = ["Tuesday, May 4, 2021, 9:30 AM", "wtorek, 4 maja 2021 r., godz. 10:15", "1,227 people were there in 2021"]

    def all_lines() -> None:
        split_dates.cache_clear()
        for line in lines:
            split_dates(line)

    print(f"date line {1000 * milliseconds(all_lines, rounds=200) / len(lines):6.1f} us")


def bench_scan(count: int = 10_000) -> None:
    """Print the time of a scan of `count` files, against listing and stating them."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            path = Path(folder) / f"{number // 500:03d}" / f"{number:06d}.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"x")

        def least() -> None:
            for path in Path(folder).iterdir():
                for file in path.iterdir():
                    file.stat()

        own = milliseconds(lambda: list(scan(Path(folder))), rounds=5)
        print(f"scan {count} files {own:7.1f} ms, {own / milliseconds(least, rounds=5):4.2f} x listing and stating")


def main() -> None:
    """Run all."""
    given = [(path, Path(path).read_bytes()) for path in sys.argv[1:]]
    bench_articles([("made-up.txt", made_up()), *((Path(path).name, data) for path, data in given)])
    bench_dates()
    bench_scan()


if __name__ == "__main__":
    main()
