"""Serves a preview on loopback until it is interrupted."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from collections.abc import Callable

import uvicorn

from .app import application
from .guard import Guard
from .making import Order
from .session import Session


def listen(port: int = 0) -> socket.socket:
    """A socket on loopback, at a free port where `port` is 0. Raises `OSError` for a taken one."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # Elsewhere it would let two programs share a port.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
    except BaseException:
        listening.close()
        raise
    return listening


def serve(
    first: Order,
    listening: socket.socket,
    *,
    editor: str | None,
    patience: float,
    prepare: Callable[[], None] | None = None,
    started: Callable[[str], None],
) -> None:
    """Serves until SIGINT or SIGTERM; `started` is told the address once it can be opened.

    `editor` is as for `application`, `patience` and `prepare` as for `Session`.
    """
    asyncio.run(_serve(lambda: Session(first, patience, prepare), listening, editor, started))


async def _serve(
    new_session: Callable[[], Session],
    listening: socket.socket,
    editor: str | None,
    started: Callable[[str], None],
) -> None:
    secret, port = secrets.token_urlsafe(16), listening.getsockname()[1]
    session, loop = new_session(), asyncio.get_running_loop()
    config = uvicorn.Config(
        Guard(application(session, editor), secret, port),
        access_log=False,
        date_header=False,
        http="h11",
        lifespan="off",
        log_level="error",
        loop="asyncio",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=2,
        ws="none",
    )
    server = uvicorn.Server(config)

    def stop(*_: object) -> None:
        server.force_exit = server.should_exit
        server.should_exit = True
        loop.call_soon_threadsafe(session.close)

    # In the place of uvicorn's own, which would raise the signal once more at the end.
    server.handle_exit = stop  # type: ignore[assignment, method-assign, unused-ignore]
    async with session.running():
        listening.listen()
        started(f"http://127.0.0.1:{port}/{secret}/")
        await server.serve(sockets=[listening])
