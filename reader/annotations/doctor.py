"""The doctor: looks at everything that is kept and says what is wrong and what to do. It changes nothing."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.annotations.backup import backups
from reader.annotations.bodies import DIGEST_PREFIX
from reader.annotations.device import known_device
from reader.annotations.log import Log
from reader.annotations.presence import is_log
from reader.annotations.store import Store
from reader.annotations.texts import TEXTS, Texts
from reader.text import safe

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Health:
    """What was found."""

    device: str | None
    """Name under which this machine writes; None before the first save."""
    logs: tuple[str, ...]
    """Names of the files that were read."""
    events: int
    live: int
    """Annotations that are shown, states of articles included."""
    deleted: int
    conflicts: int
    """Annotations in which two devices' notes stand."""
    texts: int
    """Texts of articles that are kept."""
    backups: int
    problems: tuple[str, ...]
    """One printable line each: what is wrong and what to do; empty if all is well."""


def examine(data: Path, state: Path) -> Health:
    """Read all logs and texts and return what was found."""
    log, store = Log(data, state), Store()
    store.add(log.read())
    problems = [*log.problems, *_modes(log.folder), *_shared(store)]
    kept = Texts(log.folder / TEXTS)
    names = sorted(path.name.removesuffix(".txt.gz") for path in (log.folder / TEXTS).glob("*.txt.gz"))
    damaged = [name for name in names if kept.text(name) is None]
    problems += [
        f"{TEXTS}/{name}.txt.gz: damaged; restore a backup, or it is kept again with the next mark" for name in damaged
    ]
    missing = _missing(store, {*names} - {*damaged})
    if missing:
        problems.append(f"{missing} marks have no text of their article; they are searched for by their words")
    folded = [found for each in store if (found := store.folded(each)) is not None]
    known = known_device(state)
    return Health(
        device=known.name if known else None,
        logs=tuple(sorted(path.name for path in log.folder.glob("*") if is_log(path.name))),
        events=store.size,
        live=sum(not each.is_deleted for each in folded),
        deleted=sum(each.is_deleted for each in folded),
        conflicts=sum(each.is_conflict and not each.is_deleted for each in folded),
        texts=len(names),
        backups=len(backups(state)),
        problems=tuple(safe(line) for line in problems),
    )


def _missing(store: Store, kept: set[str]) -> int:
    bodies = [found.body for each in store if (found := store.folded(each)) and not found.is_deleted]
    return sum(
        bool(body and body.get("text")) and body["text"].removeprefix(DIGEST_PREFIX) not in kept
        for body in bodies
        if body
    )


def _modes(folder: Path) -> list[str]:
    """Return a line for each thing that others can read."""
    paths = [path for path in (folder, *sorted(folder.glob("*.jsonl*"))) if path.exists() and not path.is_symlink()]
    is_open = [path for path in paths if stat.S_IMODE(path.stat().st_mode) & 0o077]
    return [f"{path}: can be read by others; chmod go-rwx it" for path in is_open]


def _shared(store: Store) -> list[str]:
    return [
        f"two machines wrote under the name {name}; nothing is lost, and this one takes a new name with its next save"
        for name in sorted(store.forked)
    ]
