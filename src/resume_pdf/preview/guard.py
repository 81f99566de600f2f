"""Who may ask: the page that this program served, on this machine, and nobody else.

The server listens on loopback, where every web page that is open in a browser can send requests
to, and every account of the machine. So each request must be addressed to it by its own name (or a
name of the attacker's could be led here, DNS rebinding), must come from its own page where the
browser tells where it comes from, and must know the secret that is in the address.
"""

from __future__ import annotations

from hmac import compare_digest
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, RedirectResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FROM_HERE = {b"same-origin", b"none"}  # "none": typed in, or a bookmark

# What a page from here may do: show what is from here. No script may be written into it.
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


class Guard:
    """An ASGI application around another, which sees only what may pass, without the secret.

    `secret` is the first part of each path, `port` that of the server.
    """

    def __init__(self, app: ASGIApp, secret: str, port: int) -> None:
        self._app = app
        self._secret = secret.encode()
        hosts = [f"{name}:{port}".encode() for name in ("127.0.0.1", "localhost")]
        if port == 80:
            hosts += [b"127.0.0.1", b"localhost"]
        self._hosts = frozenset(hosts)
        self._origins = frozenset(b"http://" + host for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers 403 in place of the application where the request may not pass."""
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        _, first, *rest = (*scope["path"].split("/", 2), "")[:3]
        reason = self._refused(scope["headers"], first)
        app = PlainTextResponse(f"{reason}\n", 403) if reason else self._app
        if not reason and scope["path"] == f"/{first}":
            app = RedirectResponse(f"/{first}/")
        within = "/" + rest[0]
        await app(
            {**scope, "path": within, "raw_path": within.encode()},
            receive,
            _with_headers(send),
        )

    def _refused(self, headers: list[tuple[bytes, bytes]], secret: str) -> str | None:
        """Why a request may not pass."""

        def given(name: bytes) -> list[bytes]:
            return [value for key, value in headers if key == name]

        hosts = given(b"host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return "This is not the name of this server."
        if any(origin not in self._origins for origin in given(b"origin")):
            return "Pages from elsewhere may not ask here."
        if any(site not in _FROM_HERE for site in given(b"sec-fetch-site")):
            return "Pages from elsewhere may not ask here, nor lead here."
        if not compare_digest(secret.encode(), self._secret):
            return "Open the address that resume-pdf preview printed: it is another at each start."
        return None


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in _HEADERS}
            kept = [pair for pair in message.get("headers", ()) if pair[0].lower() not in own]
            message = {**message, "headers": [*kept, *_HEADERS]}
        await send(message)

    return sending
