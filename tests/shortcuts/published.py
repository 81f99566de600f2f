"""Prints what becomes of each résumé in each layout and style: its PDF, or why there is none.

With WeasyPrint and pypdf as they are ("plain") or the short cuts.
"""

import sys
from hashlib import sha256

from resume_pdf import build
from resume_pdf.proof import read_plainly
from resume_pdf.typeset import preload

plain = sys.argv[1] == "plain"
preload(plain=plain)
if plain:
    read_plainly()

styles, layouts, *paths = sys.argv[2:]
for path in paths:
    for style in styles.split(","):
        built = build(path, layouts=layouts.split(","), style=style, date="2026-01-01")
        for found in built.all_diagnostics:
            print(path, style, found.code, found.message)
        for made in built.renderings:
            print(path, style, made.layout, sha256(made.pdf).hexdigest())
