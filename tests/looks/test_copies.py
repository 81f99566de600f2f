"""A layout that is copied, to be changed, sets the same page as before."""

from __future__ import annotations

import shutil

import pytest

from resume_pdf import build
from resume_pdf.customize import copy_layout
from resume_pdf.theme import layout_names


@pytest.mark.parametrize("layout", layout_names())
def test_a_copied_layout_renders_the_same_page_to_the_byte(gallery, tmp_path, layout):
    file = tmp_path / gallery.source(layout).name
    shutil.copy(gallery.source(layout), file)
    [before] = build(file, layouts=[layout]).renderings
    copy_layout(layout, tmp_path, "mine", ("entry-head", "blocks", "letterhead"))
    [after] = build(file, layouts=["mine"]).renderings
    assert after.pdf == before.pdf
    assert after.file_name.removesuffix(".pdf").endswith("-mine")
