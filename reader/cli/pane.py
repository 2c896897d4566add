"""`reader show --highlights`: what the highlights pane shows beside an article, notes included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.codes import Exit
from reader.cli.opening import opened
from reader.cli.spoken import say_entries, say_head
from reader.highlights.find import find
from reader.ui.digest import Grouping, arranged
from reader.ui.entries import entries

if TYPE_CHECKING:
    import argparse

    from reader.articles.article import Article
    from reader.cli.output import Output
    from reader.ui.digest import Section


def show_pane(article: Article, key: int | None, arguments: argparse.Namespace, output: Output) -> Exit:
    """Print figures, quotes and notes as the pane groups them; those that the user hid are left out."""
    if key is None:
        found = entries(article, find(article), ())
    else:
        with opened(arguments, update=False) as library:
            shown = library.article(key)
            found = entries(shown.article, shown.highlights, shown.placed)
    sections = arranged(found, Grouping.RANK)
    if output.as_json:
        output.json({"id": article.id, "title": article.title, "sections": [_json(section) for section in sections]})
    elif output.plain:
        say_head(article, output)
        for section in sections:
            say_entries(section.title, section.entries, output)
    else:
        output.title(article.title)
        for section in sections:
            output.line()
            output.title(f"{section.title.upper()}  {len(section.entries)}")
            for entry in section.entries:
                output.paragraph(entry.head, indent="  ")
                if entry.body:
                    output.paragraph(entry.body, indent="      ")
    if not sections and not output.as_json:
        output.say("No figures or quotes found in this article")
    return Exit.OK if sections else Exit.NOTHING


def _json(section: Section) -> dict[str, object]:
    members = [
        {
            "head": entry.head,
            "body": entry.body,
            "start": None if entry.span is None else entry.span.start,
            "end": None if entry.span is None else entry.span.end,
        }
        for entry in section.entries
    ]
    return {"title": section.title, "entries": members}
