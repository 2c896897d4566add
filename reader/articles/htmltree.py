"""A web page as a light tree: elements with class, id and text, without scripts, styles, forms and vector images.

Built with the standard library alone. Broken mark-up gives a tree all the same; depth and size are bounded.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser

from reader.articles.lexicon import table

DEPTH_LIMIT = 400
"""Deepest nesting; deeper elements become children of the last one that is still allowed."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# `<a class="x" href='y' hidden>`, `<br />`: well formed, with quoted values. Possessive, so that it never looks back.
_TAG = re.compile(
    r"<([a-zA-Z][a-zA-Z0-9-]*+)"
    r"((?:[ \t\n\r]++[a-zA-Z_:@][\w:.@-]*+(?:=(?:\"[^\"<>]*+\"|'[^'<>]*+'))?+)*+)[ \t\n\r]*+(/?)>",
    re.ASCII,
)
# `class="x"`, `hidden`, within such a tag.
_ATTRIBUTE = re.compile(r"([a-zA-Z_:@][\w:.@-]*+)(?:=(\"[^\"]*+\"|'[^']*+'))?+", re.ASCII)
# `</a>`
_END_TAG = re.compile(r"</([a-zA-Z][a-zA-Z0-9-]*+)[ \t\n\r]*+>", re.ASCII)
_LINE_END = re.compile("\n")
_ELEMENTS = table("html")
_VOID = frozenset(_ELEMENTS["void"])
_RAW = ("script", "style", "noscript", "template", "svg", "textarea", "select", "iframe", "object", "canvas", "math")
_CLOSES = {
    "p": frozenset(("p",)),
    "li": frozenset(("li", "p")),
    "dt": frozenset(("dt", "dd", "p")),
    "dd": frozenset(("dt", "dd", "p")),
    "tr": frozenset(("tr", "td", "th", "p")),
    "td": frozenset(("td", "th", "p")),
    "th": frozenset(("td", "th", "p")),
    "option": frozenset(("option",)),
}
_LITERAL = frozenset(
    ["script", "style", "title", "textarea", "iframe", "noembed", "noframes", "noscript", "xmp", "plaintext"]
)
"""Elements whose content some version of the parser reads as text."""
_BLOCKS_CLOSE_P = frozenset(_ELEMENTS["ends_paragraph"])


@lru_cache(maxsize=4096)  # a page repeats its class names
def _named(classes: str, own: str) -> str:
    return _CAMEL.sub("-", f"{classes} {own}".strip()).casefold()


class Node:
    """An element of a page."""

    __slots__ = ("attributes", "children", "holds_table", "line", "name", "parent", "tag")

    def __init__(self, tag: str, parent: Node | None, line: int, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.parent = parent
        self.line = line
        self.attributes = attributes
        self.name = _named(attributes.get("class", ""), attributes.get("id", "")) if attributes else ""
        """Its classes and id, folded."""
        self.children: list[Node | str] = []
        self.holds_table = False
        """It is a table with another one in it."""


class _Builder(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("html", None, 1, {})
        self.open = [self.root]
        self._lines = [match.start() for match in _LINE_END.finditer(html)]
        self._at = 0

    def updatepos(self, i: int, j: int) -> int:  # noqa: ARG002 - the parser's signature
        """Remember the place alone: its line is counted for elements, not for each step of the parser."""
        self._at = j
        return j

    def parse_starttag(self, i: int) -> int:
        """Read a tag as nearly all are written without the parser's many steps; the others as the parser does."""
        found = _TAG.match(self.rawdata, i)
        tag = found[1].lower() if found else ""
        if found is None or tag in _LITERAL:
            return super().parse_starttag(i)
        attributes: list[tuple[str, str | None]] = [
            (name.lower(), unescape(value[1:-1]) if "&" in value else value[1:-1])
            for name, value in _ATTRIBUTE.findall(found[2])
        ]
        (self.handle_startendtag if found[3] else self.handle_starttag)(tag, attributes)
        return found.end()

    def parse_endtag(self, i: int) -> int:
        """Read an end tag in the same way."""
        found = _END_TAG.match(self.rawdata, i) if self.cdata_elem is None else None
        if found is None:
            return super().parse_endtag(i)
        self.handle_endtag(found[1].lower())
        return found.end()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        top = self.open[-1].tag
        if top in _CLOSES.get(tag, ()) or (top == "p" and tag in _BLOCKS_CLOSE_P):
            self.open.pop()
        parent = self.open[-1]
        node = Node(tag, parent, bisect_left(self._lines, self._at) + 1, {name: value or "" for name, value in attrs})
        parent.children.append(node)
        if tag == "table":
            for above in reversed(self.open):
                if above.tag == tag:
                    above.holds_table = True
                    break
        if tag not in _VOID and len(self.open) < DEPTH_LIMIT:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and self.open[-1].tag == tag and tag not in ("div", "p", "span", "a"):
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.open) - 1, max(0, len(self.open) - 40), -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return

    def handle_data(self, data: str) -> None:
        if data:
            self.open[-1].children.append(data)


# `<script ...>`, `<!--`: what opens a part of the page that holds no text of the article.
_RAW_OPENING = re.compile(rf"<(?:!--|(?:{'|'.join(_RAW)})(?=[\s>/]))", re.IGNORECASE)


_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def without_raw(html: str) -> tuple[str, list[str]]:
    """Return a page without what holds no text, and the JSON-LD data that it carries. Lines keep their numbers."""
    folded = html.lower()
    if len(folded) != len(html):  # a letter became two: offsets have to stay
        folded = html.translate(_LOWER)
    pieces: list[str] = []
    data: list[str] = []
    position = 0
    unclosed: set[str] = set()
    for match in _RAW_OPENING.finditer(html):
        start = match.start()
        tag = folded[start + 1 : match.end()]
        if start < position:
            continue
        opening_end = match.end() if tag == "!--" else folded.find(">", start) + 1
        end = -1 if tag in unclosed else folded.find("-->" if tag == "!--" else f"</{tag}", opening_end)
        if end < 0 or opening_end == 0:  # shown as text: it must not swallow the rest, nor be looked for again
            unclosed.add(tag)
            pieces += [html[position:start], "&lt;"]
            position = start + 1
            continue
        if folded[opening_end - 2] == "/" and tag != "script":
            continue
        stop = folded.find(">", end) + 1 or len(html)
        if tag == "script" and "ld+json" in folded[start:opening_end]:
            data.append(html[opening_end:end])
        pieces += [html[position:start], "\n" * html.count("\n", start, stop)]
        position = stop
    pieces.append(html[position:])
    return "".join(pieces), data


def parse(html: str) -> Node:
    """Return the root of a page's tree."""
    builder = _Builder(html)
    try:
        builder.feed(html)
        builder.close()
    except (AssertionError, ValueError):  # declarations that the parser refuses; what was read so far stays
        pass
    return builder.root


def text_of(node: Node) -> str:
    """Return all text below a node."""
    pieces: list[str] = []
    stack: list[Node | str] = [node]
    while stack:
        top = stack.pop()
        if isinstance(top, str):
            pieces.append(top)
        else:
            if top.tag == "br":
                pieces.append("\n")
            stack.extend(reversed(top.children))
    return "".join(pieces)
