"""JSON in the shape of the Hypothesis API (search results): out with quote and context, in with replies as a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.annotations.anchors import CONTEXT
from reader.annotations.annotation import Anchor, Annotation, AnnotationId, AnnotationKind, ArticleReference
from reader.articles.article import ArticleId
from reader.errors import ExportError
from reader.export.entry import MARKER, Imported, by_article, one_line
from reader.export.json_text import dump, list_of, load, own_id, text_of
from reader.export.links import web_address
from reader.export.own import anchor_item, article_item, article_of
from reader.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.export.entry import Exported

USER = "acct:pullquote@localhost"
OWN = "pullquote"
"""Key of what the API has no word for; it is ignored by others."""
_ARTICLE_URN = "urn:pullquote:article:"
REPLY = "\n\n---\n\n"
"""Stands between a note and each reply to it."""


def hypothesis(entries: Sequence[Exported]) -> str:
    """Return all entries as the API would list them.

    Positions are left out of the selectors: they would be of our text, not of the page.
    """
    rows = [_row(entry) for _, members in by_article(entries) for entry in members]
    return dump({"generator": MARKER, "total": len(rows), "rows": rows})


def _row(entry: Exported) -> dict[str, Any]:
    made = entry.annotation
    uri = web_address(made.article.url) or f"{_ARTICLE_URN}{one_line(made.article.id)}"
    target: dict[str, Any] = {"source": uri}
    extra: dict[str, Any] = {"article": article_item(made.article), "color": made.color}
    if made.anchor:
        quote = {"exact": made.anchor.exact, "prefix": made.anchor.prefix, "suffix": made.anchor.suffix}
        target["selector"] = [{"type": "TextQuoteSelector", **quote}]
        extra["anchor"] = anchor_item(made.anchor)
    return {
        "id": made.id,
        "created": made.created,
        "updated": made.modified,
        "user": USER,
        "uri": uri,
        "text": made.note,
        "tags": list(made.tags),
        "group": "__world__",
        "permissions": {"read": [USER], "admin": [USER], "update": [USER], "delete": [USER]},
        "target": [target],
        "document": {"title": [made.article.title]},
        OWN: extra,
    }


def read_hypothesis(text: str) -> Imported:
    """Read annotations from the API's or the web page's JSON; replies are added to the note they answer.

    Raises:
        ExportError: it is no JSON, or holds no list of annotations.
    """
    value = load(text)
    rows = value if isinstance(value, list) else list_of(value, "rows") or list_of(value, "annotations")
    if not rows and not (isinstance(value, dict) and "rows" in value):
        raise ExportError("this JSON holds no annotations: a list, or an object with rows, is wanted")
    found: dict[str, Annotation] = {}
    replies: dict[str, list[dict[str, Any]]] = {}
    problems = []
    for number, row in enumerate(rows, 1):
        references = [one for one in list_of(row, "references") if isinstance(one, str)]
        if references:
            replies.setdefault(references[0], []).append(row)
            continue
        try:
            found[text_of(row, "id") or f"#{number}"] = _annotation(row, ())
        except (KeyError, TypeError, ValueError) as error:
            problems.append(f"annotation {number} cannot be read: {error}")
    rows_by_id = {text_of(row, "id"): row for row in rows if isinstance(row, dict)}
    for root, answers in replies.items():
        answers.sort(key=lambda row: text_of(row, "created"))
        if root in found:
            found[root] = _annotation(rows_by_id[root], answers)
        else:
            problems.append(f"{len(answers)} replies to {root}, which is not in the file, are left out")
    return Imported(tuple(found.values()), tuple(problems))


def _annotation(row: dict[str, Any], answers: Sequence[dict[str, Any]]) -> Annotation:
    uri = text_of(row, "uri")
    if not uri:
        raise ValueError("it has no uri")
    extra = row.get(OWN) if isinstance(row.get(OWN), dict) else {}
    anchor = _anchor(row, extra or {})
    notes = [text_of(row, "text"), *(f"{_name(answer)}: {text_of(answer, 'text')}" for answer in answers)]
    article = extra.get("article") if extra else None
    created = text_of(row, "created")
    return Annotation(
        id=AnnotationId(own_id(text_of(row, "id"), uri, anchor.exact if anchor else "", created)),
        kind=AnnotationKind.MARK if anchor else AnnotationKind.ARTICLE,
        article=article_of(article) if isinstance(article, dict) else _article(row, uri),
        anchor=anchor,
        created=created,
        modified=text_of(row, "updated") or created,
        note=REPLY.join(notes),
        tags=tuple(tag for tag in list_of(row, "tags") if isinstance(tag, str)),
        color=text_of(extra, "color", "yellow"),
    )


def _article(row: dict[str, Any], uri: str) -> ArticleReference:
    titles = list_of(row.get("document"), "title")
    title = titles[0] if titles and isinstance(titles[0], str) else uri
    if uri.startswith(_ARTICLE_URN):
        return ArticleReference(ArticleId(uri.removeprefix(_ARTICLE_URN)), title)
    return ArticleReference(ArticleId(""), title, url=uri)


def _anchor(row: dict[str, Any], extra: dict[str, Any]) -> Anchor | None:
    """Read the words; a position only where it is one of ours, for others count other units of another text."""
    selectors = [selector for target in list_of(row, "target") for selector in list_of(target, "selector")]
    quotes = [selector for selector in selectors if text_of(selector, "type") == "TextQuoteSelector"]
    if not quotes or not text_of(quotes[0], "exact"):
        return None
    exact, own = text_of(quotes[0], "exact"), extra.get("anchor")
    is_own = isinstance(own, dict) and text_of(own, "exact") == exact
    place = own if is_own and isinstance(own, dict) else {"start": 0, "end": len(exact), "norm": 0}
    return Anchor(
        text_digest=text_of(place, "text"),
        norm=int(place["norm"]),
        span=Span(int(place["start"]), int(place["end"])),
        exact=exact,
        prefix=text_of(quotes[0], "prefix")[-CONTEXT:],
        suffix=text_of(quotes[0], "suffix")[:CONTEXT],
    )


def _name(row: dict[str, Any]) -> str:
    """Return who wrote a reply: `ann` of `acct:ann@hypothes.is`."""
    return text_of(row, "user", "reply").removeprefix("acct:").split("@", maxsplit=1)[0]
