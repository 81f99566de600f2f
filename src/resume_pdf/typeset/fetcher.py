"""What a page may load: nothing from the network, and no file outside the allowed folders."""

from __future__ import annotations

import base64
import mimetypes
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit
from urllib.request import url2pathname

from ..theme import in_styles


def local_fetcher(roots: tuple[Path, ...]) -> Any:
    """A WeasyPrint fetcher that reads data: URLs and files below `roots`, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class LocalFetcher(URLFetcher):  # type: ignore[misc]
        def __init__(self) -> None:
            # Not calling up: that would set up HTTP and load the machine's certificates.
            self._fail_on_errors = False

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 - its interface
            parts = urlsplit(url)
            if parts.scheme == "data":
                head, _, body = url.removeprefix("data:").partition(",")
                content = unquote_to_bytes(body)
                if head.endswith(";base64"):
                    content = base64.b64decode(content)
                return URLFetcherResponse(url, content, {"Content-Type": head.split(";")[0]})
            if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
                raise ValueError(f"not read from the network: {url}")
            path = in_styles(Path(url2pathname(parts.path))).resolve()
            if not any(path.is_relative_to(root.resolve()) for root in roots):
                raise ValueError(f"outside the résumé's folder: {path}")
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    return LocalFetcher()
