"""Which part of a web page is the article: text votes for its parents, what pages put around it is pruned.

The vote is that of Arc90's readability (points for paragraphs by length and commas, half of them for the grandparent,
less for text that is mostly links), with two differences: pruning by class spares wrappers that hold much of the
page's text, and the winner gives way to an ancestor only where the other paragraphs stand in siblings of its own class.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.articles.article import BlockKind
from reader.articles.htmltable import rows_of
from reader.articles.lexicon import table
from reader.articles.linekinds import is_credit, kind_of
from reader.articles.paragraphs import Paragraph
from reader.articles.urls import is_web

if TYPE_CHECKING:
    from reader.articles.htmltree import Node

_ELEMENTS = table("html")
_PRUNED_TAGS = frozenset(_ELEMENTS["pruned"])
# Words of class names and ids of what pages put around and between the paragraphs of an article.
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:ad|ads|advert\w*|adslot|adbox|author-?(?:bio|box|info|card)\w*|about-author|banner|bio|breadcrumb\w*|"
    r"byline\w*|caption\w*|comment\w*|contributors?|cookie\w*|copyright|credits?|dateline|disclaimer|disqus\w*|donat\w*|"
    r"dont-?miss|editors?-?note|email-?signup|embed-?caption|follow\w*|footer\w*|gallery\w*|hidden|infobox|jp-relatedposts|"
    r"legal|login|masthead|menu\w*|meta|metadata|modal\w*|more-?(?:on|from|stories|news|articles|links)\w*|most-?(?:read|popular)|"
    r"nav\w*|newsletter\w*|outbrain\w*|overlay|pagination|paywall\w*|popup\w*|post-?(?:meta|tags|nav\w*|footer|info)|"
    r"prev(?:ious)?-?next|promo\w*|read-?(?:more|next|also)\w*|recirc\w*|recommend\w*|related\w*|rail|reprints?|rss|"
    r"screen-?reader\w*|share\w*|sharing\w*|shar(?:e|ing)-?\w*|shoutbox|sidebar\w*|side-?bar|signup\w*|skip-?\w*|slideshow\w*|social\w*|"
    r"sponsor\w*|sr-only|subscri\w*|taboola\w*|tags?|tag-?(?:list|cloud)|teaser\w*|timestamp|toolbar\w*|tooltip|"
    r"top-?stories|trending\w*|tweet-?this|visually-?hidden|widget\w*|wp-caption\w*|zergnet|newsletter-?\w*|button\w*)"
    r"(?=$|[\s_-])"
)
_ABOUT_ARTICLE = re.compile(
    r"(?:article|story|post|entry|content|main|page|blog|text|news)[\s_-]?(?:body|content|text|copy|main|full|entry|inner|wrap\w*)|"
    r"articlebody|storytext|entry-content|post-content|body-?copy|hentry|rich-?text"
)
# Class names that only lay out a page: `col-md-9`, `grid-x`, `mt-4`, `wrapper`.
_LAYOUT = re.compile(
    r"(?:grid|col|cols|column|columns|row|span|large|small|medium|desktop|mobile|tablet|[mp][tblrxy]?)(?:-[\w-]*|\d*)$"
    r"|(?:[\w-]*-)?(?:wrapper|container|inner|clearfix)$|section$|content$|block$"
)
_TEXT_TAGS = frozenset(_ELEMENTS["text"])
_INLINE = frozenset(_ELEMENTS["inline"])
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    "li": BlockKind.LIST,
    "blockquote": BlockKind.QUOTE,
    "pre": BlockKind.CODE,
}
_LONGEST_CELL = 300
"""Letters; a table with a longer cell lays out prose."""

_HEADING_TAG = re.compile(r"h[1-6]$")
_BREAKS = re.compile(r"\x00(?:\s*\x00)+")  # two line breaks end a paragraph
LINKS_LIMIT = 50
"""Most links of a paragraph that are kept."""
LINKED = 0.5
"""Share of linked letters from which a piece of text is a list of links."""


@dataclass(slots=True)
class Piece:
    """A run of text within one element."""

    text: str
    node: Node
    linked: int
    """Letters within links."""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    is_table: bool = False
    """Its lines are rows, with bars between the cells."""

    @property
    def link_share(self) -> float:
        """Share of its letters that are linked."""
        return self.linked / max(1, len(self.text))


def pieces_of(root: Node, *, tables: bool = False) -> list[Piece]:
    """Return the text of a tree, one piece for each element that holds some, in document order.

    With `tables` one that holds data is a single piece.
    """
    gatherer = _Gatherer(tables)
    gatherer.run(root)
    return gatherer.pieces


@dataclass(slots=True)
class _Gatherer:
    tables: bool = False
    pieces: list[Piece] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    links: list[tuple[int, int, str]] = field(default_factory=list)
    length: int = 0

    def run(self, root: Node) -> None:
        """Walk the tree without recursion; block elements end the piece before them and their own."""
        stack: list[tuple[Node | str | None, Node, Node | None]] = [(root, root, None)]
        while stack:
            item, block, link = stack.pop()
            if item is None:
                self.flush(block)
            elif isinstance(item, str):
                self.add(item, link)
            elif item.tag == "br":
                self.parts.append("\x00")
                self.length += 1
            elif item.tag in _INLINE:
                inner = item if item.tag == "a" else link
                stack.extend((child, block, inner) for child in reversed(item.children))
            elif self.tables and item.tag == "table" and (found := _table(item)) is not None:
                self.flush(block)
                captions = [child for child in _elements(item) if child.tag == "caption"]
                self.pieces += [*(piece for each in captions for piece in pieces_of(each)), found]
            else:
                self.flush(block)
                stack.append((None, item, link))
                stack.extend((child, item, link) for child in reversed(item.children))
        self.flush(root)

    def add(self, text: str, link: Node | None) -> None:
        if link is not None:
            self.linked += len(text.strip())
            target = link.attributes.get("href", "")
            if is_web(target) and len(self.links) < LINKS_LIMIT:
                self.links.append((self.length, self.length + len(text), target))
        self.parts.append(text)
        self.length += len(text)

    def flush(self, block: Node) -> None:
        if not self.parts:
            return
        whole = "".join(self.parts)
        lines = _BREAKS.split(whole) if "\x00" in whole else [whole]
        lines = [" ".join(line.replace("\x00", " ").split()) for line in lines]
        for text in lines:
            if text:
                alone = len(lines) == 1
                links = _collapsed(whole, self.links) if alone and self.links else []
                self.pieces.append(Piece(text, block, min(self.linked, len(text)) if alone else 0, links))
        self.parts.clear()
        self.links.clear()
        self.linked = self.length = 0


def _table(node: Node) -> Piece | None:
    """Return the rows of a table with bars between their cells; None where it only lays out a page."""
    text, links, linked = "", [], 0
    for row in rows_of(node):
        line = ""
        for number, cell in enumerate(row):
            if number:  # a cell without text leaves its place: `| 1 |` between two bars
                line += "| " if not line or line.endswith(" ") else " | "
            pieces = [] if cell is None else pieces_of(cell)
            if sum(len(piece.text) for piece in pieces) > _LONGEST_CELL:
                return None
            for place, piece in enumerate(pieces):
                line += " " if place else ""
                at = len(text) + len(line)
                links += [(at + start, at + end, target) for start, end, target in piece.links]
                linked += piece.linked
                line += piece.text.replace("|", "/")
        if line.strip(" |"):
            text += f"{line.rstrip()}\n"
    return Piece(text.rstrip("\n"), node, linked, links[:LINKS_LIMIT], is_table=True) if text else None


def _collapsed(whole: str, links: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return links by their place in the text with its blanks collapsed."""
    found = []
    for start, end, target in links:
        before, words = " ".join(whole[:start].split()), " ".join(whole[start:end].split())
        gap = 1 if before and words and (whole[start - 1].isspace() or whole[start].isspace()) else 0
        if words:
            found.append((len(before) + gap, len(before) + gap + len(words), target))
    return found


