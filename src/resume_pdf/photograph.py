"""Makes a photograph ready for the page: cropped, reduced, and rid of all that it says of itself.

In: the author's wish, the folder it may lie in, the shape of its box. Out: a `Picture`. Owns
Pillow. The crop is made here and not by the page, and the file is written anew, so that what is cut
off, and where the photograph was taken, is not in the PDF. Raises `ResumeError` "photo-unusable".
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from .confined import read_inside
from .diagnostics import ResumeError
from .document import Photo
from .edition import Picture

PIXELS = 100_000_000
"""The most that a photograph may have before it is reduced."""

_LARGEST = 60_000_000  # bytes
_FORMATS = ("JPEG", "PNG", "WEBP")
_DOTS = 300  # to the inch, on paper
_QUALITY = 88
_WIDTH, _HEIGHT = 35.0, 45.0  # mm, of a passport's
_WIDEST = 60.0  # mm
_FACE = 0.35  # how far down the middle of a face stands in what is cut off


def developed(
    photo: Photo, folder: Path | None, alt: str, properties: Mapping[str, str]
) -> Picture:
    """The photograph at `photo.path` in `folder`, for a box as the style's `properties` have it.

    `alt` stands for it where the author gives no words.
    """
    width, height = _mm(properties, "photo-width"), _mm(properties, "photo-height")
    if width is None or height is None:
        width, height = _WIDTH, _HEIGHT
    try:
        if folder is None:
            raise OSError("the résumé is no file, so it has no folder")
        content = read_inside(folder / photo.path, (folder,), _LARGEST)
        written = _written(content, min(width, _WIDEST), height / width)
    except OSError as error:
        reason = error.strerror or str(error)
        raise _unusable(photo, reason) from error
    except Exception as error:  # whatever a decoder stumbles over
        raise _unusable(photo, str(error) or type(error).__name__) from error
    url = f"data:image/jpeg;base64,{base64.b64encode(written).decode('ascii')}"
    return Picture(url, photo.alt or alt)


def _unusable(photo: Photo, reason: str) -> ResumeError:
    return ResumeError(
        "photo-unusable",
        f"the photograph cannot be shown: {reason}",
        photo.span,
        "give a JPEG, PNG or WebP file in the résumé's folder",
    )


def _mm(properties: Mapping[str, str], name: str) -> float | None:
    found = re.fullmatch(r"([\d.]+)mm", properties.get(name, ""))
    return float(found[1]) if found and float(found[1]) > 0 else None


def _written(content: bytes, width: float, ratio: float) -> bytes:
    """A JPEG of `width` in mm on paper, `ratio` times as high."""
    from PIL import Image, ImageOps

    across = round(width / 25.4 * _DOTS)
    size = across, round(across * ratio)
    with Image.open(BytesIO(content), formats=_FORMATS) as image:
        if image.width * image.height > PIXELS:
            raise ValueError(f"it has {image.width} by {image.height} pixels")
        # A decoder of JPEG reduces while it reads: a large one takes no more room than a small one.
        image.draft("RGB", (size[0] * 2, size[1] * 2))
        upright = _in_srgb(ImageOps.exif_transpose(image))
    # No larger than it is: what is not there is not made up.
    least = min(upright.width / size[0], upright.height / size[1], 1.0)
    size = max(1, round(size[0] * least)), max(1, round(size[1] * least))
    fitted = ImageOps.fit(upright, size, Image.Resampling.LANCZOS, centering=(0.5, _FACE))
    out = BytesIO()
    fitted.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def _in_srgb(image: Any) -> Any:
    """The image in the colours of the page, on white where it is transparent."""
    from PIL import Image, ImageCms

    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(image, source, srgb, outputMode="RGB")
        except ImageCms.PyCMSError:
            pass  # A profile that is none: the colours as they are.
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        shown = image.convert("RGBA")
        ground = Image.new("RGBA", shown.size, "white")
        return Image.alpha_composite(ground, shown).convert("RGB")
    return image.convert("RGB")
