"""Prints, of each case, the digest of its PDF and the faces it is set in.

In: "plain", "library" or "command", whose ways must come to the same; the folder of the cases; and
their names, in order.
"""

import hashlib
import sys
from pathlib import Path

from resume_pdf import Press, build
from resume_pdf.typeset import own_process, preload

way, folder, *names = sys.argv[1:]
if way == "command":
    own_process()
preload(plain=way == "plain")

press = Press()
for name in names:
    source = Path(folder) / f"{name}.md"
    style = name if (Path(folder) / "styles" / f"{name}.css").exists() else "classic"
    (made,) = build(source, layouts=["full"], style=style, press=press).renderings
    told = [
        one.message for one in made.diagnostics if one.code in ("font-fallback", "glyph-missing")
    ]
    print(name, hashlib.sha256(made.pdf).hexdigest(), *told)
if way != "plain":
    looked = [kept._fonts._all is not None for kept in press._typesetters.values()]
    print("looked" if any(looked) else "alone", file=sys.stderr)
