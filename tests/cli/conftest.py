"""The command line, run in this process."""

from __future__ import annotations

import pytest

from reader.cli.main import main


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    """Return a function that runs a command line and gives its code, standard output and standard error."""

    def runner(*argv: str) -> tuple[int, str, str]:
        code = main(argv)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return runner
