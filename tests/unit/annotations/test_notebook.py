"""What a front end can rely on: every change is on disk when its method returns, and can be taken back."""

from __future__ import annotations

import stat
from dataclasses import replace

import pytest

from reader.annotations.annotation import AnnotationKind, PlacementStatus
from reader.annotations.notebook import Notebook, reference_to
from reader.errors import AnnotationError
from reader.text import Span

DAYS = Span(27, 34)


def test_opening_reads_and_creates_nothing(desk):
    notebook = Notebook.open(desk.data, desk.state)
    assert notebook.all() == ()
    assert notebook.problems == ()
    assert not desk.data.exists()
    assert not desk.state.exists()


def test_a_mark_is_there_for_the_next_terminal(desk, harbour):
    made = desk.open().mark(harbour, DAYS, note="check", tags=("port", " port ", ""), color="green")
    (read,) = desk.open().all()
    assert read == made
    assert (read.kind, read.note, read.tags, read.color) == (AnnotationKind.MARK, "check", ("port",), "green")
    assert read.anchor is not None
    assert read.anchor.exact == "12 days"
    assert DAYS.of(harbour.text) == "12 days"
    assert desk.open().get(made.id) == made


def test_annotations_of_an_article_stand_in_order_without_its_state(desk, harbour, make_article):
    notebook = desk.open()
    late = notebook.mark(harbour, Span(75, 80))
    early = notebook.mark(harbour, Span(0, 3))
    whole = notebook.note(harbour, "read again", tags=["later"])
    hidden = notebook.hide(harbour, DAYS)
    notebook.set_state([reference_to(harbour)], read=True)
    notebook.mark(make_article(name="other"), Span(0, 3))
    assert [each.id for each in notebook.of(harbour.id)] == [whole.id, early.id, hidden.id, late.id]
    assert {each.id for each in notebook.all()} >= {whole.id, early.id, late.id}
    assert hidden.id not in {each.id for each in notebook.all()}


def test_changes_keep_what_is_not_given(desk, harbour):
    notebook = desk.open()
    made = notebook.mark(harbour, DAYS, note="first", tags=["a"], color="blue")
    changed = notebook.change(made.id, note="second")
    assert (changed.note, changed.tags, changed.color, changed.anchor) == ("second", ("a",), "blue", made.anchor)
    assert notebook.change(made.id, tags=()).tags == ()
    assert notebook.change(made.id, color="red").note == "second"


def test_delete_goes_to_the_trash_and_comes_back(desk, harbour):
    notebook = desk.open()
    first, second = notebook.mark(harbour, DAYS, note="one"), notebook.note(harbour, "two")
    notebook.delete(second.id)
    notebook.delete(first.id)
    notebook.delete(first.id)
    assert notebook.all() == ()
    assert [each.note for each in desk.open().trash()] == ["one", "two"]
    with pytest.raises(AnnotationError, match="trash"):
        notebook.change(first.id, note="x")
    assert [each.note for each in notebook.restore(first.id)] == ["one"]
    assert [each.note for each in notebook.restore(first.id)] == ["one"]
    assert [each.id for each in desk.open().all()] == [first.id]
    assert [each.id for each in notebook.trash()] == [second.id]


def test_undo_and_redo_reach_everything_across_restarts(desk, harbour):
    notebook = desk.open()
    made = notebook.mark(harbour, DAYS, note="one")
    notebook.change(made.id, note="two", tags=["t"])
    notebook.set_state([reference_to(harbour)], starred=True)
    notebook.delete(made.id)
    undone = [desk.open().undo() for _ in range(5)]
    assert undone == ["deletion of “12 days”", "starred: “Harbour”", "change of “12 days”", "note on “12 days”", None]
    assert desk.open().all() == ()
    assert desk.open().state(harbour.id) is None
    redone = [desk.open().redo() for _ in range(5)]
    assert redone == [*reversed(undone[:4]), None]
    assert [each.note for each in desk.open().trash()] == ["two"]
    assert desk.open().undo() == "deletion of “12 days”"
    (back,) = desk.open().all()
    assert (back.note, back.tags, back.anchor) == ("two", ("t",), made.anchor)


def test_a_new_change_ends_what_can_be_redone(desk, harbour):
    notebook = desk.open()
    notebook.note(harbour, "one")
    notebook.undo()
    notebook.note(harbour, "two")
    assert notebook.redo() is None
    assert [each.note for each in notebook.all()] == ["two"]


