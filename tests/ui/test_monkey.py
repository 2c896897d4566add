"""A monkey in a real terminal: no traceback, no stuck screen, no control code but the program's own."""

from __future__ import annotations

from itertools import product

import pytest
from rich.cells import set_cell_size
from textual.events import Key, Paste

from reader.text import safe
from reader.ui.pasting import without_codes
from tests.bench.monkey import HOSTILE, ROOMS, play, shelf
from tests.bench.terminal import RealReader, foreign_codes


@pytest.mark.parametrize(
    ("keys", "seed"),
    [(160, 1), (160, 2), *(pytest.param(5000, seed, marks=pytest.mark.scale) for seed in (3, 4))],
)
def test_a_monkey_breaks_nothing(tmp_path, keys, seed):
    report = play(shelf(tmp_path / "articles"), tmp_path, keys=keys, seed=seed)
    assert report.keys == keys
    assert report.bytes > 1000
    if keys > 1000:
        assert len(report.rooms) >= len(ROOMS) - 1  # the words of one may have been painted in pieces each time


def test_an_exported_size_hides_no_resize(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    reader = RealReader(shelf(tmp_path / "articles"), tmp_path)
    try:
        reader.wait_for(b"article")
        reader.resize(120, 40)
    finally:
        reader.close()


@pytest.mark.parametrize(
    "output",
    [
        "\x1b[31337m",
        "\x1b]0;owned\x07",
        "\x9b1m",
        "\x08",
        "\x1b(0",
        "\u202e",
        "\x1b]52;c;\x1b[m\x07",
        "a\x00b",
        "\u2028",
    ],
)
def test_a_foreign_code_is_seen(output):
    assert foreign_codes(f"before {output} after".encode())


def test_own_codes_are_no_foreign_ones():
    own = "\x1b[?1049h\x1b[38;2;1;2;3;48;2;255;0;0mwords\x1b[0m\n\x1b[2;1H\x1b]22;text\x07\x1b]52;c;YQ==\x07漢 👩‍👩‍👧"
    assert foreign_codes(own.encode()) == []


def test_the_articles_mean_harm():
    assert foreign_codes("".join(HOSTILE.values()).encode("utf-8", "replace"))


def test_what_is_safe_can_be_cut_at_every_cell():
    for letters in product("\u200d\ufe0fa漢❤\u0301", repeat=5):
        text = safe("".join(letters))
        for width in range(8):
            set_cell_size(text, width)  # fails on two joiners at the start


def test_a_paste_brings_no_codes():
    pasted = without_codes(Paste("a\x1b[31m\x9b\u202e\x00\x85\tb\rc\nd"))
    assert isinstance(pasted, Paste)
    assert pasted.text == "a␛[31m\ufffd\ufffd␀\ufffd\tb\rc\nd"
    assert without_codes(Paste("\u200d\u200da\u200d\u200db\u200d")).text == "a\u200d\ufffdb"
    key = Key("x", "x")
    assert without_codes(key) is key
