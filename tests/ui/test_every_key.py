"""Every key in every room: each binding has a row that says what the user sees when its key is pressed there.

The library is hostile: escape sequences, markup, texts of other scripts, no text at all. A binding without a row fails.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import pytest
from textual.dom import DOMNode
from textual.worker import WorkerCancelled

from reader.library import Library
from reader.paths import folders
from reader.text import Span
from reader.ui.app import ReaderApp
from reader.ui.digest import Grouping
from reader.ui.keymap import rooms, rooms_and_bindings
from reader.updating import Changes
from tests.ui.conftest import make_shelf

EVIL = "\x1b[31337mred\x1b]52;c;ZXZpbA==\x07 [/bold] [link=x] \x00\x9b1m \u202eabc [@click=app.quit]x[/]"
LONG = (
    f"---\ntitle: Harbour strike ends {EVIL}\nauthor: Ida Lund\noutlet: Coast Courier\ndate: 2025-12-20\n"
    "url: https://example.org/harbour\n---\n\n"
    f"Dockers in Varna went back to work after 19 days, and 1,240 containers moved {EVIL}.\n\n"
    f'"We asked for a fair wage {EVIL} and we got it," said Petra Iliev, who leads the union. "Nobody lost."\n\n'
    "## What it cost\n\n"
    "The port lost about 4.5 million euros a day. See [the report](https://example.org/report) and "
    "[a trap](javascript:alert(1)). Trade fell by 12 percent.\n\n"
    "## What comes next\n\n"
    + "".join(
        f"Paragraph {number} of a long report says that {number + 2} ships came. It goes on.\n\n"
        for number in range(60)
    )
    + "".join(f"[Report {number}](https://example.org/{number}). " for number in range(60))
    + '\n\n"It was expensive for everybody," Iliev said.\n\nRelated: How the strike began\n'
)
OTHERS = {
    "b.txt": f"River towns {EVIL}\n\nBy Tomas Berg\n\nDecember 18, 2025\n\nFloods closed 14 bridges. "
    "The Morava rose in the harbour too.\n",
    "c.md": "---\ntitle: 東京の港 🚢 و ميناء\noutlet: 新聞\ndate: 2025-12-17\n---\n\n港の harbour 5 percent\n",
    "d.txt": "x" * 3000,
    "e.md": f"---\ntitle: '{'[/]' * 40}'\ndate: 2025-12-15\n---\n\nNothing {EVIL}\n",
} | {
    f"f{number}.txt": f"Story {number}\n\nDecember {number + 1}, 2025\n\nThe harbour of town {number}.\n"
    for number in range(12)
}

START = {
    "Everywhere": "",
    "List": "",
    "Reading": "enter",
    "Selecting": "enter right_square_bracket v",
    "Highlights": "enter p",
    "Find, filter": "enter f s h i p",
    "Search row": "slash h a r b",
    "Note": "enter right_square_bracket a x",
    "All notes": "M",
    "Notes filter": "M slash r e",
    "Tags": "M t",
    "Contents": "enter c",
    "Links": "enter O",
    "Views": "V",
    "Name of a search": "slash h a r b ctrl+s",
    "Why?": "enter right_square_bracket e",
    "Help": "question_mark",
    "Question": "enter right_square_bracket a x escape",
}
"""Keys that lead from the list into each room."""


@dataclass(frozen=True)
class Row:
    """What is pressed first, and what the key itself then does."""

    first: str
    """Keys after those that lead into the room."""
    then: str
    """`moves`: the picture changes. `says TEXT`: the status line. `shows TEXT`: anywhere. `room X`. `screen X`."""


def row(then: str, first: str = "") -> Row:
    return Row(first, then)


_BRACKETS = {"]": "right_square_bracket", "[": "left_square_bracket"}
_QUICK = frozenset({"article", "matches", "search", "snippets", "session", "notes", "default", "update"})
"""Groups of workers that end by themselves at once."""
MOVES = row("moves")
TABLE: dict[str, Row] = {
    # everywhere
    "search.focus": row("shows Search all articles"),
    "room.next": row("room article"),
    "room.previous": row("room article"),
    "room.highlights": row("room highlights"),
    "room.back": row("says ctrl+q quits."),
    "article.furniture": row("says Page furniture is hidden."),
    "article.narrower": row("says Text of"),
    "article.wider": row("says Text of", "minus minus"),
    "article.zen": row("room article"),
    "app.help": row("screen Help"),
    "app.quit": row("exits"),
    "article.next": row("moves", "enter"),
    "article.previous": row("says This is the first article."),
    "match.next": row("says Match 2 of", "enter f s h i p enter"),
    "match.previous": row("says No unread article above this one."),
    "article.find": row("screen Find"),
    "note.edit": row("screen NoteEditor", "enter"),
    "note.mark": row("says Marked and saved", "enter right_curly_bracket right_curly_bracket"),
    "note.article": row("screen NoteEditor"),
    "note.delete": row("says Deleted; u brings it back.", "enter right_curly_bracket m"),
    "notebook.undo": row("says Undone", "s"),
    "notebook.redo": row("says Done again", "s u"),
    "article.copy": row("says Sent to the terminal's clipboard", "enter"),
    "highlight.explain": row("screen Explain", "enter right_square_bracket"),
    "highlight.hide": row("says Hidden; u shows it again.", "enter 3 right_square_bracket"),
    "article.browse": row("says No browser here"),
    "notebook.notes": row("screen Notes"),
    "note.reattach": row("says Choose a note first"),
    "article.star": row("says tar"),
    "article.tag": row("screen Tagging"),
    "app.palette": row("screen SteadyPalette"),
    "article.read": row("says Marked as"),
    "list.sort": row("says Sorted"),
    "library.update": row("says d.txt is odd"),
    # list
    "list.next": MOVES,
    "list.previous": row("moves", "j"),
    "list.half-down": MOVES,
    "list.half-up": row("moves", "G"),
    "list.page-down": MOVES,
    "list.page-up": row("moves", "G"),
    "list.top": row("moves", "j"),
    "list.bottom": MOVES,
    "list.open": row("room article"),
    # reading
    "article.line-down": MOVES,
    "article.line-up": row("moves", "j j"),
    "article.page-down": MOVES,
    "article.page-up": row("moves", "G"),
    "article.half-down": MOVES,
    "article.half-up": row("moves", "G"),
    "article.top": row("moves", "G"),
    "article.bottom": MOVES,
    "article.next-paragraph": MOVES,
    "article.previous-paragraph": row("moves", "right_curly_bracket"),
    "article.next-highlight": MOVES,
    "article.previous-highlight": row("moves", "3 right_square_bracket"),
    "article.next-note": MOVES,
    "article.previous-note": row("moves", "G"),
    "article.select": row("shows Move the caret"),
    # selecting
    "select.word": MOVES,
    "select.word-back": row("moves", "w w"),
    "select.character": MOVES,
    "select.character-back": row("moves", "l l"),
    "select.line": MOVES,
    "select.line-back": row("moves", "j"),
    "select.line-start": row("moves", "w"),
    "select.line-end": MOVES,
    "select.sentence": row("shows words selected"),
    "select.paragraph": row("shows words selected"),
    "select.other-end": row("moves", "v w w"),
    "select.stop": MOVES,
    # highlights
    "pane.jump": row("room article"),
    "pane.filter": row("screen Find"),
    "pane.show-all": row("says All", "f d a y s enter"),
    "pane.group": row("says Grouped: figures by kind"),
    "pane.unfold": row("shows ▾ KEY FIGURES", "h"),
    "pane.fold": row("says Key figures: folded"),
    "pane.next": MOVES,
    "pane.previous": row("moves", "j"),
    "pane.next-group": MOVES,
    "pane.previous-group": row("moves", "right_curly_bracket"),
    "pane.page-down": MOVES,
    "pane.page-up": row("moves", "G"),
    "pane.top": row("moves", "G"),
    "pane.bottom": MOVES,
    # find
    "find.keep": row("screen MainScreen"),
    "find.close": row("screen MainScreen"),
    "find.next": row("shows 2 of"),
    "find.previous": row("shows 60 of 60"),
    # search row
    "search.cancel": row("shows 17 articles"),
    "search.results": row("room list"),
    "search.earlier": row("shows Morava", "escape slash M o r a v a enter slash"),
    # note editor
    "editor.save": row("says Note saved on"),
    "editor.outside": row("shows cannot be handed over"),
    "editor.leave": row("shows Leave without saving"),
    # all notes
    "notes.next-view": row("shows Orphans"),
    "notes.previous-view": row("shows Trash"),
    "notes.trash": row("shows Trash"),
    "notes.back": row("screen MainScreen"),
    "notes.help": row("screen Help"),
    "notes.jump": row("room article"),
    "notes.filter": row("moves"),
    "notes.edit": row("screen NoteEditor"),
    "notes.editor": row("says write the note in place"),
    "notes.tag": row("screen Tagging"),
    "notes.sort": row("moves"),
    "notes.choose": row("shows ✓"),
    "notes.choose-all": row("shows ✓"),
    "notes.delete": row("says eleted"),
    "notes.restore": row("moves", "d tab tab"),
    "notes.reattach": row("moves"),
    "notes.copy": row("says Sent to the terminal's clipboard"),
    "notes.undo": row("says Undone", "d"),
    "notes.redo": row("says Done again", "d u"),
    "notes.view": row("shows Orphans"),
    "notes.next": MOVES,
    "notes.previous": row("moves", "j"),
    "notes.half-down": MOVES,
    "notes.half-up": row("moves", "G"),
    "notes.page-down": MOVES,
    "notes.page-up": row("moves", "G"),
    "notes.top": row("moves", "G"),
    "notes.bottom": MOVES,
    "notes-filter.list": row("moves"),
    "notes-filter.drop": row("moves"),
    "tagging.complete": row("moves", "h a"),
    "tagging.save": row("screen Notes"),
    "tagging.leave": row("screen Notes"),
    # contents, links, the way back
    "article.contents": row("screen Contents"),
    "article.links": row("screen Links"),
    "jump.back": row("moves", "enter G"),
    "jump.forward": row("moves", "enter G ctrl+o"),
    "article.find-here": row("moves", "enter v w"),
    "article.percent": MOVES,
    "article.next-figure": MOVES,
    "article.previous-figure": row("moves", "] f ] f ] f"),
    "article.next-quote": MOVES,
    "article.previous-quote": row("moves", "] q ] q"),
    "article.next-heading": MOVES,
    "article.previous-heading": row("moves", "] h ] h"),
    "contents.next": MOVES,
    "contents.previous": row("moves", "down"),
    "contents.page-down": MOVES,
    "contents.page-up": row("moves", "pagedown"),
    "contents.top": row("moves", "pagedown"),
    "contents.bottom": MOVES,
    "contents.choose": row("room article"),
    "contents.close": row("screen MainScreen"),
    "links.leave": row("screen MainScreen"),
    "links.down": MOVES,
    "links.up": row("moves", "down"),
    # several articles, groups
    "list.group": row("says roup"),
    "list.group-next": row("moves", "number_sign"),
    "list.group-previous": row("moves", "number_sign G"),
    "list.choose": MOVES,
    "list.choose-all": MOVES,
    "list.catch-up": row("moves", "g"),
    # views
    "article.more-like": row("moves", "j"),
    "list.views": row("shows Unread"),
    "search.complete": row("shows outlet:", "backspace backspace backspace backspace o u t l"),
    "search.save": row("screen Naming"),
    "views.show": row("moves", "j"),
    "views.delete": row("says", "j"),
    "views.rename": row("says", "j"),
    "views.leave": row("room list"),
    "views.close": row("room list"),
    "views.next": MOVES,
    "views.previous": row("moves", "j"),
    "views.top": row("moves", "j"),
    "views.bottom": MOVES,
    "naming.save": row("says Saved:", "x"),
    "naming.leave": row("screen MainScreen"),
    # other dialogs
    "explain.close": row("screen MainScreen"),
    "help.close": row("screen MainScreen"),
    "help.down": MOVES,
    "help.up": row("moves", "pagedown"),
    "help.page-down": MOVES,
    "help.page-up": row("moves", "pagedown"),
    "confirm.yes": row("screen MainScreen"),
    "confirm.no": row("screen NoteEditor"),
}
ROOMS = list(dict.fromkeys(where for where, _ in rooms_and_bindings()))


def test_every_binding_has_a_row_here_and_every_row_a_binding() -> None:
    known = {str(binding.id) for _, binding in rooms_and_bindings()}
    assert known - set(TABLE) == set(), "say in TABLE what these keys do"
    assert set(TABLE) - known == set(), "no binding is called so any more"
    assert set(ROOMS) - set(START) == set(), "say in START how one gets into these rooms"


def test_every_class_with_bindings_is_a_room() -> None:
    known = {owner for _, owner in rooms()}
    found = [
        each for each in _subclasses(DOMNode) if each.__module__.startswith("reader.") and "BINDINGS" in vars(each)
    ]
    assert [each for each in found if each not in known] == []


def _subclasses(owner: type) -> list[type]:
    return [each for sub in owner.__subclasses__() for each in (sub, *_subclasses(sub))]


@pytest.fixture(scope="module")
def hostile_shelf(tmp_path_factory):
    return make_shelf(tmp_path_factory.mktemp("hostile"), {"a.md": LONG, **OTHERS})


@pytest.fixture
def hostile(hostile_shelf, tmp_path, monkeypatch):
    """Return the hostile library of a user who has five notes, and neither clipboard, browser nor editor."""
    for name in ("TMUX", "DISPLAY", "WAYLAND_DISPLAY", "SSH_TTY", "SSH_CONNECTION", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    folder, cache = hostile_shelf
    state = {"READER_STATE": str(tmp_path / "s")}
    library = Library.open(folders(folder, data=tmp_path / "data", cache=cache, environment=state))
    monkeypatch.setattr(library, "update", lambda *_, **__: Changes(0, 0, 0, ("d.txt is odd",)))
    key = next(each.row.key for each in library.listed(library.keys()) if each.row.path == "a.md")
    article = library.article(key).article
    for number in (3, 9, 20, 30, 55):
        at = article.text.index(f"Paragraph {number} of")
        tags = ["harbour"] if number == 3 else ["port", EVIL]
        library.notebook.mark(article, Span(at, at + 11), note=f"report {EVIL} {number}", tags=tags)
    return library


class Hands:
    """Somebody who presses a key in a room and looks."""

    def __init__(self, app: ReaderApp, pilot) -> None:
        self.app, self.pilot = app, pilot
        self.desk = app.screen_stack[0]

    def picture(self) -> list[tuple[str, str]]:
        strips = self.app.screen._compositor.render_strips()
        return [(segment.text, str(segment.style)) for strip in strips for segment in strip]

    def text(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    async def press(self, keys: str) -> None:
        for key in keys.split():
            await self.pilot.press(_BRACKETS.get(key, key))
            # A dialog is there after a moment; what is typed at once is the matter of other tests.
            await self.pilot.pause(0.02)
        await self.rest()

    async def rest(self) -> None:
        """Wait for what the keys began, and for the pauses before a search or a preview."""
        for _ in range(2):
            await self.pilot.pause(0.05)
            for worker in [each for each in self.app.workers if each.group in _QUICK and not each.is_finished]:
                with suppress(WorkerCancelled):
                    await worker.wait()
        await self.pilot.pause()

    async def home(self) -> None:
        """Go back to the list, its first article beside it, with nothing searched, filtered, folded or said."""
        while self.app.screen is not self.desk:
            self.app.pop_screen()
            await self.pilot.pause()
        desk = self.desk
        desk.end_search()
        desk.remove_class("-zen")
        desk.view.drop_selection()
        desk.found_text, desk.matches = "", ()
        desk.pane.set_grouping(Grouping.RANK, ())
        desk.pane.narrow("")
        desk.go("list")
        desk.articles.move_to(0)
        desk.close_article()
        desk.open_article(desk.articles.current)
        await self.rest()
        desk.view.action_top()
        desk.view.focus_span(None)
        desk.say("")
        await self.pilot.pause()

    def outcome(self, then: str, before: list[tuple[str, str]]) -> bool:
        what, _, wanted = then.partition(" ")
        if what == "moves":
            return self.picture() != before
        if what == "says":
            status = getattr(self.app.screen, "status", self.desk.status)
            return wanted in status.message
        if what == "shows":
            return wanted in self.text()
        if what == "room":
            return self.app.screen is self.desk and self.desk.room == wanted and not self.desk.query_has_focus
        if what == "screen":
            return type(self.app.screen).__name__ == wanted
        return what == "exits" and self.app._exit


@pytest.mark.parametrize("room", ROOMS)
async def test_every_key_does_what_its_row_says(room, hostile, settled):
    bindings = [binding for where, binding in rooms_and_bindings() if where == room]
    bindings.sort(key=lambda binding: TABLE[str(binding.id)].then == "exits")
    wrong = []
    app = ReaderApp(hostile)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        hands = Hands(app, pilot)
        for binding in bindings:
            name, wanted = str(binding.id), TABLE[str(binding.id)]
            await hands.home()
            await hands.press(f"{START[room]} {wanted.first}")
            active = app.screen.active_bindings
            keys = [key.strip() for key in binding.key.split(",")]
            # What a line of text inherits from scrolling has no id, and gives way where there is nothing to scroll.
            single = [key for key in keys if " " not in key]  # two keys one after the other are no binding to Textual
            shadowed = [key for key in single if key not in active or active[key].binding.id not in (None, name)]
            if shadowed:
                wrong.append(f"{name}: {shadowed} do something else here: {[active.get(key) for key in shadowed]}")
            before = hands.picture()
            await hands.press(keys[0])
            if not hands.outcome(wanted.then, before):
                status = getattr(app.screen, "status", hands.desk.status).message
                wrong.append(f"{name} ({keys[0]}): not `{wanted.then}`; {type(app.screen).__name__} says `{status}`")
            if any((ord(letter) < 32 and letter != "\n") or "\x7f" <= letter < "\xa0" for letter in hands.text()):
                wrong.append(f"{name}: a control code is on the screen")
    assert not wrong, "\n".join(wrong)
