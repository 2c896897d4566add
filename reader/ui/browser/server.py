"""The server of `reader serve`: textual-serve's, on the loopback interface alone and behind a gate.

One request without the session is answered 403, whatever it asks for. The page is the program's own, because
textual-serve's fetches a font from another machine; a policy in every answer forbids the browser to ask elsewhere.
"""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import weakref
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import WSCloseCode, WSMsgType, web
from textual_serve.server import Server, to_int

from reader.errors import ReaderError
from reader.ui.browser.gate import Gate, is_own_host, is_same_origin
from reader.ui.browser.program import Program, fitting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiohttp.typedefs import Handler, Middleware

_PAGE, _SCRIPT = (Path(__file__).with_name(name) for name in ("page.html", "page.js"))
_HOST = "127.0.0.1"
_MOST_PROGRAMS = 8
"""Tabs that show a reader at the same time."""
_HEARTBEAT = 15.0
"""Seconds between two questions whether the browser is still there."""
_PATIENCE = 8.0
"""Seconds that open tabs have to close when the server ends; a program has less before it is ended by force."""
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_ENTER = (
    '<!DOCTYPE html><title>reader</title><link rel="icon" href="data:,"><meta http-equiv="refresh" content="0;url=/">\n'
)
# A redirect would do, but a browser that was sent here by another page (a web terminal) would follow it without the
# cookie. A page of ours that goes on by itself is asked for with it.
_REFUSED = "This needs the address that `reader serve` printed. It works once, and then in the same browser.\n"
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",  # what a link opens cannot reach back
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def listen(port: int) -> socket.socket:
    """Return a socket that listens on this machine alone; port 0 takes a free one.

    Raises:
        ReaderError: the port is taken or may not be used.
    """
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((_HOST, port))
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        why = getattr(error, "strerror", None) or error
        raise ReaderError(f"Port {port} cannot be used ({why}). Name another with --port.") from error
    return listener


class BrowserServer(Server):
    """Shows the screen of `reader ARGUMENTS` in browsers of this machine."""

    def __init__(self, arguments: Sequence[str], listener: socket.socket) -> None:
        port = listener.getsockname()[1]
        super().__init__("reader", host=_HOST, port=port)
        self.gate = Gate()
        self.address = f"{self.public_url}/?token={self.gate.token}"
        """Opens the screen once; then the browser has a cookie."""
        self._arguments = list(arguments)
        self._listener = listener
        self._cookie = f"reader-{port}"  # cookies are shared by all ports of a host
        self._tabs: weakref.WeakSet[web.WebSocketResponse] = weakref.WeakSet()

    @cached_property
    def _page(self) -> str:
        return _PAGE.read_text(encoding="utf-8")

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guard())
        app.router.add_get(f"/{_SCRIPT.name}", _script)
        app.on_response_prepare.append(_add_headers)
        return app

    def _guard(self) -> Middleware:
        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            if not _is_from_here(request):
                return _refusal()
            if self.gate.knows(request.cookies.get(self._cookie)):
                return await handler(request)
            is_entry = request.method == "GET" and request.path == "/"
            session = self.gate.admit(request.query.get("token", "")) if is_entry else None
            if session is None:
                return _refusal()
            entrance = web.Response(text=_ENTER, content_type="text/html")
            entrance.set_cookie(self._cookie, session, httponly=True, samesite="Strict")
            return entrance

        return guard

    async def handle_index(self, request: web.Request) -> web.Response:
        """Answer with the page of the screen."""
        # `Host` is one of three names and a number; a tunnel may have another port than this server.
        page = self._page.replace("{{ host }}", request.host)
        return web.Response(text=page, content_type="text/html")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run a program for a tab, for as long as the tab is open."""
        tab = web.WebSocketResponse(heartbeat=_HEARTBEAT, compress=False)
        if len(self._tabs) >= _MOST_PROGRAMS:
            raise web.HTTPServiceUnavailable(text="Too many tabs show the reader. Close one.\n")
        self._tabs.add(tab)
        program = Program(self._arguments, tab, self.download_manager)
        try:
            await tab.prepare(request)
            size = (to_int(request.query.get(name, ""), usual) for name, usual in (("width", 80), ("height", 24)))
            await program.start(*size)
            await self._process_messages(tab, program)
        finally:
            await program.stop()
            self._tabs.discard(tab)
        return tab

    async def _process_messages(self, websocket: web.WebSocketResponse, app_service: Any) -> None:
        async for message in websocket:
            if message.type != WSMsgType.TEXT:
                continue
            match _read(message.data):
                case ["stdin", str(data)]:
                    await app_service.send_bytes(data.encode("utf-8", "replace"))
                case ["resize", {"width": int(width), "height": int(height)}]:
                    await app_service.set_terminal_size(*fitting(width, height))
                case ["ping", str(data)]:
                    await websocket.send_json(["pong", data])
                case ["blur"]:
                    await app_service.blur()
                case ["focus"]:
                    await app_service.focus()

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the command says where the screen is."""

    async def on_shutdown(self, app: web.Application) -> None:  # noqa: ARG002 - as it is called
        """Close all tabs, which ends their programs."""
        for tab in list(self._tabs):
            await tab.close(code=WSCloseCode.GOING_AWAY)

    def run(self) -> int:
        """Serve until a signal says stop; return the number of that signal."""
        return asyncio.run(self._serve())

    async def _serve(self) -> int:
        stopped: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def stop(number: int) -> None:
            if not stopped.done():
                stopped.set_result(number)

        for number in _SIGNALS:
            asyncio.get_running_loop().add_signal_handler(number, stop, number)
        runner = web.AppRunner(await self._make_app(), access_log=None, shutdown_timeout=_PATIENCE)
        await runner.setup()
        await web.SockSite(runner, self._listener).start()
        try:
            return await stopped
        finally:
            await runner.cleanup()


def _is_from_here(request: web.Request) -> bool:
    hosts = request.headers.getall("Host", [])
    if len(hosts) != 1 or not is_own_host(hosts[0]):
        return False
    origins = request.headers.getall("Origin", [])
    if not origins:
        return request.path != "/ws"  # browsers always say from which page a websocket is asked for
    return len(origins) == 1 and is_same_origin(origins[0], hosts[0])


def _read(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None  # no browser of ours sends that


def _refusal() -> web.Response:
    return web.Response(status=403, text=_REFUSED)


async def _script(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(_SCRIPT)


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)
    host = request.host if is_own_host(request.host) else _HOST
    response.headers["Content-Security-Policy"] = _POLICY.format(host=host)
