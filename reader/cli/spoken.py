"""What `--plain` says of articles, figures, quotes and notes: sentences without columns, signs and boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.articles.kinds import FURNITURE, BlockKind
from reader.articles.spelling import spelled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.annotations.annotation import Annotation, ArticleReference
    from reader.articles.article import Article
    from reader.cli.output import Output
    from reader.library import Listed
    from reader.ui.entries import Entry

_LABELS = {
    BlockKind.HEADING: "Heading",
    BlockKind.CAPTION: "Caption",
    BlockKind.NOTE: "Editor's note",
    BlockKind.QUOTE: "Block quote",
    BlockKind.LIST: "List",
    BlockKind.CODE: "Code",
    BlockKind.DEK: "Subtitle",
}


def number(count: int, noun: str) -> str:
    """Return `no notes`, `1 note`, `2 notes`."""
    return f"{f'{count:,}' if count else 'no'} {noun}{'' if count == 1 else 's'}"


def say_listed(listed: Listed, output: Output) -> None:
    """Say in one line what the list shows of an article."""
    row = listed.row
    counts = ", ".join((number(row.figures, "figure"), number(row.quotes, "quote"), number(listed.notes, "note")))
    output.say(
        row.title,
        _source(row.outlet, row.day),
        "Read" if listed.is_read else "Unread",
        "Starred" if listed.is_starred else "",
        counts[:1].upper() + counts[1:],
        _tags(listed.tags),
        f"ID {row.id}",
    )


def say_article(article: Article, output: Output) -> None:
    """Say an article: title, who published it, and a line a paragraph."""
    say_head(article, output)
    for block in article.blocks:
        if block.kind in _UNSAID:
            continue
        label = _LABELS.get(block.kind, "Page furniture" if block.kind in FURNITURE else "")
        output.say(f"{label}:" if label else "", block.span.of(article.text))


_UNSAID = frozenset(
    {BlockKind.TITLE, BlockKind.BYLINE, BlockKind.DATE, BlockKind.SOURCE, BlockKind.URL, BlockKind.SECTION}
)
"""Said in the head."""


def say_head(article: Article, output: Output) -> None:
    """Say title, authors, outlet, date and address."""
    output.say("Title:", article.title)
    day = spelled(article.published.day) if article.published else ""
    by = f"By {', '.join(article.authors)}" if article.authors else "No author named"
    output.say(by, _source(article.outlet, day) or "No outlet or date named")
    if article.url:
        output.say("Address:", article.url)


def say_entries(title: str, entries: Iterable[Entry], output: Output) -> None:
    """Say the entries of one section of the highlights pane, numbered."""
    members = list(entries)
    output.say(f"{title}: {len(members)}")
    for place, entry in enumerate(members, 1):
        head = entry.head.replace(" · ", ", ").replace(" → ", " to ").replace("–", " to ")
        output.say(f"{place}: {head}", f"In the text: {entry.body}" if entry.marked is not None else entry.body)


def say_annotation(annotation: Annotation, output: Output) -> None:
    """Say one annotation: the words, the note, the article."""
    anchor = annotation.anchor
    output.say(
        f"Words: “{anchor.exact}”" if anchor else "On the whole article",
        f"Note: {annotation.note}" if annotation.note else "No note",
        _tags(annotation.tags),
        "Two versions of this note were kept" if annotation.is_conflict else "",
        f"Article: {annotation.article.title}",
        _source_of(annotation.article),
        f"Made {spelled(annotation.created[:10])}",
        f"Colour {annotation.color}" if anchor else "",
        f"ID {annotation.id}",
    )


def _source_of(reference: ArticleReference) -> str:
    return _source(reference.outlet, (reference.published or "")[:10])


def _source(outlet: str | None, day: str) -> str:
    return ", ".join(part for part in (outlet or "", spelled(day) if day else "") if part)


def _tags(tags: Iterable[str]) -> str:
    said = ", ".join(tags)
    return f"Tags: {said}" if said else ""
