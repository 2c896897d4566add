"""The entry point: `reader` and `python -m reader`."""

from __future__ import annotations

# The garbage collector is off until the first frame: it costs a fifth of the start. The screen turns it on again.
import gc

gc.disable()

import sys  # noqa: E402 - the collector goes off before anything is imported


def main() -> int:
    """Run the command line with the process's arguments; return the exit code."""
    from reader.cli.main import main as run  # imported with the collector off

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
