"""Three devices that annotate, delete, undo, sync, compact and crash: what the merge must hold to, whatever happens.

Every note and tag that is written is unlike any other. A device that changes or deletes an annotation ends what it has
in sight there; whatever nobody who saw it has ended must be in what the devices come to after they all have synced.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from reader.annotations import cache, device, disk, journal, notebook
from reader.annotations import compact as compaction
from reader.annotations.compact import compact
from reader.annotations.events import BadLineError, NewerLineError, parse
from reader.annotations.merge import fold
from reader.annotations.notebook import Notebook, reference_to
from reader.annotations.texts import digest_of
from reader.articles.article import Article, ArticleId
from reader.text import Span

if TYPE_CHECKING:
    from reader.annotations.annotation import Annotation

TEXT = "Ships wait in the outer harbour."
ARTICLE = Article(ArticleId("ships"), digest_of(TEXT), "ships.txt", TEXT, (), "Ships")
NAMES = ("red", "green", "blue")
CONFLICT_NAMES = (
    "{}.sync-conflict-20250304-050607-ABCDEFG.jsonl",
    "{} (Greta's conflicted copy 2025-03-04).jsonl",
    "{} (conflicted copy 2025-03-04 050607).jsonl",
    "{} 2.jsonl",
    "{}.jsonl.bak",
)
devices = st.sampled_from(NAMES)


class Device:
    """A device, and what of all that was ever written has reached it."""

    def __init__(self, root: Path, name: str) -> None:
        self.data, self.state = root / name / "data", root / name / "state"
        self.folder = self.data / "annotations"
        self.notebook = Notebook.open(self.data, self.state)
        self.known: set[tuple[str, str]] = set()
        """Annotation and word."""

    @property
    def own(self) -> str:
        return self.notebook._journal.log.device_names()[0]


class Devices(RuleBasedStateMachine):
    """The machine; `check` is what must hold at the end."""

    @initialize()
    def begin(self) -> None:
        self.root = Path(tempfile.mkdtemp())
        self.devices = {name: Device(self.root, name) for name in NAMES}
        self.words = 0
        self.written: set[tuple[str, str]] = set()
        self.ended: set[tuple[str, str]] = set()
        self.patch = pytest.MonkeyPatch()
        # Nothing is cut off here but by the rules below, and the disk is the slowest part.
        self.patch.setattr(disk, "_sync", lambda _: None)
        # Small caches are written too, so that every restart begins with one.
        self.patch.setattr(cache, "WORTH", 2)
        chance, names = random.Random(1), iter(NAMES)
        self.patch.setattr(notebook, "new_id", lambda: f"{chance.getrandbits(64):016x}")
        self.patch.setattr(device, "_new_name", lambda: next(names))
        # Clocks are wrong, and go backwards.
        for module in (notebook, journal):
            self.patch.setattr(module, "now", lambda: f"2025-03-{chance.randint(10, 28)}T10:00:00.000Z")

    def word(self) -> str:
        self.words += 1
        return f"w{self.words}w"

    def write(self, this: Device, annotation: str, *words: str) -> None:
        fresh = {(annotation, word) for word in words}
        self.written |= fresh
        this.known |= fresh

    def end(self, this: Device, annotation: str, kept: str = "") -> None:
        """End what this device has in sight of an annotation and that is not in what it keeps."""
        self.ended |= {(one, word) for one, word in this.known if one == annotation and word not in kept}

    def pick(self, this: Device, data: st.DataObject, *, is_trash: bool = False):
        found = this.notebook.trash() if is_trash else this.notebook.all()
        return data.draw(st.sampled_from(sorted(found, key=lambda each: each.id))) if found else None

    @rule(name=devices)
    @precondition(lambda self: len(self.devices["red"].notebook.all()) < 4)
    def put(self, name: str) -> None:
        this, word, tag = self.devices[name], self.word(), self.word()
        made = this.notebook.mark(ARTICLE, Span(0, 5), note=word, tags=[tag])
        self.write(this, made.id, word, tag)

    @rule(name=devices, data=st.data(), act=st.sampled_from(["rewrite", "tag", "untag", "delete"]))
    def change(self, name: str, data: st.DataObject, act: str) -> None:
        this = self.devices[name]
        if one := self.pick(this, data):
            self.act(this, act, one)

    def act(self, this: Device, act: str, one: Annotation) -> None:
        word = self.word()
        if act == "rewrite":
            this.notebook.change(one.id, note=word)
            self.end(this, one.id, " ".join(one.tags))
            self.write(this, one.id, word)
        elif act == "tag":
            this.notebook.change(one.id, tags=[*one.tags, word])
            self.write(this, one.id, word)
        elif act == "untag" and one.tags:
            this.notebook.change(one.id, tags=one.tags[1:])
            self.end(this, one.id, " ".join((*one.tags[1:], one.note)))
        elif act == "delete":
            this.notebook.delete(one.id)
            self.end(this, one.id)

    @rule(name=devices, data=st.data())
    def restore(self, name: str, data: st.DataObject) -> None:
        this = self.devices[name]
        if one := self.pick(this, data, is_trash=True):
            this.notebook.restore(one.id)

    @rule(name=devices, is_redo=st.booleans())
    def undo(self, name: str, is_redo: bool) -> None:
        this = self.devices[name]
        before = {each.id: each for each in this.notebook.all()}
        if (this.notebook.redo if is_redo else this.notebook.undo)() is None:
            return
        after = {each.id: each for each in this.notebook.all()}
        for annotation, one in before.items():
            if after.get(annotation) != one:
                still = after.get(annotation)
                self.end(this, annotation, " ".join((*still.tags, still.note)) if still else "")

    @rule(name=devices)
    def star(self, name: str) -> None:
        this = self.devices[name]
        state = this.notebook.state(ARTICLE.id)
        this.notebook.set_state([reference_to(ARTICLE)], starred=not (state and state.is_starred))

    @rule(source=devices, to=devices, part=st.none() | st.integers(0, 2000))
    def sync(self, source: str, to: str, part: int | None) -> None:
        """Copy logs one way; with `part` the copy of the first one stops there and is finished another time."""
        if source == to:
            return
        giver, taker = self.devices[source], self.devices[to]
        taker.folder.mkdir(parents=True, exist_ok=True)
        is_whole = True
        own = f"{taker.own}.jsonl" if taker.notebook._journal.log.device_names() else ""
        for path in sorted(giver.folder.glob("*.jsonl*")):
            there = taker.folder / path.name
            data = path.read_bytes()
            if path.name == own:
                continue
            if part is not None:
                data, part, is_whole = data[:part], None, part >= len(data) and is_whole
            if not there.exists() or len(there.read_bytes()) < len(data):
                there.with_name(".tmp").write_bytes(data)
                there.with_name(".tmp").rename(there)
        taker.notebook.refresh()
        if is_whole:
            taker.known |= giver.known

    @rule()
    def meet(self) -> None:
        for source in NAMES:
            for to in NAMES:
                self.sync(source, to, None)

    @rule(
        pair=st.permutations(NAMES), acts=st.lists(st.sampled_from(["rewrite", "tag", "untag", "delete"]), min_size=2)
    )
    def part(self, pair: list[str], acts: list[str]) -> None:
        """Devices that have just met change the same annotation without seeing each other's change."""
        self.meet()
        common = set.intersection(*({each.id for each in self.devices[name].notebook.all()} for name in NAMES))
        for name, act in zip(pair, acts, strict=False):
            this = self.devices[name]
            for annotation in sorted(common)[:1]:
                self.act(this, act, this.notebook.get(annotation))

    @rule(name=devices, junk=st.sampled_from([b'{"v":1,"op":"put","id":"0', b"\0" * 40, b"\xff\xfe", b'{"v":1}']))
    def torn_line(self, name: str, junk: bytes) -> None:
        this = self.devices[name]
        if this.notebook._journal.log.device_names():
            with (this.folder / f"{this.own}.jsonl").open("ab") as log:
                log.write(junk)

    @rule(name=devices, pattern=st.sampled_from(CONFLICT_NAMES), share=st.floats(0, 1))
    def conflict_copy(self, name: str, pattern: str, share: float) -> None:
        """A sync tool puts an older state in place of a log and the newer one beside it."""
        this = self.devices[name]
        for path in sorted(this.folder.glob("*.jsonl"))[:1]:
            data = path.read_bytes()
            copy = this.folder / pattern.format(path.name.removesuffix(".jsonl"))
            if not copy.exists():
                copy.write_bytes(data)
                path.with_name(".tmp").write_bytes(data[: int(len(data) * share)])
                path.with_name(".tmp").rename(path)

    @rule(name=devices, older=st.integers(0, 20))
    @precondition(lambda self: self.words % 3 == 0)
    def compact(self, name: str, older: int) -> None:
        """Compact as if all but the last few changes were old: all that the device's neighbours know too."""
        this = self.devices[name]
        stamps = sorted(each.at for each in events_of([this.folder]))
        real, cutoff = compaction.now, stamps[-older - 1] if len(stamps) > older else "2000-01-01T00:00:00Z"
        compaction.now = lambda: cutoff
        try:
            before = shown(this.notebook)
            compact(this.data, this.state, older_than_days=0)
            this.notebook.refresh()
            assert shown(Notebook.open(this.data, this.state)) == before
        finally:
            compaction.now = real

    @rule(name=devices)
    def restart(self, name: str) -> None:
        this = self.devices[name]
        this.notebook.refresh()
        assert this.notebook.refresh() is False
        after = shown(this.notebook)
        this.notebook = Notebook.open(this.data, this.state)
        assert shown(this.notebook) == after

    def teardown(self) -> None:
        if hasattr(self, "devices"):
            try:
                self.check()
            finally:
                self.patch.undo()
                shutil.rmtree(self.root)

    def check(self) -> None:
        for _ in range(2):
            for source in NAMES:
                for target in NAMES:
                    self.sync_all(source, target)
        views = [shown(this.notebook) for this in self.devices.values()]
        assert views[0] == views[1] == views[2], "the devices do not come to the same"
        reopened = Notebook.open(self.devices["red"].data, self.devices["red"].state)
        assert shown(reopened) == views[0], "a restart shows something else"
        live = {each.id: f"{each.note} {' '.join(each.tags)}" for each in reopened.all()}
        for annotation, word in self.written - self.ended:
            assert word in live.get(annotation, ""), "something that nobody ended is lost"
        self.check_order()

    def sync_all(self, source: str, target: str) -> None:
        """Copy every log under a name of its own, so that no tool can choose between two."""
        giver, taker = self.devices[source], self.devices[target]
        for path in sorted(giver.folder.glob("*.jsonl*")) if source != target else ():
            taker.folder.mkdir(parents=True, exist_ok=True)
            there = taker.folder / path.name
            if there.exists() and there.read_bytes() != path.read_bytes():
                there = taker.folder / f"from {source} {path.name}"
            if not path.name.startswith("from "):
                shutil.copy(path, there)
        taker.notebook.refresh()

    def check_order(self) -> None:
        by_id: dict[str, list] = {}
        for event in events_of([this.folder for this in self.devices.values()]):
            if event not in by_id.setdefault(event.id, []):
                by_id[event.id].append(event)
        chance = random.Random(1)
        for events in by_id.values():
            first = fold(events)
            for _ in range(3):
                chance.shuffle(events)
                again = fold(events)
                assert (again.body, again.is_deleted, again.on) == (first.body, first.is_deleted, first.on), "order"


def shown(notebook: Notebook):
    return notebook.all(), notebook.trash(), notebook.states()


def events_of(folders):
    found = []
    for folder in folders:
        for path in folder.glob("*.jsonl*"):
            for line in path.read_bytes().split(b"\n"):
                try:
                    found.append(parse(line.decode()))
                except (BadLineError, NewerLineError, UnicodeDecodeError):
                    continue
    return found
