"""The notebook: everything the user made, kept in the log, undone and redone, placed in the present texts."""

from __future__ import annotations

import contextlib
import operator
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.annotations.annotation import Annotation, AnnotationId, AnnotationKind, ArticleReference
from reader.annotations.bodies import (
    DEFAULT_COLOR,
    anchor_body,
    body_of,
    changed,
    is_known,
    reference_body,
    reference_of_body,
    retagged,
)
from reader.annotations.history import actions, description, is_complete, reverted
from reader.annotations.ids import hidden_id, new_id, now, state_id
from reader.annotations.journal import Draft, Journal
from reader.annotations.limits import checked_color, checked_note, checked_span, checked_tags
from reader.annotations.places import Places
from reader.annotations.texts import TEXTS, Texts, digest_of
from reader.errors import AnnotationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from reader.annotations.annotation import Placement
    from reader.annotations.events import Body
    from reader.annotations.history import Action
    from reader.annotations.store import Store
    from reader.articles.article import Article, ArticleId
    from reader.text import Span

_created, _id = operator.attrgetter("created"), operator.attrgetter("id")
_NOTES = (AnnotationKind.MARK, AnnotationKind.ARTICLE)


@dataclass(frozen=True, slots=True)
class Placed:
    """An annotation and where it stands in the present text."""

    annotation: Annotation
    placement: Placement | None
    """None for annotations on the whole article."""


