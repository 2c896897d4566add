"""Measure how long annotations take to be placed after an edit: `python tests/bench/bench_anchors.py`.

Texts are made of invented words with the frequencies of prose, edited by a typo, new paragraphs and rewritten ones.
Times are CPU milliseconds, medians of several rounds; the peer is a plain `difflib` comparison of the same words in
the same run. Goals: 60 KB aligned in 50 ms, then 0.1 ms for each annotation; hostile megabytes end in seconds.
"""

from __future__ import annotations

import random
import statistics
import time
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from reader.annotations.alignment import Alignment
from reader.annotations.anchors import anchor_at, place
from reader.annotations.tokens import tokenize
from reader.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 7
ANNOTATIONS = 200


def milliseconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median CPU time of `work`."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return 1000 * statistics.median(times)


def prose(rng: random.Random, size: int) -> list[str]:
    """Return paragraphs of invented words, about `size` code points in all."""
    letters = "etaoinshrdlucmfw"
    words = ["".join(rng.choices(letters, k=2 + min(9, rank // 40))) for rank in range(3000)]
    weights = [1 / (rank + 3) for rank in range(3000)]
    paragraphs = []
    while sum(map(len, paragraphs)) < size:
        sentences = (" ".join(rng.choices(words, weights, k=18)).capitalize() + "." for _ in range(4))
        paragraphs.append(" ".join(sentences))
    return paragraphs


def edits(rng: random.Random, paragraphs: list[str]) -> dict[str, str]:
    """Return edited versions of a text, by what was done to it."""
    middle = len(paragraphs) // 2
    typo = paragraphs[middle][:40] + "x" + paragraphs[middle][41:]
    shifted = [*paragraphs[:2], *prose(rng, 900), *paragraphs[2:middle], typo, *paragraphs[middle + 1 :]]
    rewritten = [prose(rng, 300)[0] if rng.random() < 0.3 else paragraph for paragraph in paragraphs]
    reordered = rng.sample(paragraphs, len(paragraphs))
    versions = {"typo, insertion": shifted, "a third rewritten": rewritten, "all reordered": reordered}
    return {name: "\n\n".join(version) for name, version in versions.items()}


def plain(old: str, new: str) -> list[tuple[int, int, int]]:
    """Compare words as the peer does."""
    matcher = SequenceMatcher(None, tokenize(old).words, tokenize(new).words)
    return list(matcher.get_matching_blocks())


def hostile(size: int) -> dict[str, tuple[str, str]]:
    """Return pairs of texts that make comparisons slow, of `size` code points each."""
    rng = random.Random(5)
    few = [" ".join(rng.choices("abc", k=size // 2)) for _ in range(2)]
    landmarks = [
        " ".join(f"k{n} l{n} m{n} n{n} " + " ".join(rng.choices("pqrstuvwxyz", k=190)) for n in range(size // 400))
        for _ in range(2)
    ]
    return {
        "one word repeated": ("a " * (size // 2), "a " * (size // 2 - 9)),
        "two words in turn": ("a b " * (size // 4), "b a " * (size // 4)),
        "three words": (few[0], few[1]),
        "landmarks in sand": (landmarks[0], landmarks[1]),
        "no blanks": ("x" * size, "x" * (size - 1)),
        "no words": ("." * size, "!" * size),
    }


def main() -> None:
    """Print the tables."""
    print(f"{'text and edit':28} {'align ms':>9} {'difflib ms':>11} {'ratio':>6} {'place ms each':>14}")
    for size in (5_000, 60_000):
        rng = random.Random(size)
        paragraphs = prose(rng, size)
        old = "\n\n".join(paragraphs)
        for name, new in edits(rng, paragraphs).items():
            ours = milliseconds(lambda new=new, old=old: Alignment(old, new))
            peer = milliseconds(lambda new=new, old=old: plain(old, new), 3)
            alignment = Alignment(old, new)
            spans = [Span(start, start + 60) for start in (rng.randrange(len(old) - 60) for _ in range(ANNOTATIONS))]
            anchors = [anchor_at(old, "", 1, span) for span in spans]

            def place_all(anchors=anchors, old=old, new=new, alignment=alignment) -> None:
                for anchor in anchors:
                    place(anchor, old, new, alignment)

            each = milliseconds(place_all) / ANNOTATIONS
            print(f"{size // 1000:3} KB {name:21} {ours:9.1f} {peer:11.1f} {ours / peer:6.2f} {each:14.3f}")
    print("\nhostile texts, 1 MB: seconds to align")
    for name, (old, new) in hostile(1_000_000).items():
        print(f"{name:28} {milliseconds(lambda old=old, new=new: Alignment(old, new), 1) / 1000:6.2f}")


if __name__ == "__main__":
    main()
