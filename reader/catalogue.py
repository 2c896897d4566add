"""The catalogue: titles, dates, counts, figures and quotes of all articles in SQLite.

It is derived from the files and lies in the cache: deletable at any moment, made anew when it is damaged or of
another version. The list paints from it without reading a file, and conditions such as `money:>1bn` are answered
from it. One process writes (the update), any number read meanwhile (write-ahead log).
"""

from __future__ import annotations

import json
import os
import sqlite3
import unicodedata
from array import array
from contextlib import closing, contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from reader.errors import CacheError
from reader.search.order import Order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from reader.articles.article import ArticleId
    from reader.rows import Entry, FigureRow, FileState, QuoteRow

VERSION = 3
"""Raised with every change of the tables; a catalogue of another version is made anew."""

_TABLES = """
create table file (
    path text primary key, size integer not null, modified integer not null, finder integer not null, problem text
) without rowid;
create table article (
    key integer primary key, id text not null, path text not null, ordinal integer not null, revision text not null,
    title text not null, outlet text, authors text not null, iso text not null, lang text, words integer not null,
    figures integer not null, quotes integer not null, title_order text not null, outlet_order text not null
);
create index article_id on article (id);
create index article_path on article (path);
create index article_by_date on article (iso desc, title_order);
create index article_by_title on article (title_order, iso desc);
create index article_by_outlet on article (outlet_order, iso desc, title_order);
create table figure (
    key integer not null, start integer not null, "end" integer not null, kind text not null, low real not null,
    high real not null, unit text not null, per text, noun text not null, noun_order text not null,
    bound text not null, rank integer not null, shown text not null
);
create index figure_key on figure (key);
create index figure_value on figure (kind, low, high);
create table quote (
    key integer not null, start integer not null, "end" integer not null, kind text not null, speaker text,
    speaker_order text not null, words text not null, rank integer not null
);
create index quote_key on quote (key);
create index quote_speaker on quote (speaker_order);
create table tag (key integer not null, tag text not null, tag_order text not null);
create index tag_key on tag (key);
create index tag_by_order on tag (tag_order);
create table listing (ordering text primary key, keys blob not null) without rowid;
"""

_INSERT_ARTICLE = f"insert or replace into article values ({', '.join('?' * 15)})"
_INSERT_FIGURE = f"insert into figure values ({', '.join('?' * 13)})"
_INSERT_QUOTE = f"insert into quote values ({', '.join('?' * 8)})"
_INSERT_TAG = "insert into tag values (?, ?, ?)"

_LISTS = {
    Order.DATE: "select key from article order by iso desc, title_order",
    Order.TITLE: "select key from article order by title_order, iso desc",
    Order.OUTLET: "select key from article order by outlet_order, iso desc, title_order",
}
_ROW = "key, id, title, outlet, authors, iso, path, ordinal, figures, quotes, words, lang, revision"
_Item = TypeVar("_Item")
_MOST_LETTERS = 40
"""Of what is typed, letters that are looked for in their order; SQLite takes long patterns badly."""
_MOST_VARIABLES = 900  # SQLite takes at least 999 in one statement


# A named tuple: the first frame waits for it, and a data class takes six times as long. Other rows are in `rows`.
class Row(NamedTuple):
    """What the catalogue knows of an article."""

    key: int
    id: ArticleId
    title: str
    outlet: str | None
    authors: tuple[str, ...]
    iso: str
    """Date as `Published.iso`; empty when unknown."""
    path: str
    """Relative to the library folder."""
    ordinal: int
    """Which article of its file, from 0."""
    figures: int
    quotes: int
    words: int
    lang: str | None
    revision: str
    """Of its text, as `Article.revision`."""

    @property
    def day(self) -> str:
        """The date without the time; empty when unknown."""
        return self.iso[:10]


