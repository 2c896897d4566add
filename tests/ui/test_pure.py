"""Wrapping, marks, layout and selecting: pure functions, as tables and as properties."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.articles.kinds import FURNITURE, BlockKind
from reader.articles.read import read
from reader.articles.spelling import spelled
from reader.search.query import Bound, Page
from reader.text import Span, safe
from reader.ui import selecting
from reader.ui.byline import minutes_of
from reader.ui.citing import cited
from reader.ui.clipboard import commands, copy, is_web_address
from reader.ui.layout import METADATA, RowKind, lay_out
from reader.ui.marks import Kind, Mark, cut, per_block
from reader.ui.screens.searching import _found
from reader.ui.selecting import Selection
from reader.ui.wrapping import cell_at, cells_of, fit, offset_at, wrap

TEXTS = st.text(alphabet=st.sampled_from("ab \n.é字한👍e\u0301\u200d—"), max_size=80)


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 100, ["one two three"]),
        ("", 5, [""]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("a\n\nb", 5, ["a", "", "b"]),
        ("one  two", 4, ["one", "two"]),
        ("字字字 字", 4, ["字字", "字", "字"]),
        ("a 字字", 4, ["a 字", "字"]),
    ],
)
def test_wrapping(text, width, rows):
    assert [text[a:b] for a, b in wrap(text, width)] == rows


@given(TEXTS, st.integers(2, 20))
def test_rows_fit_and_lose_nothing_but_blanks(text, width):
    rows = wrap(text, width)
    assert all(cells_of(text[a:b]) <= width for a, b in rows)
    kept = "".join(text[a:b] for a, b in rows)
    assert kept.replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(rows))


@given(TEXTS.map(lambda text: text.replace("\n", " ")), st.integers(1, 30))
def test_fitted_text_has_exactly_the_width(text, width):
    assert cells_of(fit(text, width)) == width


@given(TEXTS.map(lambda text: text.replace("\n", " ")))
def test_columns_and_offsets_agree(text):
    for _, end, _ in [(0, 0, 0), *_graphemes(text)]:
        assert (
            offset_at(text, 0, len(text), cell_at(text, 0, end)) >= min(end, len(text)) - 0 or cells_of(text[end:]) == 0
        )


def _graphemes(text):
    from rich.cells import split_graphemes

    return [grapheme for grapheme in split_graphemes(text)[0] if grapheme[2]]


def test_simple_text_is_measured_as_rich_does():
    text = "Łódź, naïve — Минск: “€5”…"
    assert cells_of(text) == cell_len(text)


@pytest.mark.parametrize(
    ("total", "bound", "said"),
    [
        (0, Bound.EXACT, "no hits"),
        (1, Bound.EXACT, "1 hit"),
        (1204, Bound.EXACT, "1,204 hits"),
        (1, Bound.AT_LEAST, "at least 1 hits"),
        (480, Bound.AT_LEAST, "more than 479 hits"),
        (480, Bound.AT_MOST, "up to 480 hits"),
        (480, Bound.ABOUT, "about 480 hits"),
    ],
)
def test_the_number_of_hits_is_as_sure_as_it_is(total, bound, said):
    assert _found(Page("", (), total, bound)) == said


def test_overlapping_marks_are_cut_at_every_edge():
    marks = [Mark(2, 8, Kind.QUOTE), Mark(4, 6, Kind.FIGURE), Mark(5, 12, Kind.MATCH)]
    assert cut(0, 10, marks) == [
        (0, 2, Kind(0)),
        (2, 4, Kind.QUOTE),
        (4, 5, Kind.QUOTE | Kind.FIGURE),
        (5, 6, Kind.QUOTE | Kind.FIGURE | Kind.MATCH),
        (6, 8, Kind.QUOTE | Kind.MATCH),
        (8, 10, Kind.MATCH),
    ]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10)), max_size=6), st.integers(0, 30), st.integers(0, 30))
def test_runs_tile_the_row(places, start, length):
    runs = cut(start, start + length, [Mark(at, at + size, Kind.NOTE) for at, size in places])
    assert "".join("x" * (b - a) for a, b, _ in runs) == "x" * length
    assert all(left[1] == right[0] for left, right in itertools.pairwise(runs))


def test_marks_reach_every_block_that_they_touch():
    blocks = [Span(0, 5), Span(7, 12), Span(14, 20)]
    mark = Mark(3, 15, Kind.NOTE)
    assert per_block([mark, Mark(8, 9, Kind.FIGURE)], blocks) == {
        0: [mark],
        1: [mark, Mark(8, 9, Kind.FIGURE)],
        2: [mark],
    }


def article(text):
    (found,) = read("a.txt", text.encode())
    return found


BODY = (
    "A title of some kind\n\nBy Ann Smith\n\nNovember 2, 2025\n\n"
    "First paragraph of it.\n\nSecond paragraph of it, longer.\n"
)


def test_layout_shows_every_block_but_metadata_once():
    found = article(BODY)
    layout = lay_out(found, 12)
    shown = {row.block for row in layout.rows if row.kind is RowKind.TEXT}
    kinds = {found.blocks[number].kind for number in shown}
    assert BlockKind.BODY in kinds
    assert BlockKind.BYLINE not in kinds
    for number in shown:
        assert layout.rows[layout.block_rows[number]].start == found.blocks[number].span.start


def test_a_caption_that_the_next_one_says_again_is_furniture():
    captions = "A harbour at dusk.\n\nA harbour at dusk.Photo: City archive/CC BY 4.0"
    prose = (
        "Grain left the harbour for the first time since the war began, and nobody knew how long it would last. " * 3
    )
    found = article(f"Harbour opens again\n\n{prose}\n\n{captions}\n\n{prose}")
    first, second = (n for n, block in enumerate(found.blocks) if block.kind is BlockKind.CAPTION)
    calm, whole = lay_out(found, 60, hidden=METADATA | FURNITURE), lay_out(found, 60)
    assert second in calm.block_rows
    assert first not in calm.block_rows
    assert [row.end - row.start for row in calm.rows if row.kind is RowKind.HIDDEN] == [1]
    assert {first, second} <= whole.block_rows.keys()


def test_every_offset_has_its_row():
    found = article(BODY)
    layout = lay_out(found, 10)
    for row in layout.rows:
        if row.kind is RowKind.TEXT:
            for offset in range(row.start, row.end):
                assert layout.rows[layout.row_of(offset)] == row


def test_sentences():
    text = 'Mr. Kay came. "It was 5.3 million," he said. He left at 7 p.m. The U.S. Senate met! Really?'
    found = [span.of(text) for span in selecting.sentences(text, Span(0, len(text)))]
    assert found[0] == "Mr. Kay came."
    assert found[1] == '"It was 5.3 million," he said.'
    assert found[-1] == "Really?"
    assert " ".join(found) == text


def test_words_and_units():
    text = "One don't stop. Two three."
    assert selecting.next_word(text, 0) == 4
    assert selecting.word_end(text, 4) == 9
    assert selecting.previous_word(text, 9) == 4
    assert selecting.previous_word(text, 4) == 0
    assert selecting.word_at(text, 6).of(text) == "don't"
    figures = "The U.S. paid $3,400.50, a well-known sum."
    assert [selecting.word_at(figures, at).of(figures) for at in (4, 6, 15, 20, 30)] == [
        "U.S.", "U.S.", "3,400.50", "3,400.50", "well-known"
    ]  # fmt: skip
    assert selecting.word_at(figures, 8).of(figures) == " "
    assert selecting.previous_word(figures, 24) == 15
    assert selecting.previous_word(figures, 15) == 9
    assert selecting.previous_word(figures, 9) == 4
    assert selecting.previous_word("  .. ", 5) == 0
    units = selecting.sentences(text, Span(0, len(text)))
    first = selecting.by_unit(Selection(2), units, 1)
    assert first.span == units[0]
    assert selecting.by_unit(first, units, 1).span == Span(0, len(text))
    assert selecting.by_unit(Selection(2), units, 2).span == Span(0, len(text))


@given(TEXTS, st.integers(0, 80))
def test_moves_stay_in_the_text_and_on_graphemes(text, at):
    at = min(at, len(text))
    for move in (
        selecting.next_grapheme,
        selecting.previous_grapheme,
        selecting.next_word,
        selecting.word_end,
        selecting.previous_word,
    ):
        assert 0 <= move(text, at) <= len(text)
    assert selecting.next_grapheme(text, at) > at or at == len(text)


def test_hostile_text_is_wrapped_and_walked_in_linear_time():
    for text in ("x" * 1_000_000, "a " * 500_000, "字" * 300_000, "." * 1_000_000, "'" * 300_000, "A." * 300_000):
        assert wrap(safe(text), 80)
        selecting.next_word(text, 0)
        selecting.previous_word(text, len(text))
        selecting.word_at(text, len(text) // 2)
        selecting.sentences(text, Span(0, len(text)))


def test_dates_lengths_and_citations():
    assert spelled("2025-11-02") == "2 November 2025"
    assert spelled("2025-11") == "November 2025"
    assert spelled("2025") == "2025"
    assert minutes_of(0) == 1
    assert minutes_of(2300) == 10
    found = article(BODY)
    at = found.text.index("First")
    assert cited(found, Span(at, at + 15)) == (
        "“First paragraph” — Ann Smith, “A title of some kind”, 2 November 2025, para. 1."
    )


@pytest.mark.parametrize(
    ("environment", "first"),
    [
        ({"TMUX": "x", "SSH_TTY": "y"}, "tmux"),
        ({"SSH_CONNECTION": "y", "DISPLAY": ":0"}, None),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, "wl-copy"),
        ({"DISPLAY": ":0"}, "xclip"),
        ({}, None),
    ],
)
def test_the_best_way_to_copy(environment, first):
    found = commands(environment, "linux")
    assert (found[0][0] if found else None) == first


@pytest.mark.parametrize(
    ("environment", "works", "how", "is_in_file"),
    [
        ({"TMUX": "x"}, {"tmux"}, "Copied with tmux", False),
        ({"TMUX": "x"}, set(), "Sent to the terminal's clipboard; also in", True),
        ({"SSH_TTY": "x", "DISPLAY": ":0"}, {"xclip"}, "Sent to the terminal's clipboard; also in", True),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, {"wl-copy", "xclip"}, "Copied with wl-copy", False),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, {"xclip"}, "Copied with xclip", False),
        ({}, {"xclip", "tmux"}, "Sent to the terminal's clipboard; also in", True),
    ],
)
def test_a_text_is_copied_by_what_works(tmp_path, monkeypatch, environment, works, how, is_in_file):
    """Programs that fail, as an old tmux does, are passed over; the last way is the terminal with a file beside it."""
    for name in ("tmux", "wl-copy", "xclip", "xsel"):
        program = tmp_path / name
        program.write_text(f'#!/bin/sh\n/bin/cat > "{tmp_path}/got"\n' if name in works else "#!/bin/sh\nexit 1\n")
        program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    asked = []
    said = copy("Ünï “x”", asked.append, tmp_path / "state" / "copied.txt", environment)
    assert said.startswith(how)
    assert (asked == ["Ünï “x”"]) is is_in_file
    written = tmp_path / ("state/copied.txt" if is_in_file else "got")
    assert written.read_text(encoding="utf-8").strip() == "Ünï “x”"


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://example.org/a?b=1", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://exa mple.org", False),
        ("https://example.org/\x1b[31m", False),
        ("http://[bad", False),
    ],
)
def test_web_addresses(url, is_one):
    assert is_web_address(url) is is_one
