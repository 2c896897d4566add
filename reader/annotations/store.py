"""The store: the union of all events read so far, and what they come to, annotation by annotation.

It may begin from the rows of a cache, which name of each annotation only the events that say what it is now; they
are parsed when somebody asks for them. Whoever needs more than that has to read the logs anew (`Journal.whole`).
"""

from __future__ import annotations

import contextlib
import gc
from typing import TYPE_CHECKING

from reader.annotations.annotation import AnnotationKind
from reader.annotations.bodies import annotation_of, is_known
from reader.annotations.events import serialise
from reader.annotations.merge import fold
from reader.annotations.rows import DELETED, UNKNOWN, Rows, Summary
from reader.articles.article import ArticleId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.annotations.annotation import Annotation
    from reader.annotations.events import Event
    from reader.annotations.merge import Folded


class Store:
    """Events by annotation, without duplicates, folded. Nothing is ever taken out."""

    def __init__(self, rows: Rows | None = None) -> None:
        """Begin with the rows of a cache, or empty."""
        self.is_partial = rows is not None
        """Events that were replaced long ago are not here."""
        self.has_forks = False
        """Events came that were made without seeing what is here: what they began with may be missing."""
        self.events: dict[str, list[Event]] = {}
        """By annotation, in the order in which they came."""
        self.forked: dict[str, int] = {}
        """Devices under whose name two machines wrote: the first counter that both gave."""
        self.size = 0
        """Events that were added."""
        self._rows = rows or Rows()
        self._folded: dict[str, Folded] = {}
        self._named: dict[tuple[str, int], Event] = {}
        self._twins: dict[tuple[str, int], list[Event]] = {}
        self._of_article = self._rows.of_article
        self._annotations: dict[str, Annotation] = {}

    def add(self, events: Iterable[Event]) -> bool:
        """Add events; tell whether any of them was new."""
        touched: dict[str, None] = {}
        forks = len(self.forked)
        for event in events:
            self._materialise(event.id)
            if self._is_new(event):
                of_one = self.events.get(event.id)
                if of_one is None:
                    self.events[event.id] = [event]
                else:
                    of_one.append(event)
                touched[event.id] = None
                self.size += 1
        if len(self.forked) != forks:
            # Whatever was seen by counter of that device is now seen by digest.
            touched = dict.fromkeys(self.events)
        for annotation in touched:
            self._fold(annotation)
        return bool(touched)

    def _is_new(self, event: Event) -> bool:
        name = (event.by, event.n)
        first = self._named.setdefault(name, event)
        if first is event:
            return True
        twins = self._twins.get(name, ())
        if event == first or event in twins:
            return False
        self._twins.setdefault(name, []).append(event)
        self.forked[event.by] = min(event.n, self.forked.get(event.by, event.n))
        return True

    def _materialise(self, annotation: str) -> None:
        """Parse what the cache says of an annotation."""
        if annotation in self._rows:
            events = self.events[annotation] = self._rows.take(annotation)
            for event in events:
                self._named[event.by, event.n] = event
            self._folded[annotation] = fold(events)

    def _fold(self, annotation: str) -> None:
        before = self._folded.get(annotation)
        folded = self._folded[annotation] = fold(self.events[annotation], self.forked)
        if self.is_partial and len(folded.heads) > 1:
            self.has_forks = True
        self._annotations.pop(annotation, None)
        was = before.body["article"]["id"] if before is not None and before.body is not None else None
        now = folded.body["article"]["id"] if folded.body is not None else None
        if was != now:
            if was is not None:
                self._of_article[was].pop(annotation, None)
            if now is not None:
                self._index(annotation, now)

    def _index(self, annotation: str, article: str) -> None:
        of_one = self._of_article.get(article)
        if of_one is None:
            self._of_article[article] = {annotation: None}
        else:
            of_one[annotation] = None

    def __len__(self) -> int:
        """Return how many annotations there are or were."""
        return len(self._folded) + len(self._rows)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids of all annotations, the deleted too."""
        return iter([*self._folded, *self._rows])

    def __contains__(self, annotation: str) -> bool:
        """Tell whether there is or was such an annotation."""
        return annotation in self._folded or annotation in self._rows

    def folded(self, annotation: str) -> Folded | None:
        """Return what the events of an annotation come to; None if there are none."""
        self._materialise(annotation)
        return self._folded.get(annotation)

    def articles(self) -> tuple[ArticleId, ...]:
        """Return the ids of all articles that have or had annotations."""
        return tuple(ArticleId(name) for name, of_one in self._of_article.items() if of_one)

    def of_article(self, article: str) -> list[str]:
        """Return the ids of all annotations of an article, the deleted too."""
        return list(self._of_article.get(article, ()))

    def annotation(self, annotation: str, *, is_deleted: bool = False) -> Annotation | None:
        """Return a live annotation, or with `is_deleted` a deleted one; None if there is none, or of unknown kind."""
        made = self._annotations.get(annotation)
        if annotation in self._rows:
            # A row that shows nothing is of one that is deleted, or its events have to be asked.
            made = made or self._rows.annotation(annotation)
            if made is not None:
                self._annotations[annotation] = made
                return None if is_deleted else made
        folded = self.folded(annotation)
        if folded is None or folded.body is None or folded.is_deleted != is_deleted or not is_known(folded.body):
            return None
        if made is None:
            made = annotation_of(annotation, folded.body, folded.at, is_conflict=folded.is_conflict)
            self._annotations[annotation] = made
        return made

    def live(self, kinds: frozenset[AnnotationKind]) -> list[Annotation]:
        """Return the live annotations of these kinds, in no order."""
        with no_collection():
            known, rows = self._annotations, self._rows
            found = [self.annotation(each) for each in self._folded]
            for each in self._of_rows(kinds):
                made = known.get(each) or rows.annotation(each)
                if made is None:
                    made = self.annotation(each)
                else:
                    known[each] = made
                found.append(made)
            return [made for made in found if made is not None and made.kind in kinds]

    def _of_rows(self, kinds: frozenset[AnnotationKind] | frozenset[str]) -> list[str]:
        return [each for kind in kinds for each in self._rows.of_kind(kind)]

    def _candidates(self, kinds: frozenset[AnnotationKind] | frozenset[str]) -> list[str]:
        return [*self._folded, *self._of_rows(kinds)]

    def deleted(self) -> Iterator[tuple[int, Annotation]]:
        """Yield the deleted annotations, each with the counter of its deletion."""
        for annotation in self._candidates(frozenset((DELETED,))):
            made = self.annotation(annotation, is_deleted=True)
            folded = self.folded(annotation)
            if made is not None and folded is not None:
                yield folded.n, made

    def summaries(self) -> Iterator[Summary]:
        """Yield what a cache keeps of each annotation."""
        yield from self._rows.summaries()
        for annotation, folded in self._folded.items():
            events = self.events[annotation]
            if len(events) > 1 and len(folded.heads) == 1 and not folded.is_deleted:
                newest = fold(folded.heads)
                events = list(folded.heads) if newest.on == folded.on else events
            article = folded.body["article"]["id"] if folded.body else ""
            lines = b"".join(serialise(event) for event in events)
            yield Summary(annotation, article, _kind(folded), self.annotation(annotation), lines)


@contextlib.contextmanager
def no_collection() -> Iterator[None]:
    """Keep the garbage collector from looking at ten thousand new objects again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _kind(folded: Folded) -> str:
    if folded.is_deleted:
        return DELETED
    return str(folded.body.get("kind") or AnnotationKind.MARK) if folded.body and is_known(folded.body) else UNKNOWN
