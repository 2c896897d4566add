"""The arguments of the command line: one parser, a sub-parser a command, none of the program's work imported."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from reader import __version__
from reader.search.order import Order
from reader.text import nearest, safe

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

COMMANDS = {
    "list": "list the articles of the library",
    "search": "find articles; the query language is that of the search row",
    "show": "print an article",
    "highlights": "print the key figures and quotes of an article, a file or standard input",
    "figures": "find figures in the whole library",
    "quotes": "find quotes in the whole library",
    "notes": "list, add, edit, delete, undo, export and import annotations",
    "mark": "mark all articles that answer a query as read, or star them",
    "views": "list the views; save, rename and delete searches",
    "index": "bring the index up to date, check it or make it anew",
    "path": "print the folders in use",
    "keys": "print the keys of the screen",
    "config": "print the settings and the file they are in",
    "serve": "show the screen in a browser of this machine",
}

_FOLDERS = ("--library", "--data", "--cache")
_FILTER = "only those with these words; also tag:x, color:x, note:x, quote:x, article:x, since:2025-11, is:orphan, -x"
_CODES = """exit codes: 0 done, 1 nothing found, 2 arguments not understood, 3 library or file cannot be used,
4 not saved, 5 no terminal, 130 interrupted"""


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """End the program."""
        self.exit(2, f"{self.prog}: {safe(message)}. See {self.prog} --help.\n")


def parse_screen(argv: Sequence[str]) -> argparse.Namespace:
    """Read the arguments of `reader [FOLDER]`; an error ends the program with code 2."""
    parser = screen_parser()
    parsed, rest = parser.parse_known_args(argv)
    _settle_folder(parsed)
    if rest:
        near = nearest(str(parsed.folder), COMMANDS)
        hint = f"{parsed.folder} is no command" + (f"; did you mean {near}" if near else "")
        parser.error(_unknown(rest) if rest[0].startswith("-") else hint)
    return parsed


def behind(argv: Sequence[str], commands: Container[str]) -> Sequence[str]:
    """Return arguments with the options that stand in front of a command behind it, where argparse looks for them."""
    at = 0
    while at < len(argv) and argv[at][:2] == "--":
        at += 2 if argv[at] in _FOLDERS else 1
    if at == 0 or at >= len(argv) or argv[at] not in commands:
        return argv
    end = argv.index("--") if "--" in argv else len(argv)  # what follows it are words, whatever they begin with
    return [*argv[at:end], *argv[:at], *argv[end:]]


def parse_command(argv: Sequence[str]) -> argparse.Namespace:
    """Read the arguments of `reader COMMAND ...`; an error ends the program with code 2."""
    parser = command_parser()
    parsed, rest = parser.parse_known_args(argv)
    _settle_folder(parsed)
    # argparse takes the words of a query only up to the first option; those after it belong to it as well.
    if rest and "query" in parsed and isinstance(parsed.query, list) and not any(word[:1] == "-" for word in rest):
        parsed.query += rest
    elif rest:
        parser.prog += f" {parsed.command}"
        is_folder = len(rest) == 1 and Path(rest[0]).is_dir()
        hint = f"; did you mean --library {rest[0]}" if is_folder else ""
        parser.error(_unknown(rest) + ("; put a query with - in quotes" if "query" in parsed else hint))
    return parsed


def _settle_folder(parsed: argparse.Namespace) -> None:
    """Take `--library` as the folder of the screen where none was given by itself."""
    if "folder" in parsed:
        parsed.folder = parsed.folder or parsed.library


def _unknown(rest: Sequence[str]) -> str:
    return f"{' '.join(rest)} is not understood"


def _common() -> _Parser:
    common = _Parser(add_help=False)
    where = common.add_argument_group("folders")
    where.add_argument("--library", metavar="FOLDER", type=Path, help="the folder of articles (READER_LIBRARY)")
    where.add_argument("--data", metavar="FOLDER", type=Path, help="where annotations are kept (READER_DATA)")
    where.add_argument("--cache", metavar="FOLDER", type=Path, help="where the index is kept (READER_CACHE)")
    how = common.add_argument_group("output")
    how.add_argument("--json", action="store_true", help="print JSON")
    how.add_argument("--plain", action="store_true", help="print sentences, a line a thing, for a screen reader")
    how.add_argument("--no-update", action="store_true", help="do not look for new and changed files first")
    return common


def screen_parser() -> _Parser:
    """Return the parser of `reader [FOLDER]`, which opens the screen."""
    commands = "\n".join(f"  reader {name:<11} {what}" for name, what in COMMANDS.items())
    parser = _Parser(
        prog="reader",
        description="A reader for articles: key figures and quotes beside the text, search as you type, "
        "notes that are never lost.",
        epilog=f"commands (reader COMMAND --help tells more):\n{commands}\n\n{_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _screen(parser)
    parser.add_argument("--version", action="version", version=f"pullquote {__version__}")
    return parser


def _screen(parser: _Parser) -> None:
    parser.add_argument("folder", nargs="?", type=Path, help="the folder of articles; without it, your own library")
    parser.add_argument("--library", metavar="FOLDER", type=Path, help="the same, as the commands have it")
    parser.add_argument("--data", metavar="FOLDER", type=Path, help="where annotations are kept (READER_DATA)")
    parser.add_argument("--cache", metavar="FOLDER", type=Path, help="where the index is kept (READER_CACHE)")
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")


def command_parser() -> _Parser:
    """Return the parser of `reader COMMAND ...`."""
    common = _common()
    parser = _Parser(prog="reader", epilog=_CODES)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str) -> _Parser:
        what = COMMANDS[name]
        return commands.add_parser(name, parents=[common], help=what, description=what.capitalize() + ".")

    listing = add("list")
    listing.add_argument("query", nargs="*", help="only articles that answer this query")
    listing.add_argument("--view", metavar="NAME", help="only articles of this view: see reader views")
    listing.add_argument("--order", choices=[o.value for o in Order], help="date (newest first), outlet, title")
    _limit(listing, None)

    search = add("search")
    search.add_argument("query", nargs="*", help='words, "phrases", outlet:..., date:2025-12, money:>1bn, is:unread')
    search.add_argument("--like", metavar="ARTICLE", help="articles that are most like this one: its id or path")
    search.add_argument("--view", metavar="NAME", help="search in this view, or list all of it: see reader views")
    search.add_argument("--order", choices=[o.value for o in Order], default="relevance")
    _limit(search, 20)

    show = add("show")
    show.add_argument("article", help="id, start of an id, path in the library, or any file; - is standard input")

    shown = show.add_mutually_exclusive_group()
    shown.add_argument("--highlights", action="store_true", help="its figures, quotes and notes, as in the pane")
    shown.add_argument("--contents", action="store_true", help="its headings")

    highlights = add("highlights")
    highlights.add_argument("article", help="id, start of an id, path in the library, or any file; - is standard input")
    highlights.add_argument("--csv", action="store_true", help="print comma-separated values")
    highlights.add_argument("--all", action="store_true", help="also those that are not key figures and quotes")

    figures = add("figures")
    figures.add_argument("--kind", help="money, percent, count, duration, age, measure or number")
    figures.add_argument("--unit", help="dollar, percent, kilometre, a counted noun")
    figures.add_argument("--noun", help="words of what is counted or measured")
    figures.add_argument("--min", help="smallest value, such as 1000, 2.5bn")
    figures.add_argument("--max", help="largest value")
    figures.add_argument("--csv", action="store_true", help="print comma-separated values")
    _limit(figures, None)

    quotes = add("quotes")
    quotes.add_argument("--by", metavar="NAME", help="part of the speaker's name")
    quotes.add_argument("--words", help="part of what was said")
    quotes.add_argument("--csv", action="store_true", help="print comma-separated values")
    _limit(quotes, None)

    _notes(add("notes"), common)
    _views(add("views"), common)

    mark = add("mark")
    mark.add_argument("state", choices=["read", "unread", "star", "unstar"], help="what they are marked as")
    mark.add_argument("query", nargs="*", help="which articles: outlet:..., before:2025-12, is:unread")
    mark.add_argument("--view", metavar="NAME", help="only articles of this view: see reader views")
    mark.add_argument("--dry-run", action="store_true", help="print them, and change nothing")
    mark.add_argument("--yes", action="store_true", help="do not ask first")

    index = add("index")
    index.add_argument("--rebuild", action="store_true", help="delete it and make it anew")
    index.add_argument("--check", action="store_true", help="read all of it and compare it with the catalogue")
    index.add_argument("--stats", action="store_true", help="print how large it is")

    add("path")
    add("keys")
    config = add("config")
    config.add_argument("--example", action="store_true", help="print a file of settings with everything explained")

    what = COMMANDS["serve"]
    serve = commands.add_parser("serve", help=what, description=what.capitalize() + ".")
    _screen(serve)
    serve.add_argument("--port", type=int, default=0, help="the port to listen on; without it, one that is free")
    serve.set_defaults(plain=False, json=False)
    return parser


def _articles(parser: _Parser) -> None:
    parser.add_argument("article", nargs="*", help="id, start of an id, or path in the library")
    parser.add_argument("--query", "-q", help="all articles that answer this query")


def _days(text: str) -> int:
    """Read a number of days for argparse, which says what is wrong with it."""
    if not text.isascii() or not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of days")
    return int(text)


def _limit(parser: _Parser, default: int | None) -> None:
    parser.add_argument("--limit", "-n", type=int, default=default, help="how many at most")


def _views(views: _Parser, common: _Parser) -> None:
    actions = views.add_subparsers(dest="action", metavar="ACTION")

    def add(name: str, what: str) -> _Parser:
        parser = actions.add_parser(name, parents=[common], help=what, description=what.capitalize() + ".")
        if name != "list":
            parser.add_argument("name", help="of the saved search")
        return parser

    add("list", "list all views with the number of their articles")
    add("save", "keep a query under a name").add_argument("query", nargs="+", help="what it asks")
    add("rename", "give a saved search another name").add_argument("new_name", help="the other name")
    add("delete", "forget a saved search; `reader notes undo` brings it back")


def _notes(notes: _Parser, common: _Parser) -> None:
    actions = notes.add_subparsers(dest="action", metavar="ACTION")

    def add(name: str, what: str) -> _Parser:
        return actions.add_parser(name, parents=[common], help=what, description=what.capitalize() + ".")

    listing = add("list", "list all annotations, newest first")
    listing.add_argument("words", nargs="*", help=_FILTER)
    listing.add_argument("--article", help="only those of this article")
    listing.add_argument("--trash", action="store_true", help="the deleted ones")
    listing.add_argument("--orphans", action="store_true", help="those whose words are gone from their article")
    show = add("show", "print one annotation")
    show.add_argument("id", help="its id, or the start of it")
    new = add("add", "add a note to an article, or to words of it")
    new.add_argument("article", help="id, start of an id, or path in the library")
    new.add_argument("--quote", help="the words of the article that are annotated; without them, the whole article")
    new.add_argument("--note", default="", help="the note, in Markdown; - reads standard input")
    new.add_argument("--tag", action="append", default=[], help="a tag; may be given several times")
    new.add_argument("--color", default="yellow", help="colour of the mark")
    edit = add("edit", "change the note, tags or colour of an annotation")
    edit.add_argument("id", help="its id, or the start of it")
    edit.add_argument("--note", help="the new note; - reads standard input")
    edit.add_argument("--tag", action="append", help="the new tags, in place of all; may be given several times")
    edit.add_argument("--add", "-a", metavar="TAG", action="append", default=[], help="a tag more")
    edit.add_argument("--remove", "-r", metavar="TAG", action="append", default=[], help="a tag less")
    edit.add_argument("--color", help="the new colour")
    delete = add("delete", "move annotations to the trash")
    delete.add_argument("id", nargs="+", help="ids, or starts of ids")
    undelete = add("undelete", "bring annotations back from the trash")
    undelete.add_argument("id", nargs="+", help="ids, or starts of ids")
    add("undo", "take back the last change")
    add("redo", "do again what was taken back")
    tag = add("tag", "print the tags of articles, or change them")
    _articles(tag)
    tag.add_argument(
        "--add", "-a", metavar="TAG", action="append", default=[], help="a tag; may be given several times"
    )
    tag.add_argument(
        "--remove", "-r", metavar="TAG", action="append", default=[], help="a tag; may be given several times"
    )
    state = add("state", "print whether articles are read and starred, or change it")
    _articles(state)
    state.add_argument("--read", action="store_true", default=None, help="mark them as read")
    state.add_argument("--unread", dest="read", action="store_false", help="mark them as unread")
    state.add_argument("--star", dest="starred", action="store_true", default=None, help="give them a star")
    state.add_argument("--unstar", dest="starred", action="store_false", help="take the star away")
    add("tags", "list your tags of notes and articles, the most used first")
    export = add("export", "write annotations in a format of other programs")
    export.add_argument(
        "format", nargs="?", default="markdown", help="markdown (default), w3c, readwise, ...: see --list"
    )
    export.add_argument("--output", "-o", metavar="FILE", type=Path, help="a file; without it, standard output")
    export.add_argument("--to", metavar="FOLDER", type=Path, help="Markdown, one file for each article, into a folder")
    export.add_argument("--article", help="only those of this article")
    export.add_argument("--only", metavar="WORDS", default="", help=_FILTER)
    export.add_argument("--list", action="store_true", help="print the formats")
    importing = add("import", "take in annotations of another program")
    importing.add_argument("file", help="a W3C, Hypothesis, Readwise or own export; - is standard input")
    add("doctor", "read all logs and say what is wrong with them")
    add("backup", "pack the annotations into an archive of today")
    restore = add("restore", "add what a backup holds; nothing is removed")
    restore.add_argument("archive", nargs="?", type=Path, help="the archive; without it, the latest")
    compact = add("compact", "drop changes that were replaced long ago from the log of this machine")
    compact.add_argument("--older-than", metavar="DAYS", type=_days, default=365, help="how long ago (365)")
