"""With a photograph a PDF conforms as well, whatever the file was."""

import pytest
from PIL import Image

from resume_pdf import build

pytestmark = pytest.mark.xdist_group("verapdf")  # one JVM for all of them


@pytest.mark.parametrize(
    ("mode", "name"), [("RGBA", "me.png"), ("CMYK", "me.jpg"), ("P", "me.png")]
)
@pytest.mark.parametrize(
    ("standard", "flavours"), [("a3a+ua1", ("3a", "ua1")), ("a4f+ua2", ("4f", "ua2"))]
)
def test_it_conforms(verapdf, tmp_path, mode, name, standard, flavours):
    Image.new(mode, (300, 400)).save(tmp_path / name)
    (tmp_path / "resume.md").write_text(
        f"---\nphoto: {{path: {name}, alt: Ada at her bench}}\n---\n# Ada\n\nada@example.org\n"
    )
    built = build(tmp_path / "resume.md", layouts=["full"], standard=standard)
    (rendering,) = built.renderings
    assert rendering.good, rendering.diagnostics
    file = tmp_path / "resume.pdf"
    file.write_bytes(rendering.pdf)
    for flavour in flavours:
        assert verapdf(flavour, file) == []
