r"""Inline Markdown away: links, images, emphasis, code and escapes become the words a reader sees.

A linear scanner, not a parser: each position is visited once, and a bracket that is never closed stays as it is, so
that 100,000 opening brackets cost no more than as many letters. Dumps of web pages hold this syntax too (`\$2.5`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_S = TypeVar("_S", tuple[int, int], tuple[int, int, str])

LABEL_LIMIT = 1_000
"""Longest label of a link, in code points: further brackets are text."""
TARGET_LIMIT = 2_000
"""Longest address of a link."""
LINKS_LIMIT = 2_000
"""Most links of a line; further ones stay as they are written."""
LINE_LIMIT = 50_000
"""Longest line in code points whose syntax is looked at: nobody writes longer paragraphs."""
DEPTH_LIMIT = 3
"""Deepest parentheses within an address; keeps a flood of opening ones linear."""

_ANY = re.compile(r"[\\\[*_`<~=]")
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ESCAPABLE_IN_TEXT = frozenset("$*_[]()#~`>")  # a backslash before other signs may be a path or a formula
_RUNS = frozenset("*_`~=")
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|cite|code|del|details|div|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|"
    r"ins|kbd|li|mark|ol|p|pre|q|s|section|small|source|span|strong|sub|summary|sup|u|ul|video)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r"[()]")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,2000})>", re.IGNORECASE)
_COMMENT_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class Inline:
    """A line without its syntax."""

    text: str
    links: tuple[tuple[int, int, str], ...] = ()
    """Start, end in `text`, and the address."""
    bold: tuple[tuple[int, int], ...] = ()
    """Where `text` was bold."""


@dataclass(slots=True)
class _Output:
    pieces: list[str]
    length: int = 0

    def add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)


class _Scanner:
    """State of one line. `_closing` holds the place where a search for a closing sign last failed."""

    def __init__(self, line: str, *, markdown: bool) -> None:
        self.line = line
        self.markdown = markdown
        self.out = _Output([])
        self.links: list[tuple[int, int, str]] = []
        self.bold: list[tuple[int, int]] = []
        self.open_links: list[tuple[int, int, str]] = []  # end of the label in `line`, start in the output, address
        self.labels: dict[int, tuple[int, str, int]] = {}  # start of a label -> its end, address, end of the link
        self.skip_to: dict[int, int] = {}  # end of a label -> end of the whole link
        self.runs: dict[int, tuple[str, int]] = {}  # position of a run that is syntax -> what it is, partner
        self.bold_from: list[int] = []

    def scan(self) -> Inline:
        self._pair_runs()
        self._pair_links()
        handlers: dict[str, Callable[[int], int]] = {"\\": self._escape, "[": self._bracket, "<": self._angle}
        position = 0
        while True:
            match = _SIGN.search(self.line, position)
            if match is None:
                break
            at = match.start()
            self.out.add(self.line[position:at])
            sign = self.line[at]
            position = handlers[sign](at) if sign in handlers else self._other(at)
        self.out.add(self.line[position:])
        return Inline("".join(self.out.pieces), tuple(self.links), tuple(self.bold))

    def _escape(self, at: int) -> int:
        following = self.line[at + 1 : at + 2]
        if following and following in (_ESCAPABLE if self.markdown else _ESCAPABLE_IN_TEXT):
            self.out.add(following)
            return at + 2
        self.out.add("\\")
        return at + 1

    def _other(self, at: int) -> int:
        sign = self.line[at]
        if at in self.skip_to:  # a closing bracket of a link
            _, start, target = self.open_links.pop()
            if target and self.out.length > start:
                self.links.append((start, self.out.length, target))
            return self.skip_to[at]
        if sign == "!" and self.line[at + 1 : at + 2] == "[" and at + 1 in self.labels:
            return at + 1
        if at in self.runs:
            run, role = self.runs[at]
            if run in ("**", "***", "__") and role == 1:
                self.bold_from.append(self.out.length)
            elif run in ("**", "***", "__") and self.bold_from:
                self.bold.append((self.bold_from.pop(), self.out.length))
            return at + len(run)
        end = at + 1
        while end < len(self.line) and self.line[end] == sign and sign in _RUNS:
            end += 1
        self.out.add(self.line[at:end])
        return end

    def _bracket(self, at: int) -> int:
        if at not in self.labels:
            self.out.add("[")
            return at + 1
        label_end, target, end = self.labels[at]
        self.open_links.append((label_end, self.out.length, target))
        self.skip_to[label_end] = end
        return at + 1

    def _angle(self, at: int) -> int:
        match = _AUTOLINK.match(self.line, at)
        if match:
            start = self.out.length
            self.out.add(match[1])
            self.links.append((start, self.out.length, match[1]))
            return match.end()
        if self.markdown:
            if self.line.startswith("<!--", at):
                end = self.line.find("-->", at, at + _COMMENT_LIMIT)
                if end > 0:
                    return end + 3
            match = _TAG.match(self.line, at)
            if match:
                return match.end()
        self.out.add("<")
        return at + 1

    def _pair_links(self) -> None:
        """Find `[label](address)`; brackets nest, the innermost that has an address wins over none."""
        if "](" not in self.line and "][" not in self.line:
            return
        stack: list[int] = []
        position = tries = 0
        line = self.line
        for match in re.finditer(r"[\[\]\\]", line):
            at = match.start()
            if at < position:
                continue
            sign = line[at]
            if sign == "\\":
                position = at + 2
            elif sign == "[":
                stack.append(at)
            elif stack:
                start = stack.pop()
                tries += line[at + 1 : at + 2] == "("
                found = self._address(at + 1) if tries <= LINKS_LIMIT else None
                if found and at - start <= LABEL_LIMIT:
                    self.labels[start] = (at, *found)
                    position = found[1]

    def _address(self, at: int) -> tuple[str, int] | None:
        """Return the address that starts at `(`, without a title, and where its parenthesis ends."""
        line = self.line
        if line[at : at + 1] != "(":
            return None
        depth = 0
        for match in _PARENTHESIS.finditer(line, at, at + TARGET_LIMIT):
            depth += 1 if match.group() == "(" else -1
            if depth > DEPTH_LIMIT:
                return None
            if depth == 0:
                target = line[at + 1 : match.start()].strip().split(" ", 1)[0].strip("<>")
                return ("" if target.startswith("#") else target), match.end()
        return None

    def _pair_runs(self) -> None:
        """Pair runs of `*`, `_`, `~~`, `==` and backticks that flank words; what finds no partner is text."""
        line = self.line
        waiting: dict[str, int] = {}
        for match in re.finditer(r"\*{1,3}|_{1,3}|`+|~~|==", line):
            run, at = match.group(), match.start()
            if run[0] in "~=" and not self.markdown:
                continue
            if at and line[at - 1] == "\\":
                continue
            before, after = line[at - 1 : at] or " ", line[match.end() : match.end() + 1] or " "
            if run[0] == "_" and before.isalnum() and after.isalnum():
                continue
            if run in waiting and not before.isspace():
                start = waiting.pop(run)
                self.runs[start] = (run, 1)
                self.runs[at] = (run, 0)
            elif not after.isspace():
                waiting[run] = at


_SIGN = re.compile(r"[\\\[\]<*_`~=]|!(?=\[)")


def plain(line: str, *, markdown: bool = False) -> Inline:
    """Return a line without inline syntax, with its links and what was bold.

    `markdown` also takes away raw tags and comments, `~~` and `==`, and the backslash before any punctuation.
    Where nothing would be left, the line stays as it is: no line of a file disappears.
    """
    if len(line) > LINE_LIMIT or not _ANY.search(line):
        return Inline(line)
    found = _Scanner(line, markdown=markdown).scan()
    text = found.text.strip()
    if not text:
        return Inline(line)
    lead = len(found.text) - len(found.text.lstrip())
    if len(text) == len(found.text):
        return found
    links = tuple((start - lead, end - lead, target) for start, end, target in _within(found.links, lead, len(text)))
    bold = tuple((start - lead, end - lead) for start, end in _within(found.bold, lead, len(text)))
    return Inline(text, links, bold)


def _within(spans: tuple[_S, ...], lead: int, length: int) -> list[_S]:
    """Leave out the spans that reach into the blanks that are taken away."""
    return [span for span in spans if span[0] >= lead and span[1] <= lead + length]