def test_mark_all_read_is_one_action(desk, make_article):
    notebook = desk.open()
    articles = [reference_to(make_article(name=f"a{number}")) for number in range(30)]
    notebook.set_state(articles[:3], read=True)
    notebook.set_state(articles, read=True)
    assert len(notebook.states()) == 30
    assert all(each.is_read for each in desk.open().states())
    assert notebook.undo() == "marked read: 27 articles"
    assert {each.article.id for each in notebook.states()} == {each.id for each in articles[:3]}
    assert notebook.redo() == "marked read: 27 articles"
    assert len(notebook.states()) == 30
    size = desk.log.stat().st_size
    notebook.set_state(articles, read=True)
    assert desk.log.stat().st_size == size


def test_undoing_the_first_mark_of_an_article_leaves_those_of_another_device(make_desk, harbour):
    one, other = make_desk("one"), make_desk("other")
    article = reference_to(harbour)
    notebook = one.open()
    notebook.set_state([article], add_tags=["port"])
    other.open().set_state([article], starred=True)
    assert notebook.undo() == "tags changed: “Harbour”"
    (state,) = notebook.states()
    assert (state.is_starred, state.tags) == (True, ())
    assert other.open().undo() == "starred: “Harbour”"
    (state,) = one.open().states()
    assert (state.is_starred, state.tags) == (False, ())


def test_undo_and_redo_leave_alone_what_the_program_did_by_itself(desk, harbour):
    notebook = desk.open()
    article = reference_to(harbour)
    notebook.set_state([article], add_tags=["port"])
    notebook.set_state([article], starred=True)
    notebook.undo()
    notebook.set_state([article], read=True, is_automatic=True)
    notebook = desk.open()
    assert notebook.redo() == "starred: “Harbour”"
    assert [notebook.undo(), notebook.undo(), notebook.undo()] == [
        "starred: “Harbour”",
        "tags changed: “Harbour”",
        None,
    ]
    (state,) = notebook.states()
    assert (state.is_read, state.is_starred, state.tags) == (True, False, ())


def test_state_keeps_what_is_not_given(desk, harbour):
    notebook = desk.open()
    notebook.set_state([reference_to(harbour)], read=True, tags=["x"])
    notebook.set_state([reference_to(harbour)], starred=True)
    state = desk.open().state(harbour.id)
    assert state is not None
    assert (state.is_read, state.is_starred, state.tags) == (True, True, ("x",))


def test_marks_are_placed_in_the_present_text(desk, harbour, make_article):
    notebook = desk.open()
    mark = notebook.mark(harbour, DAYS)
    notebook.note(harbour, "whole")
    whole, same = notebook.placed(harbour)
    assert whole.placement is None
    assert same.placement is not None
    assert (same.placement.status, same.placement.span) == (PlacementStatus.SAME, DAYS)
    edited = make_article("A new first line stands here.\n\n" + harbour.text)
    (_, moved) = desk.open().placed(edited)
    assert moved.annotation.id == mark.id
    assert moved.placement is not None
    assert moved.placement.span == DAYS.moved(31)
    gone = make_article("Another article altogether, of which nothing is left but its address.")
    (_, lost) = desk.open().placed(gone)
    assert lost.placement is not None
    assert (lost.placement.status, lost.placement.span, lost.placement.was) == (PlacementStatus.GONE, None, "12 days")


def test_an_orphan_is_attached_again(desk, harbour, make_article):
    notebook = desk.open()
    made = notebook.mark(harbour, DAYS, note="kept")
    gone = make_article("Nothing of the old words: a fortnight it was.")
    attached = notebook.reattach(made.id, gone, Span(26, 37))
    assert attached.anchor is not None
    assert (attached.anchor.exact, attached.note, attached.created) == ("a fortnight", "kept", made.created)
    (placed,) = desk.open().placed(gone)
    assert placed.placement is not None
    assert placed.placement.status is PlacementStatus.SAME
    notebook.undo()
    assert notebook.all()[0].anchor == made.anchor


