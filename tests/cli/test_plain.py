"""`--plain` is for ears: a line a thing, in words, without tabs, boxes and colours; pipes may end at any time."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.main import main
from reader.cli.output import Output

ROOT = Path(__file__).parents[2]
FERRY = "Ferry prices rise again. The Ellery Herald, 5 March 2025. Unread. 1 figure, 1 quote, no notes. ID "

pytestmark = pytest.mark.usefixtures("folders")


@pytest.fixture
def said(capsys):
    """Return a function that runs a command and gives the lines it prints, without ids."""

    def runner(*argv: str) -> list[str]:
        main([*argv, "--plain"])
        return re.sub(r"(?<=ID )[a-z0-9-]+", "", capsys.readouterr().out).splitlines()

    return runner


def test_an_article_of_the_list_is_a_line(said):
    assert said("list")[0] == FERRY + "."
    assert len(said("list")) == 2


def test_hits_are_followed_by_their_passages(said):
    assert said("search", "tickets") == [
        FERRY + ".",
        "Passage: Tickets for the island ferry will cost 12 percent more from May.",
    ]


def test_an_article_is_read_from_its_title_to_its_end(said):
    assert said("show", "news/ferry.md") == [
        "Title: Ferry prices rise again.",
        "By Ines Moreau. The Ellery Herald, 5 March 2025.",
        "Address: https://ellery.example/ferry.",
        "Tickets for the island ferry will cost 12 percent more from May.",
        '"Nobody asked the islanders," Moreau\'s neighbour Olga Petrenko said.',
    ]


def test_the_pane_is_read_with_notes(said):
    main(["notes", "add", "harbour.txt", "--quote", "14 ships", "--note", "Which?", "--tag", "sea"])
    lines = said("show", "harbour.txt", "--highlights")
    assert "Quotes: 2." in lines
    assert '1: Tomas Reyes. "We lost eleven days and about $2.4 million,"' in lines
    assert lines[lines.index("Notes: 1.") + 1] == "1: 14 ships. Which? #sea."
    assert any(line.startswith("1: ") and "In the text: " in line for line in lines)


def test_contents(said, folders, capsys):
    (folders.library / "long.md").write_text("# Long\n\nText of it.\n\n## First part\n\nMore.\n\n## Second\n\nEnd.\n")
    assert said("show", "long.md", "--contents")[1:] == ["Heading 1 of 2: First part.", "Heading 2 of 2: Second."]
    assert main(["show", "long.md", "--contents", "--json"]) == 0
    assert [each["text"] for each in json.loads(capsys.readouterr().out)] == ["First part", "Second"]
    assert main(["show", "harbour.txt", "--contents"]) == 1


def test_notes_and_views(said):
    main(["notes", "add", "news/ferry.md", "--quote", "12 percent", "--note", "Since when?", "--tag", "prices"])
    line = re.sub(r"Made .*?\. ", "", said("notes", "list")[-1])
    assert line == (
        "Words: “12 percent”. Note: Since when? Tags: prices. Article: Ferry prices rise again. "
        "The Ellery Herald, 5 March 2025. Colour yellow. ID ."
    )
    assert said("views")[:2] == ["All articles: 2 articles.", "Unread: 2 articles. Search: is:unread."]


@pytest.mark.parametrize(
    "argv",
    [
        ("list",),
        ("search", "harbour"),
        ("show", "harbour.txt"),
        ("show", "harbour.txt", "--highlights"),
        ("highlights", "harbour.txt"),
        ("figures",),
        ("quotes",),
        ("notes", "list"),
        ("notes", "export", "--list"),
        ("views",),
        ("keys",),
        ("config",),
        ("path",),
        ("index", "--stats"),
    ],
)
def test_every_view_is_plain_and_has_its_json(argv, said, capsys):
    main(["notes", "add", "harbour.txt", "--quote", "14 ships", "--note", "[bold]x[/] \x1b[31m│\ttab"])
    capsys.readouterr()
    lines = said(*argv)
    assert lines
    for line in lines:
        assert line.strip()
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2500-\u259f]", line.replace("│", "", 1)), line
    main([*argv, "--json"])
    json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("part", "spoken"),
    [("One", "One."), ("Two?", "Two?"), ("“three,”", "“three,”"), ("“four”", "“four”."), ("a:", "a:"), ("", "")],
)
def test_sentences_end_once(part, spoken, capsys):
    Output(plain=True).say(part)
    assert capsys.readouterr().out == spoken + "\n"


@pytest.mark.parametrize("command", ["list", "keys", "list --json", "keys --plain"])
def test_a_pipe_may_end_at_any_time(command, folders):
    # `true` reads nothing at all: the pipe breaks at the first flush, or when the program ends.
    line = f'"{sys.executable}" -m reader {command} | true; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(
        ["bash", "-c", line],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.stderr == ""
    assert done.stdout.strip() in ("0", "141")
