"""Folders by platform convention: the library of articles, the user's data, the deletable cache, the state.

`READER_LIBRARY`, `READER_DATA`, `READER_CACHE` and `READER_STATE` override them.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from hashlib import blake2b
else:
    try:  # as `random` does, without OpenSSL, for which the first frame would wait
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b


class Folders(NamedTuple):
    """Where one library and all that belongs to it lies. Nothing is created by naming it."""

    library: Path
    """The folder of articles; the program never writes into it, but for the first run of the default one."""
    data: Path
    """The user's annotations: never deleted, safe to sync."""
    cache: Path
    """Index, catalogue: this library's own folder in the cache; deletable at any moment."""
    state: Path
    """Device id, lock, reading positions, backups: the user's, but of this machine."""
    is_default: bool = False
    """The user named no folder, so the library is created at the first run."""


def _named(environment: Mapping[str, str], name: str, given: Path | None, default: Callable[[], str]) -> Path:
    try:
        if given is not None:
            return given.expanduser().absolute()
        if environment.get(name):
            return Path(environment[name]).expanduser().absolute()
        return Path(default())
    except RuntimeError as error:  # neither HOME nor the list of users says where home is
        raise LibraryError(f"Your home folder is not known. Set HOME, or {name} to a whole path.") from error
    except OSError as error:
        raise LibraryError(f"The folder you are in cannot be used ({error.strerror}). Go to another one.") from error


def folders(
    library: Path | None = None,
    *,
    data: Path | None = None,
    cache: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Folders:
    """Return the folders to use: arguments first, then `READER_*`, then the platform's own.

    The cache of each library is a folder of its own, named after the library's real path.

    Raises:
        LibraryError: a folder is relative to one that is not known: the home, or a working folder that was deleted.
    """
    # Imported here because no command that only prints help needs it.
    from platformdirs import user_cache_dir, user_data_dir, user_documents_dir, user_state_dir

    environment = os.environ if environment is None else environment
    is_default = library is None and not environment.get("READER_LIBRARY")
    where = _named(environment, "READER_LIBRARY", library, lambda: str(Path(user_documents_dir()) / "Articles"))
    name = blake2b(os.fsencode(where.resolve()), digest_size=8).hexdigest()
    return Folders(
        library=where,
        data=_named(environment, "READER_DATA", data, lambda: user_data_dir("pullquote", appauthor=False)),
        cache=_named(environment, "READER_CACHE", cache, lambda: user_cache_dir("pullquote", appauthor=False)) / name,
        state=_named(environment, "READER_STATE", None, lambda: user_state_dir("pullquote", appauthor=False)),
        is_default=is_default,
    )


def starter_articles() -> Path:
    """Return the folder of articles that come with the program: in the wheel, else in the checkout."""
    here = Path(__file__).parent
    shipped = here / "starter"
    return shipped if shipped.is_dir() else here.parent / "articles"
