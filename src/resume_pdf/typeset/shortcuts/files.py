"""The file of a face: read when somebody asks for it.

WeasyPrint reads each face that it draws with, some hundred kilobytes, and then has HarfBuzz make a
subset of the face, so that nobody looks at what was read.
"""

from __future__ import annotations

from typing import Any


def read_no_face_for_nothing() -> None:
    """Has WeasyPrint's fonts wait with reading their files."""
    from weasyprint.pdf import fonts

    read = fonts.get_hb_object_data

    class Later:
        """What is in the file of a face, which HarfBuzz has; false if that is nothing."""

        def __init__(self, face: Any) -> None:
            self._face = face
            self._content: bytes | None = None

        def __bool__(self) -> bool:
            return bool(self.content())

        def content(self) -> bytes | None:
            if self._content is None:
                self._content = read(self._face)
            return self._content

    def content_of(font: Any) -> Any:
        if isinstance(font.held, Later):
            font.held = font.held.content()
        return font.held

    def hold(font: Any, content: Any) -> None:
        font.held = content

    fonts.get_hb_object_data = Later
    fonts.Font.file_content = property(content_of, hold)
