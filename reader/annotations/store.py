"""The store: the union of all events read so far, and what they come to, annotation by annotation.

It may begin from the rows of a cache, which name of each annotation only the events that say what it is now; they
are parsed when somebody asks for them. Whoever needs more than that has to read the logs anew (`Journal.whole`).
"""

from __future__ import annotations

import contextlib
import gc
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.annotations.annotation import AnnotationKind
from reader.annotations.bodies import annotation_of, is_known
from reader.annotations.events import parse, serialise
from reader.annotations.merge import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.annotations.annotation import Annotation
    from reader.annotations.events import Event
    from reader.annotations.merge import Folded

DELETED = "deleted"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Row:
    """What a cache says of an annotation."""

    article: str
    """Id of its article; empty where it is not known."""
    kind: str
    """Its kind while it is live; DELETED; UNKNOWN for kinds of newer versions."""
    lines: str
    """The events that say what it is, as lines of a log, with tabs between."""


class Store:
    """Events by annotation, without duplicates, folded. Nothing is ever taken out."""

    def __init__(self, rows: dict[str, Row] | None = None) -> None:
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
        self._rows = rows or {}
        self._folded: dict[str, Folded] = {}
        self._named: dict[tuple[str, int], Event] = {}
        self._twins: dict[tuple[str, int], list[Event]] = {}
        self._of_article: dict[str, dict[str, None]] = {}
        self._annotations: dict[str, Annotation] = {}
        for annotation, row in self._rows.items():
            self._index(annotation, row.article)

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
        row = self._rows.pop(annotation, None)
        if row is not None:
            events = [parse(line) for line in row.lines.split("\t")]
            self.events[annotation] = events
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
        if annotation in self._rows:
            self._materialise(annotation)
        return self._folded.get(annotation)

    def of_article(self, article: str) -> list[str]:
        """Return the ids of all annotations of an article, the deleted too."""
        return list(self._of_article.get(article, ()))

    def annotation(self, annotation: str, *, is_deleted: bool = False) -> Annotation | None:
        """Return a live annotation, or with `is_deleted` a deleted one; None if there is none, or of unknown kind."""
        folded = self.folded(annotation)
        if folded is None or folded.is_deleted != is_deleted or folded.body is None:
            return None
        made = self._annotations.get(annotation)
        if made is None:
            if not is_known(folded.body):
                return None
            made = annotation_of(annotation, folded.body, folded.at, is_conflict=folded.is_conflict)
            self._annotations[annotation] = made
        return made

    def live(self, kinds: frozenset[AnnotationKind]) -> list[Annotation]:
        """Return the live annotations of these kinds, in no order."""
        with no_collection():
            ahead = self._read_ahead(kinds)
            found = [self.annotation(annotation) for annotation in [*self._folded]]
            found += [self._annotations.get(annotation) or self.annotation(annotation) for annotation in ahead]
            return [made for made in found if made is not None and made.kind in kinds]

    def _read_ahead(self, kinds: frozenset[AnnotationKind]) -> list[str]:
        """Make the annotations of all rows of these kinds, which is faster together; return their ids.

        The rows were checked when the cache was written, and stay as they are until an annotation is changed.
        """
        rows = [(annotation, row) for annotation, row in self._rows.items() if row.kind in kinds]
        fresh = [(each, row.lines) for each, row in rows if each not in self._annotations and "\t" not in row.lines]
        if fresh:
            events = json.loads(f"[{','.join([lines for _, lines in fresh])}]")
            for (annotation, _), event in zip(fresh, events, strict=True):
                self._annotations[annotation] = annotation_of(annotation, event["a"], event["at"])
        return [annotation for annotation, _ in rows]

    def deleted(self) -> Iterator[tuple[int, Annotation]]:
        """Yield the deleted annotations, each with the counter of its deletion."""
        for annotation in [*self._folded, *(each for each, row in self._rows.items() if row.kind == DELETED)]:
            made = self.annotation(annotation, is_deleted=True)
            if made is not None:
                yield self._folded[annotation].n, made

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Yield each annotation with its row for a cache."""
        yield from self._rows.items()
        for annotation, folded in self._folded.items():
            events = self.events[annotation]
            if len(events) > 1 and len(folded.heads) == 1 and not folded.is_deleted:
                newest = fold(folded.heads)
                events = list(folded.heads) if newest.on == folded.on else events
            lines = "\t".join(serialise(event).decode().rstrip("\n") for event in events)
            yield annotation, Row(folded.body["article"]["id"] if folded.body else "", _kind(folded), lines)


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
