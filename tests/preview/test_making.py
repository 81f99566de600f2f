"""What is made for the page is what `render` would make of the same wishes."""

import pytest
from PIL import Image

from resume_pdf.pipeline import build
from resume_pdf.preview.making import Order, View, make

RESUME = """\
---
name: Ada Example
email: ada@example.org
photo: me.png
---

## Experience

### Toolmaker, Example Works | 2019 – present

- Ground 400 lenses a month.
"""


@pytest.mark.parametrize("photo", [None, False, "other.png"])
def test_the_photograph_is_the_one_that_was_asked_for(tmp_path, photo):
    source = tmp_path / "resume.md"
    source.write_text(RESUME, "utf-8")
    for name, colour in (("me.png", "navy"), ("other.png", "maroon")):
        Image.new("RGB", (350, 450), colour).save(tmp_path / name)
    wished = tmp_path / photo if photo else photo
    made = make(Order(source=source, view=View("full"), variables={}, photo=wished))
    [rendering] = build(source, layouts=["full"], photo=wished).renderings
    assert made.proved
    assert made.proved.pdf == rendering.pdf
    # Each is a file whose change is to be seen.
    expected = {tmp_path / "me.png"} | ({tmp_path / photo} if photo else set())
    assert {path.resolve() for path in made.pictures or ()} == {one.resolve() for one in expected}
