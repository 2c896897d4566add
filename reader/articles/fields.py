"""Which key of a header is which field of an article, in the spellings of notes programs and site generators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.articles.dates import parse_date
from reader.articles.draft import web_address
from reader.articles.frontmatter import without_links
from reader.articles.lexicon import table
from reader.articles.names import split_names
from reader.articles.urls import outlet_of

if TYPE_CHECKING:
    from reader.articles.draft import Draft
    from reader.articles.frontmatter import Header

# Obsidian Web Clipper writes the address into `source`; others write the outlet there: the value decides.
_FIELDS = table("fields")
_URLS: tuple[str, ...] = tuple(_FIELDS["url"])
_OUTLETS: tuple[str, ...] = tuple(_FIELDS["outlet"])
_PUBLISHED: tuple[str, ...] = tuple(_FIELDS["published"])
_UPDATED: tuple[str, ...] = tuple(_FIELDS["updated"])
_AUTHORS: tuple[str, ...] = tuple(_FIELDS["authors"])
_WHERE = "front matter"


def learn_header(draft: Draft, header: Header, *, where: str = _WHERE) -> None:
    """Learn from a header whatever the draft does not know yet."""
    if not header.values:
        return
    if header.kind == "metadata list":
        where = f"{where} ({header.kind})"
    draft.learn("title", _text(header.first("full_title", "title", "headline")), where, 1.0)
    draft.learn("authors", _authors(header.all(*_AUTHORS)), where, 1.0)
    addresses = [address for name in _URLS for value in header.values.get(name, ()) if (address := _address(value))]
    draft.learn("url", addresses[0] if addresses else None, where, 1.0)
    outlets = [value for name in _OUTLETS for value in header.values.get(name, ()) if value and not _address(value)]
    draft.learn("outlet", _text(outlets[0]) if outlets else None, where, 1.0)
    if draft.url:
        draft.learn("outlet", outlet_of(draft.url), "address", 0.7)
    for name, keys in (("published", _PUBLISHED), ("updated", _UPDATED)):
        dates = [
            date for key in keys for value in header.values.get(key, ()) if (date := parse_date(without_links(value)))
        ]
        draft.learn(name, dates[0] if dates else None, where, 1.0)
    lang = (header.first("lang", "language", "locale") or "").casefold()[:2]
    draft.learn("lang", lang if len(lang) == 2 and lang.isalpha() else None, where, 1.0)
    draft.learn("section", _text(header.first("section", "category", "categories")), where, 1.0)
    draft.learn("tags", _tags(header.all("tags", "tag", "keywords")), where, 1.0)


def _address(value: str) -> str | None:
    value = value.strip()
    if value.endswith(")") and "](" in value:
        value = value[value.index("](") + 2 : -1]
    return web_address(value)


def _text(value: str | None) -> str | None:
    return without_links(value).strip() or None if value else None


def _authors(values: list[str]) -> tuple[str, ...]:
    """Split what holds several names; keep what is no usual name as it is written: a header is no guess."""
    names: list[str] = []
    for value in values:
        bare = without_links(value)
        found = split_names(bare) if any(mark in bare for mark in (",", ";", " and ", " & ")) else ()
        names += [name for name in found or (bare,) if name and name not in names]
    return tuple(names)


def _tags(values: list[str]) -> tuple[str, ...]:
    parts = [
        part
        for value in values
        for part in (value.split(",") if "," in value else value.split() if "#" in value else [value])
    ]
    return tuple(dict.fromkeys(tag for part in parts if (tag := without_links(part).lstrip("#").strip())))
