"""The corpus of the search benchmarks: its articles, and queries of each class drawn from them."""

from __future__ import annotations

import collections
import itertools
import json
import random
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WORD = re.compile(r"[a-z]{2,}")
TOP = 20


def rows(corpus: Path, count: int, start: int = 0, offset: int = 0):
    """Yield articles of the corpus with their numbers; the first one begins at a byte of the file."""
    with corpus.open("rb") as lines:
        lines.seek(offset)
        for number, line in enumerate(itertools.islice(lines, count), start):
            yield number, json.loads(line)


def offsets(corpus: Path, count: int, each: int) -> list[int]:
    """Return where every so-manieth article of the corpus begins."""
    found, offset = [], 0
    with corpus.open("rb") as lines:
        for number, line in enumerate(itertools.islice(lines, count)):
            if number % each == 0:
                found.append(offset)
            offset += len(line)
    return found


def document(number: int, row: dict):
    """Return an article of the corpus as the index takes it."""
    from reader.articles.article import Article, ArticleId, Published
    from reader.search.query import Document

    article = Article(
        id=ArticleId(str(number)),
        revision="",
        path=row["path"],
        text=row["body"],
        blocks=(),
        title=row["title"],
        authors=(row["author"],),
        outlet=row["source"],
        published=Published(row["date"]),
    )
    return Document(number + 1, article)


def queries(corpus: Path, count: int, each: int) -> dict[str, list[dict]]:
    """Return queries by class, made from a sample of the corpus."""
    chance = random.Random(7)
    sample = [row for number, row in rows(corpus, min(count, 3000)) if number % 3 == 0]
    frequency: collections.Counter[str] = collections.Counter()
    for row in sample:
        frequency.update(set(WORD.findall(row["body"].lower())))
    of = len(sample)
    rare = [word for word, n in frequency.items() if n <= 2 and len(word) > 4]
    middle = [word for word, n in frequency.items() if 0.01 * of < n < 0.08 * of and len(word) > 3]
    common = [word for word, n in frequency.items() if n > 0.12 * of and len(word) > 2]
    for words in (rare, middle, common):
        words.sort()
    bodies = [row["body"].lower() for row in sample]

    def phrase(length: int) -> list[str]:
        while True:
            words = re.findall(r"[a-z]+", chance.choice(bodies))
            at = chance.randrange(max(1, len(words) - length))
            found = words[at : at + length]
            if len(found) == length and all(len(word) > 1 for word in found):
                return found

    pick = chance.choice
    typed = [f"{pick(middle)} {pick(common)}" if i % 3 else pick(middle) for i in range(each)]
    keys = [text[:end] for text in typed for end in range(1, len(text) + 1)]
    plain = {
        "rare word": [[pick(rare)] for _ in range(each)],
        "common word": [[pick(common)] for _ in range(each)],
        "AND middle+common": [[pick(middle), pick(common)] for _ in range(each)],
        "AND common+common": [[pick(common), pick(common)] for _ in range(each)],
        "three words": [[pick(middle), pick(common), pick(common)] for _ in range(each)],
    }
    made = {name: [{"kind": "and", "words": words} for words in lists] for name, lists in plain.items()}
    made["OR"] = [{"kind": "or", "words": [pick(middle), pick(common)]} for _ in range(each)]
    made["phrase"] = [{"kind": "phrase", "words": phrase(2 + i % 2)} for i in range(each)]
    made["word + dates"] = [
        {"kind": "dates", "words": [pick(common)], "year": 2018 + i % 7, "month": 1 + i % 12} for i in range(each)
    ]
    fuzzy = [word for word in middle if len(word) > 4]
    made["fuzzy"] = [{"kind": "fuzzy", "words": [(w := pick(fuzzy))[:2] + w[3:]]} for _ in range(each)]
    for letters in (4, 3, 2, 1):
        made[f"prefix {letters}"] = [{"kind": "prefix", "words": [pick(middle)[:letters]]} for _ in range(each)]
    made["keys typed"] = [{"kind": "typed", "text": text} for text in keys]
    return made
