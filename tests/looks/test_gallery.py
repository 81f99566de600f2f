"""The gallery shows what there is, as it is: made anew by `python tools/gallery.py`."""

from __future__ import annotations

import re
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]


def test_it_shows_every_layout_in_every_style(gallery):
    assert gallery.GALLERY.read_text("utf-8") == gallery.page()
    shown = set(re.findall(r"\]\(gallery/(.*?)\)", gallery.page()))
    assert shown == {gallery.name_of(*one) for one in gallery.every()}
    assert shown == {path.name for path in gallery.PICTURES.iterdir()}


def test_its_pictures_were_made_from_what_is_there_now(gallery):
    outdated = [
        gallery.name_of(*one)
        for one in gallery.every()
        if gallery.fingerprint_in(gallery.PICTURES / gallery.name_of(*one))
        != gallery.fingerprint(*one)
    ]
    assert outdated == [], "python tools/gallery.py"


def test_a_style_or_a_layout_that_was_edited_is_seen(gallery, tmp_path, monkeypatch):
    before = gallery.fingerprint("classic", "full")
    edited = tmp_path / "full.md"
    edited.write_text("# Somebody else\n")
    monkeypatch.setattr(gallery, "FIXTURES", tmp_path)
    assert gallery.fingerprint("classic", "full") != before


def test_it_is_small_and_its_pictures_are_large_enough(gallery):
    sizes = [path.stat().st_size for path in gallery.PICTURES.glob("*.png")]
    assert sum(sizes) < 3_000_000
    for path in gallery.PICTURES.glob("*.png"):
        with Image.open(path) as image:
            assert image.width >= 700


def test_the_readme_opens_with_pictures_that_are_there():
    opening = (ROOT / "README.md").read_text("utf-8").partition("\n## ")[0]
    pictures = re.findall(r"!\[.+?\]\((.+?\.png)\)", opening)
    assert len(pictures) >= 2
    assert all((ROOT / path).is_file() for path in pictures)
