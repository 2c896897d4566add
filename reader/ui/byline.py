"""What stands below a title: authors, outlet, date and length, then the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.articles.kinds import PROSE
from reader.text import safe
from reader.ui.wrapping import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.articles.article import Article

_WORDS_A_MINUTE = 230
"""Silent reading of English non-fiction (Brysbaert 2019, 238 words a minute, rounded down)."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def spelled(day: str) -> str:
    """Return an ISO date, as precise as it is, for people: `18 December 2025`, `December 2025`, `2025`."""
    parts = day.split("-")
    if len(parts) < 2 or not parts[1].isdigit() or not 1 <= int(parts[1]) <= len(_MONTHS):
        return day
    month = f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return f"{parts[2].lstrip('0')} {month}" if len(parts) > 2 else month


def words_of(article: Article) -> int:
    """Return the number of words of the article proper."""
    return sum(len(span.of(article.text).split()) for span in article.spans(PROSE))


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
