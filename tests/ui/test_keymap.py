"""The user's own keys: what nobody knows and what clashes is named at the start, and everything else holds."""

from __future__ import annotations

import pytest

from reader.config import Settings
from reader.ui.app import ReaderApp
from reader.ui.keymap import checked, named, rooms_and_bindings, spelled, table


def test_keys_of_ones_own() -> None:
    assert checked({"list.next": "w,Down", "app.help": "F2", "match.next": "],ctrl+N"}) == (
        {"list.next": "w,down", "app.help": "f2", "match.next": "right_square_bracket,ctrl+n"},
        [],
    )
    assert next(key.keys for key in table({"list.next": "x,down"}) if key.id == "list.next") == "x ↓"


def test_keys_one_after_the_other() -> None:
    keys = {"article.next-figure": "]g", "article.next-quote": "g q,Q"}
    named_keys = {"article.next-figure": "right_square_bracket g", "article.next-quote": "g q,Q"}
    assert checked(keys) == (named_keys, [])
    assert next(key.keys for key in table(named_keys) if key.id == "article.next-quote") == "gq Q"
    assert checked({"article.next-figure": "]n"}) == (
        {},
        ["[keys] article.next-figure: ]n is the key of article.next-note already (Reading)"],
    )


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"list.nxt": "s"}, "[keys]: no binding is called list.nxt; did you mean list.next?"),
        ({"list.next": "k"}, "[keys] list.next: k is the key of list.previous already (List)"),
        ({"list.next": "pagedwn"}, "[keys] list.next: no key is called pagedwn; did you mean pagedown?"),
        ({"list.next": "ctlr+x"}, "[keys] list.next: no key is called ctlr+x"),
        ({"list.next": "j,"}, "[keys] list.next: no key is called (nothing)"),
        ({"\x1b[31m": "j"}, "[keys]: no binding is called ␛[31m"),
    ],
)
def test_what_is_wrong_with_keys_is_named_and_left_out(keys: dict[str, str], message: str) -> None:
    assert checked({**keys, "app.help": "f2"}) == ({"app.help": "f2"}, [message])


def test_two_keys_of_ones_own_may_change_places() -> None:
    swapped = {"list.next": "k", "list.previous": "j"}
    assert checked(swapped) == (swapped, [])


def test_no_two_bindings_of_the_program_clash() -> None:
    keys = {str(binding.id): binding.key for _, binding in rooms_and_bindings()}
    assert checked(keys)[1] == []


def test_every_key_is_known_as_it_is_spelled() -> None:
    for _, binding in rooms_and_bindings():
        for key in binding.key.split(","):
            assert named(spelled(key.strip())) == key.strip()


async def test_the_screen_starts_with_what_is_right_and_says_what_is_wrong(library, settled) -> None:
    settings = Settings(theme="papr", keys={"app.help": "f2", "list.nxt": "j"}, problems=("config.toml: odd",))
    app = ReaderApp(library, settings=settings)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert app.screen.status.message == "Settings: config.toml: odd (and 2 more: reader config)"
        await pilot.press("f2")
        await settled(pilot)
        assert type(app.screen).__name__ == "Help"
        # The help shows the user's own key.
        await pilot.press(*"through")
        await settled(pilot)
        shown = ["".join(s.text for s in strip) for strip in app.screen._compositor.render_strips()]
        assert any("F2" in line for line in shown), shown
