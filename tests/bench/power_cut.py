"""Cut the power while annotations are saved: count saves that were acknowledged and are not on the disk afterwards.

    python -m tests.bench.power_cut --disks 1000

A shim records every system call of the write path. A disk is what could be left of them at a random moment: what was
synced, and of the rest whatever chance decides. Two models: `ordered`, a journal as of ext4, where a sync commits all
changes of names before it; and `posix`, where a name is only safe when its own folder was synced.
"""

# It stands in for `os`, call by call.
# ruff: noqa: PTH102, PTH104, PTH108, PTH112, PTH115

from __future__ import annotations

import argparse
import os
import random
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reader.annotations import disk
from reader.annotations.notebook import Notebook, reference_to
from reader.annotations.texts import digest_of
from reader.articles.article import Article, ArticleId
from reader.text import Span

MODELS = ("ordered", "posix")


@dataclass
class Inode:
    """A file while the calls are played back."""

    content: bytes = b""
    synced: bytes = b""
    is_folder: bool = False


@dataclass
class Name:
    """A change of a folder: a name that now means an inode, or nothing."""

    path: str
    inode: int | None
    is_safe: bool = False


@dataclass
class Recorder:
    """Stands in for `os` in the write path: does everything, and writes down what it did."""

    without: str = ""
    """`fsync` or `folders`: a call that is left out, to see that it is missed."""
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    inodes: dict[str, int] = field(default_factory=dict)
    open_files: dict[int, int] = field(default_factory=dict)
    made: int = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def _new(self, path: str, *, is_folder: bool) -> int:
        self.made += 1
        self.inodes[path] = self.made
        self.calls.append(("create", path, self.made, is_folder))
        return self.made

    def mkdir(self, path: Path, mode: int) -> None:
        os.mkdir(path, mode)
        self._new(str(path), is_folder=True)

    def open(self, path: Path, flags: int, mode: int = 0o777) -> int:
        is_new = not os.path.lexists(path)
        descriptor = os.open(path, flags, mode)
        name = str(path)
        if is_new:
            self._new(name, is_folder=False)
        elif name not in self.inodes:
            self.inodes[name] = 0
        elif flags & os.O_TRUNC:
            self.calls.append(("truncate", self.inodes[name], 0))
        self.open_files[descriptor] = self.inodes[name]
        return descriptor

    def write(self, descriptor: int, data: bytes) -> int:
        self.calls.append(("write", self.open_files[descriptor], bytes(data)))
        return os.write(descriptor, data)

    def ftruncate(self, descriptor: int, size: int) -> None:
        os.ftruncate(descriptor, size)
        self.calls.append(("truncate", self.open_files[descriptor], size))

    def fsync(self, descriptor: int) -> None:
        is_folder = os.path.isdir(f"/proc/self/fd/{descriptor}")
        if self.without == "fsync" or (self.without == "folders" and is_folder):
            return
        path = os.readlink(f"/proc/self/fd/{descriptor}")
        self.calls.append(("sync folder", path) if is_folder else ("sync", self.open_files[descriptor]))

    def rename(self, source: Path, target: Path) -> None:
        os.rename(source, target)
        inode = self.inodes.pop(str(source))
        self.inodes[str(target)] = inode
        self.calls.append(("rename", str(source), str(target), inode))

    def unlink(self, path: Path) -> None:
        os.unlink(path)
        self.inodes.pop(str(path), None)
        self.calls.append(("unlink", str(path)))


def record(folder: Path, saves: int, chance: random.Random, without: str = "") -> tuple[list[tuple[Any, ...]], list]:
    """Save at random; return the calls, and after how many of them what was acknowledged."""
    recorder = Recorder(without)
    acknowledged: list[tuple[int, dict[str, str | None]]] = [(0, {})]
    real, disk.os = disk.os, recorder
    try:
        notebook = Notebook.open(folder / "data", folder / "state")
        expected: dict[str, str | None] = {}
        for number in range(saves):
            if chance.random() < 0.3:
                notebook = Notebook.open(folder / "data", folder / "state")
            act(notebook, number, chance, expected)
            acknowledged.append((len(recorder.calls), dict(expected)))
    finally:
        disk.os = real
    return recorder.calls, acknowledged


def act(notebook: Notebook, number: int, chance: random.Random, expected: dict[str, str | None]) -> None:
    """Do something that saves, and say in `expected` what must be there now."""
    text = f"Edition {number % 3}. " + "The keeper counted every ship that passed. " * 20
    article = Article(ArticleId("keeper"), digest_of(text), "keeper.txt", text, (), "Keeper")
    live = [annotation for annotation, word in expected.items() if word is not None]
    choice = chance.random()
    if choice < 0.5 or not live:
        made = notebook.mark(article, Span(0, 9 + number % 20), note=f"w{number}")
        expected[made.id] = f"w{number}"
    elif choice < 0.7:
        annotation = chance.choice(live)
        notebook.change(annotation, note=f"c{number}")  # type: ignore[arg-type]
        expected[annotation] = f"c{number}"
    elif choice < 0.85:
        annotation = chance.choice(live)
        notebook.delete(annotation)  # type: ignore[arg-type]
        expected[annotation] = None
    else:
        notebook.set_state([reference_to(article)], starred=not any(each.is_starred for each in notebook.states()))


