"""Addresses of articles: the canonical form, which two files of one article share, and the outlet of a host."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from reader.articles.lexicon import table

_TRACKING = ("utm_", "mc_", "pk_", "at_", "ga_")
_TRACKING_NAMES = frozenset(table("outlets")["tracking"])

# Outlets by host, as they write themselves.
_OUTLETS: dict[str, str] = table("outlets")["hosts"]

_FRONT = ("www.", "m.", "mobile.", "amp.", "uk.", "edition.")


def is_web(address: str) -> bool:
    """Tell whether `address` is one that may be opened: http or https with a host, and no blanks."""
    return (
        address[:8].casefold().startswith(("http://", "https://"))
        and len(address) <= 2_000
        and not any(map(str.isspace, address))
    )


def host_of(address: str) -> str:
    """Return the host in small letters without `www.` and the like; empty where there is none."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    for front in _FRONT:
        if host.startswith(front) and host.count(".") > 1:
            host = host[len(front) :]
    return host


def canonical(address: str) -> str:
    """Return the form in which addresses of one article are equal; empty for what is no web address.

    Scheme, `www.`, mobile and AMP variants, fragments, tracking parameters and a closing slash make no difference.
    """
    if not is_web(address):
        return ""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    host = host_of(address)
    if not host:
        return ""
    port_text = f":{port}" if port not in (None, 80, 443) else ""
    path = parts.path.rstrip("/")
    for ending in ("/amp", ".amp"):
        path = path.removesuffix(ending)
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name.casefold() not in _TRACKING_NAMES and not name.casefold().startswith(_TRACKING)
    ]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    return f"https://{host}{port_text}{path}{query}"


def outlet_of(address: str) -> str | None:
    """Return the outlet that publishes at an address, if it is a known one."""
    host = host_of(address)
    while host.count(".") >= 1:
        if host in _OUTLETS:
            return _OUTLETS[host]
        host = host.split(".", 1)[1]
    return None
