"""The two real dumps that the program is developed on, where they lie beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.articles.article import BlockKind
from reader.articles.read import read

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not part of the repository")


def seed(number: str):
    path = next(SEEDS.glob(f"{number}_*.txt"))
    (article,) = read(path.name, path.read_bytes())
    return article


def kinds(article, *, without: BlockKind) -> dict[int, str]:
    return {block.first_line: block.kind.value for block in article.blocks if block.kind is not without}


def test_the_first_seed_is_right_line_by_line():
    article = seed("000")
    assert kinds(article, without=BlockKind.BODY) == {
        3: "title",
        5: "byline",
        7: "date",
        11: "caption",
        23: "related",
        77: "boilerplate",
        79: "url",
        81: "url",
    }
    assert article.authors == ("Boris Bondarev",)
    assert article.published is not None
    assert article.published.iso == "2025-12-18"
    assert article.outlet == "The Moscow Times"
    assert article.url is not None
    assert article.url.endswith("-a91479")
    assert "country $2.5-2.8 billion annually" in article.text
    (joined,) = [block for block in article.blocks if block.first_line != block.last_line]
    assert "costs for the dictator through tighter sanctions" in joined.span.of(article.text)
    assert article.warnings == ()
    assert article.lang == "en"


def test_the_second_seed_is_right_line_by_line():
    article = seed("002")
    assert kinds(article, without=BlockKind.BODY) == {
        1: "section",
        3: "title",
        5: "date",
        6: "dek",
        7: "caption",
        8: "caption",
        50: "caption",
        54: "byline",
    }
    assert article.authors == ("Jan Krzysztof Michalak",)
    assert article.published is not None
    assert article.published.iso == "2025-12-17T18:00"
    assert article.outlet is None
    assert "\xa0" not in article.text
    assert article.title.endswith("[COMMENTARY]")
    assert article.section == "English Section"
