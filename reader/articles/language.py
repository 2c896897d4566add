"""The language of a text by its commonest words: twenty languages, two sets each, no model."""

from __future__ import annotations

import re

from reader.articles.lexicon import table

_SETS = {lang: frozenset(words.split()) for lang, words in table("languages").items()}
_LANGUAGES: dict[str, list[str]] = {}
for _lang, _set in _SETS.items():
    for _word in _set:
        _LANGUAGES.setdefault(_word, []).append(_lang)

_WORD = re.compile(r"[^\W\d_]+")

SAMPLE = 1_500
"""Code points that are looked at."""
FEWEST = 20
"""Fewest words from which a language is told."""


def guess_language(text: str) -> str | None:
    """Return the two-letter code of the language of `text`, None where it is too short or unlike all of them."""
    words = _WORD.findall(text[:SAMPLE].casefold())
    if len(words) < FEWEST:
        return None
    counts: dict[str, int] = {}
    for word in words:
        for lang in _LANGUAGES.get(word, ()):
            counts[lang] = counts.get(lang, 0) + 1
    if not counts:
        return None
    best = max(counts, key=lambda lang: counts[lang])
    return best if counts[best] * 12 >= len(words) else None
