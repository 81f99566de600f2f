"""Faces of the machine, tightened fonts and emoji conform as well."""

import subprocess
from pathlib import Path

import pytest

from resume_pdf import build

pytestmark = pytest.mark.xdist_group("verapdf")  # one JVM for all of them

FIXTURES = Path(__file__).parents[1] / "fixtures" / "scripts"
CHARACTERS = {
    "ar": "ر",
    "el": "",
    "emoji": "",
    "marks": "",
    "he": "ש",
    "ja": "あ",
    "ko": "한",
    "zh": "简",
}


def machine_has(character):
    try:
        asked = ["fc-list", f":charset={ord(character):x}", "family"]
        return bool(subprocess.run(asked, capture_output=True, check=False).stdout.strip())
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(("name", "character"), CHARACTERS.items())
def test_it_conforms(verapdf, tmp_path, name, character):
    if character and not machine_has(character):
        pytest.skip(f"this machine has no face with {character}")
    for rendering in build(FIXTURES / f"{name}.md").renderings:
        file = tmp_path / rendering.file_name
        file.write_bytes(rendering.pdf)
        for flavour in ("3a", "ua1"):
            assert verapdf(flavour, file) == []