class Notebook:
    """The annotations of one data folder. When a method that changes something returns, it is on disk.

    Methods may be called from any thread. What other terminals and devices write shows after `refresh`.

    Raises:
        NotSavedError: from every changing method, when the change could not be written; nothing has changed then.
            It carries the annotations that were to be kept.
        AnnotationError: from every changing method, when what is asked for cannot be kept: no such annotation, a
            note that is too long, an empty selection.
    """

    def __init__(self, journal: Journal) -> None:
        """Use this journal; `open` makes one from folders."""
        self._journal = journal
        self._texts = texts = Texts(journal.log.folder / TEXTS)
        self._places = Places(texts)
        self._mutex = threading.RLock()
        self._is_loaded = False
        self._is_changed = False
        """Something of others' was read while saving, and nobody has been told yet."""
        self._homes: dict[ArticleId, ArticleId] = {}
        self._formers: dict[ArticleId, list[ArticleId]] = {}

    @classmethod
    def open(cls, data: Path, state: Path) -> Notebook:
        """Return the notebook of these folders; reads nothing and creates nothing yet."""
        return cls(Journal(data, state))

    # Reading

    @property
    def problems(self) -> tuple[str, ...]:
        """One line each: log lines that could not be read, newer versions, files that are not ours."""
        return self._journal.log.problems

    @property
    def conflicts(self) -> tuple[Annotation, ...]:
        """Live annotations whose notes two devices changed without seeing each other's, newest first."""
        return tuple(annotation for annotation in self.all() if annotation.is_conflict)

    def refresh(self) -> bool:
        """Read what other terminals and devices wrote since the last time; tell whether anything changed."""
        with self._mutex:
            self._is_loaded = True
            is_changed = self._journal.read() or self._is_changed
            self._is_changed = False
            self._journal.keep_cache()
            return is_changed

    def adopt(self, homes: Mapping[ArticleId, ArticleId]) -> bool:
        """Take what was made on articles under other ids for what was made on those that are there now.

        `homes` gives the present id by the former. Return whether that is news. Nothing is written.
        """
        with self._mutex:
            is_news = self._homes != homes
            self._homes, self._formers = dict(homes), {}
            for former, home in self._homes.items():
                self._formers.setdefault(home, []).append(former)
            return is_news

    def home(self, article: ArticleId) -> ArticleId:
        """Return the id that an article has now."""
        return self._homes.get(article, article)

    def _names(self, article: ArticleId) -> tuple[ArticleId, ...]:
        return (article, *self._formers.get(article, ()))

    def articles(self) -> tuple[ArticleId, ...]:
        """Return the ids of all articles that anything was ever made on, the former ones too."""
        with self._loaded() as store:
            return store.articles()

    def reference(self, article: ArticleId) -> ArticleReference | None:
        """Return what is remembered of an article that something was made on."""
        with self._loaded() as store:
            ids = store.of_article(article)
            live = next((made for each in ids if (made := store.annotation(each)) is not None), None)
            if live is not None:
                return live.article
            bodies = (folded.body for each in ids if (folded := store.folded(each)))
            return next((reference_of_body(body) for body in bodies if body is not None), None)

    def all(self) -> tuple[Annotation, ...]:
        """Return the live marks and notes, newest first."""
        found = self._live(*_NOTES)
        # By both, one after the other: cheaper than ten thousand pairs, and nearly all are in order already.
        found.sort(key=_id, reverse=True)
        found.sort(key=_created, reverse=True)
        return tuple(found)

    def get(self, annotation: AnnotationId) -> Annotation | None:
        """Return a live annotation of any kind; None if there is none of this id."""
        with self._loaded() as store:
            return store.annotation(annotation)

    def of(self, article: ArticleId) -> tuple[Annotation, ...]:
        """Return the live annotations of an article, of every kind but STATE, in order of their anchors.

        Those on the whole article come first.
        """
        with self._loaded() as store:
            named = (each for name in self._names(article) for each in store.of_article(name))
            found = [made for each in named if (made := store.annotation(each))]
        return tuple(sorted((each for each in found if each.kind is not AnnotationKind.STATE), key=_position))

    def count(self, article: ArticleId) -> int:
        """Return how many live marks and notes an article has."""
        with self._loaded() as store:
            named = (each for name in self._names(article) for each in store.of_article(name))
            found = (store.annotation(each) for each in named)
            return sum(made is not None and made.kind in _NOTES for made in found)

    def trash(self) -> tuple[Annotation, ...]:
        """Return the deleted marks and notes, newest deletion first."""
        with self._loaded() as store:
            found = [(n, each) for n, each in store.deleted() if each.kind in _NOTES]
        return tuple(each for _, each in sorted(found, key=lambda pair: (pair[0], pair[1].id), reverse=True))

    def state(self, article: ArticleId) -> Annotation | None:
        """Return read, starred and tags of an article; None while it has never been touched."""
        with self._loaded() as store:
            found = (store.annotation(state_id(name)) for name in self._names(article))
            return next((each for each in found if each is not None), None)

    def states(self) -> tuple[Annotation, ...]:
        """Return read, starred and tags of every article that was ever touched; `home` tells which it is now."""
        found = self._live(AnnotationKind.STATE)
        if self._homes:
            found = [each for each in found if each is self.state(self.home(each.article.id))]
        return tuple(found)

    def placed(self, article: Article) -> tuple[Placed, ...]:
        """Return the annotations of `of(article.id)` with their places in this text."""
        found = self.of(article.id)
        with self._mutex:
            places = self._places.place((each.anchor for each in found if each.anchor), article.text)
            return tuple(Placed(each, places[each.anchor] if each.anchor else None) for each in found)

    # Changing

    def mark(
        self,
        article: Article,
        span: Span,
        *,
        note: str = "",
        tags: Sequence[str] = (),
        color: str = DEFAULT_COLOR,
        name: AnnotationId | None = None,
    ) -> Annotation:
        """Keep a mark on a span of the article's text, with or without a note.

        `name` is the id it gets. Whoever tries again what was not saved gives the same: a disk that fails may keep
        the line all the same, and then it is replaced.
        """
        return self._create(name or new_id(), AnnotationKind.MARK, article, span, note, tags, color)

    def note(
        self, article: Article, note: str, *, tags: Sequence[str] = (), name: AnnotationId | None = None
    ) -> Annotation:
        """Keep a note on the whole article; `name` as for `mark`."""
        return self._create(name or new_id(), AnnotationKind.ARTICLE, article, None, note, tags)

    def hide(self, article: Article, span: Span) -> Annotation:
        """Hide the highlight that stands at `span`; `delete` shows it again."""
        annotation = hidden_id(article.id, digest_of(article.text), span)
        hidden = self.get(annotation)
        return hidden or self._create(annotation, AnnotationKind.HIDDEN, article, span)

    def change(
        self,
        annotation: AnnotationId,
        *others: AnnotationId,
        note: str | None = None,
        tags: Sequence[str] | None = None,
        color: str | None = None,
        add_tags: Sequence[str] = (),
        remove_tags: Sequence[str] = (),
        seen: Annotation | None = None,
    ) -> Annotation:
        """Change what is given and keep the rest, of one annotation or of several as one action; return the first.

        `tags` takes the place of all tags; `add_tags` and `remove_tags` leave the others. `seen` is the annotation as
        it was when the user began to edit it: what another terminal or device has changed since is merged, not
        overwritten. What changes nothing is not written.
        """
        changes: Body = {}
        if note is not None:
            changes["note"] = checked_note(note)
        if color is not None:
            changes["color"] = checked_color(color)
        if tags is not None:
            changes["tags"] = checked_tags(tags)
        with self._loaded():
            drafts = []
            for each in dict.fromkeys((annotation, *others)):
                in_sight = self._journal.in_sight(seen) if seen is not None and seen.id == each else None
                body = in_sight.body if in_sight is not None and in_sight.body is not None else self._body(each)
                fresh = retagged(changed(body, **changes), checked_tags(add_tags), checked_tags(remove_tags))
                if fresh != changed(body):
                    drafts.append(self._journal.draft(each, fresh, in_sight=in_sight))
            self._save(drafts)
            return self._shown(annotation)

    def reattach(self, annotation: AnnotationId, article: Article, span: Span) -> Annotation:
        """Anchor an annotation anew, for orphans."""
        with self._loaded():
            anchor = self._anchor(article, span)
            body = changed(self._body(annotation), article=reference_body(reference_to(article)), **anchor)
            self._save([self._journal.draft(annotation, body)], article)
            return self._shown(annotation)

    def delete(self, *annotations: AnnotationId) -> None:
        """Move annotations to the trash, as one action; `undo` and `restore` bring them back.

        What is in the trash stays there.
        """
        with self._loaded() as store:
            drafts = []
            for each in dict.fromkeys(annotations):
                if store.annotation(each, is_deleted=True) is None:
                    self._body(each)
                    drafts.append(self._journal.draft(each, None))
            self._save(drafts)

    def restore(self, *annotations: AnnotationId) -> tuple[Annotation, ...]:
        """Bring annotations back from the trash, as one action; what is not there stays as it is."""
        with self._loaded() as store:
            drafts = []
            for each in dict.fromkeys(annotations):
                if store.annotation(each) is None:
                    folded = store.folded(each)
                    if folded is None or folded.body is None or not is_known(folded.body):
                        raise AnnotationError(f"there is no annotation {each}")
                    drafts.append(self._journal.draft(each, folded.body))
            self._save(drafts)
            return tuple(self._shown(each) for each in annotations)

    def set_state(
        self,
        articles: Sequence[ArticleReference],
        *,
        read: bool | None = None,
        starred: bool | None = None,
        tags: Sequence[str] | None = None,
        add_tags: Sequence[str] = (),
        remove_tags: Sequence[str] = (),
        is_automatic: bool = False,
    ) -> int:
        """Change read, starred or tags of articles, as one action that one `undo` takes back; return how many changed.

        `tags` takes the place of all tags; `add_tags` and `remove_tags` leave the others. What the program does by
        itself, `is_automatic`, is no action of the user's, and `undo` leaves it alone.
        """
        wanted: Body = {}
        if read is not None:
            wanted["read"] = read
        if starred is not None:
            wanted["starred"] = starred
        if tags is not None:
            wanted["tags"] = checked_tags(tags)
        more, less = checked_tags(add_tags), checked_tags(remove_tags)
        with self._loaded():
            drafts = {}
            for article in articles:
                annotation = state_id(article.id)
                body = self._state_body(article)
                fresh = retagged(changed(body, **wanted), more, less)
                checked_tags(fresh.get("tags") or ())
                if fresh != changed(body):
                    drafts[annotation] = self._journal.draft(annotation, fresh)
            self._save([replace(each, is_automatic=is_automatic) for each in drafts.values()])
            return len(drafts)

    def import_many(self, annotations: Iterable[Annotation]) -> int:
        """Keep annotations of another program or notebook under their own ids, as one action; return how many.

        Ids that this notebook knows, also in its trash, are left as they are: importing twice changes nothing.
        """
        with self._loaded() as store:
            fresh = {each.id: each for each in annotations if each.id not in store}
            for each in fresh.values():
                checked_note(each.note)
            bodies = {key: body_of(each, keeps_modified=True) for key, each in fresh.items()}
            self._save([self._journal.draft(key, body) for key, body in bodies.items()])
            return len(fresh)

    def undo(self) -> str | None:
        """Take back the last action of this device; return what was undone, for people, or None.

        Undo reaches as far back as the log of this device, across restarts and terminals; compaction shortens it.
        What another device has changed since stays.
        """
        return self._take_back(is_redo=False)

    def redo(self) -> str | None:
        """Do again what `undo` took back; return what, for people, or None."""
        return self._take_back(is_redo=True)

    # How

    def _take_back(self, *, is_redo: bool) -> str | None:
        with self._mutex:
            self._is_changed = self.refresh()
            store = self._journal.whole()
            names = self._journal.log.device_names()
            own = [event for events in store.events.values() for event in events if event.by in names]
            stack = actions(own)[is_redo]
            if not stack or not all(is_complete(each, store.events[each.id], store.forked) for each in stack[-1]):
                return None
            said = self._said(stack[-1])
            self._save(
                [
                    self._journal.draft(
                        each.id, reverted(each, store.events[each.id], store.forked), undo=(each.by, each.n)
                    )
                    for each in stack[-1]
                ]
            )
            return said

    def _said(self, action: Action) -> str:
        """Return what an action did; for one that takes back another, what that one did."""
        store = self._journal.store
        named = {(each.by, each.n): each for event in action for each in store.events[event.id]}
        while action[0].undo in named:
            action = tuple(named[each.undo] for each in action if each.undo in named)
        return description(action, store.events, store.forked)

    @contextlib.contextmanager
    def _loaded(self) -> Iterator[Store]:
        """Hold the notebook, read for the first time if it has not been."""
        with self._mutex:
            if not self._is_loaded:
                self._is_changed = self.refresh()
            yield self._journal.store

    def _live(self, *kinds: AnnotationKind) -> list[Annotation]:
        with self._loaded() as store:
            return store.live(frozenset(kinds))

    def _body(self, annotation: AnnotationId) -> Body:
        """Return the body of a live annotation."""
        folded = self._journal.store.folded(annotation)
        if folded is None or folded.body is None:
            raise AnnotationError(f"there is no annotation {annotation}")
        if folded.is_deleted:
            raise AnnotationError("the annotation is in the trash; restore it first")
        if not is_known(folded.body):
            raise AnnotationError("the annotation was made by a newer version of the reader; change it there")
        return folded.body

    def _state_body(self, article: ArticleReference) -> Body:
        """Return the state of an article, that which it had under a former id, or an untouched one."""
        for name in self._names(article.id):
            folded = self._journal.store.folded(state_id(name))
            if folded is not None and folded.body is not None and not folded.is_deleted:
                return changed(folded.body, article=reference_body(article)) if name != article.id else folded.body
        return _untouched(article)

    def _shown(self, annotation: AnnotationId) -> Annotation:
        """Return an annotation that was just saved."""
        found = self._journal.store.annotation(annotation)
        if found is None:
            raise AnnotationError(f"there is no annotation {annotation}")
        return found

    def _create(
        self,
        annotation: AnnotationId,
        kind: AnnotationKind,
        article: Article,
        span: Span | None,
        note: str = "",
        tags: Sequence[str] = (),
        color: str = DEFAULT_COLOR,
    ) -> Annotation:
        body: Body = {"article": reference_body(reference_to(article))}
        if span is not None:
            body |= self._anchor(article, span)
        body |= {"kind": str(kind), "color": checked_color(color), "note": checked_note(note)}
        body |= {"tags": checked_tags(tags), "created": now()[:19] + "Z"}
        with self._loaded():
            self._is_changed = self._journal.read() or self._is_changed
            self._save([self._journal.draft(annotation, body)], article if span is not None else None)
            return self._shown(annotation)

    @staticmethod
    def _anchor(article: Article, span: Span) -> Body:
        from reader.annotations.anchors import anchor_at  # the first frame annotates nothing

        checked_span(span, article.text)
        return anchor_body(anchor_at(article.text, digest_of(article.text), article.norm, span))

    def _save(self, drafts: list[Draft], annotated: Article | None = None) -> None:
        """Write one action, and first the text that it speaks of."""
        if drafts:
            keep = (lambda: self._texts.keep(digest_of(annotated.text), annotated.text)) if annotated else None
            is_changed = self._journal.save(drafts, keep)
            self._is_changed = self._is_changed or is_changed


def reference_to(article: Article) -> ArticleReference:
    """Return what an annotation remembers of an article."""
    published = article.published.iso if article.published else None
    author = ", ".join(article.authors) or None
    return ArticleReference(article.id, article.title, article.url, article.outlet, author, published)


def _untouched(article: ArticleReference) -> Body:
    """Return the state of an article that has never been touched."""
    body: Body = {"article": reference_body(article), "kind": str(AnnotationKind.STATE), "tags": []}
    return body | {"read": False, "starred": False, "created": now()[:19] + "Z"}


def _position(annotation: Annotation) -> tuple[int, int, str]:
    span = annotation.anchor.span if annotation.anchor else None
    return (span.start, span.end, annotation.id) if span else (-1, -1, annotation.id)