def left(calls: list[tuple[Any, ...]], root: str, model: str, chance: random.Random) -> dict[str, bytes | None]:
    """Return the files (None: a folder) of a disk whose power was cut after these calls."""
    inodes: dict[int, Inode] = {}
    names: list[Name] = []
    for call in calls:
        play(call, inodes, names, model)
    if model == "ordered":
        safe = sum(name.is_safe for name in names)
        names = names[: chance.randint(safe, len(names))]
    else:
        names = [name for name in names if name.is_safe or chance.random() < 0.5]
    present: dict[str, int] = {}
    for name in names:
        if name.inode is None:
            present.pop(name.path, None)
        else:
            present[name.path] = name.inode
    found: dict[str, bytes | None] = {}
    for path in sorted(present):
        parent = path.rpartition("/")[0]
        if parent == root or parent in found:
            inode = inodes[present[path]]
            found[path] = None if inode.is_folder else torn(inode, chance)
    return found


def play(call: tuple[Any, ...], inodes: dict[int, Inode], names: list[Name], model: str) -> None:
    """Play one call back."""
    kind = call[0]
    if kind == "create":
        inodes[call[2]] = Inode(is_folder=call[3])
        names.append(Name(call[1], call[2]))
    elif kind == "write":
        inodes[call[1]].content += call[2]
    elif kind == "truncate":
        inodes[call[1]].content = inodes[call[1]].content[: call[2]]
    elif kind == "rename":
        names += [Name(call[2], call[3]), Name(call[1], None)]
    elif kind == "unlink":
        names.append(Name(call[1], None))
    elif kind == "sync":
        inodes[call[1]].synced = inodes[call[1]].content
    if kind.startswith("sync"):
        for name in names:
            in_folder = kind == "sync folder" and name.path.rpartition("/")[0] == call[1]
            name.is_safe = name.is_safe or model == "ordered" or in_folder


def torn(inode: Inode, chance: random.Random) -> bytes:
    """Return what is left of a file: all that was synced, and of the rest nothing, a part, or zeros."""
    if not inode.content.startswith(inode.synced):
        return chance.choice((inode.synced, inode.content))
    rest = inode.content[len(inode.synced) :]
    part = chance.randint(0, len(rest))
    return inode.synced + chance.choice((b"", rest[:part], b"\0" * part, rest))


def check(
    found: dict[str, bytes | None], root: str, expected: dict[str, str | None], upcoming: set[str]
) -> tuple[int, int]:
    """Return how many acknowledged saves are not on a disk, and whether it cannot be used at all."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as name:
        for path, content in sorted(found.items()):
            there = Path(name + path.removeprefix(root))
            there.mkdir() if content is None else there.write_bytes(content)
        notebook = Notebook.open(Path(name) / "data", Path(name) / "state")
        live = {str(each.id): each for each in notebook.all()}
        lost = 0
        for annotation, word in expected.items():
            now = live.get(annotation)
            if annotation not in upcoming:
                lost += (now.note if now else None) != word
            if now is not None and now.anchor is not None:
                lost += notebook._texts.text(now.anchor.text_digest) is None
        try:
            article = Article(ArticleId("next"), digest_of("x"), "x.txt", "next", (), "Next")
            made = notebook.mark(article, Span(0, 4))
            reopened = Notebook.open(Path(name) / "data", Path(name) / "state")
            return lost, int({*live, made.id} != {each.id for each in reopened.all()})
        except OSError:
            return lost, 1


def run(disks: int, seed: int, model: str, without: str = "") -> tuple[int, int]:
    """Return how many of so many disks lost an acknowledged save, and how many cannot be used."""
    chance = random.Random(seed)
    losses = unusable = done = 0
    while done < disks:
        root = tempfile.mkdtemp()
        try:
            calls, acknowledged = record(Path(root), 12, chance, without)
        finally:
            shutil.rmtree(root)
        for _ in range(min(25, disks - done)):
            cut = chance.randint(0, len(calls))
            known = max(index for index, (at, _) in enumerate(acknowledged) if at <= cut)
            expected = acknowledged[known][1]
            after = acknowledged[known + 1][1] if known + 1 < len(acknowledged) else expected
            upcoming = {key for key in after if after[key] != expected.get(key, "")}
            lost, bad = check(left(calls[:cut], root, model, chance), root, expected, upcoming)
            losses += bool(lost)
            unusable += bad
            done += 1
    return losses, unusable


def main() -> int:
    """Print losses; 0 and 0 are the only good numbers, but for the lines that leave a call out on purpose."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--disks", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    failed = 0
    for without in ("", "folders", "fsync"):
        for model in MODELS:
            lost, unusable = run(arguments.disks, arguments.seed, model, without)
            failed += (lost + unusable) if not without else 0
            which = f"without {without}" if without else "as it is"
            print(f"{model:8} {which:16} {arguments.disks} disks: {lost} lost something, {unusable} cannot be used")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
