"""Prints all that a page is made of: every property of every element, where every box stands.

Run twice, with WeasyPrint as it is ("plain") and with the short cuts, the two must say the same.
"""

import re
import sys

from resume_pdf.typeset import preload

preload(plain=sys.argv[1] == "plain")

import weasyprint  # noqa: E402
from weasyprint.css.properties import INITIAL_VALUES  # noqa: E402

PSEUDO = ("before", "after", "marker", "first-letter", "first-line", "footnote-call", "nonsense")
KNOWN = (int, float, str, tuple)


def styles(html, document):
    """The computed value of each property; those asked for while laying out came first."""
    # Nobody asks for logical properties: some cannot be computed.
    properties = sorted(
        name for name in INITIAL_VALUES if not {"block", "inline"} & {*name.split("_")}
    )
    for element in html.etree_element.iter():
        for pseudo in (None, *PSEUDO):
            style = document.style_for(element, pseudo)
            if style is None:
                yield f"{element.tag} {pseudo}: none"
                continue
            for kind, one in (("", style), ("anonymous ", style.anonymous_style)):
                for name in properties:
                    yield f"{kind}{element.tag} {pseudo} {name}: {one[name]!r}"


def boxes(page):
    """Every number and name that is known of each box."""
    for box in page._page_box.descendants():
        known = {name: value for name, value in vars(box).items() if type(value) in KNOWN}
        known.pop("children", None)
        yield f"{type(box).__name__} {box.element_tag}: {box.page_values()}"
        yield f"  {box.is_in_normal_flow()} {bool(getattr(box, 'background', None))}"
        yield from (f"  {name}: {known[name]!r}" for name in sorted(known))


kept: list[object] = []
build = weasyprint.document.Document._build_layout_context.__func__


def keeping(cls, *arguments):
    context = build(cls, *arguments)
    kept.append(context)
    return context


weasyprint.document.Document._build_layout_context = classmethod(keeping)
for path in sys.argv[2:]:
    html = weasyprint.HTML(filename=path, base_url="https://example.org/")
    document = html.render()
    print(path)
    for page in document.pages:
        print(*boxes(page), sep="\n")
    for line in styles(html, kept[-1]):
        print(re.sub(" at 0x[0-9a-f]+", "", line))
