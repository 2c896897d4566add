"""Output: the only module that prints. Standard output is data, standard error is narration.

Nothing that a terminal obeys leaves here: text goes through `safe`, JSON escapes what `safe` would replace. Styles
are used only on a terminal, and never with NO_COLOR or `--plain`.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

from reader.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_UNSAFE_IN_JSON = "[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]"
_WIDEST_PARAGRAPH = 90
_ENDS = tuple(".!?:…,;")
"""What ends a sentence, or stands before the marks at the end of a quote."""
_MARKS = '”"’»“)'


class Output:
    """Where a command writes to, and how it may look."""

    def __init__(self, *, plain: bool = False, as_json: bool = False) -> None:
        self.as_json = as_json
        self.on_terminal = sys.stdout.isatty()
        self.styled = self.on_terminal and not plain and not as_json and not os.environ.get("NO_COLOR")
        self.plain = plain
        columns = shutil.get_terminal_size().columns if self.on_terminal else _WIDEST_PARAGRAPH
        self.width = max(20, min(columns, _WIDEST_PARAGRAPH))

    def line(self, text: str = "") -> None:
        """Write a line of data."""
        print(safe(text).replace("\n", " "))

    def title(self, text: str) -> None:
        """Write a line that stands out: bold on a terminal, as it is elsewhere."""
        text = safe(text).replace("\n", " ")
        print(f"\x1b[1m{text}\x1b[0m" if self.styled else text)

    def paragraph(self, text: str, *, indent: str = "") -> None:
        """Write text wrapped to the terminal, or in one line in a pipe and with `--plain`."""
        import textwrap

        text = safe(text)
        for part in text.split("\n"):
            if self.plain or not self.on_terminal:
                print(indent + part)
            else:
                print(textwrap.fill(part, self.width, initial_indent=indent, subsequent_indent=indent) or indent)

    def fields(self, *values: object) -> None:
        """Write a row: its fields are separated by tabs; with `--plain` the first names the others."""
        texts = [safe(str(value)).replace("\n", " ") for value in values]
        print(f"{texts[0]}: {', '.join(text for text in texts[1:] if text)}" if self.plain else "\t".join(texts))

    def say(self, *parts: str) -> None:
        """Write what `--plain` prints: one thing in one line of words, as a screen reader reads it out."""
        said = [" ".join(safe(part).split()) for part in parts]
        print(" ".join(part if part.rstrip(_MARKS)[-1:] in _ENDS else f"{part}." for part in said if part))

    def json(self, value: object) -> None:
        """Write one JSON document."""
        import json  # as with the other formats: only who asks for it waits for it
        import re

        is_ascii = not (sys.stdout.encoding or "utf-8").lower().startswith("utf")  # no letter may become a ?
        text = json.dumps(value, ensure_ascii=is_ascii, indent=2, default=_plain_value)
        print(re.sub(_UNSAFE_IN_JSON, lambda m: f"\\u{ord(m.group()):04x}", text))

    def table(self, names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Write comma-separated values with a header; cells that a spreadsheet would run are quoted with '."""
        import csv
        import io

        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([_cell(value) for value in row] for row in rows)
        print(text.getvalue(), end="")

    def raw(self, text: str) -> None:
        """Write a document as it is, but for control codes; a newline at its end."""
        print(safe(text), end="" if text.endswith("\n") else "\n")


def narrate(text: str) -> None:
    """Write a line to standard error, for people."""
    print(f"reader: {safe(text)}", file=sys.stderr)


def ask(text: str) -> None:
    """Write a question to standard error; the answer follows it on its line."""
    print(f"reader: {safe(text)}", end="", file=sys.stderr, flush=True)


def progress(text: str | None) -> None:
    """Show a passing line on standard error if it is a terminal; None removes it."""
    if sys.stderr.isatty():
        print("\r\x1b[K" + (safe(text) if text else ""), end="", file=sys.stderr, flush=True)


def _cell(value: object) -> str:
    text = "" if value is None else safe(str(value)).replace("\n", " ")
    is_number = isinstance(value, (int, float))
    return "'" + text if text[:1] in ("=", "+", "-", "@") and not is_number else text


def _plain_value(value: object) -> Any:
    from dataclasses import asdict, is_dataclass

    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def without_empty(value: Mapping[str, object]) -> dict[str, object]:
    """Return the entries that say something: None, empty text and empty lists are left out."""
    return {name: v for name, v in value.items() if v is not None and v != "" and v != () and v != []}