def test_hiding_twice_hides_once(desk, harbour):
    notebook = desk.open()
    assert notebook.hide(harbour, DAYS).id == notebook.hide(harbour, DAYS).id
    assert desk.log.read_bytes().count(b"\n") == 1
    (hidden,) = notebook.of(harbour.id)
    notebook.delete(hidden.id)
    assert notebook.of(harbour.id) == ()
    assert notebook.trash() == ()
    assert notebook.undo() is not None
    assert [each.kind for each in notebook.of(harbour.id)] == [AnnotationKind.HIDDEN]


def test_importing_twice_changes_nothing(desk, harbour, make_desk):
    notebook = desk.open()
    made = [notebook.mark(harbour, DAYS, note="n"), notebook.note(harbour, "w", tags=["t"])]
    other = make_desk("state2", "data2")
    assert other.open().import_many(made) == 2
    assert other.open().import_many(made) == 0
    assert {each.id: each for each in other.open().all()} == {each.id: each for each in made}
    notebook = other.open()
    notebook.change(made[0].id, note="mine")
    notebook.delete(made[1].id)
    assert notebook.import_many(made) == 0
    assert [each.note for each in notebook.all()] == ["mine"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda notebook, article: notebook.mark(article, Span(3, 3)), "nothing is selected"),
        (lambda notebook, article: notebook.mark(article, Span(3, 3000)), "runs out of the text"),
        (lambda notebook, article: notebook.note(article, "x" * 300_000), "too long"),
        (lambda notebook, article: notebook.note(article, "x", tags=["t" * 101]), "too long"),
        (lambda notebook, article: notebook.mark(article, Span(0, 3), color=""), "colour"),
        (lambda notebook, article: notebook.change("nobody", note="x"), "no annotation"),
        (lambda notebook, article: notebook.delete("nobody"), "no annotation"),
        (lambda notebook, article: notebook.restore("nobody"), "no annotation"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(desk, harbour, change, message):
    notebook = desk.open()
    with pytest.raises(AnnotationError, match=message):
        change(notebook, harbour)
    assert notebook.all() == ()
    assert not list(desk.data.rglob("*.jsonl"))


def test_only_the_user_can_read_what_is_kept(desk, harbour):
    desk.open().mark(harbour, DAYS)
    for path in [desk.data, *desk.data.rglob("*"), desk.state, *desk.state.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert "one line of JSON per change" in (desk.folder / "README.txt").read_text()


def test_notes_are_kept_to_the_letter(desk, make_article):
    article = make_article("tab\tnul\x00 bell\x07 lone \ud800 end \u202e rtl 🙂")
    note = 'quotes " \\ \n newline \r \u2028 \x00 \x1b[31m \ud83d \U0001f600'
    notebook = desk.open()
    made = notebook.mark(article, Span(0, len(article.text)), note=note, tags=["a\nb"])
    (read,) = desk.open().all()
    assert (read.note, read.tags) == (note, ("a b",))
    assert read.anchor == made.anchor
    assert read.anchor.exact == article.text
    (placed,) = desk.open().placed(article)
    assert placed.placement.span == Span(0, len(article.text))


def test_several_are_changed_as_one_action(desk, harbour):
    notebook = desk.open()
    made = [notebook.note(harbour, f"n{number}", tags=["old", f"t{number}"]) for number in range(3)]
    first = notebook.change(*[each.id for each in made], add_tags=["new", " "], remove_tags=["old"])
    assert first.tags == ("t0", "new")
    assert {each.tags for each in notebook.all()} == {(f"t{number}", "new") for number in range(3)}
    assert notebook.undo() == "change of 3 annotations"
    assert {each.tags for each in desk.open().all()} == {("old", f"t{number}") for number in range(3)}


def test_what_changed_while_the_user_was_typing_is_merged(desk, harbour):
    here, there = desk.open(), desk.open()
    seen = here.note(harbour, "base", tags=["a"])
    there.refresh()
    there.change(seen.id, note="from there")
    here.refresh()
    merged = here.change(seen.id, note="typed here", seen=seen)
    assert merged.is_conflict
    assert "from there" in merged.note
    assert "typed here" in merged.note
    # With the present state in sight it is an ordinary change.
    assert here.change(seen.id, note="settled", seen=merged).note == "settled"
    assert not here.conflicts
    there.refresh()
    last = there.get(seen.id)
    here.delete(seen.id)
    there.refresh()
    assert there.change(seen.id, note="kept", seen=last).note == "kept"
    assert [each.note for each in desk.open().all()] == ["kept"]
    recoloured = there.change(seen.id, color="red", seen=last)
    assert (recoloured.color, recoloured.note) == ("red", "kept")


def test_a_mark_may_move_to_another_article(desk, harbour, make_article):
    notebook, other = desk.open(), make_article("Quite another text.", "other")
    made = notebook.mark(harbour, DAYS)
    assert notebook.reattach(made.id, other, Span(0, 5)).article.id == other.id
    assert notebook.of(harbour.id) == ()
    assert [each.id for each in notebook.of(other.id)] == [made.id]
    notebook.undo()
    assert [each.id for each in notebook.of(harbour.id)] == [made.id]
    assert notebook.of(other.id) == ()


def test_imported_marks_are_placed_by_their_words(desk, harbour, make_article, make_desk):
    made = desk.open().mark(harbour, DAYS)
    there = make_desk("state2", "data2").open()
    there.import_many([made])
    text = "One more line here.\n\n" + harbour.text
    (placed,) = there.placed(make_article(text))
    assert placed.placement.span == DAYS.moved(21)
    for number in range(12):
        assert there.placed(make_article(f"{number} {text}"))[0].placement.span == DAYS.moved(23 + number // 10)


@pytest.mark.parametrize(
    "action",
    [
        lambda notebook, article: notebook.note(article, "\x00" * 250_000),
        lambda notebook, article: notebook.note(article, "n", tags=[f"t{n}" for n in range(300)]),
        lambda notebook, article: notebook.mark(article, Span(0, 150_000)),
        lambda notebook, article: notebook.set_state([reference_to(article)], tags=["t" * 101]),
    ],
)
def test_what_is_too_long_is_refused(desk, make_article, action):
    notebook = desk.open()
    with pytest.raises(AnnotationError, match=r"too (long|many)"):
        action(notebook, make_article("word " * 50_000))
    assert notebook.all() == ()
    assert not list(desk.data.rglob("*.jsonl"))
    assert notebook.note(make_article(), "fits").note == "fits"


def test_tags_of_an_article_can_be_undone(desk, harbour):
    notebook = desk.open()
    notebook.set_state([reference_to(harbour)], tags=["a"])
    assert notebook.undo() == "tags changed: “Harbour”"
    assert notebook.state(harbour.id) is None
    assert desk.open().import_many([]) == 0


def test_what_a_newer_version_made_is_not_changed_blindly(desk, harbour):
    notebook = desk.open()
    made = notebook.note(harbour, "n")
    desk.log.write_bytes(desk.log.read_bytes().replace(b'"kind":"article"', b'"kind":"drawing"'))
    reopened = desk.open()
    assert reopened.get(made.id) is None
    before = desk.log.read_bytes()
    for act in (reopened.delete, lambda one: reopened.change(one, note="x")):
        with pytest.raises(AnnotationError, match="newer version"):
            act(made.id)
    assert desk.log.read_bytes() == before


def test_what_changes_nothing_is_not_written(desk, harbour):
    notebook = desk.open()
    made = notebook.note(harbour, "n", tags=["a"])
    size = desk.log.stat().st_size
    assert notebook.change(made.id, note="n", tags=["a"], color="yellow", add_tags=["a"]) == made
    assert desk.log.stat().st_size == size
    assert notebook.undo() == "note on “Harbour”"


def test_states_and_marks_are_imported_alike(desk, make_desk, harbour):
    notebook = desk.open()
    notebook.set_state([reference_to(harbour)], read=True, tags=["x"])
    notebook.hide(harbour, DAYS)
    other = make_desk("state2", "data2").open()
    assert other.import_many([*notebook.states(), *notebook.of(harbour.id)]) == 2
    assert other.states() == notebook.states()
    assert other.of(harbour.id) == notebook.of(harbour.id)
    assert other.undo() is not None
    assert other.states() == other.of(harbour.id) == ()


def test_what_nobody_ever_saw_is_changed_as_it_is_now(desk, harbour):
    notebook = desk.open()
    made = notebook.note(harbour, "n", tags=["a"])
    stranger = replace(made, note="never written")
    changed = notebook.change(made.id, note="m", seen=stranger)
    assert (changed.note, changed.tags, changed.is_conflict) == ("m", ("a",), False)
