"""The id of this device: it names its log. Random, kept in the state folder, bound to the machine."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import socket
from dataclasses import dataclass
from pathlib import Path

from reader.annotations import disk
from reader.annotations.events import encode

FILE = "device.json"
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}", re.ASCII)
_NOT_IN_NAME = re.compile(r"[^a-z0-9]+", re.ASCII)
_MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


@dataclass(frozen=True, slots=True)
class Device:
    """Who writes on this machine."""

    name: str
    """Name of the log without `.jsonl`, and `by` of its events."""
    former: tuple[str, ...] = ()
    """Names that it had before; what it did under them can still be undone."""


def known_device(state: Path) -> Device | None:
    """Return the device of a state folder; None if it has none yet or it belongs to another machine."""
    raw = _read(state)
    return _device(raw) if raw is not None and raw.get("machine") == _machine() else None


def device(state: Path, *, renew: bool = False) -> Device:
    """Return the device of a state folder, and give it a name if it has none.

    A state folder that was copied from another machine gets a new name, since two machines must not write one log;
    `renew` gives one in any case.

    Raises:
        OSError: the name cannot be kept.
    """
    raw = _read(state)
    before = _device(raw) if raw is not None else None
    if before and not renew and raw is not None and raw.get("machine") == _machine():
        return before
    former = (before.name, *before.former)[:9] if before else ()
    fresh = Device(_new_name(), former)
    disk.replace(state / FILE, encode({"device": fresh.name, "former": list(former), "machine": _machine()}))
    return fresh


def _read(state: Path) -> dict[str, object] | None:
    try:
        raw = json.loads((state / FILE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return raw if isinstance(raw, dict) else None


def _device(raw: dict[str, object]) -> Device | None:
    name, former = raw.get("device"), raw.get("former")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        return None
    names = [each for each in former if isinstance(each, str)] if isinstance(former, list) else []
    return Device(name, tuple(names))


def _new_name() -> str:
    host = _NOT_IN_NAME.sub("-", socket.gethostname().partition(".")[0].lower()).strip("-")[:20].strip("-")
    return f"{host or 'device'}-{''.join(secrets.choice(_LETTERS) for _ in range(6))}"


def _machine() -> str:
    """Return a digest of the machine's id, which is nobody's business; empty where it has none."""
    for path in _MACHINE_IDS:
        try:
            found = path.read_bytes().strip()
        except OSError:
            continue
        if found:
            return hashlib.blake2b(found, digest_size=8, person=b"pullquote").hexdigest()
    return ""
