"""What was acknowledged is there after a power cut; the same test finds what leaving out a sync would lose."""

from __future__ import annotations

import pytest

from tests.bench.power_cut import MODELS, run


@pytest.mark.parametrize("model", MODELS)
def test_nothing_acknowledged_is_lost(model):
    assert run(60, 7, model) == (0, 0)


@pytest.mark.parametrize(("model", "without"), [("posix", "folders"), ("posix", "fsync"), ("ordered", "fsync")])
def test_a_sync_that_is_left_out_is_missed(model, without):
    lost, _ = run(40, 7, model, without)
    assert lost > 5
