"""Prints the PDF of a page as it is written, with WeasyPrint as it is ("plain") or short cuts."""

import sys

from resume_pdf.typeset import preload
from resume_pdf.typeset.shortcuts import Lines, keeping

preload(plain=sys.argv[1] == "plain")

import weasyprint  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402

for path in sys.argv[2:]:
    html = weasyprint.HTML(filename=path, base_url="https://example.org/")
    fonts, lines = FontConfiguration(), Lines()
    with keeping(lines, fonts):
        document = html.render(font_config=fonts)
    pdf = document.write_pdf(uncompressed_pdf=True, pdf_tags=True, full_fonts=False)
    print(path, *map(repr, pdf.splitlines()), sep="\n")
