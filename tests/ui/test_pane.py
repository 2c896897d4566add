"""The highlights pane: grouping, folding, filtering, what is shown in full, and what is copied."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.read import read
from reader.highlights.find import find
from reader.text import Span
from reader.ui.citing import cited
from reader.ui.digest import Grouping, arranged, narrowed
from reader.ui.digest_lines import Look, key_of, lay_out
from reader.ui.entries import Group, entries, sentence_around
from reader.ui.wrapping import cells_of

TEXT = """---
title: Harbour strike ends after 19 days
author: Ida Lund
outlet: Coast Courier
date: 2025-11-20
url: https://example.org/harbour
---

Dockers in Varna went back to work on Thursday, and 1,240 containers began to move again.

"We asked for a fair wage and we got it," said Petra Iliev, who leads the dockers' union. "Nobody lost anything that
could not be won back in the long run, and everybody who stood at the gate in the rain for nineteen days knows it."

The port lost about 4.5 million euros a day, according to the port authority. Trade fell by 12 percent in November.

"It was expensive for everybody," Iliev said. Mayor Jana Mala called it "a budget for children and for the old".

The dockers will get 8 percent more from January. Shipping companies had offered 3 percent, and rain fell for 19 days.
"""


@pytest.fixture(scope="module")
def article():
    (made,) = read("a.md", TEXT.encode())
    return made


@pytest.fixture(scope="module")
def found(article):
    return entries(article, find(article), ())


def test_figures_are_described_and_shown_in_their_sentence(found):
    by_head = {entry.head: entry for entry in found}
    port = by_head["down about €4.5 m / day"]
    assert port.body == "The port lost about 4.5 million euros a day, according to the port authority."
    assert port.marked.of(port.body) == "about 4.5 million euros a day"
    assert "1,240 containers" in by_head


@pytest.mark.parametrize("grouping", Grouping)
def test_every_entry_is_in_one_section(found, grouping):
    sections = arranged(found, grouping)
    shown = [key_of(entry) for section in sections for entry in section.entries]
    assert sorted(map(str, shown)) == sorted(str(key_of(entry)) for entry in found)
    assert len({section.title for section in sections}) == len(sections)
    assert all(section.entries for section in sections)


def test_kinds_and_speakers(found):
    titles = [section.title for section in arranged(found, Grouping.KIND)]
    assert titles[:2] == ["Money", "Percentages"]
    assert titles.index("Petra Iliev") < titles.index("Jana Mala")


def test_the_order_of_the_text(found):
    (section,) = arranged(found, Grouping.TEXT)
    starts = [entry.span.start for entry in section.entries]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("words", "heads"),
    [
        ("iliev", {"Petra Iliev"}),
        ("MONEY", {"down about €4.5 m / day"}),
        ("percent november", {"down 12 %"}),
        ("quote -iliev", {"Jana Mala"}),
        ("zebra", set()),
    ],
)
def test_words_narrow(found, words, heads):
    assert {entry.head for entry in narrowed(found, words)} == heads


def test_no_words_narrow_nothing(found):
    assert narrowed(found, "  ") == found


@given(st.integers(1, 120), st.integers(1, 80), st.sampled_from(Grouping), st.booleans())
def test_lines_fit_and_belong_to_their_stops(width, height, grouping, is_folded):
    (article,) = read("a.md", TEXT.encode())
    sections = arranged(entries(article, find(article), ()), grouping)
    made = lay_out(sections, width, height, folded={sections[0].title} if is_folded else ())
    assert all(cells_of(line.text) <= max(width, 2) for line in made.lines)
    for number, stop in enumerate(made.stops):
        lines = made.lines[stop.first_line : stop.first_line + stop.number_of_lines]
        assert lines
        assert {line.stop for line in lines} == {number}
    assert sum(line.stop is not None for line in made.lines) == sum(stop.number_of_lines for stop in made.stops)


def test_there_is_more_of_a_quote_where_there_is_room(found):
    quotes = [entry for entry in found if entry.group is Group.QUOTES]
    sections = arranged(quotes, Grouping.RANK)
    tight, roomy = lay_out(sections, 30, 5), lay_out(sections, 30, 60)
    assert any(line.text.endswith("…") for line in tight.lines)
    assert not any(line.text.endswith("…") for line in roomy.lines)
    whole = lay_out(sections, 30, 5, whole={key_of(quote) for quote in quotes})
    assert [line.text for line in whole.lines] == [line.text for line in roomy.lines]


def test_the_marked_words_are_among_what_is_shown():
    (article,) = read(
        "b.txt", ("T\n\n" + "Word after word " * 12 + "came to $7 million, " + "and more " * 40 + ".").encode()
    )
    (entry,) = [each for each in entries(article, find(article), ()) if each.group is not Group.QUOTES]
    made = lay_out(arranged([entry], Grouping.RANK), 40, 3)
    (line,) = [line for line in made.lines if line.look is Look.CONTEXT]
    assert line.text[slice(*line.marked)] == "$7 million"


def test_a_sentence_without_end_is_cut_near_the_figure():
    text = "a " * 50_000
    near = sentence_around(text, Span(40_000, 40_001), Span(0, len(text)))
    assert near.contains(Span(40_000, 40_001))
    assert len(near) < 1000


def test_a_citation_names_speaker_source_date_and_address(article):
    highlights = find(article)
    quote = highlights.quotes[0]
    source = "Ida Lund, “Harbour strike ends after 19 days”, Coast Courier, 20 November 2025, para. 2."
    assert cited(article, quote.span, quote) == (
        f"“We asked for a fair wage and we got it” (Petra Iliev) — {source} https://example.org/harbour"
    )
    figure = next(figure for figure in highlights.figures if figure.kind == "money")
    assert cited(article, figure.span, figure).startswith(
        "“The port lost about 4.5 million euros a day, according to the port authority.” — Ida Lund"
    )


async def test_filtering_folding_and_grouping(at_screen, again):
    async with at_screen(120, 40) as user:
        await user.press("enter", "p")
        pane = user.desk.pane
        total = pane.found[1]
        # The filter narrows with every letter; Enter keeps it, Esc drops it.
        await user.press("f")
        await user.type("iliev")
        assert user.sees(f"3 of {total}")
        await user.press("enter")
        assert user.sees("with “iliev”")
        assert pane.current.head == "Petra Iliev"
        assert user.desk.view.focused_span == pane.current.span
        await user.press("escape")
        assert pane.found == (total, total)
        assert user.desk.room == "highlights"
        await user.press("f")
        await user.type("zebra")
        assert user.sees(f"0 of {total}")
        await user.press("escape")
        assert pane.found == (total, total)
        # Grouping keeps the entry under the cursor.
        before = pane.current
        await user.press("S")
        assert user.status == "Grouped: figures by kind, quotes by speaker."
        assert user.sees("▾ Petra Iliev  3")
        assert pane.current == before
        await user.press("S", "S")
        assert user.sees("▾ KEY FIGURES")
        # Folding: the cursor stands on the heading; Enter opens it.
        await user.press("g", "h")
        assert user.sees("▸ KEY FIGURES")
        assert pane.current is None
        await user.press("m")
        assert user.status.startswith("Stand on an entry first")
        await user.press("h")
        assert user.status.startswith("All groups are folded")
        await user.press("enter")
        assert pane.current.group == "Key figures"
        await user.press("l", "l")
        assert user.sees("▾ QUOTES")
        await user.press("G", "h", "S")
    async with at_screen(120, 40, of=again()) as user:
        assert user.desk.pane.grouping is Grouping.KIND
        assert list(user.desk.pane.folded)


async def test_a_long_entry_in_full_and_short_again(at_screen):
    async with at_screen(100, 14) as user:
        await user.press("enter", "p")
        pane = user.desk.pane
        lines = pane.line_count
        await user.press("l")
        assert user.status == "In full; h shows it short again."
        assert pane.line_count > lines
        await user.press("h")
        assert pane.line_count == lines


async def test_headings_are_clicked(at_screen):
    async with at_screen(120, 40) as user:
        await user.press("enter", "p")
        await user.pilot.click("#highlights", offset=(5, 1))
        await user.press()
        assert user.sees("▸ KEY FIGURES")
        await user.pilot.click("#highlights", offset=(5, 1))
        await user.press()
        assert user.sees("▾ KEY FIGURES")


async def test_an_article_without_highlights_says_so(at_screen):
    async with at_screen(80, 24) as user:
        await user.press("G", "enter", "p")
        assert user.sees("No figures or quotes found in this article.")
        await user.press("j", "h", "l", "S", "G", "f", "escape", "y", "enter", "escape")
        assert user.desk.room == "article"


async def test_text_and_pane_follow_one_another(at_screen):
    async with at_screen(120, 40) as user:
        await user.press("enter", "p", "S")
        pane, view = user.desk.pane, user.desk.view
        for _ in range(len(pane._digest.stops)):
            assert view.focused_span == pane.current.span
            await user.press("j")
        await user.press("g", "h", "tab", "g")
        for _ in range(4):
            await user.press("right_square_bracket")
            stop = pane._digest.stops[pane._cursor]
            members = [stop.entry] if stop.entry else pane._sections[stop.section].entries
            assert view.focused_span in [entry.span for entry in members]


async def test_the_key_line_fits_and_always_leads_to_the_help(at_screen):
    async with at_screen(200, 24) as user:
        for keys in ((), ("enter",), ("v",), ("escape", "p"), ("escape", "slash")):
            await user.press(*keys)
            for width in (60, 80, 100, 120, 160, 200):
                await user.resize(width, 24)
                line = user.lines()[23]
                assert line.rstrip().endswith("Help"), line
                shown = " ".join(line.split())
                assert all(f"{key} {word}" in shown for key, word, _ in user.app.screen.query_one("#keys")._shown())
