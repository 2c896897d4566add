"""The store: the union of all events read so far, and what they come to, annotation by annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotations.bodies import annotation_of, is_known
from reader.annotations.merge import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.annotations.annotation import Annotation
    from reader.annotations.events import Event
    from reader.annotations.merge import Folded


class Store:
    """Events by annotation, without duplicates, folded. Nothing is ever taken out."""

    def __init__(self) -> None:
        """Begin empty."""
        self.events: dict[str, list[Event]] = {}
        """By annotation, in the order in which they came."""
        self.folded: dict[str, Folded] = {}
        self.forked: dict[str, int] = {}
        """Devices under whose name two machines wrote: the first counter that both gave."""
        self._named: dict[tuple[str, int], Event] = {}
        self._twins: dict[tuple[str, int], list[Event]] = {}
        self._of_article: dict[str, dict[str, None]] = {}
        self._annotations: dict[str, Annotation] = {}

    def add(self, events: Iterable[Event]) -> bool:
        """Add events; tell whether any of them was new."""
        touched: dict[str, None] = {}
        forks = len(self.forked)
        for event in events:
            if self._is_new(event):
                of_one = self.events.get(event.id)
                if of_one is None:
                    self.events[event.id] = [event]
                else:
                    of_one.append(event)
                touched[event.id] = None
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

    def _fold(self, annotation: str) -> None:
        before = self.folded.get(annotation)
        folded = self.folded[annotation] = fold(self.events[annotation], self.forked)
        self._annotations.pop(annotation, None)
        if before is not None and before.body is not None:
            self._of_article[before.body["article"]["id"]].pop(annotation, None)
        if folded.body is not None:
            article = folded.body["article"]["id"]
            of_one = self._of_article.get(article)
            if of_one is None:
                self._of_article[article] = {annotation: None}
            else:
                of_one[annotation] = None

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids of all annotations, the deleted too."""
        return iter(self.folded)

    def of_article(self, article: str) -> list[str]:
        """Return the ids of all annotations of an article, the deleted too."""
        return list(self._of_article.get(article, ()))

    def annotation(self, annotation: str, *, is_deleted: bool = False) -> Annotation | None:
        """Return a live annotation, or with `is_deleted` a deleted one; None if there is none, or of unknown kind."""
        folded = self.folded.get(annotation)
        if folded is None or folded.is_deleted != is_deleted or folded.body is None:
            return None
        made = self._annotations.get(annotation)
        if made is None:
            if not is_known(folded.body):
                return None
            made = annotation_of(annotation, folded.body, folded.at, is_conflict=folded.is_conflict)
            self._annotations[annotation] = made
        return made

    def digests(self, annotation: str) -> tuple[str, ...]:
        """Return the digests of the newest events of an annotation: what the next one takes the place of."""
        folded = self.folded.get(annotation)
        return tuple(head.digest for head in folded.heads) if folded else ()
