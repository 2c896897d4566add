"""Gate: who may come in. A token that opens once, the cookie it is exchanged for, and whose pages may ask.

The server listens on the loopback interface, which keeps other machines out but not the web pages that are open in the
browser here, nor other users of this machine. Against pages: `Host` must name this machine itself (a page whose name
was made to point to 127.0.0.1 still sends its own name), and `Origin` must be that same host. Against users: the token.
"""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import urlsplit

_OWN_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})


class Gate:
    """One token, good for one browser."""

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(32)
        """Opens the gate once; whoever brings it first gets the session."""
        self._session = secrets.token_urlsafe(32)
        self._is_used = False

    def admit(self, token: str) -> str | None:
        """Return the session for the token, at its first use; None for another token and every later time."""
        if self._is_used or not _same(token, self.token):
            return None
        self._is_used = True
        return self._session

    def knows(self, session: str | None) -> bool:
        """Tell whether this is the session that the token was exchanged for."""
        return self._is_used and session is not None and _same(session, self._session)


def is_own_host(host: str) -> bool:
    """Tell whether a `Host` header names this machine itself; any port will do, for a tunnel may have its own."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # raises when it is no number
    except ValueError:
        return False
    return parts.netloc == host and parts.username is None and parts.hostname in _OWN_NAMES


def is_same_origin(origin: str, host: str) -> bool:
    """Tell whether an `Origin` header is that of the pages which `Host` serves."""
    return origin.lower() == f"http://{host}".lower()


def _same(given: str, expected: str) -> bool:
    # In constant time, and as bytes because what was given may be anything.
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), expected.encode())
