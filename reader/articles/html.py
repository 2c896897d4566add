"""Web pages that somebody saved: the article without the page around it, and what the page says of itself."""

from __future__ import annotations

from reader.articles.article import BlockKind
from reader.articles.clean import clean
from reader.articles.draft import Draft
from reader.articles.fields import learn_header
from reader.articles.htmlbody import Piece, blocks_of, choose, pieces_of, prune
from reader.articles.htmlmeta import header_of
from reader.articles.htmltree import Node, parse, text_of, without_raw
from reader.articles.linekinds import key_of
from reader.articles.paragraphs import Paragraph, from_text
from reader.articles.text import gather, is_too_long, split_title
from reader.articles.zones import label

READER = "html/1"
SIZE_LIMIT = 8 * 1024 * 1024
"""Longest page in code points; the rest is left out, with a warning."""


def read_html(path: str, text: str, *, warnings: list[str] | None = None) -> Draft:
    """Return the draft of a web page. Where nothing reads like an article, all text of the page is there."""
    draft = Draft(path, [], READER, warnings=list(warnings or ()))
    if len(text) > SIZE_LIMIT:
        draft.warnings.append(f"only the first {SIZE_LIMIT // 1024} KiB of the page were read")
        text = text[:SIZE_LIMIT]
    page, data = without_raw(text)
    root = parse(page)
    header = header_of(root, data, text)
    headings = [node for node in _elements(root) if node.tag in ("h1", "title")]
    everything = pieces_of(root, tables=True)
    prune(root)
    found = blocks_of(choose(root))
    learn_header(draft, header, where="page")
    if found:
        draft.paragraphs = [paragraph for kind, piece in found for paragraph in _paragraphs(kind, piece)]
    else:
        draft.warnings.append("no article was found on the page: all its text is shown")
        draft.paragraphs = [
            paragraph
            for piece in everything
            for paragraph in _paragraphs(BlockKind.TABLE if piece.is_table else None, piece)
        ] or from_text(text)
        if not is_too_long(draft):
            gather(draft, label(draft.paragraphs))
    _title(draft, headings)
    return draft


def _elements(root: Node) -> list[Node]:
    order = [root]
    for node in order:
        order.extend(child for child in node.children if not isinstance(child, str))
    return order


def _paragraphs(kind: BlockKind | None, piece: Piece) -> list[Paragraph]:
    text = clean(piece.text)
    text = "\n".join(" ".join(line.split()) for line in (text.split("\n") if piece.is_table else [text]))
    if not text:
        return []
    level = 0
    if kind is BlockKind.HEADING:
        level = next((int(n.tag[1]) for n in _above(piece.node) if len(n.tag) == 2 and n.tag[1].isdigit()), 2)
    elif kind is BlockKind.LIST:
        level, text = 1, f"• {text}"
    # Cleaning may move what follows a stray control code; then the links are left out rather than misplaced.
    shift = 2 if kind is BlockKind.LIST else 0
    is_same = len(text) == len(piece.text) + shift
    links = tuple((start + shift, end + shift, target) for start, end, target in piece.links) if is_same else ()
    return [Paragraph(text, piece.node.line, piece.node.line, links, level=level, kind=kind)]


def _above(node: Node | None) -> list[Node]:
    found: list[Node] = []
    while node is not None and len(found) < 5:
        found.append(node)
        node = node.parent
    return found


def _title(draft: Draft, headings: list[Node]) -> None:
    """Learn the title from the page if its data have none, and let it stand above the text."""
    for tag, sure in (("h1", 0.8), ("title", 0.6)):
        for node in headings:
            if node.tag == tag:
                text = " ".join(clean(text_of(node)).split())[:500]
                title, outlet = split_title(text, draft.lang)
                draft.learn("title", title, f"line {node.line}", sure)
                draft.learn("outlet", outlet, f"line {node.line}", 0.6)
    if not draft.title:
        return
    draft.title, outlet = split_title(draft.title, draft.lang)
    draft.learn("outlet", outlet, "title", 0.6)
    key = key_of(draft.title)
    own = [p for p in draft.paragraphs[:5] if p.words <= 60 and key_of(p.text) == key]
    for paragraph in own:
        paragraph.kind, paragraph.level = BlockKind.TITLE, 0
    if not own:
        line = next((node.line for node in headings if key_of(text_of(node)[:1_000]) == key), 1)
        draft.paragraphs.insert(0, Paragraph(draft.title, line, line, kind=BlockKind.TITLE))
