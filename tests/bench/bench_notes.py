"""The notes screen with many annotations: CPU time of opening, of a letter of the filter, of keys, of orphans.

    python tests/bench/bench_notes.py [ANNOTATIONS]

The floor of opening is the reading of the notebook itself; that of a letter is one pass of `in` over the same texts.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

_NOTE = "Is this the same number as in spring? Ask who counted, and what was left out of it. "


async def cpu(work: Callable[[], Awaitable[object]]) -> float:
    """Return the CPU time of one piece of work of all threads, in milliseconds."""
    started = time.process_time()
    await work()
    return (time.process_time() - started) * 1000


async def main(count: int) -> None:
    """Print a line for each cost."""
    from reader.annotations.ids import new_id
    from reader.library import Library
    from reader.paths import folders
    from reader.text import Span
    from reader.ui.app import ReaderApp

    with tempfile.TemporaryDirectory() as own:
        where = folders(
            ROOT / "articles", data=Path(own) / "d", cache=Path(own) / "c", environment={"READER_STATE": own}
        )
        library = Library.open(where)
        library.update()
        article = library.article(library.keys()[0]).article
        first = library.notebook.mark(article, Span(0, 40), note=_NOTE * 4, tags=["trade"])
        many = [replace(first, id=new_id(), note=f"{number} {first.note}") for number in range(count - 1)]
        library.notebook.import_many(many)
        library.close()

        library = Library.open(where)
        started = time.process_time()
        texts = [each.note for each in library.notebook.all()]
        floor = (time.process_time() - started) * 1000
        started = time.process_time()
        sum("spring" in text for text in texts)
        pass_of_in = (time.process_time() - started) * 1000
        library.close()

        library = Library.open(where)
        app = ReaderApp(library)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause(1)

            async def listed(expected: int, before: int) -> None:
                painted = app.screen.list
                while painted._version == before or len(painted.noted) != expected:
                    await asyncio.sleep(0.002)

            async def opened() -> None:
                await pilot.press("M")
                await listed(count, 0)

            async def lettered(text: str, expected: int) -> None:
                before = app.screen.list._version
                app.screen.filter_input.value = text
                await listed(expected, before)

            async def to_orphans() -> None:
                await pilot.press("tab")
                await listed(0, 0)
                await app.workers.wait_for_complete()

            opening = await cpu(opened)
            folding = await cpu(lambda: lettered("spring", count))
            letters = [await cpu(lambda n=n: lettered(f"{count - 2 - n} is", 1)) for n in range(7)]
            await lettered("", count)
            steps = [await cpu(lambda: pilot.press("j")) for _ in range(30)]
            ends = [await cpu(lambda key=key: pilot.press(key)) for key in ("G", "g") * 5]
            orphans = await cpu(to_orphans)
        library.close()
    print(f"{count:,} annotations, CPU ms")
    print(f"open            {opening:8.1f}   reading alone {floor:.1f}: {opening / floor:.2f}x")
    print(f"first letter    {folding:8.1f}   folds every text once")
    print(f"letter          {statistics.median(letters):8.1f}   one pass of `in` {pass_of_in:.1f}")
    print(f"j               {statistics.median(steps):8.1f}")
    print(f"G, g            {statistics.median(ends):8.1f}")
    print(f"to orphans      {orphans:8.1f}")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
