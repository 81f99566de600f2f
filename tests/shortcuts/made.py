"""Prints the PDF of a page as it is written, with WeasyPrint as it is ("plain") or short cuts."""

import sys

from resume_pdf.typeset import preload

preload(plain=sys.argv[1] == "plain")

import weasyprint  # noqa: E402

for path in sys.argv[2:]:
    html = weasyprint.HTML(filename=path, base_url="https://example.org/")
    pdf = html.write_pdf(uncompressed_pdf=True, pdf_tags=True, full_fonts=False)
    print(path, *map(repr, pdf.splitlines()), sep="\n")
