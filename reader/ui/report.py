"""Report: base of the messages that widgets, screens and workers send."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, ClassVar, dataclass_transform

from textual.message import Message

if TYPE_CHECKING:
    import rich.repr


@dataclass_transform(eq_default=False)
class Report(Message):
    """A message with fields, annotated as those of a data class.

    It is none, because the first frame waits for every class of message, and a data class compiles its methods.
    """

    _fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls._fields = tuple(inspect.get_annotations(cls))

    def __init__(self, *values: object, **named: object) -> None:
        """Take the fields in their order or by name.

        Raises:
            TypeError: a field is missing, or was given twice, or there is none of a name.
        """
        super().__init__()
        given = dict(zip(self._fields, values, strict=False)) | named
        absent = [name for name in self._fields if name not in given and not hasattr(type(self), name)]
        if absent or len(given) != len(values) + len(named) or not given.keys() <= set(self._fields):
            raise TypeError(f"{type(self).__qualname__} takes {', '.join(self._fields) or 'nothing'}")
        for name, value in given.items():
            setattr(self, name, value)

    def __rich_repr__(self) -> rich.repr.Result:
        for name in self._fields:
            yield name, getattr(self, name)
