"""Articles to annotate, and notebooks of several devices on folders of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from reader.annotations.notebook import Notebook
from reader.annotations.texts import digest_of
from reader.articles.article import Article, ArticleId

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "The harbour was closed for 12 days.\n\n“Nobody told us,” said the pilot.\n\nIt cost 3.4 million crowns."


@dataclass
class Desk:
    """One device: a data folder, which may be shared, and a state folder of its own."""

    data: Path
    state: Path

    def open(self) -> Notebook:
        """Return the notebook as a new terminal on this device would see it."""
        notebook = Notebook.open(self.data, self.state)
        notebook.refresh()
        return notebook

    @property
    def folder(self) -> Path:
        """The folder of the logs."""
        return self.data / "annotations"

    @property
    def log(self) -> Path:
        """The only log of the folder."""
        (found,) = self.folder.glob("*.jsonl")
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "data", tmp_path / "state")


@pytest.fixture
def make_desk(tmp_path: Path) -> Callable[..., Desk]:
    """Return a function that makes devices; those of one `data` share its folder."""

    def make(state: str, data: str = "data") -> Desk:
        return Desk(tmp_path / data, tmp_path / state)

    return make


def article(text: str = TEXT, name: str = "harbour", **more: object) -> Article:
    """Return an article of this text."""
    return Article(ArticleId(name), digest_of(text), f"{name}.txt", text, (), name.title(), **more)  # type: ignore[arg-type]


@pytest.fixture
def harbour() -> Article:
    return article()


@pytest.fixture
def make_article() -> Callable[..., Article]:
    return article
