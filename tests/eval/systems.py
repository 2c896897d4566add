"""What the yardsticks call: thin adapters over the program's own functions."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4)
def _alignment(old_text, new_text):
    from reader.annotations.alignment import Alignment

    return Alignment(old_text, new_text)


def reanchor(new_text, sel):
    """Return (start, end) of an annotation in a new text, or None; `sel` as the yardstick describes it."""
    from reader.annotations.anchors import anchor_at, place
    from reader.text import Span

    old_text = sel["old_text"]
    anchor = anchor_at(old_text, "", 1, Span(sel["start"], sel["end"]))
    span = place(anchor, old_text, new_text, _alignment(old_text, new_text)).span
    return None if span is None else (span.start, span.end)


reanchor.cache_clear = _alignment.cache_clear


def dump(text):
    """Return what the reader of text dumps makes of `text`: metadata, and the kind of each line by its number."""
    from reader.articles.draft import FILE_NAME
    from reader.articles.read import read

    articles = read("dump.txt", text.encode("utf-8", "surrogatepass"))
    if not articles:
        return {"lines": []}
    article = articles[0]
    origin = article.origins.get("title")
    lines = text.split("\n")
    return {
        "title": None if origin and origin.where == FILE_NAME else article.title,
        "authors": list(article.authors),
        "published": article.published.day if article.published else None,
        "source": article.outlet,
        "url": article.url,
        "lines": [
            (number, block.kind.value)
            for block in article.blocks
            for number in range(block.first_line, block.last_line + 1)
            if lines[number - 1].strip()
        ],
    }


def quotes(text):
    """Return the quotes of a text as the yardstick wants them."""
    from reader.highlights.quotes import find_quotes

    found = []
    for quote in find_quotes(text):
        item = {"start": quote.span.start, "end": quote.span.end, "speaker": quote.speaker}
        if quote.mention is not None:
            item["speaker_start"] = quote.mention.start
            item["speaker_end"] = quote.mention.end
        found.append(item)
    return found


def figures(text):
    """Return the figures of a text in the words of the yardstick."""
    from reader.highlights.figures import find_figures
    from reader.highlights.highlight import Bound

    found = []
    for figure in find_figures(text):
        quantity = figure.quantity
        ends = (quantity.low, quantity.high)
        if figure.bound is Bound.DOWN:
            ends = ends[::-1]  # a fall is told from its upper end
        found.append(
            {
                "start": figure.span.start,
                "end": figure.span.end,
                "value": ends if quantity.is_range else quantity.low,
                "unit": f"{quantity.unit} per {quantity.per}" if quantity.per else quantity.unit,
                "kind": figure.kind.value,
                "bound": figure.bound.value,
            }
        )
    return found


def html(page):
    """Return the body that the reader of web pages finds, one block a line."""
    from reader.articles.article import PROSE, BlockKind
    from reader.articles.read import read

    articles = read("page.html", page.encode("utf-8", "replace"))
    kinds = PROSE | {BlockKind.BODY, BlockKind.TABLE, BlockKind.CODE}
    return "\n".join(span.of(articles[0].text) for span in articles[0].spans(kinds)) if articles else ""
