"""`reader` under tracemalloc: `python traced.py REPORT ARGUMENT...` writes to a file what grew between its first minute
and its end.
"""

from __future__ import annotations

import atexit
import sys
import threading
import tracemalloc
from pathlib import Path

_BEFORE = 60.0
"""Seconds until the first look: caches have filled by then."""


def main() -> int:
    """Run the program and watch it."""
    report = Path(sys.argv[1])
    tracemalloc.start(8)
    first: list[tracemalloc.Snapshot] = []
    timer = threading.Timer(_BEFORE, lambda: first.append(tracemalloc.take_snapshot()))
    timer.daemon = True
    timer.start()

    def compare() -> None:
        if first:
            grown = tracemalloc.take_snapshot().compare_to(first[0], "traceback")[:12]
            report.write_text("\n".join("\n".join([str(each), *each.traceback.format()]) for each in grown))

    atexit.register(compare)
    from reader.cli.main import main as run

    return run(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
