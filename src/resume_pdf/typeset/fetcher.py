"""What a page may load: style sheets, faces and pictures from its own folders, and nothing else.

Nothing comes from the network. A file counts as what its first bytes say, never its name, so that
no key, history or note that lies in such a folder gets into a PDF. What is refused is told.
"""

from __future__ import annotations

import base64
import re
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from ..confined import Refused, is_inside, read_inside
from ..diagnostics import Diagnostic
from ..patterns import lazy
from ..theme import in_styles
from .pictures import picture_kind

LARGEST = 20_000_000
"""Bytes of one picture or face."""

_MOST = 200  # things that one page, or one style, may load
_FACES = {
    b"\x00\x01\x00\x00": "font/ttf",
    b"true": "font/ttf",
    b"OTTO": "font/otf",
    b"ttcf": "font/collection",
}
_PACKED = (b"wOFF", b"wOF2")
_SHOWN = 80  # characters of an address
_DATA = lazy(r"data:[^,]{0,200}?(;base64)?,", re.IGNORECASE)


class Loaded:
    """What was refused while a style was read or a page set; a new one for each.

    `drawings` are how many pictures were loaded that may hold text.
    """

    def __init__(self) -> None:
        self.count = 0
        self.drawings = 0
        self._refused: dict[str, None] = {}

    def refuse(self, reason: str) -> None:
        """Remembers why something was not loaded."""
        self._refused[reason] = None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """One for each thing that was refused."""
        return tuple(Diagnostic("resource-refused", reason) for reason in self._refused)


def local_fetcher(styles: Sequence[Path], pictures: Sequence[Path]) -> Any:
    """A WeasyPrint fetcher for what lies in the folders `styles`, and pictures from `pictures`.

    Its attribute `loaded` is to be set anew for each page.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Response(URLFetcherResponse):  # type: ignore[misc]
        # WeasyPrint would read a picture once more from its path, past all that was checked here.
        path = None
        charset = None
        content_type = ""

        def __init__(self, url: str, content: bytes, kind: str) -> None:
            # Not calling up: that would load what e-mail is written with, for one header.
            self.url, self.status, self.content_type = url, 200, kind
            self.headers = {"Content-Type": kind}
            self._content = BytesIO(content)

        def read(self, *size: int) -> bytes:
            return self._content.read(*size)

        def close(self) -> None:
            self._content.close()

    class LocalFetcher(URLFetcher):  # type: ignore[misc]
        def __init__(self) -> None:
            # Not calling up: that would set up HTTP and load the machine's certificates.
            self._fail_on_errors = False
            self.loaded = Loaded()

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 - its interface
            try:
                self.loaded.count += 1
                if self.loaded.count > _MOST:
                    raise Refused(f"not loaded, {_MOST} things are enough: {_short(url)}")
                content, kind = _read(url, styles, pictures)
                self.loaded.drawings += kind == "image/svg+xml"
            except (OSError, ValueError) as error:
                self.loaded.refuse(str(error))
                raise
            return Response(url, content, kind)

    return LocalFetcher()


def _read(url: str, styles: Sequence[Path], pictures: Sequence[Path]) -> tuple[bytes, str]:
    """What `url` leads to, and its type. Raises `Refused`, or `ValueError` for a bad address."""
    if data := _DATA.match(url):
        if len(url) > LARGEST:
            raise Refused(f"not loaded, too large: {_short(url)}")
        content = unquote_to_bytes(url[data.end() :])
        content = base64.b64decode(content) if data[1] else content
        return content, _kind(content, _short(url), sheet=False)
    parts = urlsplit(url)
    # On Windows a path of two slashes leads to another machine as well.
    away = parts.netloc not in ("", "localhost") or parts.path.startswith(("//", "/\\"))
    if parts.scheme != "file" or away:
        raise Refused(f"not loaded, since nothing comes from the network: {_short(url)}")
    path = in_styles(Path(_local(parts.path)))
    content = read_inside(path, (*styles, *pictures), LARGEST)
    kind = _kind(content, str(path), sheet=path.suffix.lower() == ".css")
    if not kind.startswith("image/") and not is_inside(path, styles):
        raise Refused(f"not loaded, since it does not lie with the style: {path}")
    return content, kind


def _local(path: str) -> str:
    """The path of an address as this system writes it."""
    if sys.platform != "win32":
        return unquote(path)  # As `url2pathname` does, whose module loads all of HTTP.
    from urllib.request import url2pathname

    return url2pathname(path)


def _kind(content: bytes, name: str, *, sheet: bool) -> str:
    """What the bytes are: a picture, a face, or a style sheet where that may be."""
    if kind := _FACES.get(content[:4]):
        return kind
    if content.startswith(_PACKED):
        raise Refused(f"not loaded, a face is to be TTF or OTF, not packed as WOFF: {name}")
    try:
        kind = picture_kind(content)
    except Refused as error:
        raise Refused(f"not loaded, {error}: {name}") from error
    if kind is None and sheet:
        return "text/css"
    if kind is None:
        raise Refused(f"not loaded, neither a picture nor a face: {name}")
    return kind


def _short(url: str) -> str:
    return url if len(url) <= _SHOWN else f"{url[:_SHOWN]}…"
