"""Facts: the conditions of a query that the index cannot answer, from the catalogue and the user's notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.kinds import AnnotationKind
from reader.catalogue import folded
from reader.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.annotations.annotation import Annotation
    from reader.annotations.notebook import Notebook
    from reader.catalogue import Catalogue
    from reader.search.query import Condition

FIGURE_FIELDS = {
    "money": "money",
    "percent": "percent",
    "duration": "duration",
    "age": "age",
    "measure": "measure",
    "count": "count",
    "number": "number",
}
"""Query fields that compare figures, and the kind of figure that each means."""


class LibraryFacts:
    """Answers conditions for one library."""

    def __init__(self, catalogue: Catalogue, notebook: Notebook) -> None:
        self._catalogue = catalogue
        self._notebook = notebook

    def keys(self, condition: Condition) -> frozenset[int]:
        """Return the keys of the articles that meet `condition`; nothing for a field that nobody knows."""
        if condition.field in FIGURE_FIELDS:
            return self._with_figure(condition)
        word = folded(condition.word)
        if condition.field == "tag":
            return self._with_tag(word) or (self._with_begun_tag(word) if condition.is_typed else frozenset())
        answer = {
            "is": self._is,
            "has": self._has,
            "note": self._with_note,
            "quote": self._with_quote,
            "speaker": self._with_speaker,
        }.get(condition.field)
        return answer(word) if answer else frozenset()

    def spans(self, key: int, conditions: Iterable[Condition]) -> list[Span]:
        """Return the figures and quotes of an article that meet any of the conditions, in any order."""
        found: list[Span] = []
        for condition in conditions:
            if condition.field in FIGURE_FIELDS:
                where, values = _figure_tests(condition)
                found += [
                    Span(row.start, row.end) for row in self._catalogue.figures(f"key = ? and {where}", [key, *values])
                ]
            elif condition.field in ("quote", "speaker"):
                word = folded(condition.word)
                found += [
                    Span(row.start, row.end)
                    for row in self._catalogue.quotes("key = ?", [key])
                    if word in folded(row.words if condition.field == "quote" else row.speaker or "")
                ]
        return found

    # the user's annotations

    def _is(self, word: str) -> frozenset[int]:
        if word == "read":
            return self._in_state(lambda state: state.is_read)
        if word == "starred":
            return self._in_state(lambda state: state.is_starred)
        return frozenset()

    def _in_state(self, test: Callable[[Annotation], bool]) -> frozenset[int]:
        return self._keys_of(s for s in self._notebook.states() if test(s))

    def _annotated(self, test: Callable[[Annotation], bool]) -> frozenset[int]:
        return self._keys_of(a for a in self._notebook.all() if test(a))

    def _keys_of(self, annotations: Iterable[Annotation]) -> frozenset[int]:
        return self._catalogue.keys_of({self._notebook.home(each.article.id) for each in annotations})

    def _with_note(self, word: str) -> frozenset[int]:
        return self._annotated(lambda a: word in folded(a.note))

    def _with_tag(self, word: str) -> frozenset[int]:
        def has_tag(annotation: Annotation) -> bool:
            return any(folded(tag) == word or folded(tag).startswith(f"{word}/") for tag in annotation.tags)

        sql = "select key from tag where tag_order = ? or tag_order like ? escape '!'"  # those that the files carry
        carried = self._catalogue.select_keys(sql, (word, _like(f"{word}/")[1:]))
        return self._annotated(has_tag) | self._in_state(has_tag) | carried

    def _with_begun_tag(self, word: str) -> frozenset[int]:
        def has_tag(annotation: Annotation) -> bool:
            return any(folded(tag).startswith(word) for tag in annotation.tags)

        carried = self._catalogue.select_keys(
            "select key from tag where tag_order like ? escape '!'", (_like(word)[1:],)
        )
        return self._annotated(has_tag) | self._in_state(has_tag) | carried

    def _has(self, word: str) -> frozenset[int]:
        if word == "note":
            return self._annotated(lambda a: bool(a.note))
        if word == "mark":
            return self._annotated(lambda a: a.kind is AnnotationKind.MARK)
        if word == "tag":
            own = self._annotated(lambda a: bool(a.tags)) | self._in_state(lambda s: bool(s.tags))
            return own | self._catalogue.select_keys("select key from tag")
        tests = {
            "figures": "figures > 0",
            "quotes": "quotes > 0",
            "date": "iso != ''",
            "author": "authors != '[]'",
            "outlet": "outlet is not null",
        }
        if word in tests:
            return self._catalogue.select_keys(f"select key from article where {tests[word]}")  # noqa: S608 - constants
        return frozenset()

    # the program's highlights

    def _with_quote(self, word: str) -> frozenset[int]:
        rows = self._catalogue.quotes()
        return frozenset(row.key for row in rows if word in folded(row.words))

    def _with_speaker(self, word: str) -> frozenset[int]:
        sql = "select distinct key from quote where speaker_order like ? escape '!'"
        return self._catalogue.select_keys(sql, (_like(word),))

    def _with_figure(self, condition: Condition) -> frozenset[int]:
        where, values = _figure_tests(condition)
        return self._catalogue.select_keys(f"select distinct key from figure where {where}", values)  # noqa: S608


def _figure_tests(condition: Condition) -> tuple[str, list[str | float]]:
    """Return a condition in SQL over the columns of `figure`, made of constants, and the values bound to it."""
    tests: list[str] = ["kind = ?"]
    values: list[str | float] = [FIGURE_FIELDS[condition.field]]
    if condition.low is not None:
        tests.append("high >= ?" if condition.low_included else "high > ?")
        values.append(condition.low)
    if condition.high is not None:
        tests.append("low <= ?" if condition.high_included else "low < ?")
        values.append(condition.high)
    for word in folded(condition.word).split():
        tests.append("(noun_order like ? escape '!' or unit like ? escape '!')")
        values += [_like(_stem(word))] * 2
    return " and ".join(tests), values


def _like(word: str) -> str:
    return "%" + word.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"


def _stem(word: str) -> str:
    """Drop the plural ending, so that `count:prisoners` finds "one prisoner" and the other way round."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
