"""WeasyPrint without what it fetches things from the network with.

`urllib.request` loads HTTP, TLS, sockets and e-mail's headers: a twentieth of a short run, and we
fetch nothing. WeasyPrint makes a class of its opener, so that a base stands there until somebody
makes such a fetcher; then all is as it would have been.
"""

from __future__ import annotations

from typing import Any

from ...postponed import Statement

REQUESTS: Statement = ("weasyprint.urls", "urllib")
FETCHING: tuple[Statement, ...] = (REQUESTS, ("weasyprint.urls", "email.message"))


class _Opener:
    """Gives its place to `urllib.request.OpenerDirector` when the first fetcher is made."""

    def __init__(self) -> None:
        from urllib.request import OpenerDirector

        from weasyprint.urls import URLFetcher

        URLFetcher.__bases__ = (OpenerDirector,)
        OpenerDirector.__init__(self)


class _Request:
    OpenerDirector = _Opener

    def __init__(self, waiting: Any) -> None:
        self._waiting = waiting

    def __getattr__(self, name: str) -> Any:
        return getattr(self._waiting, name)


class Requests:
    """What `from urllib import request` gets: names that wait, and a base to make a class of."""

    def __init__(self, waiting: Any) -> None:
        self.request = _Request(waiting.request)
