"""The colour profile that goes into each PDF, as the file has it.

WeasyPrint has Pillow read it, to learn its name and write it out as it was: eleven milliseconds,
and three megabytes, for a Pillow that a page without pictures does not need.
"""

from __future__ import annotations

from typing import Any

_SHIPPED = "sRGB2014.icc"
_TAGS = 128  # bytes before the table of tags (ICC.1:2001-04)


def own_profile() -> None:
    """Has the profile that WeasyPrint brings read by us; any other is read as before."""
    import weasyprint.pdf

    read = weasyprint.pdf.ColorProfile

    def profile(file: Any, source: str, *options: Any) -> Any:
        return (_Shipped if source == _SHIPPED else read)(file, source, *options)

    weasyprint.pdf.ColorProfile = profile


class _Shipped:
    def __init__(self, file: Any, source: str, intent: str, components: Any) -> None:
        self.src, self.rendering_intent, self.components = source, intent, components
        self.pdf_reference = None
        with file:
            self.content = file.read()

    @property
    def name(self) -> str:
        """The description of the device, which this profile has (textDescriptionType)."""
        tag = self.content.index(b"dmdd", _TAGS)
        at = int.from_bytes(self.content[tag + 4 : tag + 8], "big")
        length = int.from_bytes(self.content[at + 8 : at + 12], "big")
        text: bytes = self.content[at + 12 : at + 12 + length]
        return text.rstrip(b"\0").decode("ascii")
