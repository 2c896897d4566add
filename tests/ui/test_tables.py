"""Tables: columns in line by blanks that are on the screen only; every place on the screen is a place in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.articles.read import read
from reader.ui.layout import RowKind, lay_out
from reader.ui.tables import aligned, column_of, offset_of, spread
from tests.ui.conftest import make_library, make_shelf

CELLS = st.text(alphabet=st.sampled_from("ab 7,%é字한👍"), max_size=9).map(str.strip)
TABLES = st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=2, max_size=6).map(
    lambda rows: "\n".join(" | ".join(row) for row in rows)
)
COLLAPSED = TABLES.map(lambda text: "\n".join(" ".join(line.split()) for line in text.split("\n")))


def shown(text, start, end, gaps):
    return "".join(" " * blanks + text[first:last] for blanks, first, last in spread(start, end, gaps))


def lines_of(text, width):
    found, start = [], 0
    for line, gaps in zip(text.split("\n"), aligned(text, width), strict=True):
        found.append(shown(text, start, start + len(line), gaps))
        start += len(line) + 1
    return found


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "Place | People | Growth\nVarna | 336,216 | 4.9 %\n札幌 | 1,959,313 | −0.4 %",
            ["Place |    People | Growth", "Varna |   336,216 |  4.9 %", "札幌  | 1,959,313 | −0.4 %"],
        ),
        ("a | b\nlonger | c\nd | ", ["a      | b", "longer | c", "d      | "]),
        ("x|y\nlong|z", ["x    | y", "long | z"]),
        ("| 3\nTown | 14", ["     |  3", "Town | 14"]),
        ("a | b | c\nd", ["a | b | c", "d"]),
        ("a | | note\nbc | 12 |", ["a  |    | note", "bc | 12 |"]),
    ],
)
def test_columns_stand_in_line(text, lines):
    assert lines_of(text, 40) == lines


@pytest.mark.parametrize("text", ["no bars\nat all", "a | b", "a | b\nc | d\n" + "e" * 38 + " | f"])
def test_what_does_not_fit_is_left_alone(text):
    assert aligned(text, 40) is None


@given(TABLES | COLLAPSED, st.integers(0, 90))
def test_cells_and_code_points_agree(text, column):
    table = aligned(text, 200)
    start = 0
    bars = set()
    for line, gaps in zip(text.split("\n"), table, strict=True):
        end = start + len(line)
        seen = shown(text, start, end, gaps)
        assert seen.replace(" ", "") == line.replace(" ", "")
        offset = offset_of(text, start, end, column, gaps)
        assert start <= offset <= end
        assert column_of(text, start, offset, gaps) <= max(column, cell_len(seen)) + max(
            (g.cells for g in gaps), default=0
        )
        for at in range(start, end):
            if text[at] == "|":
                assert offset_of(text, start, end, column_of(text, start, at, gaps), gaps) == at
                bars.add((line[: at - start].count("|"), column_of(text, start, at, gaps)))
        start = end + 1
    assert len(bars) == len({number for number, _ in bars})


def test_rows_of_a_table_keep_their_places(tmp_path):
    wide = "| a | " + "many words " * 12 + "|"
    source = (
        "---\ntitle: T\n---\n\nBefore.\n\n| Town | People |\n|---|---|\n| Varna | 12 |\n\n"
        f"Between.\n\n| x | y |\n|---|---|\n{wide}\n"
    )
    article = read("t.md", source.encode())[0]
    rows = [row for row in lay_out(article, 40).rows if row.kind is RowKind.TEXT]
    assert [row.start for row in rows] == sorted({row.start for row in rows})
    shown_rows = [article.text[row.start : row.end] for row in rows]
    assert shown_rows[:4] == ["Before.", "Town | People", "Varna | 12", "Between."]
    assert [row.gaps is not None for row in rows[:4]] == [False, True, True, False]
    # What does not fit goes on further to the right, so that one sees where a line begins.
    assert [row.indent for row in rows[4:]] == [0, 0, *[4] * (len(rows) - 6)]
    assert all(cell_len(article.text[row.start : row.end]) + row.indent <= 40 for row in rows)


async def test_a_cell_is_found_and_selected_where_it_is_seen(at_screen, tmp_path):
    text = "---\ntitle: T\n---\n\nBefore.\n\n| Town | People |\n|---|---|\n| Varna | 12 |\n| 札幌 | 195313 |\n"
    folder, cache = make_shelf(tmp_path, {"t.md": text})
    async with at_screen(80, 24, of=make_library(folder, cache, tmp_path)) as user:
        await user.press("enter")
        lines = user.lines()
        row = next(number for number, line in enumerate(lines) if "Varna" in line)
        assert lines[row].rstrip().endswith("Varna │     12")
        assert cell_len(lines[row][: lines[row].index("│")]) == cell_len(lines[row + 1][: lines[row + 1].index("│")])
        view = user.desk.view
        column = cell_len(lines[row][: lines[row].index("12")])
        await user.pilot.click(view, offset=(column - view.region.x, row - view.region.y), times=2)
        assert view.selection.of(view.text) == "12"
        # The blanks before the number belong to what follows them; a step down stays in the column.
        await user.pilot.click(view, offset=(column - 3 - view.region.x, row - view.region.y), times=2)
        assert view.selection.of(view.text) == "12"
        await user.press("j")
        assert view.selection.of(view.text).startswith("12\n札幌 | 195313")
