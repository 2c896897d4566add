"""The lines of the highlights pane: sections wrapped to a width, long entries cut to what there is room for; pure."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from reader.ui.entries import Entry, Group
from reader.ui.wrapping import cells_of, fit, wrap

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reader.text import Span
    from reader.ui.digest import Section

_HEAD_ROWS = 2
OPEN, FOLDED = "▾", "▸"


class Look(StrEnum):
    """What a line shows; the pane has a style for each."""

    HEADING = "heading"
    FIGURE = "figure"
    SPEAKER = "speaker"
    NOTE = "note"
    CONTEXT = "context"
    QUOTE = "quote"
    HINT = "hint"
    BLANK = ""


class _Rows(NamedTuple):
    """Most rows of the second part of an entry."""

    context: int
    quote: int
    note: int

    def of(self, group: Group) -> int:
        return {Group.QUOTES: self.quote, Group.NOTES: self.note}.get(group, self.context)


_ROOMY, _USUAL, _TIGHT = _Rows(4, 12, 12), _Rows(2, 6, 8), _Rows(1, 4, 6)


class Line(NamedTuple):
    """One line of the pane."""

    look: Look
    text: str
    stop: int | None = None
    """Number of the stop that it belongs to; None for headings that are open, hints and blank lines."""
    marked: tuple[int, int] = (0, 0)
    """What stands out in `text`."""
    section: int | None = None
    """Number of the section that it heads."""


class Stop(NamedTuple):
    """Where the cursor can stand: on an entry, or on the heading of a folded section."""

    section: int
    entry: Entry | None
    first_line: int
    number_of_lines: int


def key_of(entry: Entry) -> tuple[object, ...]:
    """Return what tells an entry from others of its article, also after its note was changed."""
    return (entry.group, entry.span, entry.head if entry.span is None else "")


class Digest(NamedTuple):
    """All lines and stops of a pane."""

    lines: list[Line]
    stops: list[Stop]


def lay_out(
    sections: Sequence[Section],
    width: int,
    height: int,
    *,
    folded: Collection[str] = (),
    whole: Collection[tuple[object, ...]] = (),
    note: str = "",
) -> Digest:
    """Return lines and stops.

    Args:
        sections: What to show.
        width: Cells of a line.
        height: Lines on the screen. Contexts and quotes are longer where everything fits.
        folded: Titles of sections of which only the heading is shown.
        whole: Keys of entries that are shown in full.
        note: A line above everything.
    """
    rows = _room(sections, width, height)
    made = Digest([], [])
    if note:
        made.lines.extend(Line(Look.HINT, note[start:end]) for start, end in wrap(note, width))
    for number, section in enumerate(sections):
        if made.lines:
            made.lines.append(Line(Look.BLANK, ""))
        is_folded = section.title in folded
        title = f"{FOLDED if is_folded else OPEN} {_capitals(section)}  {len(section.entries)}"
        stop = len(made.stops) if is_folded else None
        if is_folded:
            made.stops.append(Stop(number, None, len(made.lines), 1))
        made.lines.append(Line(Look.HEADING, fit(title, width).rstrip(), stop, section=number))
        if not is_folded:
            for entry in section.entries:
                _add(made, number, entry, section, width, None if key_of(entry) in whole else rows)
    return made


def is_cut(entry: Entry, section: Section, sections: Sequence[Section], width: int, height: int) -> bool:
    """Tell whether there is more of an entry than its lines show."""
    short, full = Digest([], []), Digest([], [])
    _add(short, 0, entry, section, width, _room(sections, width, height))
    _add(full, 0, entry, section, width, None)
    return [line.text for line in short.lines] != [line.text for line in full.lines]


def _capitals(section: Section) -> str:
    return section.title if section.by_speaker else section.title.upper()


def _room(sections: Sequence[Section], width: int, height: int) -> _Rows:
    """Return the most generous number of rows with which everything fits on the screen; a scrolling pane is tight."""
    number = sum(len(section.entries) for section in sections)
    if number + 2 * len(sections) > height:
        return _USUAL if width >= _WIDE else _TIGHT
    for rows in (_ROOMY, _USUAL):
        made = Digest([], [])
        for section in sections:
            for entry in section.entries:
                _add(made, 0, entry, section, width, rows)
        if len(made.lines) + 2 * len(sections) <= height:
            return rows
    return _TIGHT


_WIDE = 46
"""From this width on two rows of context are worth it: it is the pane of a wide terminal, or all of a narrow one."""


def _add(made: Digest, number: int, entry: Entry, section: Section, width: int, rows: _Rows | None) -> None:
    stop, first = len(made.stops), len(made.lines)
    looks = {Group.QUOTES: (Look.SPEAKER, Look.QUOTE), Group.NOTES: (Look.NOTE, Look.CONTEXT)}
    head, body = looks.get(entry.group, (Look.FIGURE, Look.CONTEXT))
    if not (section.by_speaker and entry.head == section.title) or not entry.body:
        made.lines.extend(_cut(head, entry.head, stop, width, _HEAD_ROWS if rows else None, None))
    if entry.body:
        most = rows.of(entry.group) if rows else None
        made.lines.extend(_cut(body, entry.body, stop, width, most, entry.marked))
    made.stops.append(Stop(number, entry, first, len(made.lines) - first))


def _cut(look: Look, text: str, stop: int, width: int, most: int | None, marked: Span | None) -> list[Line]:
    """Return the rows of a text: all, or the first few with an ellipsis where there would be more."""
    if most is not None:
        text, marked = _nearer(text, marked, width, most)
    wanted = text if most is None else text[: width * (most + 1)]
    rows = wrap(wanted, width)
    lines = []
    for index, (start, end) in enumerate(rows[:most]):
        shown = text[start:end]
        if index + 1 == most and (len(rows) > most or len(text) > len(wanted)):
            shown = _with_ellipsis(shown, width)
        inside = (0, 0)
        if marked is not None:
            inside = (max(0, marked.start - start), max(0, min(len(shown), marked.end - start)))
        lines.append(Line(look, shown, stop, inside))
    return lines


def _nearer(body: str, marked: Span | None, width: int, most: int) -> tuple[str, Span | None]:
    """Leave out words at the beginning until the marked ones are among what is shown."""
    if marked is None or marked.end <= width * most - width // 4:
        return body, marked
    before = max(0, min(width // 3, width - len(marked) - 2)) if most == 1 else width
    cut = body.find(" ", max(0, marked.start - before), marked.start)
    cut = marked.start if cut < 0 else cut + 1
    return "…" + body[cut:], marked.moved(1 - cut)


def _with_ellipsis(row: str, width: int) -> str:
    """Return a row that says that more follows; its last word gives way if there is no room."""
    if cells_of(row) >= width:
        blank = row.rfind(" ", width // 2)
        row = row[:blank] if blank > 0 else fit(row + " ", width - 1).rstrip().rstrip("…")
    return row.rstrip(" ,;:") + "…"
