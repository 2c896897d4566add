"""`reader notes export|import|doctor|backup|restore|compact`: annotations in and out, and their upkeep."""

from __future__ import annotations

import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.annotations.backup import back_up, backups, restore
from reader.annotations.compact import compact
from reader.annotations.doctor import examine
from reader.articles.draft import article_id
from reader.cli.codes import Exit
from reader.cli.opening import row_of
from reader.cli.output import narrate
from reader.errors import AnnotationError, ExportError, ReaderError
from reader.export.entry import exported
from reader.export.files import write
from reader.export.folder import write_folder
from reader.export.formats import FORMATS, format_named, reading
from reader.orphans import filtered, key_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from reader.annotations.annotation import Annotation
    from reader.cli.output import Output
    from reader.export.entry import Exported
    from reader.library import Library


def _export(library: Library, arguments: argparse.Namespace, output: Output) -> Exit:
    if arguments.list:
        if output.as_json:
            output.json([{"name": one.name, "suffix": one.suffix, "about": one.about} for one in FORMATS.values()])
            return Exit.OK
        for one in FORMATS.values():
            output.fields(one.name, one.suffix, one.about)
        return Exit.OK
    chosen = format_named(arguments.format)
    annotations = list(library.notebook.all())
    if arguments.article:
        wanted = row_of(library, arguments.article).id
        annotations = [a for a in annotations if library.notebook.home(a.article.id) == wanted]
    annotations = [each.annotation for each in filtered(library, annotations, arguments.only)]
    entries = [entry for members in _by_article(library, annotations) for entry in members]
    if arguments.to:
        return _export_folder(arguments, entries, output)
    text = chosen.write(entries)
    if arguments.output:
        write(arguments.output, text)
        narrate(f"{len(annotations)} annotations written to {arguments.output}")
    else:
        output.raw(text)
    return Exit.OK if annotations else Exit.NOTHING


def _export_folder(arguments: argparse.Namespace, entries: list[Exported], output: Output) -> Exit:
    if arguments.format != "markdown" or arguments.output:
        raise ExportError("--to writes Markdown files, one for each article; leave out --output and other formats")
    report = write_folder(arguments.to, entries, is_all=not (arguments.article or arguments.only))
    if output.as_json:
        output.json(asdict(report))
    else:
        for name in (*report.written, *report.extended, *report.emptied):
            output.line(name)
        narrate(f"files written to {arguments.to}: {len(report.written)}, up to date: {len(report.unchanged)}")
        if report.extended:
            narrate(f"kept as you edited them, with new notes at the end: {', '.join(report.extended)}")
        if report.emptied:
            narrate(f"without notes by now, delete them if you like: {', '.join(report.emptied)}")
    return Exit.OK if entries else Exit.NOTHING


def _by_article(library: Library, annotations: list[Annotation]) -> Iterator[list[Exported]]:
    """Yield the entries of each article; one that is gone is what its annotations remember of it."""
    found: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        found.setdefault(library.notebook.home(annotation.article.id), []).append(annotation)
    for members in found.values():
        key = key_of(library, members[0].article)
        try:
            article = None if key is None else library.read(key)
        except ReaderError:
            article = None
        if article is None:
            yield [exported(annotation) for annotation in members]
        else:
            places = {placed.annotation.id: placed.placement for placed in library.notebook.placed(article)}
            yield [exported(annotation, article, places.get(annotation.id)) for annotation in members]


def _import(library: Library, arguments: argparse.Namespace, output: Output) -> Exit:
    try:
        data = sys.stdin.buffer.read() if arguments.file == "-" else Path(arguments.file).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise AnnotationError(f"{arguments.file} cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise AnnotationError(f"{arguments.file} is no UTF-8 text (byte {error.start + 1})") from error
    chosen = reading(text)
    assert chosen.read is not None  # noqa: S101 - `reading` gives only formats that can be read
    try:
        found = chosen.read(text)
    except ExportError as error:
        raise AnnotationError(
            f"{arguments.file} cannot be imported: {error}. Give a W3C, Hypothesis, Readwise or own export."
        ) from error
    for problem in found.problems:
        narrate(problem)
    kept = library.notebook.import_many([_at_home(annotation) for annotation in found.annotations])
    skipped = len(found.annotations) - kept
    if output.as_json:
        output.json({"format": chosen.name, "imported": kept, "known": skipped, "problems": found.problems})
    else:
        undo = " `reader notes undo` takes them back." if kept else ""
        narrate(f"{kept} annotations imported ({chosen.about}); {skipped} were known.{undo}")
    return Exit.OK if kept else Exit.NOTHING


def _at_home(annotation: Annotation) -> Annotation:
    """Give an annotation whose article has no id the one that its address has here."""
    reference = annotation.article
    if reference.id or not reference.url:
        return annotation
    return replace(annotation, article=replace(reference, id=article_id(reference.url, [])))


def _doctor(library: Library, _: argparse.Namespace, output: Output) -> Exit:
    health = examine(library.folders.data, library.folders.state)
    if output.as_json:
        output.json(asdict(health))
    else:
        for name, value in asdict(health).items():
            if name != "problems":
                output.fields(name, ", ".join(value) if isinstance(value, tuple) else value)
        for problem in health.problems:
            narrate(problem)
    return Exit.FAILED if health.problems else Exit.OK


def _backup(library: Library, _: argparse.Namespace, output: Output) -> Exit:
    made = back_up(library.folders.data, library.folders.state)
    if output.as_json:
        output.json({"made": str(made) if made else None})
    elif made:
        output.line(str(made))
    else:
        narrate("nothing to do: there is a backup of today, or nothing to keep")
    return Exit.OK if made else Exit.NOTHING


def _restore(library: Library, arguments: argparse.Namespace, output: Output) -> Exit:
    there = backups(library.folders.state)
    archive = arguments.archive or (there[-1] if there else None)
    if archive is None:
        raise AnnotationError("There is no backup yet. `reader notes backup` makes one.")
    restored = restore(archive, library.folders.data, library.folders.state)
    if output.as_json:
        output.json({"archive": str(archive), "events": restored.events, "texts": restored.texts})
    else:
        narrate(f"{restored.events} changes and {restored.texts} texts came back from {archive}")
    return Exit.OK


def _compact(library: Library, arguments: argparse.Namespace, output: Output) -> Exit:
    done = compact(library.folders.data, library.folders.state, older_than_days=arguments.older_than)
    if output.as_json:
        output.json({**asdict(done), "kept_as": str(done.kept_as) if done.kept_as else None})
    else:
        narrate(f"{done.dropped} of {done.lines} lines dropped, {done.saved:,} bytes")
    return Exit.OK


ACTIONS: dict[str, Callable[[Library, argparse.Namespace, Output], Exit]] = {
    "export": _export,
    "import": _import,
    "doctor": _doctor,
    "backup": _backup,
    "restore": _restore,
    "compact": _compact,
}
