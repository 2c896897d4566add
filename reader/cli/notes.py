"""`reader notes`: list, show, add, edit, delete, undelete, undo and redo annotations; other modules do the rest."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reader.cli.codes import Exit
from reader.cli.opening import opened, row_of
from reader.cli.output import narrate, without_empty
from reader.cli.spoken import say_annotation
from reader.errors import AnnotationError
from reader.orphans import filtered
from reader.text import Span

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from reader.annotations.annotation import Annotation
    from reader.annotations.notebook import Notebook
    from reader.articles.article import Article
    from reader.cli.output import Output
    from reader.library import Library

_FEWEST_LETTERS = 4
"""Of an id, when only the start of it is given."""


def notes_command(arguments: argparse.Namespace, output: Output) -> Exit:
    """Run one action on the annotations; without one, list them."""
    action = arguments.action or "list"
    needs_articles = action in ("add", "import", "export", "tag", "state") or getattr(arguments, "orphans", False)
    with opened(arguments, update=needs_articles) as library:
        library.notebook.refresh()
        for problem in library.notebook.problems:
            narrate(problem)
        if action in _LABELS:
            from reader.cli import labels

            return labels.ACTIONS[action](library, arguments, output)
        if action in _KEEPING:
            # Archives, formats and the like load only for those who ask for them.
            from reader.cli.keeping import ACTIONS

            return ACTIONS[action](library, arguments, output)
        return _ACTIONS[action](library, arguments, output)


def _list(library: Library, arguments: argparse.Namespace, output: Output) -> Exit:
    notebook = library.notebook
    found: Sequence[Annotation] = notebook.trash() if getattr(arguments, "trash", False) else notebook.all()
    if getattr(arguments, "article", None):
        wanted = row_of(library, arguments.article).id
        found = [a for a in found if library.notebook.home(a.article.id) == wanted]
    is_orphan = getattr(arguments, "orphans", False)
    told = filtered(library, found, " ".join(getattr(arguments, "words", [])), is_orphan=is_orphan)
    if output.as_json:
        output.json([_json(each.annotation) | ({"orphaned": each.orphaned} if each.orphaned else {}) for each in told])
    else:
        for each in told:
            _print(each.annotation, output)
        if not told:
            narrate(_nothing(arguments, is_any=bool(found)))
    return Exit.OK if told else Exit.NOTHING


def _nothing(arguments: argparse.Namespace, *, is_any: bool) -> str:
    if getattr(arguments, "orphans", False):
        return "no orphans: every note stands on its words"
    if is_any:
        return "no note matches"
    if getattr(arguments, "trash", False):
        return "the trash is empty"
    return "no notes yet; `reader notes add ARTICLE --quote WORDS --note NOTE` makes one"


def _show(library: Library, arguments: argparse.Namespace, output: Output) -> Exit:
    annotation = _one(library.notebook, arguments.id)
    if output.as_json:
        output.json(_json(annotation))
        return Exit.OK
    _print(annotation, output)
    if not output.plain:
        output.paragraph(annotation.note)
    return Exit.OK


def _add(library: Library, arguments: argparse.Namespace, output: Output) -> Exit:
    article = library.article(row_of(library, arguments.article).key).article
    note = _text(arguments.note)
    if arguments.quote:
        span = _span_of(article, arguments.quote)
        made = library.notebook.mark(article, span, note=note, tags=arguments.tag, color=arguments.color)
    elif note or arguments.tag:
        made = library.notebook.note(article, note, tags=arguments.tag)
    else:
        raise AnnotationError("Nothing to keep. Give --quote, --note or --tag.")
    return _changed([made], "saved", output)


def _span_of(article: Article, words: str) -> Span:
    start = article.text.find(words)
    if start < 0:
        raise AnnotationError(f"{article.path} does not say “{words[:60]}”. Copy the words from `reader show`.")
    if article.text.find(words, start + 1) >= 0:
        narrate("These words stand in several places; the first is annotated. Give more words to mean another.")
    return Span(start, start + len(words))


def _edit(library: Library, arguments: argparse.Namespace, output: Output) -> Exit:
    annotation = _one(library.notebook, arguments.id)
    note = None if arguments.note is None else _text(arguments.note)
    if note is None and arguments.color is None and not (arguments.tag or arguments.add or arguments.remove):
        raise AnnotationError("Nothing to change. Give --note, --tag, --add, --remove or --color.")
    changed = library.notebook.change(
        annotation.id,
        note=note,
        tags=arguments.tag,
        add_tags=arguments.add,
        remove_tags=arguments.remove,
        color=arguments.color,
    )
    return _changed([changed], "saved", output)


def _delete(library: Library, arguments: argparse.Namespace, output: Output) -> Exit:
    chosen = [_one(library.notebook, start) for start in arguments.id]
    library.notebook.delete(*(annotation.id for annotation in chosen))
    return _changed(chosen, "deleted; `reader notes undo` brings back what was deleted together", output)


def _undelete(library: Library, arguments: argparse.Namespace, output: Output) -> Exit:
    trash = library.notebook.trash()
    restored = library.notebook.restore(*(_only(trash, start).id for start in arguments.id))
    return _changed(restored, "restored", output)


def _undo(library: Library, _: argparse.Namespace, output: Output) -> Exit:
    return _told(library.notebook.undo(), "undone", "nothing to undo", output)


def _redo(library: Library, _: argparse.Namespace, output: Output) -> Exit:
    return _told(library.notebook.redo(), "done again", "nothing to redo", output)


def _told(what: str | None, how: str, otherwise: str, output: Output) -> Exit:
    if output.as_json:
        output.json({"done": what})
    else:
        narrate(f"{how}: {what}" if what else otherwise)
    return Exit.OK if what else Exit.NOTHING


def _changed(annotations: Sequence[Annotation], how: str, output: Output) -> Exit:
    if output.as_json:
        output.json([_json(annotation) for annotation in annotations])
    else:
        for annotation in annotations:
            output.line(annotation.id)
        narrate(how)
    return Exit.OK


def _one(notebook: Notebook, start: str) -> Annotation:
    return _only(notebook.all(), start)


def _only(annotations: Sequence[Annotation], start: str) -> Annotation:
    found = [a for a in annotations if a.id == start or (len(start) >= _FEWEST_LETTERS and a.id.startswith(start))]
    if len(found) == 1:
        return found[0]
    how = "No annotation" if not found else f"{len(found)} annotations begin with"
    raise AnnotationError(f"{how} {start}. `reader notes list` prints the ids; give enough of one.")


def _text(note: str) -> str:
    return sys.stdin.read() if note == "-" else note


def _print(annotation: Annotation, output: Output) -> None:
    if output.plain:
        say_annotation(annotation, output)
        return
    anchor = annotation.anchor
    tags = " ".join(f"#{tag}" for tag in annotation.tags)
    if output.on_terminal and not output.plain:
        output.title(f"{annotation.created[:10]}  {annotation.article.title}")
        if anchor:
            output.paragraph(f"“{anchor.exact}”", indent="    ")
        if annotation.note:
            output.paragraph(annotation.note, indent="    ")
        output.line(f"    {annotation.id}  {annotation.color}  {tags}")
    else:
        quoted = anchor.exact if anchor else ""
        output.fields(annotation.id, annotation.created, annotation.article.title, quoted, annotation.note, tags)


def _json(annotation: Annotation) -> dict[str, object]:
    anchor = annotation.anchor
    article = annotation.article
    return without_empty(
        {
            "id": annotation.id,
            "kind": annotation.kind,
            "article": without_empty(
                {
                    "id": article.id,
                    "title": article.title,
                    "outlet": article.outlet,
                    "author": article.author,
                    "published": article.published,
                    "url": article.url,
                }
            ),
            "quote": anchor.exact if anchor else None,
            "start": anchor.span.start if anchor else None,
            "end": anchor.span.end if anchor else None,
            "note": annotation.note,
            "tags": annotation.tags,
            "color": annotation.color,
            "created": annotation.created,
            "modified": annotation.modified,
            "is_conflict": annotation.is_conflict or None,
        }
    )


_ACTIONS: dict[str, Callable[[Library, argparse.Namespace, Output], Exit]] = {
    "list": _list,
    "show": _show,
    "add": _add,
    "edit": _edit,
    "delete": _delete,
    "undelete": _undelete,
    "undo": _undo,
    "redo": _redo,
}

_LABELS = ("tag", "state", "tags")
_KEEPING = ("export", "import", "doctor", "backup", "restore", "compact")

COMMANDS = {"notes": notes_command}
