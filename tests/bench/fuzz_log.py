"""Throw broken logs at the reader for a while: no crash, no hang, and no whole line of the user's is lost.

python -m tests.bench.fuzz_log --seconds 600
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from pathlib import Path

from reader.annotations.events import Event, serialise
from reader.annotations.notebook import Notebook

SLOWEST = 2.0
"""Seconds that a log of a few hundred KB may take, on a busy machine."""
PIECES = [
    b"\0",
    b"\n",
    b"{",
    b"}",
    b"[",
    b'"',
    b"\\",
    b"\xff",
    b"\xed\xa0\x80",
    b"1e999",
    b"-1",
    b"null",
    b"\r\n",
    b"\xef\xbb\xbf",
]
PIECES += [b'{"v":1,', b'"op":"put",', b'"op":"del",', b'"on":{}', b'"n":9007199254740993,', b"[" * 3000, b"9" * 5000]
VALUES: list[object] = [
    None,
    True,
    0,
    -1,
    1.5,
    1 << 70,
    "",
    "x",
    [],
    {},
    [[]],
    {"id": 5},
    "\ud800",
    "\x00",
    [1, 2],
    ["d", 1],
]


def event(chance: random.Random, number: int) -> Event:
    """Return some event; few ids, devices and counters, so that they meet."""
    by = chance.choice("abc")
    on = {each: chance.randint(0, 30) for each in chance.sample("abc", chance.randint(0, 3))}
    article = {"id": f"x{chance.randint(0, 3)}", "title": "T"}
    body = {"article": article, "kind": chance.choice(["mark", "article", "state", "hidden", "new"])}
    body |= {"note": chance.choice(["", f"w{number}"]), "tags": [f"t{chance.randint(0, 5)}"], "created": "2025"}
    if chance.random() < 0.5:
        body |= {"text": "sha256:" + "0" * 64, "start": 1, "end": 4, "exact": "abc", "norm": 1}
    is_put = chance.random() < 0.7
    undo = (chance.choice("abc"), chance.randint(1, 30)) if chance.random() < 0.2 else None
    act = chance.randint(1, 30) if chance.random() < 0.1 else None
    name = f"i{chance.randint(0, 8)}"
    op = "put" if is_put else "del"
    return Event(
        op, name, by, chance.randint(1, 30), "2025-03-04T05:06:07.000Z", on, body if is_put else None, undo, act
    )


def broken(chance: random.Random, line: bytes) -> bytes:
    """Return a line with something wrong, in its bytes or in what it says."""
    if chance.random() < 0.5:
        raw = json.loads(line)
        where = raw if chance.random() < 0.6 or "a" not in raw else raw["a"]
        where[chance.choice([*where, "over", "undo", "act", "text"])] = chance.choice(VALUES)
        return json.dumps(raw).encode() + b"\n"
    at = chance.randint(0, len(line))
    return line[:at] + chance.choice(PIECES) + line[chance.randint(at, len(line)) :]


def whole(chance: random.Random, number: int) -> bytes:
    """Return a line that must be found again."""
    body = {"article": {"id": "kept"}, "kind": "article", "note": f"kept {number}", "tags": [], "created": "2025"}
    return serialise(Event("put", f"kept-{number}", "kept", number + 1, "2025-03-04T05:06:07.000Z", {}, body))


def one(chance: random.Random, folder: Path) -> None:
    """Write broken logs, read them, save into them, read them again.

    Raises:
        AssertionError: a whole line was lost, or reading took too long.
    """
    logs = folder / "data" / "annotations"
    logs.mkdir(parents=True)
    kept = 0
    for name in ("a.jsonl", "b.jsonl", "a.sync-conflict-1.jsonl"):
        lines = []
        for number in range(chance.randint(0, 40)):
            line = serialise(event(chance, number))
            lines.append(broken(chance, line) if chance.random() < 0.4 else line)
            if chance.random() < 0.2:
                # A line that was broken may have lost its end; the next one begins on a line of its own.
                lines.append(b"\n" + whole(chance, kept))
                kept += 1
        (logs / name).write_bytes(b"".join(lines))
    start = time.process_time()
    notebook = Notebook.open(folder / "data", folder / "state")
    notebook.refresh()
    found = {each.note for each in notebook.all()}
    notebook.trash()
    notebook.states()
    for annotation in notebook.all()[:2]:
        if not annotation.note.startswith("kept"):
            notebook.change(annotation.id, note="changed")
    notebook.undo()
    notebook.redo()
    assert time.process_time() - start < SLOWEST, "slow"
    missing = {f"kept {number}" for number in range(kept)} - found
    assert not missing, f"{missing} lost"
    reopened = Notebook.open(folder / "data", folder / "state")
    assert reopened.all() == notebook.all(), "a restart shows something else"


def main() -> int:
    """Fuzz, and print how often; a failure names its seed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    seed, end = arguments.seed, time.monotonic() + arguments.seconds
    while time.monotonic() < end:
        with tempfile.TemporaryDirectory() as name:
            try:
                one(random.Random(seed), Path(name))
            except Exception:
                print(f"failed with --seed {seed}")
                raise
        seed += 1
    print(f"{seed - arguments.seed} sets of three logs, none lost a whole line, none crashed, none was slow")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
