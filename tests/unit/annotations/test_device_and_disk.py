"""Names of devices, texts, locks and folders that cannot be used."""

from __future__ import annotations

import errno
import threading

import pytest

from reader.annotations import compact as compaction
from reader.annotations import device as devices
from reader.annotations import disk, log
from reader.annotations.compact import compact
from reader.annotations.device import device, known_device
from reader.annotations.texts import LARGEST, Texts, digest_of
from reader.errors import AnnotationError, NotSavedError


def test_a_device_keeps_its_name(tmp_path):
    assert known_device(tmp_path) is None
    name = device(tmp_path).name
    assert device(tmp_path).name == name == known_device(tmp_path).name
    renewed = device(tmp_path, renew=True)
    assert renewed.former == (name,)
    assert device(tmp_path) == renewed


@pytest.mark.parametrize(
    "content",
    [b"", b"junk", b"[]", b"{}", b'{"device":5}', b'{"device":"../../etc/x"}', b'{"device":"A"}', b"[" * 99_999],
)
def test_a_spoilt_device_file_gives_a_new_name(tmp_path, content):
    (tmp_path / "device.json").write_bytes(content)
    assert known_device(tmp_path) is None
    name = device(tmp_path).name
    assert device(tmp_path).name == name
    assert "/" not in name


@pytest.mark.parametrize(
    ("host", "begins"), [("Greta's MacBook.local", "greta-s-macbook-"), ("", "device-"), ("日本", "device-")]
)
def test_a_device_is_named_after_the_machine(tmp_path, monkeypatch, host, begins):
    monkeypatch.setattr(devices.socket, "gethostname", lambda: host)
    name = device(tmp_path).name
    assert name.startswith(begins)
    assert len(name) == len(begins) + 6


def test_a_machine_without_an_id_keeps_its_name(tmp_path, monkeypatch):
    (tmp_path / "empty").write_bytes(b"\n")
    monkeypatch.setattr(devices, "_MACHINE_IDS", (tmp_path / "nowhere", tmp_path / "empty"))
    assert device(tmp_path) == device(tmp_path)
    (tmp_path / "empty").write_bytes(b"0123\n")
    assert device(tmp_path).former


def test_texts_are_kept_by_digest_and_checked(tmp_path, monkeypatch):
    texts, text = Texts(tmp_path / "texts"), "lone \ud800 \x00 end"
    digest = digest_of(text)
    texts.keep(digest, text)
    texts.keep(digest, text)
    (path,) = (tmp_path / "texts").iterdir()
    before = path.read_bytes()
    assert Texts(tmp_path / "texts").text(digest) == text
    Texts(tmp_path / "texts").keep(digest, text)
    assert path.read_bytes() == before
    for wrong in ("", "../" + digest, "0" * 63, digest.upper(), "0" * 64):
        assert texts.text(wrong) is None
    texts.keep("no digest", text)
    assert len(list((tmp_path / "texts").iterdir())) == 1
    monkeypatch.setattr("reader.annotations.texts.LARGEST", 3)
    assert Texts(tmp_path / "texts").text(digest) is None
    assert LARGEST > 3


def test_a_text_that_is_a_link_is_not_read(tmp_path):
    texts, digest = Texts(tmp_path), digest_of("secret")
    texts.keep(digest, "secret")
    path = tmp_path / f"{digest}.txt.gz"
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert Texts(tmp_path).text(digest) is None


def test_a_lock_is_waited_for(tmp_path):
    order = []
    with disk.locked(tmp_path / "lock"):

        def wait():
            with disk.locked(tmp_path / "lock"):
                order.append("second")

        waiting = threading.Thread(target=wait)
        waiting.start()
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]


def test_a_lock_that_fails_is_told(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(disk.fcntl, "flock", fail)
    with pytest.raises(OSError, match="broken"), disk.locked(tmp_path / "lock"):
        pass


def test_the_drive_itself_is_told_where_fsync_does_not(tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(disk.sys, "platform", "darwin")
    monkeypatch.setattr(disk.fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(disk.fcntl, "fcntl", lambda _, command: told.append(command))
    disk.append(tmp_path / "a.jsonl", b"line\n", is_first=False)
    assert set(told) == {51}

    def refuse(*_):
        raise OSError(errno.EINVAL, "not here")

    monkeypatch.setattr(disk.fcntl, "fcntl", refuse)
    disk.append(tmp_path / "a.jsonl", b"line\n", is_first=False)
    assert (tmp_path / "a.jsonl").read_bytes() == b"line\nline\n"


def test_a_folder_or_log_that_cannot_be_read_is_told(desk, harbour, monkeypatch):
    notebook = desk.open()
    notebook.note(harbour, "n")

    def refuse(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(log.os, "scandir", refuse)
        fresh = desk.open()
        assert fresh.all() == ()
        assert "Permission denied" in fresh.problems[0]
    with monkeypatch.context() as patch:
        patch.setattr(log.os, "open", refuse)
        fresh = desk.open()
        assert fresh.problems == (f"{desk.log.name}: cannot be read (Permission denied)",)
    assert fresh.refresh()
    assert fresh.problems == ()
    assert [each.note for each in fresh.all()] == ["n"]


def test_a_log_does_not_grow_beyond_what_is_read(desk, harbour, monkeypatch):
    notebook = desk.open()
    notebook.note(harbour, "n")
    notebook.refresh()
    monkeypatch.setattr(log, "FILE_BYTES", desk.log.stat().st_size + 100)
    with pytest.raises(NotSavedError, match="compact it"):
        notebook.note(harbour, "one more")
    assert [each.note for each in desk.open().all()] == ["n"]


def test_a_shared_name_is_not_compacted(desk, harbour, monkeypatch):
    desk.open().note(harbour, "n")
    (desk.folder / "twin.jsonl").write_bytes(desk.log.read_bytes().replace(b'"note":"n"', b'"note":"twin"'))
    monkeypatch.setattr(compaction, "now", lambda: "2099-01-01T00:00:00.000Z")
    with pytest.raises(AnnotationError, match="two machines"):
        compact(desk.data, desk.state)
