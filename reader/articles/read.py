"""One door for all formats: bytes of a file in, articles out. Pure: no file, no clock, no network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.articles.clean import clean
from reader.articles.decode import Decoded, decode, is_binary
from reader.articles.draft import Draft
from reader.articles.markdown import read_markdown
from reader.articles.paragraphs import from_text
from reader.articles.text import read_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.articles.article import Article

SUFFIXES = {
    "": "text",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
}
"""What a file is read as, by its suffix in small letters."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read; what is beyond is left out, with a warning."""

    size: int = 32 * 1024 * 1024
    """Bytes of a file."""
    lines: int = 200_000
    """Lines of a file."""


LIMITS = Limits()


def suffix_of(path: str) -> str:
    """Return the suffix of a file's name in small letters, empty where it has none."""
    name = path.rsplit("/", 1)[-1]
    stem, dot, suffix = name.rpartition(".")
    return f".{suffix.casefold()}" if dot and stem else ""


def why_unreadable(data: bytes) -> str | None:
    """Return why `data` holds no text to read, in words for people; None where it does."""
    if not data.strip(b" \t\r\n\f\v\0\xef\xbb\xbf"):
        return "is empty"
    if is_binary(data):
        return "is no text but a binary file"
    return None


def read(path: str, data: bytes, *, limits: Limits = LIMITS) -> list[Article]:
    """Return the articles of a file; none where it holds no text (`why_unreadable` says why).

    `path` is relative to the library folder, with `/`. Never raises for what the file holds: an article that could
    not be read whole says so in its `warnings`.
    """
    if why_unreadable(data):
        return []
    warnings: list[str] = []
    if len(data) > limits.size:
        data = data[: limits.size]
        warnings.append(f"only the first {limits.size // 1024} KiB were read: the file is larger")
    decoded = _declared(data) or decode(data) if suffix_of(path) in (".html", ".htm") else decode(data)
    text = clean(decoded.text)
    if not text.strip():
        return []
    if text.count("\n") > limits.lines:
        text = "\n".join(text.split("\n", limits.lines)[: limits.lines])
        warnings.append(f"only the first {limits.lines:,} lines were read: the file has more")
    if decoded.sure < 0.6:
        warnings.append(f"the encoding is unclear and was read as {decoded.encoding}")
    elif "\ufffd" in text and decoded.encoding.startswith("utf"):
        warnings.append("some bytes are no text in any encoding and show as \ufffd")
    reader = READERS[SUFFIXES.get(suffix_of(path), "text")]
    try:
        return [reader(path, text, warnings).finish()]
    except Exception as error:  # noqa: BLE001 - a fault of a reader must not cost the user the text; it is reported
        warnings.append(f"its parts could not be told apart ({type(error).__name__}); this is the plain text")
        return [Draft(path, from_text(text), "plain/1", warnings=warnings).finish()]


_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,30})", re.IGNORECASE)


def _declared(data: bytes) -> Decoded | None:
    """Return a page in the encoding that it declares, where it is no UTF-8 and the declaration fits."""
    match = _CHARSET.search(data[:4_096])
    try:
        if match and data.decode(match[1].decode("ascii")) and not _is_utf8(data):
            encoding = match[1].decode("ascii")
            return Decoded(data.decode(encoding), encoding, 0.95)
    except (LookupError, UnicodeError, ValueError):
        return None
    return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _text(path: str, text: str, warnings: list[str]) -> Draft:
    return read_text(path, text, warnings=warnings)


def _html(path: str, text: str, warnings: list[str]) -> Draft:
    # Imported here: most libraries hold no web pages, and the parser is not needed to open the others.
    from reader.articles.html import read_html

    return read_html(path, text, warnings=warnings)


def _markdown(path: str, text: str, warnings: list[str]) -> Draft:
    return read_markdown(path, text, warnings=warnings)


READERS: dict[str, Callable[[str, str, list[str]], Draft]] = {"text": _text, "markdown": _markdown, "html": _html}
"""Reader by format."""
