"""Articles made for these tests, a fake of the library's facts, and an oracle that scans instead of searching."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from typing import TYPE_CHECKING

from reader.articles.article import Article, ArticleId, Block, BlockKind, Published
from reader.search.language import Query, parse
from reader.search.query import Condition, Document
from reader.search.snippets import is_near
from reader.search.syntax import And, Days, Fact, Fuzzy, Node, Not, Or, Phrase, Prefix, Word
from reader.search.values import day_number
from reader.search.words import stem, terms
from reader.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

TODAY = dt.date(2025, 12, 18)


def make_document(
    key: int,
    text: str,
    *,
    title: str = "",
    outlet: str | None = None,
    authors: tuple[str, ...] = (),
    day: str | None = None,
    lang: str | None = "en",
) -> Document:
    """Return a document of one block."""
    blocks = (Block(BlockKind.BODY, Span(0, len(text)), 1, 1),) if text else ()
    article = Article(
        id=ArticleId(f"a{key}"),
        revision=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        path=f"folder/{key}.txt",
        text=text,
        blocks=blocks,
        title=title or f"Article {key}",
        authors=authors,
        outlet=outlet,
        published=Published(day) if day else None,
        lang=lang,
    )
    return Document(key, article)


_WORDS = (
    "oil price prices priced gas potash sanctions sanction prisoners prisoner prison released "
    "release minister ministers Müller Łódź Минск переговоры 東京 bank banks England of the and "
    "to in for with government governments governor talks talked talking deal deals 2025 10 "
    "percent million Lukashenko Bondarev opposition vote votes "
)
_VOCABULARY = _WORDS.split()


def make_documents(count: int, seed: int = 1, first: int = 1) -> list[Document]:
    """Return documents of random words, the same for the same seed."""
    chance = random.Random(seed)
    weights = [1 / (rank + 1) for rank in range(len(_VOCABULARY))]
    made = []
    for key in range(first, first + count):
        words = chance.choices(_VOCABULARY, weights, k=chance.randint(3, 60))
        text = " ".join(words[: len(words) // 2]) + ".\n\n" + " ".join(words[len(words) // 2 :])
        made.append(
            make_document(
                key,
                text,
                title=" ".join(chance.choices(_VOCABULARY, k=3)),
                outlet=chance.choice(["Morning Wire", "Évening Post", None]),
                authors=tuple(chance.sample(["Anna Nowak", "Jan Kowalski", "Ольга Иванова"], chance.randint(0, 2))),
                day=chance.choice(["2025-12-18", "2025-12-01", "2025-11", "2024", None, f"2023-01-{key % 28 + 1:02}"]),
                lang=chance.choice(["en", "pl", None]),
            )
        )
    return made


class FakeFacts:
    """Facts where the word of a condition is the modulus that keys are divided by."""

    def keys(self, condition: Condition) -> frozenset[int]:
        if condition.word.isdigit():
            return frozenset(range(0, 10_000, int(condition.word)))
        return frozenset()


def _contains(words: list[str], node: Node) -> bool:
    match node:
        case Word(_, text, True):
            return text in words
        case Prefix(_, text, typed):
            return any(word.startswith(text) or (typed and stem(word) == stem(text)) for word in words)
        case Fuzzy(_, text):
            return any(is_near(text, word) for word in words)
        case Phrase(_, wanted, is_open):
            last = wanted[-1]
            for start in range(len(words) - len(wanted) + 1):
                here = words[start : start + len(wanted)]
                if tuple(here[:-1]) == wanted[:-1] and (here[-1] == last or (is_open and here[-1].startswith(last))):
                    return True
            return False
        case Word(_, text):
            return any(stem(word) == stem(text) for word in words)
    raise AssertionError(node)


def _fields(document: Document) -> dict[str, list[list[str]]]:
    article = document.article
    parts = {
        "text": (article.title, *article.authors, article.outlet or "", *article.tags, article.text),
        "title": (article.title,),
        "author": article.authors,
        "outlet": (article.outlet or "",),
        "lang": (article.lang or "",),
        "path": (article.path,),
    }
    return {name: [terms(part) for part in texts] for name, texts in parts.items()}


def answers(document: Document, node: Node | None, facts: FakeFacts) -> bool:
    """Tell by looking at its words whether a document answers a query."""
    match node:
        case None:
            return True
        case And(parts):
            return all(answers(document, part, facts) for part in parts)
        case Or(parts):
            return any(answers(document, part, facts) for part in parts)
        case Not(part):
            return not answers(document, part, facts)
        case Days(low, high):
            published = document.article.published
            return published is not None and max(low, 1) <= day_number(published.iso) <= high
        case Fact(condition):
            return document.key in facts.keys(condition)
    stemmed = node.field in ("text", "title")
    if not stemmed and isinstance(node, Word):
        node = Word(node.field, node.text, exact=True)
    if not stemmed and isinstance(node, Prefix):
        node = Prefix(node.field, node.text)
    return any(_contains(words, node) for words in _fields(document)[node.field])


def scanned(documents: Iterable[Document], query: Query) -> set[int]:
    """Return the keys of the documents that answer a query, by scanning them."""
    return {document.key for document in documents if answers(document, query.root, FakeFacts())}


def asked(text: str) -> Query:
    """Return a query as of the day of these tests."""
    return parse(text, TODAY)


QUERIES = [
    "",
    "oil ",
    "Oil ",
    "o",
    "pri",
    "prisoner ",
    "prisoners",
    '"oil price"',
    '"bank of england"',
    '"bank of e',
    '"oil p',
    "oil price ",
    "oil -price ",
    "-oil ",
    "-oil -gas ",
    "oil OR potash ",
    "(oil OR gas) (price OR talks) -vote ",
    "oil OR -gas ",
    "the of ",
    "the price of o",
    "muller ",
    "lodz",
    "переговоры ",
    "минск",
    "東京",
    "東",
    "prizon~ ",
    "gsa~ ",
    "gov* ",
    "title:oil ",
    "title:pri",
    'title:"oil gas"',
    "author:nowak",
    "outlet:evening ",
    "outlet:eve",
    "lang:pl",
    "path:7",
    "date:2025-12",
    "date:2025-12-01..2025-12-18 oil ",
    "before:2025 ",
    "oil after:2024",
    "tag:3",
    "oil tag:2",
    "-tag:2",
    "oil OR tag:5",
    "tag:2 -tag:3 date:2025",
    "nothinglikethis ",
    "zzz",
    "zzz~",
]