def prune(root: Node) -> None:
    """Take away what pages put around an article; what holds two fifths of the page's prose is never taken."""
    weights = _prose(root)
    most = 0.4 * weights.get(id(root), 0)
    stack = [root]
    while stack:
        node = stack.pop()
        kept: list[Node | str] = []
        for child in node.children:
            if isinstance(child, str) or not _is_around(child) or weights.get(id(child), 0) > most > 0:
                kept.append(child)
                if not isinstance(child, str):
                    stack.append(child)
        node.children = kept


def _prose(root: Node) -> dict[int, int]:
    """Return, by identity of each node, the letters below it that stand in longer texts and not in links."""
    weights: dict[int, int] = {}
    order: list[Node] = [root]
    for node in order:
        order.extend(child for child in node.children if not isinstance(child, str))
    for node in reversed(order):
        own = 0
        if node.tag not in ("a", "label", "button", "span"):
            direct = sum(len(child.strip()) for child in node.children if isinstance(child, str))
            own = direct if direct > 40 else 0
        weights[id(node)] = weights.get(id(node), 0) + own
        if node.parent is not None:
            weights[id(node.parent)] = weights.get(id(node.parent), 0) + weights[id(node)]
    return weights


def _is_around(node: Node) -> bool:
    if node.tag in _PRUNED_TAGS:
        return True
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if "display:none" in attributes.get("style", "").replace(" ", ""):
        return True
    return node.tag not in _ROOTS and bool(node.name) and _names_surroundings(node.name)


