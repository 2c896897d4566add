"""`reader serve` in a headless Chromium, spoken to by its own protocol: what it shows, and that it asks nobody else."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import aiohttp
import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

_CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--window-size=1100,700"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-port=0"),
)
_PATIENCE = 30.0
_COPIED = "navigator.clipboard.readText()"


class Chromium:
    """One page of a browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0
        self.asked: list[str] = []
        """The addresses that the page asked for."""
        self.faults: list[str] = []
        """What the page's scripts threw, and what the page's policy forbade."""

    async def call(self, method: str, **values: object) -> dict:
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": values})
        async with asyncio.timeout(_PATIENCE):
            while True:
                message = json.loads((await self._socket.receive()).data)
                if message.get("id") == self._number:
                    assert "error" not in message, message
                    return message["result"]
                self._note(message)

    def _note(self, message: dict) -> None:
        values = message.get("params", {})
        if message["method"] == "Network.requestWillBeSent":
            self.asked.append(values["request"]["url"])
        elif message["method"] == "Network.webSocketCreated":
            self.asked.append(values["url"])
        elif message["method"] == "Runtime.exceptionThrown" or values.get("entry", {}).get("level") == "error":
            self.faults.append(json.dumps(values))

    async def value(self, script: str) -> object:
        found = await self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return found["result"].get("value")

    async def until(self, script: str) -> None:
        end = time.monotonic() + _PATIENCE
        while not await self.value(script):
            assert time.monotonic() < end, (
                script,
                await self.value("document.activeElement.outerHTML.slice(0,100)+window.shown.slice(-3000)"),
                self.faults,
            )
            await asyncio.sleep(0.05)

    async def press(self, key: str) -> None:
        text = {"Enter": "\r"}.get(key, key)
        code = {"Enter": 13}.get(key, ord(key[0].upper()))
        await self.call("Input.dispatchKeyEvent", type="keyDown", key=key, text=text, windowsVirtualKeyCode=code)
        await self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)


@pytest.fixture
async def page(tmp_path):
    """A page of a browser that nobody has used."""
    if _CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    profile = tmp_path / "profile"
    command = [_CHROMIUM, *_FLAGS, f"--user-data-dir={profile}", "about:blank"]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        address = await _debugger(profile / "DevToolsActivePort", process)
        async with aiohttp.ClientSession() as client:
            async with client.get(f"{address}/json") as answer:
                [target] = [each for each in await answer.json() if each["type"] == "page"]
            async with client.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                page = Chromium(socket)
                for domain in ("Network", "Runtime", "Page", "Log"):
                    await page.call(f"{domain}.enable")
                yield page
    finally:
        process.terminate()
        process.wait(_PATIENCE)


async def _debugger(file: Path, process: subprocess.Popen) -> str:
    end = time.monotonic() + _PATIENCE
    while not file.exists() or not file.read_text().strip():
        if process.poll() is not None or time.monotonic() > end:
            pytest.skip("Chromium is installed but does not start here")
        await asyncio.sleep(0.05)
    return f"http://127.0.0.1:{file.read_text().split()[0]}"


@pytest.fixture
def address(shelf, monkeypatch):
    """The address of a reader on the shelf, for one browser."""
    monkeypatch.setenv("READER_CACHE", str(shelf[1]))
    command = [sys.executable, "-m", "reader", "serve", str(shelf[0])]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    yield process.stdout.readline().strip()
    process.terminate()
    process.communicate()


# The terminal of the page draws on a canvas; only what the reader sends tells what is on it.
_RECORD = """
const Own = WebSocket;
window.shown = "";
window.WebSocket = class extends Own {
  constructor(...all) {
    super(...all);
    const words = new TextDecoder();
    this.addEventListener("message", (e) => {
      if (typeof e.data !== "string") {
        window.shown += words.decode(e.data, { stream: true });
      }
    });
  }
};
"""


async def test_the_screen_in_a_browser(page, address):
    root = address.partition("/?")[0]
    await page.call("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    await page.call("Emulation.setFocusEmulationEnabled", enabled=True)
    await page.call("Page.addScriptToEvaluateOnNewDocument", source=_RECORD)
    await page.call("Page.navigate", url=address)
    await page.until("location.search === '' && window.shown?.includes('4 articles')")
    # The keyboard works without a click.
    await page.press("Enter")
    await page.until("window.shown.includes('KEY FIGURES')")
    await page.press("]")
    await page.press("y")
    await page.until("""window.shown.includes("browser's clipboard")""")
    await page.until(f"{_COPIED}.then((words) => words.includes('Coast Courier'))")
    # Opening the article's address is the browser's own; this one has nowhere to go.
    await page.value("window.opened = []; window.open = (...all) => window.opened.push(all[0])")
    await page.press("o")
    await page.until("window.opened[0] === 'https://example.org/harbour'")
    # The cookie is of no use to scripts; a reload lets the same browser in again.
    assert await page.value("document.cookie") == ""
    await page.call("Page.reload")
    await page.until("location.search === '' && window.shown?.includes('4 articles')")
    picture = await page.call("Page.captureScreenshot")
    assert len(picture["data"]) > 10_000
    await page.press("\x11")
    await page.until("document.body.classList.contains('-closed')")
    own = (f"{root}/", root.replace("http://", "ws://") + "/", "data:")
    assert page.asked
    assert [each for each in page.asked if not each.startswith(own)] == []
    assert page.faults == []
