"""Markdown: headings, lists, quotes, code and tables are what their signs say; the rest is read as a dump is.

Lines keep their numbers in the file. The header is metadata and no part of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.articles import frontmatter
from reader.articles.article import BlockKind
from reader.articles.draft import Draft
from reader.articles.fields import learn_header
from reader.articles.inline import Inline, plain
from reader.articles.linekinds import key_of
from reader.articles.paragraphs import WRAP_WIDTH, Paragraph, continues, join
from reader.articles.text import gather, is_too_long
from reader.articles.zones import Zones, label, label_rest

if TYPE_CHECKING:
    from collections.abc import Callable

READER = "markdown/1"

_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$")
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}([-*_])(?:\s*\1){2,}\s*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})\s*$")
_ITEM = re.compile(r"(\s*)([-*+]|\d{1,9}[.)])\s+(?=\S)")
_QUOTE = re.compile(r" {0,3}>\s?")
_CALLOUT = re.compile(r"\[!\w{1,30}\][+-]?\s*")  # Obsidian: `> [!quote] Title`
_TABLE_RULE = re.compile(r"\s*\|?[\s:|-]*-[\s:|-]*$")
_REFERENCE = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:\s*\S+")  # `[1]: https://...`
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\n]{1,80}\]:\s*(?=\S)")
_IMAGE_LINE = re.compile(r"\s*(?:\[)?!\[")


@dataclass(slots=True)
class _Parser:
    lines: list[str]
    first: int
    """Number of the first of `lines` in the file."""
    paragraphs: list[Paragraph] = field(default_factory=list)
    position: int = 0

    def run(self) -> list[Paragraph]:
        while self.position < len(self.lines):
            line = self.lines[self.position]
            if not line.strip():
                self.position += 1
            elif not (
                self._code(line) or self._heading(line) or self._table(line) or self._quote(line) or self._item(line)
            ):
                self._prose()
        return self.paragraphs

    def _add(self, found: Inline, count: int, kind: BlockKind | None, level: int = 0) -> None:
        first = self.first + self.position
        before = self.paragraphs[-1].last if self.paragraphs else -1
        self.paragraphs.append(
            Paragraph(
                found.text,
                first,
                first + count - 1,
                found.links,
                found.bold,
                level=level,
                kind=kind,
                is_close=first == before + 1,
            )
        )
        self.position += count

    def _code(self, line: str) -> bool:
        match = _FENCE.match(line)
        if not match:
            return False
        fence = match[1]
        end = self.position + 1
        while end < len(self.lines) and not self.lines[end].lstrip().startswith(fence):
            end += 1
        inside = [code.rstrip() for code in self.lines[self.position + 1 : end] if code.strip()]
        count = min(end + 1, len(self.lines)) - self.position
        self._add(Inline("\n".join(inside).strip("\n") or line.strip()), count, BlockKind.CODE)
        return True

    def _heading(self, line: str) -> bool:
        match = _HEADING.match(line)
        if match and (match[2] or "").strip():
            self._add(_plain(match[2]), 1, BlockKind.HEADING, len(match[1]))
            return True
        following = self.lines[self.position + 1] if self.position + 1 < len(self.lines) else ""
        under = _UNDERLINE.match(following)
        if under and len(line.split()) <= 20 and not _ITEM.match(line) and not _QUOTE.match(line):
            self._add(_plain(line), 2, BlockKind.HEADING, 1 if under[1][0] == "=" else 2)
            return True
        if _RULE.match(line):
            self._add(Inline(line.strip()), 1, BlockKind.BOILERPLATE)
            return True
        return False

    def _table(self, line: str) -> bool:
        following = self.lines[self.position + 1] if self.position + 1 < len(self.lines) else ""
        if "|" not in line or "|" not in following or not _TABLE_RULE.match(following):
            return False
        end = self.position
        while end < len(self.lines) and "|" in self.lines[end]:
            end += 1
        rows = [
            plain(" ".join(row.strip().strip("|").split()), markdown=True).text
            for row in self.lines[self.position : end]
        ]
        self._add(Inline("\n".join(row for row in (rows[0], *rows[2:]) if row)), end - self.position, BlockKind.TABLE)
        return True

    def _run_of(self, is_part: Callable[[str], bool]) -> list[str]:
        end = self.position
        while end < len(self.lines) and self.lines[end].strip() and (end == self.position or is_part(self.lines[end])):
            end += 1
        return self.lines[self.position : end]

    def _quote(self, line: str) -> bool:
        if not _QUOTE.match(line):
            return False
        run = self._run_of(lambda following: bool(_QUOTE.match(following)))
        bare = [_unquoted(quoted) for quoted in run]
        start = 0
        for end in range(1, len(bare) + 1):
            if end == len(bare) or not bare[end].strip():
                self._quoted([*bare[start:end]])
                start = end
        return True

    def _quoted(self, lines: list[str]) -> None:
        """Add one paragraph of a quotation; empty lines before it are lines of it."""
        words = [line for line in lines if line.strip()]
        if not words:
            raw = self.lines[self.position].strip()
            self._add(Inline(raw), len(lines), BlockKind.NAV)
        elif _is_wrapped(words):
            self._add(join([_plain(line) for line in words]), len(lines), BlockKind.QUOTE)
        else:
            blank = len(lines) - len(words)
            for index, line in enumerate(words):
                self._add(_plain(line), 1 + (blank if index == 0 else 0), BlockKind.QUOTE)

    def _item(self, line: str) -> bool:
        match = _ITEM.match(line)
        if not match:
            return False
        run = self._run_of(lambda following: following[:1] in (" ", "\t") and not _ITEM.match(following))
        mark = "•" if match[2] in "-*+" else match[2]
        pieces = [_plain(line[match.end() :]), *(_plain(following) for following in run[1:])]
        joined = join(pieces)
        shift = len(mark) + 1
        links = tuple((start + shift, end + shift, target) for start, end, target in joined.links)
        bold = tuple((start + shift, end + shift) for start, end in joined.bold)
        depth = len(match[1].expandtabs(4)) // 2 + 1
        self._add(Inline(f"{mark} {joined.text}", links, bold), len(run), BlockKind.LIST, min(depth, 9))
        return True

    def _prose(self) -> None:
        run = self._run_of(lambda line: not _opens_block(line))
        if len(run) > 1 and (_is_wrapped(run) or (len(run) == 2 and continues(run[0].strip(), run[1].strip()))):
            self._add(join([_plain(line) for line in run]), len(run), None)
            return
        for line in run:
            kind, text = _line_kind(line)
            found = _plain(text)
            if kind is not None or not self._mend(found):
                self._add(found, 1, kind)

    def _mend(self, found: Inline) -> bool:
        """Join a line to the paragraph before it where both are one sentence that a blank line broke."""
        before = self.paragraphs[-1] if self.paragraphs else None
        number = self.first + self.position
        if before is None or before.kind is not None or number - before.last > 3:
            return False
        if not continues(before.text, found.text):
            return False
        whole = join([Inline(before.text, before.links, before.bold), found])
        self.paragraphs[-1] = Paragraph(
            whole.text, before.first, number, whole.links, whole.bold, is_close=before.is_close
        )
        self.position += 1
        return True


def _line_kind(line: str) -> tuple[BlockKind | None, str]:
    footnote = _FOOTNOTE.match(line)
    if footnote:
        return BlockKind.NOTE, line[footnote.end() :]
    if _REFERENCE.match(line):
        return BlockKind.NAV, line
    return (BlockKind.CAPTION if _IMAGE_LINE.match(line) else None), line


def _opens_block(line: str) -> bool:
    return any(pattern.match(line) for pattern in (_HEADING, _FENCE, _QUOTE, _ITEM, _RULE, _FOOTNOTE))


def _is_wrapped(lines: list[str]) -> bool:
    """Tell whether lines are one paragraph: none ends early or is longer than an editor wraps."""
    if len(lines) < 2 or max(map(len, lines)) > WRAP_WIDTH + 20:
        return False
    return all(len(line) >= 45 and not line.endswith(("  ", "\\")) for line in lines[:-1])


def _unquoted(line: str) -> str:
    while match := _QUOTE.match(line):
        line = line[match.end() :]
        if not line.startswith(">"):
            break
    return _CALLOUT.sub("", line, count=1) if line.startswith("[!") else line


def _plain(line: str) -> Inline:
    return plain(_without_wikilinks(" ".join(line.split())), markdown=True)


def _without_wikilinks(line: str) -> str:
    """Turn `[[Page|words]]` into its words and `[[Page]]` into its name; an embedded `![[x]]` too."""
    if "[[" not in line:
        return line
    pieces: list[str] = []
    position = 0
    while (start := line.find("[[", position)) >= 0:
        end = line.find("]]", start, start + 400)
        if end < 0:
            pieces.append(line[position : start + 2])
            position = start + 2
            continue
        opening = start - 1 if start > position and line[start - 1] == "!" else start
        pieces += [line[position:opening], line[start + 2 : end].rsplit("|", 1)[-1]]
        position = end + 2
    pieces.append(line[position:])
    return "".join(pieces)


def read_markdown(path: str, text: str, *, warnings: list[str] | None = None) -> Draft:
    """Return the draft of a Markdown file whose text is decoded and cleaned."""
    header = frontmatter.split(text)
    lines = text.split("\n")[header.lines :]
    draft = Draft(path, _Parser(lines, header.lines + 1).run(), READER, warnings=[*(warnings or ()), *header.warnings])
    learn_header(draft, header)
    if is_too_long(draft):
        return draft
    _notes_program(draft)
    if draft.title:
        title_key = key_of(draft.title)
        for paragraph in draft.paragraphs[:12]:
            if paragraph.words <= 40 and key_of(paragraph.text) == title_key:
                paragraph.kind = BlockKind.TITLE
        label_rest(draft.paragraphs)
        zones = Zones(0, None)
    else:
        zones = label(draft.paragraphs)
    gather(draft, zones)
    return draft


# Readwise and Dataview write metadata as lines of the text.
_FIELD = re.compile(r"(?:• )?([A-Za-z][\w -]{1,30}?):{1,2}\s+(\S.*)$")
_FIELDS = {
    "author": BlockKind.BYLINE,
    "authors": BlockKind.BYLINE,
    "full title": BlockKind.TITLE,
    "title": BlockKind.TITLE,
    "url": BlockKind.URL,
    "source": BlockKind.URL,
    "link": BlockKind.URL,
    "published": BlockKind.DATE,
    "published date": BlockKind.DATE,
    "date": BlockKind.DATE,
    "category": BlockKind.SECTION,
    "document tags": BlockKind.NAV,
    "tags": BlockKind.NAV,
    "summary": BlockKind.DEK,
    "created": BlockKind.NAV,
    "publication": BlockKind.SOURCE,
    "publisher": BlockKind.SOURCE,
}


def _notes_program(draft: Draft) -> None:
    """Take the list under a heading `Metadata`, and `key:: value` lines before the text, for a header."""
    header = frontmatter.Header(kind="metadata list")
    in_list = False
    for paragraph in draft.paragraphs[:60]:
        text = paragraph.text
        if paragraph.kind is BlockKind.HEADING:
            in_list = key_of(text) == "metadata"
            if in_list or key_of(text) == "highlights":
                paragraph.kind, paragraph.level = BlockKind.NAV, 0
            continue
        match = _FIELD.match(text) if len(text) < 500 else None
        if not match or not (in_list or f"{match[1]}::" in text):
            continue
        kind = _FIELDS.get(match[1].casefold())
        if kind is None:
            continue
        paragraph.kind = kind
        name = frontmatter.name_of(match[1])
        values = list(re.split(r",\s*(?=\[\[)", match[2])) if name.startswith("author") else [match[2]]
        header.values.setdefault(name, []).extend(map(frontmatter.without_links, values))
    if header.values.get("title") or header.values.get("full_title"):
        for paragraph in draft.paragraphs[:3]:
            if paragraph.level == 1:
                paragraph.kind = BlockKind.TITLE
    learn_header(draft, header)