@lru_cache(maxsize=4096)  # a page repeats its class names
def _names_surroundings(name: str) -> bool:
    if "tweet" in name and "tweet-this" not in name:  # quoted posts are part of an article
        return False
    return _AROUND.search(name[:300]) is not None and not _names_article(name)


@lru_cache(maxsize=4096)
def _names_article(name: str) -> bool:
    return _ABOUT_ARTICLE.search(name[:300]) is not None


def choose(root: Node) -> list[Node]:
    """Return the nodes that hold the article, in order; empty where nothing reads like one."""
    votes = _Votes()
    pieces = pieces_of(root)
    shared = Counter(id(piece.node) for piece in pieces)
    for piece in pieces:
        if len(piece.text) < 25 or piece.link_share > LINKED or _HEADING_TAG.match(piece.node.tag):
            continue
        points = 1 + piece.text.count(",") + min(len(piece.text) / 100, 3)
        if piece.node.tag not in _TEXT_TAGS and shared[id(piece.node)] > 1:  # text between line breaks
            votes.give(piece.node, points)
            votes.give(piece.node.parent, points / 2)
        elif piece.node.parent is not None:
            points *= 0.4 if piece.node.tag == "li" else 1
            votes.give(piece.node.parent, points)
            votes.give(piece.node.parent.parent, points / 2)
    best = votes.best()
    return _with_siblings(best, votes) if best else []


@dataclass(slots=True)
class _Votes:
    scores: dict[int, float] = field(default_factory=dict)
    nodes: dict[int, Node] = field(default_factory=dict)

    def give(self, node: Node | None, points: float) -> None:
        """Add points to a node; the first ones come with what its name and tag promise."""
        if node is None:
            return
        if id(node) not in self.scores:
            self.nodes[id(node)] = node
            self.scores[id(node)] = _prior(node)
        self.scores[id(node)] += points

    def best(self) -> Node | None:
        """Return the node with most points, None without any."""
        return self.nodes[max(self.scores, key=lambda key: self.scores[key])] if self.scores else None

    def of(self, node: Node) -> float:
        """Return the points of a node."""
        return self.scores.get(id(node), 0.0)


def _prior(node: Node) -> float:
    score = 25.0 if _names_article(node.name) else 0.0
    if node.attributes.get("itemprop", "").casefold() == "articlebody":
        score += 40
    if node.tag == "article":
        score += 15
    return score


