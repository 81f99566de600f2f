"""Prints how many boxes are left of builds that nobody holds, garbage not being looked for."""

import gc
import sys

from resume_pdf.pipeline import Press, build
from resume_pdf.typeset import preload

preload(plain=sys.argv[1] == "plain")

from weasyprint.formatting_structure.boxes import Box  # noqa: E402
from weasyprint.layout import LayoutContext  # noqa: E402

press = Press()
gc.disable()
for style in sys.argv[2].split(","):
    for layout in sys.argv[3].split(","):
        assert build(sys.argv[4], layouts=[layout], style=style, press=press).renderings
        left = sum(isinstance(one, Box | LayoutContext) for one in gc.get_objects())
        print(style, layout, left)
        gc.collect()
