"""Addresses that may be linked to, and links that lead to the annotated words of a page."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from reader.text import safe

LONGEST_FRAGMENT = 200
"""Code points of a quote that a link names in full; of a longer one it names the first and the last words."""
# A percent sign that encodes nothing: "100%".
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# An address with a host in brackets: "http://[::1]/".
_LITERAL_HOST = re.compile(r"[a-z]+://\[[0-9a-fA-F:.]+\]", re.IGNORECASE)
EDGE_WORDS = 5
"""Words named at each end of a long quote, and of the context of a short one."""
SHORT = 20
"""A quote of fewer code points is named with its context, because it may stand several times."""


def web_address(url: str | None) -> str | None:
    """Return the address if it is one of the web (http or https) and holds no blanks or control codes, else None."""
    if not url or safe(url) != url or url.split() != [url]:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in {"http", "https"} and parts.netloc else None


def uri(address: str) -> str:
    """Return an address, which may be an IRI or worse, in the characters that a URI takes (RFC 3986)."""
    head, hash_sign, fragment = _LONE_PERCENT.sub("%25", safe(address)).partition("#")
    brackets = "[]" if _LITERAL_HOST.match(head) else ""
    head = quote(head, safe=f"!$%&'()*+,/:;=?@~{brackets}", errors="replace")
    return head + hash_sign + quote(fragment, safe="!$%&'()*+,/:;=?@~", errors="replace")


def text_fragment(url: str, exact: str, prefix: str = "", suffix: str = "") -> str:
    """Return a link that scrolls to a quote of a web page (URL fragment text directives of the WICG)."""
    words = exact.split()
    if not words:
        return url
    if len(exact) <= LONGEST_FRAGMENT and "\n" not in exact:
        parts = [_encoded(" ".join(words))]
    else:
        parts = [_encoded(" ".join(words[:EDGE_WORDS])), _encoded(" ".join(words[-EDGE_WORDS:]))]
    if len(exact) < SHORT:
        before = _whole_words(prefix.rsplit("\n", maxsplit=1)[-1], is_cut_at_start=True)
        after = _whole_words(suffix.split("\n", maxsplit=1)[0], is_cut_at_start=False)
        parts = ([_encoded(before) + "-"] if before else []) + parts + (["-" + _encoded(after)] if after else [])
    separator = "" if "#" in url else "#"
    return f"{url}{separator}:~:text={','.join(parts)}"


def _encoded(text: str) -> str:
    """Percent-encode for a text directive, in which "-", "," and "&" have a meaning of their own."""
    return quote(safe(text), safe="").replace("-", "%2D")


def _whole_words(context: str, *, is_cut_at_start: bool) -> str:
    """Return the words of a context that are next to the quote; the outermost may be cut and is left out."""
    words = context.split()
    if is_cut_at_start:
        return " ".join(words[1:][-EDGE_WORDS:])
    return " ".join(words[:-1][:EDGE_WORDS])
