"""What a web page says of itself: JSON-LD, meta elements, then marks in its text; nothing is guessed from the title.

Values become the keys of a header, so that pages and Markdown files are read by the same rules.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from reader.articles import cues
from reader.articles.clean import clean
from reader.articles.frontmatter import LIST_LIMIT, Header
from reader.articles.htmltree import text_of
from reader.articles.names import byline, split_names
from reader.articles.urls import is_web

if TYPE_CHECKING:
    from reader.articles.htmltree import Node

_DEPTH_LIMIT = 40
_ARTICLE_TYPES = ("article", "posting", "report", "news", "review")

# Names of meta elements by field, best first.
_META = {
    "title": ("dc.title", "dcterms.title", "og:title", "twitter:title", "parsely-title", "sailthru.title"),
    "author": ("dc.creator", "dcterms.creator", "author", "parsely-author", "sailthru.author", "article:author", "byl"),
    "published": (
        *(
            "article:published_time",
            "parsely-pub-date",
            "datepublished",
            "dc.date",
            "dcterms.created",
            "dc.date.issued",
        ),
        *("sailthru.date", "pubdate", "publishdate", "publish-date", "date"),
    ),
    "updated": ("article:modified_time", "og:updated_time", "datemodified", "lastmod"),
    "outlet": ("og:site_name", "application-name", "dc.publisher"),
    "url": ("og:url", "parsely-link", "twitter:url"),
    "section": ("article:section", "parsely-section"),
    "tags": ("article:tag", "news_keywords", "keywords", "parsely-tags"),
    "language": ("og:locale", "dc.language", "content-language"),
}
_PLACEHOLDERS = frozenset(
    ("admin", "administrator", "editor", "staff", "webmaster", "author", "unknown", "none", "null")
)
_BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:byline|author(?:-name|s)?|article__author|writer)(?=$|[\s_-])")
# A page saved by a browser: `<!-- saved from url=(0024)https://... -->`, `Page saved with SingleFile url: https://...`
_SAVED = re.compile(
    r"<!--\s*(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s{1,20}url:\s{0,9})(\S{1,2000})", re.IGNORECASE
)


def header_of(root: Node, data: list[str], html: str) -> Header:
    """Return what a page says of itself, by field; `root` is its whole tree, `data` its JSON-LD."""
    header = Header(kind="page")
    _json_ld(data, header)
    metas, marks = _walk(root)
    for name, keys in _META.items():
        for key in keys:
            _add(header, name, metas.get(key, []))
    marks["author"] = next(([text] for text in marks["author"] if _authors([text])), [])  # later ones sign comments
    for name in ("url", "language", "published", "author"):
        _add(header, name, marks.get(name, []))
    saved = _SAVED.search(html[:4_000])
    if saved:
        _add(header, "url", [saved[1]])
    header.values["author"] = _authors(header.values.get("author", []))
    return header


def _add(header: Header, name: str, values: list[str]) -> None:
    """Add the values of the next best source, unless a better one has some already."""
    if header.values.get(name):
        return
    cleaned = [" ".join(clean(value).split()) for value in values[:LIST_LIMIT]]
    header.values[name] = [value for value in cleaned if value and len(value) < 1_000]


def _authors(values: list[str]) -> list[str]:
    """Return the people among values: no addresses, no placeholders, no `By`."""
    names: list[str] = []
    for value in values:
        bare = value.strip()
        if is_web(bare) or bare.casefold() in _PLACEHOLDERS or "facebook.com" in bare or cues.is_outlet(bare):
            continue
        found = byline(bare) or split_names(bare)
        names += [name for name in found or ((bare,) if len(bare.split()) <= 4 else ()) if name not in names]
    return names


def _json_ld(data: list[str], header: Header) -> None:
    for text in data[:50]:
        body = (
            text.strip().removeprefix("//<![CDATA[").removeprefix("<![CDATA[").removesuffix("//]]>").removesuffix("]]>")
        )
        try:
            loaded = json.loads(body.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(loaded):
            _article_data(item, header)


def _objects(loaded: object) -> list[dict[str, object]]:
    """Return the objects of a JSON-LD document that describe an article, in document order."""
    found: list[dict[str, object]] = []
    stack: list[tuple[object, int]] = [(loaded, 0)]
    while stack and len(found) < 20:
        item, depth = stack.pop()
        if depth > _DEPTH_LIMIT:
            continue
        if isinstance(item, list):
            stack.extend((entry, depth + 1) for entry in reversed(item))
        elif isinstance(item, dict):
            kinds = " ".join(_texts(item.get("@type"))).casefold()
            if any(kind in kinds for kind in _ARTICLE_TYPES) or "headline" in item:
                found.append(item)
            stack.extend((item[key], depth + 1) for key in ("mainEntity", "@graph") if key in item)
    return found


def _article_data(item: dict[str, object], header: Header) -> None:
    _add(header, "title", _texts(item.get("headline")) or _texts(item.get("name")))
    _add(header, "author", _names(item.get("author")) or _names(item.get("creator")))
    _add(header, "outlet", _names(item.get("publisher")))
    _add(header, "published", _texts(item.get("datePublished")))
    _add(header, "updated", _texts(item.get("dateModified")))
    _add(header, "section", _texts(item.get("articleSection"))[:1])
    _add(header, "tags", _texts(item.get("keywords")))
    _add(header, "url", [text for text in _texts(item.get("url")) if is_web(text)])


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [entry for entry in values if isinstance(entry, str) and entry.strip()]


def _names(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    names = [entry.get("name") if isinstance(entry, dict) else entry for entry in values]
    return [name for entry in names for name in _texts(entry)]


def _walk(root: Node) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the meta elements by name, and what marks in the text say: canonical link, language, time, author."""
    metas: dict[str, list[str]] = {}
    marks: dict[str, list[str]] = {"url": [], "language": [], "published": [], "author": []}
    titles: list[str] = []
    stack = [root]
    while stack:
        node = stack.pop()
        attributes = node.attributes
        if node.tag == "meta":
            names = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            for name in names.casefold().split():
                metas.setdefault(name, []).append(attributes.get("content", ""))
        elif node.tag == "title" and node.parent is not None and node.parent.tag in ("head", "html"):
            titles.append(text_of(node))
        elif node.tag == "link" and "canonical" in attributes.get("rel", ""):
            marks["url"].append(attributes.get("href", ""))
        else:
            _mark(node, marks)
        stack.extend(child for child in reversed(node.children) if not isinstance(child, str))
    metas["<title>"] = titles
    return metas, marks


def _mark(node: Node, marks: dict[str, list[str]]) -> None:
    attributes = node.attributes
    if node.tag == "html" and attributes.get("lang"):
        marks["language"].append(attributes["lang"])
    elif node.tag == "time" or attributes.get("itemprop") == "datePublished":
        marks["published"].append(attributes.get("datetime") or attributes.get("content") or text_of(node))
    elif len(marks["author"]) < 5 and (
        "author" in (attributes.get("rel"), attributes.get("itemprop")) or _BYLINE_CLASS.search(node.name[:300])
    ):
        text = " ".join(text_of(node).split())
        if 3 < len(text) < 120:
            marks["author"].append(text)