def key_of(path: str, ordinal: int = 0) -> int:
    """Return the key of the `ordinal`-th article of a file: 63 bits of a digest, the same on every machine."""
    import hashlib  # loads OpenSSL, and who only lists articles makes no keys

    digest = hashlib.blake2b(os.fsencode(path) + b"\0%d" % ordinal, digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def folded(text: str) -> str:
    """Return `text` without case and accents, for comparing names and for sorting."""
    decomposed = unicodedata.normalize("NFKD", text.replace("ł", "l").replace("Ł", "l"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().strip()


def _like(text: str) -> str:
    """Return a text as it stands in a pattern of SQL."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def title_order(title: str) -> str:
    """Return a title as it is compared and sorted: folded, without the marks it begins with."""
    return folded(title).lstrip("\"'“”‘’«»„([ ")


class Catalogue:
    """The tables of one library, in `catalogue.sqlite` of its cache folder.

    Raises:
        CacheError: from every method, if SQLite cannot use the file; `discard` it and update again.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "catalogue.sqlite"
        self._lock = Lock()  # one thread may read while another closes, of which the interpreter would die
        with _reported(self._path):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                self._connection = self._connect()
            except sqlite3.OperationalError as error:
                if "locked" in str(error):  # it is being written: what is read beside that would not hold together
                    raise
                # A full disk, or one without permission to write: what was read before can be read all the same.
                self._connection = self._connect_to_read(error)
            except sqlite3.DatabaseError:
                # Not a database, malformed, or of another version: it is a cache, so it is made anew.
                self.discard()
                self._connection = self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=10, check_same_thread=False, isolation_level=None)
        try:
            _prepare(connection)
        except sqlite3.DatabaseError as error:
            connection.close()
            if "already exists" in str(error):  # another process made the tables at the same moment
                return self._connect()
            raise
        return connection

    def _connect_to_read(self, reason: sqlite3.Error) -> sqlite3.Connection:
        # Immutable: without it SQLite makes a file beside this one. What a killed update left in its log is missed.
        address = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)
        try:
            connection.execute("select 1 from listing, article, file limit 1")
        except sqlite3.DatabaseError:
            connection.close()
            raise reason from None
        return connection

    def discard(self) -> None:
        """Delete the file; the next update fills a new one."""
        for suffix in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    # reading

    def keys(self, order: Order = Order.DATE) -> array[int]:
        """Return the keys of all articles in this order (`array('q')`); relevance means date here."""
        order = order if order in _LISTS else Order.DATE
        kept = self._all("select keys from listing where ordering = ?", (str(order),))
        if kept:
            keys = array("q")
            keys.frombytes(kept[0][0])
            return keys
        with self._lock, _reported(self._path), closing(self._connection.execute(_LISTS[order])) as rows:
            return array("q", (key for (key,) in rows))

    def rows(self, keys: Sequence[int]) -> list[Row]:
        """Return the rows of these keys, in this order; unknown keys are left out."""
        found = {}
        for chunk in _chunks(keys):
            marks = ",".join("?" * len(chunk))
            for values in self._all(f"select {_ROW} from article where key in ({marks})", chunk):
                found[values[0]] = _row(values)
        return [found[key] for key in keys if key in found]

    def keys_of(self, ids: Iterable[str]) -> frozenset[int]:
        """Return the keys of all files that hold one of these articles."""
        keys: set[int] = set()
        for chunk in _chunks(list(ids)):
            marks = ",".join("?" * len(chunk))
            keys.update(key for (key,) in self._all(f"select key from article where id in ({marks})", chunk))
        return frozenset(keys)

    def ids_among(self, ids: Iterable[str]) -> set[str]:
        """Return those of `ids` that name an article of the library."""
        there: set[str] = set()
        for chunk in _chunks(list(ids)):
            marks = ",".join("?" * len(chunk))
            there.update(name for (name,) in self._all(f"select id from article where id in ({marks})", chunk))
        return there

    def of_titles(self, titles: Iterable[str]) -> list[Row]:
        """Return the articles that have one of these titles, in no order."""
        found = []
        for chunk in _chunks(list({title_order(title) for title in titles})):
            marks = ",".join("?" * len(chunk))
            found += self._all(f"select {_ROW} from article where title_order in ({marks})", chunk)
        return [_row(values) for values in found]

    def find(self, text: str) -> list[Row]:
        """Return the articles that a user may mean: an id, the start of an id, a key, or a path."""
        sql = f"select {_ROW} from article where id = ?1 or path = ?1 or id like ?2 escape '!' limit 20"
        start = text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"
        return [_row(values) for values in self._all(sql, (text, start))]

    def titled(self, text: str, limit: int) -> list[int]:
        """Return keys of articles whose titles are like a text, best first.

        A title that begins so comes first, then those that hold all its words, then those that hold its letters in
        this order: `hrbr` finds "Harbour". Case and accents do not matter.
        """
        words = folded(text).split()
        letters = [letter for word in words for letter in word]
        patterns = [[_like(" ".join(words)) + "%"], [f"%{_like(word)}%" for word in words]]
        if len(letters) > 2:  # two letters are in almost every title
            patterns.append(["%" + "%".join(_like(letter) for letter in letters[:_MOST_LETTERS]) + "%"])
        found: dict[int, None] = {}
        for tests in patterns if words else ():
            where = " and ".join(["title_order like ? escape '\\'"] * len(tests))
            sql = f"select key from article where {where} order by iso desc, title_order limit ?"
            found.update((key, None) for (key,) in self._all(sql, [*tests, limit]))
            if len(found) >= limit:
                break
        return list(found)[:limit]

    def outlets(self) -> list[tuple[str, int]]:
        """Return the outlets and how many articles each has, the largest first."""
        sql = "select outlet, count(*) from article where outlet is not null group by outlet order by 2 desc, 1"
        return [(str(outlet), int(count)) for outlet, count in self._all(sql)]

    def files(self) -> dict[str, FileState]:
        """Return what is known of every file, by path; those read by another finder are left out."""
        sql = "select path, size, modified, problem from file where finder = ?"
        rows = self._all(sql, (_finder_version(),))
        from reader.rows import FileState  # only an update asks

        return {path: FileState(size, modified, problem) for path, size, modified, problem in rows}

    def problems(self) -> list[str]:
        """Return one line for each file that could not be read."""
        return [line for (line,) in self._all("select problem from file where problem is not null order by path")]

    def known_paths(self) -> set[str]:
        """Return the paths of all files that the catalogue speaks of."""
        return {path for (path,) in self._all("select path from file")}

    def paths_of(self, keys: Sequence[int]) -> set[str]:
        """Return the files of these articles."""
        paths: set[str] = set()
        for chunk in _chunks(keys):
            marks = ",".join("?" * len(chunk))
            paths.update(path for (path,) in self._all(f"select path from article where key in ({marks})", chunk))
        return paths

    def keys_of_paths(self, paths: Iterable[str]) -> set[int]:
        """Return the keys of the articles of some files."""
        keys: set[int] = set()
        for chunk in _chunks(list(paths)):
            marks = ",".join("?" * len(chunk))
            keys |= self.select_keys(f"select key from article where path in ({marks})", chunk)
        return keys

    def count(self) -> int:
        """Return the number of articles."""
        return int(self._all("select count(*) from article")[0][0])

    def generation(self) -> int:
        """Return a number that changes when another process has changed the catalogue."""
        return int(self._all("pragma data_version")[0][0])

    def figures(self, where: str = "1", values: Sequence[object] = ()) -> list[FigureRow]:
        """Return the figures that meet a condition in SQL over the columns of `figure`, by article and place."""
        columns = 'key, start, "end", kind, low, high, unit, per, noun, bound, rank, shown'
        sql = f"select {columns} from figure where {where} order by key, start"
        from reader.rows import FigureRow  # the first frame shows none

        return [FigureRow(*row) for row in self._all(sql, values)]

    def quotes(self, where: str = "1", values: Sequence[object] = ()) -> list[QuoteRow]:
        """Return the quotes that meet a condition in SQL over the columns of `quote`, by article and place."""
        columns = 'key, start, "end", kind, speaker, words, rank'
        sql = f"select {columns} from quote where {where} order by key, start"
        from reader.rows import QuoteRow  # as with figures

        return [QuoteRow(*row) for row in self._all(sql, values)]

    def select_keys(self, sql: str, values: Sequence[object] = ()) -> frozenset[int]:
        """Return the first column of a query as keys."""
        return frozenset(row[0] for row in self._all(sql, values))

    def select(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self._all(sql, values)

    def _all(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._lock, _reported(self._path), closing(self._connection.execute(sql, tuple(values))) as rows:
            return rows.fetchall()

    # writing: one process at a time

    def replace(self, files: dict[str, FileState], entries: Iterable[Entry]) -> None:
        """Put the articles of these files in place of those they held before, in one transaction."""
        with self._transaction() as connection:
            self._forget(connection, list(files))
            finder = _finder_version()
            connection.executemany(
                "insert or replace into file values (?, ?, ?, ?, ?)",
                ((path, f.size, f.modified, finder, f.problem) for path, f in files.items()),
            )
            for entry in entries:
                connection.execute(_INSERT_ARTICLE, entry.article)
                connection.executemany(_INSERT_FIGURE, entry.figures)
                connection.executemany(_INSERT_QUOTE, entry.quotes)
                connection.executemany(_INSERT_TAG, entry.tags)

    def remove(self, paths: Sequence[str]) -> None:
        """Forget files that are no more, and their articles."""
        with self._transaction() as connection:
            self._forget(connection, paths)
            connection.executemany("delete from file where path = ?", ((path,) for path in paths))

    def keep_orders(self) -> None:
        """Keep the keys in every order, so that the first frame of a large library need not sort; any write drops them.

        They are bytes of this machine's order and word size, as all of this cache is.
        """
        lists = [(str(order), self.keys(order).tobytes()) for order in _LISTS]
        with self._transaction() as connection:
            connection.executemany("insert or replace into listing values (?, ?)", lists)

    @staticmethod
    def _forget(connection: sqlite3.Connection, paths: Sequence[str]) -> None:
        for chunk in _chunks(paths):
            marks = ",".join("?" * len(chunk))
            for table in ("figure", "quote", "tag"):
                keys = f"select key from article where path in ({marks})"
                connection.execute(f"delete from {table} where key in ({keys})", chunk)
            connection.execute(f"delete from article where path in ({marks})", chunk)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with _reported(self._path):
            self._connection.execute("begin immediate")
            try:
                self._connection.execute("delete from listing")
                yield self._connection
            except BaseException:
                self._connection.execute("rollback")
                raise
            self._connection.execute("commit")


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise CacheError(_advice(path, error)) from error


def _advice(path: Path, error: Exception) -> str:
    """Return what to do about a catalogue that cannot be used."""
    what = f"The catalogue {path} cannot be used ({getattr(error, 'strerror', None) or error})."
    if isinstance(error, PermissionError) or "readonly" in str(error) or "unable to open" in str(error):
        return f"{what} Name a folder that can be written: --cache FOLDER, or READER_CACHE."
    return f"{what} Free space or delete that file, and start again; nothing of yours is in it."


def _prepare(connection: sqlite3.Connection) -> None:
    version = connection.execute("pragma user_version").fetchone()[0]
    if version not in (0, VERSION):
        raise sqlite3.DatabaseError(f"catalogue of version {version}")
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = normal")
    if version == 0:
        connection.executescript(f"begin immediate; {_TABLES} pragma user_version = {VERSION}; commit;")


def _chunks(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    for start in range(0, len(items), _MOST_VARIABLES):
        yield items[start : start + _MOST_VARIABLES]


def _finder_version() -> int:
    from reader.highlights.highlight import FINDER_VERSION  # lists are painted without highlights

    return FINDER_VERSION


def _row(values: tuple[Any, ...]) -> Row:
    key, identity, title, outlet, authors, *rest = values
    return Row(key, cast("ArticleId", identity), title, outlet, tuple(json.loads(authors)), *rest)