def _signature(node: Node) -> frozenset[str]:
    return frozenset(name for name in node.attributes.get("class", "").split() if not _LAYOUT.match(name))


CLIMB = 5
"""Levels above the winner at which parts of the article are looked for."""
_ROOTS = ("article", "body", "html", "main")


def _with_siblings(best: Node, votes: _Votes) -> list[Node]:
    """Return the winner with what belongs to it: parts of its own class at some level above it, else its neighbours."""
    chosen: list[Node] = []
    node = best
    for _ in range(CLIMB):
        parent = node.parent
        if parent is None or node.tag in _ROOTS:
            break
        twins = [child for child in _elements(parent) if child is not node and _is_twin(child, node)]
        if any(len(_prose_text(twin)) > 140 for twin in twins):
            chosen = [
                child for child in _elements(parent) if child is node or child in twins or _is_prose_sibling(child, [])
            ]
        node = parent
    if chosen:
        return chosen
    if best.parent is None or best.tag in _ROOTS:
        return [best]
    classes = [_signature(piece.node) for piece in pieces_of(best) if len(piece.text) > 80]
    top = votes.of(best)
    return [
        child
        for child in _elements(best.parent)
        if child is best or _is_prose_sibling(child, classes) or votes.of(child) > max(0.3 * top, 12)
    ]


def _elements(node: Node) -> list[Node]:
    return [child for child in node.children if not isinstance(child, str)]


def _is_twin(one: Node, other: Node) -> bool:
    """Tell whether two nodes have mostly the same classes, not counting those that only lay out a page."""
    own, its = _signature(one), _signature(other)
    return one.tag == other.tag and 2 * len(own & its) >= len(own | its) > 0


def _prose_text(node: Node) -> str:
    return " ".join(piece.text for piece in pieces_of(node) if piece.link_share < LINKED and len(piece.text) > 40)


def _is_prose_sibling(node: Node, classes: list[frozenset[str]]) -> bool:
    """Tell whether an element beside the article belongs to it: prose of some length, with few links.

    Other elements than paragraphs need a class that the paragraphs of the article have.
    """
    own = _signature(node)
    if node.tag not in ("p", "blockquote") and not (own and own in classes):
        return False
    pieces = pieces_of(node)
    text = sum(len(piece.text) for piece in pieces)
    return text > (80 if node.tag == "p" else 20) and sum(piece.linked for piece in pieces) < 0.25 * text


def blocks_of(nodes: list[Node]) -> list[tuple[BlockKind, Piece]]:
    """Return the pieces of the chosen nodes with their kinds, without lists of links and headings of nothing."""
    found: list[tuple[BlockKind, Piece]] = []
    for node in nodes:
        for piece in pieces_of(node, tables=True):
            if piece.is_table:
                found += [] if piece.link_share > 0.9 else [(BlockKind.TABLE, piece)]
                continue
            kind = _kind(piece.node)
            is_linked = piece.link_share > LINKED and len(piece.text) < 200
            if is_linked and (piece.link_share > 0.9 or kind is BlockKind.LIST):
                continue
            if len(piece.text) < 400 and _is_furniture(piece):
                continue
            found.append((kind, piece))
    while found and found[-1][0] is BlockKind.HEADING:
        found.pop()
    return found


def _is_furniture(piece: Piece) -> bool:
    """Tell whether a piece is the page's own by its words: a pointer, a button, a newsletter, a picture's credit."""
    line = Paragraph(piece.text, 1, 1)
    kind = kind_of(line)
    if kind in (BlockKind.NAV, BlockKind.RELATED):
        return True
    if kind is BlockKind.BOILERPLATE:
        return line.words <= 25
    return kind is BlockKind.CAPTION and is_credit(line)


def _kind(node: Node) -> BlockKind:
    above: Node | None = node
    for _ in range(4):
        if above is None:
            break
        if above.tag in _KINDS:
            return _KINDS[above.tag]
        above = above.parent
    return BlockKind.BODY
