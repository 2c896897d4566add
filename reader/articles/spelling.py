"""Dates as people read them."""

from __future__ import annotations

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def spelled(day: str) -> str:
    """Return an ISO date, as precise as it is, for people: `18 December 2025`, `December 2025`, `2025`."""
    parts = day.split("-")
    if len(parts) < 2 or not parts[1].isdigit() or not 1 <= int(parts[1]) <= len(_MONTHS):
        return day
    month = f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return f"{parts[2].lstrip('0')} {month}" if len(parts) > 2 else month
