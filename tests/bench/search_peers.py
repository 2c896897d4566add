"""The peers of the search benchmark: SQLite's FTS5, tantivy, and stock Whoosh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search_corpus import TOP, rows

if TYPE_CHECKING:
    from pathlib import Path


class Fts5:
    """SQLite's full-text index, contentless, with Porter's stems and prefix indexes."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "fts.sqlite"
        folder.mkdir(parents=True, exist_ok=True)

    def connect(self):
        """Return a connection."""
        import sqlite3

        self.db = sqlite3.connect(self.path)
        return self.db

    def build(self, corpus: Path, count: int, processes: int) -> None:
        """Index all in one transaction."""
        db = self.connect()
        db.execute("PRAGMA journal_mode=WAL")
        db.execute(
            "CREATE VIRTUAL TABLE t USING fts5(title, body, content='', tokenize='porter unicode61', prefix='1 2 3')"
        )
        db.execute("CREATE TABLE d(id INTEGER PRIMARY KEY, day INTEGER)")
        self.insert(rows(corpus, count))

    def insert(self, articles) -> None:
        """Insert articles."""
        with self.db as db:
            for number, row in articles:
                db.execute("INSERT INTO t(rowid, title, body) VALUES (?, ?, ?)", (number, row["title"], row["body"]))
                db.execute("INSERT INTO d VALUES (?, ?)", (number, int(row["date"].replace("-", ""))))
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def add(self, more: list[dict], first: int) -> None:
        """Add some more articles."""
        self.connect()
        self.insert(enumerate(more, first))

    def open(self) -> None:
        """Open for searching."""
        self.connect().execute("SELECT max(rowid) FROM d").fetchone()

    def ask(self, query: dict) -> int:
        """Answer; return the number of hits, at most 20."""
        words = query.get("words", [])
        quoted = [f'"{word}"' for word in words]
        dates = ""
        match query["kind"]:
            case "or":
                match = " OR ".join(quoted)
            case "phrase":
                match = f'"{" ".join(words)}"'
            case "fuzzy":
                raise NotImplementedError
            case "prefix":
                match = f'"{words[0]}"*'
            case "typed":
                parts = query["text"].split()
                open_end = "" if query["text"].endswith(" ") else "*"
                match = " ".join([*(f'"{part}"' for part in parts[:-1]), f'"{parts[-1]}"{open_end}'])
            case _:
                match = " ".join(quoted)
        if query["kind"] == "dates":
            low = query["year"] * 10_000 + query["month"] * 100
            dates = f" AND d.day BETWEEN {low} AND {low + 10_031}"
        sql = f"SELECT t.rowid FROM t{' JOIN d ON d.id = t.rowid' if dates else ''} WHERE t MATCH ?{dates}"
        sql += f" ORDER BY rank LIMIT {TOP}"
        return len(self.db.execute(sql, (match,)).fetchall())


