"""A draft: what a reader has found so far, and the one place where it becomes an Article.

Every reader ends here, so that all texts have one normal form: paragraphs in file order, one blank line between them.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reader.articles.article import Article, ArticleId, Block, BlockKind, Link, Origin, Published
from reader.articles.language import guess_language
from reader.articles.urls import canonical, is_web
from reader.text import Span

if TYPE_CHECKING:
    from reader.articles.paragraphs import Paragraph

KEY_SIZE = 2_000
"""Letters and digits of a text that name an article which has no address."""

FILE_NAME = "file name"
"""Origin of a title that the text itself does not have."""


@dataclass(slots=True)
class Draft:
    """An article in the making. A field is set once, by the surest source that has it."""

    path: str
    paragraphs: list[Paragraph]
    reader: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    published: Published | None = None
    updated: Published | None = None
    lang: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    origins: dict[str, Origin] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def learn(self, name: str, value: object, where: str, sure: float) -> None:
        """Set a field that is still empty, and remember where its value came from."""
        if value and not getattr(self, name):
            setattr(self, name, value)
            self.origins[name] = Origin(where, sure)

    def finish(self) -> Article:
        """Return the article; kinds that are still unknown are body."""
        text, blocks, links = _lay_out(self.paragraphs)
        if not self.title:
            self.learn("title", _title_of(self.path), FILE_NAME, 0.1)
        if not self.lang:
            prose = " ".join(
                p.text for p in self.paragraphs if p.kind in (None, BlockKind.BODY) and len(p.text) < 5_000
            )
            self.learn("lang", guess_language(prose or text), "words", 0.8)
        return Article(
            id=article_id(self.url, self.paragraphs),
            revision=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            path=self.path,
            text=text,
            blocks=blocks,
            title=self.title or self.path or "untitled",
            authors=self.authors,
            outlet=self.outlet,
            url=self.url,
            published=self.published,
            updated=self.updated,
            lang=self.lang,
            section=self.section,
            tags=self.tags,
            links=links,
            origins=self.origins,
            warnings=tuple(self.warnings),
            reader=self.reader,
        )


def _lay_out(paragraphs: list[Paragraph]) -> tuple[str, tuple[Block, ...], tuple[Link, ...]]:
    pieces: list[str] = []
    blocks: list[Block] = []
    links: list[Link] = []
    position = 0
    for paragraph in paragraphs:
        end = position + len(paragraph.text)
        kind = paragraph.kind or BlockKind.BODY
        blocks.append(Block(kind, Span(position, end), paragraph.first, paragraph.last, paragraph.level))
        links += [Link(Span(position + start, position + stop), target) for start, stop, target in paragraph.links]
        pieces.append(paragraph.text)
        position = end + 2
    return "\n\n".join(pieces), tuple(blocks), tuple(links)


def article_id(url: str | None, paragraphs: list[Paragraph]) -> ArticleId:
    """Name an article by its canonical address, else by the letters of its first long lines.

    Long lines, because lists of links and labels are the same on every page of a site. No kind is looked at: an id
    must not change when the classifier does.
    """
    key = canonical(url) if url else ""
    if not key:
        parts: list[str] = []
        length = 0
        for wants_long in (True, False):
            for paragraph in paragraphs:
                if length < KEY_SIZE and (paragraph.words >= 12) is wants_long:
                    parts.append(_letters(paragraph.text[: 2 * KEY_SIZE]))
                    length += len(parts[-1])
            if length >= 200:
                break
        key = "".join(parts)[:KEY_SIZE]
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=10).digest()
    return ArticleId(base64.b32encode(digest).decode("ascii").lower())


_NOT_LETTER = re.compile(r"[\W_]+")


def _letters(text: str) -> str:
    return _NOT_LETTER.sub("", text.casefold())


def _title_of(path: str) -> str:
    """Return a file's name as words: without folders, suffix, dashes and underscores."""
    name = PurePosixPath(path).name
    stem = name.rsplit(".", 1)[0] if "." in name[1:] else name
    words = " ".join(stem.replace("_", " ").replace("-", " ").split())
    return words or name


def web_address(value: str | None) -> str | None:
    """Return an address that may be opened, None for anything else."""
    bare = (value or "").strip().strip("<>")
    return bare if is_web(bare) else None
