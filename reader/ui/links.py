"""Links of an article that a browser can open, and the letters by which one picks them; pure."""

from __future__ import annotations

import re
from string import ascii_lowercase
from typing import TYPE_CHECKING, NamedTuple

from reader.text import Span
from reader.ui.clipboard import is_web_address

if TYPE_CHECKING:
    from reader.articles.article import Article

_ADDRESS = r"https?://[^\s<>\"“”«»]{4,2000}"
"""An address as it stands in running text: `https://example.org/a_(b).`; what ends a sentence is cut off after."""

_ENDS = ".,;:!?'’)]}*_|…"
"""What closes a sentence or a bracket after an address; a bracket stays where the address opens one."""

_LETTERS = ascii_lowercase.replace("y", "")
"""`y` is for copying."""

MOST = len(_LETTERS) ** 2
"""Links that two letters can name."""


class WebLink(NamedTuple):
    """A link that can be opened."""

    words: str
    """What the article links; empty for a bare address."""
    url: str
    span: Span | None
    """Where it stands in the text; None for the address of the article itself."""


def web_links(article: Article) -> list[WebLink]:
    """Return the article's own address and what its text links, in order; each address once, with its first words."""
    own = [WebLink("This article", article.url, None)] if article.url and is_web_address(article.url) else []
    kept: dict[str, WebLink] = {}
    for link in [*own, *links_in_text(article)]:
        kept.setdefault(link.url, link)
    return list(kept.values())[:MOST]


def links_in_text(article: Article) -> list[WebLink]:
    """Return what the text links, and the addresses that stand in it, in order."""
    found = [WebLink(link.span.of(article.text), link.target, link.span) for link in article.links]
    for match in re.compile(_ADDRESS).finditer(article.text):
        url = _trimmed(match[0])
        found.append(WebLink("", url, Span(match.start(), match.start() + len(url))))
    found.sort(key=lambda link: (link.span or Span(0, 0), not link.words))
    return [link for link in found if is_web_address(link.url)]


def _trimmed(url: str) -> str:
    while url and url[-1] in _ENDS and not (url[-1] == ")" and url.count("(") >= url.count(")")):
        url = url[:-1]
    return url


def letters(count: int) -> list[str]:
    """Return a name of one letter for each of so many links, or of two where one is not enough."""
    if count <= len(_LETTERS):
        return list(_LETTERS[:count])
    return [first + second for first in _LETTERS for second in _LETTERS][:count]
