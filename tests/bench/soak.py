"""Soak: the real screen used without a pause, to see whether its memory stays flat.

    python tests/bench/soak.py [--minutes 30] [--folder FOLDER] [--only-reading] [--trace]

Opens articles, walks highlights, searches, marks, notes, undoes, opens dialogs, changes sizes: the same round again and
again. Prints the resident megabytes each minute, and at the end their slope in MB an hour, by least squares over the
rounds after the first quarter, when caches are full. With --trace the program runs under tracemalloc and the places
that grew most are printed; its memory and pace are not comparable then. Without --folder it reads generated articles.
What is saved is kept, with its history, and each round saves eight changes: --only-reading leaves those out.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.terminal import EndedError, RealReader, StuckError, foreign_codes

_WORDS = "river harbour council budget strike dockers minister flood bridge schools report wage trade union".split()  # noqa: SIM905
_ESCAPE, _DOWN, _PAUSE = b"\x1b", b"\x1b[B", b""
_ROUNDS = (
    ("read", [b"j", b"\r", _PAUSE, b"]", b"]", b"3j", b" ", b"}", b"b", b"q"]),
    ("mark", [b"\r", _PAUSE, b"]", b"m", _PAUSE, b"u", _PAUSE, b"q"]),
    ("note", [b"\r", _PAUSE, b"]", b"a", _PAUSE, b"a note", b"\x13", _PAUSE, b"u", _PAUSE, b"q"]),
    ("select", [b"\r", _PAUSE, b"v", b"2s", b"w", b"w", b"y", _PAUSE, _ESCAPE, _PAUSE, b"q"]),
    ("find", [b"\r", _PAUSE, b"f", _PAUSE, b"river", b"\r", b"n", b"N", _PAUSE, _ESCAPE, _PAUSE, b"q"]),
    ("pane", [b"\r", _PAUSE, b"p", b"j", b"j", b"\r", _PAUSE, b"p", b"q"]),
    ("help", [b"?", _PAUSE, b"note", _PAUSE, _ESCAPE, _PAUSE]),
    ("palette", [b"\x10", _PAUSE, b"wid", _PAUSE, _ESCAPE, _PAUSE]),
    ("notes", [b"M", _PAUSE, b"j", b"k", b"q", _PAUSE]),
    ("star", [b"s", b"s", b"r", b"r", _PAUSE]),
    ("list", [b"G", b"g", b"\x04", b"\x15", b"S", _PAUSE, b"S", _PAUSE]),
)
_SAVING = ("mark", "note", "star")


def generate(folder: Path, count: int) -> Path:
    """Write articles with figures and quotes, and return their folder."""
    folder.mkdir(parents=True)
    chance = random.Random(5)
    for number in range(count):
        paragraphs = [
            f'The {" ".join(chance.choices(_WORDS, k=20))}. "We lost {chance.randint(2, 900)} million euros," said Ann '
            f"Smith, and {chance.randint(2, 99)} percent of {chance.randint(2, 9)},{chance.randint(100, 999)} left."
            for _ in range(chance.randint(5, 60))
        ]
        (folder / f"{number:04}.txt").write_text(
            f"Article {number} of the {chance.choice(_WORDS)}\n\nBy Ida Lund\n\n1 May 2025\n\n"
            + "\n\n".join(paragraphs)
        )
    return folder


def one_round(reader: RealReader, chance: random.Random, *, only_reading: bool = False) -> None:
    """Do everything once, in another order each time; or what saves nothing."""
    for name, keys in chance.sample(_ROUNDS, len(_ROUNDS)):
        if only_reading and name in _SAVING:
            continue
        for key in keys:
            reader.type(key)
            reader.read(0.05 if key else 0.25)
    reader.type(b"/")
    for letter in chance.choice(_WORDS).encode():
        reader.type(bytes([letter]))
        reader.read(0.08)
    reader.type(b"\r")
    reader.read(0.3)
    for key in (_ESCAPE, _ESCAPE, _ESCAPE):
        reader.type(key)
        reader.read(0.25)
    reader.resize(*chance.choice([each for each in ((80, 24), (120, 40), (200, 60)) if each != reader.size]))
    if found := foreign_codes(reader.take()):
        raise SystemExit(f"foreign control codes: {found[:3]}")


def slope(samples: list[tuple[float, float]]) -> float:
    """Return how many megabytes an hour the memory grows, given seconds and megabytes."""
    late = samples[len(samples) // 4 :]
    if len(late) < 2:
        return 0.0
    return statistics.linear_regression([at for at, _ in late], [size for _, size in late]).slope * 3600


def soak(reader: RealReader, minutes: float, *, only_reading: bool = False) -> list[tuple[float, float]]:
    """Use the screen for some minutes; return seconds and megabytes after each round."""
    chance = random.Random(9)
    started = time.monotonic()
    samples: list[tuple[float, float]] = []
    told = 0
    while (at := time.monotonic() - started) < minutes * 60:
        one_round(reader, chance, only_reading=only_reading)
        samples.append((at, reader.memory()))
        if at >= told * 60:
            print(f"{at / 60:5.1f} min  round {len(samples):4}  {samples[-1][1]:7.1f} MB", flush=True)
            told = int(at // 60) + 1
    return samples


def main() -> int:
    """Soak, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--folder", type=Path, help="articles to read; generated ones otherwise")
    parser.add_argument("--only-reading", action="store_true", help="leave out what saves something")
    parser.add_argument("--trace", action="store_true", help="print what grew")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        own = Path(temporary)
        folder = wanted.folder or generate(own / "articles", 300)
        grown = own / "grown.txt"
        reader = RealReader(folder, own, (120, 40), trace=grown if wanted.trace else None)
        try:
            reader.wait_for(b"articles")
            reader.read(15)
            samples = soak(reader, wanted.minutes, only_reading=wanted.only_reading)
        except (EndedError, StuckError) as error:
            print(f"the program broke: {error!r}\n{bytes(reader.seen[-3000:]).decode('utf-8', 'replace')}")
            return 1
        finally:
            reader.close()
        print(
            f"{len(samples)} rounds in {wanted.minutes:g} minutes: {samples[0][1]:.1f} MB after the first, "
            f"{samples[len(samples) // 4][1]:.1f} after a quarter, {samples[-1][1]:.1f} at the end; "
            f"{slope(samples):+.1f} MB an hour"
        )
        if grown.exists():
            print(grown.read_text())
    return 0


if __name__ == "__main__":
    sys.exit(main())
