"""A monkey at the keyboard and mouse of a real terminal, on articles that mean harm.

    python tests/bench/monkey.py [--keys 5000] [--seed 1]

Random keys, clicks, drags, pastes and sizes from 1x1 to 300x80. It fails when the program ends with an error, does not
answer for a minute, or sends a control code that is not its own. What it did last is printed then, and the stacks of a
program that hangs. Otherwise it says which rooms it was in.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.terminal import EndedError, RealReader, StuckError, foreign_codes

_CODES = "\x1b[31337m\x1b]52;c;aGFjaw==\x07\x9b31337m\x1b]0;owned\x07\x00\x08\x7f\x1b[2J\x1b(0\x0e\x85\u2028"
_MARKUP = "[bold][/red][/ [link=javascript:x]x[/link] [@click=app.quit]q[/] [" + "[/b]" * 40
_BIDI = "\u202eevil\u202c \u2066שלום\u2069 العربية ١٢٣"
_CLUSTERS = "👩‍👩‍👧‍👦🏳️‍🌈🇨🇿é" + "e" + "\u0301" * 60 + "क्षि 한국어 \u200d\u200d"
_SENTENCE = '"We lost 12 million euros," said Ann Smith, and 3 percent of 1,200 people left on Monday. '
_LINKS = "[](https://z.example/none) [more](https://z.example/"

HOSTILE = {
    "codes.txt": f"Title {_CODES}\n\nBy {_CODES}Mallory\n\n20 November 2025\n\n{_CODES}{_SENTENCE * 3}{_CODES}\n",
    "markup.md": f"---\ntitle: '{_MARKUP}'\noutlet: '[red]x'\nurl: 'https://x.example/\x1b[31337m'\n---\n\n"
    f"# One {_MARKUP}\n\n> {_MARKUP}\n\n- {_MARKUP}\n\n## Two\n\n[{_MARKUP}](https://y.example/{_CODES})\n\n{_SENTENCE}\n",
    "bidi.txt": f"{_BIDI}\n\n{_BIDI * 30}\n\n{_SENTENCE}{_BIDI}\n",
    "clusters.txt": f"{_CLUSTERS}\n\n{_CLUSTERS * 40}\n\n{_SENTENCE}\n",
    "huge-line.txt": "A huge line\n\n" + _SENTENCE * 2500 + "\n",
    "no-blanks.txt": "No blanks\n\n" + "x" * 60_000 + "\n\n" + "漢" * 20_000 + "\n",
    "cjk.md": "---\ntitle: 白俄羅斯釋放政治犯\noutlet: 報\ndate: 2025-12-01\n---\n\n" + "「我們失去了1,200萬。」" * 80,
    "empty.txt": "",
    "blank.md": "\n \n\t\n",
    "lines.txt": "Many lines\n\n" + "\n".join(f"line {n} {n * 7:,} people" for n in range(3000)),
    "parts.md": "".join(f"{'#' * (1 + n % 6)} P {n}\n\n{_SENTENCE} {_LINKS}{n})\n\n" for n in range(80)),
    "\u202ename\x1b[31m.txt": f"A name that lies\n\n{_SENTENCE}\n",
    "all-codes.txt": ("".join(map(chr, range(256))) + _SENTENCE * 2) * 20,  # less text: binary
}  # fmt: skip
_NAMED = {
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "page up": b"\x1b[5~",
    "page down": b"\x1b[6~",
    "delete": b"\x1b[3~",
    "f1": b"\x1bOP",
    "shift+tab": b"\x1b[Z",
    "shift+right": b"\x1b[1;2C",
    "enter": b"\r",
    "escape": b"\x1b",
    "tab": b"\t",
    "space": b" ",
    "backspace": b"\x7f",
}
_LETTERS = [bytes([code]) for code in range(0x21, 0x7F)]
_CONTROLS = [bytes([code]) for code in range(1, 27) if code not in (5, 17)]
"""Ctrl+A to Ctrl+Z but the one that quits and the one that gives the terminal to an editor, which echoes keys."""
_OFTEN = [b"j", b"k", b"]", b"[", b"\r", b"\x1b", b"v", b"w", b"s", b"m", b"a", b"u", b"p", b"n", b"/", b"\t"]
_NOISE = [b"\xff\xfe", b"\x1b[", b"\x1b]0;x\x07", b"\x1b[31337m", b"\x00", b"\x1b[200~", b"\x1b[201~", b"\x1b[999;999R"]
ROOMS = {
    "list": "Views",
    "views": "Rename",
    "reading": "Next highlight",
    "selecting": "Stop selecting",
    "pane": "Go to the text",
    "sifting": "ords, a kind, a speaker",
    "finding": "ords in this article",
    "contents": "ype to narrow · Enter goes",
    "links": "A letter opens",
    "why": "Found by",
    "note": "ctrl+s save   Tab tags",
    "leaving": "Leave without saving",
    "tags": "-tag drops",
    "all notes": "ilter: words, tag:x",
    "searching": "Earlier searches",
    "naming": "Save search as",
    "palette": "very action, article",
    "help": "ype to find a key",
}
"""Where a monkey should get to, and words that are painted only there."""
_HOME = [b"\x1b", b"\x1b", b"y", *[b"\x1b"] * 5]
"""From anywhere to the list; a note that was begun is left without saving."""
_TRAILS = [
    [],
    [b"/", b"lies", b"\r", b"\r", b"]", b"e"],
    [b"/", b"path:parts", b"\r", b"\r", b"c"],
    [b"/", b"path:parts", b"\r", b"\r", b"O"],
    [b"\r", b"v", b"w", b"a"],
    [b"\r", b"f"],
    [b"/", b"lies", b"\r", b"\r", b"p", b"f"],
    [b"x", b"j", b"x", b"t"],
    [b"V"],
    [b"L"],
    [b"#"],
    [b"M"],
    [b"M", b"x", b"t"],
    [b"/", b"w", b"e", b"\x13"],
    [b"\x10"],
    [b"?"],
]
"""Keys from the list to each of `ROOMS`: by chance alone a monkey spends its time in the few that are hard to leave."""
_LEGIBLE = [(80, 24), (120, 40), (200, 60), (100, 30)]
_BEAT = 40
"""Keys between two heartbeats."""
_PASTE = 200_000


@dataclass
class Report:
    """What a monkey did."""

    keys: int = 0
    restarts: int = 0
    """How often it found the key that quits."""
    slowest: float = 0.0
    """Seconds until the slowest heartbeat."""
    bytes: int = 0
    rooms: Counter[str] = field(default_factory=Counter)
    """How many beats showed each of `ROOMS`."""


class MonkeyError(Exception):
    """The program broke; the message says how, and what was typed last."""


def shelf(folder: Path) -> Path:
    """Write the hostile articles and return their folder."""
    folder.mkdir(parents=True)
    for name, text in HOSTILE.items():
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    return folder


def _click(chance: random.Random, size: tuple[int, int]) -> bytes:
    def place() -> str:
        return f"{chance.randint(1, size[0])};{chance.randint(1, size[1])}"

    start, end = place(), place()
    kind = chance.randrange(4)
    if kind == 0:  # a drag
        return "".join([f"\x1b[<0;{start}M", *(f"\x1b[<32;{place()}M" for _ in range(4)), f"\x1b[<0;{end}m"]).encode()
    if kind == 1:  # the wheel
        return f"\x1b[<{chance.choice((64, 65))};{start}M".encode() * 3
    return f"\x1b[<0;{start}M\x1b[<0;{start}m".encode() * chance.choice((1, 1, 2, 3))


def act(chance: random.Random, size: tuple[int, int]) -> bytes:
    """Return what the monkey does next, as a terminal sends it."""
    kind = chance.random()
    if kind < 0.35:
        return chance.choice(_OFTEN)
    if kind < 0.60:
        return chance.choice(_LETTERS)
    if kind < 0.75:
        return chance.choice(list(_NAMED.values()))
    if kind < 0.85:
        return chance.choice(_CONTROLS)
    if kind < 0.96:
        return _click(chance, size)
    if kind < 0.985:
        return chance.choice(_NOISE) + b"\x1b[201~"
    text = chance.choice((_CODES, _MARKUP, _BIDI, _CLUSTERS, _SENTENCE)).replace("\x1b", "")
    return b"\x1b[200~" + text.encode() * chance.randint(1, 20) + b"\x1b[201~"


def play(folder: Path, own: Path, *, keys: int, seed: int) -> Report:
    """Let a monkey play.

    Raises:
        MonkeyError: the program broke.
    """
    chance = random.Random(seed)
    report = Report()
    last: deque[bytes] = deque(maxlen=80)
    reader = RealReader(folder, own)
    try:
        reader.wait_for(b"article")
        while report.keys < keys:
            try:
                _some(chance, reader, report, last, min(_BEAT, keys - report.keys))
            except EndedError as error:
                reader.read()
                if error.args[0]:
                    fault = own / "state" / "fault.txt"
                    told = fault.read_text() if fault.exists() else _tail(reader)
                    raise MonkeyError(f"ended with {error}: {told}\nafter {list(last)}") from error
                reader.close()
                report.restarts += 1
                reader = RealReader(folder, own, reader.size)
                reader.wait_for(b"article" if reader.size[0] > 40 else b"\x1b[")
            except StuckError as error:
                text = f"stuck ({error}): {_tail(reader)}\nafter {list(last)}\n{reader.stacks()}"
                raise MonkeyError(text) from error
            output = reader.take()
            report.bytes += len(output)
            report.rooms.update(room for room, words in ROOMS.items() if words.encode() in output)
            if found := foreign_codes(output):
                raise MonkeyError(f"foreign control codes: {found[:3]}\nafter {list(last)}")
    finally:
        reader.close()
    return report


def _some(chance: random.Random, reader: RealReader, report: Report, last: deque[bytes], count: int) -> None:
    """Go to a room, do a few things, then ask for a sign of life by giving the terminal another size."""
    if chance.random() < 0.75:
        if reader.size[0] < 80:
            reader.resize(*chance.choice(_LEGIBLE))
        for key in (*_HOME, *_TRAILS[report.keys // _BEAT % len(_TRAILS)]):
            last.append(key)
            reader.type(key)
            reader.read(0.12)  # for an Esc to be one
    for _ in range(count):
        data = act(chance, reader.size)
        last.append(data[:40])
        report.keys += 1
        reader.type(data)
        if chance.random() < 0.3:
            reader.read(chance.choice((0.0, 0.01, 0.15)))
    if chance.random() < 0.03:
        last.append(b"a long paste")
        reader.type(b"\x1b[200~" + b"long paste " * (_PASTE // 11) + b"\x1b[201~")
    sizes = [(80, 24), (120, 40), (200, 60), (60, 20), (300, 80), (40, 12), (10, 4), (1, 1), (5, 2), (100, 30)]
    size = chance.choice([each for each in sizes if each[1] != reader.size[1]])
    last.append(f"size {size}".encode())
    started = time.monotonic()
    reader.resize(*size)
    report.slowest = max(report.slowest, time.monotonic() - started)


def _tail(reader: RealReader) -> str:
    """Return the end of what is on the terminal: of a traceback, when the program broke."""
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", bytes(reader.seen[-200_000:]).decode("utf-8", "replace"))
    lines = [line.strip(" │╭╰╮╯─") for line in text.splitlines()]
    return "\n".join([line for line in lines if " in " in line or "❱" in line][-16:] + lines[-6:])


def main() -> int:
    """Play, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keys", type=int, default=5000, help="how many")
    parser.add_argument("--seed", type=int, default=1, help="another one does other things")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        own = Path(folder)
        try:
            report = play(shelf(own / "articles"), own, keys=wanted.keys, seed=wanted.seed)
        except MonkeyError as error:
            print(error)
            return 1
    print(f"seed {wanted.seed}: {report}\nnever seen: {', '.join(ROOMS.keys() - report.rooms.keys()) or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
