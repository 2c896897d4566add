"""The tour of the README: the real screen, recorded state by state, as one SVG that plays by itself.

python tests/bench/tour.py [FILE]
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path

from screenshots import opened, picture, press

_SIZE = (100, 28)
_FILE = Path(__file__).parent / "screenshots" / "tour.svg"
_STEPS: tuple[tuple[str, float, tuple[str, ...]], ...] = (
    ("reader articles", 2.0, ("@article prisoners-for-potash.md",)),
    ("/ potash: the list narrows with every letter", 1.0, ("slash", *"pot", "@wait")),
    ("/ potash percent:>80: words and values", 2.5, (*"ash", "space", *"percent:>80", "space", "@wait")),
    ("Enter, Enter: read, beside the key figures and quotes", 2.5, ("enter", "@wait", "enter", "@wait")),
    ("]f: the next figure", 1.5, ("right_square_bracket", "f")),
    ("]q: the next quote, and who said it", 2.0, ("right_square_bracket", "q")),
    ("e: why, and by which rule", 2.5, ("e", "@wait")),
    (
        "a: a note on it, on disk before the screen says saved",
        2.0,
        ("escape", "a", *"Check", "space", *"this", "@wait"),
    ),
    ("ctrl+s", 2.0, ("ctrl+s", "@wait")),
    ("M: all notes of the library", 2.5, ("M", "@wait")),
    ("V: unread, starred, today, and the searches you saved", 2.5, ("escape", "escape", "escape", "V", "@wait")),
)
"""What is said below the screen, for how many seconds, and the keys that lead there."""
_SPACE = 34
"""Below the screen, for what is said."""


async def recorded() -> list[str]:
    """Return the screen after each step."""
    frames = []
    async with opened(_SIZE) as pilot:
        for _, _, keys in _STEPS:
            await press(pilot, keys)
            frames.append(picture(pilot.app))
    return frames


def played(frames: list[str]) -> str:
    """Return one SVG that shows the frames in turn, for ever."""
    width, height = (float(each) for each in re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', frames[0]).groups())
    total = sum(seconds for _, seconds, _ in _STEPS)
    styles, shown, begin = [], [], 0.0
    for number, (frame, (said, seconds, _)) in enumerate(zip(frames, _STEPS, strict=True)):
        first, last = 100 * begin / total, 100 * (begin + seconds) / total
        begin += seconds
        hidden = "" if not number else f"0%,{first:.2f}%{{visibility:hidden}}"
        styles.append(
            f"@keyframes s{number}{{{hidden}{first + 0.01:.2f}%{{visibility:visible}}{last:.2f}%{{visibility:visible}}"
            f"{min(last + 0.01, 100):.2f}%,100%{{visibility:{'visible' if last > 99.9 else 'hidden'}}}}}"
            f".s{number}{{animation:s{number} {total}s step-end infinite}}"
        )
        words = said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        placed = frame.replace("<svg ", f'<svg width="{width}" height="{height}" ', 1)
        shown.append(
            f'<g class="s{number}" visibility="{"hidden" if number else "visible"}">{placed}'
            f'<text x="{width / 2}" y="{height + 22}" text-anchor="middle" class="said">{words}</text></g>'
        )
    said = ".said{font:600 18px ui-monospace,monospace;fill:#888}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height + _SPACE}">'
        f"<style>{said}{''.join(styles)}</style>{''.join(shown)}</svg>\n"
    )


def main() -> None:
    """Record, and write the file."""
    os.environ["COLORTERM"] = "truecolor"
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else _FILE
    file.write_text(played(asyncio.run(recorded())), encoding="utf-8")
    print(file, f"{file.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
