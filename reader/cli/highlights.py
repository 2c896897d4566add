"""`reader highlights`, `reader figures` and `reader quotes`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.articles.spelling import spelled
from reader.catalogue import folded
from reader.cli.articles import rows_by_key
from reader.cli.codes import Exit
from reader.cli.opening import article_of, opened
from reader.errors import ReaderError

if TYPE_CHECKING:
    import argparse

    from reader.cli.output import Output
    from reader.highlights.highlight import Figure, Quote
    from reader.library import Listed
    from reader.rows import FigureRow, QuoteRow

_FIGURE_COLUMNS = (
    "text", "value", "high", "unit", "per", "noun", "bound", "kind", "rank", "start", "end", "why",
)  # fmt: skip
_QUOTE_COLUMNS = ("text", "speaker", "mention", "cue", "kind", "via", "rank", "start", "end", "why")


def highlights_command(arguments: argparse.Namespace, output: Output) -> Exit:
    """Print the figures and quotes of one article: the key ones, or with `--all` every one in text order."""
    from reader.highlights.find import find

    article, _ = article_of(arguments)
    found = find(article)
    figures = found.figures if arguments.all else found.key_figures
    quotes = found.quotes if arguments.all else found.key_quotes
    figure_rows = [_figure_json(figure, article.text) for figure in figures]
    quote_rows = [_quote_json(quote, article.text) for quote in quotes]
    if output.as_json:
        output.json({"id": article.id, "title": article.title, "figures": figure_rows, "quotes": quote_rows})
    elif arguments.csv:
        columns = ("type", *dict.fromkeys(_FIGURE_COLUMNS + _QUOTE_COLUMNS))
        rows = [{"type": "figure", **row} for row in figure_rows] + [{"type": "quote", **row} for row in quote_rows]
        output.table(columns, [[row.get(column) for column in columns] for row in rows])
    elif output.plain:
        _say_highlights(figure_rows, quote_rows, output)
    else:
        _print_highlights(figure_rows, quote_rows, output)
    return Exit.OK if figures or quotes else Exit.NOTHING


def _print_highlights(figures: list[dict[str, object]], quotes: list[dict[str, object]], output: Output) -> None:
    output.title(f"KEY FIGURES  {len(figures)}")
    for figure in figures:
        output.line(f"  {figure['described']}")
        output.line(f"      {figure['explanation']}  [{figure['start']}-{figure['end']}]")
    output.line()
    output.title(f"QUOTES  {len(quotes)}")
    for quote in quotes:
        output.paragraph(str(quote["text"]), indent="  ")
        output.line(f"      {quote['explanation']}  [{quote['start']}-{quote['end']}]")


def _say_highlights(figures: list[dict[str, object]], quotes: list[dict[str, object]], output: Output) -> None:
    output.say(f"Figures: {len(figures)}")
    for place, figure in enumerate(figures, 1):
        output.say(f"{place}: {figure['described']}", f"In the text: {figure['text']}")
    output.say(f"Quotes: {len(quotes)}")
    for place, quote in enumerate(quotes, 1):
        output.say(f"{place}: {quote['speaker'] or 'Speaker not named'}: {quote['text']}")


def _figure_json(figure: Figure, text: str) -> dict[str, object]:
    from reader.highlights.describe import describe, explain

    quantity = figure.quantity
    return {
        "text": figure.span.of(text),
        "value": quantity.low,
        "high": quantity.high if quantity.is_range else None,
        "unit": quantity.unit,
        "per": quantity.per,
        "noun": figure.noun,
        "bound": figure.bound,
        "kind": figure.kind,
        "rank": figure.rank,
        "start": figure.span.start,
        "end": figure.span.end,
        "why": figure.why,
        "places": [[place.start, place.end] for place in figure.places],
        "described": describe(figure),
        "explanation": explain(figure, text),
    }


def _quote_json(quote: Quote, text: str) -> dict[str, object]:
    from reader.highlights.explain import explain_quote

    return {
        "text": quote.span.of(text),
        "speaker": quote.speaker,
        "mention": quote.mention.of(text) if quote.mention else None,
        "cue": quote.cue.of(text) if quote.cue else None,
        "kind": quote.kind,
        "via": quote.via,
        "rank": quote.rank,
        "start": quote.span.start,
        "end": quote.span.end,
        "why": quote.why,
        "explanation": explain_quote(quote, text),
    }


# over the whole library


def figures_command(arguments: argparse.Namespace, output: Output) -> Exit:
    """Print the figures of all articles that meet every condition given."""
    tests, values = ["1"], []
    if arguments.kind:
        tests.append("kind = ?")
        values.append(arguments.kind)
    for name, column in (("unit", "unit"), ("noun", "noun_order")):
        if getattr(arguments, name):
            tests.append(f"({column} like ?)")
            values.append(f"%{folded(getattr(arguments, name))}%")
    for text, test in ((arguments.min, "high >= ?"), (arguments.max, "low <= ?")):
        if text is not None:
            tests.append(test)
            values.append(_number(text))
    with opened(arguments) as library:
        figures = library.catalogue.figures(" and ".join(tests), values)[: arguments.limit]
        rows = rows_by_key(library, [figure.key for figure in figures])
        records = [{**_of_article(rows[f.key]), **_figure_record(f)} for f in figures if f.key in rows]
    return _print_records(records, arguments, output, "{shown}\t{kind}\t{low:.12g}\t{unit}\t{noun}")


def quotes_command(arguments: argparse.Namespace, output: Output) -> Exit:
    """Print the quotes of all articles that meet every condition given."""
    tests, values = ["1"], []
    if arguments.by:
        tests.append("speaker_order like ?")
        values.append(f"%{folded(arguments.by)}%")
    with opened(arguments) as library:
        quotes = library.catalogue.quotes(" and ".join(tests), values)
        if arguments.words:
            quotes = [quote for quote in quotes if folded(arguments.words) in folded(quote.words)]
        quotes = quotes[: arguments.limit]
        rows = rows_by_key(library, [quote.key for quote in quotes])
        records = [{**_of_article(rows[q.key]), **_quote_record(q)} for q in quotes if q.key in rows]
    return _print_records(records, arguments, output, "“{words}”\t{speaker}")


def _print_records(records: list[dict[str, object]], arguments: argparse.Namespace, output: Output, form: str) -> Exit:
    if output.as_json:
        output.json(records)
    elif arguments.csv:
        output.table(list(records[0]) if records else [], [list(record.values()) for record in records])
    elif output.plain:
        for record in records:
            what = str(record.get("shown") or f"{record['speaker'] or 'Speaker not named'}: “{record['words']}”")
            day = spelled(str(record["published"] or "")[:10])
            source = ", ".join(part for part in (str(record["outlet"] or ""), day) if part)
            output.say(what, f"Article: {record['title']}", source, f"ID {record['id']}")
    else:
        for record in records:
            shown = {name: "" if value is None else value for name, value in record.items()}
            output.fields(
                *form.format(**shown).split("\t"), shown["published"], shown["outlet"], shown["title"], shown["id"]
            )
    return Exit.OK if records else Exit.NOTHING


def _of_article(listed: Listed) -> dict[str, object]:
    row = listed.row
    return {"id": row.id, "title": row.title, "outlet": row.outlet, "published": row.iso or None}


def _figure_record(figure: FigureRow) -> dict[str, object]:
    return {
        "shown": figure.shown, "kind": figure.kind, "low": figure.low, "high": figure.high, "unit": figure.unit,
        "per": figure.per, "noun": figure.noun, "bound": figure.bound, "start": figure.start, "end": figure.end,
    }  # fmt: skip


def _quote_record(quote: QuoteRow) -> dict[str, object]:
    return {
        "words": quote.words, "speaker": quote.speaker, "kind": quote.kind, "start": quote.start, "end": quote.end,
    }  # fmt: skip


_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}


def _number(text: str) -> float:
    """Return `2.5bn`, `1,000` or `10%` as a number.

    Raises:
        ReaderError: it is none.
    """
    digits = text.replace(",", "").replace("_", "").rstrip("%").lower()
    letters = digits.lstrip("+-.0123456789")
    try:
        return float(digits.removesuffix(letters)) * (_SCALES[letters] if letters else 1)
    except (ValueError, KeyError) as error:
        raise ReaderError(f"{text} is no number. Write 1000, 2.5bn, 3m or 10k.") from error


COMMANDS = {"highlights": highlights_command, "figures": figures_command, "quotes": quotes_command}
