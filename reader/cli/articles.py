"""`reader list`, `reader search` and `reader show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.articles.kinds import FURNITURE, BlockKind
from reader.cli.codes import Exit
from reader.cli.opening import article_of, opened, row_of
from reader.cli.output import narrate, without_empty
from reader.cli.spoken import say_article, say_listed
from reader.cli.views import view_named
from reader.search.order import Order
from reader.search.query import Hit, Page

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from reader.articles.article import Article
    from reader.cli.output import Output
    from reader.library import Library, Listed
    from reader.search.query import Snippet

_SNIPPET_WIDTH = 160
_METADATA = frozenset(
    {BlockKind.TITLE, BlockKind.BYLINE, BlockKind.DATE, BlockKind.SOURCE, BlockKind.URL, BlockKind.SECTION}
)


def list_command(arguments: argparse.Namespace, output: Output) -> Exit:
    """Print the articles of the library, or those that answer a query, newest first."""
    with opened(arguments) as library:
        order = Order(arguments.order or "date")
        text = _query(library, arguments)
        if text.strip():
            page = library.search(text, order=order, limit=arguments.limit or 1_000_000)
            tell_problems(page)
            keys = [hit.key for hit in page.hits]
        else:
            keys = list(library.keys(order))[: arguments.limit]
        rows = library.listed(keys)
        if output.as_json:
            output.json([_row_json(listed) for listed in rows])
        else:
            for listed in rows:
                _print_row(listed, output)
        return Exit.OK if rows else Exit.NOTHING


def search_command(arguments: argparse.Namespace, output: Output) -> Exit:
    """Print the articles that answer a query, each with a passage that shows why."""
    if not (arguments.query or arguments.view or arguments.like):
        narrate("What to search for? Give words, --view NAME or --like ARTICLE.")
        return Exit.USAGE
    with opened(arguments) as library:
        if arguments.like:
            text, page = _like(library, arguments)
        else:
            text = _query(library, arguments)
            page = library.search(text, order=Order(arguments.order), limit=arguments.limit)
        tell_problems(page)
        keys = [hit.key for hit in page.hits]
        snippets = library.snippets(keys, text, _SNIPPET_WIDTH)
        rows = library.listed(keys)
        if output.as_json:
            hits = [{**_row_json(r), "snippet": _snippet_json(snippets.get(r.row.key))} for r in rows]
            counted = {"total": page.total, "is_exact": page.is_exact, "bound": page.bound}
            output.json({"query": text.strip(), **counted, "hits": hits})
        else:
            for listed in rows:
                _print_row(listed, output)
                _print_snippet(snippets.get(listed.row.key), output)
            if page.has_more:
                narrate(f"{len(rows)} of {page.counted} articles; --limit shows more.")
    return Exit.OK if rows else Exit.NOTHING


def _like(library: Library, arguments: argparse.Namespace) -> tuple[str, Page]:
    """Return the query for articles like one, and those; words and views of the arguments narrow nothing here."""
    text, found = library.more_like(row_of(library, arguments.like).key, arguments.limit)
    hits = tuple(Hit(key, 0.0) for key in found[: arguments.limit])
    return text, Page(text, hits, len(hits))


def _query(library: Library, arguments: argparse.Namespace) -> str:
    """Return the query of the arguments, in the view that they name."""
    # The blank says that the last word is finished: on the command line nothing is still being typed.
    text = " ".join(arguments.query) + " "
    return library.within(view_named(library, arguments.view).query, text) if arguments.view else text


def show_command(arguments: argparse.Namespace, output: Output) -> Exit:
    """Print one article, its contents, or what the pane shows beside it."""
    article, key = article_of(arguments)
    for warning in article.warnings:
        narrate(f"{article.path}: {warning}")
    if arguments.highlights:
        from reader.cli.pane import show_pane  # an article alone needs no finder

        return show_pane(article, key, arguments, output)
    if arguments.contents:
        return _show_contents(article, output)
    if output.as_json:
        output.json(_article_json(article))
    elif output.plain:
        say_article(article, output)
    else:
        _print_article(article, output)
    return Exit.OK


def _show_contents(article: Article, output: Output) -> Exit:
    headings = [block for block in article.blocks if block.kind is BlockKind.HEADING]
    texts = [" ".join(block.span.of(article.text).split()) for block in headings]
    if output.as_json:
        rows = zip(headings, texts, strict=True)
        output.json([{"text": text, "level": b.level, "start": b.span.start, "end": b.span.end} for b, text in rows])
    elif output.plain:
        output.say("Title:", article.title)
        for place, text in enumerate(texts, 1):
            output.say(f"Heading {place} of {len(texts)}:", text)
    else:
        for block, text in zip(headings, texts, strict=True):
            output.line("  " * max(0, block.level - 1) + text)
    if not headings:
        narrate("This article has no headings.")
    return Exit.OK if headings else Exit.NOTHING


def _print_article(article: Article, output: Output) -> None:
    output.title(article.title)
    published = article.published.iso.replace("T", " ") if article.published else None
    facts = [", ".join(article.authors), article.outlet, published]
    output.line(" · ".join(fact for fact in facts if fact) or "no byline, outlet or date")
    if article.url:
        output.line(article.url)
    for block in article.blocks:
        if block.kind in _METADATA:
            continue
        output.line()
        label = f"[{block.kind}] " if block.kind in FURNITURE | {BlockKind.CAPTION, BlockKind.NOTE} else ""
        output.paragraph(label + block.span.of(article.text))


def _print_snippet(snippet: Snippet | None, output: Output) -> None:
    if snippet is not None and output.plain:
        output.say("Passage:", snippet.text)
    elif snippet is not None:
        output.paragraph(snippet.text, indent="    ")


def tell_problems(page: Page) -> None:
    """Say what of a query was not understood."""
    for problem in page.problems:
        narrate(f"query, character {problem.span.start + 1}: {problem.message}")


def _print_row(listed: Listed, output: Output) -> None:
    if output.plain:
        say_listed(listed, output)
        return
    row = listed.row
    badges = "".join(("" if listed.is_read else "N", "*" if listed.is_starred else "", "n" if listed.notes else ""))
    if output.on_terminal and not output.plain:
        output.title(f"{row.day or '-':<10}  {(row.outlet or '-')[:18]:<18}  {row.title}")
        output.line(f"    {row.id}  {row.figures} figures, {row.quotes} quotes, {listed.notes} notes  {badges}")
    else:
        output.fields(
            row.id, row.day, row.outlet or "", row.title, row.figures, row.quotes, listed.notes, badges, row.path
        )


def _row_json(listed: Listed) -> dict[str, object]:
    row = listed.row
    return {
        "id": row.id,
        "title": row.title,
        "authors": row.authors,
        "outlet": row.outlet,
        "published": row.iso or None,
        "path": row.path,
        "figures": row.figures,
        "quotes": row.quotes,
        "notes": listed.notes,
        "is_read": listed.is_read,
        "is_starred": listed.is_starred,
        "tags": listed.tags,
        "words": row.words,
        "lang": row.lang,
    }


def _snippet_json(snippet: Snippet | None) -> dict[str, object] | None:
    if snippet is None:
        return None
    matches = [[match.start, match.end] for match in snippet.matches]
    return {"text": snippet.text, "start": snippet.start, "matches": matches}


def _article_json(article: Article) -> dict[str, object]:
    return without_empty(
        {
            "id": article.id,
            "revision": article.revision,
            "path": article.path,
            "title": article.title,
            "authors": article.authors,
            "outlet": article.outlet,
            "url": article.url,
            "published": article.published.iso if article.published else None,
            "updated": article.updated.iso if article.updated else None,
            "lang": article.lang,
            "section": article.section,
            "tags": article.tags,
            "text": article.text,
            "blocks": [
                {
                    "kind": block.kind,
                    "start": block.span.start,
                    "end": block.span.end,
                    "lines": [block.first_line, block.last_line],
                }
                for block in article.blocks
            ],
            "links": [{"start": x.span.start, "end": x.span.end, "target": x.target} for x in article.links],
            "origins": {name: f"{origin.where} ({origin.sure:.2f})" for name, origin in article.origins.items()},
            "warnings": article.warnings,
        }
    )


def rows_by_key(library: Library, keys: Sequence[int]) -> dict[int, Listed]:
    """Return the rows of these articles by key."""
    return {listed.row.key: listed for listed in library.listed(list(dict.fromkeys(keys)))}


COMMANDS = {"list": list_command, "search": search_command, "show": show_command}
