"""HTML: one page that needs nothing else, with links that lead to the quoted words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from reader.export.entry import MARKER, by_article, one_line
from reader.export.links import text_fragment, web_address
from reader.text import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.export.entry import Exported, Source

_HEAD = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="{MARKER}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>Notes</title>
<style>
body {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 Georgia, serif; }}
blockquote {{ margin: 1.5rem 0 .5rem; padding-left: 1rem; border-left: .2rem solid #bbb; white-space: pre-wrap; }}
.note {{ white-space: pre-wrap; }}
.about, .tags, .change {{ color: #555; font-size: .9rem; }}
</style>
</head>
<body>
"""


def page(entries: Sequence[Exported]) -> str:
    """Return all entries as one HTML page; what they say is text, never markup."""
    parts = [_HEAD]
    for source, members in by_article(entries):
        parts.append(_about(source))
        parts.extend(_entry(entry) for entry in members)
    parts.append("</body>\n</html>\n")
    return "".join(parts)


def _about(source: Source) -> str:
    title = escape(one_line(source.title))
    address = web_address(source.url)
    if address:
        title = f'<a href="{escape(address)}" rel="noopener noreferrer">{title}</a>'
    facts = [*source.authors, source.outlet, source.published]
    about = " · ".join(escape(one_line(fact)) for fact in facts if fact)
    return f"<h2>{title}</h2>\n" + (f'<p class="about">{about}</p>\n' if about else "")


def _entry(entry: Exported) -> str:
    parts = []
    if entry.quote:
        address = web_address(entry.source.url)
        cite = f' cite="{escape(address)}"' if address else ""
        parts.append(f"<blockquote{cite}>{_quoted(entry)}</blockquote>\n")
        anchor = entry.annotation.anchor
        if address and anchor:
            link = text_fragment(address, anchor.exact, anchor.prefix, anchor.suffix)
            parts.append(
                f'<p class="about"><a href="{escape(link)}" rel="noopener noreferrer">in the article</a></p>\n'
            )
    if entry.change:
        parts.append(f'<p class="change">{escape(entry.change)}</p>\n')
    if entry.note:
        parts.append(f'<p class="note">{escape(entry.note)}</p>\n')
    if entry.tags:
        parts.append(f'<p class="tags">{escape(" · ".join(entry.tags))}</p>\n')
    return f'<article id="{escape(one_line(entry.annotation.id))}">\n{"".join(parts)}</article>\n'


def _quoted(entry: Exported) -> str:
    """Return the annotated words, marked in their paragraph where they still stand in one."""
    if entry.within is None or not entry.paragraph:
        return f"<mark>{escape(entry.quote)}</mark>"
    text, span = safe(entry.paragraph), entry.within
    before, marked, after = text[: span.start], span.of(text), text[span.end :]
    return f"{escape(before)}<mark>{escape(marked)}</mark>{escape(after)}"
