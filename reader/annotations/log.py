"""The log: JSON lines, one file per device, written by appending and never changed.

Read is every log of the folder, those of other devices and conflict copies of sync tools too. What cannot be parsed
stays where it is, is skipped and is reported.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reader.annotations import disk
from reader.annotations.device import Device, device, known_device
from reader.annotations.events import BELIEVED, LINE_BYTES, BadLineError, NewerLineError, parse
from reader.annotations.presence import FOLDER, is_log
from reader.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from reader.annotations.events import Event

LOCK = "annotations.lock"
README = "README.txt"
FILE_BYTES = 256 << 20
"""Larger logs are not read, and not written further."""
_TAIL = 64
"""Bytes before the place read up to that must still be there, else the whole file is read anew."""
_SPOKEN = 20
"""So many bad lines of a file are named one by one."""
_BEGIN = '{"v":'
_README = """\
Notes and marks made with the reader: one file per device, one line of JSON per change, only ever appended to.
Any text editor can read them; sync or back up this whole folder. The folder `texts` keeps what was annotated.
"""


@dataclass(slots=True)
class _File:
    """How far a log has been read."""

    stamp: tuple[int, int, int]
    """Inode, size, time of change in nanoseconds."""
    offset: int = 0
    """Bytes read up to the end of the last whole line."""
    tail: bytes = b""
    """The last bytes before `offset`."""
    lines: int = 0
    bad: list[int] = field(default_factory=list)
    """Numbers of the lines that cannot be parsed."""
    newer: int = 0
    problem: str | None = None


class Log:
    """The logs of a folder, and the one of this device to write to."""

    def __init__(self, data: Path, state: Path) -> None:
        """Name the folders; nothing is read or created yet."""
        self.folder = data / FOLDER
        self._state = state
        self._files: dict[str, _File] = {}
        self._waiting: tuple[str, ...] = ()
        self.highest = 0
        """The highest counter seen, also of lines of newer versions."""
        self.is_rewritten = False
        """The last `read` read some log from its beginning."""
        self._is_synced = False

    # Reading

    def rewind(self) -> None:
        """Forget how far the logs were read; the next `read` returns everything."""
        self._files.clear()

    def progress(self) -> dict[str, Any]:
        """Return how far the logs were read, for `resume`."""
        files = {}
        for name, file in self._files.items():
            with (self.folder / name).open("rb") as stream:
                digest = hashlib.blake2b(stream.read(file.offset)).hexdigest()
            files[name] = {
                "stamp": file.stamp,
                "offset": file.offset,
                "tail": file.tail.hex(),
                "lines": file.lines,
                "bad": file.bad,
                "newer": file.newer,
                "problem": file.problem,
                "digest": digest,
            }
        return {"highest": self.highest, "files": files}

    def resume(self, progress: dict[str, Any]) -> bool:
        """Go on from where another log was; tell whether that is possible: each file still begins as it did."""
        present = dict(self._present([]))
        if present.keys() != progress["files"].keys():
            return False
        files = {}
        for name, raw in progress["files"].items():
            file = _File(
                tuple(raw["stamp"]),
                raw["offset"],
                bytes.fromhex(raw["tail"]),
                raw["lines"],
                raw["bad"],
                raw["newer"],
                raw["problem"],
            )
            if file.stamp != present[name]:
                with (self.folder / name).open("rb") as stream:
                    if hashlib.blake2b(stream.read(file.offset)).hexdigest() != raw["digest"]:
                        return False
                file.stamp = (present[name][0], file.offset, 0)
            files[name] = file
        self._files, self.highest = files, progress["highest"]
        return True

    def read(self) -> list[Event]:
        """Return the events that were written since the last time; some may have been returned before."""
        events: list[Event] = []
        waiting: list[str] = []
        self.is_rewritten = False
        for name, stamp in self._present(waiting):
            file = self._files.get(name)
            if file is None or file.stamp != stamp:
                events += self._read_file(name, stamp, file)
        self._waiting = tuple(waiting)
        for event in events:
            if self.highest < event.n < BELIEVED:
                self.highest = event.n
        return events

    def _present(self, waiting: list[str]) -> list[tuple[str, tuple[int, int, int]]]:
        """Return the logs of the folder and their stamps; note what should be there and is not."""
        found = []
        try:
            with os.scandir(self.folder) as entries:
                for entry in entries:
                    if entry.name.startswith(".") and entry.name.endswith(".jsonl.icloud"):
                        waiting.append(f"{entry.name}: not downloaded yet; open the folder in Finder")
                    if not is_log(entry.name):
                        continue
                    with contextlib.suppress(FileNotFoundError):
                        status = entry.stat(follow_symlinks=False)
                        if stat.S_ISREG(status.st_mode):
                            found.append((entry.name, (status.st_ino, status.st_size, status.st_mtime_ns)))
                        else:
                            waiting.append(f"{entry.name}: a link or no file, so it is not read")
        except FileNotFoundError:
            return []
        except OSError as error:
            waiting.append(f"{self.folder}: cannot be read ({error.strerror})")
        waiting += [
            f"{name}: has disappeared; its notes are shown until the reader is closed"
            for name in self._files.keys() - {name for name, _ in found}
        ]
        return sorted(found)

    def _read_file(self, name: str, stamp: tuple[int, int, int], file: _File | None) -> list[Event]:
        """Read what is new in a log: its end if it only grew, else all of it."""
        fresh = _File(stamp)
        if stamp[1] > FILE_BYTES:
            fresh.problem = f"{name}: larger than {FILE_BYTES >> 20} MB, so it is not read; compact it"
            self._files[name] = fresh
            return []
        try:
            descriptor = os.open(self.folder / name, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
            with os.fdopen(descriptor, "rb") as stream:
                if file is not None and file.stamp[0] == stamp[0] and file.offset <= stamp[1]:
                    stream.seek(file.offset - len(file.tail))
                    if stream.read(len(file.tail)) == file.tail:
                        file.stamp = stamp
                        fresh = file
                stream.seek(fresh.offset)
                data = stream.read(FILE_BYTES + 1)
        except OSError as error:
            # The stamp is left as it was, so that the next look tries again.
            self._files[name] = _File((0, 0, 0), problem=f"{name}: cannot be read ({error.strerror})")
            return []
        fresh.problem = None
        self._files[name] = fresh
        self.is_rewritten = self.is_rewritten or fresh is not file
        return self._parsed(fresh, data)

    def _parsed(self, file: _File, data: bytes) -> list[Event]:
        """Parse lines that follow what has been read of a file. A last line without its end is read again."""
        end = data.rfind(b"\n") + 1
        events = list(self._lines(file, data[:end], file.lines))
        file.lines += data.count(b"\n", 0, end)
        file.tail = (file.tail + data[:end])[-_TAIL:]
        file.offset += end
        if end < len(data):
            # A tool may have cut the last newline; if the line is only half there, it may still be written.
            with contextlib.suppress(BadLineError, NewerLineError, UnicodeDecodeError):
                events.append(parse(data[end:].decode()))
        return events

    def _lines(self, file: _File, data: bytes, before: int) -> Iterator[Event]:
        for number, line in enumerate(_split(data), before + 1):
            if not line:
                continue
            try:
                if len(line) >= LINE_BYTES:
                    raise BadLineError("too long")  # noqa: TRY301 - one way out for whatever is wrong with a line
                yield parse(line if isinstance(line, str) else line.decode("utf-8-sig"))
            except NewerLineError as newer:
                file.newer += 1
                self.highest = max(self.highest, newer.counter)
            except (BadLineError, UnicodeDecodeError):
                file.bad.append(number)
                yield from salvaged(line if isinstance(line, str) else line.decode("utf-8", "surrogateescape"))

    @property
    def problems(self) -> tuple[str, ...]:
        """One line each: files and lines that could not be read, and what to do."""
        found = list(self._waiting)
        for name, file in sorted(self._files.items()):
            if file.problem:
                found.append(file.problem)
            found += [f"{name}, line {number}: cannot be read; it is kept and skipped" for number in file.bad[:_SPOKEN]]
            if len(file.bad) > _SPOKEN:
                found.append(f"{name}: {len(file.bad) - _SPOKEN} more lines cannot be read; they are kept and skipped")
            if file.newer:
                found.append(f"{name}: {file.newer} lines were written by a newer version; they are kept")
        return tuple(safe(line).replace("\n", " ") for line in found)

    # Writing

    @contextlib.contextmanager
    def writing(self) -> Iterator[Device]:
        """Hold the lock of this device; `append` goes inside.

        Raises:
            OSError: a folder cannot be made, or another process holds the lock for too long.
        """
        disk.make_folder(self.folder)
        disk.make_folder(self._state)
        with disk.locked(self._state / LOCK):
            yield device(self._state)

    def device_names(self) -> tuple[str, ...]:
        """Return the names under which this device writes and wrote."""
        known = known_device(self._state)
        return (known.name, *known.former) if known else ()

    def renew_device(self) -> Device:
        """Give this device a new name, because another machine writes under the present one."""
        return device(self._state, renew=True)

    def append(self, by: str, lines: Sequence[bytes]) -> None:
        """Append lines to the log of this device with one write; when this returns, they are on disk.

        Raises:
            OSError: nothing was appended.
        """
        name = f"{by}.jsonl"
        data = b"".join(lines)
        file = self._files.get(name)
        if file is not None and file.stamp[1] + len(data) > FILE_BYTES:
            raise OSError(None, f"{name} would be larger than {FILE_BYTES >> 20} MB; compact it")
        start = disk.append(self.folder / name, data, is_first=not self._is_synced)
        self._is_synced = True
        if file is not None and file.offset == start:
            # The rest of the stamp is that of before, so the file is looked at once more and found read.
            file.offset += len(data)
            file.lines += len(lines)
            file.tail = (file.tail + data)[-_TAIL:]
        with contextlib.suppress(OSError):
            if not (self.folder / README).exists():
                disk.replace(self.folder / README, _README.encode())


def _split(data: bytes) -> Sequence[str | bytes]:
    """Return lines as text where all of it is UTF-8, as it nearly always is, else as bytes."""
    try:
        return data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        return data.split(b"\n")


def salvaged(line: str) -> Iterator[Event]:
    """Yield the whole events in a line that is none: behind a torn one, behind zeros, or without a newline between.

    Events begin with `{"v":`, which stands in no string of JSON, where the quotation marks would be escaped.
    """
    before, *pieces = line.split(_BEGIN)
    for piece in pieces if before or len(pieces) > 1 else ():
        with contextlib.suppress(BadLineError, NewerLineError, UnicodeEncodeError):
            if len(piece) < LINE_BYTES:
                piece.encode()
                yield parse(_BEGIN + piece.rstrip("\r \t\0"))
