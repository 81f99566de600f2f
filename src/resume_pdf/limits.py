"""How much a résumé, a layout or a PDF from anybody may ask of the program.

These are held wherever the program runs. Time and memory are the process's, which the command
owns: `cli.bounds` holds them there.
"""

from __future__ import annotations

from .record import Record


class Limits(Record, kw_only=True):
    """`source` and `pdf` are the most bytes of a file to be read, `pages` the most pages of a PDF.

    `steps` is what the templates of a layout that is not bundled may take: a turn of a loop, a
    call, 16 characters printed.
    """

    source: int = 2_000_000
    pdf: int = 50_000_000
    pages: int = 200
    steps: int = 20_000_000


LIMITS = Limits()
"""Those that hold where none are given: many times what the longest résumé takes."""
