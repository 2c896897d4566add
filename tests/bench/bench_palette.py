"""How long the palette's questions to the catalogue take with 100,000 titles, beside counting them.

python tests/bench/bench_palette.py [N]
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

_TITLES = (
    "harbour strike ends river towns count damage city budget passes vote minister resigns after court ruling port "
    "dockers union wages rise prices fall bank rates hold election results protest school roof storm bridge closed "
    "trade talks resume farmers grain export ban lifted museum opens theatre tax reform senate debate health hospital"
)


def main() -> None:
    """Fill a catalogue and ask it what somebody types."""
    from reader.catalogue import Catalogue, folded

    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    chance, words = random.Random(7), _TITLES.split()
    with tempfile.TemporaryDirectory() as folder:
        catalogue = Catalogue(Path(folder))
        rows = []
        for key in range(number):
            title = " ".join(chance.choices(words, k=8)).capitalize()
            outlet = f"Outlet {key % 40}"
            rows.append(
                (key, f"a{key}", f"{key}.txt", 0, "r", title, outlet, "[]", f"2025-{key % 12 + 1:02}-01", None, 400,
                 3, 2, folded(title), folded(outlet))
            )  # fmt: skip
        with catalogue._transaction() as connection:
            connection.executemany(f"insert into article values ({','.join('?' * 15)})", rows)

        def cpu_ms(work) -> float:
            taken = []
            for _ in range(7):
                start = time.process_time()
                work()
                taken.append((time.process_time() - start) * 1000)
            return statistics.median(taken)

        floor = cpu_ms(catalogue.count)
        print(f"{number:,} titles; CPU ms, median of 7; counting them takes {floor:.1f}")
        for typed in ("h", "ha", "harb", "harbour strike", "senate theatre", "hrbr strk", "zzzz", "zzzzzzzz zzzz"):
            taken = cpu_ms(lambda typed=typed: catalogue.titled(typed, 12))
            print(f"{typed!r:20} {taken:7.1f}  {len(catalogue.titled(typed, 12))} found")
        print(f"{'outlets':20} {cpu_ms(catalogue.outlets):7.1f}")
        catalogue.close()


if __name__ == "__main__":
    main()
