"""`reader serve`: who comes in, and that nothing is left running. A browser looks at it in test_browser.py."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from reader.cli.main import main
from reader.ui.browser.gate import Gate, is_own_host, is_same_origin
from reader.ui.browser.program import environment_of, fitting
from reader.ui.clipboard import copy

_PATIENCE = 30.0


class Served:
    """A running `reader serve`."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "reader", "serve", str(folder)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        self.root, _, self.token = self.address.partition("/?token=")
        self.host = self.root.removeprefix("http://")

    def programs(self) -> list[int]:
        pid = self.process.pid
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


@pytest.fixture
def served(shelf, monkeypatch):
    folder, cache = shelf
    monkeypatch.setenv("READER_CACHE", str(cache))
    opened = Served(folder)
    yield opened
    opened.close()


@asynccontextmanager
async def browser(served, *, admitted=True):
    """A client with a cookie jar; `admitted` has used the token."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(served.root, cookie_jar=jar) as client:
        if admitted:
            async with client.get("/", params={"token": served.token}) as answer:
                assert answer.status == 200
        yield client


async def status(client, path, method="GET", **headers):
    async with client.request(method, path, headers=headers) as answer:
        if answer.status == 403:
            assert "reader serve" in await answer.text()
        return answer.status


async def painted(tab, text: bytes) -> bytes:
    """Read what a tab is sent until a text is there."""
    seen = b""
    async with asyncio.timeout(_PATIENCE):
        while text not in seen:
            message = await tab.receive()
            assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), message
            if message.type is aiohttp.WSMsgType.BINARY:
                seen += message.data
    return seen


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


async def ended(process: int) -> bool:
    end = time.monotonic() + _PATIENCE
    while is_running(process) and time.monotonic() < end:
        await asyncio.sleep(0.05)
    return not is_running(process)


def test_a_token_opens_once():
    gate = Gate()
    assert gate.admit("") is None
    assert gate.admit(gate.token + "x") is None
    assert gate.admit("ü\ud800") is None
    assert not gate.knows(None)
    session = gate.admit(gate.token)
    assert gate.knows(session)
    assert gate.admit(gate.token) is None
    assert not gate.knows(gate.token)
    assert not gate.knows("")


def test_nobody_comes_in_before_the_token_was_used():
    gate = Gate()
    assert not gate.knows(gate._session)


@pytest.mark.parametrize(
    ("host", "is_own"),
    [
        ("127.0.0.1:80", True),
        ("localhost", True),
        ("LOCALHOST:8000", True),
        ("[::1]:8000", True),
        ("evil.example", False),
        ("127.0.0.1.evil.example:80", False),
        ("localhost.evil.example", False),
        ("evil@127.0.0.1", False),
        ("127.0.0.1/x", False),
        ("127.0.0.1:x", False),
        ("0.0.0.0:80", False),
        ("127.0.0.1 evil.example", False),
        ('localhost"><script>', False),
        ("", False),
        ("[", False),
    ],
)
def test_a_host_is_this_machine_or_refused(host, is_own):
    assert is_own_host(host) is is_own


def test_an_origin_is_that_of_the_host():
    assert is_same_origin("http://127.0.0.1:8000", "127.0.0.1:8000")
    assert not is_same_origin("http://127.0.0.1:8001", "127.0.0.1:8000")
    assert not is_same_origin("https://127.0.0.1:8000", "127.0.0.1:8000")
    assert not is_same_origin("null", "127.0.0.1:8000")


async def test_every_request_without_the_session_is_refused(served):
    async with browser(served, admitted=False) as stranger, browser(served) as guest:
        paths = ("/", "/ws", "/static/js/textual.js", "/static/", "/download/x", "/page.js", "/nothing", "/?token=x")
        for path in paths:
            assert await status(stranger, path) == 403, path
        assert await status(stranger, f"/?token={served.token}") == 403
        assert await status(stranger, "/", Cookie=f"reader-{served.host.partition(':')[2]}=x") == 403
        assert await status(stranger, "/", "POST") == 403
        assert [await status(guest, path) for path in ("/", "/static/js/textual.js", "/page.js")] == [200] * 3
        assert await status(guest, "/nothing") == 404
        # The token's own browser is let in again by its cookie.
        assert await status(guest, f"/?token={served.token}") == 200
        for path in paths:
            assert await status(guest, path, Host="evil.example") == 403
            assert await status(guest, path, Origin="http://evil.example") == 403
            assert await status(guest, path, Origin="null") == 403
        assert await status(guest, "/ws") == 403  # without an origin
        for origin in (None, "http://evil.example", "http://localhost:1"):
            with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
                await guest.ws_connect("/ws", origin=origin)
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await stranger.ws_connect("/ws", origin=served.root)
        async with guest.get("/") as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert f"ws://{served.host}" in policy
            page = await answer.text()
        assert "googleapis" not in page
        assert "https://" not in page
    assert served.programs() == []


async def test_a_program_ends_with_its_tab_and_all_with_ctrl_c(served):
    async with browser(served) as guest:
        first = await guest.ws_connect("/ws?width=100&height=30", origin=served.root)
        second = await guest.ws_connect("/ws?width=99999999&height=-5", origin=served.root)
        seen = await painted(first, b"4 articles")
        assert seen.startswith(b"\x1b[?1049h")
        programs = served.programs()
        assert len(programs) == 2
        await first.send_str("no JSON")
        await first.send_json(["resize", {"width": 110, "height": 10**9}])
        await first.send_json(["stdin", "?"])
        await painted(first, b"Esc closes")
        await first.close()
        gone = [each for each in programs if each not in served.programs() or await ended(each)][:1]
        assert gone
        await painted(second, b"\x1b")
        served.process.send_signal(signal.SIGINT)
        assert await asyncio.to_thread(served.process.wait, _PATIENCE) == 0
        assert [await ended(each) for each in programs] == [True, True]


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGKILL])
async def test_no_program_outlives_its_server(served, number):
    async with browser(served) as guest:
        tab = await guest.ws_connect("/ws", origin=served.root)
        await painted(tab, b"4 articles")
        [program] = served.programs()
        served.process.send_signal(number)
        code = await asyncio.to_thread(served.process.wait, _PATIENCE)
        assert code == (-number if number == signal.SIGKILL else 128 + number)
        assert await ended(program)


async def test_a_program_that_is_stuck_is_ended_by_force(served):
    async with browser(served) as guest:
        tab = await guest.ws_connect("/ws", origin=served.root)
        await painted(tab, b"4 articles")
        [program] = served.programs()
        os.kill(program, signal.SIGSTOP)
        served.process.terminate()
        assert await asyncio.to_thread(served.process.wait, _PATIENCE) == 128 + signal.SIGTERM
        assert await ended(program)


def test_the_extra_is_named_where_it_is_missing(tmp_path, monkeypatch, capsys):
    for name in [name for name in sys.modules if name.startswith(("textual_serve", "reader.ui.browser.server"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    assert main(["serve", str(tmp_path)]) == 3
    assert "pip install 'pullquote[serve]'" in capsys.readouterr().err


def test_what_cannot_be_served_is_said_at_once(tmp_path, capsys):
    assert main(["serve", str(tmp_path / "nowhere")]) == 3
    assert "does not exist" in capsys.readouterr().err
    assert main(["serve", str(tmp_path), "--port", "99999"]) == 3
    assert "--port" in capsys.readouterr().err


def test_a_browser_has_a_clipboard_of_its_own(tmp_path):
    environment = environment_of({"TMUX": "x", "DISPLAY": ":0", "SSH_TTY": "x", "HOME": "/h"})
    assert environment["HOME"] == "/h"
    sent = []
    assert "browser's clipboard" in copy("words", sent.append, tmp_path / "copied.txt", environment)
    assert sent == ["words"]


def test_a_size_fits():
    assert fitting(-1, 10**9) == (1, 300)
    assert fitting(120, 40) == (120, 40)
