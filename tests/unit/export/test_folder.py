"""A folder of Markdown files: exported again and again, with files of the user's and their own words among them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.annotation import (
    Annotation,
    AnnotationId,
    AnnotationKind,
    ArticleReference,
)
from reader.articles.article import ArticleId
from reader.errors import ExportError
from reader.export.entry import Exported, Source
from reader.export.folder import NO_NOTES, file_name, is_as_written, write_folder


def entry(number: int, note: str = "a note", article: str = "a1", title: str = "Tram line 4 opens") -> Exported:
    reference = ArticleReference(ArticleId(article), title)
    made = Annotation(
        AnnotationId(f"0193d7c2-6d1e-7c3a-9b52-3f1f6f0c9a1{number}"), AnnotationKind.ARTICLE, reference, None,
        "2025-12-19T14:05:06Z", "2025-12-19T14:05:06Z", note,
    )  # fmt: skip
    return Exported(made, Source.of_reference(reference))


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_file_for_each_article_with_block_ids_and_the_same_bytes_again(tmp_path, entries):
    other = entry(9, article="a2", title="Another: article / two?")
    report = write_folder(tmp_path, [*entries, other], is_all=True)
    assert sorted(report.written) == ["Another article two.md", "Tram line 4 opens after nine years.md"]
    before = contents(tmp_path)
    for each in entries:
        assert f"\n\n^{each.annotation.id}\n" in before["Tram line 4 opens after nine years.md"].decode()
    again = write_folder(tmp_path, [other, *reversed(entries)], is_all=True)
    assert contents(tmp_path) == before
    assert (again.written, len(again.unchanged)) == ([], 2)


def test_what_changed_is_brought_up_to_date_also_in_a_renamed_file(tmp_path):
    write_folder(tmp_path, [entry(1)], is_all=True)
    (tmp_path / "Tram line 4 opens.md").rename(tmp_path / "trams.md")
    report = write_folder(tmp_path, [entry(1, "a better note"), entry(2)], is_all=True)
    assert report.written == ["trams.md"]
    assert "a better note" in (tmp_path / "trams.md").read_text()
    renamed = [entry(number, article="new id", title="New title") for number in (1, 2)]
    report = write_folder(tmp_path, renamed, is_all=True)
    assert report.written == ["trams.md"], "the notes tell the article whose id has changed"
    assert [path.name for path in tmp_path.iterdir()] == ["trams.md"]


def test_the_users_words_in_a_file_stay_and_new_notes_are_put_at_its_end(tmp_path):
    write_folder(tmp_path, [entry(1)], is_all=True)
    path = tmp_path / "Tram line 4 opens.md"
    mine = path.read_text().replace("a note", "a note, and MY OWN WORDS")
    path.write_text(mine)
    assert write_folder(tmp_path, [entry(1, "changed")], is_all=True).unchanged == [path.name]
    assert path.read_text() == mine
    report = write_folder(tmp_path, [entry(1), entry(2, "a second note")], is_all=True)
    assert report.extended == [path.name]
    assert path.read_text().startswith(mine)
    assert path.read_text().count("a second note") == 1
    assert write_folder(tmp_path, [entry(1), entry(2, "a second note")], is_all=True).unchanged == [path.name]
    write_folder(tmp_path, [], is_all=True)
    assert "MY OWN WORDS" in path.read_text()


def test_a_file_without_notes_any_more_says_so_and_is_filled_again(tmp_path):
    write_folder(tmp_path, [entry(1), entry(2, article="a2", title="Other")], is_all=True)
    before = contents(tmp_path)
    assert write_folder(tmp_path, [entry(1)], is_all=False).emptied == []
    assert contents(tmp_path) == before
    assert write_folder(tmp_path, [entry(1)], is_all=True).emptied == ["Other.md"]
    assert NO_NOTES in (tmp_path / "Other.md").read_text()
    assert is_as_written((tmp_path / "Other.md").read_text())
    assert write_folder(tmp_path, [entry(1)], is_all=True).emptied == []
    write_folder(tmp_path, [entry(1), entry(2, article="a2", title="Other")], is_all=True)
    assert contents(tmp_path) == before


def test_files_of_somebody_else_are_never_touched(tmp_path):
    (tmp_path / "Tram line 4 OPENS.md").write_text("my own file")
    (tmp_path / "bytes.md").write_bytes(b"pullquote-export \xff\xfe")
    (tmp_path / "link.md").symlink_to(tmp_path / "bytes.md")
    (tmp_path / "folder.md").mkdir()
    report = write_folder(tmp_path, [entry(1), entry(2, article="a2")], is_all=True)
    assert len(report.written) == 2
    assert (tmp_path / "Tram line 4 OPENS.md").read_text() == "my own file"
    assert "Tram line 4 opens.md" not in report.written, "some file systems take it for the same name"
    write_folder(tmp_path, [], is_all=True)
    assert (tmp_path / "bytes.md").read_bytes() == b"pullquote-export \xff\xfe"


def test_two_articles_of_one_title_keep_their_own_files_in_any_order(tmp_path):
    one, two = entry(1, "of one", "a1"), entry(2, "of two", "a2")
    write_folder(tmp_path, [one, two], is_all=True)
    before = contents(tmp_path)
    assert len(before) == 2
    write_folder(tmp_path, [two, one], is_all=True)
    write_folder(tmp_path, [two], is_all=False)
    assert contents(tmp_path) == before


def test_a_folder_that_cannot_be_used_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="file"):
        write_folder(tmp_path / "file", [entry(1)], is_all=True)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etc passwd"),
        ("C:\\notes\\x", "C notes x"),
        (".hidden", "hidden"),
        ("", "Untitled"),
        ("///", "Untitled"),
        ("con", "con -"),
        ("COM1.txt", "COM1.txt -"),
        ("What? [[a|b]] #c ^d", "What a b c d"),
        ("two\nlines\x1b[31m", "two lines␛ 31m"),
        ("x" * 300, "x" * 100),
        ("end. ", "end"),
    ],
)
def test_names_are_made_of_titles(title, name):
    assert file_name(title) == name


@given(st.text(max_size=200))
def test_a_name_is_never_a_path(title):
    name = file_name(title)
    assert name
    assert not set(name) & set('/\\:*?"<>|#^[]\n\0')
    assert name not in (".", "..")
    assert not name.startswith((".", " "))
    assert name.encode()


def test_any_title_and_note_is_written_and_known_again(tmp_path):
    evil = '---\n\ud800 \x1b]0;x\x07 ^block\n\n^0193d7c2-6d1e-7c3a-9b52-3f1f6f0c9a17\n---\narticle-id: "x"'
    made = entry(1, evil, title=evil)
    tagged = replace(made, annotation=replace(made.annotation, tags=tuple(f"tag{n}" * 10 for n in range(200))))
    (name,) = write_folder(tmp_path, [tagged], is_all=True).written
    assert is_as_written((tmp_path / name).read_text())
    assert write_folder(tmp_path, [tagged], is_all=True).unchanged == [name]
