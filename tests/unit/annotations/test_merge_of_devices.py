"""Three devices converge and lose nothing; and the test that says so finds bugs that are planted."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from reader.annotations import disk, log, merge, store
from reader.annotations.log import Log
from tests.unit.annotations import machine

EXAMPLES = int(os.environ.get("READER_MERGE_EXAMPLES", "40"))
STEPS = int(os.environ.get("READER_MERGE_STEPS", "30"))
COMMON = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    database=None,
    derandomize=True,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


def test_devices_converge_and_lose_nothing():
    run_state_machine_as_test(machine.Devices, settings=COMMON)


def last_writer_wins(monkeypatch):
    monkeypatch.setattr(merge, "_notes", lambda _, heads: (heads[-1].body.get("note", ""), False))


def stop_at_a_bad_line(monkeypatch):
    real = Log._lines

    def lines(self, file, data, before):
        for event in real(self, file, data, before):
            if file.bad:
                return
            yield event

    monkeypatch.setattr(Log, "_lines", lines)


def delete_beats_edit(monkeypatch):
    real = merge.fold

    def fold(events, forked=None):
        folded = real(events, forked)
        return replace(folded, is_deleted=any(head.body is None for head in folded.heads))

    monkeypatch.setattr(store, "fold", fold)


def no_newline_before_an_append(monkeypatch):
    class NoRepair:
        def __getattr__(self, name):
            return (lambda *_: b"\n") if name == "pread" else getattr(os, name)

    monkeypatch.setattr(disk, "os", NoRepair())
    # Reading would mend nearly all of it.
    monkeypatch.setattr(log, "salvaged", lambda _: ())


def nobody_reads_conflict_copies(monkeypatch):
    monkeypatch.setattr(log, "is_log", lambda name: name.endswith(".jsonl") and " " not in name and "sync-" not in name)


def unseen_counts_as_seen(monkeypatch):
    real = merge.heads_of
    monkeypatch.setattr(merge, "heads_of", lambda events, forked=None: real(events, forked)[-1:])


@pytest.mark.parametrize(
    "plant",
    [
        last_writer_wins,
        stop_at_a_bad_line,
        delete_beats_edit,
        no_newline_before_an_append,
        nobody_reads_conflict_copies,
        unseen_counts_as_seen,
    ],
)
def test_planted_bugs_are_found(monkeypatch, plant):
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            machine.Devices,
            settings=settings(COMMON, max_examples=400, stateful_step_count=30, phases=[Phase.generate]),
        )
