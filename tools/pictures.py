"""Makes the pictures of the README: the first page of each layout, from resume.md.

    python tools/pictures.py

Needs pdftoppm (Poppler).
"""

import subprocess
import sys
from pathlib import Path

from resume_pdf import build

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "images"
DPI = 90


def main() -> int:
    """Writes docs/images/LAYOUT.png for each layout; returns the exit status."""
    built = build(ROOT / "resume.md")
    for rendering in built.renderings:
        if not rendering.good:
            print(f"{rendering.layout} failed its proof", file=sys.stderr)
            return 1
        PICTURES.mkdir(parents=True, exist_ok=True)
        command = ["pdftoppm", "-r", str(DPI), "-png", "-singlefile", "-l", "1"]
        picture = PICTURES / rendering.layout
        subprocess.run([*command, "-", picture], input=rendering.pdf, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
