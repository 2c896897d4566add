"""Views: lists that one comes back to. A few come with the program; the others are searches that the user saved.

Saved searches are lines of the user's annotation log, so they are on disk when `save` returns, reach other machines,
survive two terminals that save at once, and are taken back by `Notebook.undo`. All libraries of a user share them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from reader.annotations.kinds import AnnotationKind
from reader.errors import AnnotationError

if TYPE_CHECKING:
    from reader.annotations.annotation import Annotation, AnnotationId
    from reader.annotations.notebook import Notebook
    from reader.articles.article import ArticleId

_KEPT_AT = cast("ArticleId", "saved-searches")
"""Every annotation names an article; saved searches have this name in common."""
LONGEST_NAME = 80
"""Code points; the name of a longer query is cut."""


class View(NamedTuple):
    """A list of articles by name."""

    name: str
    query: str = ""
    """What its articles answer; empty for all."""
    id: AnnotationId | None = None
    """Of a saved search; None for a view that comes with the program."""


ALL = View("All articles")
BUILT_IN = (
    ALL,
    View("Unread", "is:unread"),
    View("Starred", "is:starred"),
    View("With notes", "has:note OR has:mark"),
    View("Today", "date:today"),
    View("Last 7 days", 'date:"last 7 days"'),
)


class Views:
    """The views of one user.

    Raises:
        AnnotationError: from every changing method: there is no name, or it is that of another view.
        NotSavedError: from every changing method: it could not be written, and nothing has changed.
    """

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook

    def saved(self) -> tuple[View, ...]:
        """Return the saved searches, the oldest first."""
        found = self._notebook.of(_KEPT_AT)
        return tuple(_view(each) for each in found if each.kind is AnnotationKind.SEARCH)

    def all(self) -> tuple[View, ...]:
        """Return all views: those of the program, then the saved searches."""
        return BUILT_IN + self.saved()

    def named(self, name: str) -> View | None:
        """Return the view of a name, whatever its case; None if there is none."""
        wanted = _plain(name).casefold()
        return next((view for view in self.all() if view.name.casefold() == wanted), None)

    def save(self, name: str, query: str) -> View:
        """Keep a query under a name; a saved search of that name asks this query from now on."""
        name, query = _plain(name)[:LONGEST_NAME].rstrip(), _plain(query)
        there = self.named(name)
        if not name or not query:
            raise AnnotationError("A saved search needs a name and a query.")
        if there is not None and there.id is None:
            raise AnnotationError(f"{there.name} is a view that is always there; choose another name.")
        if there is not None and there.id is not None:
            return _view(self._notebook.change(there.id, note=f"{there.name}\n{query}"))
        from reader.annotations.annotation import Annotation, ArticleReference  # whoever only lists saves nothing
        from reader.annotations.ids import new_id, now

        at = now()[:19] + "Z"
        made = Annotation(
            new_id(), AnnotationKind.SEARCH, ArticleReference(_KEPT_AT, ""), None, at, at, f"{name}\n{query}"
        )
        self._notebook.import_many([made])
        return _view(made)

    def rename(self, view: View, name: str) -> View:
        """Give a saved search another name."""
        name = _plain(name)[:LONGEST_NAME].rstrip()
        there = self.named(name)
        if view.id is None:
            raise AnnotationError(f"{view.name} comes with the program and keeps its name.")
        if not name or (there is not None and there.id != view.id):
            raise AnnotationError(f"{name} is the name of another view." if name else "A saved search needs a name.")
        return _view(self._notebook.change(view.id, note=f"{name}\n{view.query}"))

    def delete(self, view: View) -> None:
        """Forget a saved search; `Notebook.undo` brings it back."""
        if view.id is None:
            raise AnnotationError(f"{view.name} comes with the program and cannot be deleted.")
        self._notebook.delete(view.id)


def _view(annotation: Annotation) -> View:
    name, *query = annotation.note.splitlines() or [""]
    return View(name, query[0] if query else name, annotation.id)


def _plain(text: str) -> str:
    return " ".join(text.split())
