"""The session: where the user left off in each article, and what was searched. Kept on this machine, not synced."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_TABLES = """
create table if not exists position (article text primary key, offset integer not null, at integer not null);
create table if not exists seen (article text primary key, revision text not null);
create table if not exists search (text text primary key, at integer not null);
create table if not exists kept (name text primary key, value text not null);
"""
_SEARCHES_KEPT = 200


class Session:
    """A convenience that must never be in the way: whatever fails here is as if nothing had been remembered."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "session.sqlite"
        self._connection: sqlite3.Connection | None = None
        self._lock = Lock()  # one thread may write while another closes, of which the interpreter would die

    def position(self, article: str) -> int:
        """Return the code point where the user left off; 0 if the article was never opened."""
        rows = self._run("select offset from position where article = ?", article)
        return int(str(rows[0][0])) if rows else 0

    def remember_position(self, article: str, offset: int) -> None:
        """Keep where the user left off."""
        self._run("insert or replace into position values (?, ?, strftime('%s'))", article, offset)

    @cached_property
    def seen(self) -> dict[str, str]:
        """Which text of each article the user read last, as its revision."""
        return {str(article): str(revision) for article, revision in self._run("select article, revision from seen")}

    def remember_seen(self, article: str, revision: str) -> None:
        """Keep which text of an article the user read."""
        self.seen[article] = revision
        self._run("insert or replace into seen values (?, ?)", article, revision)

    def searches(self) -> list[str]:
        """Return what was searched, the latest first."""
        return [str(text) for (text,) in self._run("select text from search order by at desc, rowid desc")]

    def remember_search(self, text: str) -> None:
        """Keep a search; the oldest beyond 200 are dropped."""
        self._run("insert or replace into search values (?, (select coalesce(max(at), 0) + 1 from search))", text)
        oldest = "select at from search order by at desc limit 1 offset ?"
        self._run(f"delete from search where at <= ({oldest})", _SEARCHES_KEPT)  # noqa: S608 - a constant

    def kept(self, name: str) -> str | None:
        """Return a value of the screen's, such as the width of the text or the order of the list."""
        rows = self._run("select value from kept where name = ?", name)
        return str(rows[0][0]) if rows else None

    def keep(self, name: str, value: str) -> None:
        """Keep a value of the screen's."""
        self._run("insert or replace into kept values (?, ?)", name, value)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _run(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        with self._lock, suppress(sqlite3.Error, OSError):
            if self._connection is None:
                self._connection = self._open()
            return self._connection.execute(sql, values).fetchall()
        return []

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        connection = sqlite3.connect(self._path, timeout=1, check_same_thread=False, isolation_level=None)
        try:
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = off")
            connection.executescript(_TABLES)
        except sqlite3.OperationalError:
            connection.close()
            raise
        except sqlite3.DatabaseError:
            # Not a database any more: it held nothing that cannot be missed.
            connection.close()
            self._path.unlink(missing_ok=True)
            raise
        return connection
