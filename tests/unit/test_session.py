"""Positions and searches are remembered, and never in the way."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from reader.session import Session

if TYPE_CHECKING:
    from pathlib import Path


def test_positions_survive_a_restart(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.remember_position("a", 1200)
    session.remember_position("a", 1300)
    session.close()
    again = Session(tmp_path)
    assert (again.position("a"), again.position("b")) == (1300, 0)
    again.close()


def test_searches_come_latest_first_and_once(tmp_path: Path) -> None:
    session = Session(tmp_path)
    for text in ("one", "two", "one", *(f"n{n}" for n in range(3))):
        session.remember_search(text)
    assert session.searches() == ["n2", "n1", "n0", "one", "two"]
    session.close()


def test_only_the_latest_searches_are_kept(tmp_path: Path) -> None:
    session = Session(tmp_path)
    for number in range(230):
        session.remember_search(str(number))
    assert len(session.searches()) == 200
    assert session.searches()[0] == "229"
    session.close()


def test_one_thread_may_close_it_while_another_writes(tmp_path: Path) -> None:
    session = Session(tmp_path)
    writers = [
        Thread(target=lambda: [session.remember_position("a", place) for place in range(1500)]) for _ in range(2)
    ]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        session.close()  # the interpreter died of it
    assert session.position("a") == 1499
    session.close()


def test_values_of_the_screen(tmp_path: Path) -> None:
    session = Session(tmp_path)
    assert session.kept("order") is None
    session.keep("order", "title")
    assert session.kept("order") == "title"
    session.close()


def test_a_session_that_cannot_be_kept_is_as_if_nothing_was_remembered(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    session = Session(tmp_path / "state")
    session.remember_position("a", 5)
    assert session.position("a") == 0
    assert session.searches() == []
    session.close()


def test_a_damaged_session_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "session.sqlite").write_bytes(b"no database" * 500)
    session = Session(tmp_path)
    session.remember_position("a", 5)  # finds the damage and clears it away
    session.remember_position("a", 6)
    assert session.position("a") == 6
    session.close()
