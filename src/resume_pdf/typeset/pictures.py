"""Which pictures may be set: by their bytes, their size once decoded, and what an SVG asks for.

In: bytes. Out: the type of the picture, None where they are none. Raises `Refused` for a picture
that would take too much room, and for an SVG that does more than draw.
"""

from __future__ import annotations

import re
from io import BytesIO
from xml.parsers import expat

from ..confined import Refused
from ..patterns import lazy

PIXELS = 50_000_000
"""The most that a picture may have; decoded each takes up to four bytes."""

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "PNG", "image/png"),
    (b"\xff\xd8\xff", "JPEG", "image/jpeg"),
    (b"GIF87a", "GIF", "image/gif"),
    (b"GIF89a", "GIF", "image/gif"),
    (b"RIFF", "WEBP", "image/webp"),
)


def picture_kind(content: bytes) -> str | None:
    """The media type of a picture; None where the bytes are none that is set."""
    for signature, form, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind if _fits(content, form) else None
    # A style sheet may have one in an address, but does not begin as XML does.
    is_markup = content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
    if (is_markup and b"<svg" in content[:4096]) or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        _only_draws(content)
        return "image/svg+xml"
    return None


def _fits(content: bytes, form: str) -> bool:
    """Whether Pillow knows the picture; it reads no more than its head."""
    # By its form, or Pillow would try every one it has, some of which start other programs.
    from PIL import Image

    try:
        with Image.open(BytesIO(content), formats=(form,)) as picture:
            width, height = picture.size
    except Image.DecompressionBombError as error:
        raise Refused("a picture of too many pixels") from error
    except Exception:  # whatever a decoder stumbles over
        return False
    if width * height > PIXELS:
        raise Refused(f"a picture of {width} by {height} pixels")
    return True


# ── SVG ──────────────────────────────────────────────────────────────────────────────────

_NAMESPACE = "http://www.w3.org/2000/svg"
_DRAWING = frozenset(
    {"svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
    | {"linearGradient", "radialGradient", "stop", "text", "tspan", "title", "desc", "metadata"}
)
"""No `use`, `clipPath`, `mask`, `marker`, `pattern`: nested, a few lines of them draw millions."""

_ADDRESS = lazy(r"url\(\s*[\"']?(?!\s*#)", re.IGNORECASE)
_MOST_ELEMENTS = 5000
_DEEPEST = 50


def _only_draws(content: bytes) -> None:
    """Raises `Refused` unless an SVG draws with shapes, gradients and text, and names no file."""
    count = depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count, depth
        count, depth = count + 1, depth + 1
        namespace, _, tag = name.rpartition(" ")
        if namespace in ("", _NAMESPACE) and tag not in _DRAWING:
            raise Refused(f"an SVG with <{tag}>; there may be shapes, gradients and text")
        if count > _MOST_ELEMENTS or depth > _DEEPEST:
            raise Refused(f"an SVG of more than {_MOST_ELEMENTS} elements, or {_DEEPEST} deep")
        for attribute, value in attributes.items():
            is_link = attribute.rpartition(" ")[2] == "href"
            if (is_link and not value.startswith("#")) or _ADDRESS.search(value):
                raise Refused(f"an SVG that leads elsewhere ({value[:40]})")

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*_: object) -> None:
        raise Refused("an SVG with a document type, or a style of its own")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = parser.ProcessingInstructionHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Refused(f"an SVG that is not well formed ({error})") from error
