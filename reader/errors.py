"""One tree of errors; a front end catches ReaderError and nothing broader.

ReaderError
├── LibraryError          the folder of articles cannot be used
│   └── CacheError        what is derived from it cannot be written: a full disk, no permission
├── ArticleError          no such article, or its file cannot be read
├── SearchError           the index cannot be used (a query never raises)
│   ├── IndexLockedError  another reader is updating it
│   └── IndexDamagedError missing, corrupt or of another version: rebuild it
├── AnnotationError       an annotation cannot be kept as asked
│   └── NotSavedError     the change is NOT on disk; it carries what was to be saved
└── ExportError           an export that would overwrite, or that cannot be written

A message says what is wrong, where, and what to do next, in one line and without control codes.
"""

from __future__ import annotations


class ReaderError(Exception):
    """Something that a user can do something about; `str()` is one printable line."""

    def __str__(self) -> str:
        from reader.text import safe  # most runs end without an error

        return safe(" ".join(str(argument) for argument in self.args)).replace("\n", " ")


class LibraryError(ReaderError):
    """The folder of articles is missing, unreadable or not a folder."""


class CacheError(LibraryError):
    """Catalogue or index cannot be read or written; nothing of the user's is in them."""


class ArticleError(ReaderError):
    """There is no such article, or its file cannot be read."""


class SearchError(ReaderError):
    """The index cannot be used; the query itself never raises."""


class IndexLockedError(SearchError):
    """Another process is updating the index; searching goes on with its last state."""


class IndexDamagedError(SearchError):
    """The index is missing, corrupt or of another version; it has to be rebuilt."""


class AnnotationError(ReaderError):
    """An annotation cannot be kept as asked."""


class NotSavedError(AnnotationError):
    """A change of the user's could not be written and is not on disk."""

    def __init__(self, message: str, unsaved: tuple[object, ...] = ()) -> None:
        super().__init__(message)
        self.unsaved = unsaved
        """The annotations that were to be kept, as they would be; show or copy them out, and try again."""


class ExportError(ReaderError):
    """An export cannot be written, or would overwrite a file that it did not write."""
