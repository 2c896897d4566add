"""The digest of an article: how the entries of the highlights pane are grouped, and which answer a filter; pure."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from reader.catalogue import folded
from reader.highlights.kinds import FigureKind
from reader.ui.entries import Entry, Group, shown_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NOT_NAMED = "Speaker not named"
_KINDS = {
    FigureKind.MONEY: "Money",
    FigureKind.PERCENT: "Percentages",
    FigureKind.COUNT: "Counts",
    FigureKind.MEASURE: "Measures",
    FigureKind.DURATION: "Durations",
    FigureKind.AGE: "Ages",
    FigureKind.NUMBER: "Other numbers",
}


class Grouping(StrEnum):
    """Ways to group what the pane shows; the value is how it is called on the screen."""

    RANK = "what matters most first"
    KIND = "figures by kind, quotes by speaker"
    TEXT = "in the order of the text"


class Section(NamedTuple):
    """Entries under one heading."""

    title: str
    """Names it, also while it is folded; no two sections of a digest have the same."""
    entries: tuple[Entry, ...]
    by_speaker: bool = False
    """The title names who speaks, so the entries need not."""


def arranged(entries: Sequence[Entry], grouping: Grouping) -> list[Section]:
    """Return the entries in sections; each is in exactly one, and none is empty."""
    if grouping is Grouping.TEXT:
        last = max((entry.span.start for entry in entries if entry.span is not None), default=0) + 1
        ordered = sorted(entries, key=lambda entry: last if entry.span is None else entry.span.start)
        return [Section("In the order of the text", tuple(ordered))] if ordered else []
    if grouping is Grouping.RANK:
        found = {group: tuple(entry for entry in entries if entry.group is group) for group in Group}
        return [Section(group.value, members) for group, members in found.items() if members]
    return _by_kind(entries)


def _by_kind(entries: Sequence[Entry]) -> list[Section]:
    from reader.highlights.highlight import Figure, Quote  # the first frame shows none

    ordered = sorted(entries, key=lambda entry: 0 if entry.span is None else entry.span.start)
    sections = []
    for kind, title in _KINDS.items():
        figures = tuple(entry for entry in ordered if isinstance(entry.of, Figure) and entry.of.kind is kind)
        sections.append(Section(title, figures))
    speakers: dict[str, list[Entry]] = {}
    for entry in ordered:
        if isinstance(entry.of, Quote):
            speakers.setdefault(shown_text(entry.of.speaker or "") or NOT_NAMED, []).append(entry)
    # Whoever says most comes first; those of whom the text does not tell come last.
    names = sorted(speakers, key=lambda name: (name == NOT_NAMED, -len(speakers[name])))
    taken = {*_KINDS.values(), Group.NOTES.value}
    sections += [
        Section(f"{name} (speaker)" if name in taken else name, tuple(speakers[name]), by_speaker=True)
        for name in names
    ]
    sections.append(Section(Group.NOTES.value, tuple(entry for entry in entries if entry.group is Group.NOTES)))
    return [section for section in sections if section.entries]


def narrowed(entries: Iterable[Entry], words: str) -> list[Entry]:
    """Return the entries that hold every word, whatever its case and accents; `-word` asks that one is not there."""
    wanted = _plain(words).split()
    if not wanted:
        return list(entries)
    return [entry for entry in entries if _answers(_plain(_everything(entry)), wanted)]


def _plain(text: str) -> str:
    """Return a text without case and accents; most have no accents, and need not be taken apart."""
    return text.casefold() if text.isascii() else folded(text)


def _answers(text: str, words: Sequence[str]) -> bool:
    return all((word[1:] not in text) if word[:1] == "-" and len(word) > 1 else word in text for word in words)


def _everything(entry: Entry) -> str:
    from reader.highlights.highlight import Figure, Quote  # as above

    parts = [entry.head, entry.body]
    if isinstance(entry.of, Figure):
        parts += ["figure", _KINDS[entry.of.kind], entry.of.kind.value, entry.of.noun]
    elif isinstance(entry.of, Quote):
        parts.append("quote")
    else:
        parts.append("note")
    return "\n".join(parts)
