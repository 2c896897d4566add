"""What stands below a title: authors, outlet, date and length, then the address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.articles.kinds import PROSE
from reader.articles.spelling import spelled
from reader.text import safe
from reader.ui.wrapping import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.articles.article import Article

_IDEOGRAPHS = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_WORDS_A_MINUTE = 230
"""Silent reading of English non-fiction (Brysbaert 2019, 238 words a minute, rounded down)."""


def words_of(article: Article) -> int:
    """Return the number of words of the article proper."""
    return sum(_words_in(span.of(article.text)) for span in article.spans(PROSE))


def _words_in(text: str) -> int:
    """Return the number of words; where they are not parted by blanks, two characters count as one."""
    words = len(text.split())
    return words if text.isascii() else words + len(re.findall(_IDEOGRAPHS, text)) // 2


def minutes_of(words: int) -> int:
    """Return how long reading takes, in minutes, at least one."""
    return max(1, round(words / _WORDS_A_MINUTE))


def byline(article: Article) -> tuple[str, ...]:
    """Return the lines below the title, safe to print."""
    words = words_of(article)
    parts = [
        ", ".join(article.authors),
        article.outlet or "",
        spelled(article.published.day) if article.published else "",
        f"{words:,} words, {minutes_of(words)} min",
    ]
    lines = [" · ".join(part for part in parts if part), article.url or ""]
    return tuple(safe(one_line(line)) for line in lines if line.strip())


def tags_line(tags: Iterable[str]) -> str:
    """Return tags in a line: `#potash #ports`; safe to print."""
    return " ".join(f"#{safe(one_line(tag))}" for tag in tags)
