"""Changes of several annotations or articles at once: one action, all of it or nothing."""

from __future__ import annotations

import pytest

from reader.annotations.annotation import Annotation, AnnotationId, AnnotationKind, ArticleReference
from reader.annotations.notebook import reference_to
from reader.annotations.tags import begun_by, tag_counts
from reader.articles.article import ArticleId
from reader.errors import AnnotationError


def test_several_are_deleted_and_restored_as_one_action(desk, harbour):
    notebook = desk.open()
    made = [notebook.note(harbour, str(number)).id for number in range(4)]
    notebook.delete(made[0])
    notebook.delete(*made[:3], made[1])
    assert [each.id for each in notebook.all()] == [made[3]]
    assert notebook.undo() == "deletion of 2 annotations"
    assert {each.id for each in desk.open().all()} == set(made[1:])
    assert notebook.redo() == "deletion of 2 annotations"
    assert [each.note for each in notebook.restore(*made)] == ["0", "1", "2", "3"]
    notebook.undo()
    assert [each.id for each in notebook.all()] == [made[3]]


def test_several_are_deleted_together_or_not_at_all(desk, harbour):
    notebook = desk.open()
    made = notebook.note(harbour, "kept")
    with pytest.raises(AnnotationError):
        notebook.delete(made.id, AnnotationId("nobody"))
    with pytest.raises(AnnotationError):
        notebook.restore(made.id, AnnotationId("nobody"))
    assert desk.open().all() == (made,)


def test_tags_of_articles_change_as_one_action(desk, make_article):
    notebook = desk.open()
    articles = [reference_to(make_article(name=f"a{number}")) for number in range(3)]
    notebook.set_state(articles[:1], tags=["old", "Potash"])
    assert notebook.set_state(articles, add_tags=["potash", "ports"], remove_tags=["OLD"]) == 3
    tags = {each.article.id: each.tags for each in desk.open().states()}
    assert tags == {"a0": ("Potash", "ports"), "a1": ("potash", "ports"), "a2": ("potash", "ports")}
    assert notebook.set_state(articles, add_tags=["PORTS"]) == 0
    assert notebook.undo() == "tags changed: 3 articles"
    assert notebook.state(articles[0].id).tags == ("old", "Potash")
    assert notebook.state(articles[1].id) is None


def test_known_tags_are_counted_and_completed():
    def of(*tags):
        return Annotation(
            AnnotationId(""), AnnotationKind.STATE, ArticleReference(ArticleId(""), ""), None, "", "", tags=tags
        )

    counts = tag_counts([of("ports", "trade/potash"), of("ports", "Prices")])
    assert counts == {"ports": 2, "Prices": 1, "trade/potash": 1}
    assert begun_by("p", counts) == ["ports", "Prices", "trade/potash"]
    assert begun_by("TRADE/", counts) == ["trade/potash"]
    assert begun_by("x", counts) == []