class Tantivy:
    """A compiled engine: the yardstick for what is possible."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def schema(self):
        """Return fields as ours: stems for words, exact words for phrases and prefixes."""
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("title", stored=False, tokenizer_name="en_stem")
        builder.add_text_field("body", stored=False, tokenizer_name="en_stem")
        builder.add_integer_field("id", stored=True, indexed=True, fast=True)
        builder.add_integer_field("day", stored=False, indexed=True, fast=True)
        return builder.build()

    def build(self, corpus: Path, count: int, processes: int) -> None:
        """Index with one thread."""
        import tantivy

        self.index = tantivy.Index(self.schema(), path=str(self.folder))
        self.insert(rows(corpus, count))

    def insert(self, articles) -> None:
        """Insert articles in one commit."""
        import tantivy

        writer = self.index.writer(128_000_000, 1)
        for number, row in articles:
            day = int(row["date"].replace("-", ""))
            writer.add_document(tantivy.Document(title=row["title"], body=row["body"], id=number, day=day))
        writer.commit()
        writer.wait_merging_threads()

    def add(self, more: list[dict], first: int) -> None:
        """Add some more articles."""
        import tantivy

        self.index = tantivy.Index.open(str(self.folder))
        self.insert(enumerate(more, first))

    def open(self) -> None:
        """Open for searching."""
        import tantivy

        self.index = tantivy.Index.open(str(self.folder))
        self.index.reload()
        self.searcher = self.index.searcher()

    def ask(self, query: dict) -> int:
        """Answer; return the number of hits."""
        found = self.searcher.search(self.query(query), TOP)
        for _, address in found.hits:
            self.searcher.doc(address)
        return found.count

    def query(self, query: dict):
        """Return the query as tantivy's."""
        import tantivy
        from tantivy import Occur, Query

        schema = self.index.schema
        words = query.get("words", [])

        def word(text: str):
            return self.index.parse_query(text, ["title", "body"])

        def prefix(text: str):
            return Query.regex_query(schema, "body", f"{text}.*")

        match query["kind"]:
            case "or":
                asked = Query.boolean_query([(Occur.Should, word(text)) for text in words])
            case "phrase":
                asked = word(f'"{" ".join(words)}"')
            case "fuzzy":
                asked = Query.fuzzy_term_query(schema, "body", words[0], distance=1)
            case "prefix":
                asked = prefix(words[0])
            case "typed":
                parts = query["text"].split()
                whole = parts if query["text"].endswith(" ") else parts[:-1]
                clauses = [(Occur.Must, word(text)) for text in whole]
                if len(whole) < len(parts):
                    clauses.append((Occur.Must, prefix(parts[-1])))
                asked = Query.boolean_query(clauses)
            case _:
                asked = Query.boolean_query([(Occur.Must, word(text)) for text in words])
        if query["kind"] == "dates":
            low = query["year"] * 10_000 + query["month"] * 100
            days = Query.range_query(schema, "day", tantivy.FieldType.Integer, low, low + 10_031)
            asked = Query.boolean_query([(Occur.Must, asked), (Occur.Must, days)])
        return asked


class StockWhoosh:
    """Whoosh as it comes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def build(self, corpus: Path, count: int, processes: int) -> None:
        """Index with one writer."""
        from whoosh import fields, index
        from whoosh.analysis import StemmingAnalyzer

        schema = fields.Schema(
            id=fields.ID(stored=True),
            title=fields.TEXT(analyzer=StemmingAnalyzer(), field_boost=3.0),
            body=fields.TEXT(analyzer=StemmingAnalyzer()),
            day=fields.NUMERIC(sortable=True),
        )
        self.index = index.create_in(str(self.folder), schema)
        self.insert(rows(corpus, count))

    def insert(self, articles) -> None:
        """Insert articles in one commit."""
        writer = self.index.writer(limitmb=512)
        for number, row in articles:
            day = int(row["date"].replace("-", ""))
            writer.add_document(id=str(number), title=row["title"], body=row["body"], day=day)
        writer.commit(merge=False)

    def add(self, more: list[dict], first: int) -> None:
        """Add some more articles."""
        from whoosh import index

        self.index = index.open_dir(str(self.folder))
        self.insert(enumerate(more, first))

    def open(self) -> None:
        """Open for searching."""
        from whoosh import index

        self.searcher = index.open_dir(str(self.folder)).searcher()

    def ask(self, query: dict) -> int:
        """Answer; return the number of hits."""
        from whoosh import query as q
        from whoosh.analysis import StemmingAnalyzer

        stems = StemmingAnalyzer()
        words = [t.text for word in query.get("words", []) for t in stems(word, removestops=False)]

        def anywhere(text: str):
            return q.Or([q.Term("title", text), q.Term("body", text)])

        match query["kind"]:
            case "or":
                asked = q.Or([anywhere(text) for text in words])
            case "phrase":
                asked = q.Phrase("body", words)
            case "fuzzy":
                asked = q.FuzzyTerm("body", query["words"][0], maxdist=1)
            case "prefix":
                if len(query["words"][0]) < 4:
                    raise NotImplementedError
                asked = q.Prefix("body", query["words"][0])
            case "typed":
                raise NotImplementedError
            case "dates":
                low = query["year"] * 10_000 + query["month"] * 100
                asked = q.And([anywhere(words[0]), q.NumericRange("day", low, low + 10_031)])
            case _:
                asked = q.And([anywhere(text) for text in words])
        found = self.searcher.search(asked, limit=TOP)
        return found.estimated_length()
